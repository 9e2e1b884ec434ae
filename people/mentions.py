"""Whether a text names somebody, in any spelling on record and in any case of grammar."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from newsroom.folding import fold

# A name changes its last letters in a sentence: Горобець, Горобця. A shorter stem is a common word.
ENDING, SHORTEST_STEM = 3, 4
# Beside a given name a surname may be shorter: Остап Крук, Остапа Крука.
SHORTEST_STEM_BESIDE = 3
# What declined names end in, in Ukrainian and Russian; in English a possessive.
CASE_ENDING = re.compile(
    "|".join(
        """а я у ю о е є и і ї й ь ы ом ем єм ём ам ям ою ею єю ої ій їй ого ього ому ьому им їм ім
        ым ом ов ів їв ей ой ая яя ую юю ові еві єві ами ями ах ях их ых іх ими ыми
        ея ею s""".split()
    )
    + "|"
)
NOMINATIVE = [re.compile("[аеийоьюяєії]$"), re.compile("(?:ий|ій|ой|ый|ая|яя)$")]
SOFTENED = {"к": "ц", "г": "з", "х": "с"}
FLEETING = re.compile("[бвгґджзйклмнпрстфхцчшщ][еоєі][бвгґджзклмнпрстфхцчшщ]$")
PATRONYMIC = ("ич", "вна", "чна", "ych", "ich", "vna", "chna")


@dataclass(frozen=True)
class Mention:
    """That a text names somebody: for certain by the whole name, or perhaps, in another case."""

    name: str
    is_certain: bool


class Reading:
    """A text, read once for names."""

    def __init__(self, text: str):
        self._words = fold(text).split()
        self._text = f" {' '.join(self._words)} "
        self._different = set(self._words)

    def mention(self, names: Iterable[str]) -> Mention | None:
        """The first of the spellings that stands here, the whole ones before others; else None."""
        spellings = sorted(name for name in names if fold(name))
        for name in spellings:
            if f" {fold(name)} " in self._text or self._inflects(fold(name).split()):
                return Mention(name, is_certain=True)
        found = next((name for name in spellings if self._may_name(fold(name).split())), None)
        return Mention(found, is_certain=False) if found else None

    def _inflects(self, name: list[str]) -> bool:
        """Whether all words of a name stand side by side, each in some case, in either order."""
        cases = [{word for word in self._different if _is_case(word, part)} for part in name]
        return all(cases) and any(
            all(word in case for word, case in zip(words, order, strict=True))
            for words in self._runs(len(name))
            for order in (cases, cases[1:] + cases[:1])
        )

    def _may_name(self, name: list[str]) -> bool:
        surname = _surname(name)
        if len(surname) > SHORTEST_STEM:
            return any(_is_form(word, surname, SHORTEST_STEM) for word in self._different)
        return any(_are_forms(words, name) for words in self._runs(len(name)))

    def _runs(self, length: int) -> Iterable[list[str]]:
        """All words that stand side by side, if the name has more than one."""
        last = len(self._words) - length + 1 if length > 1 else 0
        return (self._words[start : start + length] for start in range(last))


def _surname(name: list[str]) -> str:
    """The last word; the first one of three or more where a patronymic is the last."""
    return name[0] if name[2:] and name[-1].endswith(PATRONYMIC) else name[-1]


def _are_forms(words: list[str], name: list[str]) -> bool:
    pairs = zip(words, name, strict=True)
    return all(_is_form(word, part, SHORTEST_STEM_BESIDE) for word, part in pairs)


def _is_case(word: str, part: str) -> bool:
    """Whether a word is a part of a name with an ending that cases have: of Іваненко, Іваненком."""
    if word[0] != part[0]:
        return False
    return any(
        word.startswith(stem) and CASE_ENDING.fullmatch(word, len(stem)) for stem in _stems(part)
    )


@lru_cache(maxsize=4096)
def _stems(part: str) -> set[str]:
    """What of a name stays the same in every case, though a vowel may flee: Полозок, Полозка."""
    found = {part, *(ending.sub("", part) for ending in NOMINATIVE)}
    # Швець, Швеця; Скрипка, Скрипці.
    found |= {f"{stem[:-2]}{stem[-1]}" for stem in found if FLEETING.search(stem)}
    found |= {stem[:-1] + SOFTENED[stem[-1]] for stem in found if stem[-1:] in SOFTENED}
    return {stem for stem in found if len(stem) > 1}


def _is_form(word: str, part: str, shortest: int) -> bool:
    """Whether a word looks like a part of a name in some case of grammar."""
    stem = part[: max(min(shortest, len(part) - 1), len(part) - ENDING)]
    return word.startswith(stem) and abs(len(word) - len(part)) <= ENDING
