"""Where an announced event is held, and whether one can take part online."""

import re

from .eventwords import EventWords
from .hours import hours
from .moments import days
from .occasions import outside_marks
from .organizing import LINK, subject_of
from .outline import sentences
from .places import place_in, place_words
from .sections import Parts

LONGEST_PLACE = 300
LONGEST_ADDRESS = 160
LEAST_CELLS = 3  # of a line that says when and where
MEETING_LINK = re.compile(r"zoom\.us|meet\.google|teams\.(?:microsoft|live)", re.IGNORECASE)


def venue_of(parts: Parts, addresses: list[str]) -> tuple[str | None, bool | None]:
    """The place, and whether the event is online; `addresses` are streets that other lines of the
    text give, for a place without one."""
    words = parts.words
    stated = [s.text.replace("\n", ", ") for s in parts.under("place") if s.text]
    stated += [line.text for line in parts.lead if line.sign == "place"]
    if not stated:  # “Hybrid: Hall 2, City Library, and via Zoom”
        formats = [section.inline for section in parts.under("online")]
        stated = [one for one in formats if _is_listed_place(one, words) and not LINK.search(one)]
    place = _stated_place(stated[0], words) if stated else _place_beside_day(parts)
    place = place or ("" if stated else _place_in_prose(parts))
    if addresses and not words.find("places", "street").search(place):
        place = f"{place}, {addresses[0]}" if place else addresses[0]
    is_online = _is_online(parts, stated)
    return place[:LONGEST_PLACE] or None, False if is_online is None and place else is_online


def _place_beside_day(parts: Parts) -> str:
    """The place of “When and where: 3 May, 14:00, City Library” and of a line such as
    “3 May · 14:00 · City Library”."""
    words = parts.words
    for section in parts.under("date"):
        rest = subject_of(section.text, words)
        if _is_listed_place(rest, words):
            return _stated_place(rest, words)
    for line in parts.lead:
        cells = [cell.strip() for cell in re.split(r" [·•|–—] ", line.text)]
        if len(cells) < LEAST_CELLS or not days(line.text):
            continue
        bare = [c for c in cells if not (days(c) or hours(c, words.language))]
        if place := next((cell for cell in bare if _is_listed_place(cell, words)), ""):
            return _stated_place(place, words)
    return ""


def _is_listed_place(text: str, words: EventWords) -> bool:
    return any(words.find("places", key).search(text) for key in ("nouns", "street"))


def _place_in_prose(parts: Parts) -> str:
    words = parts.words
    held, broadcast = words.find("cues", "held"), words.find("marks", "broadcast")
    for sentence in parts.sentences():
        outside = outside_marks(sentence)
        is_dated = days(outside)
        if not (is_dated or held.search(outside) or hours(outside, words.language)):
            continue
        if broadcast.search(outside) and not (is_dated or held.search(outside)):
            continue
        if place := place_in(sentence, words):
            return place
    return _address_alone(parts)


def _address_alone(parts: Parts) -> str:
    """A line that is nothing but an address."""
    words = parts.words
    street, held = words.find("places", "street"), words.find("cues", "held")
    for line in (one.text for one in parts.lead):
        is_short = len(line) <= LONGEST_ADDRESS and not LINK.search(line)
        if is_short and street.search(line) and re.search(r"\d", line) and not held.search(line):
            return _stated_place(subject_of(line, words), words)
    return ""


def _stated_place(text: str, words: EventWords) -> str:
    """The place of “Place:” without the online half of “Kyiv, hall 2, and Zoom”."""
    online = words.find("marks", "online_event")
    bare = LINK.sub("", text)
    bare = re.sub(r"\s*\([^()]*\)", lambda m: "" if online.search(m[0]) else m[0], bare)
    parts = re.split(r"([;,]| [+/] | (?:та|і|и|and|або|или|or) )", bare)
    channels = words.find("marks", "channels")
    kept = [part for part in parts[::2] if not (online.search(part) or channels.search(part))]
    if len(kept) == len(parts[::2]):
        return place_words(bare, words)
    place = ", ".join(part.strip() for part in kept if part.strip())
    return place_words(place, words) if any(_is_somewhere(one, words) for one in kept) else ""


def _is_somewhere(part: str, words: EventWords) -> bool:
    """Whether a part of a stated place names a hall, a street or a town."""
    return _is_listed_place(part, words) or part.strip(" .)")[:1].isupper()


def _is_online(parts: Parts, stated_places: list[str]) -> bool | None:
    """Whether one can take part online; to watch a broadcast is not to take part."""
    words = parts.words
    online, broadcast = words.find("marks", "online_event"), words.find("marks", "broadcast")
    if any(online.search(place) for place in stated_places):
        return True
    texts = [line.text for line in parts.lead]
    texts += [section.text for section in parts.under("kind", "title", "date", "time")]
    for sentence in (one for text in texts for one in sentences(outside_marks(text))):
        said = _without_people(sentence, words)
        if online.search(said) and not broadcast.search(said):
            return True
    for section in parts.under("online"):
        if online.search(section.label) or online.search(section.text):
            return True
        if words.find("marks", "in_person").search(section.text):
            return False
    return True if MEETING_LINK.search(parts.text) else None


def _without_people(sentence: str, words: EventWords) -> str:
    """A sentence without what brackets say of the people whom it lists."""
    keys = ("participants_after", "participants_before")
    names = any(words.find("cues", key).search(sentence) for key in keys)
    return re.sub(r"\([^()]*\)", "", sentence) if names else sentence
