import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.attribution import Rule
from newsroom.models import LogEntry
from people.models import PersonName
from tests.adminforms import address, sign_in
from tests.factories import (
    MOMENT,
    AffiliationFactory,
    CheckFactory,
    EventFactory,
    EventOrganizationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    PictureFactory,
    RecordingFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
LATER = dt.datetime(2040, 6, 5, 9, tzinfo=dt.UTC)
FROM = "from 5 Jun 2040, 12:00"


def log_entry():
    return LogEntry.objects.write(UserFactory(), TopicFactory(), LogEntry.Action.ADDED)


def named_person():
    person = PersonFactory()
    AffiliationFactory(person=person)
    return person


# Session, user, count and rows; and then what stands beside each.
LISTS = {
    # translations, names of person, of organization and of all above it; what disagrees
    "affiliation": (AffiliationFactory, 11),
    "check": (CheckFactory, 7),  # first and last day, users of the filter
    "event": (lambda: EventOrganizationFactory().event, 7),  # days, titles
    "log": (log_entry, 6),  # users and kinds of the filters
    "organization": (lambda: OrganizationFactory(parent=OrganizationFactory()), 7),  # names of both
    "participation": (ParticipationFactory, 8),  # translations, names, titles, posts
    "person": (named_person, 9),  # names, posts, their translations and organizations
    "picture": (PictureFactory, 5),  # texts
    "recording": (RecordingFactory, 5),  # titles
    # days, topics and events of the filters, words, checks, titles
    "statement": (StatementFactory, 13),
    "topic": (TopicFactory, 5),  # texts
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_one_and_three(admin_client, name):
    make, expected = LISTS[name]
    costs = []
    for more in (1, 2):
        for _ in range(more):
            record = make()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert admin_client.get(address(type(record), "changelist")).status_code == 200
        costs.append(len(queries))

    assert costs == [expected, expected]


SPELLINGS = ["ковальчук", "КОВАЛЬЧУК", "Соломія коваль", "Артем'єв", "артемєв", "Kovalchuk"]


@pytest.fixture
def solomiia():
    person = PersonFactory(name="Solomiia Kovalchuk", slug="sk")
    for text in ("Соломія Ковальчук-Артем’єва", "Соломия Ковальчук"):
        PersonName.objects.create(person=person, language="uk", text=text, kind="variant")
    PersonFactory(name="Ostap Vyshnia")
    return person


def autocomplete(client, app, model, field, term):
    query = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    return [r["id"] for r in client.get("/admin/autocomplete/", query).json()["results"]]


@pytest.mark.parametrize("term", SPELLINGS)
def test_a_person_is_found_by_any_spelling(admin_client, solomiia, term):
    found = autocomplete(admin_client, "events", "participation", "person", term)

    assert found == [str(solomiia.pk)]


@pytest.mark.parametrize("term", ["ковальчук остап", "!!!"])
def test_each_word_must_be_found(admin_client, solomiia, term):
    assert autocomplete(admin_client, "events", "participation", "person", term) == []


def test_a_list_holds_a_record_once(admin_client, solomiia):
    response = admin_client.get("/admin/people/person/?q=ковал")

    assert list(response.context["cl"].result_list) == [solomiia]


def test_a_letter_with_dots_is_found_without_them(admin_client):
    event = EventFactory(title="Тёмные Зимы")

    response = admin_client.get("/admin/events/event/?q=ТЕМНЫЕ зимы")

    assert list(response.context["cl"].result_list) == [event]


def test_topics_are_chosen_by_any_case(admin_client):
    topic = TopicFactory(name="Кордон")

    assert autocomplete(admin_client, "events", "event", "topics", "кОРДОН") == [str(topic.pk)]


@pytest.mark.parametrize(
    ("published", "opened", "rule", "told"),
    [
        (None, None, Rule.ON_RECORD, ""),
        (None, MOMENT, Rule.ON_RECORD, ""),
        (MOMENT, None, Rule.ON_RECORD, "page"),
        (MOMENT, MOMENT, Rule.POST_ONLY, "page, statements"),
        (MOMENT, LATER, Rule.ON_RECORD, f"page, statements {FROM}"),
        (
            LATER,
            MOMENT,
            Rule.ON_RECORD,
            "page from 5 Jun 2040, 12:00, statements from 5 Jun 2040, 12:00",
        ),
    ],
)
def test_the_list_of_events_says_what_readers_see(client, published, opened, rule, told):
    EventFactory(published_at=published, record_from=opened, rule=rule)

    page = read(sign_in(client, "editor"), "/admin/events/event/")

    assert texts(page, ".field-readers") == [told]


def test_a_line_says_what_it_is_below(client):
    who = ParticipationFactory(
        printed_post="mayor", printed_organization="Brid", rule=Rule.POST_ONLY
    )
    StatementFactory(participation=who, kind="indirect")

    line = texts(read(sign_in(client, "editor"), "/admin/events/participation/"), ".field-printed")
    said = texts(read(sign_in(client, "editor"), "/admin/events/statement/"), ".field-words")

    assert line[0].endswith("mayor, Brid · post only")
    assert said[0].endswith("paraphrase · en")
