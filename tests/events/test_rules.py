import datetime as dt

import pytest

from events.models import EventTopic, ParticipationText, SessionText, StatementTopic
from newsroom.models import Redirect
from tests.factories import (
    DAY,
    MOMENT,
    AffiliationFactory,
    CheckFactory,
    EventFactory,
    EventOrganizationFactory,
    EventTextFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    SessionFactory,
    SpeakerAnswerFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    WordingFactory,
)
from tests.rules import assert_refused, copy, insert, write

pytestmark = pytest.mark.django_db
NOON = dt.time(12)


def event_on_an_old_address():
    Redirect.objects.create(old_path="/events/ice/", new_path="/events/winter/")
    return write(EventFactory(), slug="ice")


def spoken(statement=None, **values):
    statement = statement or StatementFactory(words="", draft=True)
    return WordingFactory(statement=statement, origin="as_spoken", **values)


def test_what_others_were_merged_into_stays_confirmed_or_withdrawn():
    _merged, kept = two_of_one_saying()

    assert_refused("statement_merged_for_ever", write(kept, state="draft"))
    write(kept, state="withdrawn", withdrawn_at=MOMENT, withdrawn_reason="Misheard.")()


def row_twice(model, **values):
    return copy(model.objects.create(**values))


def itself(record, **values):
    return write(record, **dict.fromkeys(values, record.pk))


def of_another_event():
    return write(ParticipationFactory(), session=SessionFactory())


def moved_with_its_statements():
    return write(StatementFactory().participation, event=EventFactory())


def renamed_after_speaking():
    return write(StatementFactory().participation, printed_post="minister")


def two_of_one_saying():
    kept = StatementFactory()
    merged = StatementFactory(participation=kept.participation)
    write(merged, state="merged", merged_into=kept)()
    return merged, kept


def confirmed_without_words():
    return write(StatementFactory(words="", draft=True), state="confirmed")


def check_of(**values):
    wording = values.pop("wording", None) or StatementFactory().wording
    event = wording.statement.event
    values = {"recording": RecordingFactory(event=event), "start_ms": 0, **values}
    return insert(
        CheckFactory.build(wording=wording, checked_by=UserFactory(), **{"end_ms": None, **values})
    )


