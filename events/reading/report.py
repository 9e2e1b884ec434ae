"""Reading a report: who said what, in what words, and where it stands in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .head import Head, read_head
from .language import detect_language
from .quote import Known, Oddity, Quote

__all__ = ["Known", "Oddity", "Quote", "Report", "read_report"]

MARKED = re.compile('“([^“”\n]+)”|«([^«»\n]+)»|"([^"\n]+)"')
NAME = r"[A-ZА-ЯІЇЄҐ][\w’'-]+(?: [A-ZА-ЯІЇЄҐ][\w’'-]+){0,2}"
AFTER = re.compile(r"[\s,–—-]*(said|says|сказа\w+|заяви\w+|наголоси\w+) (" + NAME + ")")


@dataclass(frozen=True)
class Report:
    """All that was read; the offsets are characters of `text`."""

    text: str
    language: str
    quotes: list[Quote]
    event: Head
    warnings: list[Oddity]


def read_report(
    text: str, language: str | None = None, participants: Sequence[Known] = ()
) -> Report:
    """The statements of a report in the order of the text, and its head."""
    language = language or detect_language(text)
    quotes = []
    for marked in MARKED.finditer(text):
        after = AFTER.match(text, marked.end())
        if after:
            span = (marked.start() + 1, marked.end() - 1)
            quotes.append(
                Quote(
                    *span,
                    kind="direct",
                    speaker_name=after[2],
                    speaker_start=after.start(2),
                    speaker_end=after.end(2),
                    cue=after[1],
                    passages=(span,),
                )
            )
    return Report(text, language, quotes, read_head(text, language, quotes), [])
