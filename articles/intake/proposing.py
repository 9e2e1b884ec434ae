"""What the reader finds in a report, as the lines that an editor decides one by one.

A line is plain data for JSON, under a key that it keeps: `head`, `event`, `p1`, `s1` and so on.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event
from events.reading.capacities import read_capacity
from events.reading.doubts import Doubt
from events.reading.head import Head, Speaker
from events.reading.report import Known, Quote, Report, read_report
from newsroom.folding import fold
from newsroom.templatetags.newsroom import in_words

Line = dict[str, Any]
LONGEST_HEADLINE = 250
# As many as a page can show and send; a long report has fifty.
A_YEAR = timedelta(days=366)
MOST_STATEMENTS, MOST_PEOPLE, MOST_ODDITIES = 500, 200, 50


def propose(
    text: str,
    language: str,
    event: Event | None = None,
    headline: str = "",
    today: date | None = None,
) -> dict[str, Any]:
    """The lines of a report, and what looks odd in it on a day; the participants of its event
    help, and the headline that the text as it was handed in marks as one."""
    report = read_report(text, language, known(event) if event else (), headline)
    quotes = report.quotes[:MOST_STATEMENTS]
    named = {quote.speaker_name for quote in quotes}
    people = _People(text, (one for one in report.event.participants if one.name in named))
    statements = []
    for number, quote in enumerate(quotes):
        doubt = report.doubts.get(number)
        line = _statement(f"s{number + 1}", quote, "" if doubt else people.key(quote))
        if doubt:
            line["doubt"] = people.doubt(doubt, language)
        statements.append(line)
    for name, roles in report.capacities.items():
        people.capacities(name, roles, language)
    return {
        "head": _head(report.event),
        "event": _event(report.event),
        "people": people.lines(),
        "statements": statements,
        "left_out": [list(span) for span in report.event.own_lines],
        "oddities": [
            *_out_of_time(report.event, today or timezone.localdate()),
            *_oddities(report),
            *_beyond(report.quotes),
            *people.beyond(),
        ],
    }


def known(event: Event) -> list[Known]:
    """Those who take part in an event, under all their spellings."""
    rows = event.participations.select_related("person").prefetch_related("texts", "person__names")
    return [
        Known(
            name=row.printed_name,
            other_names=sorted(row.spellings),
            role=row.printed_post,
            organization=row.printed_organization,
            id=row.person_id,
        )
        for row in rows
        if row.person
    ]


def _head(head: Head) -> Line:
    byline = head.byline
    return {
        "key": "head",
        "headline": head.headline[:LONGEST_HEADLINE],
        "printed_on": _day(head.printed_on),
        "byline": byline.printed if byline else "",
        "byline_name": byline.person if byline else "",
        "byline_organization": byline.organization if byline else "",
    }


def _event(head: Head) -> Line:
    return {
        "key": "event",
        "title": head.title or head.headline[:LONGEST_HEADLINE],
        "kind": head.kind if head.kind in Event.Kind.values else Event.Kind.OTHER.value,
        "starts_on": _day(head.starts_on),
        "venue": head.venue,
        "organisers": head.organizers,
        "countries": head.countries,
    }


def _oddities(report: Report) -> list[Line]:
    return [
        {"start": one.text_start, "end": one.text_end, "told": one.sentence}
        for one in report.warnings[:MOST_ODDITIES]
    ]


def _out_of_time(head: Head, today: date) -> list[Line]:
    """That a report tells of an event to come, or long past: the year may be another."""
    day, (start, end) = head.starts_on, head.day_span or (0, 0)
    if day is None:
        return []
    if day > min(head.printed_on or today, today):
        told = _("The event is dated %(day)s, after the report was written: look at the date.")
    elif day < today - A_YEAR:
        told = _("The event is dated %(day)s, more than a year ago: look at the year.")
    else:
        return []
    return [{"start": start, "end": end, "told": told % {"day": in_words(day)}}]


def _beyond(quotes: list[Quote]) -> list[Line]:
    """That more was found than one page can show."""
    beyond = quotes[MOST_STATEMENTS:]
    told = _("Only the first %(most)d statements are shown, of %(count)d: hand it in in parts.")
    counts = {"most": MOST_STATEMENTS, "count": len(quotes)}
    return [{"start": q.start, "end": q.end, "told": told % counts} for q in beyond[:1]]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _statement(key: str, quote: Quote, speaker: str) -> Line:
    passages = quote.passages or ((quote.start, quote.end),)
    return {
        "key": key,
        "passages": [list(span) for span in passages],
        "kind": quote.kind,
        "certainty": quote.certainty,
        "speaker": speaker,
        "cue": quote.cue or "",
        "who": [quote.speaker_start, quote.speaker_end] if quote.speaker_end else [],
    }


def _capacity(role: str, language: str) -> dict[str, str]:
    found = read_capacity(role, language)
    return {"post": found.post, "organization": found.organization}


class _People:
    """Whoever speaks in the report or is said to have taken part, each once."""

    def __init__(self, text: str, speakers: Iterable[Speaker]):
        self._text = text
        self._found: dict[str, Line] = {}
        self._beyond: dict[str, Line] = {}
        for one in speakers:
            line = self._line(one.name, "person")
            line["post"], line["organization"] = one.post, one.organization

    def key(self, quote: Quote) -> str:
        """The key of the line of whoever said it; empty where the text names nobody."""
        if quote.speaker_name and not quote.speaker_is_group:
            line = self._line(quote.speaker_name, "person")
            line["person"] = quote.speaker_id or line.get("person")
            if not (line["post"] or line["organization"]):
                line["post"] = quote.role or ""
        elif label := self._label(quote):
            line = self._line(label, "group")
        else:
            return ""
        return line["key"]

    def doubt(self, doubt: Doubt, language: str) -> Line:
        """Why a speaker is left to be chosen, and the keys of those who may be meant."""
        keys = []
        for one in doubt.among:
            line = self._line(one.name, "person")
            line["person"] = one.id or line.get("person")
            if not (line["post"] or line["organization"]):
                line |= _capacity(one.role, language)
            keys.append(line["key"])
        among = [key for key in keys if key]
        return {"code": doubt.code, "printed": doubt.printed, "among": among}

    def capacities(self, name: str, roles: list[str], language: str) -> None:
        """Keeps the other capacities in which somebody stands in the text beside the first."""
        line = self._found.get(f"person {fold(name)}")
        if line:
            first = {"post": line["post"], "organization": line["organization"]}
            line["capacities"] = [first, *(_capacity(role, language) for role in roles)]

    def lines(self) -> list[Line]:
        return list(self._found.values())

    def beyond(self) -> list[Line]:
        """That more people speak than one page can show."""
        if not self._beyond:
            return []
        told = _(
            "Only the first %(most)d participants are shown; %(name)s and others who follow are "
            "left out: add them, or hand the report in in parts."
        )
        name = next(iter(self._beyond))
        start = max(self._text.find(name), 0)
        sentence = told % {"most": MOST_PEOPLE, "name": name}
        return [{"start": start, "end": start + len(name), "told": sentence}]

    def _label(self, quote: Quote) -> str:
        if quote.speaker_name:
            return quote.speaker_name
        if quote.speaker_start is None or not quote.speaker_is_group:
            return ""
        return " ".join(self._text[quote.speaker_start : quote.speaker_end].split())

    def _line(self, name: str, kind: str) -> Line:
        empty = {
            "key": f"p{len(self._found) + 1}",
            "kind": kind,
            "name": name,
            "post": "",
            "organization": "",
        }
        place = f"{kind} {fold(name)}"
        if place not in self._found and len(self._found) >= MOST_PEOPLE:
            # Nobody's line: the statement is left to be given to somebody.
            return self._beyond.setdefault(name, {**empty, "key": ""})
        return self._found.setdefault(place, empty)
