import functools
import json

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from events.models import Event, Participation, Statement
from events.transfer.faults import Refused
from events.transfer.loading import load
from events.transfer.reader import read_event
from events.transfer.writer import record
from newsroom.models import Topic, User
from people.models import Affiliation, Organization, Person
from tests.events.whole_event import whole_event
from tests.factories import AffiliationFactory, PersonFactory, StatementFactory

pytestmark = pytest.mark.django_db
WRITTEN = [Event, Person, Organization, Topic, User, Affiliation, Statement, Participation]


def as_file(event):
    return json.loads(json.dumps(record(event)))


@functools.cache
def whole_record() -> str:
    """The record of a whole event, taken once: it is rolled back, its file stays."""
    with transaction.atomic():
        text = json.dumps(record(whole_event()))
        transaction.set_rollback(True)
    return text


@pytest.fixture
def data():
    return json.loads(whole_record())


def lines_of(data):
    with pytest.raises(Refused) as refusal:
        read_event(data)
    return refusal.value.lines


def test_reading_into_an_empty_database_gives_an_equal_record(data):
    reading = read_event(data)

    assert reading.is_new
    assert reading.notices == []
    assert as_file(reading.event) == data


def test_reading_keeps_one_line_of_history_for_each_statement(data):
    reading = read_event(data)

    histories = [
        s.history.count() for s in Statement.objects.filter(participation__event=reading.event)
    ]
    assert histories == [1] * 7


def test_reading_twice_changes_nothing(data):
    read_event(data)

    again = read_event(data)

    assert not again.is_new
    assert as_file(again.event) == data


def test_order_and_keys_of_the_file_make_no_difference(data):
    read_event(data)
    for part in ("participations", "sessions", "statements", "organizations", "topics"):
        data["event"][part].reverse()
    for row in data["event"]["participations"]:
        row["key"] += "x"
    for row in data["event"]["statements"]:
        row["participation"] += "x"
        row["wordings"].reverse()
    for person in data["people"]:
        person["names"].reverse()

    assert not read_event(data).is_new


def test_event_on_record_that_differs_is_refused(data):
    read_event(data)
    data["event"]["statements"][0]["wordings"][0]["text"] = "We heard the snow."
    data["people"][1]["names"][0]["text"] = "Mod"
    data["event"]["attending"] = 49

    assert lines_of(data) == [
        "event.slug: The event “river” is on record already, and differs:",
        "event.attending: the file has “49”, the record has “48”.",
        "event.statements[0].wordings[0].text: the file has “We heard the snow.”, the record has "
        "“We heared the ice.”.",
        f"people[1].names[0].text: the file has “Mod”, the record has "
        f"“{Person.objects.order_by('slug')[1]}”.",
    ]


def test_missing_row_of_a_recorded_event_is_a_difference(data):
    read_event(data)
    del data["event"]["statements"][5]

    assert lines_of(data)[1:] == ["event.statements: the file has 6 rows, the record has 7."]


def test_known_person_is_never_changed(data):
    person = PersonFactory(slug="olena-pilot", name="Olena Piloť")
    AffiliationFactory(person=person, post="pilot of the port")
    data["event"]["participations"][0]["affiliation"] = None

    reading = read_event(data)

    assert reading.notices == [
        "people[3]: “olena-pilot” is on record with other details; they stay."
    ]
    assert [str(name) for name in person.names.all()] == ["Olena Piloť"]
    assert [post.post for post in person.affiliations.all()] == ["pilot of the port"]


def test_post_that_a_known_person_has_not_is_refused(data):
    PersonFactory(slug="olena-pilot", name="Olena Pilot")

    assert lines_of(data) == [
        "event.participations[0].affiliation: “Olena Pilot” is on record without this post, and "
        "is not changed: add the post first."
    ]


def test_post_that_a_known_person_has_is_found(data):
    with transaction.atomic():
        read_event(data)
        people = data["people"]
        transaction.set_rollback(True)
    read_event({**data, "event": {"slug": "first", "starts_on": "2021-05-13"}})
    assert people

    reading = read_event(data)

    assert (
        reading.event.participations.get(printed_name="Olena Pilot").affiliation.post == "пілотка"
    )


def test_unknown_checker_becomes_an_inactive_user_without_password(data):
    read_event(data)

    user = User.objects.get(username="halyna")
    assert (user.is_active, user.is_staff, user.has_usable_password()) == (False, False, False)


def test_articles_are_named_but_not_imported(data):
    data["coverage"] = [
        {
            "language": "en",
            "slug": "ice",
            "number": 1,
            "headline": "Ice",
            "live_from": "2021-05-14T10:00:00+03:00",
        }
    ]

    assert read_event(data).notices == [
        "coverage[0]: This article is not published here; articles are not imported."
    ]


