import datetime as dt
import html

import pytest
from lxml.html import fromstring

from events.attribution import Rule
from events.models import Check, Statement, Wording
from newsroom.models import LogEntry
from tests.adminforms import add, address, change, errors, shown, sign_in
from tests.factories import (
    CheckFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    StatementFactory,
    WordingFactory,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
ADD = "/admin/events/statement/add/"


def proposed(client, query):
    return {name: values[0] for name, values in shown(client.get(ADD + query).content).items()}


def test_the_form_of_an_event_proposes_day_order_and_language(admin_client):
    event = EventFactory(starts_on=dt.date(2021, 6, 1))
    speaker = ParticipationFactory(event=event, printed_language="uk")
    StatementFactory(participation=speaker, order=4)

    form = proposed(admin_client, f"?event={event.slug}")

    wanted = {
        "participation": str(speaker.pk),
        "said_on": "2021-06-01",
        "order": "5",
        "wordings-0-language": "uk",
    }
    assert wanted.items() <= form.items()


def test_the_language_of_the_words_is_that_of_the_chosen_speaker(admin_client):
    event = EventFactory()
    ParticipationFactory(event=event, printed_language="en")
    speaker = ParticipationFactory(event=event, printed_language="uk", order=1)

    form = proposed(admin_client, f"?participation={speaker.pk}")

    assert form["wordings-0-language"] == "uk"


def test_of_several_speakers_none_is_proposed(admin_client):
    speaker = ParticipationFactory()
    ParticipationFactory(event=speaker.event)

    assert "participation" not in proposed(admin_client, f"?event={speaker.event.slug}")
    chosen = proposed(admin_client, f"?participation={speaker.pk}")
    assert chosen["participation"] == str(speaker.pk)


def test_speakers_to_choose_from_are_those_of_the_event(admin_client):
    speaker = ParticipationFactory(printed_name="Соломія")
    ParticipationFactory(printed_name="Соломія")
    query = {"app_label": "events", "model_name": "statement", "field_name": "participation"}
    query |= {"term": "соломія", "event": speaker.event.pk}

    found = admin_client.get("/admin/events/participation/choices/", query).json()["results"]

    assert found == [
        {
            "id": str(speaker.pk),
            "text": f"Соломія, director, Centre · {speaker.event} (2021-05-13)",
        }
    ]


def test_one_save_confirms_words_and_statement(admin_client, admin_user):
    speaker = ParticipationFactory()
    words = {"text": "We heard it.", "confirm": "on"}

    add(admin_client, Statement, f"?participation={speaker.pk}", lines=[("wordings", words)])

    statement = Statement.objects.get()
    assert statement.state == "confirmed"
    assert statement.said_on == speaker.event.starts_on
    assert [w.is_current for w in statement.wordings.all()] == [True]
    entries = LogEntry.objects.order_by("id")
    assert [(e.action, e.user) for e in entries] == [
        ("confirmed", admin_user),
        ("added", admin_user),
    ]


@pytest.mark.parametrize(("status", "ticked"), [("held", True), ("announced", False)])
def test_words_of_an_event_that_was_held_are_proposed_as_confirmed(admin_client, status, ticked):
    event = EventFactory(status=status)

    assert ("wordings-0-confirm" in proposed(admin_client, f"?event={event.slug}")) is ticked


def test_without_the_tick_all_stays_a_draft(admin_client):
    speaker = ParticipationFactory()
    words = {"text": "We heard it.", "confirm": ""}

    add(admin_client, Statement, f"?participation={speaker.pk}", lines=[("wordings", words)])

    assert Statement.objects.get().state == "draft"
    assert Wording.objects.get().confirmed_at is None


def test_the_next_statement_keeps_what_was_chosen(admin_client):
    speaker = ParticipationFactory()
    ParticipationFactory(event=speaker.event)
    words = {"text": "We heard it.", "language": "ru", "origin": "as_spoken", "confirm": "on"}

    response = add(
        admin_client,
        Statement,
        f"?participation={speaker.pk}",
        lines=[("wordings", words)],
        kind="mixed",
        _addanother="1",
    )

    form = {n: v[0] for n, v in shown(admin_client.get(response["Location"]).content).items()}
    wanted = {
        "participation": str(speaker.pk),
        "kind": "mixed",
        "order": "2",
        "wordings-0-language": "ru",
        "wordings-0-origin": "as_spoken",
        "wordings-0-confirm": "on",
        "wordings-0-text": "",
    }
    assert wanted.items() <= form.items()


def test_correcting_keeps_the_old_words_on_record(admin_client):
    statement = StatementFactory(words="We herd it.")
    old = statement.wordings.get()

    admin_client.post(f"/admin/events/wording/{old.pk}/correct/", {"text": "We heard it."})

    assert [(w.number, w.text, w.is_current) for w in statement.wordings.all()] == [
        (1, "We herd it.", False),
        (2, "We heard it.", True),
    ]
    entry = LogEntry.objects.get()
    assert (entry.action, entry.before, entry.after) == ("corrected", "1", "2")


@pytest.mark.parametrize("words", ["", "We heard it.", "“We heard it.”"])
def test_a_correction_that_corrects_nothing_is_refused(admin_client, words):
    old = StatementFactory().wordings.get()

    response = admin_client.post(f"/admin/events/wording/{old.pk}/correct/", {"text": words})

    assert response.status_code == 200
    assert [w.is_current for w in Wording.objects.all()] == [True]


def test_withdrawing_gives_readers_the_reason(admin_client):
    statement = StatementFactory()
    address = f"/admin/events/statement/{statement.pk}/withdraw/"

    admin_client.post(address, {"reason": "The speaker was misheard."})

    statement.refresh_from_db()
    assert (statement.state, statement.withdrawn_reason) == (
        "withdrawn",
        "The speaker was misheard.",
    )
    assert LogEntry.objects.get().action == "withdrawn"


def test_a_check_against_the_only_recording_is_proposed_and_signed(admin_client, admin_user):
    statement = StatementFactory()
    recording = RecordingFactory(event=statement.event)
    wording = statement.wordings.get()

    response = add(
        admin_client, Check, f"?wording={wording.pk}", start_ms="0:59:03.5", outcome="exact"
    )

    check = Check.objects.get()
    assert (check.recording, check.start_ms, check.checked_by) == (
        recording,
        3_543_500,
        admin_user,
    )
    assert response["Location"] == f"/admin/events/statement/{statement.pk}/change/"


@pytest.mark.parametrize("moment", ["1:2:3:4", "now", "-1"])
def test_a_moment_that_is_none_is_refused(admin_client, moment):
    response = add(admin_client, Check, f"?wording={WordingFactory().pk}", start_ms=moment)

    assert f"“{moment}” is no moment of a recording: write 12:34 or 1:02:03." in errors(response)


def test_a_new_translation_gets_the_next_number(admin_client):
    statement = StatementFactory()
    words = {"language": "uk", "text": "Ми це чули.", "origin": "human_translation"}

    change(admin_client, statement, lines=[("wordings", words)])
    change(admin_client, statement, lines=[("wordings", words)])

    ukrainian = statement.wordings.filter(language="uk")
    assert [(w.number, w.confirmed_at) for w in ukrainian] == [(1, None), (2, None)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("checked=yes", ["checked"]),
        ("checked=no", ["plain", "draft"]),
        ("state__exact=draft", ["draft"]),
        ("language=uk", ["plain"]),
        ("in_force=1", ["draft"]),
        ("q=ЧУЛИ", ["plain"]),
        ("q=olha", ["checked"]),
    ],
)
def test_statements_are_filtered_and_found(admin_client, query, found):
    made = {
        "checked": StatementFactory(participation__printed_name="Olha"),
        "plain": StatementFactory(words="Ми це чули.", language="uk"),
        "draft": StatementFactory(draft=True, rule=1),
    }
    CheckFactory(wording=made["checked"].wordings.get())

    response = admin_client.get(f"/admin/events/statement/?{query}")

    assert set(response.context["cl"].result_list) == {made[name] for name in found}


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_a_confirmed_statement_is_withdrawn(admin_client, state):
    statement = StatementFactory(**{state: True})

    answer = admin_client.post(
        f"/admin/events/statement/{statement.pk}/withdraw/", {"reason": "Another reason."}
    )

    assert answer.status_code == 200
    assert f"Only a confirmed statement is withdrawn; this one is: {state}." in unescaped(answer)
    before = statement.withdrawn_reason
    statement.refresh_from_db()
    assert (statement.state, statement.withdrawn_reason) == (state, before)


