"""What the gate says of each piece, by its kind, its language and what it refers to."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from articles import gate
from articles.models import Article
from newsroom.models import Comment, PictureText
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    BylineFactory,
    CheckFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    PictureFactory,
    SessionFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    mark,
)

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
ENGLISH = "<p>The river froze early this year, and the ferries stayed where they were.</p>"


def complete(**values) -> Article:
    """An article of which the gate has nothing to say."""
    defaults = {"standfirst": "In short.", "body": ENGLISH, "picture": picture()}
    article = ArticleFactory(**defaults | values)
    article.topics.add(TopicFactory())
    article.events.add(EventFactory())
    BylineFactory(article=article)
    return article


def picture(**values):
    return PictureFactory(**{"licence": "own", **values})


def said(article, at=None) -> list[tuple[str, str]]:
    """What the gate says: its weight and its sentence."""
    return [
        ("blocks" if finding.blocks else "advises", finding.told)
        for finding in gate.findings(article, at)
    ]


@pytest.mark.parametrize("kind", Article.Kind.values)
def test_nothing_is_said_of_a_complete_piece(kind):
    article = complete(kind=kind)
    article.events.update(starts_on=timezone.localdate())

    assert said(article) == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("report", ("blocks", "Name the event that the text is about.")),
        ("announcement", ("blocks", "Name the event that the text is about.")),
        ("interview", ("blocks", "Say in a byline whose words these are.")),
        ("opinion", ("blocks", "Say in a byline whose words these are.")),
        ("news", None),
        ("page", None),
    ],
)
def test_each_kind_has_what_it_cannot_do_without(kind, told):
    article = complete(kind=kind)
    article.events.clear()
    article.bylines.all().delete()

    blocking = [one for one in said(article) if one[0] == "blocks"]

    assert blocking == ([told] if told else [])


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (
            "news",
            [
                "There is no standfirst: lists and shared links show it.",
                "The text stands in no section.",
                "The text has no topic: readers find it by them.",
                "There is no lead picture.",
                "There is no byline.",
            ],
        ),
        ("page", []),
    ],
)
def test_what_readers_expect_of_a_kind_is_advised(kind, told):
    article = ArticleFactory(kind=kind, section=None, body=ENGLISH)

    assert said(article) == [("advises", line) for line in told]


@pytest.mark.parametrize(
    ("language", "body", "told"),
    [
        ("en", ENGLISH, []),
        ("uk", "<p>Річка замерзла рано, і пороми стали.</p>", []),
        ("ru", "<p>Река замёрзла рано, и паромы встали.</p>", []),
        ("en", "<p>Річка замерзла рано, і пороми стали.</p>", ["English"]),
        ("uk", "<p>Река замёрзла рано, и паромы встали. Всё это было ожидаемо.</p>", ["Ukrainian"]),
        ("ru", "<p>Річка замерзла рано, і пороми стали.</p>", ["Russian"]),
        ("uk", ENGLISH, ["Ukrainian"]),
    ],
)
def test_a_text_in_another_language_is_noticed(language, body, told):
    article = ArticleFactory(kind="page", language=language, body=body)

    assert said(article) == [
        ("advises", f"The text does not look like this language: {name}.") for name in told
    ]


def test_a_piece_that_is_still_to_be_translated_is_blocked():
    assert said(complete(is_untranslated=True)) == [
        ("blocks", "The text is still to be translated.")
    ]


def test_the_state_of_each_event_and_byline_is_told():
    article = complete(kind="announcement")
    article.events.set(
        [
            EventFactory(draft=True, title="Ice"),
            EventFactory(status="cancelled", title="Snow"),
            EventFactory(title="Rain"),
        ]
    )
    who = PersonFactory(draft=True, name="Olha Rii")
    BylineFactory(article=article, person=who)
    BylineFactory(
        article=article, person=None, organization=OrganizationFactory(draft=True, name="Brid")
    )

    assert sorted(told for _weight, told in said(article)) == [
        "“Brid” is not public: the byline prints the name without a link.",
        "“Ice” is not public at that moment: the text will not lead to it.",
        "“Olha Rii” is not public: the byline prints the name without a link.",
        "“Rain” is over.",
        "“Snow” is cancelled.",
    ]


def test_an_event_that_will_be_public_by_then_is_well():
    article = complete()
    article.events.set([EventFactory(published_at=timezone.now() + HOUR)])

    assert len(said(article)) == 1
    assert said(article, timezone.now() + 2 * HOUR) == []


def test_the_state_of_each_statement_is_told():
    checked, unchecked, withdrawn, draft = (
        CheckFactory(wording=StatementFactory().wording).wording.statement,
        StatementFactory(),
        StatementFactory(withdrawn=True),
        StatementFactory(draft=True),
    )
    body = "".join(f"<p>{mark(one)}</p>" for one in (checked, unchecked, withdrawn, draft))
    article = complete(body=ENGLISH + body)

    assert sorted(said(article)) == sorted(
        [
            ("blocks", f"Statement {withdrawn.public_id} is withdrawn: take it out of the text."),
            ("blocks", f"Statement {draft.public_id} is a draft: confirm it first."),
            (
                "advises",
                f"Statement {unchecked.public_id} was never checked: it is printed as a quotation.",
            ),
        ]
    )


def test_the_state_of_each_picture_is_told():
    bare = picture(licence="")
    bare.texts.all().delete()
    foreign = picture(alt="Ріка.")
    foreign.texts.update(language="uk")
    article = complete(picture=bare, body=f'{ENGLISH}<figure data-picture="{foreign.pk}"></figure>')

    assert sorted(told for _weight, told in said(article)) == [
        "A picture has no alternative text: say what is to be seen on it.",
        f"The picture “{bare}” has no licence: say why we may print it.",
        "The picture “Ріка.” is not described in this language: English.",
    ]


def test_an_embargo_blocks_until_its_moment():
    article = complete(embargoed_until=timezone.now() + HOUR)

    assert [weight for weight, _told in said(article)] == ["blocks"]
    assert said(article, timezone.now() + HOUR) == []


def test_open_comments_are_only_advised():
    article = complete()
    comment = Comment.objects.create(record=article, text="Really?", author=UserFactory())

    asked = said(article)
    comment.resolved_at, comment.resolved_by = timezone.now(), comment.author
    comment.save()

    assert asked == [("advises", "Comments that nobody resolved yet: 1.")]
    assert said(article) == []


RESTRICTED = 2


def restricted(name="Ivan Horobets"):
    event = EventFactory(rule=RESTRICTED)
    ParticipationFactory(event=event, person=PersonFactory(name=name), printed_name=name)
    return event


PLACES = ["headline", "kicker", "standfirst", "body", "caption", "alt", "credit"]
NO_NAMES = (
    "Held under the Chatham House Rule: what was said may be used, but neither the identity nor "
    "the affiliation of any participant may be revealed."
)


def naming(place, words, event, **values) -> Article:
    """An article of which nothing is to be said but what stands in one place of it."""
    language = values.get("language", "en")
    shown = picture()
    shown.texts.update(language=language, alt="…")
    article = complete(**{"picture": shown, **values})
    event.texts.update(language=language)
    article.events.set([event])
    if place in {"caption", "alt"}:
        PictureText.objects.filter(picture=shown).update(**{place: words})
    elif place == "credit":
        type(shown).objects.filter(pk=shown.pk).update(credit=words)
    elif place == "body":
        Article.objects.filter(pk=article.pk).update(body=f"{article.body}<p>{words}</p>")
    else:
        Article.objects.filter(pk=article.pk).update(**{place: words})
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("place", PLACES)
def test_a_restricted_name_blocks_wherever_it_would_be_printed(place):
    article = naming(place, "So Ivan  HOROBETS said.", restricted())

    assert said(article) == [("blocks", f"“Ivan Horobets” may not be named here: {NO_NAMES}")]


@pytest.mark.parametrize("place", PLACES)
def test_a_restricted_surname_in_another_case_is_advised(place):
    values = {"language": "uk", "body": "<p>Річка вже не та, що була.</p>"}
    article = naming(place, "На думку п. Іваненка.", restricted("Іван Іваненко"), **values)

    assert said(article) == [
        ("advises", "The text may name “Іван Іваненко”, who may not be named here.")
    ]


@pytest.mark.parametrize("place", PLACES)
def test_a_restricted_name_in_another_case_blocks(place):
    values = {"language": "uk", "body": "<p>Річка вже не та, що була.</p>"}
    article = naming(place, "На думку Івана Іваненка.", restricted("Іван Іваненко"), **values)

    assert said(article) == [("blocks", f"“Іван Іваненко” may not be named here: {NO_NAMES}")]


@pytest.mark.parametrize("spelling", ["Іван Горобець", "Иван Горобец", "I. Horobetz"])
def test_every_spelling_of_a_restricted_name_blocks(spelling):
    event = restricted()
    who = event.participations.get()
    who.person.names.create(language="uk", text="Іван Горобець")
    who.texts.create(language="ru", name="Иван Горобец")
    type(who).objects.filter(pk=who.pk).update(printed_name="I. Horobetz")
    article = naming("standfirst", spelling, event)

    assert said(article) == [("blocks", f"“{spelling}” may not be named here: {NO_NAMES}")]


def test_a_restricted_author_is_advised():
    event = restricted()
    article = naming("standfirst", "In short.", event)
    BylineFactory(article=article, person=event.participations.get().person)
    BylineFactory(article=article, person=None, text="Ivan Horobets")

    assert said(article) == [
        (
            "advises",
            "“Ivan Horobets” stands in the byline, and may not be named as taking part: "
            f"{NO_NAMES}",
        )
    ]


def test_a_name_that_is_free_at_another_event_of_the_piece_is_advised():
    event = restricted()
    who = event.participations.get().person
    article = naming("standfirst", "Ivan Horobets spoke.", event)
    article.events.add(ParticipationFactory(person=who).event)

    assert said(article) == [
        (
            "advises",
            f"“Ivan Horobets” may be named here, but not as somebody at “{event}”: {NO_NAMES}",
        )
    ]


def test_a_name_at_an_event_that_the_piece_does_not_touch_may_stand():
    restricted()

    assert said(naming("standfirst", "Ivan Horobets spoke.", EventFactory())) == []


def test_who_may_be_named_in_another_capacity_may_be_named():
    event, who = EventFactory(), PersonFactory(name="Ivan Horobets")
    for rule in (RESTRICTED, 0):
        session = SessionFactory(event=event, rule=rule, order=rule)
        ParticipationFactory(event=event, session=session, person=who)
    article = complete(standfirst="Ivan Horobets spoke.")
    article.events.add(event)

    assert said(article) == []


def test_a_capacity_that_is_not_on_record_is_advised_against():
    post = AffiliationFactory(
        person=PersonFactory(), post="director", held_until="2020-12-31", held_until_precision="day"
    )
    speaker = ParticipationFactory(
        person=post.person,
        printed_name="Ivan Horobets",
        printed_post="director",
        printed_organization=str(post.organization),
        event__starts_on="2021-05-13",
    )
    article = complete()
    article.body += "".join(
        f"<p>{mark(StatementFactory(participation=speaker))}</p>" for _n in range(2)
    )

    found = [f for f in gate.findings(article) if f.told.startswith("Ivan Horobets: ")]

    assert [(f.blocks, f.url) for f in found] == [
        (False, f"/admin/events/participation/{speaker.pk}/change/")
    ]
    assert "is on record until" in found[0].told


@pytest.mark.parametrize("count", [1, 3])
def test_the_gate_asks_the_database_a_fixed_number_of_times(count, django_assert_num_queries):
    article = complete()
    article.events.add(*(EventFactory() for _ in range(count)))
    article.topics.add(*(TopicFactory() for _ in range(count)))
    statements = [StatementFactory() for _ in range(count)]
    for statement in statements:
        ParticipationFactory(event=statement.event, rule=RESTRICTED)
    article.body += "".join(f"<p>{mark(one)}</p>" for one in statements)
    article.save()
    article = Article.objects.get(pk=article.pk)
    ContentType.objects.get_for_model(Article)  # asked for once in the life of a process

    with django_assert_num_queries(23):
        gate.findings(article)
