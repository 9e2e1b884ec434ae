import re

import pytest

from tests.reading.reports import LANGUAGES, reports

REPORTS = [each for part in ("dev", "held") for lang in LANGUAGES for each in reports(part, lang)]
EDGES = re.compile(r"^[\s,;:–—-]|[\s,;:–—-]$")


@pytest.fixture(params=REPORTS, ids=lambda report: report.id)
def report(request):
    return request.param


def test_no_mark_is_left_in_the_text(report):
    assert not re.search("[⟦⟧]", report.text)


def test_a_statement_begins_and_ends_with_its_words(report):
    words = [report.text[one.start : one.end] for one in report.marked]

    assert [each for each in words if not each or EDGES.search(each)] == []


def test_every_speaker_speaks_and_everybody_who_speaks_is_known(report):
    assert {one.speaker for one in report.statements} - {None} == set(report.speakers)


def test_a_role_is_given_as_printed(report):
    roles = [one["role"] for one in report.speakers.values() if "role" in one]

    parts = [part.lower() for role in roles for part in role.split(" … ")]

    assert [part for part in parts if part not in report.text.lower()] == []


def test_a_speaker_is_named_in_the_text(report):
    def is_named(speaker: dict) -> bool:
        names = [speaker["name"].split()[-1], *speaker.get("also", [])]
        return any(name[: max(3, len(name) - 2)] in report.text for name in names)

    assert [one["name"] for one in report.speakers.values() if not is_named(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quarter_of_the_reports_or_more_is_held_back(language):
    assert 18 <= len(reports("dev", language)) <= 3 * len(reports("held", language))