def unescaped(answer) -> str:
    return html.unescape(answer.content.decode())


# Words that name whom a rule protects

NAMED = "Ada Lys feared the ice."
MAY_NOT = "“Ada Lys” may not be named here"


def hidden_speaker(rule=Rule.NOT_FOR_ATTRIBUTION):
    ada = PersonFactory(name="Ada Lys")
    return ParticipationFactory(event__rule=rule, person=ada, printed_name="Ada Lys")


@pytest.mark.parametrize("confirm", [True, False])
def test_words_that_name_whom_a_rule_protects_are_not_confirmed(admin_client, confirm):
    line = {"language": "en", "text": NAMED, "origin": "as_published"}
    line |= {"confirm": "on"} if confirm else {}

    response = add(
        admin_client,
        Statement,
        lines=[("wordings", line)],
        participation=hidden_speaker().pk,
        kind="indirect",
    )

    assert any(MAY_NOT in told for told in errors(response)) if confirm else response.url
    assert Statement.objects.count() == (0 if confirm else 1)


def test_a_correction_that_names_whom_a_rule_protects_is_refused(admin_client):
    old = StatementFactory(participation=hidden_speaker(), kind="indirect").wording

    response = admin_client.post(f"/admin/events/wording/{old.pk}/correct/", {"text": NAMED})

    assert MAY_NOT in unescaped(response)
    assert Wording.objects.get() == old


