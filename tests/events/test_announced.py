import datetime as dt

import pytest
from django.urls import reverse
from lxml.html import fromstring

from events.announced import Guest, came, compare, keep_announcement
from events.models import EventText
from people.models import PersonName
from tests.factories import EventFactory, ParticipationFactory, PersonFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventFactory(status="announced", starts_at=dt.time(11))
    EventText.objects.filter(event=event).update(place="Hall 2")
    return event


def announced(event, name, post="pilot", **more):
    return ParticipationFactory(
        event=event,
        attendance="announced",
        printed_name=name,
        printed_post=post,
        printed_organization="",
        **more,
    )


def test_announced_and_actual_are_compared(event):
    oleh, ana = announced(event, "Oleh Yakir"), announced(event, "Ana Stan")
    announced(event, "Ion Rusu")
    came(oleh, "spoke", "captain", "Pilot Service", "en").save()
    came(ana, "attended").save()
    ParticipationFactory(
        event=event, attendance="spoke", printed_name="Vera Lis", printed_post="poet",
        printed_organization="",
    )  # fmt: skip
    event.starts_on += dt.timedelta(days=1)
    event.starts_at, event.status = dt.time(12), "held"
    event.save()

    found = compare(event)

    assert found.came == [
        Guest("Oleh Yakir", "pilot", "captain, Pilot Service"),
        Guest("Ana Stan", "pilot", "pilot"),
    ]
    assert [guest.name for guest in found.otherwise] == ["Oleh Yakir"]
    assert (found.absent, found.unsaid) == ([], [Guest("Ion Rusu", "pilot")])
    assert found.unannounced == [Guest("Vera Lis", "", "poet")]
    assert [what for what, _, _ in found.changes] == ["Date", "Hour"]
    assert found.awaited == []


def test_announcement_is_kept_once_and_stays(event):
    row = announced(event, "Oleh Yakir")
    keep_announcement(event)
    kept = dict(event.announced)
    row.printed_post = "captain"
    row.save()

    keep_announcement(event)

    event.refresh_from_db()
    assert event.announced == kept
    assert kept["participants"] == [
        {"name": "Oleh Yakir", "post": "pilot", "organization": "", "part": row.part}
    ]
    assert (kept["time"], kept["place"]) == ("11:00", "Hall 2")


def test_nothing_is_kept_where_nobody_was_announced(event):
    ParticipationFactory(event=event, attendance="spoke")

    keep_announcement(event)

    assert event.announced is None
    assert not compare(event).is_kept


def test_capacity_that_statements_bear_stays(event):
    row = announced(event, "Oleh Yakir")
    StatementFactory(participation=row)

    came(row, "spoke", "captain", "Pilot Service", "en")

    assert (row.attendance, row.printed_post, row.printed_organization) == ("spoke", "pilot", "")


def test_announced_person_is_found_under_another_spelling(event):
    person = PersonFactory(name="Oleh Yakir")
    row = announced(event, "Oleh Yakir", person=person)
    keep_announcement(event)
    PersonName.objects.create(person=person, language="uk", text="Олег Якір")
    row.printed_name, row.attendance = "Олег Якір", "spoke"
    row.save()

    assert [guest.name for guest in compare(event).came] == ["Олег Якір"]


def test_those_who_called_off_are_absent_and_the_others_awaited(event):
    announced(event, "Ana Stan")
    row = announced(event, "Ion Rusu")
    event.starts_on = dt.date(2090, 1, 1)
    keep_announcement(event)
    row.attendance = "cancelled"
    row.save()

    found = compare(event)

    assert [guest.name for guest in found.awaited] == ["Ana Stan"]
    assert [guest.name for guest in found.absent] == ["Ion Rusu"]


def test_who_is_not_in_the_report_is_not_said_to_have_stayed_away(admin_client, event):
    oleh, ana = announced(event, "Oleh Yakir", "Pilot"), announced(event, "Ana Stan")
    announced(event, "Ion Rusu")
    came(oleh, "spoke", "pilot", "", "en").save()
    ana.attendance, event.status = "cancelled", "held"
    ana.save()
    event.save()

    page = admin_client.get(reverse("admin:events_event_announced", args=[event.pk]))

    tree = fromstring(page.content.decode())
    told = [" ".join(h.text_content().split()) for h in tree.xpath("//div[@class='announced']/h2")]
    assert told == [
        "Announced and came (1)",
        "Announced and called off (1)",
        "Announced, and nobody said yet whether they came (1)",
    ]
    columns = [
        len(table.xpath(".//th[@scope='col']"))
        for table in tree.xpath("//div[@class='announced']//table")
    ]
    assert columns == [3, 2, 2]
    assert not tree.xpath("//tr[@class='otherwise']")


def test_page_shows_both(admin_client, event):
    row = announced(event, "Oleh Yakir")
    came(row, "spoke", "captain", "Pilot Service", "en").save()
    event.status = "held"
    event.save()

    page = admin_client.get(reverse("admin:events_event_announced", args=[event.pk]))

    cells = [
        [cell.text_content().strip() for cell in line]
        for line in fromstring(page.content.decode()).xpath("//div[@class='announced']//tbody/tr")
    ]
    assert cells == [["Oleh Yakir", "pilot", "captain, Pilot Service"]]
