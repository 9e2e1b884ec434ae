"""A speaker says by the link that name or post is printed wrong; an editor settles it."""

import pytest
from django.core import mail
from django.urls import reverse

from events import speakers
from events.models import Participation, SpeakerAnswer
from newsroom.models import LogEntry
from tests.adminforms import text
from tests.events.speaking import answers, send
from tests.factories import (
    ParticipationFactory,
    SessionFactory,
    SpeakerAnswerFactory,
    SpeakerLinkFactory,
    StatementFactory,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
WRONG = "Моє ім’я — Ольга Рій, not Riy."


def test_what_is_said_of_the_name_is_kept_and_alters_nothing(client, statement, link):
    before = list(Participation.objects.values())

    response = send(client, link, statement.participation, "capacity", reason=WRONG)

    answer = SpeakerAnswer.objects.get()
    assert answers() == [("capacity", "", WRONG)]
    assert (answer.wording, answer.participation) == (None, statement.participation)
    assert list(Participation.objects.values()) == before
    page = read(client, response.url)
    [shown] = texts(page, ".speaker-answer")
    assert "Thank you." in shown
    assert "You said that your name or post is printed wrong" in shown
    assert WRONG in shown


def test_it_can_be_said_before_any_words_are_recorded(client):
    link = SpeakerLinkFactory()

    send(client, link, link.record, "capacity", reason=WRONG)

    assert answers() == [("capacity", "", WRONG)]


def test_each_capacity_of_the_event_stands_on_the_page_in_each_language(client, statement, link):
    own = statement.participation
    own.texts.create(language="uk", name="Ольга Рій", post="директорка")
    session = SessionFactory(event=statement.event)
    ParticipationFactory(
        event=statement.event, session=session, person=own.person, printed_post="moderator"
    )
    ParticipationFactory(event=statement.event, printed_name="Petro Lys")

    page = read(client, speakers.address(link))

    printed = texts(page, ".said-by")
    assert [name for name in printed if "moderator" in name] == printed[1:]
    assert printed[0] == "Olha Rii, director, Centre"
    assert "Ольга Рій, директорка" in texts(page, ".label")


def test_nobody_says_so_of_somebody_else(client, statement, link):
    other = ParticipationFactory(event=statement.event)

    refused = send(client, link, other, "capacity", reason=WRONG)
    of_words = send(client, link, statement.wording, "capacity", reason=WRONG)
    of_name = send(client, link, statement.participation, "dispute", reason=WRONG)

    assert [one.status_code for one in (refused, of_words, of_name)] == [404, 404, 404]
    assert answers() == []


def test_an_answer_about_the_name_leaves_those_about_the_words_as_they_are(client, statement, link):
    send(client, link, statement.wording)
    send(client, link, statement.participation, "capacity", reason=WRONG)

    assert statement.wording.is_backed
    assert [one.kind for one in SpeakerAnswer.objects.open()] == ["capacity"]


@pytest.mark.django_db(transaction=True)
def test_whoever_gave_the_link_is_told_by_mail_what_is_wrong(client, statement, link):
    send(client, link, statement.participation, "capacity", reason=WRONG)

    [letter] = mail.outbox
    assert "Olha Rii says that their name or post is printed wrong" in letter.subject
    assert "Olha Rii, director, Centre" in letter.body
    assert WRONG in letter.body
    assert f"/admin/events/participation/{statement.participation_id}/change/" in letter.body


@pytest.fixture
def answer(statement, link):
    """What Olha said of her name."""
    return SpeakerAnswerFactory(
        wording=None,
        participation=statement.participation,
        kind="capacity",
        reason=WRONG,
        invitation=link,
    )


def test_participant_event_dashboard_and_list_show_it(admin_client, answer):
    who = answer.participation

    form = text(admin_client.get(reverse("admin:events_participation_change", args=[who.pk])))
    event = text(admin_client.get(reverse("admin:events_event_change", args=[who.event.pk])))
    board = text(admin_client.get("/admin/"))
    listed = text(
        admin_client.get(f"/admin/events/speakeranswer/?event={who.event.pk}&decision=open&q=olha")
    )
    alone = text(admin_client.get(f"/admin/events/speakeranswer/{answer.pk}/change/"))

    assert [WRONG in page for page in (form, board, alone)] == [True] * 3
    assert "Answers of speakers (1)" in event
    assert "Olha Rii, director, Centre" in listed
    assert f"/admin/events/speakeranswer/{answer.pk}/dismiss/" in form


@pytest.mark.parametrize(
    ("outcome", "button", "told"),
    [
        ("accepted", {"put_right": "1"}, "What the newsroom did: put right. The list is new."),
        ("dismissed", {}, "keeps what is printed: The list is new."),
    ],
)
def test_it_is_settled_with_words_that_the_speaker_reads(
    admin_client, link, answer, outcome, button, told
):
    address = reverse("admin:events_speakeranswer_dismiss", args=[answer.pk])

    page = text(admin_client.get(address))
    response = admin_client.post(address, {"reason": "The list is new."} | button)

    assert "Olha Rii, director, Centre" in page
    assert f"/admin/events/participation/{answer.participation_id}/change/" in response.url
    answer.refresh_from_db()
    assert (answer.outcome, answer.settled_by.username) == (outcome, "admin")
    [shown] = texts(read(admin_client, speakers.address(link)), ".speaker-answer")
    assert told in shown
    assert not SpeakerAnswer.objects.open().exists()
    assert LogEntry.objects.get(action="settled").record == answer.participation


def test_a_link_to_one_statement_takes_it_too(client, statement):
    StatementFactory(participation=statement.participation, words="Another thing.")
    link = SpeakerLinkFactory(record=statement)

    send(client, link, statement.participation, "capacity", reason=WRONG)

    assert answers() == [("capacity", "", WRONG)]
