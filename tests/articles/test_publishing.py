import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Edition, Quotation
from articles.publishing import Note, plan_removal, reschedule, take_down, unschedule, withdraw
from articles.workflow import Refused
from newsroom.models import LogEntry
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    EventFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    mark,
    publish,
    schedule,
)

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def editor():
    return UserFactory()


def words(article, at=None):
    """What readers see of the article at a moment."""
    return [edition.headline for edition in article.editions.live(at)]


def rewrite(article, headline):
    article.headline = headline
    article.save()
    return article


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.messages


def test_publish_freezes_words_topics_events_and_bylines(editor):
    topic, event = TopicFactory(), EventFactory()
    article = ArticleFactory(headline="The ice is out", body="<p>Text.</p>")
    article.topics.add(topic)
    article.events.add(event)
    byline = BylineFactory(article=article)

    edition = publish(article, editor)
    rewrite(article, "Another headline")

    assert words(article) == ["The ice is out"]
    assert [row.topic for row in edition.topic_rows.all()] == [topic]
    assert list(event.coverage.live()) == [edition]
    assert list(topic.coverage.live()) == [edition]
    assert list(byline.person.coverage.live()) == [edition]
    assert [e.action for e in LogEntry.objects.about(article)] == ["published", "moved"]


def test_publish_records_each_use_of_a_statement_once(editor):
    statement = StatementFactory(words="The season begins in March, not in April")
    first, second = mark(statement, "The season begins in March,"), mark(statement, "not in April")
    body = f"<p>{first} she said.</p><p>{second}</p>"

    edition = publish(ArticleFactory(body=body), editor)

    (quotation,) = edition.quotations.all()
    assert quotation.wording == statement.wording
    assert quotation.passages == ["“The season begins in March,”", "“not in April”"]
    assert list(statement.quotations.live()) == [quotation]


def test_publish_refuses_words_that_were_not_said_and_changes_nothing(editor):
    statement = StatementFactory(words="The season begins in March")
    article = ArticleFactory(body=f"<p>{mark(statement, 'The season begins in May')}</p>")

    assert refusal(publish, article, editor) == [
        f"Not the recorded words of {statement.public_id}: printed “May”, recorded “March”"
    ]
    assert not Edition.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: StatementFactory(draft=True), "is a draft: confirm it first."),
        (lambda: StatementFactory(withdrawn=True), "is withdrawn: take it out of the text."),
        (
            lambda: StatementFactory(participation__event=EventFactory(draft=True)),
            "is not public at that moment; make it public with this publication, or on its own "
            "page.",
        ),
        (
            lambda: StatementFactory(participation__event=EventFactory(record_from=None)),
            "open them with this publication, or publish later.",
        ),
        (lambda: StatementFactory(rule=3), "Off the record: nothing of it may be published."),
    ],
)
def test_publish_refuses_statements_that_readers_may_not_see(make, sentence, editor):
    article = ArticleFactory(body=f"<p>{mark(make(), 'We heard it.')}</p>")

    assert any(message.endswith(sentence) for message in refusal(publish, article, editor))


def test_publish_refuses_a_mark_without_a_statement(editor):
    article = ArticleFactory(body='<p><q data-statement="snnnnnn">“Ghost.”</q></p>')

    assert refusal(publish, article, editor) == [
        "“Ghost.” is marked as statement snnnnnn, which does not exist."
    ]


def test_publish_can_open_the_record_of_the_events_that_it_prints(editor):
    event = EventFactory(record_from=None)
    statement = StatementFactory(participation__event=event)
    moment = timezone.now() + HOUR

    schedule(ArticleFactory(body=f"<p>{mark(statement)}</p>"), editor, moment, open_records=True)

    event.refresh_from_db()
    assert event.record_from == moment


def test_publish_opens_no_event_whose_posts_tell_who_spoke(editor):
    event = EventFactory(published_at=None, record_from=None, rule=1)
    statement = StatementFactory(participation__event=event)
    article = ArticleFactory(body=f"<p>{mark(statement)}</p>")

    assert refusal(publish, article, editor, open_records=True) != []

    event.refresh_from_db()
    assert (event.published_at, event.record_from) == (None, None)


def test_publish_refuses_a_paraphrase_in_quotation_marks(editor):
    statement = StatementFactory(kind="indirect")
    article = ArticleFactory(body=f"<p>{mark(statement)}</p>")

    assert refusal(publish, article, editor) == [
        f"“We heard it.” is printed as a quotation, but {statement.public_id} is recorded as a "
        "paraphrase."
    ]


