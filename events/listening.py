"""What was said at an event beside its recording: which words are held against it, and where they
were heard."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.fragments import span
from events.models import Check, Event, Recording, Statement, Wording
from events.timecode import timecode
from newsroom.keys import key

# What is held against a recording: the words as they were spoken, else the nearest to them.
ORIGINS = [Wording.Origin.AS_SPOKEN, Wording.Origin.AS_PUBLISHED, Wording.Origin.HUMAN_TRANSLATION]


def listen_url(event: Event, **query: int | None) -> str:
    """The address of the screen for an event, at a wording, a recording, a moment."""
    known = {name: value for name, value in query.items() if value is not None}
    address = reverse("admin:events_event_listen", args=[event.pk])
    return f"{address}?{urlencode(known)}" if known else address


@dataclass(frozen=True)
class Line:
    """A statement in the list: the words that are held against the recording."""

    statement: Statement
    wording: Wording
    url: str
    is_current: bool

    @property
    def check(self) -> Check | None:
        """The latest check of the words."""
        return next(iter(self.wording.checks.all()), None)

    @property
    def is_open(self) -> bool:
        """Whether nobody ever held the statement against a recording."""
        return self.statement.is_unheard


class Listening:
    """What the screen shows. Raises Http404 for words or a recording of another event."""

    def __init__(self, event: Event, asked: dict[str, Any]):
        self.event, self.asked = event, asked
        self.recordings = list(event.recordings.all())
        self.statements = list(Statement.objects.at_event(event).in_order().for_listening())

    @cached_property
    def wording(self) -> Wording | None:
        """The words that were asked for, else the first that nobody heard; None of none."""
        if "wording" in self.asked:
            asked = key(self.asked["wording"])
        elif self.statements:
            unheard = (s for s in self.statements if s.is_unheard)
            asked = self._held(next(unheard, self.statements[0])).pk
        else:
            return None
        words = Wording.objects.current().filter(statement__participation__event=self.event)
        return get_object_or_404(words.for_listening(), pk=asked)

    @cached_property
    def recording(self) -> Recording | None:
        """The recording that was asked for, else the one that the words were held against last."""
        known = {recording.pk: recording for recording in self.recordings}
        if "recording" in self.asked:
            recording = known.get(key(self.asked["recording"]) or 0)
            if recording is None:
                raise Http404("The event has no such recording.")
            return recording
        checks = self.wording.checks.all() if self.wording else []
        held = next((check.recording_id for check in checks if check.recording_id), 0)
        return known.get(held) or next(iter(self.recordings), None)

    @cached_property
    def lines(self) -> list[Line]:
        """All confirmed exact words of the event, in the order in which they were said."""
        current = self.wording.statement_id if self.wording else None
        return [
            Line(s, self._held(s), self.url(self._held(s)), s.pk == current)
            for s in self.statements
        ]

    @property
    def open_lines(self) -> list[Line]:
        return [line for line in self.lines if line.is_open]

    @property
    def done_lines(self) -> list[Line]:
        return [line for line in self.lines if not line.is_open]

    @property
    def previous(self) -> Line | None:
        return self._beside(-1)

    @property
    def next(self) -> Line | None:
        return self._beside(1)

    def _beside(self, step: int) -> Line | None:
        """The one before or after, of those that nobody checked, or of all when none is left."""
        is_any_open = any(line.is_open and not line.is_current for line in self.lines)
        ring = [n for n in self.lines if n.is_current or n.is_open or not is_any_open]
        here = next((n for n, line in enumerate(ring) if line.is_current), -1)
        there = here + step
        return ring[there] if 0 <= there < len(ring) and there != here else None

    def _held(self, statement: Statement) -> Wording:
        """The words of a confirmed statement that are held against a recording."""
        languages = {recording.language for recording in self.recordings}
        return min(
            statement.current_wordings,
            key=lambda w: (ORIGINS.index(w.origin), w.language not in languages, w.pk),
        )

    def url(self, wording: Wording, recording: Recording | None = None) -> str:
        """The address of the screen with these words; the recording stays."""
        shown = recording or self.recording
        pk = shown.pk if shown else None
        return listen_url(self.event, wording=wording.pk, recording=pk)

    @property
    def others(self) -> list[tuple[Recording, str]]:
        """The other recordings of the event, with the addresses that choose them."""
        rest = [recording for recording in self.recordings if recording != self.recording]
        return [(one, self.url(self.wording, one)) for one in rest] if self.wording else []

    @property
    def here(self) -> str:
        """The address of what is shown."""
        return self.url(self.wording) if self.wording else listen_url(self.event)

    @property
    def elsewhere(self) -> str:
        """The address of a recording on another site, at the moment that is known of the words."""
        return self.recording.url_at(self._start)

    @property
    def file(self) -> str:
        """The address of a file of ours for whoever works here, from the same moment."""
        file = reverse("admin:events_recording_file", args=[self.recording.pk])
        return f"{file}#t={span(self._start)}" if self._start else file

    @property
    def starts_at(self) -> str:
        """That moment, as people write it; empty where none is known."""
        return timecode(self._start) if self._start else ""

    @property
    def _start(self) -> int | None:
        return self.initial["start_ms"] if self.wording else None

    @property
    def initial(self) -> dict[str, Any]:
        """Where the words were heard before, and the words themselves."""
        checks = list(self.wording.checks.all()) if self.wording else []
        before = next((c for c in checks if c.recording_id == self.recording.pk), None)
        if before:
            place = {"start_ms": before.start_ms, "end_ms": before.end_ms}
        else:  # of the words before they were put right
            place = {f"{name}_ms": key(self.asked.get(name)) for name in ("start", "end")}
        return {**place, "heard": self.wording.text}
