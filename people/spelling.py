"""What stays of a name however it is spelled: in Latin or Cyrillic, by any table, in any order.

A key is a signal to rank by, and never a reason to make two records one without an editor.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from newsroom.folding import APOSTROPHES, fold

TABLES = Path(__file__).with_name("spellings.toml")

LETTERS = str.maketrans(
    dict(
        zip(
            "абвгґдеєёжзиіїйклмнопрстуўфхцчшщъыьэюяłøđı",
            "a b v g g d e ie e zh z y i i i k l m n o p r s t u u f kh ts ch sh shch"
            "  y  e iu ia l o d i".split(" "),
            strict=True,
        )
    )
)
# From the letters of many tables to one sound each, in this order. CH stands for a while for ч, so
# that ц before і, which Belarusian writes for т, is not taken for it.
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        ("schtsch|shtsh|szcz|shch", "s"),
        ("tsch|tch|cz", "CH"),
        ("sch|sh|sz", "s"),
        ("ch", "CH"),
        ("(?:ts|tz|c)(?=[iyj])", "t"),
        ("ts|tz|CH", "c"),
        ("dz(?=[iyje])", "d"),
        ("zh", "z"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("x", "ks"),
        ("ct", "kt"),
        ("w", "v"),
        ("q", "k"),
        ("(?<=[^aeiouyj])[yij]o", "e"),
        ("[yij]+", "i"),
        ("(?<=[aoe])u(?![aeiou])", "v"),
        ("(?<=[aoei])ff?$", "v"),
        ("i(?=e)|(?<!^)i(?=[aou])", ""),
        ("h", "g"),
        (r"(.)\1+", r"\1"),
    ]
]
# What the languages do not agree about: о and а, е and и.
MERGED = str.maketrans("oe", "ai")
SHORTEST = 2  # no word is cut shorter than this
PATRONYMIC = re.compile(r"(?:[ai]vic|[ai]vna|icna|ilic|kuzmic|lukic|famic|nikitic)$")
WHOLE_NAME = 3  # surname, given name and patronymic
# Consonants that one table or typist takes for the other.
VOICELESS = str.maketrans("zdbvg", "stpfk")
BLOCK = 3
LONGEST_INITIAL = len("Shch.")


@lru_cache(maxsize=4096)
def _spoken(word: str) -> str:
    """The word in letters of one sound each, whatever the alphabet and the table."""
    word = unicodedata.normalize("NFKC", word).casefold().translate(APOSTROPHES)
    word = re.sub("ь(?=о)", "і", word).translate(LETTERS)
    word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    for pattern, letters in SOUNDS:
        word = pattern.sub(letters, word)
    return _without_end(word)


def sound(word: str) -> str:
    """The word as all spellings of it sound: both Шевченко and Szewczenko are `sivcinka`."""
    return _without_end(re.sub(r"(.)\1+", r"\1", _spoken(word).translate(MERGED)))


def _without_end(word: str) -> str:
    """Without the last i, which tells -sky from -ski; no word is cut shorter than SHORTEST."""
    short = word.rstrip("i")
    return short if len(short) >= SHORTEST else word


@dataclass(frozen=True)
class Spelling:
    """A name of a person taken apart, each word as it sounds."""

    surnames: tuple[str, ...]
    given: tuple[str, ...]
    patronymic: str = ""
    initials: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """What tells people apart, the surnames first: all but the patronymic and the initials."""
        return self.surnames + self.given


def read_spelling(text: str) -> Spelling:
    """The name taken apart.

    The table tells a given name from a surname, its ending a patronymic among three words, and
    one letter or a full stop an initial. A given name stands for its forms in all languages.
    """
    words = re.findall(r"\w+\.?", text.translate(APOSTROPHES))
    whole = [w for w in words if not _is_initial(w)]
    patronymic = _patronymic(whole)
    known = [(w, given_name(w)) for w in whole if w != patronymic]
    return Spelling(
        surnames=tuple(sorted(sound(w) for w, given in known if not given)),
        given=tuple(sorted(given for w, given in known if given)),
        patronymic=sound(patronymic),
        initials=tuple(_sound_of_initial(w) for w in words if _is_initial(w)),
    )


def name_key(text: str) -> str:
    """The key that all spellings of a person's name share: `sivcinka taras`.

    Words as they sound, the surnames before the given names, each in alphabetical order; a given
    name is the same in all languages. Patronymics and initials are left out.
    """
    return " ".join(read_spelling(text).parts)


def organization_key(text: str) -> str:
    """The key that all spellings of an organization's name share, the longest words first."""
    noise, words = organization_noise(), organization_words()
    told = [word for word in fold(text).split() if word not in noise]
    sounds = {words.get(s, s) for s in map(sound, told)}
    return " ".join(sorted(sounds, key=lambda word: (-len(word), word)))


def block(part: str) -> str:
    """The first consonants of a word that sounds like others: what is looked up when one letter is
    wrong. A word without consonants stands for itself."""
    return (re.sub("[aeiou]", "", part) or part)[:BLOCK].translate(VOICELESS)


def first_block(key: str) -> str:
    """The block of the first word of a key, the surname where it is known."""
    return block(key.partition(" ")[0])


def last_block(key: str) -> str:
    """The block of the last word of a key, the given name where it is known."""
    return block(key.rpartition(" ")[2])


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(TABLES.read_text())


def given_name(word: str) -> str:
    """The given name, one for all its forms; empty when the word is none that is known."""
    spoken, merged = _given_names()
    return spoken.get(_spoken(word)) or merged.get(sound(word), "")


@cache
def _given_names() -> tuple[dict[str, str], dict[str, str]]:
    """The given names by how each form is spoken, and by how it sounds where that tells which."""
    forms = [(line.split()[0], form) for line in _tables()["given_names"] for form in line.split()]
    spoken = {_spoken(form): _spoken(first) for first, form in forms}
    merged = defaultdict(set)
    for form, name in spoken.items():
        merged[form.translate(MERGED)].add(name)
    return spoken, {form: min(names) for form, names in merged.items() if len(names) == 1}


@cache
def forms_of(given: str) -> frozenset[str]:
    """All forms of a given name, as they sound."""
    forms = [form for form, name in _given_names()[0].items() if name == given]
    return frozenset(form.translate(MERGED) for form in forms)


@cache
def organization_words() -> dict[str, str]:
    """Each such word of the names of organizations, with the one that stands for it."""
    lines = [line.split() for line in _tables()["organization_words"]]
    return {sound(form): sound(line[0]) for line in lines for form in line}


@cache
def organization_noise() -> frozenset[str]:
    """The words, folded, that tell no organization from another."""
    return frozenset(fold(_tables()["organization_noise"]).split())


def _is_initial(word: str) -> bool:
    return len(word) == 1 or (word.endswith(".") and len(word) <= LONGEST_INITIAL)


def _sound_of_initial(word: str) -> str:
    """The first sound; `i` stands for any vowel, as Y. does for Yurii and for Yelena."""
    return sound(word.rstrip(".") + "_")[0]


def _patronymic(words: list[str]) -> str:
    """The patronymic among three words and more; a surname may have the same ending."""
    if len(words) < WHOLE_NAME:
        return ""
    ends = [w for w in words[1:] if PATRONYMIC.search(sound(w))]
    inner = [w for w in ends if w != words[-1]]
    if inner:
        return inner[0]
    # After the given name stands the patronymic where the surname came first, else the surname.
    return words[-1] if ends and not all(map(given_name, words[:-1])) else ""