def test_words_may_not_name_the_speaker_of_a_statement_under_a_rule_of_its_own(admin_client):
    who = hidden_speaker(Rule.ON_RECORD)
    own = {"participation": who, "kind": "indirect", "rule": Rule.NOT_FOR_ATTRIBUTION}
    old = StatementFactory(**own).wording

    response = admin_client.post(f"/admin/events/wording/{old.pk}/correct/", {"text": NAMED})

    assert MAY_NOT in unescaped(response)


def test_confirming_several_passes_over_those_that_name(admin_client):
    who = hidden_speaker()
    named, other = (
        StatementFactory(participation=who, kind="indirect", words=words)
        for words in (NAMED, "It was feared.")
    )
    Statement.objects.update(state="draft")

    response = admin_client.post(
        "/admin/events/statement/",
        {"action": "confirm_selected", "_selected_action": [named.pk, other.pk]},
        follow=True,
    )

    states = [Statement.objects.get(pk=one.pk).state for one in (named, other)]
    assert states == ["draft", "confirmed"]
    assert MAY_NOT in unescaped(response)


# What stays as it was confirmed


@pytest.mark.parametrize("field", [{"kind": "indirect"}, {"said_on": "2020-01-01"}])
@pytest.mark.parametrize("state", ["confirmed", "withdrawn"])
def test_kind_and_day_of_what_was_confirmed_are_shown_not_typed(admin_client, field, state):
    statement = StatementFactory(withdrawn=state == "withdrawn")
    page = unescaped(admin_client.get(f"/admin/events/statement/{statement.pk}/change/"))

    response = change(admin_client, statement, **field)

    assert response.status_code == 302
    stored = Statement.objects.get()
    assert (stored.kind, stored.said_on) == (statement.kind, statement.said_on)
    assert "withdraw the statement and enter it anew" in page


def test_the_reason_of_a_withdrawal_can_be_reworded(admin_client):
    statement = StatementFactory(withdrawn=True, participation=hidden_speaker(), kind="indirect")

    refused = change(admin_client, statement, withdrawn_reason="Ada Lys was misheard.")
    taken = change(admin_client, statement, withdrawn_reason="It was misheard.")

    assert any(MAY_NOT in told for told in errors(refused))
    assert taken.status_code == 302
    assert Statement.objects.get().withdrawn_reason == "It was misheard."
    assert LogEntry.objects.get().action == "changed"


def test_what_is_on_record_is_read_and_what_is_not_is_typed(client):
    statement = StatementFactory(words="We heard them.")
    WordingFactory(statement=statement, language="uk", text="Ми це чули.")
    WordingFactory(statement=statement, language="ru", text="Мы слышали.", draft=True)
    statement.wording_in("en").correct("We heard it.")

    page = read(sign_in(client, "editor"), address(Statement, "change", statement.pk))

    assert texts(page, "blockquote") == ["We heard it.", "Ми це чули.", "We heard them."]
    assert [area.text.strip() for area in page.xpath("//textarea[@id='id_wordings-0-text']")] == [
        "Мы слышали."
    ]
    assert page.xpath("//textarea[@id='id_wordings-1-text']") == []


def test_new_words_name_what_they_are_translated_from(client):
    statement = StatementFactory(words="We heard it.")
    source = statement.wordings.get()
    words = {"language": "uk", "text": "Ми це чули.", "origin": "human_translation"}
    line = words | {"translated_from": source.pk}

    change(sign_in(client, "editor"), statement, lines=[("wordings", line)])

    assert statement.wordings.get(language="uk").translated_from == source


def test_of_a_draft_that_was_confirmed_meanwhile_nothing_is_written_twice(client):
    statement = StatementFactory(words="We heard it.")
    WordingFactory(statement=statement, language="uk", text="Ми це чули.", draft=True)
    sign_in(client, "editor")
    url = address(Statement, "change", statement.pk)
    old = shown(client.get(url).content)
    change(client, statement, **{"wordings-0-confirm": "on"})

    refused = client.post(url, old | {"wordings-0-text": ["Ми їх чули."]})
    saved = client.post(url, shown(refused.content))

    told = texts(fromstring(refused.content.decode()), ".conflict-words")
    assert told == ["Ми це їх чули."]
    assert saved.status_code == 302
    assert [w.text for w in statement.wordings.filter(language="uk")] == ["Ми це чули."]
