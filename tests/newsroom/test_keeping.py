"""What was typed into a form that can no longer be saved."""

import pytest
from django.test import Client
from lxml import html

from articles import workflow
from articles.models import Article
from events.models import Statement
from tests.adminforms import address, shown, sign_in
from tests.factories import MOMENT, ArticleFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter():
    return sign_in(Client(), "reporter")


def kept(response) -> dict[str, str]:
    """The words that the page gives back, by the labels of their fields."""
    page = html.fromstring(response.content.decode())
    return {
        page.xpath(f"//label[@for='{area.get('id')}']")[0].text_content(): area.text.strip()
        for area in page.xpath("//textarea")
    }


def send(client, record, form, **typed):
    return client.post(address(type(record), "change", record.pk), form | typed)


def test_words_for_a_statement_that_was_confirmed_meanwhile_are_given_back(reporter):
    statement = StatementFactory(draft=True, words="")
    statement.wordings.create(language="en", text="We heard it.")
    form = shown(reporter.get(address(Statement, "change", statement.pk)).content)
    statement.wordings.update(confirmed_at=MOMENT)
    Statement.objects.filter(pk=statement.pk).update(state="confirmed")

    response = send(
        reporter, statement, form, **{"wordings-0-text": "We heard of it <b>twice</b>."}
    )

    assert response.status_code == 403
    assert kept(response)["Words"] == "We heard of it <b>twice</b>."
    assert [w.text for w in statement.wordings.all()] == ["We heard it."]


def test_an_article_that_went_to_the_bin_gives_its_words_back(reporter):
    article = ArticleFactory()
    form = shown(reporter.get(address(Article, "change", article.pk)).content)
    workflow.put_in_bin(article, UserFactory())

    response = send(
        reporter, article, form, headline="Snow", body="<p>One line.</p><p>Two lines.</p>"
    )

    assert response.status_code == 403
    assert kept(response) == {"Headline": "Snow", "Text": "One line.\nTwo lines."}


def test_an_article_that_was_deleted_gives_its_words_back(reporter):
    article = ArticleFactory()
    url = address(Article, "change", article.pk)
    form = shown(reporter.get(url).content)
    article.delete()

    response = reporter.post(url, form | {"headline": "Кіт і пес <script>"})

    assert response.status_code == 410
    assert kept(response)["Headline"] == "Кіт і пес <script>"


def test_a_form_that_one_may_not_open_is_only_refused(reporter):
    staff = sign_in(Client(), "staff")

    assert staff.get(address(Article, "add")).status_code == 403
    assert kept(staff.post(address(Article, "add"), {"headline": "Two words"})) == {
        "Headline": "Two words"
    }
    assert not Article.objects.exists()
