"""Reading an announcement: the event that it invites to, and who is to take part in it."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext

from .documents import text_of
from .eventwords import event_words
from .guests import Guests
from .language import detect_language
from .moments import Day, days, year_near
from .notices import contact_of, languages_of, partners_of
from .organizing import bodies_in, organizers_in
from .outline import cleaned
from .participants import Participant
from .questions import questions_of
from .sections import Parts
from .timing import day_of, foreign_town, hour_of, posted_on
from .titles import kind_of, title_of
from .venues import venue_of

LONGEST = 40_000  # characters; an announcement has two pages
LONGEST_MARKUP = 20 * LONGEST


@dataclass
class Announcement:
    """What an announcement says; None or empty where it says nothing."""

    text: str
    language: str
    title: str | None = None
    kind: str | None = None
    date: dt.date | None = None
    ends_on: dt.date | None = None
    time: dt.time | None = None
    ends_at: dt.time | None = None
    timezone: str | None = None
    place: str | None = None
    online: bool | None = None
    organizers: list[str] = field(default_factory=list)
    moderator: Participant | None = None
    questions: list[str] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    # What only the desk proposes.
    contact: str = ""
    languages: list[str] = field(default_factory=list)  # tags
    partners: list[tuple[str, str]] = field(default_factory=list)  # names and kinds

    def as_json(self) -> dict:
        """As `extract_event` prints it."""
        moderator = self.moderator
        capacity = ("name", "role", "organization")
        return {
            "event": {
                "title": self.title,
                "kind": self.kind,
                "date": self.date.isoformat() if self.date else None,
                "time": self.time.strftime("%H:%M") if self.time else None,
                "timezone": self.timezone,
                "place": self.place,
                "online": self.online,
                "organizers": self.organizers,
                "moderator": moderator and {key: getattr(moderator, key) for key in capacity},
                "questions": self.questions,
            },
            "participants": [person.as_json() for person in self.participants],
            "warnings": self.warnings,
        }


def read_announcement(
    text: str, language: str | None = None, today: dt.date | None = None
) -> Announcement:
    """What an announcement says, whatever it looks like. `today` tells the year of a day that is
    printed without one."""
    whole = text_of(text[:LONGEST_MARKUP])
    plain = cleaned(whole[:LONGEST])
    found = Announcement(plain, language or detect_language(plain))
    if len(whole) > LONGEST or len(text) > LONGEST_MARKUP:
        sentence = gettext("The text is longer than %d characters; only its beginning was read.")
        found.warnings.append(sentence % LONGEST)
    _Reader(found, today or timezone.localdate()).read()
    return found


class _Reader:
    """One reading of one announcement."""

    def __init__(self, found: Announcement, today: dt.date):
        self.found, self.today = found, today
        self.words = event_words(found.language)
        self.parts = Parts(found.text, self.words)

    def read(self) -> None:
        found, parts = self.found, self.parts
        guests = Guests(parts)
        guests.read()
        found.kind = kind_of(parts)
        found.title, before = title_of(parts)
        guests.add_lecturer(before)
        found.moderator, found.participants = guests.moderator, guests.participants
        found.warnings += guests.warnings
        self._read_moment()
        self._read_organizers()
        found.place, found.online = venue_of(parts, guests.addresses)
        self._warn_of_zone()
        found.questions = questions_of(parts)
        found.contact, found.languages = contact_of(parts), languages_of(parts)
        partners = partners_of(parts)
        found.partners = [one for one in partners if one[0] not in found.organizers]

    def _warn(self, sentence: str, **values: object) -> None:
        self.found.warnings.append(sentence % values)

    def _read_moment(self) -> None:
        line, day = day_of(self.parts.sections, self.parts.lead, self.words)
        if day:
            self._take_day(day)
        if found := hour_of(self.parts.sections, self.parts.lead, line, day, self.words):
            hour, self.found.timezone = found
            self.found.time, self.found.ends_at = hour.time, hour.ends_at

    def _warn_of_zone(self) -> None:
        """An hour without a zone in a town that keeps another time than the site."""
        if self.found.time is None or self.found.timezone:
            return
        when = [section.text for section in self.parts.under("date", "time", "place")]
        texts = [*when, self.found.place or "", *(line.text for line in self.parts.lead[:4])]
        town = next(filter(None, (foreign_town(text, self.words) for text in texts)), "")
        if town:
            sentence = gettext(
                "No time zone is printed: check the hour, “%(town)s” may keep another."
            )
            self._warn(sentence, town=town)

    def _take_day(self, day: Day) -> None:
        if not day.is_possible:
            self._warn(gettext("There is no such day as “%(date)s”."), date=day.printed)
            return
        if day.is_misspelt:
            self._warn(gettext("“%(date)s” looks misspelt: check the date."), date=day.printed)
        if day.year is None:
            # Printed once with its year and once without.
            same = (day.day, day.month)
            printed = [one for one in days(self.found.text) if one.year]
            day = next((one for one in printed if (one.day, one.month) == same), day)
        if day.year is None:
            year = year_near(day, posted_on(self.parts.lead, self.today))
            day = day.in_year(year)
            sentence = gettext("“%(date)s” has no year; %(year)s was taken.")
            self._warn(sentence, date=day.printed, year=year)
        self.found.date, self.found.ends_on = day.date, day.ends_on
        if not day.is_on_its_weekday:
            sentence = gettext("“%(date)s” is not the day of the week that is printed beside it.")
            self._warn(sentence, date=day.printed)

    def _read_organizers(self) -> None:
        names = [
            name
            for section in self.parts.under("organizers")
            for text in (section.inline, *(line.text for line in section.lines))
            for name in bodies_in(text, self.words)
        ]
        if not names:
            told = (organizers_in(sentence, self.words) for sentence in self.parts.sentences())
            names = next(filter(None, told), [])
        self.found.organizers = list(dict.fromkeys(names))
