"""What is proposed of a report, and what is said to be odd in it."""

import datetime as dt

import pytest

from articles.intake.proposing import propose
from tests.own_report import OWN

TODAY = dt.date(2026, 3, 20)
AFTER = "The event is dated {}, after the report was written: look at the date."
LONG_AGO = "The event is dated {}, more than a year ago: look at the year."


def odd(text: str, language: str, today: dt.date) -> list[tuple[str, str]]:
    """What is said about a date, and the words to which it leads."""
    found = propose(text, language, today=today)["oddities"]
    return [
        (text[one["start"] : one["end"]], one["told"]) for one in found if "dated" in one["told"]
    ]


@pytest.mark.parametrize("language", OWN)
@pytest.mark.parametrize(
    ("year", "printed", "today", "told"),
    [
        ("2026", "14.03.2026", TODAY, None),
        ("2026", "11.03.2026", TODAY, AFTER),
        ("2026", "", TODAY, None),
        ("2027", "", TODAY, AFTER),
        ("2027", "14.03.2027", TODAY, AFTER),
        ("2025", "14.03.2025", dt.date(2026, 3, 12), None),
        ("2025", "14.03.2025", TODAY, LONG_AGO),
    ],
)
def test_an_event_after_its_report_or_long_ago_is_odd(language, year, printed, today, told):
    report = OWN[language]
    day = {"en": "12 March", "uk": "12 березня", "ru": "12 марта"}[language]
    text = report.text.replace(day, f"{day} {year}").replace("14.03.2026", printed)

    in_words = f"12\N{NO-BREAK SPACE}March {year}"
    expected = [(f"{day} {year}", told.format(in_words))] if told else []
    assert odd(text, language, today) == expected
