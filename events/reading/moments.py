"""Days and hours in a text: written in three languages, as people write them."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from rapidfuzz.distance import DamerauLevenshtein

from .eventwords import LANGUAGES, EventWords, event_words, listed

ORDINAL = r"(?:st|nd|rd|th|-?го|-?е|-?те)?"
DASH = r"(?: ?[-–—−/,] ?| (?:and|to|та|і|й|и|по|до) )"
YEAR = r"(?:,? ?(?P<year>(?:19|20)\d\d)(?!\d)(?: ?(?:року|рік|года|год|р\.|г\.|р(?!\w)|г(?!\w)))?)?"
LONGEST_SPELLING = 12  # letters
MONTHS = 12
LAST_HOUR = 23
MOST_DAYS = 30  # of one text and one way of writing


@dataclass(frozen=True)
class Day:
    """A date as it stands in a text."""

    start: int
    end: int
    printed: str
    day: int
    month: int
    year: int | None = None
    last_day: int | None = None  # of a range within the month
    weekday: int | None = None  # as printed beside it, Monday is 0
    is_misspelt: bool = False

    @property
    def date(self) -> dt.date | None:
        """The date; None where the year is not printed or there is no such day."""
        return _date(self.year, self.month, self.day) if self.year else None

    @property
    def ends_on(self) -> dt.date | None:
        """The last day of a range; None of a single day."""
        last = self.last_day and self.year and _date(self.year, self.month, self.last_day)
        return last or None

    @property
    def is_possible(self) -> bool:
        return _date(self.year or 2024, self.month, self.day) is not None

    @property
    def is_on_its_weekday(self) -> bool:
        return self.weekday is None or self.date is None or self.date.weekday() == self.weekday

    def in_year(self, year: int) -> "Day":
        return replace(self, year=year)


@dataclass(frozen=True)
class Hour:
    """An hour as it stands in a text, and when what begins then ends."""

    start: int
    end: int
    time: dt.time
    ends_at: dt.time | None = None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@cache
def _forms(key: str) -> dict[str, int]:
    """Every spelling of a month or weekday in the three languages, with its number."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        groups = event_words(language).raw("time", key)
        for number, group in enumerate(listed(groups)):
            for form in group.split():
                found.setdefault(form, number)
    return found


def _any(key: str) -> str:
    forms = sorted(_forms(key), key=len, reverse=True)
    return "|".join(form.replace("’", "['’ʼ`]").replace("ё", "[её]") for form in forms)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    month, weekday = rf"(?P<month>{_any('months')})\b\.?", _any("weekdays")
    number, last = r"(?<![\d.:,/+№#-])(?P<day>[0-3]?\d)", r"(?P<last>[0-3]?\d)"
    flags = re.IGNORECASE
    return {
        "written": re.compile(
            rf"{number}{ORDINAL}(?:{DASH}{last}{ORDINAL})? ?(?:of )?{month}{YEAR}", flags
        ),
        "english": re.compile(
            rf"\b{month} (?:the )?(?P<day>[0-3]?\d){ORDINAL}(?:{DASH}{last}{ORDINAL})?"
            rf"(?![\d:.]\d|\d){YEAR}",
            flags,
        ),
        "misspelt": re.compile(
            rf"{number}{ORDINAL} (?:of )?(?P<month>[^\W\d_]{{4,{LONGEST_SPELLING}}})\b{YEAR}"
        ),
        "misspelt english": re.compile(
            rf"\b(?P<month>[A-Z][a-z]{{3,{LONGEST_SPELLING}}}) (?P<day>[0-3]?\d){ORDINAL},? "
            r"(?P<year>20\d\d)\b"
        ),
        "numeric": re.compile(
            r"(?<![\d.,/+-])(?P<day>[0-3]?\d)(?P<sign>[./-])(?P<month>[01]?\d)(?P=sign)"
            r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.,]\d)"
        ),
        "iso": re.compile(
            r"(?<![\d-])(?P<year>20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])"
        ),
        "bare": re.compile(
            r"(?<![\d.,/+-])(?P<day>[0-3]?\d)\.(?P<month>0[1-9]|1[0-2])(?![\d./]|:\d)"
        ),
        "weekday before": re.compile(rf"\b({weekday})\b[.,]*(?: the| –)? ?$", flags),
        "weekday after": re.compile(rf"[ ,(]*(?:(?:у|в|во|on|–) )?\(?({weekday})\b", flags),
    }


