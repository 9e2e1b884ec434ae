import json

import pytest

from events.models import Event, Participation, Statement
from events.transfer.faults import Refused
from events.transfer.loading import load
from newsroom.models import Topic, User
from people.models import Affiliation, Organization, Person
from tests.events.records import lines_of, whole_record
from tests.factories import StatementFactory

pytestmark = pytest.mark.django_db
WRITTEN = [Event, Person, Organization, Topic, User, Affiliation, Statement, Participation]


@pytest.fixture
def data():
    return json.loads(whole_record())


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
        lambda e: e["statements"][0]["wordings"][3]["checks"][1].update(start_ms=None),
        "event.statements[0].wordings[3].checks[1]: A check against a recording names the "
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