def test_a_paraphrase_may_print_a_statement_that_has_words_only_in_another_language(editor):
    statement = StatementFactory(kind="indirect", words="Сезон почнеться в березні", language="uk")
    span = mark(statement, "The season will begin in March", "span")

    edition = publish(ArticleFactory(body=f"<p>{span}</p>"), editor)

    assert [q.wording.language for q in edition.quotations.all()] == ["uk"]


def test_a_later_edition_says_what_kind_of_change_it_is_and_why(editor):
    article = ArticleFactory()
    publish(article, editor)

    assert refusal(publish, article, editor) == ["Say whether the change is minor or material."]
    assert refusal(publish, article, editor, change="minor", note=" ") == [
        "Say why the text changes."
    ]


def test_a_correction_is_an_edition_with_a_note(editor):
    article = ArticleFactory(headline="Ten locks")
    publish(article, editor)

    rewrite(article, "Nine locks")
    edition = publish(
        article, editor, change="material", correction=Note("correction", "There are nine.")
    )

    assert words(article) == ["Nine locks"]
    assert (edition.number, edition.correction.text) == (2, "There are nine.")
    assert edition.dated_at == article.editions.get(number=1).dated_at


def test_moments_and_acts_follow_the_table_of_the_rules(editor):
    now = timezone.now()
    article = ArticleFactory(headline="A")
    publish(article, editor)

    rewrite(article, "B")
    b = schedule(article, editor, now + 6 * HOUR, change="minor")
    rewrite(article, "C")
    assert refusal(publish, article, editor, change="minor")[0].startswith("Edition 2 is scheduled")
    unschedule(b, editor)
    assert words(article, now + 7 * HOUR) == ["A"]
    c = publish(article, editor, change="material", correction=Note("correction", "C, not A."))
    assert (c.number, words(article)) == (2, ["C"])

    rewrite(article, "B'")
    schedule(article, editor, now + 6 * HOUR, change="minor")
    assert words(article, now + 5 * HOUR) == ["C"]
    assert words(article, now + 7 * HOUR) == ["B'"]
    plan_removal(article, editor, now + 9 * HOUR, "The project has ended.")
    assert words(article, now + 8 * HOUR) == ["B'"]
    assert words(article, now + 10 * HOUR) == []


def test_a_planned_removal_passes_on_to_the_next_edition(editor):
    article = ArticleFactory(headline="B")
    publish(article, editor)
    removal = timezone.now() + 9 * HOUR
    plan_removal(article, editor, removal, "The project has ended.")

    rewrite(article, "D")
    publish(article, editor, change="minor")

    assert words(article) == ["D"]
    assert words(article, removal + HOUR) == []
    assert [e.withdrawn_at for e in article.editions.order_by("number")] == [None, removal]


def test_unscheduling_a_removed_article_gives_the_removal_back(editor):
    article = ArticleFactory()
    publish(article, editor)
    removal = timezone.now() + 9 * HOUR
    plan_removal(article, editor, removal, "The project has ended.")
    later = schedule(article, editor, removal - HOUR, change="minor")

    unschedule(later, editor)

    assert [e.withdrawn_at for e in article.editions.all()] == [removal]


def test_take_down_of_a_statement_withdraws_every_edition_that_held_it(editor):
    statement = StatementFactory()
    article = ArticleFactory(headline="A", body=f"<p>{mark(statement)}</p>")
    publish(article, editor)
    article.body = "<p>Without it.</p>"
    rewrite(article, "C")
    publish(article, editor, change="minor")
    article.body = f"<p>{mark(statement)}</p>"
    rewrite(article, "D")
    publish(article, editor, change="minor")

    take_down(statement, editor, "By order of a court.")

    statement.refresh_from_db()
    assert statement.state == "withdrawn"
    assert words(article) == []
    assert [e.headline for e in article.editions.shown()] == ["C"]
    assert {e.withdrawn_reason for e in article.editions.exclude(withdrawn_at=None)} == {
        "By order of a court."
    }


def test_take_down_unschedules_what_nobody_has_seen(editor):
    article = ArticleFactory()
    schedule(article, editor, timezone.now() + HOUR)

    assert take_down(article, editor, "By order of a court.") == []
    assert not article.editions.exists()


