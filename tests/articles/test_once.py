"""One form makes one article, however often it is sent."""

import uuid

import pytest
from django.contrib.messages import get_messages
from lxml import html

from articles.models import Article
from tests.adminforms import address, shown, sign_in
from tests.factories import ArticleFactory, SectionFactory
from tests.pages import texts

pytestmark = pytest.mark.django_db
ADD = address(Article, "add")


def filled(client, **fields) -> dict:
    """A new form, with what somebody wrote."""
    written = {"headline": "The river", "body": "<p>It rose.</p>", "section": SectionFactory().pk}
    return shown(client.get(ADD).content) | written | fields


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_form_that_is_sent_again_leads_to_the_article_that_it_made(client):
    sign_in(client, "reporter")
    form = filled(client)
    client.post(ADD, form)

    again = client.post(ADD, form)

    article = Article.objects.get()
    assert again.headers["Location"] == article.desk_url
    assert told(again)[-1] == "This form was sent already: here is the article that it made."


def test_what_was_written_since_is_shown_and_not_lost(client):
    sign_in(client, "reporter")
    form = filled(client)
    client.post(ADD, form)

    again = client.post(ADD, form | {"body": "<p>It fell.</p>"})

    page = html.fromstring(again.content.decode())
    assert again.status_code == 409
    assert texts(page, ".errornote") == [
        "This form made an article already, and what you wrote since is not in it."
    ]
    assert "It fell." in texts(page, "textarea")
    assert page.xpath("//div[@id='content-main']//a/@href") == [Article.objects.get().desk_url]
    assert Article.objects.get().body == "<p>It rose.</p>"


def test_another_form_makes_another_article(client):
    sign_in(client, "reporter")
    client.post(ADD, filled(client))
    client.post(ADD, filled(client))

    assert Article.objects.filter(headline="The river").count() == 2


def test_a_form_that_was_refused_makes_its_article_when_it_is_mended(client):
    sign_in(client, "reporter")
    refused = client.post(ADD, filled(client, headline=""))
    mended = shown(refused.content) | {"headline": "The river"}

    client.post(ADD, mended)

    assert Article.objects.get().translation_group == uuid.UUID(mended["token"][0])


@pytest.mark.parametrize("token", ["", "x", "9" * 26])
def test_a_form_without_a_token_makes_an_article_or_says_why_not(client, token):
    sign_in(client, "reporter")

    answer = client.post(ADD, filled(client, token=token))

    assert answer.status_code == (200 if token else 302)


def test_a_stored_article_bears_no_token(client):
    sign_in(client, "reporter")

    form = shown(client.get(ArticleFactory().desk_url).content)

    assert "token" not in form


def test_whoever_may_not_write_is_led_nowhere(client):
    article = ArticleFactory()
    sign_in(client, "staff")

    assert client.post(ADD, {"token": str(article.translation_group)}).status_code == 403
