"""A speaker with a phone and without scripts: mistakes lead to their field, answers are seen."""

import pytest

from events import speakers
from events.models import SpeakerAnswer
from tests.browser.admin import leave
from tests.factories import ParticipationFactory, SpeakerLinkFactory, StatementFactory

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(browser, live_server):
    """The small window of a speaker whose browser runs no scripts."""
    context = browser.new_context(
        base_url=live_server.url, viewport=PHONE, java_script_enabled=False
    )

    yield context.new_page()

    leave(context)


@pytest.mark.django_db(transaction=True)
def test_the_focus_goes_to_the_mistakes_then_to_the_field_then_to_what_was_sent(phone):
    who = ParticipationFactory(printed_name="Olha Rii")
    for number in range(4):
        StatementFactory(participation=who, order=number, words=f"The ice will hold {number}.")
    phone.goto(speakers.address(SpeakerLinkFactory(record=who)))
    last = phone.locator(".speaker-line").last
    field = last.locator("textarea[id^=dispute]")

    last.get_by_text("Dispute", exact=True).click()
    field.fill("   ")
    last.get_by_role("button", name="Send the dispute").click()
    summary = phone.locator("#mistakes")
    summary.wait_for()
    at_first = summary.evaluate("one => one.matches(':focus')")
    is_seen = phone.locator("#mistakes a").evaluate(IN_SIGHT)
    phone.locator("#mistakes a").click()
    then = field.evaluate("one => one.matches(':focus')")
    field.fill("Так я не казала.")
    last.get_by_role("button", name="Send the dispute").click()
    phone.locator("#sent").wait_for()

    assert (at_first, is_seen, then) == (True, True, True)
    assert phone.locator("#sent").evaluate("one => one.matches(':focus')")
    assert phone.locator("#sent").evaluate(IN_SIGHT)
    assert SpeakerAnswer.objects.get().reason == "Так я не казала."
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


IN_SIGHT = "one => (box => box.top >= 0 && box.bottom <= innerHeight)(one.getBoundingClientRect())"
