import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

from newsroom.models import LogEntry, User
from tests.adminforms import errors, sign_in, text
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ME = "/admin/me/"
OWN = {
    "first_name": "Marta",
    "last_name": "Zalizniak",
    "email": "marta@brid.example",
    "language": "uk",
}


@pytest.mark.parametrize("group", ["reporter", "editor", "publisher", "staff"])
def test_everybody_who_works_here_sets_their_own(client, group):
    other = UserFactory(is_staff=True, first_name="Danylo")
    sign_in(client, group)
    user = User.objects.latest("id")

    response = client.post(ME, OWN)

    assert response.url == ME
    user.refresh_from_db()
    assert {name: getattr(user, name) for name in OWN} == OWN
    assert user.wants_notices is False
    other.refresh_from_db()
    assert (other.first_name, other.email, other.language) == ("Danylo", "", "")


def test_nothing_but_the_own_settings_is_changed(client):
    sign_in(client, "reporter")
    user = User.objects.latest("id")
    more = {"is_superuser": "on", "username": "admin", "groups": ["1", "2"], "password": "x"}
    victim = UserFactory()

    client.post(ME, OWN | more | {"id": victim.pk, "pk": victim.pk, "wants_notices": "on"})

    after = User.objects.get(pk=user.pk)
    kept = ["is_superuser", "is_staff", "username", "password"]
    assert [getattr(after, n) for n in kept] == [getattr(user, n) for n in kept]
    assert [group.name for group in after.groups.all()] == ["reporter"]
    assert after.wants_notices is True
    victim.refresh_from_db()
    assert victim.first_name == ""


@pytest.mark.parametrize("is_signed_in", [False, True], ids=["stranger", "reader"])
def test_who_does_not_work_here_is_sent_to_the_login(client, is_signed_in):
    reader = UserFactory()
    if is_signed_in:
        client.force_login(reader)

    answers = [client.get(ME), client.post(ME, OWN)]

    assert [answer.url for answer in answers] == [f"/admin/login/?next={ME}"] * 2
    reader.refresh_from_db()
    assert reader.first_name == ""


def test_what_is_no_address_is_told_and_nothing_is_saved(client):
    sign_in(client, "reporter")

    response = client.post(ME, OWN | {"email": "marta@", "language": "xx"})

    assert errors(response) == [
        "Enter a valid email address.",
        "Select a valid choice. xx is not one of the available choices.",
    ]
    assert User.objects.latest("id").first_name == ""
    head = fromstring(text(response)).get_element_by_id("user-tools").text_content()
    assert "Marta" not in head


def test_the_answer_is_in_the_language_just_chosen(client):
    sign_in(client, "reporter")

    response = client.post(ME, OWN, follow=True)

    assert '<html lang="uk"' in text(response)


def test_what_was_changed_is_logged_by_name_alone(client):
    sign_in(client, "reporter")
    user = User.objects.latest("id")

    client.post(ME, OWN | {"wants_notices": "on"})
    client.post(ME, OWN | {"wants_notices": "on"})

    entry = LogEntry.objects.get()
    assert (entry.user, entry.record, entry.action) == (user, user, "changed")
    fields = ["First name", "Last name", "Email address", "Language of the admin"]
    assert entry.detail == {"changes": [{"changed": {"fields": fields}}]}


def test_a_save_writes_only_what_was_changed(client):
    sign_in(client, "reporter")

    with CaptureQueriesContext(connection) as queries:
        client.post(ME, {"first_name": "Marta", "wants_notices": "on"})

    (update,) = [q["sql"] for q in queries if q["sql"].startswith('UPDATE "newsroom_user"')]
    assert update.partition(" WHERE ")[0] == """UPDATE "newsroom_user" SET "first_name" = 'Marta'"""


def test_the_settings_are_linked_on_every_page_of_the_admin(client):
    sign_in(client, "staff")

    pages = [client.get(page) for page in ("/admin/", "/admin/events/event/")]

    assert [f'<a href="{ME}">Your settings</a>' in text(page) for page in pages] == [True, True]


def test_an_administrator_sees_who_wants_notices(admin_client):
    user = UserFactory()

    page = text(admin_client.get(f"/admin/newsroom/user/{user.pk}/change/"))

    assert 'name="wants_notices"' in page
