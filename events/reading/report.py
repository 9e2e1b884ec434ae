"""Reading a report: who said what, in what words, and where it stands in the text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .doubts import Doubt, Doubts
from .head import Head, read_head
from .language import detect_language
from .lines import Line
from .passages import pages
from .people import People
from .quote import DIRECT, Known, Oddity, Quote
from .speakers import Memory
from .statements import Reading, headline_of
from .words import words_of

__all__ = ["Known", "Oddity", "Quote", "Report", "read_report"]

LONGEST = 1_000_000  # characters: a whole book
WORDS_SHOWN = 60


@dataclass(frozen=True)
class Report:
    """All that was read; the offsets are characters of `text`."""

    text: str
    language: str
    quotes: list[Quote]
    event: Head
    warnings: list[Oddity]
    # By the number of the quotation, where the text leaves its speaker open.
    doubts: dict[int, Doubt] = field(default_factory=dict)
    # By the name of a speaker, the other capacities that the text prints.
    capacities: dict[str, list[str]] = field(default_factory=dict)


def read_report(
    text: str,
    language: str | None = None,
    participants: Sequence[Known] = (),
    headline: str = "",
) -> Report:
    """The statements of a report in the order of the text, and its head; `headline` is the one
    that the text was marked with, where it was.

    Everything is a function of the arguments alone; any text can be read.
    """
    language = language or detect_language(text)
    made = pages(text[:LONGEST], words_of(language))
    lines = [Line(made, sentence) for sentence in made.sentences]
    people = People(made.words, participants)
    for line in _headline_last(lines, headline_of(made)):
        people.meet(line)
    people.settle()
    made.surnames = people.surnames()
    reading = Reading(made, Memory(people), lines)
    reading.read()
    quotes = reading.quotes()
    head = read_head(text, language, quotes, headline)
    doubts = Doubts(lines, people, reading.memory.oddities)
    found = doubts.find(text, quotes)
    own = [*made.oddities, *reading.memory.oddities, *_without_speaker(text, quotes)]
    own += doubts.oddities
    warnings = [*own, *head.oddities]
    if len(text) > LONGEST:
        warnings.append(Oddity("too_long", LONGEST, len(text), {"limit": f"{LONGEST:,}"}))
    warnings.sort(key=lambda oddity: oddity.text_start)
    return Report(text, language, quotes, head, warnings, found, people.capacities())


def _headline_last(lines: list[Line], headline: int) -> list[Line]:
    """The sentences with those of the headline behind the others, whose posts are the fuller ones:
    “Ann Hill, Builder of Odd Bridges” is called an engineer in the text."""
    return sorted(lines, key=lambda line: line.sentence.paragraph == headline)


def _without_speaker(text: str, quotes: list[Quote]) -> list[Oddity]:
    found = []
    for quote in quotes:
        if quote.kind == DIRECT and quote.speaker_name is None and quote.role is None:
            shown = text[quote.start : min(quote.end, quote.start + WORDS_SHOWN)]
            found.append(Oddity("no_speaker", quote.start, quote.end, {"words": shown}))
    return found