FAULTS = {
    "unknown key": (
        lambda e: e.update(colour="red"),
        "event.colour: There is no such key in this format.",
    ),
    "no title": (lambda e: e["texts"]["en"].pop("title"), "event.texts.en.title: This is missing."),
    "unknown language": (
        lambda e: e["texts"].update(xx={"title": "T"}),
        "event.texts.xx: Value 'xx' is not a valid choice.",
    ),
    "wrong date": (
        lambda e: e.update(starts_on="13.05.2021"),
        "event.starts_on: “13.05.2021” is no date such as 2026-10-14.",
    ),
    "impossible date": (
        lambda e: e.update(ends_on="2021-02-30"),
        "event.ends_on: There is no such day or hour: “2021-02-30”.",
    ),
    "moment without offset": (
        lambda e: e.update(record_from="2021-05-13T12:00:00"),
        "event.record_from: “2021-05-13T12:00:00” is no moment with its offset, such as "
        "2026-10-14T09:00:00+03:00.",
    ),
    "end before the start": (
        lambda e: e.update(ends_on="2021-05-12"),
        "event: An event cannot end before it starts.",
    ),
    "no number": (
        lambda e: e.update(attending="48"),
        "event.attending: This must be a whole number.",
    ),
    "negative number": (
        lambda e: e.update(attending=-1),
        "event.attending: Ensure this value is greater than or equal to 0.",
    ),
    "unknown kind": (
        lambda e: e.update(kind="party"),
        "event.kind: Value 'party' is not a valid choice.",
    ),
    "unknown rule": (
        lambda e: e.update(rule="secret"),
        "event.rule: A rule is one of: on_record, post_only, not_for_attribution, off_record.",
    ),
    "unknown zone": (
        lambda e: e.update(time_zone="Kyiv"),
        "event.time_zone: There is no time zone “Kyiv”; write one such as Europe/Kyiv.",
    ),
    "unknown country": (
        lambda e: e["countries"].append("XX"),
        "event.countries[3]: There is no country “XX”.",
    ),
    "country twice": (
        lambda e: e["countries"].append("UA"),
        "event.countries[3]: “UA” stands here already.",
    ),
    "unknown venue": (
        lambda e: e.update(venue="nowhere"),
        "event.venue: There is no organization “nowhere”, neither in the file nor on record.",
    ),
    "unknown topic": (
        lambda e: e["topics"].append("nothing"),
        "event.topics[1]: There is no topic “nothing”, neither in the file nor on record.",
    ),
    "unknown person": (
        lambda e: e["participations"][1].update(person="nobody"),
        "event.participations[1].person: There is no person “nobody”, neither in the file nor on "
        "record.",
    ),
    "person and group": (
        lambda e: e["participations"][2].update(person="mod"),
        "event.participations[2]: A participant is a person of the record, or a group or unnamed "
        "person with a label instead.",
    ),
    "no printed name": (
        lambda e: e["participations"][0]["printed"].update(name=""),
        "event.participations[0].printed.name: This field cannot be blank.",
    ),
    "unknown session": (
        lambda e: e["participations"][1].update(session="s9"),
        "event.participations[1].session: There is no session with the key “s9”.",
    ),
    "key twice": (
        lambda e: e["sessions"].append({**e["sessions"][0], "order": 2}),
        "event.sessions[1].key: “s1” stands here already.",
    ),
    "statement twice": (
        lambda e: e["statements"][1].update(id="sbcdfg1", reply_to=None),
        "event.statements[1].id: “sbcdfg1” stands here already.",
    ),
    "wrong id": (
        lambda e: e["statements"][6].update(id="7"),
        "event.statements[6].id: Enter a valid value.",
    ),
    "unknown speaker": (
        lambda e: e["statements"][6].update(participation="p9"),
        "event.statements[6].participation: There is no participation with the key “p9”.",
    ),
    "reply to nothing": (
        lambda e: e["statements"][1].update(reply_to="sxxxxxx"),
        "event.statements[1].reply_to: There is no statement “sxxxxxx”, neither in the file nor on "
        "record.",
    ),
    "reply to itself": (
        lambda e: e["statements"][1].update(reply_to="sbcdfg2"),
        "event.statements[1]: A statement is no reply to itself.",
    ),
    "withdrawn without reason": (
        lambda e: e["statements"][3].update(withdrawn_reason=""),
        "event.statements[3]: A withdrawal has a moment and a reason for the readers.",
    ),
    "confirmed without words": (
        lambda e: e["statements"][1]["wordings"][0].update(confirmed_at=None),
        "event.statements[1]: Confirm the words first: a statement is confirmed with a confirmed "
        "wording.",
    ),
    "no words": (
        lambda e: e["statements"][1]["wordings"][0].update(text=None),
        "event.statements[1].wordings[0].text: This must be a text in quotation marks.",
    ),
    "sign that is no letter": (
        lambda e: e["statements"][1]["wordings"][0].update(text="a\ud800b"),
        "event.statements[1].wordings[0].text: This holds a sign that is no letter.",
    ),
    "outer marks": (
        lambda e: e["statements"][1]["wordings"][0].update(text="“We heard.”"),
        "event.statements[1].wordings[0].text: Leave out the quotation marks round the whole; "
        "keep those inside.",
    ),
    "wording twice": (
        lambda e: e["statements"][0]["wordings"][1].update(number=1),
        "event.statements[0].wordings[1]: This language has a wording with this number: give the "
        "next number.",
    ),
    "translated from nothing": (
        lambda e: e["statements"][0]["wordings"][1].update(
            translated_from={"language": "pl", "number": 1}
        ),
        "event.statements[0].wordings[1].translated_from: The statement has no wording in “pl” "
        "with the number 1.",
    ),
    "translated in a circle": (
        lambda e: e["statements"][0]["wordings"][1].update(
            translated_from={"language": "en", "number": 2}
        ),
        "event.statements[0].wordings[1].translated_from: A wording is no translation of itself.",
    ),
    "check without a place": (
        lambda e: e["statements"][0]["wordings"][3]["checks"][0].update(start_ms=None),
        "event.statements[0].wordings[3].checks[0]: A check against a recording names the "
        "recording and the moment; any other check names neither.",
    ),
    "address and file": (
        lambda e: e["recordings"][1].update(address="https://example.org/a"),
        "event.recordings[1]: Give an address or a file, exactly one of them.",
    ),
    "file that is nowhere": (
        lambda e: e["recordings"][1].update(file="recordings/other.wav"),
        "event.recordings[1].file: “recordings/other.wav” is not in the storage: copy it there "
        "first, or give an address.",
    ),
    "file outside": (
        lambda e: e["recordings"][1].update(file="../settings.py"),
        "event.recordings[1].file: Recordings lie in the folder “recordings/”.",
    ),
    "other file": (
        lambda e: e["recordings"][1].update(sha256="0" * 64),
        "event.recordings[1].sha256: The file in the storage is another one: "
        "a40ff3d5900fb7698b8c865041347cb49eccedc8f93945f89629ad104aaecce4.",
    ),
    "no list": (lambda e: e.update(statements={}), "event.statements: This must be a list."),
    "no object": (
        lambda e: e["statements"].__setitem__(6, "x"),
        "event.statements[6]: This must be an object.",
    ),
}


