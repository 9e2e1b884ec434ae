from functools import partial

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from articles.groups import GROUPS, sync
from events.models import Event, Statement
from tests.adminforms import shown, sign_in
from tests.factories import EventFactory, StatementFactory

pytestmark = pytest.mark.django_db
RECORDS = {"affiliation", "article", "event", "organization", "participation", "person"}
RECORDS |= {"picture", "recording", "section", "statement", "topic", "check", "edition"}


@pytest.fixture
def signed_in(client):
    return partial(sign_in, client)


def lists_open_to(client) -> set[str]:
    models = [m for m in admin.site._registry if m._meta.model_name not in {"wording", "session"}]
    urls = {
        m._meta.model_name: reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist")
        for m in models
    }
    return {name for name, url in urls.items() if client.get(url).status_code == 200}


@pytest.mark.parametrize(
    ("group", "more"),
    [
        ("reporter", {"logentry"}),
        ("staff", set()),
        ("editor", {"logentry", "redirect"}),
        ("publisher", {"logentry", "redirect"}),
    ],
)
def test_each_group_sees_the_lists_of_its_work(signed_in, group, more):
    expected = RECORDS | more

    seen = lists_open_to(signed_in(group))

    assert seen & (expected | {"user", "group", "logentry", "redirect"}) == expected


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("model", ["check", "edition", "quotation", "logentry", "correction"])
def test_no_group_deletes_what_is_kept(group, model):
    rights = Group.objects.get(name=group).permissions

    assert not rights.filter(codename=f"delete_{model}").exists()


def test_groups_have_exactly_the_rights_of_the_list():
    Group.objects.get(name="staff").permissions.set(Permission.objects.all())

    sync()

    for name, rights in GROUPS.items():
        held = Group.objects.get(name=name).permissions.values_list(
            "content_type__app_label", "codename"
        )
        assert {f"{app}.{codename}" for app, codename in held} == rights


@pytest.mark.parametrize(
    ("group", "may"), [("reporter", False), ("editor", True), ("publisher", True)]
)
def test_who_makes_an_event_public(signed_in, group, may):
    event = EventFactory(draft=True)
    client = signed_in(group)
    address = f"/admin/events/event/{event.pk}/change/"

    client.post(address, shown(client.get(address).content) | {"_publish": "1"})

    assert Event.objects.published().exists() is may


@pytest.mark.parametrize(("group", "may"), [("reporter", False), ("editor", True)])
def test_who_confirms_words(signed_in, group, may):
    statement = StatementFactory(draft=True, words="")
    statement.wordings.create(language="en", text="We heard it.")
    client = signed_in(group)
    address = f"/admin/events/statement/{statement.pk}/change/"

    client.post(address, shown(client.get(address).content) | {"wordings-0-confirm": "on"})

    assert (Statement.objects.get().state == "confirmed") is may


def test_a_reporter_only_reads_a_confirmed_statement(signed_in):
    statement = StatementFactory()
    client = signed_in("reporter")

    assert client.get(f"/admin/events/statement/{statement.pk}/change/").status_code == 200
    for page in ("delete", "withdraw"):
        url = f"/admin/events/statement/{statement.pk}/{page}/"
        assert client.post(url, {"reason": "a"}).status_code == 403
    words = statement.wordings.get()
    assert client.get(f"/admin/events/wording/{words.pk}/correct/").status_code == 403


def test_staff_change_nothing(signed_in):
    event = EventFactory()
    client = signed_in("staff")

    response = client.post(f"/admin/events/event/{event.pk}/change/", {"slug": "a"})

    assert response.status_code == 403
    assert client.get("/admin/events/event/add/").status_code == 403
