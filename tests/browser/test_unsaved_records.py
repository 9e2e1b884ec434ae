"""Words typed into the form of an event, or said with an act, survive a lost login."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.browser.admin import leave, sign_in
from tests.factories import EventFactory, UserFactory, standing_at

PASSWORD = "long enough for a test"


@pytest.fixture
def olena(browser, live_server):
    user = UserFactory(username="olena", is_staff=True)
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(Group.objects.get(name="editor"))
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    sign_in(page, live_server, user)

    yield page

    leave(context)


def send_without_login(page, button: str) -> None:
    """Presses the button after the login is lost, signs in again, and takes the words back."""
    Session.objects.all().delete()
    with page.expect_navigation():
        page.locator(button).first.click()
    page.locator("#id_username").fill("olena")
    page.locator("#id_password").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("[type=submit]").click()
    page.locator(".copies section").wait_for()
    page.locator(".copies button").first.click()
    with page.expect_navigation():
        page.locator(button).first.click()


def test_what_was_written_of_an_event_is_found_again(olena):
    event = EventFactory(title="Winter on the river")
    olena.goto(reverse("admin:events_event_change", args=[event.pk]))
    olena.locator("[name=texts-0-summary]").fill("They spoke of ferries.")
    olena.locator("[name=status]").select_option("postponed")

    send_without_login(olena, "[name=_continue]")

    event.refresh_from_db()
    assert (event.status, event.texts.get().summary) == ("postponed", "They spoke of ferries.")
    olena.wait_for_timeout(500)
    assert olena.locator(".copies section").count() == 0


def test_notes_to_a_writer_are_found_again(olena):
    article = standing_at("in_review")
    olena.goto(reverse("admin:articles_article_act", args=[article.pk, "return"]))
    olena.locator("[name=note]").fill("Say who counted.")

    send_without_login(olena, ".act [type=submit]")

    olena.locator(".panel-stage").wait_for()
    article.refresh_from_db()
    assert article.stage == "draft"


CLICK_TWICE = "button => { button.click(); setTimeout(() => button.click(), 100); }"


def test_a_second_click_sends_nothing(olena):
    event = EventFactory(title="Winter on the river")
    olena.goto(reverse("admin:events_event_change", args=[event.pk]))
    olena.locator("[name=texts-0-summary]").fill("They spoke of ferries.")
    sent = []
    olena.on("request", lambda request: sent.append((request.method, request.url)))

    with olena.expect_navigation():
        olena.locator("[name=_continue]").first.evaluate(CLICK_TWICE)
    olena.locator(".messagelist li").wait_for()
    olena.wait_for_timeout(300)

    saves = [url for method, url in sent if method == "POST" and url.endswith("/change/")]
    assert len(saves) == 1
