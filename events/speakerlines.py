"""What the page of a speaker shows: each line with the last answer, and what may be said of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Participation, SpeakerAnswer, Statement
from events.speakers import Given
from newsroom.texts import Text, pick

Kind = SpeakerAnswer.Kind
PROPOSAL, REASON = "proposal", "reason"
# What may be opened below a line: its title, its fields with their rows, and its button.
BOXES: dict[str, tuple[Promise, list[tuple[str, Promise, int]], Promise]] = {
    Kind.CHANGE: (
        _("Propose a change"),
        [(PROPOSAL, _("The words as they should be"), 5), (REASON, _("Why, if you like"), 2)],
        _("Send the change"),
    ),
    Kind.DISPUTE: (_("Dispute"), [(REASON, _("What is wrong"), 4)], _("Send the dispute")),
    Kind.CAPACITY: (
        _("My name or my post is printed wrong"),
        [(REASON, _("What is wrong, and what should stand there"), 3)],
        _("Send to the newsroom"),
    ),
}


@dataclass
class Refused:
    """What was sent and not taken, with what is wrong: by the field, under "" where of none."""

    given: Given
    faults: dict[str, str]
    is_stale: bool = False


@dataclass
class Field:
    """A field, with what was typed into it and what is wrong with that."""

    place: str  # its id on the page
    name: str
    label: Promise
    rows: int
    value: str
    fault: str
    language: str
    is_required: bool


@dataclass
class Box:
    """What may be opened below a line, filled in and sent."""

    kind: str
    title: Promise
    fields: list[Field]
    button: Promise
    is_open: bool


class Line:
    """What may be answered about: the last answer to it, and what was typed of it now."""

    kinds: list[Kind]

    def __init__(self, about: Any, refused: Refused | None):
        self.about = about  # a Wording or a Participation
        self.answer = last(about.answers.all())
        self.refused = refused if refused and self.is_of(refused.given) else None

    def is_of(self, given: Given) -> bool:
        """Whether something was said of this line."""
        return given.about == self.about

    @property
    def boxes(self) -> list[Box]:
        """What may be opened; what was typed stands open."""
        return [self._box(kind) for kind in self.kinds]

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """Where something is wrong, as the id of a place on the page, and what."""
        if self.refused is None:
            return []
        fields = [field for box in self.boxes if box.is_open for field in box.fields]
        places = {field.name: field.place for field in fields}
        first = fields[0].place if fields else f"w{self.about.pk}"
        return [(places.get(name, first), told) for name, told in self.refused.faults.items()]

    def _box(self, kind: Kind) -> Box:
        title, fields, button = BOXES[kind]
        typed = self.refused if self.refused and self.refused.given.kind == kind else None
        return Box(
            kind, title, [self._field(kind, *field, typed) for field in fields], button, bool(typed)
        )

    def _field(self, kind, name, label, rows, typed: Refused | None) -> Field:
        value = getattr(typed.given, name) if typed else ""
        is_words = name == PROPOSAL
        return Field(
            f"{kind}-{name}-{self.about.pk}",
            name,
            label,
            rows,
            value or (self.proposed if is_words else ""),
            typed.faults.get(name, "") if typed else "",
            self.about.language if is_words else "",
            is_required=is_words or kind != Kind.CHANGE,
        )

    @property
    def proposed(self) -> str:
        """What stands in the field for other words at first: what was proposed last, or the words
        as they are."""
        return (self.answer and self.answer.proposal) or str(self.about)


class Words(Line):
    """Words in one language."""

    kinds = [Kind.CHANGE, Kind.DISPUTE]

    def is_of(self, given: Given) -> bool:
        """What was typed of words that others took the place of stands beside those."""
        if given.wording is None:
            return False
        statement = given.wording.statement
        same = (statement.merged_into_id or statement.pk, given.wording.language)
        return same == (self.about.statement_id, self.about.language)

    @property
    def earlier(self) -> list[SpeakerAnswer]:
        """The last answer to each of the words that stood here before, the latest first."""
        before = [
            wording
            for wording in self.about.statement.wordings.all()
            if wording.language == self.about.language and wording.replaced_at
        ]
        answers = [last(wording.answers.all()) for wording in reversed(before)]
        return [answer for answer in answers if answer]


class Named(Line):
    """Name and post in which somebody spoke, in each language."""

    kinds = [Kind.CAPACITY]

    @property
    def printed(self) -> Participation | Text:
        """In the language of the page, or the nearest to it."""
        return pick(self._texts)

    @property
    def others(self) -> list[Participation | Text]:
        """In the other languages."""
        return [text for text in self._texts if text != self.printed]

    @property
    def _texts(self) -> list[Participation | Text]:
        return [self.about, *self.about.texts.all()]


class Said:
    """A statement as its speaker sees it: the words to look at first, then other languages."""

    def __init__(self, statement: Statement, refused: Refused | None):
        self.statement = statement
        first = statement.original or statement.wording_in(statement.participation.printed_language)
        others = [one for one in statement.current_wordings if one != first]
        self.first = Words(first, refused) if first else None
        self.others = [Words(one, refused) for one in others]
        self.is_open = any(line.refused or line.answer for line in self.others)

    @property
    def is_withdrawn(self) -> bool:
        return self.statement.state == Statement.State.WITHDRAWN

    @property
    def lines(self) -> list[Words]:
        """Those that may be answered about."""
        shown = [self.first, *self.others]
        return [] if self.is_withdrawn else [line for line in shown if line]


def last(answers: Iterable[SpeakerAnswer]) -> SpeakerAnswer | None:
    """The latest of the answers, which counts; None of none."""
    return max(answers, key=lambda one: (one.answered_at, one.pk), default=None)
