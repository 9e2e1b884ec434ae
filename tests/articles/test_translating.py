"""Versions of a text in other languages: begun, older than their original, missing."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from articles import translating
from articles.models import Article, Waiver
from articles.publishing import withdraw
from articles.workflow import Refused
from newsroom.models import LogEntry
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    EventFactory,
    PictureFactory,
    TopicFactory,
    UserFactory,
    publish,
    schedule,
)

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def live(article=None, ago=HOUR, **details):
    """The edition of an article that readers see since a moment ago."""
    at = timezone.now() - ago
    return publish(article or ArticleFactory(), UserFactory(), at=at, **details)


def version_of(original, language="uk", **fields):
    return ArticleFactory(
        original=original, language=language, translation_group=original.translation_group, **fields
    )


def waiver(article, language):
    return Waiver.objects.create(
        translation_group=article.translation_group,
        language=language,
        reason="Nobody there asks for it.",
        decided_by=UserFactory(),
    )


def found(at=None) -> list[tuple[str, list[str]]]:
    """The headlines of what lacks a version, with the languages."""
    return [
        (one.article.headline, [code for code, _name in one.languages])
        for one in translating.missing(at)
    ]


def test_a_translation_is_stale_from_the_moment_of_a_new_edition_of_its_original():
    original = live(ago=2 * HOUR).article
    translation = version_of(original, agrees_with=1)
    second = live(original, ago=HOUR, change="material")

    assert list(Article.objects.stale(second.live_from - HOUR / 2)) == []
    assert list(Article.objects.stale(second.live_from)) == [translation]


def test_a_scheduled_edition_makes_a_translation_stale_at_its_moment():
    original = live().article
    translation = version_of(original, agrees_with=1)
    waiting = schedule(original, UserFactory(), timezone.now() + HOUR, change="minor")

    assert list(Article.objects.stale()) == []
    assert list(Article.objects.stale(waiting.live_from)) == [translation]


@pytest.mark.parametrize(
    ("fields", "is_stale"),
    [
        pytest.param({"agrees_with": 0}, True, id="begun before the first edition"),
        pytest.param({"agrees_with": 1}, True, id="agrees with an older one"),
        pytest.param({"agrees_with": 2}, False, id="agrees"),
        pytest.param({"agrees_with": 1, "stage": "spiked"}, False, id="in the bin"),
        pytest.param({"agrees_with": 1, "is_untranslated": True}, True, id="not yet translated"),
        pytest.param({"agrees_with": 1, "original": None}, False, id="an original itself"),
    ],
)
def test_stale_is_what_agrees_with_an_older_edition(fields, is_stale):
    original = live(ago=2 * HOUR).article
    live(original, change="minor")
    version_of(**{"original": original, "agrees_with": 2, "language": "ru"})
    version = version_of(original)
    Article.objects.filter(pk=version.pk).update(**fields)

    assert list(Article.objects.stale()) == [version] * is_stale


def test_a_translation_of_what_was_withdrawn_is_not_stale():
    original = live().article
    version_of(original, agrees_with=0)

    withdraw(original, UserFactory(), "It was wrong.")

    assert list(Article.objects.stale()) == []


def test_missing_are_the_languages_without_a_version_or_a_decision():
    live(ArticleFactory(headline="Alone"), ago=3 * HOUR)
    begun = live(ArticleFactory(headline="Begun"), ago=2 * HOUR).article
    version_of(begun, "uk", is_untranslated=True)
    done = live(ArticleFactory(headline="Done")).article
    version_of(done, "uk")
    waiver(done, "ru")

    assert found() == [("Begun", ["ru"]), ("Alone", ["uk", "ru"])]


def test_a_version_in_the_bin_is_none():
    original = live(ArticleFactory(headline="The river")).article
    version_of(original, "uk", stage="spiked")
    version_of(original, "ru")

    assert found() == [("The river", ["uk"])]


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(lambda: live(ago=59 * DAY), 1, id="recent"),
        pytest.param(lambda: live(ago=61 * DAY), 0, id="old"),
        pytest.param(ArticleFactory, 0, id="never published"),
        pytest.param(lambda: live(ago=-HOUR), 0, id="scheduled"),
        pytest.param(lambda: live(ArticleFactory(kind="page")), 0, id="a plain page"),
        pytest.param(
            lambda: live(ArticleFactory(original=ArticleFactory(language="uk"))), 0, id="a version"
        ),
        pytest.param(
            lambda: withdraw(live().article, UserFactory(), "It was wrong."), 0, id="withdrawn"
        ),
    ],
)
def test_missing_looks_at_live_originals_of_the_last_weeks(make, expected):
    make()

    assert len(translating.missing()) == expected


def test_missing_sees_a_scheduled_article_at_its_moment():
    edition = live(ArticleFactory(headline="Tomorrow"), ago=-DAY)

    assert found(edition.live_from) == [("Tomorrow", ["uk", "ru"])]


def test_two_versions_without_an_original_lack_a_language_once():
    group = uuid.uuid4()
    live(ArticleFactory(translation_group=group, headline="The river"), ago=HOUR)
    live(ArticleFactory(translation_group=group, headline="Ріка", language="uk"), ago=2 * HOUR)

    assert found() == [("The river", ["ru"])]


@pytest.mark.parametrize("count", [1, 3])
def test_missing_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    for _ in range(count):
        live()

    with django_assert_num_queries(3):  # editions, versions, decisions
        assert len(translating.missing()) == count


def begin(original, language="uk"):
    return translating.start(original, language, UserFactory())


def test_a_translation_begins_with_what_it_shares_with_its_original():
    event, topic, by = EventFactory(), TopicFactory(), UserFactory()
    original = ArticleFactory(
        kind="analysis",
        headline="Who minds the river?",
        kicker="Rivers",
        standfirst="Nobody, it seems.",
        body="<p>Nobody <strong>does</strong>.</p>",
        first_printed_on=dt.date(2021, 5, 13),
        first_printed_in="The Delta",
        picture=PictureFactory(),
        embargoed_until=timezone.now() + DAY,
        planned_for=dt.date(2021, 5, 14),
    )
    original.events.add(event)
    original.topics.add(topic)
    line = BylineFactory(article=original, text="Halyna Verbova", order=2)

    begun = translating.start(original, "uk", by)

    shared = [*translating.COPIED, "body"]
    stored = Article.objects.get(pk=begun.pk)
    assert {n: getattr(stored, n) for n in shared} == {n: getattr(original, n) for n in shared}
    assert (stored.original, stored.language, stored.slug, stored.stage, stored.planned_for) == (
        original, "uk", "who-minds-the-river", "draft", None
    )  # fmt: skip
    assert (stored.is_untranslated, stored.agrees_with) == (True, 0)
    assert (list(stored.events.all()), list(stored.topics.all())) == ([event], [topic])
    assert [(b.person, b.text, b.order) for b in stored.bylines.all()] == [
        (line.person, "Halyna Verbova", 2)
    ]
    assert [(e.user, e.action, e.note) for e in LogEntry.objects.about(stored)] == [
        (by, "added", "Begun as a translation of “Who minds the river?”.")
    ]


def test_a_translation_agrees_with_what_readers_see_of_its_original():
    original = live(ago=2 * HOUR).article
    live(original, change="minor")
    schedule(original, UserFactory(), timezone.now() + HOUR, change="minor")

    assert begin(original).agrees_with == 2


def test_a_translation_of_a_translation_is_one_of_the_original():
    original = ArticleFactory(headline="The river")
    first = begin(original, "uk")
    Article.objects.filter(pk=first.pk).update(headline="Ріка")

    second = begin(first, "ru")

    assert (second.original, second.translation_group, second.headline) == (
        original, original.translation_group, "The river"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("headline", "language", "slug"),
    [
        pytest.param("Згода і гора", "ru", "zgoda-i-gora", id="as the language writes it"),
        pytest.param("The river", "uk", "the-river-2", id="taken"),
        pytest.param("???", "uk", "article", id="no words"),
    ],
)
def test_a_translation_has_a_free_address(headline, language, slug):
    ArticleFactory(language=language, slug="the-river")

    assert begin(ArticleFactory(headline=headline, slug="article"), language).slug == slug


def test_the_translation_of_a_plain_page_takes_no_address_of_the_site():
    original = ArticleFactory(kind="page", headline="People", slug="who-we-are")

    assert begin(original).slug == "who-we-are"


def test_a_text_is_begun_once_in_a_language():
    original = ArticleFactory()

    first, second = begin(original), begin(original)

    assert first == second
    assert Article.objects.exclude(pk=original.pk).count() == 1
    assert LogEntry.objects.about(first).count() == 1


def in_the_bin(original):
    version_of(original, "uk", stage="spiked", headline="Ріка")
    return original


def bin_original(original):
    Article.objects.filter(pk=original.pk).update(stage="spiked")
    return original


def without_need(original):
    waiver(original, "uk")
    return original


def deleted(original):
    Article.objects.filter(pk=original.pk).delete()
    return original


@pytest.mark.parametrize(
    ("prepared", "language", "told"),
    [
        pytest.param(
            in_the_bin,
            "uk",
            "The version in this language is in the bin: take “Ріка” out.",
            id="in the bin",
        ),
        pytest.param(
            bin_original, "uk", "The original is in the bin: take it out first.", id="original"
        ),
        pytest.param(
            without_need,
            "uk",
            "Somebody decided that no version in this language is needed: "
            "Nobody there asks for it.",
            id="not needed",
        ),
        pytest.param(deleted, "uk", "Somebody deleted the article.", id="deleted"),
        pytest.param(lambda original: original, "fr", "The site has no such language.", id="fr"),
    ],
)
def test_a_translation_is_refused_in_a_sentence(prepared, language, told):
    original = prepared(ArticleFactory())
    before = Article.objects.count()

    with pytest.raises(Refused) as refused:
        begin(original, language)

    assert refused.value.messages == [told]
    assert Article.objects.count() == before


def test_what_is_begun_is_not_published_before_it_is_translated():
    begun = begin(ArticleFactory())

    with pytest.raises(Refused) as refused:
        publish(begun, UserFactory())

    assert "The text is still to be translated." in refused.value.messages


@pytest.mark.parametrize("stage", ["draft", "spiked"])
@pytest.mark.parametrize("agrees_with", [0, 1, 2])
def test_the_newer_edition_agrees_with_stale(stage, agrees_with):
    original = live(ago=2 * HOUR).article
    live(original, change="minor")
    translation = version_of(original, stage=stage, agrees_with=agrees_with)

    is_stale = Article.objects.stale().filter(pk=translation.pk).exists()

    assert (translating.newer(translation) is not None) is is_stale


def test_whoever_read_both_says_that_they_agree():
    original, by = live().article, UserFactory()
    translation = version_of(original)

    translating.agree(translation, by, 1, "Only the year.")

    assert list(Article.objects.stale()) == []
    assert [(e.user, e.before, e.after, e.note) for e in LogEntry.objects.about(translation)] == [
        (by, "0", "1", "The text agrees with edition 1 of the original. Only the year.")
    ]


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (1, "Readers see edition 2 of the original now: look at that one first."),
        (3, "Readers see edition 2 of the original now: look at that one first."),
    ],
)
def test_agreement_is_with_the_edition_that_was_seen(seen, told):
    original = live(ago=2 * HOUR).article
    translation = version_of(original)
    live(original, change="material")

    with pytest.raises(Refused) as refused:
        translating.agree(translation, UserFactory(), seen)

    assert refused.value.messages == [told]
    assert list(Article.objects.stale()) == [translation]


def test_agreement_is_said_once():
    translation = version_of(live().article)
    translating.agree(translation, UserFactory(), 1)

    with pytest.raises(Refused) as refused:
        translating.agree(translation, UserFactory(), 1)

    assert refused.value.messages == [
        "Nothing is new: the text agrees with what readers see of the original."
    ]


def test_a_new_edition_of_a_translation_does_not_make_it_agree():
    original = live(ago=2 * HOUR).article
    translation = version_of(original)

    live(translation)

    assert list(Article.objects.stale()) == [translation]


def test_a_language_is_waived_with_a_reason_and_wanted_again():
    original, by = live(ArticleFactory(headline="The river")).article, UserFactory()
    translating.waive(original, "ru", by, "Nobody there asks for it.")
    waived = found()

    translating.unwaive(original, "ru", by)

    assert waived == [("The river", ["uk"])]
    assert found() == [("The river", ["uk", "ru"])]
    assert [(e.action, e.before, e.after, e.note) for e in LogEntry.objects.about(original)][
        :2
    ] == [
        ("changed", "ru", "", "A version in this language is needed after all."),
        ("dismissed", "", "ru", "Nobody there asks for it."),
    ]


def again(original):
    translating.waive(original, "uk", UserFactory(), "So I say.")


@pytest.mark.parametrize(
    ("prepare", "reason", "told"),
    [
        pytest.param(
            version_of, "No.", "The text has a version in this language already.", id="had"
        ),
        pytest.param(again, "No.", "This is decided already.", id="decided"),
        pytest.param(lambda original: None, "", "This field cannot be blank.", id="no reason"),
    ],
)
def test_a_waiver_is_refused_in_a_sentence(prepare, reason, told):
    original = ArticleFactory()
    prepare(original)
    before = Waiver.objects.count()

    with pytest.raises(Refused) as refused:
        translating.waive(original, "uk", UserFactory(), reason)

    assert refused.value.messages == [told]
    assert Waiver.objects.count() == before


def test_what_was_taken_back_is_not_taken_back_again():
    with pytest.raises(Refused) as refused:
        translating.unwaive(ArticleFactory(), "uk", UserFactory())

    assert refused.value.messages == ["Somebody took this back already."]
