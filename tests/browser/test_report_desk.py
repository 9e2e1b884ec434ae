"""A report through the desk: pasted, confirmed by the keyboard, published, read."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from articles.models import Article, Edition, Intake
from articles.references import References
from events.models import Event, Participation, Statement
from tests.browser.admin import leave, sign_in
from tests.factories import EventFactory, UserFactory
from tests.own_report import OWN
from tests.seed_report import SeedReport, available

MOST_KEYS, MOST_SECONDS = 60, 300
CURRENT = "[data-line][aria-current]"


class Keyboard:
    """Somebody at the desk whose every key is counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    @property
    def line(self) -> str:
        """The key of the line at hand."""
        return self.page.locator(CURRENT).get_attribute("data-line")

    def settle(self, count: int) -> None:
        """Waits until so many lines are left to be decided."""
        told = f"{count} lines left." if count != 1 else "1 line left."
        self.page.locator("[data-told]", has_text=told).wait_for()


@pytest.fixture
def editor(browser_page, live_server):
    user = UserFactory(admin=True)
    sign_in(browser_page, live_server, user)
    return user


def open_desk(page, intake) -> Keyboard:
    page.goto(reverse("admin:articles_intake_change", args=[intake.pk]))
    page.locator(CURRENT).wait_for()
    return Keyboard(page)


def hand_in(page, text: str) -> Keyboard:
    page.goto(reverse("admin:articles_intake_add"))
    page.locator("[name=pasted]").fill(text)
    page.locator("input.default").click()
    page.locator(CURRENT).wait_for()
    return Keyboard(page)


def confirm_all(keyboard: Keyboard) -> None:
    """One key a line, and one that makes the article."""
    while keyboard.line != "finish":
        keyboard.press("Enter")
    keyboard.settle(0)
    with keyboard.page.expect_navigation():
        keyboard.press("Enter")
    keyboard.page.locator(".tiptap").wait_for()


def publish(page) -> None:
    """Makes the event public, and the article, by the buttons of their forms."""
    page.goto(reverse("admin:events_event_change", args=[Event.objects.get().pk]))
    page.locator("[name=_publish]").click()
    page.goto(Article.objects.get().desk_url)
    page.locator("[name=_act][value=publish]").click()
    for tick in ("open_records", "approving"):
        page.locator(f"[name={tick}]").check()
    with page.expect_navigation():
        page.locator("input.default").click()


