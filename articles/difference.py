"""What changed from one text to another: sentence by sentence, and word by word inside a sentence.

Paragraphs that are equal are found first, then equal sentences between them; what is left is paired
where two sentences share half of their words, and only the words that differ are marked in these.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from articles import prose
from articles.alignment import Home, Layout, Step, steps
from newsroom.passages import PUT_IN, SAME, TAKEN_OUT, Passage, by_words, runs

BREAK = "¶"
CONTEXT, FOLDED = 1, 3  # paragraphs left beside a change, and the fewest that are worth folding


class Words(Protocol):
    """What can be compared: an article, an edition or a kept version."""

    kicker: str
    headline: str
    standfirst: str
    body: str


@dataclass
class Paragraph:
    """A paragraph of the newer text with what was taken out of it, or one that is gone."""

    passages: list[Passage] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        return any(passage.change != SAME for passage in self.passages)

    @property
    def older(self) -> list[Passage]:
        """What the older text says here."""
        return [passage for passage in self.passages if passage.change != PUT_IN]

    @property
    def newer(self) -> list[Passage]:
        """What the newer text says here."""
        return [passage for passage in self.passages if passage.change != TAKEN_OUT]


@dataclass
class Stretch:
    """Paragraphs that are shown one after the other, or folded to one line."""

    paragraphs: list[Paragraph]
    is_folded: bool


@dataclass
class Part:
    """The kicker, the headline, the standfirst or the text."""

    name: str
    paragraphs: list[Paragraph]

    @property
    def is_changed(self) -> bool:
        return any(paragraph.is_changed for paragraph in self.paragraphs)

    @property
    def stretches(self) -> list[Stretch]:
        """The paragraphs, with long runs of unchanged ones folded but for those beside a change."""
        found: list[Stretch] = []
        for is_changed, run in groupby(self.paragraphs, lambda p: p.is_changed):
            paragraphs = list(run)
            is_last = paragraphs[-1] is self.paragraphs[-1]
            begin = CONTEXT if found else 0
            end = len(paragraphs) - (0 if is_last else CONTEXT)
            if is_changed or end - begin < FOLDED:
                found.append(Stretch(paragraphs, is_folded=False))
            else:
                cut = (paragraphs[:begin], paragraphs[begin:end], paragraphs[end:])
                found += [Stretch(some, is_folded=some is cut[1]) for some in cut if some]
        return found


def difference(older: Words, newer: Words) -> list[Part]:
    """Headline, standfirst and text of two texts, and a kicker that changed, with all that differs
    marked."""
    kickers = (older.kicker, newer.kicker) if older.kicker != newer.kicker else ("", "")
    pairs = [
        ("kicker", *kickers),
        ("headline", older.headline, newer.headline),
        ("standfirst", older.standfirst, newer.standfirst),
        ("text", prose.plain_text(older.body), prose.plain_text(newer.body)),
    ]
    return [Part(name, paragraphs(old, new)) for name, old, new in pairs if old or new]


def any_changed(parts: list[Part]) -> bool:
    """Whether the words of the two texts differ."""
    return any(part.is_changed for part in parts)


def paragraphs(older: str, newer: str) -> list[Paragraph]:
    """The paragraphs of two texts, one a line, with all that differs marked."""
    found: list[Paragraph] = []
    old, new = _lines(older), _lines(newer)
    for is_same, before, after in runs(old, new):
        if is_same:
            found += [Paragraph([Passage(SAME, line)]) for line in new[after]]
        else:
            found += _rewritten(old[before], new[after])
    return found


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _rewritten(older: list[str], newer: list[str]) -> list[Paragraph]:
    """The paragraphs of a stretch in which none stayed as it was."""
    layout = Layout(list(steps(older, newer)))
    found = {home: Paragraph() for home in layout.order()}
    kept: Step | None = None
    for step, home in zip(layout.steps, layout.homes, strict=True):
        if step.old and step.new:
            _mark_break(kept, step, found)
            kept = step
        for passage in _passages(step):
            _append(found[home], passage)
    return list(found.values())


def _mark_break(before: Step | None, step: Step, found: dict[Home, Paragraph]) -> None:
    """Marks that a paragraph was parted, or two joined, between two sentences that stayed."""
    if not (before and before.old and before.new and step.old and step.new):
        return
    was_parted = before.old.paragraph != step.old.paragraph
    is_parted = before.new.paragraph != step.new.paragraph
    if was_parted and not is_parted:
        _append(found["new", step.new.paragraph], Passage(TAKEN_OUT, BREAK))
    elif is_parted and not was_parted:
        _append(found["new", before.new.paragraph], Passage(PUT_IN, BREAK))


def _passages(step: Step) -> Iterator[Passage]:
    if step.old and step.new:
        yield from by_words(step.old.text, step.new.text)
    elif step.old:
        yield Passage(TAKEN_OUT, step.old.text)
    elif step.new:
        yield Passage(PUT_IN, step.new.text)


def _append(paragraph: Paragraph, passage: Passage) -> None:
    """Adds the passage, as one with the one before it where the same happened to both."""
    last = paragraph.passages[-1] if paragraph.passages else None
    if last and last.change == passage.change:
        last.text += (" " if passage.is_spaced else "") + passage.text
    else:
        paragraph.passages.append(passage)
