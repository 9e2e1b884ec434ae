"""A page that was opened before somebody else acted does nothing to what nobody saw on it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles import embargo, translating
from articles.models import Article, Edition
from articles.publishing import unschedule
from articles.workflow import approve
from newsroom.models import Invitation
from tests.adminforms import sign_in
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    PictureFactory,
    UserFactory,
    publish,
    schedule,
)

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def publisher():
    return sign_in(Client(), "publisher")


@pytest.fixture
def olena():
    return UserFactory(username="olena")


def url(article, name) -> str:
    return reverse("admin:articles_article_act", args=[article.pk, name])


def opened(client, article, name) -> dict:
    """What the page of an act would send as it was opened."""
    page = html.fromstring(client.get(url(article, name)).content.decode())
    [form] = page.xpath("//div[@id='content-main']//form")
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def refusals(response) -> str:
    page = html.fromstring(response.content.decode())
    return " ".join(page.xpath("string(//*[@class='act-refusals'])").split())


def live(article) -> list[int]:
    return [edition.number for edition in article.editions.live()]


@pytest.mark.parametrize("name", ["withdraw", "take-down", "plan-removal"])
def test_an_edition_that_came_meanwhile_is_not_taken_from_the_readers(publisher, olena, name):
    article = ArticleFactory()
    publish(article, olena, at=timezone.now() - HOUR)
    page = opened(publisher, article, name)
    publish(article, olena, change="minor")
    at = timezone.localtime(timezone.now() + HOUR)
    answer = {"reason": "Wrong.", "at_0": f"{at:%Y-%m-%d}", "at_1": f"{at:%H:%M:%S}"}

    response = publisher.post(url(article, name), page | answer)

    told = "olena made edition 2 since you opened this page: look at it first."
    assert told in refusals(response)
    assert live(article) == [2]


def test_another_schedule_is_not_taken_back(publisher, olena):
    article = ArticleFactory()
    page_of = schedule(article, olena, timezone.now() + HOUR)
    page = opened(publisher, article, "unschedule")
    unschedule(page_of, olena)
    schedule(article, olena, timezone.now() + HOUR)

    response = publisher.post(url(article, "unschedule"), page)

    assert "Somebody unscheduled the edition that waited" in refusals(response)
    assert Edition.objects.count() == 1


def test_who_publishes_second_is_told_first_what_the_first_one_did(publisher, olena):
    article = ArticleFactory()
    page = opened(publisher, article, "publish") | {"approving": "on", "note": "At last."}
    publish(article, olena)

    response = publisher.post(url(article, "publish"), page)

    assert "olena made edition 1 since you opened this page" in refusals(response)
    assert "This field is required." not in response.content.decode()
    assert "At last." in response.content.decode()
    assert live(article) == [1]


@pytest.mark.parametrize("what", ["picture", "kind", "byline"])
def test_nobody_prints_what_was_not_on_the_page(publisher, olena, what):
    article = ArticleFactory()
    approve(article, olena)
    page = opened(publisher, article, "publish")
    article.refresh_from_db()
    if what == "byline":
        BylineFactory(article=article, text="By the President himself")
    else:
        setattr(article, what, PictureFactory() if what == "picture" else "opinion")
        article.save()

    response = publisher.post(url(article, "publish"), page)

    assert "Somebody changed the text since you opened this page" in refusals(response)
    assert not Edition.objects.exists()


def test_an_embargo_holds_back_the_text_in_each_language(olena):
    original = ArticleFactory()
    version = translating.start(original, "uk", olena)
    until = timezone.now() + HOUR

    embargo.set_embargo(original, olena, until)
    embargo.set_embargo(version, olena, until + HOUR)

    held = Article.objects.order_by("pk").values_list("embargoed_until", flat=True)
    assert list(held) == [until + HOUR] * 2
    embargo.lift_embargo(version, olena, "Agreed.")
    assert list(held.all()) == [None, None]


def test_the_page_of_a_schedule_asks_about_its_own_moment(publisher, olena):
    article = ArticleFactory()
    embargo.set_embargo(article, olena, timezone.now() + HOUR)

    shown = {
        name: "under embargo until" in str(texts(publisher, article, name))
        for name in ("publish", "schedule")
    }

    assert shown == {"publish": True, "schedule": False}


def texts(client, article, name) -> list[str]:
    page = html.fromstring(client.get(url(article, name)).content.decode())
    return page.xpath("//*[@class='gate-told']/text()")


@pytest.mark.parametrize("name", ["withdraw", "bin"])
def test_what_is_withdrawn_or_binned_opens_by_no_link_any_more(publisher, olena, name):
    article = ArticleFactory()
    Invitation.objects.create(
        record=article, purpose="preview", invited="Olha Rii", invited_by=olena,
        expires_at=timezone.now() + HOUR,
    )  # fmt: skip
    if name == "withdraw":
        publish(article, olena)

    publisher.post(url(article, name), {"reason": "Wrong.", "note": ""})

    assert not Invitation.objects.valid().exists()


@pytest.mark.parametrize("name", ["publish", "schedule", "embargo"])
def test_nothing_is_offered_for_what_lies_in_the_bin(publisher, name):
    article = ArticleFactory(stage="spiked")

    assert publisher.get(url(article, name)).status_code == 302