def read(browser, live_server) -> dict:
    """What a reader finds, with scripts off."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(Edition.objects.get().get_absolute_url())
    links = page.locator("[data-statement] a").evaluate_all(
        "links => links.map(a => a.getAttribute('href'))"
    )
    answers = {link: page.request.get(live_server.url + link).status for link in links}
    found = {
        "headline": page.locator("h1").inner_text().replace("\xa0", " "),
        "quotations": page.locator("q[cite]").count(),
        "statements": len(answers),
        "answers": set(answers.values()),
    }
    leave(context)
    return found


def test_a_report_is_confirmed_by_keys_published_and_read(
    browser, browser_page, live_server, editor
):
    report = OWN["uk"]
    keyboard = open_desk(browser_page, report.intake())

    confirm_all(keyboard)

    # The head, the event, three participants, four statements, and the end.
    assert keyboard.count == 10
    article = Article.objects.get()
    assert References(article).word_faults() == []
    publish(browser_page)
    assert read(browser, live_server) == {
        "headline": report.headline, "quotations": 3, "statements": 4, "answers": {200}
    }  # fmt: skip


@pytest.mark.skipif(not available(), reason="SEED_REPORT_DIR names no folder with it")
def test_the_seed_report_takes_less_than_sixty_keys_and_five_minutes(
    browser, browser_page, live_server, editor, capsys
):
    report = SeedReport()
    began = time.monotonic()
    keyboard = hand_in(browser_page, report.text)

    confirm_all(keyboard)

    seconds = time.monotonic() - began
    with capsys.disabled():
        print(f"\nThe seed report: {keyboard.count} keys, {seconds:.0f} s")  # noqa: T201 - measured
    assert keyboard.count <= MOST_KEYS
    assert seconds < MOST_SECONDS
    assert recorded() == [
        (quote["speaker_name"], report.words(number)) for number, quote in enumerate(report.quotes)
    ]
    people = Participation.objects.exclude(person=None)
    assert {(p.printed_name, p.printed_post, p.printed_organization) for p in people} == {
        (name, *report.capacity(name)) for name in report.people
    }
    publish(browser_page)
    assert read(browser, live_server) == {
        "headline": report.headline, "quotations": 7, "statements": 17, "answers": {200}
    }  # fmt: skip


def recorded() -> list[tuple]:
    """Each statement on record: the speaker, or None of a group, and the words."""
    rows = Statement.objects.in_order().select_related("participation")
    return [
        (s.participation.printed_name if s.participation.person_id else None, s.wording.text)
        for s in rows
    ]


def at_statements(browser_page) -> tuple[Intake, Keyboard]:
    """The desk of a report whose head, event and participants are confirmed."""
    intake = OWN["en"].intake()
    keyboard = open_desk(browser_page, intake)
    keyboard.press(*["Enter"] * 5)
    keyboard.settle(4)
    keyboard.count = 0
    return intake, keyboard


def decided(intake, key: str) -> dict:
    intake.refresh_from_db()
    return intake.decisions.get(key, {})


def words(intake, key: str) -> str:
    return " ".join(intake.text[start:end] for start, end in decided(intake, key)["passages"])


def test_a_wrong_speaker_costs_two_keys(browser_page, editor):
    intake, keyboard = at_statements(browser_page)

    keyboard.press("2", "Enter")

    keyboard.settle(3)
    assert keyboard.count == 2
    assert (decided(intake, "s1")["speaker"], keyboard.line) == ("p2", "s2")


def test_a_speaker_is_chosen_by_the_first_letters_in_three(browser_page, editor):
    intake, keyboard = at_statements(browser_page)

    keyboard.press("s", "3", "Enter")

    keyboard.settle(3)
    assert decided(intake, "s1")["speaker"] == "p3"


def test_kind_and_certainty_are_changed_and_a_line_crossed_out(browser_page, editor):
    intake, keyboard = at_statements(browser_page)

    keyboard.press("k", "c", "Enter", "x")

    keyboard.settle(2)
    first = decided(intake, "s1")
    assert (first["kind"], first["certainty"]) == ("collective", "continued")
    assert decided(intake, "s2")["state"] == "rejected"


def test_what_is_changed_of_a_decided_line_is_kept_at_once(browser_page, editor):
    intake, keyboard = at_statements(browser_page)
    keyboard.press("Enter", "Enter")
    keyboard.settle(2)

    keyboard.press("ArrowUp", "ArrowUp", "k", "c", "2")
    keyboard.press("e", "ArrowLeft", "Shift+ArrowRight", "ArrowDown", "e", "ArrowLeft", "ArrowDown")
    for _tenth in range(50):
        if words(intake, "s1") == "had counted the passengers since":
            break
        browser_page.wait_for_timeout(100)

    keyboard = open_desk(browser_page, intake)
    first = decided(intake, "s1")
    assert (first["kind"], first["certainty"], first["speaker"]) == (
        "collective",
        "continued",
        "p2",
    )
    assert words(intake, "s1") == "had counted the passengers since"
    assert browser_page.locator("#s1 [data-words]").inner_text() == words(intake, "s1")
    assert [decided(intake, key)["state"] for key in ("s1", "s2")] == ["confirmed"] * 2
    assert keyboard.line == "s3"


def test_what_is_pressed_until_another_event_is_shown_decides_nothing(browser_page, editor):
    event = EventFactory(starts_on="2026-03-12", title="Another title")
    intake = OWN["en"].intake()
    keyboard = open_desk(browser_page, intake)
    keyboard.press("ArrowDown", "2")

    with browser_page.expect_navigation():
        browser_page.evaluate(
            """() => ["Enter", "Enter", "Enter"].forEach((key) =>
                document.activeElement.dispatchEvent(
                    new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})
                ))"""
        )

    keyboard.settle(8)
    assert decided(intake, "event")["record"] == event.pk
    assert decided(intake, "event")["turn"] == 1
    assert intake.decisions.keys() == {"event"}


def test_a_cyrillic_keyboard_has_the_same_keys(browser_page, editor):
    intake, keyboard = at_statements(browser_page)

    browser_page.evaluate(
        """() => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key: "ч", code: "KeyX", bubbles: true, cancelable: true})
        )"""
    )

    keyboard.settle(3)
    assert decided(intake, "s1")["state"] == "rejected"


def test_the_first_and_the_last_word_are_moved_by_arrows(browser_page, editor):
    intake, keyboard = at_statements(browser_page)

    keyboard.press("e", "ArrowLeft", "ArrowLeft", "Shift+ArrowRight", "Enter")

    keyboard.settle(3)
    assert words(intake, "s1") == "had counted the passengers"


def test_moving_words_is_left_by_escape(browser_page, editor):
    intake, keyboard = at_statements(browser_page)

    keyboard.press("e", "ArrowLeft", "Escape", "Enter")

    keyboard.settle(3)
    assert words(intake, "s1") == "nobody had counted the passengers since 2019"


def test_the_last_decision_is_taken_back(browser_page, editor):
    intake, keyboard = at_statements(browser_page)
    keyboard.press("x", "x")
    keyboard.settle(2)

    keyboard.press("u")

    keyboard.settle(3)
    assert (decided(intake, "s2").get("state"), keyboard.line) == (None, "s2")


def test_a_sentence_that_was_not_found_is_added(browser_page, editor):
    intake, keyboard = at_statements(browser_page)
    keyboard.press(*["ArrowUp"] * 5)

    keyboard.press("a")
    browser_page.locator("[data-line=s5]").wait_for()
    keyboard.press("1", "Enter")

    keyboard.settle(4)
    assert decided(intake, "s5")["speaker"] == "p1"
    assert words(intake, "s5") == (
        "The ferry at Stara Brama crossed the river nine times a day until the ice came"
    )


def test_a_statement_is_joined_with_the_next(browser_page, editor):
    intake, keyboard = at_statements(browser_page)
    keyboard.press("ArrowDown")

    keyboard.press("m")
    keyboard.settle(3)
    keyboard.press("Enter")

    keyboard.settle(2)
    said = [" ".join(passages) for _kind, _speaker, passages in OWN["en"].said]
    assert words(intake, "s2") == f"{said[1]} {said[2]}"
    assert decided(intake, "s3")["state"] == "rejected"


def test_selected_words_are_added(browser_page, editor):
    intake, keyboard = at_statements(browser_page)
    browser_page.evaluate(
        """() => {
            const [, , paragraph] = document.querySelector("[data-text]").children;
            const range = document.createRange();
            range.setStart(paragraph.firstChild, 3);
            range.setEnd(paragraph.firstChild, 29);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )

    keyboard.press("a")

    browser_page.locator("[data-line=s5]").wait_for()
    assert words(intake, "s5") == "ferry at Stara Brama cros"


