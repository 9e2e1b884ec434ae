"""Who has a record open, as the others are told."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from newsroom.models import Presence, User
from newsroom.presence import note, others
from tests.adminforms import address, sign_in
from tests.factories import (
    ArticleFactory,
    EventFactory,
    StatementFactory,
    UserFactory,
    standing_at,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2021, 5, 13, 9, 0, tzinfo=dt.UTC)  # twelve in Kyiv
SECONDS = dt.timedelta(seconds=1)


def rename(client, first: str, last: str) -> User:
    user = User.objects.get(pk=client.session["_auth_user_id"])
    user.first_name, user.last_name = first, last
    user.save()
    return user


def at(record) -> str:
    return address(type(record), "presence", record.pk)


@pytest.mark.parametrize("factory", [ArticleFactory, EventFactory, StatementFactory])
def test_whoever_opens_a_record_is_told_who_else_is_there(factory):
    olena, marta = sign_in(Client(), "editor"), sign_in(Client(), "publisher")
    rename(olena, "Olena", "Rii")
    record = factory()

    olena.post(at(record))
    told = marta.post(at(record)).json()["others"]
    page = read(marta, address(type(record), "change", record.pk))

    hour = timezone.localtime().strftime("%H:")
    assert len(told) == 1
    assert told[0].startswith(f"Olena Rii has this open since {hour}")
    assert texts(page, ".presence")[0].startswith("Olena Rii has this open since")


def binned() -> Article:
    return standing_at("spiked")


@pytest.mark.parametrize(
    ("group", "make"),
    [
        pytest.param("staff", ArticleFactory, id="staff"),
        pytest.param("staff", EventFactory, id="staff at an event"),
        pytest.param("publisher", binned, id="what lies in the bin"),
    ],
)
def test_who_only_reads_a_record_is_in_nobodys_way(group, make):
    reader, olena, record = sign_in(Client(), group), sign_in(Client(), "editor"), make()

    told = reader.post(at(record)).json()
    page = read(reader, address(type(record), "change", record.pk))

    assert told == {"others": []}
    assert olena.post(at(record)).json()["others"] == []
    assert texts(page, ".presence") == []


def test_who_saved_meanwhile_is_told_with_the_version():
    olena, marta = sign_in(Client(), "editor"), sign_in(Client(), "reporter")
    user, article = rename(olena, "Olena", "Rii"), ArticleFactory()
    before = marta.post(at(article)).json()
    article._history_user = user
    article.save()

    after = marta.post(at(article)).json()

    assert before["version"] != after["version"] == str(article.history.first().history_id)
    assert re.fullmatch(
        r"Olena Rii saved this at \d\d:\d\d\. Your next save will be refused, with the difference; "
        r"nothing you wrote is lost\.",
        after["saved"],
    )


def test_of_an_event_the_same_is_told():
    event = EventFactory()

    told = sign_in(Client(), "editor").post(at(event)).json()["saved"]

    assert told.endswith(
        ". Your next save will be refused, with the difference; nothing you wrote is lost."
    )


def test_who_leaves_is_no_longer_there():
    olena, marta = sign_in(Client(), "editor"), sign_in(Client(), "reporter")
    article = ArticleFactory()
    olena.post(at(article))

    olena.post(at(article), {"leave": "1"})

    assert marta.post(at(article)).json()["others"] == []


def test_who_says_nothing_for_a_minute_is_gone_and_comes_anew():
    user, article = UserFactory(username="olena"), ArticleFactory()
    me = UserFactory()

    note(user, article, NOON)
    note(user, article, NOON + 30 * SECONDS)

    assert others(me, article, NOON + 60 * SECONDS) == ["olena has this open since 12:00."]
    assert others(me, article, NOON + 91 * SECONDS) == []

    note(user, article, NOON + 3600 * SECONDS)

    assert others(me, article, NOON + 3600 * SECONDS) == ["olena has this open since 13:00."]


def test_what_is_a_day_old_is_forgotten():
    article = ArticleFactory()
    note(UserFactory(), article, NOON)

    note(UserFactory(), article, NOON + dt.timedelta(days=2))

    assert Presence.objects.count() == 1


@pytest.mark.parametrize("group", ["staff", "reporter", "editor", "publisher"])
def test_those_who_see_the_form_are_answered(group):
    article = ArticleFactory()

    assert sign_in(Client(), group).post(at(article)).status_code == 200


def test_others_are_not_answered(client):
    article = ArticleFactory()
    stranger = Client()
    stranger.force_login(UserFactory(is_staff=True))

    assert client.post(at(article)).status_code == 302
    assert stranger.post(at(article)).status_code == 403
    assert sign_in(Client(), "editor").get(at(article)).status_code == 405
    url = at(article)
    article.delete()
    assert sign_in(Client(), "editor").post(url).status_code == 404
    assert not Presence.objects.exists()
