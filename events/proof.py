"""The proof meter: how many of the words quoted are backed, and by what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.models import Event, Statement, Wording

WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")
# What an editor put in, in brackets, nobody said.
PUT_IN = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True)
class Share:
    """A part of the words, told in a few others."""

    told: str
    words: int
    of: int

    @property
    def percent(self) -> int:
        """The part in whole per cent, rounded down, so that 100 means all; 0 of nothing."""
        return self.words * 100 // self.of if self.of else 0


@dataclass(frozen=True)
class Proof:
    """How many words are quoted, and how many of them are backed in each way."""

    words: int
    checked: int  # against any source, with success
    heard: int  # on a recording
    original: int  # the words as they were spoken are on record
    explicit: int  # the source names the speaker beside the words

    @property
    def shares(self) -> list[Share]:
        """The four parts, the strongest proof first."""
        return [
            Share(_("found on a recording"), self.heard, self.words),
            Share(_("checked against any source"), self.checked, self.words),
            Share(_("with the words as they were spoken"), self.original, self.words),
            Share(_("with the speaker named beside them"), self.explicit, self.words),
        ]


def count(passage: str) -> int:
    """The words of a passage, without what was put in."""
    return len(WORD.findall(PUT_IN.sub(" ", passage)))


def prove(quoted: Iterable[tuple[str, Statement, Wording | None]]) -> Proof:
    """The proof of quoted passages, each with the statement and the wording that it is taken from;
    that of a translation is not that of the original."""
    parts = [(count(passage), statement, wording) for passage, statement, wording in quoted]

    def backed(holds) -> int:
        return sum(words for words, statement, wording in parts if holds(statement, wording))

    return Proof(
        words=backed(lambda _statement, _wording: True),
        checked=backed(lambda _statement, wording: wording and wording.is_backed),
        heard=backed(lambda _statement, wording: wording and wording.found),
        original=backed(lambda statement, _wording: statement.original),
        explicit=backed(lambda s, _wording: s.certainty == Statement.Certainty.EXPLICIT),
    )


def of_event(event: Event) -> Proof:
    """The proof of the exact words on the record of an event: as they were spoken where that is
    kept, else in the nearest language."""
    said = Statement.objects.at_event(event).verbatim().filter(state=Statement.State.CONFIRMED)
    rows = [(row.original or row.wording, row) for row in said.for_speaker()]
    return prove((wording.text, row, wording) for wording, row in rows if wording)
