import datetime as dt
import uuid

import pytest
from django.utils import timezone

from articles.models import (
    Article,
    ArticleTopic,
    Dismissal,
    Edition,
    Intake,
    Quotation,
    SectionText,
    Waiver,
)
from articles.publishing import Note
from newsroom.models import Redirect
from tests.factories import (
    DAY,
    ArticleFactory,
    BylineFactory,
    EventFactory,
    SectionFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    WordingFactory,
    mark,
    publish,
    schedule,
)
from tests.rules import assert_refused, copy, insert, write

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta(days=1)


def edition(**values) -> Edition:
    return publish(ArticleFactory(**values), UserFactory())


def second_edition(correction=None) -> Edition:
    first = edition()
    return publish(first.article, UserFactory(), change="minor", correction=correction)


def next_to(first: Edition, **values):
    """Another edition of the article, by a bare INSERT."""
    return copy(Edition.objects.get(pk=first.pk), **{"number": 2, "change": "minor", **values})


def before(first: Edition, **values):
    """Another edition of the article that ends before it begins."""
    start = first.live_from - 2 * DAYS
    return next_to(first, live_from=start, superseded_at=start + DAYS, **values)


def on_an_old_address(factory, path, **values):
    Redirect.objects.create(old_path=path, new_path="/elsewhere/")
    return write(factory(**values), slug=path.strip("/").split("/")[-1])


def edition_row(make, field):
    article = ArticleFactory()
    make(article)
    return getattr(publish(article, UserFactory()), field).get()


def topic_row():
    return edition_row(lambda article: article.topics.add(TopicFactory()), "topic_rows")


def event_row():
    return edition_row(lambda article: article.events.add(EventFactory()), "event_rows")


def byline_row():
    return edition_row(lambda article: BylineFactory(article=article), "bylines")


def quotation():
    statement = StatementFactory()
    return edition(body=f"<p>{mark(statement)}</p>").quotations.get()


def quotation_of(statement, wording):
    return insert(Quotation(edition=edition(), statement=statement, wording=wording))


def correction():
    return second_edition(Note("correction", "There are nine.")).correction


def overlapping():
    """An edition from the middle of the one before."""
    first = second_edition().article.editions.get(number=1)
    write(first, live_from=first.live_from - 10 * DAYS)()
    start = first.live_from - 5 * DAYS
    return next_to(first, number=3, live_from=start, superseded_at=start + DAYS)


def held_edition():
    """An edition scheduled for the end of its article's embargo."""
    at = timezone.now() + DAYS
    return schedule(ArticleFactory(embargoed_until=at), UserFactory(), at)


def dismissal():
    return Dismissal.objects.create(
        quotation=quotation(), reason="A misprint.", decided_by=UserFactory()
    )


def waiver():
    return Waiver.objects.create(
        translation_group=uuid.uuid4(),
        language="ru",
        reason="Nobody asks for it.",
        decided_by=UserFactory(),
    )


def intake():
    return Intake.objects.create(text="The ice holds.", name="Ice", given_by=UserFactory())


BREAKS = {
    "article_slug_once_per_language": lambda: copy(
        ArticleFactory(), translation_group=uuid.uuid4()
    ),
    "article_one_per_language_in_group": lambda: copy(ArticleFactory(), slug="another"),
    "article_has_headline": lambda: write(ArticleFactory(), headline=""),
    "article_page_slug_not_reserved": lambda: write(ArticleFactory(kind="page"), slug="events"),
    "article_first_printed_with_date": lambda: write(ArticleFactory(), first_printed_in="Ilion"),
    "article_ready_is_approved": lambda: write(ArticleFactory(), stage="ready"),
    "article_embargo_has_moment": lambda: write(ArticleFactory(), embargo_event=EventFactory()),
    "article_translates_another": lambda: (lambda a: write(a, original=a))(ArticleFactory()),
    "article_embargo_before_editions": lambda: write(
        edition().article, embargoed_until=timezone.now() + DAYS
    ),
    "edition_after_embargo": lambda: write(held_edition(), live_from=timezone.now()),
    "article_slug_is_free": lambda: on_an_old_address(ArticleFactory, "/articles/ice/"),
    "article_address_fixed_by_editions": lambda: write(edition().article, language="uk"),
    "section_slug_is_free": lambda: on_an_old_address(SectionFactory, "/sections/ice/"),
    "article_topic_once": lambda: copy(
        ArticleTopic.objects.create(tag=TopicFactory(), content_object=ArticleFactory())
    ),
    "articles_sectiontext_one_per_language": lambda: insert(
        SectionText(section=SectionFactory(), language="en", name="Again")
    ),
    "byline_names_somebody": lambda: write(BylineFactory(), person=None),
    "editionbyline_names_somebody": lambda: write(byline_row(), person=None),
    "edition_number_once": lambda: before(edition(), number=1, change="first"),
    "edition_superseded_after_live": lambda: (lambda e: write(e, superseded_at=e.live_from))(
        edition()
    ),
    "edition_withdrawn_after_live": lambda: (
        lambda e: write(e, withdrawn_at=e.live_from - DAYS, withdrawn_reason="x")
    )(edition()),
    "edition_withdrawn_with_reason": lambda: write(edition(), withdrawn_at=timezone.now()),
    "edition_says_what_changed": lambda: before(edition(), change="first"),
    "edition_words_never_change": lambda: write(edition(), headline="Another"),
    "edition_no_overlap": overlapping,
    "edition_topic_once": lambda: copy(topic_row()),
    "edition_topic_never_changes": lambda: write(topic_row(), topic=TopicFactory()),
    "edition_event_once": lambda: copy(event_row()),
    "edition_event_never_changes": lambda: write(event_row(), event=EventFactory()),
    "edition_byline_never_changes": lambda: write(byline_row(), text="Somebody else"),
    "quotation_once_per_edition": lambda: copy(quotation()),
    "quotation_never_changes": lambda: write(quotation(), statement=StatementFactory()),
    "quotation_wording_of_statement": lambda: quotation_of(
        StatementFactory(), StatementFactory().wording
    ),
    "quotation_of_confirmed_words": lambda: (lambda w: quotation_of(w.statement, w))(
        WordingFactory(draft=True)
    ),
    "correction_has_text": lambda: copy(correction(), edition=edition(), text=""),
    "correction_never_changes": lambda: write(correction(), text="There are ten."),
    "dismissal_has_reason": lambda: write(dismissal(), reason=""),
    "waiver_has_reason": lambda: write(waiver(), reason=""),
    "intake_has_text": lambda: write(intake(), text=""),
    "intake_article_when_finished": lambda: write(intake(), article=ArticleFactory()),
    "waiver_once_per_language": lambda: copy(waiver()),
}


@pytest.mark.parametrize("rule", BREAKS)
def test_the_database_refuses(rule):
    assert_refused(rule, BREAKS[rule]())


def test_no_new_edition_comes_before_the_end_of_an_embargo():
    held, now = held_edition(), timezone.now()
    early = copy(held, number=2, change="minor", live_from=now, superseded_at=now + DAYS / 2)

    assert_refused("edition_after_embargo", early)


def test_only_plain_pages_are_kept_from_reserved_addresses():
    assert ArticleFactory(kind=Article.Kind.NEWS, slug="events", first_printed_on=DAY).pk
