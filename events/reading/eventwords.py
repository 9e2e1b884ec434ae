"""The words about events of a language, from `words/<language>/events.toml`, as patterns."""

import re
import tomllib
from functools import cache
from typing import Any

from .words import FOLDER

LANGUAGES = ("en", "uk", "ru")
APOSTROPHE = "['’ʼ`´‘]"
NO_LETTER_BEFORE = r"(?<![\w’'-])"


class EventWords:
    """Everything that reading of an event asks of a language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        path = FOLDER / self.language / "events.toml"
        self._data: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
        self._sources: dict[str, str] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._phrases: dict[tuple[str, str], list[str]] = {}
        self._endings = {
            key: [_pair(entry) for entry in listed(text)]
            for key, text in self._data.get("endings", {}).items()
        }

    def phrases(self, section: str, key: str) -> list[str]:
        """The entries of a list, the longest first."""
        if (section, key) not in self._phrases:
            entries = listed(self._data.get(section, {}).get(key, ""))
            self._phrases[section, key] = sorted(entries, key=len, reverse=True)
        return self._phrases[section, key]

    def raw(self, section: str, key: str) -> str:
        """A list as it is written in the file."""
        return self._data[section][key]

    def endings(self, key: str) -> list[tuple[str, str]]:
        """Pairs of an ending and of the one that takes its place, in the order of the file."""
        return self._endings.get(key, [])

    def is_ending(self, key: str, word: str) -> bool:
        return any(word.lower().endswith(old) for old, _ in self.endings(key))

    def keys(self, section: str) -> list[str]:
        return list(self._data.get(section, {}))

    def source(self, section: str, key: str) -> str:
        """A pattern, to be put into another, that fits any whole entry of a list."""
        name = f"{section}/{key}"
        if name not in self._sources:
            entries = _any_of(self.phrases(section, key))
            self._sources[name] = (
                rf"{NO_LETTER_BEFORE}(?:{entries})(?![\w])" if entries else r"(?!)"
            )
        return self._sources[name]

    def behind(self, section: str, key: str) -> str:
        """As `source`, where the entry may stand right behind a number: “5.30pm”."""
        return self.source(section, key).removeprefix(NO_LETTER_BEFORE)

    def find(self, section: str, key: str) -> re.Pattern[str]:
        """The compiled pattern of a list, in any case of letters."""
        return self.build(f"{section}/{key}", lambda: self.source(section, key))

    def build(self, name: str, source: Any) -> re.Pattern[str]:
        """A pattern that is put together once."""
        if name not in self._patterns:
            self._patterns[name] = re.compile(source(), re.IGNORECASE)
        return self._patterns[name]

    def is_one(self, section: str, key: str, words: str) -> bool:
        """Whether the words are an entry of a list and nothing else."""
        return bool(self.find(section, key).fullmatch(words.strip()))


def listed(text: str) -> list[str]:
    """What stands between the commas."""
    return [" ".join(entry.split()) for entry in text.split(",") if entry.strip()]


def _pair(entry: str) -> tuple[str, str]:
    old, _, new = entry.partition(" ")
    return old, new.strip("-")


def _any_of(entries: list[str]) -> str:
    """A pattern that fits any of the entries, in their order; those with the same first letter
    stand together, so that most places of a text are passed by that letter alone."""
    by_letter: dict[str, list[str]] = {}
    for entry in entries:
        by_letter.setdefault(entry[0].lower().replace("ё", "е"), []).append(_pattern(entry))
    if not all(map(str.isalnum, by_letter)) or not entries:
        return "|".join(map(_pattern, entries))
    either = {letter: letter + letter.upper() for letter in by_letter}
    either |= {"е": "еЕёЁ"} if "е" in either else {}
    parts = [f"(?-i:(?=[{either[k]}]))(?:{'|'.join(rest)})" for k, rest in by_letter.items()]
    return f"(?-i:(?=[{''.join(either.values())}]))(?:{'|'.join(parts)})"


def _pattern(entry: str) -> str:
    pattern = re.escape(entry.replace("ё", "е")).replace("е", "[её]").replace("’", APOSTROPHE)
    pattern = pattern.replace(r"\-", "[-‐‑]").replace(r"\ ", " +")
    return pattern.replace(r"\*", r"[\w’'ʼ-]*").replace(r"\?", r"\w")


@cache
def event_words(language: str) -> EventWords:
    return EventWords(language)
