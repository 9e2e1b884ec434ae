"""An announcement that an editor confirmed, as records: the event and who is to take part."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from events.announced import keep_announcement
from events.models import Event, EventOrganization, EventText, Participation
from events.reading.bodies import nominative_body
from newsroom.addresses import propose_slug
from newsroom.folding import fold
from newsroom.models import LogEntry
from people.models import Affiliation, Organization, Person
from people.recording import NEW, Choice, Recorder

NO_LINK = "none"
# Of 100: how much the titles of one event are alike.
SAME_TITLE = 88


@dataclass
class Organiser:
    """A body behind the event, as printed. `record` is the key of one, or NEW."""

    name: str
    kind: str
    record: Choice = NEW


@dataclass
class Guest:
    """Somebody announced, as printed. `person` and `organization` are keys, NEW or NO_LINK."""

    name: str
    person: Choice
    organization: Choice
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


def on_record(title: str, day: date) -> list[Event]:
    """The events of that day whose title is like this one."""
    return [
        event
        for event in Event.objects.for_links().filter(starts_on=day)
        if any(
            fuzz.token_set_ratio(fold(title), fold(text.title)) >= SAME_TITLE
            for text in event.texts.all()
        )
    ]


@transaction.atomic
def record(plan: Plan, user) -> Event:
    """Stores an announced event with all that belongs to it. Raises ValidationError where a rule
    refuses a row, and then nothing is stored."""
    return _Recording(plan, user).record()


class _Recording(Recorder):
    def __init__(self, plan: Plan, user):
        super().__init__(plan.text.language, user, _("from an announcement"))
        self.plan = plan

    def record(self) -> Event:
        event, text = self.plan.event, self.plan.text
        event.status = Event.Status.ANNOUNCED
        event.slug = propose_slug(event, text.title, self.language) or f"event-{event.starts_on}"
        self.save(event, text.title)
        text.event = event
        self.save(text)
        self.log(event, LogEntry.Action.ADDED)
        for order, organiser in enumerate(self.plan.organisers):
            body = self.organization(organiser.name, organiser.record)
            self.save(
                EventOrganization(event=event, organization=body, kind=organiser.kind, order=order)
            )
        for order, guest in enumerate(self.plan.guests):
            self.keep(self._participation(event, guest, order))
        keep_announcement(event)
        return event

    def organization(self, name: str, choice: Choice = None) -> Organization | None:
        """The organization, under its name in the nominative where that is safe."""
        return super().organization(nominative_body(name, self.language), choice)

    def _participation(self, event: Event, guest: Guest, order: int) -> Participation:
        person = None if guest.person == NO_LINK else self.person(guest.name, guest.person)
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

    def _affiliation(self, person: Person, guest: Guest) -> Affiliation | None:
        body = None
        if guest.organization != NO_LINK:
            body = self.organization(guest.organization_name, guest.organization)
        return self.affiliation(person, body, guest.post, timezone.localdate())
