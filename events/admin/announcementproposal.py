"""What was read in an announcement, as the forms of the desk."""

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from events.admin.announcementforms import EventForm, Guests, Organisers, TextForm
from events.announcing import Plan, on_record
from events.models import Event, EventOrganization, Participation
from events.reading.announcement import Announcement, read_announcement
from events.reading.eventwords import event_words
from events.reading.participants import Participant
from events.reading.persons import country_code
from newsroom.templatetags.newsroom import in_words

# What an empty line says, by the prefix of its forms.
EMPTY_LINES: dict[str, dict[str, str]] = {
    "organiser": {"kind": EventOrganization.Kind.PARTNER},
    "guest": {
        "part": Participation.Part.SPEAKER,
        "presence": Participation.Presence.UNKNOWN,
    },
}


def with_another_line(data: QueryDict, prefix: str) -> QueryDict:
    """What was sent, with an empty line more of the forms with this prefix."""
    longer, key = data.copy(), f"{prefix}-TOTAL_FORMS"
    count = longer.get(key, "")
    number = int(count) if count.isdecimal() else 0
    longer[key] = str(number + 1)
    for name, value in EMPTY_LINES[prefix].items():
        longer[f"{prefix}-{number}-{name}"] = value
    return longer


class Proposal:
    """The forms of one announcement, filled by the reader or by the editor."""

    def __init__(self, text: str, language: str, data=None):
        self.text, self.read = text, read_announcement(text, language or None)
        self.language = (data or {}).get("language") or self.read.language
        more = {"form_kwargs": {"language": self.language}}
        if data is None:
            self.event = EventForm(initial=_event_initial(self.read))
            self.words = TextForm(initial=_text_initial(self.read))
            organisers, guests = _organisers_initial(self.read), _guests_initial(self.read)
            self.organisers = Organisers(initial=organisers, prefix="organiser", **more)
            self.guests = Guests(initial=guests, prefix="guest", **more)
        else:
            self.event, self.words = EventForm(data), TextForm(data)
            self.organisers = Organisers(data, prefix="organiser", **more)
            self.guests = Guests(data, prefix="guest", **more)

    def is_valid(self) -> bool:
        forms_ = [self.event, self.words, self.organisers, self.guests]
        # Each is asked, so that each shows its faults.
        return False not in [form.is_valid() for form in forms_]

    def plan(self) -> Plan:
        named = [form for form in self.organisers if form.cleaned_data.get("name")]
        guests = [form for form in self.guests if form.cleaned_data.get("name")]
        return Plan(
            event=self.event.save(commit=False),
            text=self.words.save(commit=False),
            organisers=[form.organiser() for form in named],
            guests=[form.guest() for form in guests],
        )

    @property
    def same(self) -> list[Event]:
        """What is on record already and may be this event."""
        day = parse_date(str(self.event["starts_on"].value() or ""))
        title = str(self.words["title"].value() or "")
        return on_record(title, day) if day and title else []

    @property
    def warnings(self) -> list[str]:
        """What the reader doubts, and a day that has passed."""
        day = parse_date(str(self.event["starts_on"].value() or ""))
        if day and day < timezone.localdate():
            told = gettext("%s has passed: is this the announcement of a past event?")
            return [*self.read.warnings, told % in_words(day)]
        return self.read.warnings


def _event_initial(read: Announcement) -> dict:
    mode = Event.Mode.UNKNOWN
    if read.online is not None:
        mode = Event.Mode.ONLINE if read.online else Event.Mode.IN_PERSON
        mode = Event.Mode.MIXED if read.online and read.place else mode
    return {
        "kind": read.kind or Event.Kind.OTHER,
        "starts_on": read.date,
        "starts_at": read.time,
        "ends_on": read.ends_on or (read.date if read.ends_at else None),
        "ends_at": read.ends_at,
        "time_zone": read.timezone or settings.TIME_ZONE,
        "mode": mode,
        "working_languages": ", ".join(read.languages),
        "accreditation": read.contact,
    }


def _text_initial(read: Announcement) -> dict:
    return {
        "language": read.language,
        "title": read.title,
        "place": read.place,
        "questions": "\n".join(read.questions),
    }


def _organisers_initial(read: Announcement) -> list[dict]:
    organisers = [(name, EventOrganization.Kind.ORGANISER) for name in read.organizers]
    named = [{"name": name, "kind": kind} for name, kind in [*organisers, *read.partners]]
    empty = EMPTY_LINES["organiser"] if organisers else {"kind": EventOrganization.Kind.ORGANISER}
    return [*named, empty]


def _guests_initial(read: Announcement) -> list[dict]:
    words = event_words(read.language)
    parts = Participation.Part
    moderator = [(read.moderator, parts.MODERATOR)] if read.moderator else []
    others = [
        (person, parts.MODERATOR if person.is_moderator else parts.SPEAKER)
        for person in read.participants
    ]
    people = [*moderator, *others]
    empty = EMPTY_LINES["guest"]
    return [*(_guest_initial(person, part, words) for person, part in people), empty]


def _guest_initial(person: Participant, part: str, words) -> dict:
    presences = Participation.Presence
    known = {True: presences.ONLINE, False: presences.IN_PERSON, None: presences.UNKNOWN}
    is_open = person.confirmed is False
    return {
        "name": person.name,
        "post": person.role or "",
        "organization": person.organization or "",
        "part": part,
        "presence": known[person.online],
        "country": country_code(person.country or "", words),
        "note": gettext("Participation is to be confirmed.") if is_open else "",
    }
