"""What the reader finds in a report, as the lines that an editor decides one by one.

A line is plain data for JSON, under a key that it keeps: `head`, `event`, `p1`, `s1` and so on.
"""

from typing import Any

from events.models import Event
from events.reading.report import Known, Quote, Report, read_report
from newsroom.folding import fold

Line = dict[str, Any]


def propose(text: str, language: str, event: Event | None = None) -> dict[str, Any]:
    """The lines of a report, and what looked odd in it; the participants of its event help."""
    report = read_report(text, language, known(event) if event else ())
    people = _People(text, getattr(report.event, "participants", ()))
    statements = [
        _statement(f"s{number}", quote, people.key(quote))
        for number, quote in enumerate(report.quotes, start=1)
    ]
    return {
        "head": _head(report),
        "event": _event(report),
        "people": people.lines(),
        "statements": statements,
        "left_out": [list(span) for span in getattr(report.event, "left_out", ())],
        "oddities": [
            {"start": one.text_start, "end": one.text_end, "told": one.sentence}
            for one in report.warnings
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


def _head(report: Report) -> Line:
    head = report.event
    return {
        "key": "head",
        "headline": head.headline,
        "printed_on": str(getattr(head, "printed_on", None) or ""),
        "byline": getattr(head, "byline", ""),
        "byline_name": "",
        "byline_organization": "",
    }


def _event(report: Report) -> Line:
    return {
        "key": "event",
        "title": "",
        "kind": "roundtable",
        "starts_on": "",
        "venue": "",
        "organisers": [],
        "countries": [],
    }


def _statement(key: str, quote: Quote, speaker: str) -> Line:
    passages = quote.passages or ((quote.start, quote.end),)
    return {
        "key": key,
        "passages": [list(span) for span in passages],
        "kind": quote.kind,
        "certainty": quote.certainty,
        "speaker": speaker,
        "cue": quote.cue or "",
    }


class _People:
    """Whoever speaks in the report or is said to have taken part, each once."""

    def __init__(self, text: str, participants):
        self._text = text
        self._found: dict[str, Line] = {}
        for one in participants:
            line = self._line(one.name, "person")
            line["post"], line["organization"] = one.role or "", one.organization or ""

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

    def lines(self) -> list[Line]:
        return list(self._found.values())

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
        return self._found.setdefault(f"{kind} {fold(name)}", empty)
