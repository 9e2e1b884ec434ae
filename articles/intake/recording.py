"""The records that the lines of a report speak of: found where they were chosen, else made."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _

from articles.intake.proposing import Line
from articles.models import Intake
from articles.workflow import Refused
from events.announced import came, keep_announcement
from events.models import Event, EventOrganization, EventText, Participation
from events.reading.capacities import nominative_body
from newsroom.addresses import propose_slug
from newsroom.folding import fold
from newsroom.models import LogEntry, User
from people.models import Affiliation, Organization, OrganizationName, Person, PersonName
from people.models.name import Name

CAPACITY = ["attendance", "printed_post", "printed_organization", "printed_language"]
COMES = (Event.Status.PLANNED, Event.Status.ANNOUNCED)


class Recorder:
    """Finds and makes the records of one report, with its language, its reader and the log."""

    def __init__(self, intake: Intake, user: User):
        self.language, self.user = intake.language, user
        self._organizations: dict[tuple[str, int | None], Organization] = {}
        self._people: dict[tuple[str, int | None], Person] = {}

    # Writing

    def save(self, record: models.Model) -> None:
        """Stores a record that its own rules accept. Raises Refused with the record's name."""
        try:
            record.full_clean()
        except ValidationError as error:
            what = f"{record._meta.verbose_name} “{record}”"
            raise Refused([f"{what}: {told}" for told in error.messages]) from error
        record.save()

    def keep(self, record: models.Model) -> None:
        """Stores a new record, and notes in the log that it came from this report."""
        self.save(record)
        self.log(record, LogEntry.Action.ADDED)

    def log(self, record: models.Model, action: str) -> None:
        LogEntry.objects.write(self.user, record, action, note=_("from a report that was read"))

    # Events

    def event(self, line: Line) -> Event:
        """The event that was chosen, now held; or a new one."""
        event = self._chosen(Event, line.get("record")) or self._new_event(line)
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
        self.save(event)
        self.save(EventText(event=event, language=self.language, title=line["title"]))
        self.log(event, LogEntry.Action.ADDED)
        for order, name in enumerate(line["organisers"]):
            organiser = self.organization(name)
            self.save(EventOrganization(event=event, organization=organiser, order=order))
        return event

    # People and organizations

    def organization(self, name: str, chosen: Any = None) -> Organization | None:
        """The organization that was chosen, the one of that name in any spelling, or a new one,
        under the name that a sentence puts into another case; None for no name."""
        if not name:
            return None
        name = nominative_body(name, self.language)
        key = fold(name), chosen if isinstance(chosen, int) else None
        if key not in self._organizations:
            named = OrganizationName.objects.filter(folded=fold(name)).order_by("pk").first()
            same = named.organization if named and chosen != "new" else None
            self._organizations[key] = (
                self._chosen(Organization, chosen) or same or self._new_organization(name)
            )
        return self._organizations[key]

    def _new_organization(self, name: str) -> Organization:
        organization = Organization(kind=Organization.Kind.OTHER)
        organization.slug = propose_slug(organization, name, self.language) or "organization"
        self.save(organization)
        self.save(OrganizationName(organization=organization, text=name, language=self.language))
        self.log(organization, LogEntry.Action.ADDED)
        return organization

    def person(self, name: str, chosen: int | None) -> Person:
        """The person who was chosen, with this spelling of the name; or a new one."""
        key = fold(name), chosen
        if key not in self._people:
            self._people[key] = self._chosen(Person, chosen) or self._new_person(name)
            self._add_spelling(self._people[key], name)
        return self._people[key]

    def _new_person(self, name: str) -> Person:
        person = Person()
        person.slug = propose_slug(person, name, self.language) or "person"
        self.save(person)
        self.save(PersonName(person=person, text=name, language=self.language))
        self.log(person, LogEntry.Action.ADDED)
        return person

    def _add_spelling(self, person: Person, name: str) -> None:
        if person.names.filter(folded=fold(name)).exists():
            return
        own = person.names.filter(language=self.language, kind=Name.Kind.PREFERRED)
        kind = Name.Kind.AS_PRINTED if own.exists() else Name.Kind.PREFERRED
        self.save(PersonName(person=person, text=name, language=self.language, kind=kind))

    # Capacities

    def participation(self, event: Event, line: Line, *, spoke: bool) -> Participation:
        """How somebody took part: as recorded already, or in the capacity that is printed."""
        attendance = Participation.Attendance.SPOKE if spoke else Participation.Attendance.ATTENDED
        person = None
        if line["kind"] == Participation.Kind.PERSON:
            person = self.person(line["name"], line.get("record"))
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
        """The post in which somebody speaks; one without an organization is real."""
        post = line["post"]
        organization = self.organization(line["organization"], line.get("organization_record"))
        if not (post or organization):
            return None
        same = person.affiliations.filter(organization=organization, folded=fold(post)).first()
        if same:
            return same
        affiliation = Affiliation(
            person=person,
            organization=organization,
            post=post,
            post_language=self.language,
            seen_on=event.starts_on,
        )
        self.keep(affiliation)
        return affiliation

    def byline(self, head: Line) -> dict[str, Any]:
        """Who wrote it, as printed and on record; nothing where the text does not say."""
        if not head["byline"]:
            return {}
        name, organization = head["byline_name"], head["byline_organization"]
        return {
            "text": head["byline"],
            "person": self.person(name, head.get("record")) if name else None,
            "organization": self.organization(organization),
        }

    def _chosen(self, model: type[models.Model], key: Any):
        """The record with the key that was chosen; None where a new one was."""
        if not isinstance(key, int):
            return None
        found = model._default_manager.filter(pk=key).first()
        if found is None:
            told = _("The record that was chosen is gone: choose again (%(what)s).")
            raise Refused(told % {"what": model._meta.verbose_name})
        return found
