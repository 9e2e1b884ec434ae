import datetime as dt
from itertools import product

import pytest
from django.utils import timezone

from events.attribution import Rule, statement_rule
from events.models import Event, Participation, Recording, Statement
from tests.factories import (
    DAY,
    MOMENT,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    SessionFactory,
    StatementFactory,
    beside,
)

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
ON, POST, CHATHAM, OFF = Rule


def statement_under(
    event=ON, session=None, participation=ON, statement=ON, consent=False, name="Ada", **values
):
    """A statement with rules set at all four places."""
    held = EventFactory(rule=event, published_at=None if event == OFF else MOMENT)
    part = None if session is None else SessionFactory(event=held, rule=session)
    who = ParticipationFactory(
        event=held,
        session=part,
        rule=participation,
        printed_name=name,
        consent_on=DAY if consent else None,
        consent_note="By letter." if consent else "",
    )
    return StatementFactory(participation=who, rule=statement, **values)


COMBINATIONS = list(
    product([ON, CHATHAM, OFF], [None, POST], [ON, CHATHAM], [ON, POST], [True, False])
)


@pytest.mark.parametrize("combination", COMBINATIONS)
def test_the_rule_in_force_agrees_in_sql_and_python(combination):
    event, session, participation, statement, consent = combination
    made = statement_under(event, session, participation, statement, consent)

    in_sql = Statement.objects.annotate(rule_in_force=statement_rule()).get().rule_in_force
    assert in_sql == made.effective_rule


@pytest.mark.parametrize(
    ("rules", "in_force"),
    [
        pytest.param({"event": CHATHAM}, CHATHAM, id="of the event"),
        pytest.param({"event": ON, "session": POST}, POST, id="of the session"),
        pytest.param({"event": POST, "statement": OFF}, OFF, id="the strictest wins"),
        pytest.param({"event": CHATHAM, "consent": True}, ON, id="consent lifts the event's"),
        pytest.param({"session": CHATHAM, "consent": True}, ON, id="and the session's"),
        pytest.param({"participation": POST, "consent": True}, POST, id="but not the own one"),
        pytest.param({"statement": CHATHAM, "consent": True}, CHATHAM, id="nor the statement's"),
    ],
)
def test_the_strictest_rule_wins_and_consent_lifts_only_the_general_one(rules, in_force):
    assert statement_under(**rules).effective_rule == in_force


@pytest.mark.parametrize(
    ("rules", "kind", "public", "named"),
    [
        ({"event": ON}, "direct", True, True),
        ({"event": POST}, "direct", True, False),
        ({"event": CHATHAM}, "direct", False, False),
        ({"event": CHATHAM}, "mixed", False, False),
        ({"event": CHATHAM}, "collective", False, False),
        ({"event": CHATHAM}, "indirect", True, False),
        ({"event": CHATHAM, "consent": True}, "direct", True, True),
        ({"event": OFF}, "indirect", False, False),
        ({"event": OFF, "consent": True}, "indirect", False, False),
        ({"statement": OFF}, "indirect", False, False),
    ],
)
def test_what_may_be_printed_and_what_may_bear_the_name(rules, kind, public, named):
    statement_under(kind=kind, **rules)

    assert Statement.objects.public().exists() is public
    assert Statement.objects.named().exists() is named


@pytest.mark.parametrize(
    ("rules", "listable", "named"),
    [
        ({"event": ON}, True, True),
        ({"event": POST}, True, False),
        ({"event": CHATHAM}, False, False),
        ({"event": CHATHAM, "consent": True}, True, True),
        ({"event": OFF, "consent": True}, False, False),
        ({"participation": CHATHAM}, False, False),
    ],
)
def test_who_may_stand_in_the_list_of_participants(rules, listable, named):
    statement_under(**rules)

    assert Participation.objects.listable().exists() is listable
    assert Participation.objects.named().exists() is named


@pytest.mark.parametrize(
    ("rules", "label", "capacity"),
    [
        ({"event": ON}, "Ada Rii", "director, Centre"),
        ({"event": POST}, "director, Centre", "director, Centre"),
        ({"event": CHATHAM}, "a participant", ""),
    ],
)
def test_the_label_gives_name_post_or_neither(rules, label, capacity):
    statement = statement_under(name="Ada Rii", **rules)
    beside(statement.participation)

    told = statement.label()

    assert (str(told), told.capacity) == (label, capacity)
    assert bool(told.person_url) is (label == "Ada Rii")


def test_a_label_links_only_a_published_person():
    who = ParticipationFactory(person=PersonFactory(draft=True))

    assert (who.label().name, who.label().person_url) == (str(who.person), "")


def test_a_label_takes_the_translated_capacity_where_there_is_one():
    who = ParticipationFactory(printed_name="Ada Rii")
    who.texts.create(language="uk", name="Ада Рій", post="директорка", organization="Центр")

    assert str(who.label("uk")) == "Ада Рій"
    assert who.label("uk").capacity == "директорка, Центр"
    assert (who.label("ru").name, who.label("ru").language) == ("Ада Рій", "uk")
    assert who.label("en").name == "Ada Rii"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param({}, True, id="open"),
        pytest.param({"published_at": None}, False, id="event not public"),
        pytest.param({"published_at": "later"}, False, id="event public later"),
        pytest.param({"record_from": None}, False, id="record closed"),
        pytest.param({"record_from": "later"}, False, id="record under embargo"),
    ],
)
def test_a_statement_is_public_when_its_event_and_record_are(event, expected):
    later = timezone.now() + HOUR
    values = {name: later if value == "later" else value for name, value in event.items()}
    StatementFactory(participation__event=EventFactory(**values))

    assert Statement.objects.public().exists() is expected
    if "later" in event.values():
        assert Statement.objects.public(later).exists()


@pytest.mark.parametrize(
    ("state", "expected"), [("draft", False), ("confirmed", True), ("withdrawn", False)]
)
def test_only_a_confirmed_statement_is_public(state, expected):
    StatementFactory(**({state: True} if state != "confirmed" else {}))

    assert Statement.objects.public().exists() is expected


def test_an_event_off_the_record_is_never_published():
    EventFactory(rule=OFF, published_at=None)

    assert not Event.objects.published(timezone.now() + HOUR).exists()


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({}, True),
        ({"event": POST}, False),
        ({"event": CHATHAM, "consent": True}, False),
        ({"session": POST}, False),
        ({"participation": POST}, False),
        ({"statement": POST}, False),
    ],
)
def test_a_recording_is_public_only_when_nobody_in_it_is_under_a_rule(rules, expected):
    RecordingFactory(event=statement_under(**rules).event)

    assert Recording.objects.public().exists() is expected
