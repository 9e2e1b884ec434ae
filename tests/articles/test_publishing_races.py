"""Two people at the same moment; only PostgreSQL lets them."""

import time

import pytest
from django.db import transaction
from django.test import Client

from articles.models import Edition
from articles.publishing import take_down
from articles.workflow import locked
from tests.factories import ArticleFactory, StatementFactory, UserFactory, mark, publish
from tests.races import HOLD_SECONDS, ONLY_WHERE_TWO_WRITE, slowly, together

pytestmark = ONLY_WHERE_TWO_WRITE


def test_of_two_publications_at_once_one_is_refused_in_a_sentence():
    article, user = ArticleFactory(), UserFactory()

    refused = together(slowly(publish, article, user), lambda: publish(article, user))

    assert refused == ["Say whether the change is minor or material."]
    assert Edition.objects.live().count() == 1


@pytest.mark.parametrize("what", ["article", "statement"])
def test_a_take_down_is_not_outrun_by_a_publication(what):
    statement, user = StatementFactory(), UserFactory()
    article = ArticleFactory(body=f"<p>{mark(statement)}</p>")
    target = article if what == "article" else statement

    together(slowly(publish, article, user), lambda: take_down(target, user, "By order."))

    assert not Edition.objects.live().exists()


def test_a_publication_is_not_outrun_by_a_take_down():
    statement, user = StatementFactory(), UserFactory()
    article = ArticleFactory(body=f"<p>{mark(statement)}</p>")

    refused = together(
        slowly(take_down, statement, user, "By order."), lambda: publish(article, user)
    )

    assert refused == [f"Statement {statement.public_id} is withdrawn: take it out of the text."]
    assert not Edition.objects.live().exists()


def test_a_take_down_and_a_publication_do_not_wait_for_each_other():
    statement, user = StatementFactory(), UserFactory()
    article = ArticleFactory(body=f"<p>{mark(statement)}</p>")

    def hold_and_publish():
        with transaction.atomic():
            locked(article)
            time.sleep(HOLD_SECONDS)
            publish(article, user)

    refused = together(hold_and_publish, lambda: take_down(statement, user, "By order."))

    assert refused == []
    assert [e.withdrawn_reason for e in Edition.objects.all()] == ["By order."]


def test_of_two_who_take_a_statement_down_one_is_told():
    statement, olha = StatementFactory(), UserFactory(username="olha")

    refused = together(
        slowly(take_down, statement, olha, "By order."),
        lambda: take_down(statement, UserFactory(), "By another order."),
    )

    assert [told.partition(" at ")[0] for told in refused] == ["olha took it down"]
    statement.refresh_from_db()
    assert statement.withdrawn_reason == "By order."


def test_of_two_corrections_of_the_same_words_one_is_told(client):
    wording = StatementFactory().wording
    client.force_login(UserFactory(admin=True))
    address = f"/admin/events/wording/{wording.pk}/correct/"
    session = client.cookies["sessionid"].value
    answers = []

    def correct(words):
        browser = Client()
        browser.cookies["sessionid"] = session
        answers.append(browser.post(address, {"text": words}).status_code)

    together(lambda: correct("We heard of it."), lambda: correct("We heard about it."))

    assert sorted(answers) in ([200, 302], [302, 404])
    assert wording.statement.wordings.current().count() == 1
