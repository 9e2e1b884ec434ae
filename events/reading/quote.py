"""What reading a report gives: statements with their speakers, and what looked odd."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

Span = tuple[int, int]

DIRECT, MIXED, INDIRECT, COLLECTIVE = "direct", "mixed", "indirect", "collective"
EXPLICIT, CONTINUED, INFERRED = "explicit", "continued", "inferred"


@dataclass(frozen=True)
class Known:
    """Somebody who is known to have taken part, under all known spellings."""

    name: str
    other_names: Sequence[str] = ()
    role: str = ""
    organization: str = ""
    id: str | int | None = None


@dataclass(frozen=True)
class Quote:
    """One statement. All offsets are characters of the text that was read.

    `passages` are the words themselves, without outer marks and without the author's words: more
    than one where they run over paragraphs. Words that only “he said” parts are quotes of their
    own with the same `utterance`. `speaker_name` is in the nominative where the text or the list
    of participants shows it; it is None where the text names nobody, and `speaker_start` and
    `speaker_end` then cover the words that stand for the speaker (“the experts”), where there are
    any.
    """

    start: int
    end: int
    kind: str
    speaker_name: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    role: str | None = None
    cue: str | None = None
    certainty: str = EXPLICIT
    speaker_id: str | int | None = None
    speaker_is_group: bool = False
    passages: tuple[Span, ...] = ()
    utterance: int = 0


@dataclass(frozen=True)
class Oddity:
    """Something in the text that an editor should look at; `values` fill the sentence."""

    code: str
    text_start: int
    text_end: int
    values: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is odd, in the language of the interface."""
        sentences = {
            "unclosed": gettext(
                "The quotation mark before “%(words)s” is never closed; the quotation was "
                "taken to end with its paragraph."
            ),
            "unopened": gettext(
                "The quotation mark behind “%(words)s” is never opened; the quotation was taken "
                "to begin there."
            ),
            "no_speaker": gettext("Nobody is named as the speaker of “%(words)s”."),
            "ambiguous": gettext(
                "“%(words)s” may be by %(first)s or by %(second)s: the text gives only “%(name)s”."
            ),
            "both": gettext(
                "“%(words)s” is said by %(first)s and %(second)s: one statement has one speaker."
            ),
            "capacities": gettext(
                "%(name)s stands in another capacity, “%(words)s”: one is recorded at an event."
            ),
            "doubled_headline": gettext(
                "The headline “%(words)s” stands twice; it was taken once."
            ),
            "noise": gettext("“%(words)s” comes from the page, not from the report."),
            "beside_date": gettext(
                "“%(words)s” stands beside the date: the line stays in the text."
            ),
            "unbalanced_title": gettext(
                "The quotation mark before the title “%(words)s” is never closed."
            ),
            "year_inferred": gettext("“%(date)s” has no year; %(year)s was taken."),
            "too_long": gettext(
                "The text is longer than %(limit)s characters; only its beginning was read."
            ),
        }
        return sentences[self.code] % self.values
