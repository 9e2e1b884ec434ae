import datetime as dt
import io
from pathlib import Path

import docx
import pytest
from django.urls import reverse
from lxml.html import fromstring

from events.models import Event, EventOrganization, Participation
from newsroom.models import LogEntry
from people.models import Organization, OrganizationName, Person, PersonName
from tests.adminforms import send, shown
from tests.factories import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db
TEXT = (Path(__file__).parent / "announcements" / "winter-ice.en.txt").read_text(encoding="utf-8")
DESK = "admin:events_event_announcement"


def read(client, text=TEXT, **more):
    """The page with the proposal for a text."""
    return client.post(reverse(DESK), {"text": text, "_read": "1", **more})


def save(client, page, **fields):
    """The proposal, sent as it stands with some fields changed."""
    return client.post(reverse(DESK), {**shown(page.content), "_save": "1", **fields})


def told(response) -> str:
    return " ".join(fromstring(response.content.decode()).text_content().split())


@pytest.fixture
def known():
    """A speaker of the announcement who is on record under a Ukrainian name too, and a centre."""
    person = PersonFactory(slug="harbuz", name="Olena Harbuz")
    PersonName.objects.create(person=person, language="uk", text="Олена Гарбуз")
    centre = OrganizationFactory(slug="brid", name="Brid Centre for Public Dialogue")
    return person, centre


def test_an_event_on_record_is_recorded_again_only_if_it_is_another(admin_client):
    save(admin_client, read(admin_client))
    page = read(admin_client)

    refused = save(admin_client, page)

    assert "This event is on record" in told(page)
    assert "or say that this is another one" in told(refused)
    address = reverse("admin:events_event_change", args=[Event.objects.get().pk])
    assert fromstring(page.content.decode()).xpath(f"//section//a[@href='{address}']")
    assert save(admin_client, page, another="on").status_code == 302
    assert Event.objects.count() == 2


def test_words_that_were_recorded_are_forgotten_by_the_browser(admin_client):
    page = read(admin_client, _copy="one")
    assert admin_client.cookies["newsroom_saved"].value == "one"

    save(admin_client, page, _copy="two")

    assert admin_client.cookies["newsroom_saved"].value == "one.two"


def test_announcement_becomes_an_announced_event(admin_client, known):
    person, centre = known

    response = save(admin_client, read(admin_client))

    event = Event.objects.get()
    assert response.url == reverse("admin:events_event_change", args=[event.pk])
    assert (event.slug, event.kind, event.status, event.published_at) == (
        "who-pays-for-the-lower-danube-ice",
        "roundtable",
        "announced",
        None,
    )
    assert (event.starts_on, event.starts_at, event.time_zone, event.mode) == (
        dt.date(2024, 1, 18),
        dt.time(11),
        "Europe/Kyiv",
        "in_person",
    )
    text = event.texts.get()
    assert (text.language, text.title, text.place) == (
        "en",
        "Who Pays for the Lower Danube Ice?",
        "press centre of the Dniester News Agency (12 Rybna St., Odesa)",
    )
    assert len(text.questions.splitlines()) == 3
    assert [(str(row.organization), row.kind) for row in event.organizations.all()] == [
        ("Brid Centre for Public Dialogue", "organiser"),
        ("Estuary Policy Institute", "organiser"),
    ]
    assert event.organizations.first().organization == centre
    assert [
        (p.printed_name, p.printed_post, p.printed_organization, p.part, p.presence, p.country)
        for p in event.participations.all()
    ] == [
        ("Lesia Kravets", "journalist", "Radio Estuary", "moderator", "unknown", ""),
        (
            "Olena Harbuz",
            "director",
            "Brid Centre for Public Dialogue",
            "speaker",
            "unknown",
            "",
        ),
        (
            "Jan Wiosna",
            "senior analyst",
            "Vistula Institute for River Policy",
            "speaker",
            "online",
            "PL",
        ),
        (
            "Ilinca Salcie",
            "associate professor",
            "Galati Maritime University",
            "speaker",
            "unknown",
            "RO",
        ),
        ("Taras Velychko", "former harbour master", "", "speaker", "unknown", ""),
        (
            "Petro Zymnyi",
            "deputy head, captain of the second rank",
            "Danube Pilot Service",
            "speaker",
            "unknown",
            "",
        ),
    ]
    assert {p.attendance for p in event.participations.all()} == {"announced"}
    assert event.participations.get(folded="olena harbuz").person == person
    assert Person.objects.filter(published_at=None).count() == 5
    assert Organization.objects.get(slug="danube-pilot-service").published_at is None
    assert LogEntry.objects.about(event).get().note == "from an announcement"


def test_proposal_says_what_is_doubtful(admin_client):
    page = told(read(admin_client))

    assert "18 January 2024 has passed: is this the announcement of a past event?" in page
    assert "Participation is to be confirmed." in page


def test_namesake_is_only_proposed(admin_client, known):
    PersonFactory(name="Olena Harbuz")

    page = read(admin_client)

    assert shown(page.content)["guest-1-person_record"] == ["new"]


@pytest.mark.parametrize(
    ("chosen", "kind", "has_person"), [("new", "person", True), ("none", "unnamed", False)]
)
def test_editor_chooses_who_it_is(admin_client, known, chosen, kind, has_person):
    fields = {"guest-1-person_record": chosen, "guest-1-organization_record": "none"}

    save(admin_client, read(admin_client), **fields)

    row = Participation.objects.get(printed_name="Olena Harbuz")
    assert (row.kind, row.person is not None) == (kind, has_person)
    assert row.person != known[0]


