"""A summary as JSON, documented in docs/formats/event-json.md: only what readers may see."""

import json
from typing import Any

from django.utils import timezone

from events.attribution import Rule
from events.summaries.phrases import citation
from events.summaries.summary import Choice, Mark, Participant, Said, Speaker, Summary, Words

FORMAT, VERSION = "newsroom-event", 1


def render(summary: Summary) -> bytes:
    """The summary in UTF-8."""
    return (json.dumps(data(summary), ensure_ascii=False, indent=1) + "\n").encode()


def data(summary: Summary) -> dict[str, Any]:
    """The summary as plain lists and objects."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "profile": "recap",
        "language": summary.language,
        "at": timezone.localtime(summary.at).isoformat(timespec="seconds"),
        "publisher": {"name": summary.site_name, "url": summary.site_url},
        "cite_as": citation(summary),
        "event": _event(summary),
        "participants": [_participant(row) for row in summary.participants],
        "participants_total": summary.present,
        "is_record_open": summary.is_record_open,
        "statements": [_said(row) for row in summary.statements],
        "recordings": [
            {
                "title": row.title,
                "url": row.url,
                "language": row.language,
                "length_ms": row.length_ms,
                "archive_url": row.archive_url,
            }
            for row in summary.recordings
        ],
        "coverage": [
            {
                "headline": _words(row.headline),
                "kind": _choice(row.kind),
                "printed_on": row.printed_on.isoformat(),
                "url": row.url,
            }
            for row in summary.coverage
        ],
        "verification": _verification(summary),
    }


def _event(summary: Summary) -> dict[str, Any]:
    return {
        "slug": summary.slug,
        "url": summary.url,
        "title": _words(summary.title),
        "other_titles": [_words(title) for title in summary.other_titles],
        "kind": _choice(summary.kind),
        "status": _choice(summary.status),
        "mode": _choice(summary.mode),
        **_when(summary),
        "place": _words(summary.place),
        "venue": _words(summary.venue),
        "stream": summary.stream,
        "working_languages": [language.value for language in summary.working_languages],
        "attending": summary.attending,
        "organizations": [
            {
                "kind": _choice(row.kind),
                "name": _words(row.name),
                "acknowledgement": row.acknowledgement,
                "grant_number": row.grant_number,
            }
            for row in summary.organizers
        ],
        "rule": _rule(summary.rule),
        "session_rules": [
            {"session": _words(title), **_rule(rule)} for title, rule in summary.session_rules
        ],
        "summary": _words(summary.lead),
        "description": _words(summary.description),
        "questions": [_words(line) for line in summary.questions],
        "open_questions": [_words(line) for line in summary.open_questions],
        "topics": [_words(topic) for topic in summary.topics],
        "countries": [_choice(country) for country in summary.countries],
    }


def _when(summary: Summary) -> dict[str, Any]:
    when = summary.when
    return {
        "starts_on": when.starts_on.isoformat(),
        "starts_at": when.starts_at and when.starts_at.isoformat("minutes"),
        "ends_on": when.ends_on and when.ends_on.isoformat(),
        "ends_at": when.ends_at and when.ends_at.isoformat("minutes"),
        "time_zone": when.time_zone,
    }


def _words(words: Words | None) -> dict[str, str] | None:
    return {"text": words.text, "language": words.language} if words else None


def _choice(choice: Choice | None) -> dict[str, str] | None:
    return {"value": choice.value, "label": choice.label} if choice else None


def _rule(rule: Rule) -> dict[str, str]:
    return {"value": rule.name.lower(), "sentence": str(rule.sentence)}


def _speaker(speaker: Speaker) -> dict[str, str]:
    return {
        "name": speaker.name,
        "post": speaker.post,
        "organization": speaker.organization,
        "language": speaker.language,
        "url": speaker.url,
    }


def _participant(row: Participant) -> dict[str, Any]:
    return {
        **_speaker(row.speaker),
        "kind": _choice(row.kind),
        "part": _choice(row.part),
        "attendance": _choice(row.attendance),
        "presence": _choice(row.presence),
        "country": _choice(row.country),
        "session": _words(row.session),
    }


def _said(row: Said) -> dict[str, Any]:
    return {
        "id": row.id,
        "url": row.url,
        "kind": _choice(row.kind),
        "said_on": row.said_on.isoformat(),
        "session": _words(row.session),
        "speaker": _speaker(row.speaker),
        "rule": row.rule.name.lower(),
        "words": _words(row.words),
        "origin": _choice(row.origin),
        "translator": row.translator,
        "original": _words(row.original),
        "certainty": _choice(row.certainty),
        "topics": [_words(topic) for topic in row.topics],
        "check": _mark(row.mark),
        "is_checked": row.is_checked,
        "reply_to": row.reply_to or None,
        "forecast_due_on": row.forecast_due_on and row.forecast_due_on.isoformat(),
        "forecast_outcome": _choice(row.forecast_outcome),
    }


def _mark(mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {
        "method": _choice(mark.method),
        "outcome": _choice(mark.outcome),
        "checked_on": mark.checked_on.isoformat(),
        "timecode": mark.timecode,
        "recording_url": mark.recording_url,
        "is_of_original": mark.is_of_original,
    }


def _verification(summary: Summary) -> dict[str, Any]:
    note = summary.verification
    return {
        "statements": note.statements,
        "by_kind": note.by_kind,
        "direct_checked_against_recording": note.direct_checked,
        "originals": note.originals,
        "by_method": {method.value: count for method, count in note.by_method},
        "countries_without_a_named_speaker": [country.value for country in note.countries_unnamed],
    }
