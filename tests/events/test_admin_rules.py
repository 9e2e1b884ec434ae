"""Each rule about events and what was said there, broken through its form."""

import pytest
from django.apps import apps

from events.models import Check, Event, Participation, Recording, Session, Statement, Wording
from newsroom.models import Redirect
from newsroom.triggers import REGISTRY
from tests.adminforms import add, address, assert_told, change, errors, text
from tests.factories import (
    MOMENT,
    AffiliationFactory,
    CheckFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    SessionFactory,
    StatementFactory,
    TopicFactory,
    WordingFactory,
)

pytestmark = pytest.mark.django_db
TITLE = {"language": "en", "title": "Winter"}
WORDS = {"language": "en", "text": "We heard it.", "origin": "as_published"}
GUEST = {
    "kind": "person",
    "part": "speaker",
    "attendance": "spoke",
    "presence": "unknown",
    "order": "0",
    "printed_name": "Olha",
    "printed_language": "en",
}


def new_event(client, lines=(), **fields):
    lines = [("texts", TITLE), *lines]
    return add(client, Event, lines=lines, starts_on="2021-05-13", **fields)


def new_guest(client, lines=(), **fields):
    fields = GUEST | {"event": EventFactory().pk, "person": PersonFactory().pk} | fields
    return add(client, Participation, lines=lines, **fields)


def new_statement(client, lines=None, **fields):
    fields = {"participation": ParticipationFactory().pk, "said_on": "2021-05-13"} | fields
    return add(client, Statement, lines=[("wordings", WORDS)] if lines is None else lines, **fields)


def new_check(client, **fields):
    fields = {"method": "notes", "outcome": "exact", "wording": WordingFactory().pk} | fields
    return add(client, Check, **fields)


def organizations(**fields):
    return ("organizations", {"organization": OrganizationFactory().pk, "order": "0"} | fields)


def twice(prefix, **fields):
    return [(prefix, fields)] * 2


def guest_of_two_sessions(client):
    session = SessionFactory()
    guest = ParticipationFactory(event=session.event, session=session)
    return new_guest(client, event=session.event.pk, session=session.pk, person=guest.person.pk)


def guest_with_words(client, **fields):
    return change(client, StatementFactory().participation, **fields)


def reply_to_itself(client):
    statement = StatementFactory()
    return change(client, statement, reply_to=statement.pk)


def translation_of_another(client):
    statement = StatementFactory()
    wording = WordingFactory(statement=statement, draft=True, language="uk")
    return change(
        client,
        wording,
        origin="human_translation",
        translated_from=WordingFactory().pk,
    )


def translation_of_itself(client):
    wording = WordingFactory(draft=True)
    return change(client, wording, origin="human_translation", translated_from=wording.pk)


def words_besides_confirmed_ones(client):
    return change(client, StatementFactory(), lines=[("wordings", WORDS | {"confirm": "on"})])


