"""A recording is heard and words are checked against it from the keys; then a reader hears them."""

import io
import math
import wave

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import expect

from events.listening import listen_url
from events.models import Check, Recording, Wording
from tests.browser.admin import leave, sign_in
from tests.factories import EventFactory, ParticipationFactory, RecordingFactory, StatementFactory

pytestmark = pytest.mark.django_db(transaction=True)
RATE, SECONDS = 8_000, 30
NOW = "() => document.querySelector('audio').currentTime"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def page(browser_page, live_server, admin_user):
    sign_in(browser_page, live_server, admin_user)
    return browser_page


@pytest.fixture
def event():
    """An event with two statements."""
    speaker = ParticipationFactory(event=EventFactory(slug="ice"), printed_name="Olha Rii")
    StatementFactory(participation=speaker, words="We heard the ice.", order=1)
    StatementFactory(participation=speaker, words="All of us did.", order=2)
    return speaker.event


def tone() -> bytes:
    """Half a minute of one quiet tone, as WAV."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        samples = (int(128 + 40 * math.sin(math.tau * 220 * i / RATE)) for i in range(RATE))
        file.writeframes(bytes(samples) * SECONDS)
    return content.getvalue()


def recorded(event) -> Recording:
    file = ContentFile(tone(), "tone.wav")
    return RecordingFactory(event=event, address="", file=file, length_ms=None)


def open_screen(page, event):
    page.goto(listen_url(event))
    page.wait_for_function("() => document.querySelector('audio').duration > 0")


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def seek(page, seconds: float) -> None:
    """Puts the player where a mouse would put it, and waits until it is there."""
    page.evaluate("seconds => { document.querySelector('audio').currentTime = seconds; }", seconds)
    page.wait_for_function("() => !document.querySelector('audio').seeking")


def moment(page) -> float:
    page.wait_for_function("() => !document.querySelector('audio').seeking")
    return page.evaluate(NOW)


def test_words_are_checked_from_the_keys_and_heard_by_a_reader(page, event, browser, live_server):
    page.goto(f"{reverse('admin:events_recording_add')}?event={event.pk}")
    sound = {"name": "tone.wav", "mimeType": "audio/wav", "buffer": tone()}
    page.set_input_files("[name=file]", sound)
    with page.expect_navigation():
        page.click("[name=_save]")
    page.goto(reverse("admin:events_event_change", args=[event.pk]))
    page.click(".object-tools >> text=Check against the recording")
    page.wait_for_function("() => document.querySelector('audio').duration > 0")

    press(page, "k")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0.3")
    press(page, "k")
    assert page.evaluate("() => document.querySelector('audio').paused")
    seek(page, 20)
    press(page, "j")
    assert moment(page) == 17
    press(page, "l", "l")
    assert moment(page) == 23
    press(page, "-", "-")
    expect(page.locator("[data-rate]")).to_have_text("0.5×")
    seek(page, 12)
    press(page, "s")
    seek(page, 16.5)
    press(page, "e")
    expect(page.locator("[name=start_ms]")).to_have_value("0:12")
    expect(page.locator("[name=end_ms]")).to_have_value("0:16.5")
    press(page, "1")
    expect(page.locator("[data-told]")).to_have_text("Stored: exact, at 0:12.")

    check = Check.objects.get()
    assert (check.outcome, check.start_ms, check.end_ms) == ("exact", 12_000, 16_500)
    assert check.wording.text == "We heard the ice."
    assert moment(page) == 16.5
    assert page.evaluate("() => document.querySelector('audio').playbackRate") == 0.5
    recording = Recording.objects.get()
    assert (recording.length_ms, len(recording.sha256)) == (SECONDS * 1000, 64)
    hear_as_reader(browser, live_server, check)


def hear_as_reader(browser, live_server, check) -> None:
    """Follows the link beside the words without a script, and plays."""
    context = browser.new_context(base_url=live_server.url)
    reader = context.new_page()
    statuses = []
    reader.on("response", lambda r: statuses.append(r.status) if r.url.endswith("/file") else None)
    reader.goto("/events/ice/")
    reader.click("text=checked against the recording, 0:12")
    reader.wait_for_function("() => document.querySelector('audio').readyState > 0")
    reader.wait_for_function("() => !document.querySelector('audio').seeking")
    begins_at = reader.evaluate(NOW)
    reader.evaluate("() => document.querySelector('audio').play()")
    reader.wait_for_function("() => document.querySelector('audio').currentTime > 12.2")
    leave(context)

    assert begins_at == 12
    assert set(statuses) == {206}


def test_the_statements_come_and_go_while_the_recording_plays_on(page, event):
    recording = recorded(event)
    open_screen(page, event)
    page.evaluate("() => { document.querySelector('audio').muted = true; }")
    press(page, "k")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0.2")

    press(page, "s", "n")
    expect(page.locator("[data-words]")).to_have_text("All of us did.")
    press(page, "p")
    expect(page.locator("[data-words]")).to_have_text("We heard the ice.")

    assert not page.evaluate("() => document.querySelector('audio').paused")
    # What was typed for the words that were left is there again.
    assert page.locator("[name=start_ms]").input_value() != ""
    press(page, "2", "n")  # without waiting for the answer
    expect(page.locator("[data-words]")).to_have_text("All of us did.")
    wording = Wording.objects.get(text="All of us did.")
    assert [check.wording.text for check in Check.objects.all()] == ["We heard the ice."]
    assert not page.evaluate("() => document.querySelector('audio').paused")
    assert page.url.endswith(listen_url(event, wording=wording.pk, recording=recording.pk))


def test_what_was_heard_is_told_in_place_and_becomes_the_correction(page, event):
    recorded(event)
    open_screen(page, event)
    seek(page, 5)

    press(page, "s", "w")
    heard = page.locator("[name=heard]")
    expect(heard).to_be_focused()
    heard.fill("We heard all the ice. ")
    expect(page.locator("[data-difference] ins")).to_have_text("all")
    page.keyboard.type("k12")  # letters and digits, while one types
    assert page.evaluate("() => document.querySelector('audio').paused")
    heard.fill("We heard all the ice.")
    press(page, "Alt+l")
    assert moment(page) == 8
    press(page, "Escape", "2")
    expect(page.locator(".listening-checks ins")).to_have_text("all")
    page.click("text=Correct the words")
    with page.expect_navigation():
        page.click("#content-main [type=submit]")
    page.wait_for_function("() => document.querySelector('audio').currentTime === 5")
    press(page, "1")
    expect(page.locator("[data-told]")).to_have_text("Stored: exact, at 0:05.")

    assert list(Check.objects.order_by("pk").values_list("wording__text", "outcome")) == [
        ("We heard the ice.", "minor"),
        ("We heard all the ice.", "exact"),
    ]


def test_what_is_refused_is_said_and_the_words_stay_typed(page, event):
    recorded(event)
    open_screen(page, event)

    press(page, "1", "n")
    expect(page.locator("[data-told]")).to_have_text("Say where the words begin: 12:34 or 1:02:03.")
    expect(page.locator("[data-words]")).to_have_text("We heard the ice.")
    page.fill("[name=start_ms]", "0:40")
    page.fill("[name=heard]", "Others.")
    press(page, "Escape", "3")
    expect(page.locator("[data-told]")).to_contain_text("The recording ends at 0:30, before 0:40.")
    expect(page.locator("[name=heard]")).to_have_value("Others.")
    press(page, "n")
    expect(page.locator("[data-words]")).to_have_text("All of us did.")
    press(page, "p")
    expect(page.locator("[name=heard]")).to_have_value("Others.")
    page.context.clear_cookies()
    page.fill("[name=start_ms]", "0:20")
    press(page, "Escape", "3")

    expect(page.locator("[data-lost]")).to_be_visible()
    expect(page.locator("[name=heard]")).to_have_value("Others.")
    assert not Check.objects.exists()


def test_without_a_script_the_form_does_the_same(browser, live_server, admin_user, event):
    recording = recorded(event)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, admin_user)
    page.goto(listen_url(event))

    expect(page.locator("[data-act=play]")).to_be_hidden()
    page.fill("[name=start_ms]", "0:12")
    page.fill("[name=heard]", "We all heard the ice.")
    page.click("text=Show the difference")
    expect(page.locator("[data-difference] ins")).to_have_text("all")
    page.click("[name=outcome][value=minor]")
    expect(page.locator(".messagelist li")).to_have_text("Stored: minor differences, at 0:12.")
    page.click("[data-way=next]")
    expect(page.locator("[data-words]")).to_have_text("All of us did.")
    leave(context)

    check = Check.objects.get()
    assert (check.recording, check.start_ms, check.heard) == (
        recording,
        12_000,
        "We all heard the ice.",
    )
