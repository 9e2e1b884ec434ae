import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

LINE = {"id": "a/1", "text": "Yes.\n\n“It is late,” said Hill."}


def extract(*args):
    stdout = io.StringIO()
    call_command("extract_statements", *args, stdout=stdout)
    return stdout.getvalue()


@pytest.fixture
def standard_input(monkeypatch):
    def give(content: bytes | str):
        raw = content.encode() if isinstance(content, str) else content
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    return give


def test_text_is_printed_with_its_statements(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text("It rained.\n\n“It is late,” said the mayor Ann Hill.", encoding="utf-8")

    printed = json.loads(extract(str(file)))

    assert printed["text"][13:23] == "It is late"
    assert printed["language"] == "en"
    assert printed["quotes"] == [
        {
            "start": 13,
            "end": 23,
            "kind": "direct",
            "speaker_name": "Ann Hill",
            "speaker_start": 41,
            "speaker_end": 49,
            "role": "the mayor",
            "cue": "said",
            "certainty": "explicit",
        }
    ]
    assert set(printed) == {"text", "language", "quotes", "event", "warnings"}


def test_offsets_count_the_words_of_html(standard_input):
    standard_input("<p>It rained.</p><p>“It is <b>late</b>,” said Ann Hill.</p>")

    printed = json.loads(extract("-"))

    [quote] = printed["quotes"]
    assert printed["text"][quote["start"] : quote["end"]] == "It is late"


def test_participants_give_the_name_in_full(tmp_path, standard_input):
    file = tmp_path / "people.json"
    file.write_text(
        json.dumps([{"name": "Ann Hill", "role": "mayor", "organization": "Leeds"}, "Bob Dale"])
    )
    standard_input("It rained.\n\n“It is late,” said Hill. “No,” said Dale.")

    quotes = json.loads(extract("-", "--participants", str(file)))["quotes"]

    assert [(one["speaker_name"], one["role"]) for one in quotes] == [
        ("Ann Hill", "mayor, Leeds"),
        ("Bob Dale", None),
    ]


def test_lines_are_answered_line_by_line(standard_input):
    other = {"id": 2, "text": "Дощ.\n\n«Пізно», – сказав Ткач.", "language": "uk"}
    known = {**LINE, "participants": [{"name": "Ann Hill"}]}
    standard_input("\n".join(json.dumps(line) for line in (known, other)) + "\n\n")

    answers = [json.loads(line) for line in extract("--jsonl").splitlines()]

    assert [
        (answer["id"], [one["speaker_name"] for one in answer["quotes"]]) for answer in answers
    ] == [("a/1", ["Ann Hill"]), (2, ["Ткач"])]


def test_a_letter_that_utf8_has_not_is_escaped(standard_input):
    standard_input(json.dumps({"id": "\ud800", "text": "\udfff"}))

    assert json.loads(extract("--jsonl")) == {"id": "\ud800", "quotes": []}


@pytest.mark.parametrize("content", ["", " \n", "\ufeff"])
def test_nothing_said_is_no_fault(content, standard_input):
    standard_input(content)

    assert json.loads(extract("-"))["quotes"] == []


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ("{", "Line 2 is no JSON: "),
        ("[" * 100_000, "Line 2 is no JSON: "),
        ("[]", 'Line 2 is no object with "id" and "text".'),
        ('{"id": 1, "text": null}', 'Line 2 is no object with "id" and "text".'),
        ('{"text": "a"}', 'Line 2 is no object with "id" and "text".'),
        (json.dumps({**LINE, "language": "fr"}), "Line 2: the language is 'fr'; write en, uk or"),
        (json.dumps({**LINE, "participants": {}}), "Line 2, participants: not a list."),
        (
            json.dumps({**LINE, "participants": [{"name": " "}]}),
            'Line 2, participants, number 1 is no object with a "name".',
        ),
        (
            json.dumps({**LINE, "participants": [{"name": "A", "role": 3}]}),
            "Line 2, participants, number 1: role is 3.",
        ),
        (
            json.dumps({**LINE, "participants": [{"name": "A", "other_names": [1]}]}),
            "Line 2, participants, number 1: other_names is [1].",
        ),
    ],
)
def test_a_fault_in_a_line_is_told_and_nothing_is_printed(second, fault, standard_input):
    standard_input(f"{json.dumps(LINE)}\n{second}\n")
    stdout = io.StringIO()

    with pytest.raises(CommandError) as refused:
        call_command("extract_statements", "--jsonl", stdout=stdout)

    assert str(refused.value).startswith(fault)
    assert stdout.getvalue() == ""


def test_a_file_that_is_not_there_or_no_utf8_is_refused(tmp_path, standard_input):
    missing = str(tmp_path / "missing.txt")
    standard_input(b"abc\xff")

    with pytest.raises(CommandError) as not_there:
        extract(missing)
    with pytest.raises(CommandError) as not_utf8:
        extract("-")

    assert str(not_there.value) == f"{missing} cannot be read: No such file or directory."
    assert str(not_utf8.value) == (
        "Standard input is not UTF-8 (byte 3): save it as UTF-8 and try again."
    )