@pytest.mark.parametrize(("spoil", "line"), FAULTS.values(), ids=FAULTS)
def test_fault_is_told_with_its_place_and_nothing_is_written(data, spoil, line):
    spoil(data["event"])

    assert lines_of(data) == [line]
    assert [model.objects.count() for model in WRITTEN] == [0] * len(WRITTEN)


def test_all_faults_are_told_at_once(data):
    data["people"][0]["slug"] = "a b"
    data["organizations"][0]["parent"] = "agency"
    data["event"].update(starts_on="soon", attending=-1)
    data["event"]["statements"][3]["withdrawn_reason"] = ""

    assert [line.partition(":")[0] for line in lines_of(data)] == [
        "event.starts_on",
        "event.attending",
        "people[0].slug",
        "organizations[0].parent",
        "event.participations[1].person",
        "event.statements[3]",
    ]


def test_statement_whose_id_is_taken_elsewhere_is_refused(data):
    StatementFactory(public_id="sbcdfg2")

    assert lines_of(data) == ["event.statements[1].id: Statement with this Id already exists."]


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"format": "other"}, "format, version: This is not “newsroom-event” in version 1."),
        ({"version": 2}, "format, version: This is not “newsroom-event” in version 1."),
        (
            {"profile": "recap"},
            "profile: Only the profile “record” holds all of an event; this is another.",
        ),
    ],
)
def test_other_file_is_refused(data, changed, line):
    assert lines_of({**data, **changed}) == [line]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'{"a": 1,\n "b" 2}', "line 2, column 6: This is not JSON: Expecting ':' delimiter."),
        (b'{"a": 1, "a": 2}', "The key “a” stands twice in one object."),
        (b'{\n"a": "\xff"}', "line 2: This is not UTF-8."),
        (b'{"a": NaN}', "NaN is no number that JSON knows."),
        (b"[" * 100_000, "The file is nested too deeply to be an event."),
    ],
)
def test_file_that_is_no_json_is_refused_with_the_place(content, line):
    with pytest.raises(Refused) as refusal:
        load(content)

    assert refusal.value.lines == [line]


def test_recorded_file_stays_in_the_storage(data):
    assert default_storage.exists(data["event"]["recordings"][1]["file"])
