"""Whether printed words are a statement's words: the check that guards every quotation.

A passage equals a run of whole words of the wording, up to quotation marks, dashes, spaces and the
case of its first letter. `[...]`, `[…]` and `...` stand for words left out, `[other words]` for
words put in. Marks at the ends of a passage belong to the sentence that quotes.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

MARKS = dict.fromkeys(map(ord, '"“”„‟«»‹›″‶`´\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f'))
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ‛′"), "'")
TOKEN = re.compile(r"\[[^\[\]]*\]|\w+(?:'\w+)*|\.{3,}|…|[^\w\s']")
GAP = re.compile(r"^(\[?(\.{3,}|…)\]?)$")


def tokens(text: str) -> list[str]:
    """The words and stops of a text, without its typography."""
    return TOKEN.findall(text.translate(MARKS | DASHES | APOSTROPHES))


def is_verbatim(passage: str, wording: str) -> bool:
    """Whether the passage is a run of whole words of the wording."""
    said = _trimmed(tokens(passage))
    return bool(said) and any(
        _fits(said, tokens(wording), start) for start in _starts(said, wording)
    )


def is_whole(passage: str, wording: str) -> bool:
    """Whether the passage is the wording from its first word to its last."""
    said, recorded = _trimmed(tokens(passage)), _trimmed(tokens(wording))
    return bool(said and recorded) and _alike(said[0], recorded[0]) and said[1:] == recorded[1:]


def difference(passage: str, wording: str) -> list[tuple[str, str]]:
    """Where the passage leaves the wording: pairs of what is printed and what is recorded there;
    empty when it does not."""
    if is_verbatim(passage, wording):
        return []
    printed, recorded = _trimmed(tokens(passage)), tokens(wording)
    matcher = SequenceMatcher(
        None, [t.lower() for t in printed], [t.lower() for t in recorded], False
    )
    blocks = matcher.get_matching_blocks()[:-1]
    if not blocks:
        return [(" ".join(printed), "")]
    # At the ends, as many words are shown of the record as of the text.
    first, last = blocks[0], blocks[-1]
    rest = printed[last.a + last.size :]
    before = (" ".join(printed[: first.a]), " ".join(recorded[: first.b][-first.a :][: first.a]))
    after = (" ".join(rest), " ".join(recorded[last.b + last.size :][: len(rest)]))
    between = [
        (
            " ".join(printed[one.a + one.size : other.a]),
            " ".join(recorded[one.b + one.size : other.b]),
        )
        for one, other in pairwise(blocks)
    ]
    return [pair for pair in (before, *between, after) if any(pair)]


def _trimmed(said: list[str]) -> list[str]:
    """The tokens without stops at either end; a gap or an insertion there says nothing either."""
    inside = [i for i, token in enumerate(said) if re.search(r"\w", token) and token[0] != "["]
    return said[inside[0] : inside[-1] + 1] if inside else []


def _starts(said: list[str], wording: str) -> Iterator[int]:
    return (i for i, token in enumerate(tokens(wording)) if _alike(said[0], token))


def _alike(printed: str, recorded: str) -> bool:
    """Whether two tokens are equal but for the case of the first letter."""
    return printed[1:] == recorded[1:] and printed[0].casefold() == recorded[0].casefold()


def _fits(said: list[str], recorded: list[str], start: int) -> bool:
    """Whether all of `said` is read off `recorded` from `start` on.

    Each run between two gaps takes the first place where it fits, which leaves most room for the
    rest, so no place has to be tried twice.
    """
    first, *others = _runs(said)
    end = _read(first, recorded, start)
    for run in others:
        if end is None:
            return False
        ends = (_read(run, recorded, at) for at in range(end, len(recorded)))
        end = next((found for found in ends if found is not None), None)
    return end is not None


def _runs(said: list[str]) -> list[list[str]]:
    """The tokens parted at the gaps."""
    runs: list[list[str]] = [[]]
    for token in said:
        if GAP.match(token):
            runs.append([])
        else:
            runs[-1].append(token)
    return [run for run in runs if run]


def _read(run: list[str], recorded: list[str], at: int) -> int | None:
    """The place after the run when it is read off from `at`; insertions are passed over."""
    for position, token in enumerate(run):
        found = recorded[at] if at < len(recorded) else ""
        if token == found or (position == 0 and found and _alike(token, found)):
            at += 1
        elif not token.startswith("["):
            return None
    return at
