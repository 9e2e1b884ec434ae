import pytest
from django.urls import reverse

from articles import proof
from events.proof import Proof
from tests.adminforms import sign_in
from tests.factories import (
    ArticleFactory,
    CheckFactory,
    StatementFactory,
    UserFactory,
    mark,
    publish,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    """One that quotes five words, three of them found on a recording."""
    heard, other = StatementFactory(words="One two three."), StatementFactory(words="Four five.")
    told = StatementFactory(words="They count.", kind="indirect")
    CheckFactory(wording=heard.wording)
    marks = "".join(f"<p>{mark(statement)}</p>" for statement in (heard, other))
    marks += f"<p><span data-statement='{told.public_id}'>They count.</span></p>"
    return ArticleFactory(body=f"{marks}<p><q data-statement='s2222222'>Unknown words.</q></p>")


def test_the_meter_counts_the_linked_words_of_the_working_copy(article):
    assert proof.of_text(article) == Proof(words=5, checked=3, heard=3, original=0, explicit=5)


def test_the_form_shows_the_meter(client, article):
    sign_in(client, "editor")

    page = read(client, reverse("admin:articles_article_change", args=[article.pk]))

    [meter] = texts(page, ".proof")
    assert "5 words are quoted from the record." in meter
    assert "Found on a recording60 % 60 % 3/5" in meter


def test_readers_are_told_how_many_quoted_words_were_heard(client, article):
    article.body = article.body.partition("<p><q data-statement='s2222222'>")[0]
    article.save()
    edition = publish(article, UserFactory())

    rail = texts(read(client, edition.get_absolute_url()), ".article-rail")[0]

    assert rail.endswith("5 words quoted,3 checked against a recording")
