"""Speakers look at their own words by a link: what they see, what they answer, what comes of it."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from events import speakers
from events.attribution import Rule
from events.models import Check, SpeakerAnswer, Statement, Wording
from newsroom.models import Invitation, LogEntry
from tests.adminforms import sign_in, text
from tests.events.meeting import NAMES, found, hold
from tests.events.speaking import answers, send
from tests.factories import (
    ParticipationFactory,
    SpeakerAnswerFactory,
    SpeakerLinkFactory,
    StatementFactory,
    UserFactory,
    WordingFactory,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


# What the link shows


def test_the_page_shows_the_own_words_with_event_and_capacity(client, statement, link):
    page = read(client, speakers.address(link))

    assert texts(page, "h1") == ["Ice and roads"]
    assert texts(page, ".said-by") == ["Olha Rii, director, Centre"]
    assert texts(page, ".words") == ["“The ice will hold.”"]


def test_the_page_is_for_nobody_else_to_find_or_keep(client, link):
    response = client.get(speakers.address(link))

    assert response.headers["Cache-Control"] == "no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex' in response.content.decode()
    assert "canonical" not in response.content.decode()
    assert "/statements/answers/" in client.get("/robots.txt").content.decode()


def test_the_page_begins_in_the_language_of_the_record_and_leads_to_the_others(client):
    who = ParticipationFactory(printed_language="uk", printed_name="Ольга Рій")
    link = SpeakerLinkFactory(record=who)

    assert speakers.address(link).startswith("/uk/statements/answers/")
    page = read(client, speakers.address(link))
    offered = {a.get("href") for a in page.iter("a")}
    assert {speakers.address(link, "en"), speakers.address(link, "ru")} <= offered


def test_nothing_of_others_is_shown(client, statement, link):
    other = ParticipationFactory(event=statement.event, printed_name="Petro Lys")
    reply = StatementFactory(participation=other, words="It will not.")
    Statement.objects.filter(pk=statement.pk).update(reply_to=reply)
    elsewhere = ParticipationFactory(person=statement.participation.person)
    StatementFactory(participation=elsewhere, words="Said elsewhere.")
    StatementFactory(participation=statement.participation, draft=True, words="A draft.")
    WordingFactory(statement=statement, draft=True, language="uk", text="Чернетка.")

    page = client.get(speakers.address(link)).content.decode()

    shown = [
        words for words in ("Petro", "not.", "elsewhere", "draft", "Чернетка") if words in page
    ]
    assert shown == []


@pytest.mark.parametrize("rule", [Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION])
def test_under_a_rule_speakers_see_their_own_name_and_no_other(client, rule):
    meeting = hold(rule)
    own = ParticipationFactory(event=meeting.event, printed_name="Olha Rii")
    StatementFactory(participation=own, words="I agree.")

    response = client.get(speakers.address(SpeakerLinkFactory(record=own)))

    assert found(NAMES, response.content, response.headers) == []
    assert "I agree." in response.content.decode()
    assert str(rule.sentence) in response.content.decode()


def test_a_link_to_one_statement_shows_that_one_alone(client, statement):
    StatementFactory(participation=statement.participation, words="Another thing.")

    page = read(client, speakers.address(SpeakerLinkFactory(record=statement)))

    assert texts(page, ".words") == ["“The ice will hold.”"]


def test_all_sessions_of_the_event_are_shown_together(client, statement, link):
    session = statement.event.sessions.create()
    again = ParticipationFactory(
        event=statement.event, session=session, person=statement.participation.person
    )
    StatementFactory(participation=again, words="Once more.", order=2)

    assert texts(read(client, speakers.address(link)), ".words") == [
        "“The ice will hold.”",
        "“Once more.”",
    ]


def test_each_language_can_be_looked_at(client, statement, link):
    uk = WordingFactory(statement=statement, language="uk", text="Лід витримає.")

    page = read(client, speakers.address(link))
    send(client, link, uk, "change", proposal="Крига витримає.")

    assert texts(page, ".words") == ["“The ice will hold.”", "«Лід витримає.»"]
    assert answers() == [("change", "Крига витримає.", "")]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs(client, link, statement, django_assert_num_queries, count):
    for number in range(count - 1):
        StatementFactory(participation=statement.participation, order=number + 2)
    client.get(speakers.address(link))

    # The link with its record: 3. The event with its texts, the capacities, their answers: 6.
    # Statements, wordings, answers, texts: 4. Its opening is counted in a transaction: 3.
    with django_assert_num_queries(17):
        client.get(speakers.address(link))


# What is answered


def test_a_confirmation_is_kept_and_is_a_check_by_nobody_of_the_newsroom(client, statement, link):
    response = send(client, link, statement.wording)

    assert response.status_code == 302
    assert answers() == [("confirmed", "", "")]
    check = Check.objects.get()
    assert (check.method, check.outcome, check.checked_by, check.note) == (
        "speaker",
        "exact",
        None,
        "Olha Rii",
    )
    assert check.wording == statement.wording
    assert "You confirmed these words" in client.get(response.url).content.decode()


def test_readers_are_told_that_the_speaker_confirmed_and_when(client, statement, link):
    with time_machine.travel(dt.datetime(2021, 6, 1, 9, tzinfo=dt.UTC)):
        link = SpeakerLinkFactory(record=statement.participation)
        send(client, link, statement.wording)

    page = text(client.get(statement.get_absolute_url())).replace("\xa0", " ")

    assert "confirmed by the speaker" in page.lower()
    assert "1 June 2021" in page


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("change", {"proposal": "The ice would hold.", "reason": "I was careful."}),
        ("dispute", {"reason": "I did not say it."}),
    ],
)
def test_a_change_and_a_dispute_are_kept_and_alter_nothing(client, statement, link, kind, typed):
    before = list(Wording.objects.values())

    send(client, link, statement.wording, kind, **typed)

    assert answers() == [(kind, typed.get("proposal", ""), typed["reason"])]
    assert list(Wording.objects.values()) == before
    assert Statement.objects.public().get() == statement
    assert not Check.objects.exists()
    answer = SpeakerAnswer.objects.get()
    assert (answer.invitation, answer.invited) == (link, "Olha Rii")


def test_the_page_shows_where_the_proposal_differs(client, statement, link):
    send(client, link, statement.wording, "change", proposal="The ice would hold.")

    page = read(client, speakers.address(link))

    assert (texts(page, "del"), texts(page, "ins")) == (["will"], ["would"])


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("change", {"proposal": "The ice will hold."}, "the same as before"),
        ("change", {"proposal": "  "}, "the same as before"),
        ("dispute", {"reason": ""}, "Say what is wrong"),
        ("dispute", {"reason": "x" * 10_001}, "has 10,001 signs"),
    ],
)
def test_what_says_nothing_is_refused_with_what_was_typed(
    client, statement, link, kind, typed, told
):
    response = send(client, link, statement.wording, kind, **typed)

    assert response.status_code == 400
    assert told in text(response)
    assert answers() == []
    assert typed.get("reason", "") in text(response)


def test_the_last_answer_counts_and_all_are_kept(client, statement, link):
    send(client, link, statement.wording, "dispute", reason="No.")
    first = list(SpeakerAnswer.objects.open())
    send(client, link, statement.wording)
    send(client, link, statement.wording, "change", proposal="The ice would hold.")

    assert [one.kind for one in first] == ["dispute"]
    assert [kind for kind, *_rest in answers()] == ["dispute", "confirmed", "change"]
    assert [one.kind for one in SpeakerAnswer.objects.open()] == ["change"]


def test_what_is_sent_twice_is_stored_once(client, statement, link):
    send(client, link, statement.wording)
    send(client, link, statement.wording)

    assert Check.objects.count() == 1
    assert answers() == [("confirmed", "", "")]


def test_words_corrected_meanwhile_are_shown_and_what_was_typed_is_kept(client, statement, link):
    old = statement.wording
    old.correct("The ice will hold in March.")

    response = send(client, link, old, "change", proposal="My own words.", reason="So I said.")

    assert response.status_code == 409
    assert "corrected these words" in text(response)
    page = text(response)
    assert "The ice will hold in March." in page
    assert "My own words." in page
    assert "So I said." in page
    assert answers() == []


def test_a_stale_confirmation_confirms_nothing(client, statement, link):
    old = statement.wording
    old.correct("The ice will hold in March.")

    assert send(client, link, old).status_code == 409
    assert (answers(), Check.objects.count()) == ([], 0)


def test_a_statement_withdrawn_meanwhile_takes_no_answer(client, statement, link):
    statement.withdraw("Misheard.")

    response = send(client, link, statement.wording, "dispute", reason="Quite so.")

    assert response.status_code == 409
    assert "withdrawn this statement" in text(response)
    assert "Misheard." in text(response)
    assert "Quite so." in text(response)
    assert answers() == []


@pytest.mark.parametrize("data", [
    {}, {"wording": "x", "kind": "confirmed"}, {"wording": "9" * 40, "kind": "confirmed"},
    {"wording": "-1", "kind": "confirmed"}, {"wording": "²", "kind": "confirmed"},
])  # fmt: skip
def test_a_form_that_is_not_ours_is_not_found(client, link, data):
    assert client.post(speakers.address(link), data).status_code == 404


def test_nobody_answers_for_words_of_somebody_else(client, statement, link):
    other = StatementFactory(participation__event=statement.event)
    draft = WordingFactory(statement=statement, language="uk", draft=True)

    codes = [send(client, link, wording).status_code for wording in (other.wording, draft)]
    unknown = send(client, link, statement.wording, "published").status_code

    assert (codes, unknown) == ([404, 404], 404)
    assert answers() == []


def test_a_link_takes_so_many_answers_an_hour(client, statement, link, monkeypatch):
    monkeypatch.setattr(speakers, "MOST", 2)
    for n in range(2):
        send(client, link, statement.wording, "dispute", reason=f"No {n}.")

    refused = send(client, link, statement.wording, "dispute", reason="And no.")

    assert refused.status_code == 429
    assert "And no." in text(refused)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        assert send(client, link, statement.wording).status_code == 302


# The states of a link


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"revoked_at": timezone.now()}, "took this link back"),
        ({"expires_at": timezone.now() - DAY, "invited_at": timezone.now() - 2 * DAY}, "expired"),
        ({"object_id": 999_999}, "no longer keeps"),
    ],
)
def test_a_link_that_is_closed_opens_nothing(client, statement, link, change, told):
    Invitation.objects.filter(pk=link.pk).update(**change)
    address = speakers.address(link)

    for response in (client.get(address), client.post(address, {"wording": statement.wording.pk})):
        assert response.status_code == 410
        assert told in text(response)
        assert "Olha" not in text(response)
        assert "will hold" not in text(response)
    assert answers() == []


@pytest.mark.parametrize("token", ["x", "1.x", "1", "²", "1.", ".", "1" * 500, "1:aaaa", "0.0"])
def test_a_forged_token_is_not_found(client, token):
    assert client.get(reverse("events:speaker", args=[token])).status_code == 404


def test_a_link_of_another_purpose_opens_nothing_here(client, link):
    Invitation.objects.filter(pk=link.pk).update(purpose=Invitation.Purpose.PREVIEW)

    assert client.get(speakers.address(link)).status_code == 404
    assert client.get(f"/previews/{link.token}/").status_code == 404


def test_a_preview_does_not_open_by_a_speakers_link(client, link):
    assert client.get(f"/previews/{link.token}/").status_code == 404


def test_only_this_address_takes_what_is_sent(client, statement):
    for address in ("/", "/statements/", statement.get_absolute_url(), "/statements/answers/"):
        assert client.post(address).status_code == 405


def test_what_is_sent_without_the_pages_own_token_is_refused(statement, link, client):
    client.handler.enforce_csrf_checks = True

    assert send(client, link, statement.wording).status_code == 403
    assert answers() == []


# What the newsroom sees


def test_the_link_its_opening_and_the_answer_are_logged(client, statement):
    clerk = UserFactory(username="clerk")
    made = speakers.invite(statement.participation, clerk, "Olha Rii", 7)
    client.get(speakers.address(made))
    client.get(speakers.address(made))
    send(client, made, statement.wording)
    speakers.revoke(made, clerk)

    told = [
        (entry.action, entry.user, entry.label.partition(":")[0])
        for entry in LogEntry.objects.order_by("pk")
    ]
    assert told == [
        ("invited", clerk, "Olha Rii"),
        ("opened", None, "Olha Rii"),
        ("answered", None, "Olha Rii"),
        ("revoked", clerk, "Olha Rii"),
    ]
    made.refresh_from_db()
    assert made.opened == 2


@pytest.mark.django_db(transaction=True)
def test_whoever_gave_the_link_is_told_by_mail(client, statement, link):
    send(client, link, statement.wording, "dispute", reason="I did not say it.")

    [letter] = mail.outbox
    assert letter.to == ["clerk@example.org"]
    assert "Olha Rii disputes their words" in letter.subject
    assert "I did not say it." in letter.body
    assert f"/admin/events/statement/{statement.pk}/change/" in letter.body


@pytest.mark.parametrize("group", ["reporter", "editor", "publisher"])
@pytest.mark.parametrize("about", ["participation", "statement"])
def test_a_link_is_made_copied_and_taken_back_in_the_admin(client, statement, group, about):
    record = statement if about == "statement" else statement.participation
    page = reverse(f"admin:events_{about}_speaker", args=[record.pk])
    sign_in(client, group)

    made = client.post(page, {"invited": "Olha Rii", "days": "7"})
    shown = text(client.get(made.url))
    link = Invitation.objects.get()
    client.post(reverse(f"admin:events_{about}_speaker_revoke", args=[record.pk, link.pk]))

    assert speakers.address(link) in shown
    link.refresh_from_db()
    assert link.revoked_at
    assert page in text(client.get(reverse(f"admin:events_{about}_change", args=[record.pk])))


def test_the_statement_its_event_and_the_dashboard_show_what_was_answered(admin_client, statement):
    SpeakerAnswerFactory(wording=statement.wording, kind="dispute", reason="Not so.")

    form = text(admin_client.get(reverse("admin:events_statement_change", args=[statement.pk])))
    event = text(admin_client.get(reverse("admin:events_event_change", args=[statement.event.pk])))
    board = text(admin_client.get("/admin/"))
    listed = text(
        admin_client.get(f"/admin/events/speakeranswer/?event={statement.event.pk}&decision=open")
    )

    assert "Not so." in form
    assert "Answers of speakers (1)" in event
    assert "Not so." in board
    assert "The ice will hold." in listed


def test_a_proposal_leads_to_the_correction_and_leaves_the_dashboard_with_it(
    admin_client, statement
):
    old = statement.wording
    answer = SpeakerAnswerFactory(wording=old, kind="change", proposal="The ice would hold.")
    address = f"{reverse('admin:events_wording_correct', args=[old.pk])}?answer={answer.pk}"

    offered = text(admin_client.get("/admin/"))
    page = text(admin_client.get(address))
    admin_client.post(address, {"text": "The ice would hold."})

    assert address in offered
    assert ">\nThe ice would hold.</textarea>" in page
    assert [w.text for w in Wording.objects.current()] == ["The ice would hold."]
    answer.refresh_from_db()
    assert (answer.outcome, answer.settled_by.username) == ("accepted", "admin")
    assert address not in text(admin_client.get("/admin/"))


def test_a_dispute_leads_to_the_withdrawal_and_leaves_the_dashboard_with_it(
    admin_client, statement
):
    answer = SpeakerAnswerFactory(wording=statement.wording, kind="dispute", reason="Not so.")
    address = f"{reverse('admin:events_statement_withdraw', args=[statement.pk])}"
    address += f"?answer={answer.pk}"

    offered = text(admin_client.get("/admin/"))
    page = text(admin_client.get(address))
    admin_client.post(address, {"reason": "The speaker disputes it."})

    assert address in offered
    assert "Not so." in page
    answer.refresh_from_db()
    assert answer.outcome == "accepted"
    assert not SpeakerAnswer.objects.open().exists()


def test_a_dispute_is_dismissed_with_a_reason_that_the_speaker_reads(
    admin_client, client, statement, link
):
    answer = SpeakerAnswerFactory(
        wording=statement.wording, kind="dispute", reason="Not so.", invitation=link
    )
    address = reverse("admin:events_speakeranswer_dismiss", args=[answer.pk])

    refused = admin_client.post(address, {"reason": ""})
    admin_client.post(address, {"reason": "It is on the recording."})
    again = admin_client.post(address, {"reason": "Once more."})

    assert "a dismissal has a reason" in text(refused)
    assert "has settled this answer already" in text(again)
    answer.refresh_from_db()
    assert (answer.outcome, answer.outcome_reason) == ("dismissed", "It is on the recording.")
    assert "It is on the recording." in client.get(speakers.address(link)).content.decode()
    assert not SpeakerAnswer.objects.open().exists()
    settled = LogEntry.objects.get(action="settled")
    assert settled.note == "Olha Rii: disputed: dismissed (It is on the recording.)"


def test_a_withdrawal_empties_the_list_however_it_comes(statement):
    SpeakerAnswerFactory(wording=statement.wording, kind="dispute", reason="Not so.")

    statement.withdraw("Misheard.")

    assert not SpeakerAnswer.objects.open().exists()


# Who may not answer


@pytest.mark.parametrize("group", ["reporter", "editor"])
def test_whoever_is_signed_in_to_the_newsroom_looks_and_does_not_answer(
    client, statement, link, group
):
    sign_in(client, group)

    page = client.get(speakers.address(link))
    refused = send(client, link, statement.wording)

    assert "This is a preview" in text(page)
    assert (refused.status_code, answers(), Check.objects.count()) == (403, [], 0)
    assert "only the speaker answers by this link" in text(refused)
    link.refresh_from_db()
    assert link.opened == 0
    entry = LogEntry.objects.get(action="opened")
    assert (entry.user.is_staff, entry.note) == (True, "previewed the link for Olha Rii")


@pytest.mark.parametrize(("group", "sees"), [("reporter", False), ("editor", True)])
def test_the_address_is_shown_to_who_made_the_link_and_to_editors(
    client, statement, link, group, sees
):
    sign_in(client, group)
    page = reverse("admin:events_participation_speaker", args=[statement.participation.pk])

    shown = text(client.get(page))

    assert (speakers.address(link) in shown) is sees
    assert "open until" in shown


# What was typed comes back


def test_what_was_typed_stands_on_the_page_of_a_closed_link(client, statement, link):
    Invitation.objects.filter(pk=link.pk).update(revoked_at=timezone.now())

    refused = send(client, link, statement.wording, "dispute", reason="I never said <so>.")

    assert refused.status_code == 410
    assert "I never said &lt;so&gt;.</textarea>" in refused.content.decode()


def test_what_was_typed_stands_on_the_page_of_a_browser_without_cookies(client, statement, link):
    client.handler.enforce_csrf_checks = True

    refused = send(client, link, statement.wording, "change", proposal="The ice would hold.")

    assert refused.status_code == 403
    assert "The ice would hold.</textarea>" in refused.content.decode()
    assert "kept in this browser" not in refused.content.decode()