def days(text: str, *, is_dated: bool = False) -> list[Day]:
    """The dates of a text in its order. `is_dated` says that it stands after “Date:”, where
    13.05 is a day and no hour."""
    found: list[Day] = []
    for kind in ("iso", "numeric", "written", "english", "misspelt", "misspelt english", "bare"):
        if kind.startswith("misspelt") and found:
            continue
        for match in islice(_patterns()[kind].finditer(text), MOST_DAYS):
            day = _day(text, match, kind)
            if day is None or _overlaps(found, day):
                continue
            if kind == "bare" and not is_dated and day.weekday is None:
                continue
            found.append(day)
    return sorted(found, key=lambda day: day.start)


def _overlaps(found: list[Day], day: Day) -> bool:
    return any(day.start < other.end and other.start < day.end for other in found)


def _day(text: str, match: re.Match[str], kind: str) -> Day | None:
    number, month, is_misspelt = int(match["day"]), 0, kind.startswith("misspelt")
    if kind in ("iso", "numeric", "bare"):
        month = int(match["month"])
        if month > MONTHS >= number and match.groupdict().get("sign") == "/":
            number, month = month, number
    elif is_misspelt:
        month = _nearest_month(match["month"])
    else:
        month = _forms("months")[_plain(match["month"])] + 1
        if match["month"] == "may" and re.match(r" [a-z]", text[match.end() : match.end() + 2]):
            return None
    if not (1 <= month <= MONTHS and number >= 1):
        return None
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    last = int(groups["last"]) if groups.get("last") else None
    return Day(
        match.start(),
        match.end(),
        match.group().strip(),
        number,
        month,
        2000 + year if year is not None and year < 100 else year,
        last if last and last > number else None,
        _weekday(text, match),
        is_misspelt,
    )


def _plain(form: str) -> str:
    form = re.sub("['ʼ`]", "’", form.lower())
    return form if form in _forms("months") else form.replace("е", "ё")


def _weekday(text: str, match: re.Match[str]) -> int | None:
    """The weekday that is printed right before the date or right after it."""
    patterns = _patterns()
    before = patterns["weekday before"].search(text[max(0, match.start() - 20) : match.start()])
    found = before or patterns["weekday after"].match(text, match.end())
    if found is None:
        return None
    form = re.sub("['ʼ`]", "’", found[1].lower())
    return _forms("weekdays")[form]


def _nearest_month(word: str) -> int:
    """The month that a word is a slip of the pen for; 0 where it is none."""
    low = word.lower()
    for form, number in _forms("months").items():
        if len(form) < 5 or form[0] != low[0]:
            continue
        if DamerauLevenshtein.distance(low, form) <= (1 if len(form) < 7 else 2):
            return number + 1
    return 0


def year_near(day: Day, reference: dt.date, *, is_past: bool = False) -> int:
    """The year in which a day without one most likely lies: on the printed weekday where there is
    one, otherwise next after the reference, or last before it."""
    years = [reference.year + n for n in (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5)]
    dates = [date for year in years if (date := _date(year, day.month, day.day))]
    fitting = [date for date in dates if date.weekday() == day.weekday]
    if fitting:
        return min(fitting, key=lambda date: abs(date - reference)).year
    if is_past:
        return max(date for date in dates if date <= reference).year
    return min(date for date in dates if date >= reference).year


HOUR = r"(?P<hour>[01]?\d|2[0-4])"
MINUTES = r"(?P<minutes>[0-5]\d)"


@cache
def _hours(language: str) -> re.Pattern[str]:
    words = event_words(language)
    at, hour, minute = (words.source("time", key) for key in ("at", "hour", "minute"))

    def half(number: int) -> str:
        am, pm = words.source("time", "am"), words.source("time", "pm")
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
    dated = [(day.start, _with_weekday(text, day)) for day in days(text)]
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
            rf" ?(?:(?P<pm>{words.source('time', 'pm')})|{words.source('time', 'am')}"
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


def _with_weekday(text: str, day: Day) -> int:
    """Where a day ends, with the weekday behind it."""
    weekday = _patterns()["weekday after"].match(text, day.end)
    return weekday.end() if weekday else day.end


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
