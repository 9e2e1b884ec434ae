"""The browser that kept unsaved words is told which of them were saved."""

import pytest

from articles.models import Article
from tests.adminforms import address, change, sign_in
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(client):
    sign_in(client, "reporter")
    return ArticleFactory()


def told(client) -> list[str]:
    cookie = client.cookies.get("newsroom_saved")
    return cookie.value.split(".") if cookie else []


def test_a_save_names_the_copy_that_was_sent(client, article):
    change(client, article, headline="Ice", _copy="abc1")
    change(client, article, headline="Snow", _copy="abc2")

    cookie = client.cookies["newsroom_saved"]
    assert told(client) == ["abc1", "abc2"]
    assert (cookie["path"], cookie["samesite"]) == ("/admin/", "Lax")


def test_a_new_article_names_its_copy(client, article):
    client.post(
        address(Article, "add"),
        {
            "headline": "Ice", "kind": "news", "language": "en", "_copy": "abc3",
            "bylines-TOTAL_FORMS": "0", "bylines-INITIAL_FORMS": "0",
        },
    )  # fmt: skip

    assert Article.objects.filter(headline="Ice").exists()
    assert told(client) == ["abc3"]


def test_only_the_newest_are_named(client, article):
    for number in range(22):
        change(client, article, headline=f"Ice {number}", _copy=f"copy{number}")

    assert told(client) == [f"copy{number}" for number in range(2, 22)]


@pytest.mark.parametrize("name", ["", "a;b", "a.b", "A", "a" * 41])
def test_what_is_no_name_of_a_copy_is_not_named(client, article, name):
    change(client, article, headline="Ice", _copy=name)

    assert told(client) == []


def test_a_save_that_was_refused_names_nothing(client, article):
    assert change(client, article, headline="", _copy="abc4").status_code == 200
    assert change(client, article, version="", headline="Ice", _copy="abc5").status_code == 200

    assert told(client) == []
