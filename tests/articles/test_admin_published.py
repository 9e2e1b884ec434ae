"""What the admin keeps of an article that readers have seen, and of pages that grew stale."""

import datetime as dt
import html

import pytest
from lxml.html import fromstring

from articles.models import Edition
from articles.publishing import take_down
from tests.adminforms import address, change, shown, sign_in
from tests.articles.test_admin_publishing import act
from tests.factories import ArticleFactory, UserFactory, publish

pytestmark = pytest.mark.django_db
TOLD = "Readers have seen this article: its language stays, and a plain page stays one."


def published(**values):
    return publish(ArticleFactory(**values), UserFactory()).article


def test_a_published_article_stays_what_it_is(admin_client):
    article = published()

    answer = change(admin_client, article, kind="page")

    assert TOLD in html.unescape(answer.content.decode())
    article.refresh_from_db()
    assert article.kind == "news"


@pytest.mark.parametrize(("group", "may_move"), [("reporter", False), ("publisher", True)])
def test_the_address_of_what_readers_see_moves_by_a_publishers_word(client, group, may_move):
    article = published(slug="the-ice")

    form = shown(sign_in(client, group).get(address(type(article), "change", article.pk)).content)

    assert ("slug" in form) is may_move
    assert "language" not in form


def test_nobody_publishes_words_that_changed_meanwhile(admin_client):
    article = published(headline="What was read")
    page = admin_client.get(act(article, "publish")).content
    article.headline = "Something else"
    article.save()

    answer = admin_client.post(
        act(article, "publish"), shown_act(page) | {"change": "minor", "note": "Why not."}
    )

    assert "Somebody changed the text since you opened this page" in answer.content.decode()
    assert [e.headline for e in Edition.objects.live()] == ["What was read"]


def shown_act(content) -> dict:
    """The hidden fields of an act's page."""
    tree = lxml_form(content)
    return {field.name: field.value for field in tree.inputs if field.name == "seen"}


def lxml_form(content):
    (form,) = fromstring(content.decode()).xpath("//form[.//input[@name='seen']]")
    return form


def test_an_act_that_is_over_leads_back_to_the_article(admin_client):
    article = published()

    answer = admin_client.post(act(article, "unschedule"))

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        address(type(article), "change", article.pk),
    )


@pytest.mark.parametrize("page", ["preview/", "999999/preview/"])
def test_a_preview_of_nothing_is_not_found(admin_client, page):
    assert admin_client.get(f"/admin/articles/article/{page}").status_code == 404


def test_marks_are_asked_for_by_get_in_vain(admin_client):
    assert admin_client.get("/admin/articles/article/marks/").json() == {"results": []}


def test_nothing_was_printed_before_there_were_papers(admin_client):
    article = ArticleFactory(first_printed_on=dt.date(1, 1, 1))

    answer = admin_client.post(act(article, "publish"), {"note": ""})

    told = html.unescape(answer.content.decode())
    assert "It cannot have been first printed in the year 1." in told
    assert not Edition.objects.exists()


def test_what_was_taken_down_comes_back_only_when_the_duty_is_over(admin_client):
    article = published()
    take_down(article, UserFactory(), "By order of a court.")

    refused = admin_client.post(act(article, "publish"), {"change": "minor", "note": "Why not."})

    assert "say that the duty is over" in refused.content.decode()
    assert not Edition.objects.live().exists()
    admin_client.post(
        act(article, "publish"), {"change": "minor", "note": "Why not.", "duty_over": "on"}
    )
    assert Edition.objects.live().count() == 1
