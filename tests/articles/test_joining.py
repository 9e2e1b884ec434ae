"""Two articles that are translations of each other, or are not."""

import datetime as dt

import pytest
from django.utils import timezone

from articles import embargo
from articles.joining import join, part
from articles.models import Article
from articles.workflow import Refused
from newsroom.models import LogEntry
from tests.factories import ArticleFactory, UserFactory, publish

pytestmark = pytest.mark.django_db


def version_of(original, language="uk", **fields):
    return ArticleFactory(
        original=original, language=language, translation_group=original.translation_group, **fields
    )


def test_an_article_becomes_the_translation_of_another():
    original, by = ArticleFactory(headline="The river"), UserFactory()
    publish(original, by)
    translation = ArticleFactory(language="uk", agrees_with=7)

    join(translation, original, by)

    translation.refresh_from_db()
    assert (translation.original, translation.translation_group) == (
        original, original.translation_group
    )  # fmt: skip
    assert list(Article.objects.stale()) == [translation]
    assert [(e.action, e.note) for e in LogEntry.objects.about(translation)] == [
        ("changed", "Is a translation of “The river”.")
    ]


def test_joined_to_a_translation_it_is_one_of_that_ones_original():
    original = ArticleFactory()
    article = ArticleFactory(language="ru")

    join(article, version_of(original), UserFactory())

    article.refresh_from_db()
    assert article.original == original


def test_versions_of_one_text_without_an_original_are_given_one():
    original = ArticleFactory()
    article = version_of(original)
    Article.objects.filter(pk=article.pk).update(original=None)

    join(article, original, UserFactory())

    article.refresh_from_db()
    assert article.original == original


@pytest.mark.parametrize("held", ["original", "translation"])
def test_an_embargo_of_either_holds_for_both(held):
    by, until = UserFactory(), timezone.now() + dt.timedelta(days=2)
    original, translation = ArticleFactory(headline="Ice"), ArticleFactory(language="uk")
    sibling = version_of(original, "ru")
    embargo.set_embargo(original if held == "original" else translation, by, until)

    join(translation, original, by)

    for version in (original, translation, sibling):
        version.refresh_from_db()
        assert version.embargoed_until == until
        with pytest.raises(Refused, match="under embargo"):
            publish(version, by)


def test_a_text_that_readers_have_is_not_joined_to_one_under_embargo():
    by, until = UserFactory(), timezone.now() + dt.timedelta(days=2)
    original, translation = ArticleFactory(), ArticleFactory(language="uk")
    publish(translation, by)
    embargo.set_embargo(original, by, until)

    with pytest.raises(Refused, match="an embargo comes too late for it"):
        join(translation, original, by)

    translation.refresh_from_db()
    assert (translation.original, translation.embargoed_until) == (None, None)


def itself():
    article = ArticleFactory()
    return article, article


def its_own_translation():
    article = ArticleFactory()
    return article, version_of(article)


def a_translation():
    return version_of(ArticleFactory(headline="The lake")), ArticleFactory(language="ru")


def one_with_translations():
    article = ArticleFactory()
    version_of(article)
    return article, ArticleFactory(language="ru")


def one_of_two_without_an_original():
    article = ArticleFactory()
    Article.objects.filter(pk=version_of(article).pk).update(original=None)
    return article, ArticleFactory(language="ru")


def a_second_one():
    original = ArticleFactory()
    version_of(original, headline="Ріка")
    return ArticleFactory(language="uk"), original


def one_of_the_same_language():
    return ArticleFactory(), ArticleFactory(headline="The lake")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (itself, "This article cannot be its own original: choose another one."),
        (its_own_translation, "This article cannot be its own original: choose another one."),
        (a_translation, "The article is a translation of “The lake” already."),
        (
            one_with_translations,
            "The article has translations of its own: part them from it first.",
        ),
        (
            one_of_two_without_an_original,
            "The article has translations of its own: part them from it first.",
        ),
        (a_second_one, "“Ріка” is the version in this language already."),
        (one_of_the_same_language, "“The lake” is the version in this language already."),
    ],
)
def test_what_cannot_be_joined_is_told_in_a_sentence(make, told):
    article, other = make()
    before = list(Article.objects.order_by("pk").values())

    with pytest.raises(Refused) as refused:
        join(article, other, UserFactory())

    assert refused.value.messages == [told]
    assert list(Article.objects.order_by("pk").values()) == before


def test_a_translation_becomes_an_article_of_its_own():
    original = ArticleFactory(headline="The river")
    translation = version_of(original, agrees_with=1)

    part(translation, UserFactory())

    translation.refresh_from_db()
    assert (translation.original, translation.agrees_with) == (None, 0)
    assert translation.translation_group != original.translation_group
    assert [(e.action, e.note) for e in LogEntry.objects.about(translation)] == [
        ("changed", "Is no translation of “The river”.")
    ]


def test_only_a_translation_is_parted():
    with pytest.raises(Refused) as refused:
        part(ArticleFactory(), UserFactory())

    assert refused.value.messages == ["The article is no translation."]
