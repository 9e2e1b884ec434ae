"""What changed from one edition to another, sentence by sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from articles import prose
from articles.models import Edition

SENTENCE_END = re.compile(r"(?<=[.!?…])([”»“\"’)]*)\s+(?=[\"“«„(\w])")
BREAK = "\n"


@dataclass
class Passage:
    """Words that stayed, were put in, or were taken out."""

    change: str  # same, put_in, taken_out
    text: str


@dataclass
class Paragraph:
    """A paragraph of the newer edition with what was taken out of it."""

    passages: list[Passage] = field(default_factory=list)


@dataclass
class Part:
    """The headline, the standfirst or the text."""

    name: str
    paragraphs: list[Paragraph]

    @property
    def is_changed(self) -> bool:
        return any(p.change != "same" for one in self.paragraphs for p in one.passages)


def difference(older: Edition, newer: Edition) -> list[Part]:
    """The headline, standfirst and text of two editions, with all that differs marked."""
    pairs = [
        ("headline", older.headline, newer.headline),
        ("standfirst", older.standfirst, newer.standfirst),
        ("text", prose.plain_text(older.body), prose.plain_text(newer.body)),
    ]
    return [Part(name, _paragraphs(old, new)) for name, old, new in pairs if old or new]


def sentences(text: str) -> list[str]:
    """The sentences of a text, with a line break between two paragraphs."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        marked = SENTENCE_END.sub(r"\1" + "\x00", paragraph)
        found += [BREAK, *marked.split("\x00")]
    return found[1:]


def _paragraphs(older: str, newer: str) -> list[Paragraph]:
    paragraphs = [Paragraph()]
    for change, sentence in _changes(sentences(older), sentences(newer)):
        if sentence != BREAK:
            paragraphs[-1].passages.append(Passage(change, sentence))
        elif change != "taken_out":
            paragraphs.append(Paragraph())
    return [paragraph for paragraph in paragraphs if paragraph.passages]


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield from (("same", sentence) for sentence in new[new_from:new_to])
        else:
            yield from (("taken_out", sentence) for sentence in old[old_from:old_to])
            yield from (("put_in", sentence) for sentence in new[new_from:new_to])
