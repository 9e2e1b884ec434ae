"""What an event is and what it is called, in a sentence about it."""

import re
from functools import lru_cache

from .eventwords import EventWords
from .marks import SINGLE, marked
from .moments import days
from .outline import sentences
from .persons import name_before

LONGEST_TITLE = 300
SHORTEST = 8  # characters of a title without marks
SHORTEST_SINGLE = 12  # characters between ‘ and ’, which may be an apostrophe
NEAR = 90  # characters before a title in which its kind stands


@lru_cache(maxsize=1_000)
def outside_marks(text: str) -> str:
    """The text with the words in marks blanked, at the same places."""
    out = list(text)
    for one in marked(text, 0, len(text)):
        if one.family != SINGLE and one.is_closed:
            out[one.inner_start : one.inner_end] = " " * (one.inner_end - one.inner_start)
    return "".join(out)


def without_marks(text: str) -> str:
    """The text without the marks round it."""
    text = text.strip(" .")
    found = marked(text, 0, len(text))
    if found and found[0].start == 0 and found[0].end >= len(text) - 1:
        return text[found[0].inner_start : found[0].inner_end].strip()
    return text


def is_kind(text: str, words: EventWords) -> bool:
    """Whether a text is the name of a kind of event and nothing else."""
    return any(words.is_one("kinds", kind, text) for kind in words.keys("kinds"))


def kind_in(texts: list[str], words: EventWords) -> str | None:
    """The first kind of event that the texts name outside of marks; a general word such as
    “meeting” only where there is no other."""
    general: str | None = None
    for text in texts:
        for _, _, kind, printed in _in_order(_kinds(_with_marked_kind(text, words), words)):
            if not words.is_one("marks", "generic_kinds", printed):
                return kind
            general = general or kind
    return general


def _in_order(kinds: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """The kinds in the order of print; of those at one place the longer, and “other” last."""
    return sorted(kinds, key=lambda one: (one[0], one[1], one[2] == "other"))


def _kinds(text: str, words: EventWords) -> list[tuple[int, int, str, str]]:
    """The kinds named in a text: where, the longer first, which and as printed."""
    return [
        (match.start(), -len(match.group()), kind, match.group())
        for kind in words.keys("kinds")
        for match in words.find("kinds", kind).finditer(text)
    ]


def kind_ends(text: str, words: EventWords) -> list[int]:
    """Where the kinds that a text names end."""
    return [start - length for start, length, _, _ in _kinds(text, words)]


def kind_starts(text: str, words: EventWords) -> list[int]:
    return [start for start, _, _, _ in _kinds(text, words)]


def _with_marked_kind(text: str, words: EventWords) -> str:
    """The text outside of marks, and a kind of event that alone stands in marks."""
    out = list(outside_marks(text))
    for one in marked(text, 0, len(text)):
        inner = text[one.inner_start : one.inner_end]
        if len(inner) < NEAR and is_kind(inner, words):
            out[one.inner_start : one.inner_end] = inner
    return "".join(out)


def marked_title(line: str, words: EventWords) -> tuple[str, bool, int] | None:
    """What stands in marks right after the kind of event or “on the topic”; whether its marks are
    closed, and where it begins."""
    for one in marked(line, 0, len(line)):
        size = one.inner_end - one.inner_start
        if one.depth or size < 3 or (one.family == SINGLE and size < SHORTEST_SINGLE):
            continue
        inner = line[one.inner_start : one.inner_end].strip()
        if is_kind(inner, words) or not introduces_title(
            line[max(0, one.start - NEAR) : one.start], words
        ):
            continue
        if not one.is_closed:
            # The mark is missing: the title ends with the sentence.
            inner = re.split(r"(?<=[.?!]) ", inner)[0]
        return inner.rstrip(" .,;")[:LONGEST_TITLE], one.is_closed, one.start
    return None


def introduces_title(before: str, words: EventWords) -> bool:
    """Whether what stands before a mark says that a title follows."""
    if re.search(r"[.!?…]\s*$", before):
        return False
    before = (sentences(before) or [""])[-1]
    bare = before.rstrip(" :–—-")
    if any(
        match.end() >= len(bare) for match in words.find("cues", "title_after").finditer(before)
    ):
        return True
    for end in kind_ends(before, words):
        between = before[end:].strip(' :–—-«“"»”,')
        is_far = len(between) >= NEAR / 2 or re.search(r"[,;(]", between)
        if not between or not (is_far or words.find("capacities", "bodies").search(between)):
            return True
        if (name := name_before(between, words)) and (name.is_sure or name.start):
            return True  # «брифінг міністра енергетики Олени Гай «Зима»»
    return False


def title_after_cue(sentence: str, words: EventWords) -> str:
    """A title without marks: what follows “roundtable on the topic”."""
    for match in words.find("cues", "title_after").finditer(sentence):
        rest = sentence[match.end() :].strip(" :–—-")
        ends = [day.start for day in days(rest) if day.start > SHORTEST]
        rest = re.sub(r"(?: on)?[ ,–—-]*$", "", rest[: min(ends, default=len(rest))])
        before = sentence[: match.start()].rstrip(" ,:–—-")
        follows_kind = any(end >= len(before) - 25 for end in kind_ends(before, words))
        if follows_kind and len(rest) > SHORTEST and not rest[0].isdigit():
            return re.split(r" (?=\(|https?:)|; ", rest)[0].rstrip(" .,;")[:LONGEST_TITLE]
    return ""