BREAKS = {
    "event_ends_after_it_starts": lambda c: new_event(c, ends_on="2021-05-12"),
    "event_end_needs_start": lambda c: new_event(c, ends_at="12:00"),
    "event_ends_after_its_first_hour": lambda c: new_event(
        c, ends_on="2021-05-13", starts_at="12:00", ends_at="11:00"
    ),
    "event_off_record_stays_unpublished": lambda c: new_event(c, rule="3", _publish="1"),
    "events_eventtext_one_per_language": lambda c: new_event(c, [("texts", TITLE)]),
    "event_organization_once_per_kind": lambda c: new_event(c, [organizations(kind="donor")] * 2),
    "event_organization_grant_of_donor": lambda c: new_event(
        c, [organizations(kind="host", grant_number="17")]
    ),
    "events_sessiontext_one_per_language": lambda c: change(
        c, SessionFactory(), twice("texts", language="en", title="a")
    ),
    "events_participationtext_one_per_language": lambda c: new_guest(
        c, twice("texts", language="uk", name="a")
    ),
    "participation_person_or_label": lambda c: new_guest(c, person=""),
    "participation_has_printed_name": lambda c: new_guest(
        c, kind="group", person="", printed_name=""
    ),
    "participation_consent_with_note": lambda c: new_guest(c, consent_note="By post."),
    "participation_once_in_event": lambda c: new_event(
        c, [("participations", GUEST | {"person": PersonFactory().pk})] * 2
    ),
    "participation_once_in_session": guest_of_two_sessions,
    "participation_session_of_same_event": lambda c: new_guest(c, session=SessionFactory().pk),
    "participation_post_of_same_person": lambda c: new_guest(
        c, affiliation=AffiliationFactory().pk
    ),
    "participation_stays_in_its_event": lambda c: guest_with_words(c, event=EventFactory().pk),
    "participation_keeps_printed_capacity": lambda c: guest_with_words(c, printed_post="minister"),
    "participation_keeps_its_speaker": lambda c: guest_with_words(c, person=PersonFactory().pk),
    "statement_keeps_its_speaker": lambda c: change(
        c, StatementFactory(), participation=ParticipationFactory().pk
    ),
    "recording_address_or_file": lambda c: add(c, Recording, event=EventFactory().pk),
    "statement_outcome_of_forecast": lambda c: new_statement(c, forecast_outcome="open"),
    "statement_no_reply_to_itself": reply_to_itself,
    "statement_withdrawn_with_reason": lambda c: c.post(
        f"/admin/events/statement/{StatementFactory().pk}/withdraw/", {"reason": " "}
    ),
    "wording_number_once": lambda c: new_statement(c, [("wordings", WORDS)] * 2),
    "wording_one_original": lambda c: new_statement(
        c,
        [
            ("wordings", WORDS | {"origin": "as_spoken"}),
            ("wordings", WORDS | {"origin": "as_spoken", "language": "uk"}),
        ],
    ),
    "wording_one_current_per_language": words_besides_confirmed_ones,
    "wording_machine_draft_stays_draft": lambda c: new_statement(
        c, [("wordings", WORDS | {"origin": "machine_draft", "confirm": "on"})]
    ),
    "wording_source_of_translation": lambda c: new_statement(
        c, [("wordings", WORDS | {"translator": PersonFactory().pk})]
    ),
    "wording_translated_within_statement": translation_of_another,
    "wording_not_from_itself": translation_of_itself,
    "check_of_recording_has_place": lambda c: new_check(c, method="recording"),
    "check_ends_after_it_starts": lambda c: new_check(
        c, method="recording", recording=RecordingFactory().pk, start_ms="1:00", end_ms="0:59"
    ),
    "check_heard_other_words": lambda c: new_check(c, heard="We heard them."),
    "check_of_confirmed_words": lambda c: new_check(c, wording=WordingFactory(draft=True).pk),
    "check_with_recording_of_event": lambda c: new_check(
        c, method="recording", recording=RecordingFactory().pk, start_ms="1:00"
    ),
}
UNREACHABLE = {
    "event_rule_is_known": "the rule is chosen from a list",
    "session_rule_is_known": "the rule is chosen from a list",
    "participation_rule_is_known": "the rule is chosen from a list",
    "statement_rule_is_known": "the rule is chosen from a list",
    "event_topic_once": "topics are a set",
    "statement_topic_once": "topics are a set",
    "event_slug_is_free": "the model's clean says it first, at the slug",
    "session_stays_in_its_event": "the event of a stored session is shown, not typed",
    "statement_keeps_its_form": "of what was confirmed they are shown, not typed",
    "statement_id_never_changes": "the id is given, not typed",
    "statement_confirmed_with_words": "the state follows the words",
    "statement_merged_into_another": "the page that merges asks with which",
    "statement_merged_into_its_like": "the page that merges says it first, of each pair",
    "statement_merged_for_ever": "the state is shown, not typed",
    "wording_not_empty": "the field is required",
    "wording_never_changes": "confirmed words are shown, not typed",
    "wording_replaced_after_confirmed": "the moment is set by the correction",
    "check_never_changes": "checks are added, never changed",
    "check_made_by_somebody": "whoever sends the form made the check",
    "answer_says_what": "answers come by a link, which asks for what is missing",
    "answer_about_words_or_name": "the page of the speaker asks for one of the two",
    "wording_still_right_says_somebody": "the act keeps who and when",
    "answer_of_somebody": "a link names somebody",
    "answer_settled_with_outcome": "the page that settles says what is missing",
    "answer_to_confirmed_words": "a link shows confirmed words alone",
    "answer_never_changes": "answers are shown, not typed",
    "recording_stays_with_its_event": "the event of a stored recording is shown, not typed",
}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_rule_is_told_on_the_form(admin_client, rule):
    assert_told(rule, BREAKS[rule](admin_client))


def test_no_rule_is_forgotten():
    models = apps.get_app_config("events").get_models()
    rules = {c.name for model in models for c in model._meta.constraints}
    rules |= {t.name for t in REGISTRY.values() if t.model.startswith("events.")}

    assert rules == set(BREAKS) | set(UNREACHABLE)


def test_an_old_address_is_refused_as_slug(admin_client):
    Redirect.objects.create(old_path="/events/winter/", new_path="/events/spring/")

    response = new_event(admin_client, slug="winter")

    assert errors(response) == ["An earlier address of another record is the same."]


def test_a_refused_publication_changes_nothing(admin_client):
    event = EventFactory(draft=True)

    response = change(admin_client, event, rule="3", slug="renamed", _publish="1")

    assert_told("event_off_record_stays_unpublished", response)
    assert 'value="renamed"' in response.content.decode()
    assert Event.objects.filter(slug=event.slug, rule=0, published_at=None).exists()


def test_topics_chosen_twice_are_one(admin_client):
    topic = TopicFactory()

    response = new_event(admin_client, topics=[topic.pk, topic.pk])

    assert response.status_code == 302
    assert list(Event.objects.get().topics.all()) == [topic]


@pytest.mark.parametrize("model", [Session, Recording])
def test_what_belongs_to_an_event_stays_there(admin_client, model):
    factory = {Session: SessionFactory, Recording: RecordingFactory}[model]
    record = factory()

    response = change(admin_client, record, event=EventFactory().pk)

    assert response.status_code == 302
    assert model.objects.get(pk=record.pk).event_id == record.event_id


def test_confirmed_words_cannot_be_typed_over(admin_client):
    statement = StatementFactory()
    page = text(admin_client.get(address(Statement, "change", statement.pk)))
    sent = {"id": statement.wordings.get().pk, "language": "en", "origin": "as_spoken"}
    sent |= {"text": "Nobody heard it.", "statement": statement.pk}

    change(
        admin_client,
        statement,
        lines=[("wordings", sent)],
        **{"wordings-INITIAL_FORMS": "1", "wordings-TOTAL_FORMS": "1"},
    )

    assert "wordings-0-text" not in page
    assert [w.text for w in Wording.objects.all()] == ["We heard it."]


def test_checks_are_only_added(admin_client):
    check = CheckFactory(checked_at=MOMENT)

    response = admin_client.post(f"/admin/events/check/{check.pk}/change/", {"outcome": "sense"})

    assert response.status_code == 403
    assert admin_client.get(f"/admin/events/check/{check.pk}/delete/").status_code == 403
