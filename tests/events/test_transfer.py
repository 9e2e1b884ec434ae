import json

import pytest

from events.models import Statement
from events.transfer.reader import read_event
from newsroom.models import User
from people.models import Person
from tests.events.records import as_file, lines_of, whole_record
from tests.factories import AffiliationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def data():
    return json.loads(whole_record())


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
    assert histories == [1] * 9


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

    assert lines_of(data)[1:] == ["event.statements: the file has 8 rows, the record has 9."]


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


def test_who_is_on_record_under_another_slug_is_told(data):
    PersonFactory(slug="pilot", name="Пилот Елена")
    PersonFactory(slug="else", name="Olena Pilotova")

    reading = read_event(data)

    assert reading.notices == [
        "people[3]: “Olena Pilot” has the same name as “Пилот Елена” (pilot), who is on record: "
        "see the possible doubles."
    ]


def test_post_that_a_known_person_has_not_is_refused(data):
    PersonFactory(slug="olena-pilot", name="Olena Pilot")

    assert lines_of(data) == [
        "event.participations[0].affiliation: “Olena Pilot” is on record without this post, and "
        "is not changed: add the post first."
    ]


def test_post_that_a_known_person_has_is_found(data):
    read_event({**data, "event": {"slug": "first", "starts_on": "2021-05-13"}})

    event = read_event(data).event

    assert event.participations.get(printed_name="Olena Pilot").affiliation.post == "пілотка"
    assert Person.objects.get(slug="olena-pilot").affiliations.count() == 2


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
