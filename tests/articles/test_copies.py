"""The browser that kept unsaved words is told which of them were saved."""

import pytest

from articles.models import Article
from events.models import Event, Statement
from newsroom.models import Topic
from tests.adminforms import add, address, change, sign_in
from tests.factories import ArticleFactory, EventFactory, ParticipationFactory, standing_at
from tests.pages import read

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


def test_a_changed_event_names_its_copy_however_it_is_saved(client):
    sign_in(client, "publisher")
    event = EventFactory()

    change(client, event, attending="40", _copy="abc6")
    change(client, event, attending="50", _unpublish="1", _copy="abc7")

    assert told(client) == ["abc6", "abc7"]


def test_a_statement_before_the_next_one_names_its_copy(client):
    sign_in(client, "editor")
    guest = ParticipationFactory()
    said = {"language": "en", "origin": "as_published", "text": "We heard it."}

    response = add(
        client,
        Statement,
        f"?participation={guest.pk}",
        [("wordings", said)],
        _addanother="1",
        _copy="abc8",
    )

    assert response.status_code == 302
    assert told(client) == ["abc8"]


def test_what_is_added_in_a_window_of_its_own_names_its_copy(client):
    sign_in(client, "editor")

    response = add(client, Topic, "?_popup=1", name="Ice", slug="ice", _copy="abc9")

    assert Topic.objects.get().slug == "ice"
    assert response.status_code == 200
    assert told(client) == ["abc9"]


def test_an_act_names_the_copy_of_what_was_said_with_it(client):
    sign_in(client, "editor")
    article = standing_at("in_review")
    url = address(Article, "act", article.pk, "return")

    assert client.post(url, {"note": "", "_copy": "abc1"}).status_code == 200
    assert client.post(url, {"note": "Say who.", "_copy": "abc2"}).status_code == 302

    assert told(client) == ["abc2"]


@pytest.mark.parametrize(
    ("group", "forms"),
    [pytest.param("editor", 1, id="writes"), pytest.param("staff", 0, id="reads")],
)
def test_only_who_writes_is_offered_copies(client, group, forms):
    sign_in(client, group)

    page = read(client, address(Event, "change", EventFactory().pk))

    assert len(page.xpath("//form//*[@data-copies]")) == forms
