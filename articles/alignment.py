"""Which sentence of one text became which of another, and in which paragraph each is shown."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from newsroom.passages import runs

SENTENCE_END = re.compile(r"(?<=[.!?…])([”»“\"’)]*)\s+(?=[\"“«„(\w])")
MOST_SENTENCES = 100_000  # old ones times new ones that are tried as pairs
LIKENESS = 0.5

# The paragraph in which a step is shown: ("new", n) of the newer text, or ("old", n), one that is
# gone as a whole.
Home = tuple[str, int]


class Sentence(NamedTuple):
    """A sentence, and which paragraph of its side it stands in."""

    text: str
    paragraph: int


class Step(NamedTuple):
    """A sentence of the older text beside what became of it in the newer; None: nothing."""

    old: Sentence | None
    new: Sentence | None


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return SENTENCE_END.sub(r"\1" + "\x00", text).split("\x00")


def steps(older: list[str], newer: list[str]) -> Iterator[Step]:
    """Each sentence of the paragraphs once, in an order in which both texts can be read."""
    old, new = _numbered(older), _numbered(newer)
    for is_same, before, after in runs([s.text for s in old], [s.text for s in new]):
        if is_same:
            yield from map(Step, old[before], new[after])
        else:
            yield from _paired(old[before], new[after])


class Layout:
    """Where each step is shown."""

    def __init__(self, steps: list[Step]):
        self.steps = steps
        self.replaced = _replaced(steps)
        self.homes = self._homes()

    def order(self) -> Iterator[Home]:
        """The paragraphs, each where the first words stand that are its own; some repeatedly."""
        for step, home in zip(self.steps, self.homes, strict=True):
            # What was cut from the head of a paragraph that lives on waits for what is left of it.
            is_own = step.old and step.old.paragraph in self.replaced
            if step.new or home[0] == "old" or is_own:
                yield home

    def _homes(self) -> list[Home]:
        """What was taken out stands where its paragraph lives on, or with the new one that came in
        its place, or in that which was joined over it."""
        lives_on = self.replaced | {
            step.old.paragraph: step.new.paragraph
            for step in reversed(self.steps)
            if step.old and step.new
        }
        homes: list[Home] = []
        before = -1
        for step, after in zip(self.steps, self._ahead(), strict=True):
            if step.new:
                homes.append(("new", step.new.paragraph))
                if step.old:
                    lives_on[step.old.paragraph] = before = step.new.paragraph
            elif step.old:
                n = step.old.paragraph
                home = before if before == after else lives_on.get(n)
                homes.append(("old", n) if home is None else ("new", home))
        return homes

    def _ahead(self) -> list[int | None]:
        """For each step the paragraph of the next sentence that stayed."""
        ahead: list[int | None] = []
        following = None
        for step in reversed(self.steps):
            if step.old and step.new:
                following = step.new.paragraph
            ahead.append(following)
        return ahead[::-1]


def _numbered(lines: list[str]) -> list[Sentence]:
    return [Sentence(text, n) for n, line in enumerate(lines) for text in sentences(line)]


def _paired(old: list[Sentence], new: list[Sentence]) -> Iterator[Step]:
    """The sentences with those paired that are most alike; no two pairs cross."""
    done_old = done_new = 0
    for i, j in _pairs([_words(s.text) for s in old], [_words(s.text) for s in new]):
        yield from (Step(sentence, None) for sentence in old[done_old:i])
        yield from (Step(None, sentence) for sentence in new[done_new:j])
        yield Step(old[i], new[j])
        done_old, done_new = i + 1, j + 1
    yield from (Step(sentence, None) for sentence in old[done_old:])
    yield from (Step(None, sentence) for sentence in new[done_new:])


def _pairs(old: list[set[str]], new: list[set[str]]) -> list[tuple[int, int]]:
    """The places of the pairs whose likenesses have the greatest sum."""
    if len(old) * len(new) > MOST_SENTENCES:
        return []
    # best[i][j] is the greatest sum that the sentences from i and from j on can reach.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            likeness = _likeness(old[i], new[j])
            paired = likeness + best[i + 1][j + 1] if likeness >= LIKENESS else 0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _words(sentence: str) -> set[str]:
    return set(re.findall(r"\w+", sentence.casefold()))


def _likeness(one: set[str], other: set[str]) -> float:
    """How many of the words of two sentences are the same: from 0 to 1."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def _replaced(steps: list[Step]) -> dict[int, int]:
    """The paragraphs of which nothing stayed, each with the new one that stands in its place."""
    kept_old = {step.old.paragraph for step in steps if step.old and step.new}
    kept_new = {step.new.paragraph for step in steps if step.old and step.new}
    found: dict[int, int] = {}
    for is_kept, run in groupby(steps, lambda step: bool(step.old and step.new)):
        between = [] if is_kept else list(run)
        gone = {step.old.paragraph for step in between if step.old} - kept_old
        come = {step.new.paragraph for step in between if step.new} - kept_new
        found |= zip(sorted(gone), sorted(come), strict=False)
    return found
