"""An announcement that an editor confirmed, as records: the event and who is to take part."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.announced import keep_announcement
from events.models import Event, EventOrganization, EventText, Participation
from events.reading.capacities import nominative_body
from newsroom.addresses import propose_slug
from newsroom.folding import fold
from newsroom.models import LogEntry
from people.models import Affiliation, Organization, OrganizationName, Person, PersonName
from people.models.name import Name

NEW, NO_LINK = "new", "none"


@dataclass
class Organiser:
    """A body behind the event: a record, or a name for a new one."""

    name: str
    kind: str
    record: Organization | None = None


@dataclass
class Guest:
    """Somebody announced, as printed. `person` and `organization` are a record, NEW or NO_LINK."""

    name: str
    person: Any
    organization: Any
    post: str = ""
    organization_name: str = ""
    part: str = Participation.Part.SPEAKER
    presence: str = Participation.Presence.UNKNOWN
    country: str = ""


@dataclass
class Plan:
    """All that an editor confirmed of an announcement; `event` and `text` are not yet stored."""

    event: Event
    text: EventText
    organisers: list[Organiser] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)


@transaction.atomic
def record(plan: Plan, user) -> Event:
    """Stores an announced event with all that belongs to it. Raises ValidationError where a rule
    refuses a row, and then nothing is stored."""
    return _Recorder(plan, user).record()


class _Recorder:
    def __init__(self, plan: Plan, user):
        self.plan, self.user, self.language = plan, user, plan.text.language
        self._made: dict[str, Organization] = {}

    def record(self) -> Event:
        event, text = self.plan.event, self.plan.text
        event.status = Event.Status.ANNOUNCED
        event.slug = propose_slug(event, text.title, self.language) or f"event-{event.starts_on}"
        self._keep(event)
        text.event = event
        self._save(text)
        for order, organiser in enumerate(self.plan.organisers):
            body = organiser.record or self._new_organization(organiser.name)
            self._save(
                EventOrganization(event=event, organization=body, kind=organiser.kind, order=order)
            )
        for order, guest in enumerate(self.plan.guests):
            self._keep(self._participation(event, guest, order))
        keep_announcement(event)
        return event

    def _save(self, row: models.Model) -> None:
        row.full_clean()
        row.save()

    def _keep(self, row: models.Model) -> None:
        self._save(row)
        action = LogEntry.Action.ADDED
        LogEntry.objects.write(self.user, row, action, note=_("from an announcement"))

    def _participation(self, event: Event, guest: Guest, order: int) -> Participation:
        person = self._person(guest)
        kinds = Participation.Kind
        return Participation(
            event=event,
            kind=kinds.PERSON if person else kinds.UNNAMED,
            person=person,
            part=guest.part,
            attendance=Participation.Attendance.ANNOUNCED,
            presence=guest.presence,
            country=guest.country,
            affiliation=self._affiliation(person, guest) if person else None,
            order=order,
            printed_name=guest.name,
            printed_post=guest.post,
            printed_organization=guest.organization_name,
            printed_language=self.language,
        )

    def _person(self, guest: Guest) -> Person | None:
        if guest.person == NO_LINK:
            return None
        known = guest.person if isinstance(guest.person, Person) else None
        person = known or self._new_person(guest.name)
        if not person.names.filter(folded=fold(guest.name)).exists():
            own = person.names.filter(language=self.language, kind=Name.Kind.PREFERRED)
            kind = Name.Kind.AS_PRINTED if own.exists() else Name.Kind.PREFERRED
            name = PersonName(person=person, text=guest.name, language=self.language, kind=kind)
            self._save(name)
        return person

    def _new_person(self, name: str) -> Person:
        person = Person()
        person.slug = propose_slug(person, name, self.language) or "person"
        self._keep(person)
        return person

    def _affiliation(self, person: Person, guest: Guest) -> Affiliation | None:
        """The post in which somebody is announced; one without an organization is real."""
        body = self._organization(guest)
        if not (guest.post or body):
            return None
        same = person.affiliations.filter(organization=body, folded=fold(guest.post)).first()
        if same:
            return same
        post = Affiliation(
            person=person,
            organization=body,
            post=guest.post,
            post_language=self.language,
            seen_on=timezone.localdate(),
        )
        self._keep(post)
        return post

    def _organization(self, guest: Guest) -> Organization | None:
        if guest.organization == NO_LINK or not guest.organization_name:
            return None
        if isinstance(guest.organization, Organization):
            return guest.organization
        return self._new_organization(guest.organization_name)

    def _new_organization(self, printed: str) -> Organization:
        """A new body under the name that was printed, in the nominative where that is safe; the
        same one where two are announced from it."""
        name = nominative_body(printed, self.language)
        if fold(name) not in self._made:
            body = Organization(kind=Organization.Kind.OTHER)
            body.slug = propose_slug(body, name, self.language) or "organization"
            self._keep(body)
            self._save(OrganizationName(organization=body, text=name, language=self.language))
            self._made[fold(name)] = body
        return self._made[fold(name)]
