"""What came of the answers of speakers: what was really saved, and about which words they were."""

import unicodedata

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.urls import reverse

from events import speakers
from events.admin.speakers import settle_asked
from events.models import SpeakerAnswer
from tests.adminforms import text
from tests.events.speaking import send
from tests.factories import SpeakerAnswerFactory, UserFactory, WordingFactory
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
PROPOSED = "The ice would hold."


def correct(client, wording, words, answer=None):
    """Saves other words in the place of some, because of an answer or of none."""
    address = reverse("admin:events_wording_correct", args=[wording.pk])
    query = f"?answer={answer.pk}" if answer else ""
    return client.post(address + query, {"text": words}, follow=True)


def proposed(wording, **more):
    return SpeakerAnswerFactory(wording=wording, kind="change", proposal=PROPOSED, **more)


def disputed(wording, **more):
    return SpeakerAnswerFactory(wording=wording, kind="dispute", reason="Not so.", **more)


def form_of(client, statement):
    address = reverse("admin:events_statement_change", args=[statement.pk])
    return read(client, address)


@pytest.mark.parametrize(
    ("saved", "decision", "difference"),
    [
        (PROPOSED, "accepted word for word", []),
        ("The ice could hold.", "other words were saved", ["would", "could"]),
    ],
)
def test_it_is_said_which_words_were_saved(
    admin_client, statement, link, saved, decision, difference
):
    answer = proposed(statement.wording, invitation=link)

    told = correct(admin_client, statement.wording, saved, answer)

    answer.refresh_from_db()
    assert (answer.outcome, answer.saved, answer.decision) == ("accepted", saved, decision)
    assert f"Kept with the answer of the speaker: {decision}." in text(told)
    shown = form_of(admin_client, statement).xpath("//*[@id='answers']")[0]
    assert decision.capitalize() in shown.text_content()
    changes = [part.text_content() for part in shown.xpath(".//del | .//ins")]
    # First what was proposed beside what stood there, then what was saved beside that.
    assert changes == ["will", "would", *difference]
    # Whoever is signed in to the newsroom looks at the page of the speaker.
    assert decision in texts(read(admin_client, speakers.address(link)), ".speaker-answer")[0]


def test_letters_written_in_two_ways_are_the_same_words(statement):
    decomposed = unicodedata.normalize("NFD", "Крига й лід.")
    answer = SpeakerAnswerFactory(wording=statement.wording, kind="change", proposal="Крига й лід.")

    made = speakers.settle(answer, UserFactory(), "accepted", saved=decomposed)

    assert made.decision == "accepted word for word"


def test_what_was_accepted_before_the_words_were_kept_is_only_said_to_be_so(statement):
    answer = speakers.settle(proposed(statement.wording), UserFactory(), "accepted")

    assert answer.decision == "accepted"


def test_a_dispute_leads_to_a_correction_that_settles_it(admin_client, client, statement, link):
    answer = disputed(statement.wording, invitation=link)
    address = reverse("admin:events_wording_correct", args=[statement.wording.pk])

    offered = text(admin_client.get("/admin/"))
    correct(admin_client, statement.wording, PROPOSED, answer)

    assert f"{address}?answer={answer.pk}" in offered
    answer.refresh_from_db()
    assert (answer.decision, answer.saved) == ("other words were saved", PROPOSED)
    assert not SpeakerAnswer.objects.open().exists()
    [told] = texts(read(client, speakers.address(link)), ".speaker-answer")
    assert "other words were saved" in told


def test_a_withdrawal_is_said_to_be_one(admin_client, statement):
    answer = disputed(statement.wording)
    address = reverse("admin:events_statement_withdraw", args=[statement.pk])

    admin_client.post(f"{address}?answer={answer.pk}", {"reason": "Misheard."})

    answer.refresh_from_db()
    assert answer.decision == "the statement was withdrawn"


def test_a_withdrawal_follows_no_proposal(admin_client, statement):
    answer = proposed(statement.wording)
    address = reverse("admin:events_statement_withdraw", args=[statement.pk])

    admin_client.post(f"{address}?answer={answer.pk}", {"reason": "Misheard."})

    answer.refresh_from_db()
    assert answer.outcome == ""


def test_what_a_colleague_settled_at_the_same_moment_is_told(rf, admin_user, statement):
    answer = disputed(statement.wording)
    speakers.settle(answer, UserFactory(username="halyna"), "dismissed", "It was heard.")
    request = rf.post("/")
    request.user, request._messages = admin_user, CookieStorage(request)

    settle_asked(request, answer, PROPOSED)

    assert [str(told) for told in request._messages] == ["halyna has settled this answer already."]
    answer.refresh_from_db()
    assert (answer.outcome, answer.saved) == ("dismissed", "")


# About which words an answer was


def test_the_speaker_sees_about_which_words_an_earlier_answer_was(client, statement, link):
    old = statement.wording
    send(client, link, old)
    new = old.correct("The ice will hold in March.")
    send(client, link, new, "dispute", reason="Not in March.")

    now, before = texts(read(client, speakers.address(link)), ".speaker-answer")

    assert "You disputed these words" in now
    assert "before the newsroom corrected them" not in now
    assert "You confirmed these words" in before
    assert "before the newsroom corrected them: The ice will hold." in before


def test_an_answer_in_another_language_is_about_no_earlier_words(client, statement, link):
    other = WordingFactory(statement=statement, language="uk", text="Лід витримає.")
    send(client, link, other)
    statement.wording.correct("The ice will hold in March.")

    [only] = texts(read(client, speakers.address(link)), ".speaker-answer")

    assert "before the newsroom corrected them" not in only


def test_the_speaker_of_a_withdrawn_statement_sees_the_own_answer(client, statement, link):
    send(client, link, statement.wording, "dispute", reason="I never said it.")
    statement.withdraw("Misheard.")

    [only] = texts(read(client, speakers.address(link)), ".speaker-answer")

    assert "I never said it." in only
    assert "You may answer again" not in only


def test_the_newsroom_sees_about_which_words_an_earlier_answer_was(admin_client, statement):
    old = statement.wording
    disputed(old)
    new = old.correct("The ice will hold in March.")

    shown = form_of(admin_client, statement).xpath("//*[@id='answers']")[0].text_content()
    board = text(admin_client.get("/admin/"))
    listed = text(admin_client.get("/admin/events/speakeranswer/"))

    assert "About number 1 of the words, which was corrected on" in shown
    assert "The ice will hold." in shown
    assert "the words were corrected since" in board
    assert "the words were corrected since" in listed
    # What is corrected because of it are the words that stand now.
    assert reverse("admin:events_wording_correct", args=[new.pk]) in board
