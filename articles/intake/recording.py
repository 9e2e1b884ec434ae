"""The records that the lines of a report speak of: found where they were chosen, else made."""

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from articles.intake.proposing import Line
from articles.models import Intake
from events.announced import came, keep_announcement
from events.models import Event, EventOrganization, EventText, Participation
from events.reading.bodies import nominative_body
from newsroom.addresses import propose_slug
from newsroom.folding import fold
from newsroom.models import LogEntry, User
from people.models import Affiliation, Organization, Person
from people.recording import NEW, Choice, Recorder

CAPACITY = ["attendance", "printed_post", "printed_organization", "printed_language"]
COMES = (Event.Status.PLANNED, Event.Status.ANNOUNCED)


class ReportRecorder(Recorder):
    """Finds and makes the records of one report."""

    def __init__(self, intake: Intake, user: User):
        super().__init__(intake.language, user, _("from a report that was read"))

    def organization(self, name: str, choice: Choice = None) -> Organization | None:
        """The organization, under its name in the nominative where that is safe."""
        return super().organization(nominative_body(name, self.language), choice)

    # Events

    def event(self, line: Line) -> Event:
        """The event that was chosen, now held; or a new one."""
        event = self.chosen(Event, line.get("record")) or self._new_event(line)
        if event.status in COMES:
            keep_announcement(event)
            event.status = Event.Status.HELD
            self.save(event)
            self.log(event, LogEntry.Action.CHANGED)
        if line["title"] and not event.texts.filter(language=self.language).exists():
            self.save(EventText(event=event, language=self.language, title=line["title"]))
        return event

    def _new_event(self, line: Line) -> Event:
        event = Event(
            kind=line["kind"],
            status=Event.Status.HELD,
            starts_on=date.fromisoformat(line["starts_on"]),
            countries=line["countries"],
            venue=self.organization(line["venue"]),
        )
        event.slug = propose_slug(event, line["title"], self.language) or f"event-{event.starts_on}"
        self.save(event, line["title"])
        self.save(EventText(event=event, language=self.language, title=line["title"]))
        self.log(event, LogEntry.Action.ADDED)
        for order, name in enumerate(line["organisers"]):
            organiser = self.organization(name)
            self.save(EventOrganization(event=event, organization=organiser, order=order))
        return event

    # Capacities

    def participation(self, event: Event, line: Line, *, spoke: bool) -> Participation:
        """How somebody took part: as recorded already, or in the capacity that is printed."""
        attendance = Participation.Attendance.SPOKE if spoke else Participation.Attendance.ATTENDED
        person = None
        if line["kind"] == Participation.Kind.PERSON:
            person = self.person(line["name"], line.get("record") or NEW)
        if known := self._known(event, person, line["name"]):
            return self._came(known, attendance, line)
        last = event.participations.aggregate(last=Max("order"))["last"]
        participation = Participation(
            event=event,
            kind=line["kind"],
            person=person,
            attendance=attendance,
            affiliation=self._affiliation(event, person, line) if person else None,
            order=0 if last is None else last + 1,
            printed_name=line["name"],
            printed_post=line["post"],
            printed_organization=line["organization"],
            printed_language=self.language,
        )
        self.keep(participation)
        return participation

    def _known(self, event: Event, person: Person | None, name: str) -> Participation | None:
        rows = event.participations.filter(session=None)
        if person:
            return rows.filter(person=person).first()
        return rows.filter(person=None, folded=fold(name)).first()

    def _came(self, known: Participation, attendance: str, line: Line) -> Participation:
        """Somebody on record who came, with the capacity that the report prints."""
        before = [getattr(known, name) for name in CAPACITY]
        came(known, attendance, line["post"], line["organization"], self.language)
        if before != [getattr(known, name) for name in CAPACITY]:
            if known.person and before[1:3] != [known.printed_post, known.printed_organization]:
                known.affiliation = self._affiliation(known.event, known.person, line)
            self.save(known)
            self.log(known, LogEntry.Action.CHANGED)
        return known

    def _affiliation(self, event: Event, person: Person, line: Line) -> Affiliation | None:
        body = self.organization(line["organization"], line.get("organization_record"))
        return self.affiliation(person, body, line["post"], event.starts_on)

    def byline(self, head: Line) -> dict[str, Any]:
        """Who wrote it, as printed and on record; nothing where the text does not say."""
        if not head["byline"]:
            return {}
        name, organization = head["byline_name"], head["byline_organization"]
        return {
            "text": head["byline"],
            "person": self.person(name, head.get("record") or NEW) if name else None,
            "organization": self.organization(organization),
        }
