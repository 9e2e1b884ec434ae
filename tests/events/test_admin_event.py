import datetime as dt
import hashlib

import pytest
from lxml.html import fromstring

from events.models import Event, Participation
from people.models import AffiliationText, OrganizationName, PersonName
from tests.adminforms import add, address, change, errors, shown, sign_in
from tests.factories import (
    AffiliationFactory,
    EventFactory,
    EventTextFactory,
    ParticipationFactory,
    RecordingFactory,
    StatementFactory,
)
from tests.pages import read

pytestmark = pytest.mark.django_db
GUEST = {"kind": "person", "part": "speaker", "attendance": "spoke", "presence": "unknown"}
GUEST |= {"order": "0", "printed_language": "uk"}


@pytest.fixture
def post():
    """A director whose name, post and organization have a Ukrainian form."""
    post = AffiliationFactory(
        held_until=dt.date(2021, 1, 1), held_until_precision="year", post="director"
    )
    PersonName.objects.create(person=post.person, language="uk", text="Ольга")
    AffiliationText.objects.create(affiliation=post, language="uk", post="директорка")
    OrganizationName.objects.create(organization=post.organization, language="uk", text="Центр")
    return post


def capacity(participation):
    p = participation
    return p.printed_name, p.printed_post, p.printed_organization


def test_a_roundtable_is_entered_on_one_page(admin_client, post):
    guest = GUEST | {"person": post.person.pk, "affiliation": post.pk}

    response = add(
        admin_client,
        Event,
        lines=[
            ("texts", {"language": "uk", "title": "Зима без центру"}),
            ("organizations", {"organization": post.organization.pk, "kind": "host", "order": "0"}),
            ("participations", guest),
            ("recordings", {"address": "https://example.org/a"}),
        ],
        starts_on="2021-05-13",
    )

    assert response.status_code == 302, errors(response)
    event = Event.objects.get()
    assert event.slug == "zyma-bez-tsentru"
    assert [capacity(p) for p in event.participations.all()] == [("Ольга", "директорка", "Центр")]
    assert [r.address for r in event.recordings.all()] == ["https://example.org/a"]


def test_what_was_typed_of_a_capacity_stays(admin_client, post):
    guest = GUEST | {"person": post.person.pk, "affiliation": post.pk}
    guest |= {"printed_name": "О. Рій", "printed_post": "експертка"}
    event = EventFactory()

    change(admin_client, event, lines=[("participations", guest)])

    assert capacity(Participation.objects.get()) == ("О. Рій", "експертка", "")


@pytest.mark.parametrize("asked", ["person", "affiliation"])
def test_the_capacity_of_a_person_is_proposed(admin_client, post, asked):
    query = {"person": post.person.pk, "affiliation": post.pk}
    query = {asked: query[asked], "language": "uk", "on": "2021-12-31"}

    proposal = admin_client.get("/admin/events/participation/capacity/", query).json()

    assert proposal == {
        "person": {"id": post.person.pk, "text": str(post.person)},
        "affiliation": {"id": post.pk, "text": str(post)},
        "printed_name": "Ольга",
        "printed_post": "директорка",
        "printed_organization": "Центр",
    }


def test_a_post_that_had_ended_is_not_proposed(admin_client, post):
    query = {"person": post.person.pk, "language": "uk", "on": "2022-01-01"}

    proposal = admin_client.get("/admin/events/participation/capacity/", query).json()

    assert (proposal["affiliation"], proposal["printed_post"]) == (None, "")


@pytest.mark.parametrize(
    ("day", "printed", "told"),
    [
        pytest.param(dt.date(2021, 12, 31), "Директорка", "", id="agrees"),
        pytest.param(
            dt.date(2021, 5, 13),
            "експертка",
            "Printed “експертка”, on record “директорка”.",
            id="post",
        ),
        pytest.param(
            dt.date(2022, 1, 1),
            "директорка",
            "“{post}” is on record until 2021; the event was on 1 January 2022.",
            id="day",
        ),
    ],
)
def test_a_capacity_that_disagrees_with_the_post_is_shown(admin_client, post, day, printed, told):
    participation = ParticipationFactory(
        event__starts_on=day,
        person=post.person,
        affiliation=post,
        printed_language="uk",
        printed_post=printed,
        printed_organization="Центр",
    )

    page = admin_client.get(f"/admin/events/event/{participation.event.pk}/change/")

    inline = page.context["inline_admin_formsets"][2]
    shown = inline.opts.disagreement(inline.formset.initial_forms[0].instance)
    assert shown.replace("\u00a0", " ") == told.format(post=post)
    assert (shown in page.content.decode()) if told else ("on record" not in page.content.decode())


def test_an_uploaded_recording_is_kept_with_its_digest(admin_client, tmp_path):
    path = tmp_path / "talk.mp3"
    path.write_bytes(b"talk")
    recording = RecordingFactory()

    with path.open("rb") as file:
        change(admin_client, recording, address="", file=file)

    recording.refresh_from_db()
    assert recording.sha256 == hashlib.sha256(b"talk").hexdigest()
    with recording.file.open() as kept:
        assert kept.read() == b"talk"


@pytest.mark.parametrize(
    ("languages", "proposed"),
    [(["uk"], "uk"), (["ru", "uk"], "uk"), (["en", "uk"], "en"), ([], "en")],
)
def test_a_new_participant_is_printed_in_the_language_of_the_event(
    admin_client, languages, proposed
):
    event = EventFactory(title="")
    for language in languages:
        EventTextFactory(event=event, language=language)

    on_event = admin_client.get(f"/admin/events/event/{event.pk}/change/").content.decode()
    empty = fromstring(on_event).xpath(
        "//select[@name='participations-__prefix__-printed_language']/option[@selected]/@value"
    )
    alone = shown(admin_client.get(f"/admin/events/participation/add/?event={event.pk}").content)

    assert (empty, alone["printed_language"]) == ([proposed], [proposed])


@pytest.mark.parametrize("group", ["staff", "reporter", "editor"])
@pytest.mark.parametrize("factory", [EventFactory, StatementFactory, ParticipationFactory])
def test_nobody_is_offered_beside_the_form_what_is_refused(client, factory, group):
    record = factory()
    page = read(sign_in(client, group), address(type(record), "change", record.pk))

    offered = page.xpath("//*[contains(@class, 'object-tools')]//a/@href")

    assert offered
    assert [url for url in offered if client.get(url).status_code not in {200, 302}] == []
