"""The nominative of a name that a text gives in another case."""

import re

from .eventwords import EventWords
from .inflection import straightened
from .names import given_nominative
from .words import words_of


def given_of_genitive(low: str, words: EventWords) -> str:
    """The nominative of a given name in the genitive; empty when it is none."""
    known = words_of(words.language).given
    for ending, nominative in words.endings("given"):
        name = low.removesuffix(ending) + nominative
        if low.endswith(ending) and name in known and len(name) > 1:
            return name
    return ""


def nominative(name: str, words: EventWords, *, is_genitive: bool = False) -> str:
    """A name of which the text says that it stands in another case, in the nominative; unchanged
    where that is not sure. `is_genitive` says that the post beside it shows the case, so that a
    given name that no list knows is changed too."""
    parts = name.split(" ")
    if len(parts) < 2 or words.language == "en":
        return name
    low = re.sub("['ʼ`’]", "’", parts[0].lower())
    given = given_of_genitive(low, words)
    if not given:
        is_known = given_nominative(low, words_of(words.language)) in words_of(words.language).given
        is_mans = re.search(r"(?:ого|[еє]нка|ука)$", parts[-1])
        if is_genitive and (is_mans or not is_known):
            return _from_genitive(parts, words)
        return _from_another_case(name, low, words)
    known = words_of(words.language).given
    rest = [_surname(part, known[given], words) for part in parts[1:]]
    # Олександра Коваленко may be a woman in the nominative, Олександра Коваленка cannot.
    if parts[0].lower() in known and rest[-1] == parts[-1]:
        return name
    return " ".join([given.title().replace("’Я", "’я"), *rest])


def _from_genitive(parts: list[str], words: EventWords) -> str:
    """The nominative of a genitive whose given name is on no list: «Эркина Токтогулова» is a man,
    «Гульмиры Асановой» a woman. Unchanged where its ending tells neither."""
    given, rest = parts[0], parts[1:]
    if given.endswith("."):
        gender = "f" if re.search(r"(?:ой|ої|ей)$", rest[-1]) else "m"
    elif re.search(r"[бвгґджзйклмнпрстфхцчшщ]а$", given):
        gender, given = "m", given[:-1]
    elif re.search(r"(?:[аеоуиы]|[еє]|о)я$", given):
        gender, given = "m", given[:-1] + "й"
    elif re.search(r"[иыі]$", given):
        gender, given = "f", given[:-1] + ("я" if given[-2:] in ("ии", "ії") else "а")
    else:
        return " ".join(parts)
    return " ".join([given, *(_surname(part, gender, words) for part in rest)])


def _from_another_case(name: str, low: str, words: EventWords) -> str:
    """The nominative of a name in the instrumental, or of one whose given name never changes."""
    known = words_of(words.language)
    given = given_nominative(low, known)
    gender = known.given.get(given, "")
    if given and given != low and gender in ("m", "f"):
        return straightened(name, given, gender, words.language)
    is_womans = gender != "m" and re.search(r"(?:[оеё]в|ин|[сц]к)ой$|(?:[оеє]в|ін|[сц]ьк)ої$", name)
    return straightened(name, low, "f", words.language) if is_womans else name


def _surname(word: str, gender: str, words: EventWords) -> str:
    if re.search(r"(?:шв[иі]л[иі]|дз[еє])$", word.lower()):
        return word  # never declined
    for ending, other in words.endings(f"surname_{gender}"):
        if word.lower().endswith(ending) and len(word) > len(ending) + 1:
            kept = word[: len(word) - len(ending)]
            return kept + (other.upper() if word.isupper() else other)
    return word
