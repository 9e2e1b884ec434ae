"""Days in a text: written in three languages, as people write them."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from rapidfuzz.distance import DamerauLevenshtein

from .eventwords import LANGUAGES, event_words, listed

ORDINAL = r"(?:st|nd|rd|th|-?го|-?е|-?те)?"
DASH = r"(?: ?[-–—−/,] ?| (?:and|to|та|і|й|и|по|до) )"
YEAR = r"(?:,? ?(?P<year>(?:19|20)\d\d)(?!\d)(?: ?(?:року|рік|года|год|р\.|г\.|р(?!\w)|г(?!\w)))?)?"
LONGEST_SPELLING = 12  # letters
MONTHS = 12
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


def with_weekday(text: str, day: Day) -> int:
    """Where a day ends, with the weekday behind it."""
    weekday = _patterns()["weekday after"].match(text, day.end)
    return weekday.end() if weekday else day.end
