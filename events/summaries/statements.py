"""Says of statements what readers may know."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.utils import timezone

from events.models import Check, Event, Recording, Statement
from events.summaries.pieces import absolute, choice, name_of, session_title, speaker, words
from events.summaries.summary import Choice, Mark, Said, Verification, Words


class Teller:
    """Says of public statements what a reader may know, in a language and at a moment.

    `recordings` are those that readers may hear, `shown` the ids of the statements that answers may
    name, `participants` the people whom a rule may hide; each by primary key.
    """

    def __init__(
        self,
        language: str,
        at: datetime,
        recordings: dict[int, Recording],
        shown: dict[int, str],
        participants: set[int],
    ):
        self.language, self.at = language, at
        self.recordings, self.shown, self.participants = recordings, shown, participants

    def said(self, row: Statement) -> Said:
        """What a summary says of one statement."""
        wording = row.wording_in(self.language)
        original = row.original
        return Said(
            id=row.public_id,
            url=absolute(row.get_absolute_url()),
            kind=choice(row, "kind"),
            said_on=row.said_on,
            session=session_title(row.participation),
            speaker=speaker(row.label(self.language, self.at)),
            rule=row.effective_rule,
            words=words(wording, "text"),
            origin=choice(wording, "origin"),
            translator=self._translator(wording),
            original=Words(original.text, original.language) if original else None,
            certainty=choice(row, "certainty"),
            topics=[name_of(topic) for topic in row.public_topics],
            mark=self._mark(row, wording),
            is_checked=bool(wording and wording.found),
            methods=self._methods(row),
            reply_to=self.shown.get(row.reply_to_id or 0, ""),
            forecast_due_on=row.forecast_due_on,
            forecast_outcome=choice(row, "forecast_outcome") if row.forecast_outcome else None,
        )

    def _checks(self, row: Statement, wording: Any) -> list[Check]:
        """The checks that count: of the words shown, then of what they are translated from."""
        sources = [source for source in [wording, row.source_of(wording)] if source]
        return [check for source in sources for check in source.standing_checks]

    def _mark(self, row: Statement, wording: Any) -> Mark | None:
        """The best check: of a recording that bears the words out, else the latest."""
        check = row.found_for(wording) or next(iter(self._checks(row, wording)), None)
        if check is None:
            return None
        recording = self.recordings.get(check.recording_id or 0)
        return Mark(
            method=choice(check, "method"),
            outcome=choice(check, "outcome"),
            checked_on=timezone.localdate(check.checked_at),
            timecode=check.timecode if recording else "",
            recording_url=absolute(recording.url_at(check.start_ms)) if recording else "",
            is_of_original=check.wording_id != wording.pk,
        )

    def _methods(self, row: Statement) -> list[Choice]:
        """How the words that stand were checked with success, each method once."""
        failed = {Check.Outcome.NOT_FOUND}
        checks = self._checks(row, row.wording_in(self.language))
        found = {c.method: choice(c, "method") for c in checks if c.outcome not in failed}
        return list(found.values())

    def _translator(self, wording: Any) -> str:
        """Who translated; not one who took part, whose name a rule may hide."""
        hidden = wording.translator_id in self.participants
        return "" if hidden else str(wording.translator or "")


def statements_of(event: Event, at: datetime) -> list[Statement]:
    """The public statements of an event, in their order."""
    public = Statement.objects.public(at).at_event(event).in_order()
    return list(public.for_page().prefetch_related("participation__session__texts"))


def verify(said: list[Said], countries_unnamed: list[Choice]) -> Verification:
    """How many of the statements are backed, and by what."""
    direct = [s for s in said if s.kind.value == Statement.Kind.DIRECT]
    methods = Counter(method for s in said for method in s.methods)
    known = [Choice(value, str(label)) for value, label in Check.Method.choices]
    return Verification(
        statements=len(said),
        by_kind={
            value: sum(s.kind.value == value for s in said) for value in Statement.Kind.values
        },
        direct_checked=sum(s.is_checked for s in direct),
        originals=sum(s.original is not None for s in said),
        by_method=[(method, methods[method]) for method in known],
        countries_unnamed=countries_unnamed,
    )
