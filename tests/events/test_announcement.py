import datetime as dt
import io
import json
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from events.reading.announcement import LONGEST, read_announcement

FOLDER = Path(__file__).parent / "announcements"
TODAY = dt.date(2024, 1, 10)
SECONDS = 10


def texts() -> list[Path]:
    return sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("file", texts(), ids=lambda file: file.stem)
def test_announcement_is_read_whole(file):
    expected = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))

    read = read_announcement(file.read_text(encoding="utf-8"), today=TODAY)

    assert read.as_json() == expected
    assert read.language == file.suffixes[0][1:]


@pytest.mark.parametrize("file", texts(), ids=lambda file: file.stem)
def test_announcement_in_html_reads_the_same(file):
    text = file.read_text(encoding="utf-8").replace("\t", " – ")  # tabs are spaces in HTML
    markup = "".join(f"<p>{block.replace(chr(10), '<br>')}</p>" for block in text.split("\n\n"))

    read = read_announcement(markup, today=TODAY)

    assert read.as_json() == read_announcement(text, today=TODAY).as_json()


def test_table_of_people_is_read_by_its_head():
    rows = [
        "<th>No</th><th>Country</th><th>Name</th><th>Organisation</th><th>Position</th>",
        "<td>1</td><td>Poland</td><td>Dr Ewa Lis</td><td>Salt Office</td><td>Head of Storage</td>",
        "<td>2</td><td></td><td>Ira Moss (online)</td><td>Union of Cooks (Latvia)</td><td></td>",
    ]
    table = "".join(f"<tr>{row}</tr>" for row in rows)

    read = read_announcement(f"<p>Roundtable</p><p>Participants:</p><table>{table}</table>")

    assert [person.as_json() for person in read.participants] == [
        {
            "name": "Ewa Lis",
            "role": "Head of Storage",
            "organization": "Salt Office",
            "country": "Poland",
            "online": None,
            "confirmed": None,
        },
        {
            "name": "Ira Moss",
            "role": None,
            "organization": "Union of Cooks",
            "country": "Latvia",
            "online": True,
            "confirmed": None,
        },
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("On 13 May 2026 at 11:00", ("2026-05-13", "11:00", [])),
        ("13 травня 2026 року об 11-й годині", ("2026-05-13", "11:00", [])),
        ("13.05.2026 в 11.00", ("2026-05-13", "11:00", [])),
        ("13 травня 2026 р. об 11 год. 30 хв.", ("2026-05-13", "11:30", [])),
        ("13 травня 2026, середа, початок о 17-й", ("2026-05-13", "17:00", [])),
        ("13 May 2026, 6–7.30 pm", ("2026-05-13", "18:00", [])),
        ("13 May 2026, 5.30pm–7pm", ("2026-05-13", "17:30", [])),
        ("13 May 2026 at 9am", ("2026-05-13", "09:00", [])),
        ("13 May 2026, 11 am – 1 pm", ("2026-05-13", "11:00", [])),
        ("13 травня 2026 р. з 10 до 12 години", ("2026-05-13", "10:00", [])),
        ("13 травня 2026 року на 11-й поверх", ("2026-05-13", None, [])),
        ("May 13, 2026, at 3 p.m.", ("2026-05-13", "15:00", [])),
        ("On 13 May", ("2024-05-13", None, ["“13 May” has no year; 2024 was taken."])),
        (
            "У середу, 13 травня",
            ("2026-05-13", None, ["“13 травня” has no year; 2026 was taken."]),
        ),
        (
            "On Monday, 13 May 2026",
            (
                "2026-05-13",
                None,
                ["“13 May 2026” is not the day of the week that is printed beside it."],
            ),
        ),
        (
            "15 Febuary 2026 at 10:30",
            ("2026-02-15", "10:30", ["“15 Febuary 2026” looks misspelt: check the date."]),
        ),
        ("31 November 2026", (None, None, ["There is no such day as “31 November 2026”."])),
        ("Registration at 10:30. On 13 May 2026, start at 11:00", ("2026-05-13", "11:00", [])),
        ("On 13 May 2026. Tel. 044 456-11-00, flat 8/16", ("2026-05-13", None, [])),
        ("Register by 10 May 2026. The panel is held on 13 May 2026", ("2026-05-13", None, [])),
    ],
)
def test_moment_is_read_as_people_write_it(said, expected):
    read = read_announcement(said, today=TODAY).as_json()

    assert (read["event"]["date"], read["event"]["time"], read["warnings"]) == expected


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("On 13 May 2026 at 11:00 Kyiv time", "Europe/Kyiv"),
        ("Вы приглашены: 13 мая 2026 года в 16.00 по Киеву", "Europe/Kyiv"),
        ("On 13 May 2026 at 14:00 CET / 15:00 EET", "CET"),
        ("On 13 May 2026 at 14:00 (UTC+3)", "Etc/GMT-3"),
        ("On 13 May 2026 at 14:00, Kyiv, 3 Rybna St.", None),
    ],
)
def test_time_zone_is_the_one_that_is_printed(said, zone):
    assert read_announcement(said).timezone == zone


