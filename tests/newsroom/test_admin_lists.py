import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.models import LogEntry
from people.models import PersonName
from tests.adminforms import address
from tests.factories import (
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

pytestmark = pytest.mark.django_db


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
