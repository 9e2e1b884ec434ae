"""The time zone that a text gives for an hour."""

import re
from functools import cache

from .eventwords import EventWords, event_words
from .hours import Hour

ABBREVIATED = {
    "msk",
    "мск",
    "cet",
    "cest",
    "eet",
    "eest",
    "utc",
    "gmt",
    "bst",
    "edt",
    "est",
    "et",
    "eet/kyiv",
}


@cache
def zones(language: str) -> list[tuple[re.Pattern[str], str, bool]]:
    """Patterns, what they mean, and whether they mean it anywhere and not only after an hour."""
    words = event_words(language)
    found = []
    for zone in words.keys("zones"):
        for phrase in words.phrases("zones", zone):
            is_sure = " " in phrase or phrase in ABBREVIATED
            pattern = re.escape(phrase).replace(r"\ ", " +")
            found.append((re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), zone, is_sure))
    return found


def _zone_of_town(near: str, words: EventWords) -> str:
    """The zone of a town behind an hour, in any case: “19:00 Vilnius /”, «(час Варшави)»."""
    says = words.source("time", "of_town")
    pattern = words.build(
        "zone of a town",
        lambda: (
            rf"[ (,/]*(?P<before>(?:{says} )*)"
            rf"(?P<town>[^\W\d_][\w’'-]+)(?P<after> {says})?(?P<end> ?(?:[/);]|$))?"
        ),
    )
    match = pattern.match(near)
    if match is None or not (match["before"] or match["after"] or match["end"]):
        return ""
    if near.lstrip().startswith(",") and not (match["before"] or match["after"]):
        return ""  # “at 11:00, Kyiv” is a place
    town = match["town"].lower()
    for zone in words.keys("towns"):
        stems = (re.sub(r"[аеиіоуыьяй]$", "", one) for one in words.phrases("towns", zone))
        if any(len(stem) > 2 and town.startswith(stem) for stem in stems):
            return zone
    return ""


def zone_near(text: str, hour: Hour, language: str) -> str | None:
    """The time zone that the text gives for an hour, as a name of the IANA database."""
    line_end = text.find("\n", hour.end)
    after = text[hour.end : line_end if line_end >= 0 else len(text)][:60]
    next_hour = re.search(r"\d{1,2}[:.]\d\d", after)
    near = after[: next_hour.start()] if next_hour else after
    offset = re.search(r"(?:UTC|GMT) ?([+−–-]) ?(\d{1,2})(?!\d)", near, re.IGNORECASE)
    named = (zone for pattern, zone, is_sure in zones(language) if is_sure and pattern.search(near))
    zone = next((one for one in named if "/" in one), "")
    zone = zone or _zone_of_town(near, event_words(language))
    if offset and not zone:
        # POSIX turns the sign round.
        return f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}"
    if offset:
        return zone
    if zone := _zone_of_town(near, event_words(language)):
        return zone
    directly = re.match(r" ?(?:год\.?|ч\.?|h)? ?[(/] ?([^()/;]{2,30})", near)
    for pattern, zone, is_sure in zones(language):
        if is_sure and pattern.search(near):
            return zone
        if directly and pattern.fullmatch(directly[1].strip(" .,")):
            return zone
    whole = text[text.rfind("\n", 0, hour.start) + 1 : hour.start]
    return next((z for p, z, is_sure in zones(language) if is_sure and p.search(whole)), None)
