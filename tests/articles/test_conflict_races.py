"""Two saves of one record at the same moment; only PostgreSQL lets them come at once."""

import threading

import pytest
from django.db import connection, connections
from django.test import Client

from articles.models import Article
from events.models import Event
from newsroom.models import Presence
from tests.adminforms import address, errors, shown, sign_in
from tests.factories import ArticleFactory, EventFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def at_once(*acts) -> list:
    """What each act gives, all begun at the same moment in threads of their own."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait()
            results[place] = act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_saves_at_once_one_wins_and_the_other_is_shown_both():
    article = ArticleFactory(headline="Ice")
    url = address(Article, "change", article.pk)
    clients = [sign_in(Client(), "editor") for _ in range(2)]
    forms = [shown(client.get(url).content) | {"_continue": "1"} for client in clients]

    answers = at_once(
        lambda: clients[0].post(url, forms[0] | {"headline": "Snow"}),
        lambda: clients[1].post(url, forms[1] | {"headline": "Frost"}),
    )

    article.refresh_from_db()
    refused = next(answer for answer in answers if answer.status_code == 200)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert errors(refused)[0].startswith("Not saved: ")
    lost = shown(refused.content)["headline"]
    assert {article.headline, *lost} == {"Snow", "Frost"}


def test_of_two_saves_of_an_event_at_once_one_wins_and_the_other_is_shown_both():
    event = EventFactory(title="Winter on the river")
    url = address(Event, "change", event.pk)
    clients = [sign_in(Client(), "editor") for _ in range(2)]
    forms = [shown(client.get(url).content) | {"_continue": "1"} for client in clients]
    summary = "texts-0-summary"

    answers = at_once(
        lambda: clients[0].post(url, forms[0] | {summary: "They spoke of ferries."}),
        lambda: clients[1].post(url, forms[1] | {summary: "They spoke of ice."}),
    )

    refused = next(answer for answer in answers if answer.status_code == 200)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert errors(refused)[0].startswith("Not saved: ")
    lost = shown(refused.content)[summary]
    assert {event.texts.get().summary, *lost} == {"They spoke of ferries.", "They spoke of ice."}


def test_two_tabs_that_come_at_once_are_one_presence():
    article, client = ArticleFactory(), sign_in(Client(), "editor")
    session = client.cookies["sessionid"].value

    def come():
        tab = Client()
        tab.cookies["sessionid"] = session
        return tab.post(address(Article, "presence", article.pk)).status_code

    assert at_once(*[come] * 4) == [200] * 4
    assert Presence.objects.count() == 1