@pytest.mark.parametrize("language", ["en", "uk", "ru", None])
@given(text=st.text())
def test_any_text_is_read(language, text):
    json.dumps(read_announcement(text, language).as_json())


PIECES = [
    *["\nSpeakers: ", "Olena Hai", " – director, ", "«", "»", "“", "Moderator: ", "; ", "13 May "],
    *["\n• ", "Учасники:\n", "Олена Гай", "(онлайн)", "11:00", " відбудеться ", "круглий стіл "],
    *["\u202e", "(", "\n"],
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_mixture_of_what_announcements_hold_is_read(text):
    read_announcement(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Учасники: Олена Гай, директорка; " * 160_000, id="people"),
        pytest.param("«" * 10_000, id="marks"),
        pytest.param('"' * 10_000 + "a" * 10_000, id="straight marks"),
        pytest.param("(" * LONGEST, id="brackets"),
        pytest.param("A " * LONGEST, id="capitals"),
        pytest.param("Ян Ян, " * LONGEST, id="names"),
        pytest.param("Speakers:\nJan Kowal\n" + "head\n" * LONGEST, id="posts"),
        pytest.param("13 May, " * LONGEST, id="days"),
        pytest.param("<p>" * 1_700_000, id="markup"),
        pytest.param("\u202e\u200f" * 2_500_000, id="unseen"),
    ],
)
def test_hostile_text_is_answered_soon(text):
    started = time.monotonic()

    read_announcement(text)

    assert time.monotonic() - started < SECONDS


def test_long_text_is_said_to_be_cut():
    read = read_announcement("a " * LONGEST)

    assert read.warnings == [
        f"The text is longer than {LONGEST} characters; only its beginning was read."
    ]


# The command


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("extract_event", *arguments, stdout=out)
    return out.getvalue()


def test_command_prints_what_a_file_says(tmp_path):
    file = tmp_path / "announcement.txt"
    file.write_text("Roundtable “Ice”\n13 May 2026, 11:00", encoding="utf-8")

    printed = json.loads(run(str(file)))

    assert printed == {
        "event": {
            "title": "Ice",
            "kind": "roundtable",
            "date": "2026-05-13",
            "time": "11:00",
            "timezone": None,
            "place": None,
            "online": None,
            "organizers": [],
            "moderator": None,
            "questions": [],
        },
        "participants": [],
        "warnings": [],
    }


def standard_input(monkeypatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_command_reads_lines(monkeypatch):
    asked = [
        {"id": 7, "text": "Roundtable “Ice”"},
        {"id": "x", "text": "Лекція «Лід»", "language": "uk"},
    ]
    standard_input(monkeypatch, "\n".join(map(json.dumps, asked)) + "\n")

    printed = [json.loads(line) for line in run("--jsonl").splitlines()]

    assert [(one["id"], one["event"]["title"]) for one in printed] == [(7, "Ice"), ("x", "Лід")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "Line 1 is no JSON"),
        ("[]", 'Line 1 is no object with "id" and "text"'),
        ('{"text": 3}', 'Line 1 is no object with "id" and "text"'),
        ('{"text": "a", "language": "pl"}', "Line 1: the language is 'pl'"),
    ],
)
def test_command_says_what_is_wrong_with_a_line(monkeypatch, line, said):
    standard_input(monkeypatch, line)

    with pytest.raises(CommandError, match=said):
        run("--jsonl")


def test_command_says_that_a_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match=r"none.txt cannot be read: No such file"):
        run(str(tmp_path / "none.txt"))
