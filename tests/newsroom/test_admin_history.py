import datetime as dt
import html

import pytest

from newsroom.models import LogEntry
from people.models import Person
from tests.adminforms import add, address, change, sign_in
from tests.factories import (
    MOMENT,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


def log():
    return list(LogEntry.objects.order_by("id").values_list("action", "label"))


def test_adding_changing_and_deleting_are_logged(admin_client, admin_user):
    add(admin_client, Person, lines=[("names", {"text": "Ола", "language": "uk"})])
    person = Person.objects.get()
    change(admin_client, person, slug="another")
    admin_client.post(address(Person, "delete", person.pk), {"post": "yes"})

    # In English the Latin name is shown, which the form proposed.
    assert log() == [("added", "Ola"), ("changed", "Ola"), ("deleted", "Ola")]
    assert {entry.user for entry in LogEntry.objects.all()} == {admin_user}


def test_saving_an_untouched_form_leaves_no_trace(admin_client):
    person = PersonFactory()
    kept = person.history.count()

    response = change(admin_client, person)

    assert response.status_code == 302
    assert person.history.count() == kept
    assert log() == []


def test_history_shows_the_log_and_what_differs(admin_client):
    organization = OrganizationFactory(website="https://old.example/")
    change(admin_client, organization, website="https://new.example/")

    response = admin_client.get(address(type(organization), "history", organization.pk))

    page = html.unescape(response.content.decode())
    assert "Changed Website." in page
    assert "<del>https://old.example/</del> <ins>https://new.example/</ins>" in page


def test_a_version_is_restored_and_logged(admin_client):
    organization = OrganizationFactory(website="https://old.example/")
    change(admin_client, organization, website="https://new.example/")
    first = organization.history.earliest()

    admin_client.post(address(type(organization), "restore", organization.pk, first.pk))

    organization.refresh_from_db()
    assert organization.website == "https://old.example/"
    assert [action for action, label in log()] == ["changed", "restored"]


def test_a_version_that_a_rule_refuses_is_not_restored(admin_client):
    guest = ParticipationFactory(printed_post="deputy")
    guest.printed_post = "minister"
    guest.save()
    StatementFactory(participation=guest)
    first = guest.history.earliest()

    response = admin_client.post(address(type(guest), "restore", guest.pk, first.pk), follow=True)

    assert "The printed capacity is frozen" in response.content.decode()
    guest.refresh_from_db()
    assert guest.printed_post == "minister"
    assert log() == []


def restore(client, record, version):
    return client.post(address(type(record), "restore", record.pk, version.pk))


@pytest.mark.parametrize(
    ("group", "is_public"), [("reporter", False), ("editor", True), ("publisher", True)]
)
def test_only_who_publishes_makes_public_by_restoring(client, group, is_public):
    event = EventFactory(time_zone="Europe/Kyiv")
    event.published_at, event.time_zone = None, "Europe/Paris"
    event.record_from = MOMENT + dt.timedelta(days=36500)
    event.save()

    restore(sign_in(client, group), event, event.history.earliest())

    event.refresh_from_db()
    assert event.time_zone == "Europe/Kyiv"
    assert (event.published_at is not None) is is_public
    assert (event.record_from == MOMENT) is is_public


def test_restoring_a_statement_leaves_its_state(admin_client):
    statement = StatementFactory(draft=True, order=3)
    draft = statement.history.earliest()
    statement.state, statement.order = "confirmed", 4
    statement.save()
    statement.withdraw("The speaker was misheard.")

    restore(admin_client, statement, draft)

    statement.refresh_from_db()
    assert (statement.state, statement.order) == ("withdrawn", 3)
    assert statement.withdrawn_reason == "The speaker was misheard."


def test_deleting_what_is_used_says_by_what(admin_client):
    participation = ParticipationFactory()

    response = admin_client.post(
        address(Person, "delete", participation.person.pk), {"post": "yes"}
    )

    assert response.status_code == 200
    assert "protected related objects" in response.content.decode()
    assert Person.objects.exists()


def test_publishing_is_one_button(admin_client):
    event = EventFactory(draft=True)

    change(admin_client, event, _publish="1")
    event.refresh_from_db()
    assert event.is_published
    change(admin_client, event, _unpublish="1")

    event.refresh_from_db()
    assert not event.is_published
    assert [action for action, label in log()] == ["published", "withdrawn"]


@pytest.mark.parametrize(
    ("names", "slug"),
    [
        pytest.param([("uk", "Згурський Їжак")], "zghurskyi-yizhak", id="uk"),
        pytest.param([("uk", "Ольга Гай"), ("en", "Olha Hai")], "olha-hai", id="en first"),
        pytest.param([("ru", "Гоголь")], "gogol", id="ru"),
    ],
)
def test_an_empty_slug_is_made_from_the_name(admin_client, names, slug):
    PersonFactory(slug=slug)
    line = {"kind": "preferred"}
    lines = [("names", line | {"language": code, "text": name}) for code, name in names]

    add(admin_client, Person, lines=lines)

    assert Person.objects.latest("id").slug == f"{slug}-2"
    query = f"?words={names[-1][1]}&language={names[-1][0]}"
    proposed = admin_client.get(address(Person, "slug") + query).json()
    assert proposed == {"slug": f"{slug}-3"}


def test_the_admin_speaks_the_language_of_its_user(admin_client, admin_user):
    admin_user.language = "uk"
    admin_user.save()

    response = admin_client.get("/admin/")

    assert '<html lang="uk"' in response.content.decode()
