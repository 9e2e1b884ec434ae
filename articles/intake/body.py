"""A report as an article prints it: its paragraphs, with the statements marked where they stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

Span = tuple[int, int]
OPENING, CLOSING = '“«„"‘‹', '”»“"’›″‟'
# Between the last word and the closing mark.
STOPS = ",.!?…;:"
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
LINE = re.compile(r"\n\s*")


@dataclass(frozen=True)
class Mark:
    """Words of a statement in the text, to be marked with its id."""

    start: int
    end: int
    public_id: str
    is_quoted: bool


def paragraphs(text: str) -> list[Span]:
    """Where each paragraph stands: between blank lines, or where there are none, each line."""
    parting = BLANK_LINE if BLANK_LINE.search(text.strip()) else LINE
    ends = [(0, 0), *(gap.span() for gap in parting.finditer(text)), (len(text), len(text))]
    spans = (_trimmed(text, one[1], other[0]) for one, other in pairwise(ends))
    return [(start, end) for start, end in spans if start < end]


def with_marks(text: str, passage: Span, within: Span) -> Span:
    """The passage with the quotation marks that are printed round it, on either side where there
    are any; a comma or stop before the closing one goes with it."""
    start, end = passage
    if start > within[0] and text[start - 1] in OPENING:
        start -= 1
    stop = end
    while stop < within[1] and text[stop] in STOPS:
        stop += 1
    if stop < within[1] and text[stop] in CLOSING:
        end = stop + 1
    return start, end


def article_body(text: str, marks: Iterable[Mark], left_out: Sequence[Span] = ()) -> str:
    """The HTML of the text without the paragraphs or lines that are left out."""
    marks = sorted(marks, key=lambda mark: mark.start)
    html = (_paragraph(text, span, marks, left_out) for span in paragraphs(text))
    return "".join(f"<p>{words}</p>" for words in html if words)


def _paragraph(text: str, span: Span, marks: list[Mark], left_out: Sequence[Span]) -> str:
    kept = kept_lines(text, span, left_out)
    return "<br>".join("".join(_marked(text, line, marks)) for line in kept)


def kept_lines(text: str, span: Span, left_out: Sequence[Span]) -> list[Span]:
    """The lines of a paragraph that are printed."""
    at, kept = span[0], []
    for line in text[span[0] : span[1]].split("\n"):
        start, end = _trimmed(text, at, at + len(line))
        at += len(line) + 1
        if start < end and not any(s <= start and end <= e for s, e in left_out):
            kept.append((start, end))
    return kept


def _marked(text: str, line: Span, marks: list[Mark]) -> Iterator[str]:
    at, end = line
    for mark in marks:
        if mark.end <= at or mark.start >= end:
            continue
        passage = max(mark.start, at), min(mark.end, end)
        first, last = with_marks(text, passage, (at, end)) if mark.is_quoted else passage
        tag = "q" if mark.is_quoted else "span"
        yield escape(text[at:first], quote=False)
        yield f'<{tag} data-statement="{mark.public_id}">'
        yield escape(text[first:last], quote=False) + f"</{tag}>"
        at = last
    yield escape(text[at:end], quote=False)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