BREAKS = {
    "event_ends_after_it_starts": lambda: write(EventFactory(), ends_on=DAY.replace(day=1)),
    "event_end_needs_start": lambda: write(EventFactory(), ends_at=NOON),
    "event_ends_after_its_first_hour": lambda: write(
        EventFactory(), starts_at=NOON, ends_on=DAY, ends_at=NOON
    ),
    "event_off_record_stays_unpublished": lambda: write(EventFactory(), rule=3),
    "event_rule_is_known": lambda: write(EventFactory(), rule=4),
    "event_slug_is_free": event_on_an_old_address,
    "event_topic_once": lambda: copy(
        EventTopic.objects.create(tag=TopicFactory(), content_object=EventFactory())
    ),
    "events_eventtext_one_per_language": lambda: copy(EventTextFactory()),
    "events_sessiontext_one_per_language": lambda: row_twice(
        SessionText, session=SessionFactory(), language="en", title="x"
    ),
    "session_rule_is_known": lambda: write(SessionFactory(), rule=9),
    "session_stays_in_its_event": lambda: write(SessionFactory(), event=EventFactory()),
    "event_organization_once_per_kind": lambda: copy(EventOrganizationFactory()),
    "event_organization_grant_of_donor": lambda: write(
        EventOrganizationFactory(), grant_number="G-1"
    ),
    "participation_person_or_label": lambda: write(ParticipationFactory(), person=None),
    "participation_has_printed_name": lambda: write(ParticipationFactory(), printed_name=""),
    "participation_consent_with_note": lambda: write(ParticipationFactory(), consent_on=DAY),
    "participation_rule_is_known": lambda: write(ParticipationFactory(), rule=5),
    "participation_once_in_event": lambda: copy(ParticipationFactory()),
    "participation_once_in_session": lambda: (
        lambda s: copy(ParticipationFactory(event=s.event, session=s))
    )(SessionFactory()),
    "participation_session_of_same_event": of_another_event,
    "participation_post_of_same_person": lambda: write(
        ParticipationFactory(), affiliation=AffiliationFactory()
    ),
    "participation_stays_in_its_event": moved_with_its_statements,
    "participation_keeps_printed_capacity": renamed_after_speaking,
    "participation_keeps_its_speaker": lambda: write(
        StatementFactory().participation, person=PersonFactory()
    ),
    "statement_keeps_its_form": lambda: write(StatementFactory(), kind="indirect"),
    "statement_keeps_its_speaker": lambda: write(
        StatementFactory(), participation=ParticipationFactory()
    ),
    "events_participationtext_one_per_language": lambda: row_twice(
        ParticipationText, participation=ParticipationFactory(), language="uk", name="x"
    ),
    "recording_address_or_file": lambda: write(RecordingFactory(), file="recordings/x.mp3"),
    "recording_stays_with_its_event": lambda: write(RecordingFactory(), event=EventFactory()),
    "statement_withdrawn_with_reason": lambda: write(StatementFactory(), withdrawn_at=MOMENT),
    "statement_outcome_of_forecast": lambda: write(StatementFactory(), forecast_outcome="open"),
    "statement_no_reply_to_itself": lambda: itself(StatementFactory(), reply_to=0),
    "statement_rule_is_known": lambda: write(StatementFactory(), rule=7),
    "statement_id_never_changes": lambda: write(StatementFactory(), public_id="sbbbbbb"),
    "statement_merged_into_another": lambda: write(StatementFactory(), state="merged"),
    "statement_merged_into_its_like": lambda: write(
        StatementFactory(), state="merged", merged_into=StatementFactory()
    ),
    "statement_merged_for_ever": lambda: write(
        two_of_one_saying()[0], state="confirmed", merged_into=None
    ),
    "statement_confirmed_with_words": confirmed_without_words,
    "statement_topic_once": lambda: copy(
        StatementTopic.objects.create(tag=TopicFactory(), content_object=StatementFactory())
    ),
    "wording_not_empty": lambda: write(WordingFactory(draft=True), text=""),
    "wording_number_once": lambda: copy(WordingFactory(draft=True)),
    "wording_one_original": lambda: copy(spoken(draft=True), language="uk"),
    "wording_one_current_per_language": lambda: copy(WordingFactory(), number=2),
    "wording_replaced_after_confirmed": lambda: write(
        WordingFactory(), replaced_at=MOMENT - dt.timedelta(1)
    ),
    "wording_machine_draft_stays_draft": lambda: write(
        WordingFactory(draft=True), origin="machine_draft", confirmed_at=MOMENT
    ),
    "wording_source_of_translation": lambda: write(
        WordingFactory(draft=True), translator=PersonFactory()
    ),
    "wording_not_from_itself": lambda: itself(
        WordingFactory(draft=True, origin="human_translation"), translated_from=0
    ),
    "wording_still_right_says_somebody": lambda: write(
        WordingFactory(origin="human_translation"), agreed_at=MOMENT
    ),
    "wording_never_changes": lambda: write(WordingFactory(), text="Other words."),
    "wording_translated_within_statement": lambda: write(
        WordingFactory(draft=True, origin="human_translation"), translated_from=spoken()
    ),
    "check_of_recording_has_place": lambda: check_of(start_ms=None),
    "check_ends_after_it_starts": lambda: check_of(start_ms=10, end_ms=10),
    "check_heard_other_words": lambda: check_of(heard="We heard them."),
    "check_never_changes": lambda: write(CheckFactory(), outcome="sense"),
    "check_of_confirmed_words": lambda: check_of(wording=WordingFactory(draft=True)),
    "check_with_recording_of_event": lambda: check_of(recording=RecordingFactory()),
    "check_made_by_somebody": lambda: insert(
        CheckFactory.build(
            wording=WordingFactory(),
            method="notes",
            recording=None,
            start_ms=None,
            end_ms=None,
            checked_by=None,
        )
    ),
    "answer_says_what": lambda: insert(
        SpeakerAnswerFactory.build(wording=WordingFactory(), kind="dispute")
    ),
    "answer_about_words_or_name": lambda: insert(
        SpeakerAnswerFactory.build(wording=None, kind="dispute", reason="No.")
    ),
    "answer_of_somebody": lambda: insert(
        SpeakerAnswerFactory.build(wording=WordingFactory(), invited="")
    ),
    "answer_settled_with_outcome": lambda: write(
        SpeakerAnswerFactory(kind="dispute", reason="No."), settled_at=MOMENT
    ),
    "answer_to_confirmed_words": lambda: insert(
        SpeakerAnswerFactory.build(wording=WordingFactory(draft=True))
    ),
    "answer_never_changes": lambda: write(SpeakerAnswerFactory(), kind="change", proposal="Yes."),
}


@pytest.mark.parametrize("rule", BREAKS)
def test_the_database_refuses(rule):
    assert_refused(rule, BREAKS[rule]())


def test_a_confirmed_wording_can_only_be_replaced_once():
    wording = StatementFactory().wording
    wording.correct("Other words.")
    wording.refresh_from_db()

    assert_refused("wording_never_changes", write(wording, replaced_at=None))


def test_what_was_heard_never_changes():
    check = CheckFactory(outcome="minor", heard="We heard them.")

    assert_refused("check_never_changes", write(check, heard="We heard him."))


def test_what_was_decided_of_an_answer_never_changes():
    answer = SpeakerAnswerFactory(
        kind="dispute",
        reason="No.",
        settled_at=MOMENT,
        settled_by=UserFactory(),
        outcome="accepted",
    )

    assert_refused("answer_never_changes", write(answer, outcome_reason="Because."))


def test_a_draft_wording_may_change():
    wording = WordingFactory(draft=True)

    assert write(wording, text="Other words.")() == 1
