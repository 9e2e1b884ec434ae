"""The text of a report as the desk shows it: its paragraphs, cut where statements begin and end."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from articles.intake.body import kept_lines, paragraphs
from articles.intake.deciding import REJECTED
from articles.intake.proposing import Line
from articles.models import Intake


@dataclass(frozen=True)
class Piece:
    """A run of the text that lies within the same statements."""

    text: str
    keys: str = ""
    state: str = ""


@dataclass
class Paragraph:
    """A paragraph, by its place in the text; one that is left out of the article is shown pale."""

    start: int
    end: int
    is_left_out: bool
    pieces: list[Piece] = field(default_factory=list)


def shown(intake: Intake, statements: Iterable[Line]) -> list[Paragraph]:
    """The paragraphs of the report, with its statements where they stand."""
    left_out = intake.proposal["left_out"]
    found = [
        Paragraph(*span, is_left_out=not kept_lines(intake.text, span, left_out))
        for span in paragraphs(intake.text)
    ]
    spans = [(start, end, line) for line in statements for start, end in line["passages"]]
    starts = [paragraph.start for paragraph in found]
    touching: list[list] = [[] for _paragraph in found]
    for start, end, line in sorted(spans, key=lambda span: span[:2]):
        at = max(bisect_right(starts, start) - 1, 0)
        while at < len(found) and found[at].start < end:
            touching[at].append((start, end, line))
            at += 1
    for paragraph, near in zip(found, touching, strict=True):
        paragraph.pieces = list(_pieces(intake.text, paragraph, near))
    return found


def paragraph_at(found: list[Paragraph], place: int) -> int:
    """The beginning of the paragraph in which a place of the text lies."""
    return max((one.start for one in found if one.start <= place), default=0)


def _pieces(text: str, paragraph: Paragraph, spans: list[tuple[int, int, Line]]):
    inside = (place for start, end, _line in spans for place in (start, end))
    first, last = paragraph.start, paragraph.end
    cuts = sorted({first, last, *(place for place in inside if first < place < last)})
    for start, end in pairwise(cuts):
        lines = [line for s, e, line in spans if s <= start and end <= e]
        # Of two lines with the same words the one that stands is shown.
        lines.sort(key=lambda line: line["state"] != REJECTED)
        yield Piece(
            text[start:end],
            " ".join(line["key"] for line in lines),
            lines[-1]["state"] if lines else "",
        )
