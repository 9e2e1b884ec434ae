"""Which of the days and hours in an announcement are those of the event."""

import datetime as dt
import re
from collections.abc import Sequence

from django.utils import timezone

from .eventwords import EventWords
from .hours import Hour, hours
from .moments import Day, days
from .occasions import outside_marks
from .outline import Line, Section, sentences
from .zones import zone_near

ONLY_NUMBERS = re.compile(r"[\d.:,/ –-]*")
WHEN, OTHERS = ("date", "time"), ("place", "online", "title", "kind", "participants")
BEFORE = 45  # characters before a day in which something says what the day is
SINCE = re.compile(r"[.;] ")


def day_of(
    sections: Sequence[Section], lead: Sequence[Line], words: EventWords
) -> tuple[str, Day | None]:
    """The likeliest day of the event, with the line that holds it."""
    stated = [(text, s.kind == "date") for s in sections if s.kind in WHEN for text in _texts(s)]
    stated += [(line.text, True) for line in lead if line.sign == "date"]
    if found := _first_day(stated):
        return found
    weighed = [
        (_weight(line.text, day, number, words), -number, line.text, day)
        for number, line in enumerate(lead)
        for day in days(line.text)
    ]
    if weighed:
        best = max(weighed, key=lambda one: one[:2])
        return best[2], best[3]
    others = [(text, False) for s in sections if s.kind in OTHERS for text in _texts(s)]
    return _first_day(others) or ("", None)


def _first_day(texts: list[tuple[str, bool]]) -> tuple[str, Day] | None:
    for text, is_dated in texts:
        if found := days(text, is_dated=is_dated):
            return text, found[0]
    return None


def _texts(section: Section) -> list[str]:
    return [section.inline, *(line.text for line in section.lines)]


def _weight(line: str, day: Day, number: int, words: EventWords) -> float:
    """How likely a day in prose is the event's: an hour beside it, its weekday and “will be held”
    speak for it; a deadline, a law and the day of posting against it."""
    sentence = next((one for one in sentences(line) if day.printed in one), line)
    weight = 0.0
    if hours(line[day.start : day.end + 60], words.language):
        weight += 3
    if day.weekday is not None:
        weight += 2
    if words.find("cues", "held").search(outside_marks(sentence)):
        weight += 2
    before = SINCE.split(line[max(0, day.start - BEFORE) : day.start])[-1]
    if words.find("time", "other_day").search(before):
        weight -= 5
    if number < 2 and ONLY_NUMBERS.fullmatch(line):
        weight -= 4
    return weight


def hour_of(
    sections: Sequence[Section],
    lead: Sequence[Line],
    line: str,
    day: Day | None,
    words: EventWords,
) -> tuple[Hour, str | None] | None:
    """The hour of the event and its time zone where that is printed."""
    tries: list[tuple[str, bool]] = [
        (text, True) for s in sections if s.kind in WHEN for text in _texts(s)
    ]
    tries += [(one.text, True) for one in lead if one.sign in ("time", "date")]
    if day:
        tries.append((line[day.start :], False))
    tries += [(line, False), *((one.text, False) for one in lead)]
    for text, is_timed in tries:
        if found := _event_hours(text, words, is_timed=is_timed):
            return found[0], zone_near(text, found[0], words.language)
    return None


def _event_hours(text: str, words: EventWords, *, is_timed: bool) -> list[Hour]:
    """The hours at which the event may begin, not the registration for it."""
    kept, last = [], 0
    for hour in hours(text, words.language, is_timed=is_timed):
        before = SINCE.split(text[last : hour.start])[-1]
        if not words.find("time", "before_event").search(before):
            kept.append(hour)
        last = hour.end
    return kept


def foreign_town(text: str, words: EventWords) -> str:
    """The first town of a text that keeps another time than the site."""
    home = timezone.get_default_timezone_name()
    for zone in words.keys("towns"):
        found = words.find("towns", zone).search(outside_marks(text))
        if found and zone != home:
            return found.group()
    return ""


def posted_on(lead: Sequence[Line], today: dt.date) -> dt.date:
    """When the text was posted, where a line of the first says so; otherwise the latest whole
    date in it, or today."""
    for line in lead[:3]:
        for day in days(line.text):
            if day.date and ONLY_NUMBERS.fullmatch(line.text):
                return day.date
    printed = [day.date for line in lead for day in days(line.text) if day.date]
    return max(printed, default=today)
