"""What stays of a name however it is spelled: in Latin or Cyrillic, by any table, in any order.

A key is a signal to rank by, and never a reason to make two records one without an editor.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from newsroom.folding import APOSTROPHES, fold

TABLES = Path(__file__).with_name("spellings.toml")

LETTERS = str.maketrans(
    dict(
        zip(
            "абвгґдеєёжзиіїйклмнопрстуўфхцчшщъыьэюяłøđıŭčšžż",
            "a b v g g d e ie e zh z y i i i k l m n o p r s t u v f kh ts ch sh shch"
            "  y  e iu ia l o d i v ch sh zh zh".split(" "),
            strict=True,
        )
    )
)
# What a soft sign makes of the letter before it: Belarusian says дзь and ць for дь and ть.
SOFT = [
    (re.compile(pattern), letters)
    for pattern, letters in [("дзь", "дь"), ("ць(?=[еёюя])", "ть"), ("ь(?=о)", "і")]
]
# From the letters of many tables to one for each sound, in this order.
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        ("schtsch|shtsh|szcz|shch", "šč"),
        ("tsch|tch|cz|ch", "č"),
        ("sch|sh|sz", "š"),
        ("zh", "ž"),
        # Belarusian has ц before і, and дз, where its neighbours have т and д.
        ("(?:ts|tz|c)(?=[iyj])", "t"),
        ("dz(?=[iyje])", "d"),
        ("ts|tz", "c"),
        ("ph", "f"),
        ("th", "t"),
        ("x", "ks"),
        ("ct", "kt"),
        ("w", "v"),
        ("q", "k"),
        # Ukrainian Latin writes г as h, Russian as g, and both х as kh.
        ("[kg]h|h", "g"),
        ("(?<=[^aeiouyj])[yij]o", "e"),
        ("[yij]+", "i"),
        ("(?<=[aoe])u(?![aeiou])|(?<=[aoei])ff?$", "v"),
        ("(?<=[čšž])o(?=v)", "e"),
        ("i(?=e)|(?<!^)i(?=[aou])", ""),
        ("o", "a"),
        (r"(.)\1+", r"\1"),
    ]
]
SHORTEST = 2  # no word is cut shorter than this
PATRONYMIC = re.compile(r"(?:[aei]vič|[aei]vna|[ia]čna|ilič|kuzmič|lukič|famič|nikitič)$")
WHOLE_NAME = 3  # surname, given name and patronymic
# Consonants that one table or typist takes for the other.
VOICELESS = str.maketrans("zdbvgčšž", "stpfkcss")
BLOCK = 3
LONGEST_INITIAL = len("Shch.")


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """The word as all spellings of it sound: both Шевченко and Szewczenko are `ševčenka`.

    The last i, which tells -sky from -ski, is left out; no word is cut shorter than SHORTEST.
    """
    word = unicodedata.normalize("NFKC", word).casefold().translate(APOSTROPHES)
    for pattern, letters in SOFT:
        word = pattern.sub(letters, word)
    word = unicodedata.normalize("NFD", word.translate(LETTERS))
    word = "".join(c for c in word if not unicodedata.combining(c))
    for pattern, letters in SOUNDS:
        word = pattern.sub(letters, word)
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


@lru_cache(maxsize=4096)
def read_spelling(text: str) -> Spelling:
    """The name taken apart.

    The table tells a given name from a surname, its ending a patronymic among three words, and
    one letter or a full stop an initial. A given name stands for its forms in all languages.
    """
    words = re.findall(r"\w+\.?", text.translate(APOSTROPHES))
    sounds = [sound(w.rstrip(".")) for w in words if not _is_initial(w)]
    patronymic = _patronymic(sounds)
    told = [s for s in sounds if s != patronymic]
    given = given_names()
    return Spelling(
        surnames=tuple(sorted(s for s in told if s not in given)),
        given=tuple(sorted(given[s] for s in told if s in given)),
        patronymic=patronymic,
        initials=tuple(_sound_of_initial(w) for w in words if _is_initial(w)),
    )


def name_key(text: str) -> str:
    """The key that all spellings of a person's name share: `ševčenka taras`.

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
def tables() -> dict[str, Any]:
    """What spellings.toml says."""
    return tomllib.loads(TABLES.read_text())


@cache
def given_names() -> dict[str, str]:
    """Each form of a given name as it sounds, with the one that stands for all of them."""
    return _equals("given_names")


@cache
def forms_of(given: str) -> frozenset[str]:
    """All forms of a given name as they sound; none of another word."""
    return frozenset(form for form, name in given_names().items() if name == given)


@cache
def organization_words() -> dict[str, str]:
    """Each such word of the names of organizations, with the one that stands for it."""
    return _equals("organization_words")


@cache
def organization_noise() -> frozenset[str]:
    """The words, folded, that tell no organization from another."""
    return frozenset(fold(tables()["organization_noise"]).split())


def _equals(table: str) -> dict[str, str]:
    lines = [[sound(form) for form in line.split()] for line in tables()[table]]
    return {form: line[0] for line in lines for form in line}


def _is_initial(word: str) -> bool:
    return len(word) == 1 or (word.endswith(".") and len(word) <= LONGEST_INITIAL)


def _sound_of_initial(word: str) -> str:
    """The first sound; `i` stands for any vowel, as Y. does for Yurii and for Yelena."""
    return sound(word.rstrip(".") + "_")[0]


def _patronymic(sounds: list[str]) -> str:
    """The patronymic among three words and more; a surname may have the same ending."""
    if len(sounds) < WHOLE_NAME:
        return ""
    inner = [s for s in sounds[1:-1] if PATRONYMIC.search(s)]
    if inner:
        return inner[0]
    # After the given name stands the patronymic where the surname came first, else the surname.
    has_surname = any(s not in given_names() for s in sounds[:-1])
    return sounds[-1] if has_surname and PATRONYMIC.search(sounds[-1]) else ""