def test_organization_in_the_genitive_is_kept_in_the_nominative(admin_client):
    text = (
        "Круглий стіл «Лід»\n13 травня 2030 року\nУчасники:\n• Олена Гай – лікарка Центру «Обрій»"
    )

    save(admin_client, read(admin_client, text))

    row = Participation.objects.get()
    assert row.printed_organization == "Центру «Обрій»"
    assert OrganizationName.objects.get().text == "Центр «Обрій»"
    assert row.affiliation.organization == Organization.objects.get()


def test_line_without_a_name_is_left_out(admin_client):
    save(
        admin_client,
        read(admin_client),
        **{"guest-0-name": "", "guest-0-post": "", "guest-0-organization": ""},
    )

    assert not Participation.objects.filter(part="moderator").exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts_on": ""}, "This field is required."),
        ({"guest-2-name": ""}, "Give the name, or empty the whole line."),
        ({"guest-2-person_record": "999999"}, "Select a valid choice."),
        ({"guest-2-name": "Olena Harbuz", "guest-2-person_record": "harbuz"}, "Select a valid"),
        ({"ends_on": "2020-01-01"}, "An event cannot end before it starts."),
    ],
)
def test_nothing_is_lost_or_stored_when_something_is_refused(admin_client, known, fields, said):
    page = save(admin_client, read(admin_client), title="Typed by hand", **fields)

    again = shown(page.content)
    assert said in told(page)
    assert again["title"] == ["Typed by hand"]
    assert again["guest-4-name"] == ["Taras Velychko"]
    assert again["text"][0].split() == TEXT.split()
    assert not Event.objects.exists()
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("button", "prefix", "kept"),
    [
        ("_more_guest", "guest", {"part": ["speaker"], "presence": ["unknown"]}),
        ("_more_organiser", "organiser", {"kind": ["partner"]}),
    ],
)
def test_another_line_is_added_to_what_was_typed(admin_client, button, prefix, kept):
    page = read(admin_client)
    before = shown(page.content)
    fields = {**before, "guest-1-post": "first\nhead", "title": "Typed", button: "1"}

    again = admin_client.post(reverse(DESK), fields)

    said, count = shown(again.content), int(before[f"{prefix}-TOTAL_FORMS"][0])
    assert said[f"{prefix}-TOTAL_FORMS"] == [str(count + 1)]
    assert {key: said[f"{prefix}-{count}-{key}"] for key in kept} == kept
    assert (said["title"], said["guest-1-post"]) == (["Typed"], ["first\nhead"])
    assert "This field is required." not in told(again)
    save(admin_client, again)
    assert Participation.objects.get(order=1).printed_post == "first head"


def test_enter_looks_at_what_is_typed_and_keeps_it(admin_client):
    page = read(admin_client)
    first = fromstring(page.content.decode()).xpath("//form[@id]//input[@type='submit']")[0]
    fields = {**shown(page.content), "title": "Typed", "starts_on": "", first.get("name"): "1"}

    again = admin_client.post(reverse(DESK), fields)

    assert shown(again.content)["title"] == ["Typed"]
    assert "This field is required." in told(again)
    assert not Event.objects.exists()


def test_partners_languages_and_contact_are_proposed(admin_client):
    text = (
        "Roundtable “Ice”\n13 May 2030, 11:00\nOrganiser: Reed Institute\n"
        "With the support of: Delta Fund\nWorking languages: English, Polish\n"
        "Moderators: Ann Hill, Eve Moss\nAccreditation: desk@reed.example"
    )

    save(admin_client, read(admin_client, text))

    event = Event.objects.get()
    assert [(str(row.organization), row.kind) for row in event.organizations.all()] == [
        ("Reed Institute", "organiser"),
        ("Delta Fund", "partner"),
    ]
    assert event.working_languages == "en, pl"
    assert event.accreditation == "Accreditation: desk@reed.example"
    assert [(row.printed_name, row.part) for row in event.participations.all()] == [
        ("Ann Hill", "moderator"),
        ("Eve Moss", "moderator"),
    ]


def test_rule_of_the_database_is_told_and_nothing_is_stored(admin_client, known):
    harbuz = str(known[0].pk)
    fields = {"guest-2-name": "Olena Harbuz", "guest-2-person_record": harbuz}

    page = save(admin_client, read(admin_client), **fields)

    assert "This person takes part in the event already." in told(page)
    assert (Event.objects.count(), EventOrganization.objects.count()) == (0, 0)
    assert Organization.objects.count() == 1


def test_word_file_is_read(admin_client):
    document, file = docx.Document(), io.BytesIO()
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    document.save(file)
    file.name = "announcement.docx"
    file.seek(0)

    page = read(admin_client, "", file=file)

    assert shown(page.content)["guest-1-name"] == ["Olena Harbuz"]


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("", "", "There is no text: paste the announcement, or choose a file."),
        ("", "a.docx", "“a.docx” cannot be read as a Word file."),
        ("", "a.pdf", "“a.pdf” is not a Word file (.docx)."),
    ],
)
def test_what_cannot_be_read_is_said(admin_client, text, name, said):
    file = io.BytesIO(b"no zip")
    file.name = name

    page = read(admin_client, text, **({"file": file} if name else {}))

    assert said in told(page)


def test_list_of_events_leads_to_the_desk(admin_client):
    page = admin_client.get(reverse("admin:events_event_changelist"))

    assert f'href="{reverse(DESK)}"' in page.content.decode()


def test_proposal_can_be_sent_by_the_form_helper(admin_client):
    page = send(admin_client, reverse(DESK), text=TEXT, _read="1")

    assert shown(page.content)["title"] == ["Who Pays for the Lower Danube Ice?"]
