"""Versions of a text in other languages: begun, older than their original, missing."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from articles import translating
from articles.models import Article, Waiver
from articles.publishing import withdraw
from tests.factories import ArticleFactory, UserFactory, publish, schedule

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
