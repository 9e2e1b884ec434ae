"""What goes wrong on the page of a speaker: it leads to its field, and nothing is lost."""

import unicodedata

import pytest
from django.urls import reverse
from lxml import html

from events import merging, speakers
from events.models import SpeakerAnswer
from newsroom.models import LogEntry
from tests.adminforms import sign_in, text
from tests.events.speaking import answers, send
from tests.factories import SpeakerAnswerFactory, SpeakerLinkFactory, StatementFactory
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
MINE = "Так я не казав."


def parsed(response):
    return html.fromstring(response.content.decode())


def led_to(response):
    """What the first link of the summary of mistakes leads to, and what it says."""
    page = parsed(response)
    [summary] = page.xpath("//*[@id='mistakes']")
    link = summary.xpath(".//a")[0]
    [place] = page.xpath(f"//*[@id='{link.get('href').removeprefix('#')}']")
    return place, link.text_content()


@pytest.mark.parametrize(
    ("kind", "typed", "mistake"),
    [
        ("change", {"proposal": "The ice will hold."}, ("proposal", "the same as before")),
        ("change", {"proposal": "x", "reason": "y" * 20_000}, ("reason", "has 20,000 signs")),
        ("dispute", {"reason": "  "}, ("reason", "Say what is wrong")),
        ("capacity", {"reason": ""}, ("reason", "Say what is wrong")),
    ],
)
def test_each_mistake_leads_to_its_field_which_says_it_too(
    client, statement, link, kind, typed, mistake
):
    name, told = mistake
    about = statement.participation if kind == "capacity" else statement.wording

    response = send(client, link, about, kind, **typed)

    field, said = led_to(response)
    assert (response.status_code, field.tag, field.get("name")) == (400, "textarea", name)
    assert told in said
    assert field.get("aria-invalid") == "true"
    [description] = parsed(response).xpath(f"//*[@id='{field.get('aria-describedby')}']")
    assert description.text_content() == said
    assert field.text.strip() == typed[name].strip()
    assert [box.get("open") is not None for box in field.iterancestors("details")] == [True]
    assert texts(parsed(response), "title")[0].startswith("Not sent: Your words")


def test_a_page_without_mistakes_marks_none(client, link):
    page = read(client, speakers.address(link))

    assert page.xpath("//*[@id='mistakes' or @aria-invalid or @aria-describedby]") == []


def test_the_focus_can_move_to_mistakes_and_to_what_was_sent(client, statement, link):
    refused = parsed(send(client, link, statement.wording, "dispute", reason=""))
    sent = send(client, link, statement.wording, "dispute", reason=MINE)

    assert {form.get("action") for form in refused.xpath("//main//form")} == {"#mistakes"}
    assert refused.xpath("//*[@id='mistakes']/@tabindex") == ["-1"]
    assert sent.url.endswith("#sent")
    shown = read(client, sent.url).xpath("//*[@id='sent']")
    assert [one.get("tabindex") for one in shown] == ["-1"]
    assert MINE in shown[0].text_content()


def test_a_field_takes_all_that_is_pasted_and_the_page_says_what_is_too_long(client, link):
    # A browser cuts off silently what is longer than `maxlength`.
    StatementFactory(participation=link.record)

    fields = read(client, speakers.address(link)).xpath("//textarea")

    assert fields
    assert [field.get("maxlength") for field in fields] == [None] * len(fields)


@pytest.mark.parametrize(
    "proposal",
    [
        "The ice will hold.",
        "“The ice will hold.”",
        "«The ice will hold.»\r\n",
        ' "The ice will hold." ',
    ],
)
def test_words_copied_with_the_marks_round_them_are_no_change(client, statement, link, proposal):
    response = send(client, link, statement.wording, "change", proposal=proposal)

    assert response.status_code == 400
    assert answers() == []


def test_letters_written_in_two_ways_are_no_change(client, statement, link):
    new = statement.wording.correct("Ґанок і йод.")

    response = send(
        client, link, new, "change", proposal=unicodedata.normalize("NFD", "Ґанок і йод.")
    )

    assert response.status_code == 400


def test_an_answer_is_sent_twice_and_stored_and_told_once(client, statement, link):
    first = send(client, link, statement.wording, "dispute", reason=MINE)
    second = send(client, link, statement.wording, "dispute", reason=f"{MINE} ")

    assert first.url == second.url
    assert answers() == [("dispute", "", MINE)]
    assert LogEntry.objects.filter(action="answered").count() == 1


def test_what_is_said_again_after_a_decision_is_a_new_answer(client, statement, link, admin_user):
    send(client, link, statement.wording, "dispute", reason=MINE)
    speakers.settle(SpeakerAnswer.objects.get(), admin_user, "dismissed", "It was heard.")

    send(client, link, statement.wording, "dispute", reason=MINE)

    assert answers() == [("dispute", "", MINE)] * 2
    assert SpeakerAnswer.objects.open().count() == 1