def test_a_draft_is_not_taken_down(editor):
    draft = StatementFactory(draft=True)

    assert refusal(take_down, draft, editor, "By order of a court.") == [
        "Only a confirmed statement is withdrawn; this one is: draft."
    ]


def test_what_was_taken_down_is_taken_down_again_only_after_it_was_published_again():
    article, olha = ArticleFactory(), UserFactory(username="olha")
    publish(article, olha)
    take_down(article, olha, "By order of a court.")

    (told,) = refusal(take_down, article, olha, "By order of a court.")
    publish(article, olha, change="minor")
    taken = take_down(article, olha, "By order of another court.")

    assert told.startswith("olha took it down at ")
    assert [(e.number, e.withdrawn_reason) for e in article.editions.order_by("number")] == [
        (1, "By order of a court."),
        (2, "By order of another court."),
    ]
    assert [edition.number for edition in taken] == [2]


def test_only_a_planned_removal_is_lifted_and_the_log_says_so(editor):
    article = ArticleFactory()
    publish(article, editor)
    assert refusal(plan_removal, article, editor, None) == [
        "No removal of this article is planned."
    ]
    plan_removal(article, editor, timezone.now() + HOUR, "The project has ended.")

    plan_removal(article, editor, None)

    assert article.editions.get().withdrawn_at is None
    entries = LogEntry.objects.about(article).filter(action="removal_planned")
    assert [entry.note for entry in entries] == [
        "The planned removal is lifted.", "The project has ended."
    ]  # fmt: skip


def test_reschedule_moves_the_end_of_the_edition_before(editor):
    now = timezone.now()
    article = ArticleFactory(headline="A")
    publish(article, editor)
    rewrite(article, "B")
    b = schedule(article, editor, now + 2 * HOUR, change="minor")

    b = reschedule(b, editor, now + 4 * HOUR)
    assert (words(article, now + 3 * HOUR), words(article, now + 5 * HOUR)) == (["A"], ["B"])
    reschedule(b, editor, now + HOUR)
    assert (words(article), words(article, now + 2 * HOUR)) == (["A"], ["B"])


def test_past_moments_never_move(editor):
    article = ArticleFactory()
    edition = publish(article, editor)

    live = ["This edition is live already: withdraw it, or publish a change."]
    assert refusal(unschedule, edition, editor) == live
    assert refusal(reschedule, edition, editor, timezone.now() + HOUR) == live
    assert refusal(schedule, article, editor, timezone.now() - HOUR, change="minor") == [
        "This moment has passed: choose one ahead, or publish now."
    ]


def test_withdraw_needs_a_reason_and_a_live_edition(editor):
    article = ArticleFactory()
    assert refusal(withdraw, article, editor, "Wrong.") == ["No edition of this article is live."]
    publish(article, editor)
    assert refusal(withdraw, article, editor, " ") == ["Give the reason: readers are told it."]

    withdraw(article, editor, "Wrong.")

    assert words(article) == []


def test_a_withdrawn_article_can_be_published_again(editor):
    article = ArticleFactory(headline="A")
    publish(article, editor)
    withdraw(article, editor, "Wrong.")

    publish(rewrite(article, "B"), editor, change="material")

    assert words(article) == ["B"]


def test_outdated_lists_uses_of_replaced_words_and_withdrawn_statements(editor):
    corrected, withdrawn, sound = StatementFactory(), StatementFactory(), StatementFactory()
    body = "".join(f"<p>{mark(s)}</p>" for s in (corrected, withdrawn, sound))
    edition = publish(ArticleFactory(body=body), editor)

    corrected.wording.correct("We heard of it.")
    withdrawn.withdraw("Misheard.")

    assert [q.statement for q in Quotation.objects.outdated()] == [corrected, withdrawn]
    assert words(edition.article) == [edition.headline]


@pytest.mark.parametrize("hours", [-1, 0.5, 3, 8, 12])
def test_live_agrees_in_sql_and_python(hours, editor):
    now = timezone.now()
    article = ArticleFactory()
    publish(article, editor)
    schedule(article, editor, now + 2 * HOUR, change="minor")
    plan_removal(article, editor, now + 10 * HOUR, "Over.")
    at = now + hours * HOUR

    in_python = {edition.pk for edition in Edition.objects.all() if edition.is_live(at)}
    assert {edition.pk for edition in Edition.objects.live(at)} == in_python
