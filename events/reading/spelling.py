"""Names compared: in other cases, spellings and alphabets."""

from newsroom.folding import fold
from newsroom.romanization import romanize

from .words import Words

MARKS = '«»„“”"'
SHORTEST_STEM = 4
# Stand behind a name: “Jane Doe MP”.
BEHIND = {"MP", "MEP", "MSP", "TD", "MLA", "QC", "KC", "OBE", "MBE", "CBE", "PhD", "MD"}


def bare(text: str) -> str:
    """The name without a possessive ending, the letters behind it and the signs around it."""
    text = " ".join(text.split()).strip(" .,;:-–—")
    if len(text) > 1 and text[0] in MARKS and text[-1] in MARKS:
        text = text[1:-1]  # a callsign
    for ending in ("’s", "'s"):
        text = text.removesuffix(ending)
    name, _, last = text.removesuffix("’").removesuffix("'").rpartition(" ")
    return name if last in BEHIND and " " in name else f"{name} {last}".lstrip()


def parts_of(text: str) -> list[str]:
    return [part for part in fold(bare(text).replace("-", "")).split() if len(part) > 1] or fold(
        text
    ).split()


def agree(one: list[str], other: list[str]) -> bool:
    """Whether two full names are one: the surname, and a given name that does not contradict."""
    if not same_word(one[-1], other[-1]):
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    return any(
        same_word(a, b) or (a[0] == b[0] and 1 in (len(a), len(b)))
        for a in one[:-1]
        for b in other[:-1]
    )


def same_word(one: str, other: str) -> bool:
    """Whether two folded words are one, in Cyrillic whatever the case."""
    if one == other:
        return True
    if not one or not other or one[0] != other[0] or one.isascii() or other.isascii():
        return False
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    if common >= SHORTEST_STEM - 1 and common >= longest - 3 and common >= shortest - 2:
        return True
    return _without_vowel(one) == _without_vowel(other) != ""


def _without_vowel(word: str) -> str:
    """Ткачівець, Ткачівця: a vowel that other cases drop; only long words are compared so."""
    stem = word.rstrip("аяуюоиіїеєьйвмх")
    return (
        stem[:-2] + stem[-1]
        if len(stem) > 5 and stem[-2] in "еоії"
        else (stem if len(stem) > 4 else "")
    )


def key_of(text: str, words: Words) -> str:
    """One key for the spellings of a name in both scripts."""
    key = fold(romanize(text, words.language)).replace("’", "")
    for one, other in (
        ("shch", "s"),
        ("sch", "s"),
        ("ts", "c"),
        ("tz", "c"),
        ("ch", "c"),
        ("sh", "s"),
        ("zh", "z"),
        ("kh", "h"),
        ("gh", "g"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
        ("ii", "i"),
        ("ie", "e"),
        ("ia", "a"),
        ("iu", "u"),
        ("io", "o"),
        ("o", "a"),
        ("e", "i"),
        ("g", "h"),
    ):
        key = key.replace(one, other)
    return " ".join(sorted(part.rstrip("i") for part in key.split()))
