"""What changed from one run of words to another, word by word."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

# A word or a stop, with the space before it.
TOKEN = re.compile(r"\s*(?:\w+(?:['’ʼ\-‑]\w+)*|[^\w\s])")
SAME, PUT_IN, TAKEN_OUT = "same", "put_in", "taken_out"
ISLET = 3  # so few letters that stayed between two changes are read as part of the change
# Beyond so many equal pairs, as in a text of one word, the exact comparison takes minutes.
MOST_PAIRS = 50_000


@dataclass
class Passage:
    """Words that stayed, were put in, or were taken out."""

    change: str  # same, put_in, taken_out
    text: str
    is_spaced: bool = True  # whether a space stands before them


def by_words(older: str, newer: str) -> Iterator[Passage]:
    """A sentence with the words marked that differ."""
    old, new = TOKEN.findall(f" {older}"), TOKEN.findall(f" {newer}")
    for is_same, before, after in _without_islets(list(runs(old, new)), old):
        taken_out, put_in = "".join(old[before]), "".join(new[after])
        if is_same:
            yield _passage(SAME, put_in)
        else:
            yield from (_passage(TAKEN_OUT, words) for words in [taken_out] if words)
            yield from (_passage(PUT_IN, words) for words in [put_in] if words)


def _passage(change: str, words: str) -> Passage:
    return Passage(change, words.strip(), words[0].isspace())


def _without_islets(
    found: list[tuple[bool, slice, slice]], old: list[str]
) -> Iterator[tuple[bool, slice, slice]]:
    """The runs, with what hardly parts two changes taken as changed: better read than exact."""
    inside = range(1, len(found) - 1)
    changed = [
        not is_same or (n in inside and len("".join(old[before]).strip()) <= ISLET)
        for n, (is_same, before, _after) in enumerate(found)
    ]
    for is_changed, group in groupby(zip(changed, found, strict=True), lambda pair: pair[0]):
        some = [run for _changed, run in group]
        (_same, first_old, first_new), (_also, last_old, last_new) = some[0], some[-1]
        yield (
            not is_changed,
            slice(first_old.start, last_old.stop),
            slice(first_new.start, last_new.stop),
        )


def runs(old: list[str], new: list[str]) -> Iterator[tuple[bool, slice, slice]]:
    """Where both are equal, and what stands between: places in the old and in the new."""
    counts = Counter(new)
    if sum(counts[one] for one in old) > MOST_PAIRS:
        yield old == new, slice(None), slice(None)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        yield tag == "equal", slice(old_from, old_to), slice(new_from, new_to)
