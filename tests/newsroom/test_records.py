import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from newsroom.models import Redirect
from newsroom.texts import pick
from people.models import PersonName
from tests.factories import ArticleFactory, PersonFactory

pytestmark = pytest.mark.django_db


def rename(record, slug):
    record.slug = slug
    record.full_clean()
    record.save()


def redirects():
    return {r.old_path: r.new_path for r in Redirect.objects.all()}


def test_a_new_slug_leaves_a_redirect_behind():
    person = PersonFactory(slug="ada-rii")

    rename(person, "ada-rij")

    assert redirects() == {"/people/ada-rii/": "/people/ada-rij/"}


def test_a_second_new_slug_keeps_the_way_short():
    person = PersonFactory(slug="a")
    rename(person, "b")
    rename(person, "c")

    assert redirects() == {"/people/a/": "/people/c/", "/people/b/": "/people/c/"}


def test_a_record_may_take_its_own_old_address_back():
    person = PersonFactory(slug="a")
    rename(person, "b")
    rename(person, "a")

    assert redirects() == {"/people/b/": "/people/a/"}


def test_no_other_record_takes_an_old_address():
    rename(PersonFactory(slug="a"), "b")

    with pytest.raises(ValidationError, match="An earlier address of another record"):
        rename(PersonFactory(), "a")


def test_an_article_is_redirected_in_its_own_language():
    with override("ru"):
        rename(ArticleFactory(language="uk", slug="lid"), "kryha")

    assert redirects() == {"/uk/articles/lid/": "/uk/articles/kryha/"}


def name(language):
    return PersonName(language=language, text=language)


@pytest.mark.parametrize(
    ("languages", "page", "picked"),
    [
        (["en", "uk", "ru"], "ru", "ru"),
        (["en", "uk"], "ru", "uk"),
        (["en", "be"], "ru", "en"),
        (["be", "de"], "ru", "be"),
        (["uk-Latn", "uk"], "uk", "uk"),
        (["uk-Latn", "ru"], "en", "uk-Latn"),
        ([], "en", None),
    ],
)
def test_pick_takes_the_language_of_the_page_then_uk_then_en(languages, page, picked):
    found = pick([name(language) for language in languages], page)

    assert (found and found.language) == picked