def test_what_another_link_says_is_another_answer(client, statement, link):
    send(client, link, statement.wording, "dispute", reason=MINE)
    send(client, SpeakerLinkFactory(record=statement), statement.wording, "dispute", reason=MINE)

    assert len(answers()) == 2


def test_coming_back_from_an_answer_is_no_new_opening(client, statement, link):
    client.get(speakers.address(link))
    client.get(send(client, link, statement.wording).url)
    client.get(f"{speakers.address(link)}?sent=9999")

    link.refresh_from_db()
    assert link.opened == 2


@pytest.fixture
def merged(statement):
    """A second record of what Olha said, merged into the first."""
    twin = StatementFactory(participation=statement.participation, words="The ice will hold.")
    merging.merge(twin, statement)
    return twin


def test_what_is_sent_about_a_merged_record_is_kept_beside_the_other(
    client, statement, link, merged
):
    response = send(client, link, merged.wordings.get(), "dispute", reason=MINE)

    field, said = led_to(response)
    assert response.status_code == 409
    assert "made two records of this into one" in said
    assert field.get("id") == f"dispute-reason-{statement.wording.pk}"
    assert field.text.strip() == MINE
    assert answers() == []


def test_a_link_to_a_merged_record_shows_the_other(client, statement, merged):
    page = read(client, speakers.address(SpeakerLinkFactory(record=merged)))

    assert texts(page, ".words") == ["“The ice will hold.”"]
    assert page.xpath(f"//*[@id='w{statement.wording.pk}']")


def test_what_has_no_field_any_more_stands_in_the_summary(client, statement, link):
    statement.withdraw("Misheard.")

    page = parsed(send(client, link, statement.wording, "change", proposal=MINE))

    [summary] = page.xpath("//*[@id='mistakes']")
    assert "withdrawn this statement" in summary.text_content()
    assert MINE in summary.text_content()
    assert summary.xpath(".//a") == []


def test_what_somebody_signed_in_typed_is_not_lost(client, statement, link):
    sign_in(client, "reporter")

    refused = send(client, link, statement.wording, "dispute", reason=MINE)

    field, said = led_to(refused)
    assert "You are signed in to the newsroom" in said
    assert field.text.strip() == MINE


# What an editor meets


def test_a_correction_sent_twice_is_one(admin_client, statement):
    old = statement.wording
    address = reverse("admin:events_wording_correct", args=[old.pk])

    admin_client.post(address, {"text": "The ice would hold."})
    again = admin_client.post(address, {"text": "The ice would hold."})

    assert again.url == reverse("admin:events_statement_change", args=[statement.pk])
    assert statement.wordings.count() == 2


def test_a_correction_of_words_that_were_corrected_meanwhile_keeps_what_was_typed(
    admin_client, statement
):
    old = statement.wording
    new = old.correct("The ice would hold.")
    address = reverse("admin:events_wording_correct", args=[old.pk])

    page = admin_client.post(f"{address}?answer=7", {"text": "The ice could hold."})

    assert "corrected these words meanwhile" in text(page)
    assert "The ice would hold.</blockquote>" in text(page)
    assert "The ice could hold.</textarea>" in text(page)
    onward = f"{reverse('admin:events_wording_correct', args=[new.pk])}?answer=7"
    assert parsed(page).xpath("//form[.//textarea]/@action") == [onward]
    assert statement.wordings.count() == 2


@pytest.mark.parametrize(
    ("saved", "decision"),
    [("The ice would hold.", "accepted word for word"), ("Ice.", "other words were saved")],
)
def test_an_answer_that_a_correction_passed_by_is_settled_as_what_was_done(
    admin_client, statement, saved, decision
):
    old = statement.wording
    answer = SpeakerAnswerFactory(wording=old, kind="change", proposal="The ice would hold.")
    old.correct(saved)
    address = reverse("admin:events_speakeranswer_dismiss", args=[answer.pk])

    page = text(admin_client.get(address))
    admin_client.post(address, {"reason": "We heard it again.", "put_right": "1"})

    assert "It is put right" in page
    answer.refresh_from_db()
    assert (answer.decision, answer.saved) == (decision, saved)


def test_words_that_stand_are_not_said_to_be_put_right(admin_client, statement):
    answer = SpeakerAnswerFactory(wording=statement.wording, kind="dispute", reason=MINE)
    address = reverse("admin:events_speakeranswer_dismiss", args=[answer.pk])

    page = text(admin_client.get(address))
    admin_client.post(address, {"reason": "It was heard.", "put_right": "1"})

    assert "It is put right" not in page
    answer.refresh_from_db()
    assert answer.outcome == "dismissed"
