"""Hours in a text: written in three languages, as people write them."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache

from .eventwords import event_words
from .moments import days, with_weekday

HOUR = r"(?P<hour>[01]?\d|2[0-4])"
MINUTES = r"(?P<minutes>[0-5]\d)"
LAST_HOUR = 23


@dataclass(frozen=True)
class Hour:
    """An hour as it stands in a text, and when what begins then ends."""

    start: int
    end: int
    time: dt.time
    ends_at: dt.time | None = None


@cache
def _hours(language: str) -> re.Pattern[str]:
    words = event_words(language)
    at, hour, minute = (words.source("time", key) for key in ("at", "hour", "minute"))

    def half(number: int) -> str:
        am, pm = words.behind("time", "am"), words.behind("time", "pm")
        return f"(?:(?P<am{number}>{am})|(?P<pm{number}>{pm}))"

    return re.compile(
        rf"(?P<cue>{at}:? *|[(,] ?)?(?<![\d:.,/+№#])(?:(?<!-)|(?<=[:.h]\d\d-)){HOUR}(?:"
        rf"(?P<sign>[:.h-]){MINUTES}(?![\d:/]|[.,]\d|-\d(?!\d?[:.]\d\d))"
        rf"(?: ?(?P<word1>{hour}))?(?: ?{half(1)})?"
        rf"|(?:-?(?:ій|й|ої|ю|м))? ?(?:(?P<word2>{hour})(?: ?(?P<after>[0-5]\d) ?{minute})?"
        rf"(?: ?{half(2)})?|{half(3)})(?!\d)"
        r"|(?P<ordinal>-(?:ій|й|шій|тій))(?!\w)"
        r")",
        re.IGNORECASE,
    )


def hours(text: str, language: str, *, is_timed: bool = False) -> list[Hour]:
    """The hours of a text in its order; numbers of telephones and houses are none.

    `is_timed` says that the text stands after “Time:”, where 14.00 needs no “at” before it.
    """
    dated = [(day.start, with_weekday(text, day)) for day in days(text)]
    found: list[Hour] = []
    for match in _hours(language).finditer(text):
        start = match.start("hour")
        if any(first <= start < last for first, last in dated):
            continue
        after_day = any(0 <= start - last <= 6 for _, last in dated)
        hour = _hour(match, is_trusted=is_timed or after_day or _continues(text, found, start))
        if hour is None:
            continue
        if _continues(text, found, start):
            found[-1] = replace(found[-1], end=hour.end, ends_at=hour.time)
        else:
            found.append(hour)
    found = _with_ranges(text, found, language)
    noon = event_words(language).find("time", "noon").search(text)
    if not found and noon:
        found.append(Hour(noon.start(), noon.end(), dt.time(12)))
    return found


def _with_ranges(text: str, found: list[Hour], language: str) -> list[Hour]:
    """The hours, with those whose half of the day or “o’clock” stands behind the end: “6–7.30 pm”,
    «з 10 до 12 години»."""
    words = event_words(language)
    pattern = words.build(
        "range of hours",
        lambda: (
            rf"(?<![\d:.,/+№#-])(?P<from>[01]?\d|2[0-4])(?:[:.](?P<first>[0-5]\d))?"
            rf" ?(?:[-–—−]|to|до|and) ?(?P<to>[01]?\d|2[0-4])(?:[:.](?P<last>[0-5]\d))?"
            rf" ?(?:(?P<pm>{words.behind('time', 'pm')})|{words.behind('time', 'am')}"
            rf"|{words.source('time', 'hour')})(?!\w)"
        ),
    )
    for match in pattern.finditer(text):
        begin, end = int(match["from"]), int(match["to"])
        if match["pm"]:
            end += 12 if end < 12 else 0
            begin += 12 if begin < 12 and begin + 12 <= end else 0
        if begin >= end or end > LAST_HOUR:
            continue
        hour = Hour(
            match.start(),
            match.end(),
            dt.time(begin, int(match["first"] or 0)),
            dt.time(end, int(match["last"] or 0)),
        )
        found = [one for one in found if one.end <= hour.start or one.start >= hour.end]
        found = sorted([*found, hour], key=lambda one: one.start)
    return found


def _continues(text: str, found: list[Hour], start: int) -> bool:
    """Whether an hour ends what the one before began: 11:00–13:00."""
    if not found or found[-1].ends_at:
        return False
    between = text[found[-1].end : start]
    return bool(re.fullmatch(r" ?(?:[-–—−]|to|until|till|до|по) ?", between))


def _hour(match: re.Match[str], *, is_trusted: bool) -> Hour | None:
    groups = match.groupdict()
    cue = (groups["cue"] or "").strip(" (,:")
    word = groups["word1"] or groups["word2"]
    is_am = any(groups[f"am{number}"] for number in (1, 2, 3))
    is_pm = any(groups[f"pm{number}"] for number in (1, 2, 3))
    number, minutes = int(groups["hour"]), int(groups["minutes"] or groups["after"] or 0)
    if groups["sign"] != ":" and not (is_trusted or cue or word or is_am or is_pm):
        return None
    if groups["sign"] == "-" and not (cue or is_trusted):
        return None
    # «о 17-й» is an hour, «на 3-й поверх» is none.
    if groups["ordinal"] and not re.search(r"\bоб?$", cue, re.IGNORECASE):
        return None
    # “10 hours” and “5 h” tell how long, unless something says “at”.
    if groups["sign"] is None and not (cue or is_am or is_pm or is_trusted):
        return None
    if is_pm and number < 12:
        number += 12
    if is_am and number == 12:
        number = 0
    return Hour(match.start("hour"), match.end(), dt.time(number, minutes)) if number < 24 else None