def test_the_help_names_the_keys_and_closes(browser_page, editor):
    _intake, keyboard = at_statements(browser_page)

    keyboard.press("?")
    assert browser_page.locator("[data-help]").is_visible()
    keyboard.press("Escape")

    assert not browser_page.locator("[data-help]").is_visible()
    assert keyboard.line == "s1"


def test_decisions_survive_a_reload_and_show_in_the_text(browser_page, editor):
    intake, keyboard = at_statements(browser_page)
    keyboard.press("Enter", "x")
    keyboard.settle(2)

    keyboard = open_desk(browser_page, intake)

    assert keyboard.line == "s3"
    states = browser_page.locator("mark").evaluate_all(
        "marks => marks.map(mark => `${mark.dataset.of} ${mark.dataset.state}`.trim())"
    )
    assert states == ["s1 confirmed", "s2 rejected", "s2 rejected", "s3", "s3", "s4"]


DOUBTS = """Pumps

On 18 November the Brid Centre held the roundtable “Pumps and people” in the Port Club.

Ivan Moroz, director of the Institute of Reservoirs, said that the pumps were old.

“We were warned,” said Oksana Moroz, head of the Valley Water Board.

Ivan Moroz, chairman of the Association of River Towns, said that towns would follow.

“It is a rumour,” Moroz added."""


def test_what_the_text_leaves_open_is_asked_and_costs_three_keys_at_most(browser_page, editor):
    keyboard = hand_in(browser_page, DOUBTS)
    intake = Intake.objects.get()
    keyboard.press("Enter", "Enter")

    keyboard.press("Enter")
    error = browser_page.locator("#p1 [data-error]")
    assert error.inner_text() == (
        "The text prints several capacities, and one is recorded: choose it (c)."
    )
    keyboard.count = 0
    keyboard.press("c", "c", "Enter")
    assert (keyboard.line, keyboard.count) == ("p2", 3)
    keyboard.press(*["Enter"] * 4)
    assert keyboard.line == "s4"

    keyboard.press("Enter")
    assert browser_page.locator("#s4 [data-error]").inner_text() == (
        "The text gives only “Moroz”: choose one of 1. Ivan Moroz, 2. Oksana Moroz."
    )
    keyboard.count = 0
    keyboard.press("1", "Enter")
    keyboard.settle(0)

    assert (keyboard.line, keyboard.count) == ("finish", 2)
    assert decided(intake, "p1")["post"] == "chairman"
    assert decided(intake, "s4")["speaker"] == "p1"


def test_a_headline_of_a_page_is_known_though_the_browser_pastes_words_alone(browser_page, editor):
    browser_page.goto(reverse("admin:articles_intake_add"))
    browser_page.locator("[name=pasted]").evaluate(
        """field => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", "<p>News</p><h1>The ice <b>holds</b></h1>tail");
            field.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true}));
            field.value = "News\\n\\nThe ice holds\\n\\n“It holds,” said Olha Rii.";
        }"""
    )

    browser_page.locator("input.default").click()
    browser_page.locator(CURRENT).wait_for()

    assert Intake.objects.get().name == "The ice holds"


def test_the_way_back_and_another_report_lose_nothing(browser_page, editor):
    intake, keyboard = at_statements(browser_page)
    keyboard.press("Enter", "2")

    hand_in(browser_page, OWN["uk"].text)
    browser_page.go_back()
    browser_page.locator("[name=pasted]").fill(OWN["uk"].text)
    browser_page.locator("input.default").click()
    browser_page.locator(CURRENT).wait_for()
    assert Intake.objects.count() == 2
    keyboard = open_desk(browser_page, intake)

    assert keyboard.line == "s2"
    assert browser_page.locator("[name=s2-speaker]").input_value() == "p2"
    assert decided(intake, "s2")["state"] == ""


@pytest.mark.parametrize(
    ("address", "name"), [("articles_intake_add", "pasted"), ("events_event_announcement", "text")]
)
def test_a_lost_login_while_handing_in_loses_no_word(
    browser_page, live_server, editor, address, name
):
    browser_page.goto(reverse(f"admin:{address}"))
    browser_page.locator(f"[name={name}]").fill("The river froze.")
    Session.objects.all().delete()
    with browser_page.expect_navigation():
        browser_page.locator("input.default").click()

    sign_in(browser_page, live_server, editor)
    browser_page.goto(reverse(f"admin:{address}"))

    browser_page.locator(".copies button").first.click()
    assert browser_page.locator(f"[name={name}]").input_value() == "The river froze."


def test_a_lost_login_loses_no_decision(browser_page, live_server, editor):
    intake, keyboard = at_statements(browser_page)
    Session.objects.all().delete()

    keyboard.press("Enter")
    browser_page.locator("[data-lost]").wait_for()
    assert decided(intake, "s1") == {}
    sign_in(browser_page, live_server, editor)

    keyboard.settle(3)
    assert decided(intake, "s1")["state"] == "confirmed"
    assert not browser_page.locator("[data-lost]").is_visible()
