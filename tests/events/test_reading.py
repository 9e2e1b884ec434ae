import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from events.reading.report import Known, Report, read_report
from tests import seed_report

PIECES = [
    *"“”«»„‘’\"'″–—-:;,.!?()\n\r\t \u00a0\u202e\u200f\x00\ud800",
    "\n\n",
    "said",
    "Smith",
    "he",
    "that",
    "according to",
    "сказав",
    "Ткач",
    "що",
    "за словами",
    "— сказала",
    "This was stated by",
    "“We must go,” said Ann Hill.",
    "– Так, – сказав Ткач. – Ні.",
]
SPEECH = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=60).map("".join)


def assert_sound(text: str, report: Report) -> None:
    assert report.text == text
    for one in report.quotes:
        assert 0 <= one.start < one.end <= len(text)
        assert all(one.start <= start < end <= one.end for start, end in one.passages)
        assert (one.speaker_start is None) == (one.speaker_end is None)
        if one.speaker_start is not None:
            assert 0 <= one.speaker_start < one.speaker_end <= len(text)
    for oddity in report.warnings:
        assert 0 <= oddity.text_start <= oddity.text_end <= len(text)
        assert oddity.sentence
    assert report.quotes == sorted(report.quotes, key=lambda one: (one.start, one.end))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=SPEECH | st.text(), language=st.sampled_from([None, "en", "uk", "ru"]))
@example(text="“" * 50 + "a" + "”" * 50 + ", he said", language="en")
@example(text="– – – сказав", language="uk")
@example(text="“a,” ‘b’ said \ud800 Smith’", language=None)
def test_any_text_can_be_read(text, language):
    report = read_report(text, language)

    assert_sound(text, report)
    assert read_report(text, language) == report


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“a” said " * 10_000, id="marks"),
        pytest.param("«" * 10_000 + "»" * 10_000, id="nested"),
        pytest.param("said " * 40_000, id="verbs"),
        pytest.param("Smith, " * 20_000 + "said", id="commas"),
        pytest.param("– Так, – сказав він. " * 3_000, id="dashes"),
        pytest.param("“Не закрито.\n\n" * 3_000, id="paragraphs_left_open"),
    ],
)
def test_hostile_text_is_read_to_its_end(text):
    assert_sound(text, read_report(text))


def test_longer_text_than_a_book_is_read_in_its_beginning():
    text = "“It is late,” said Ann Hill. " + "a " * 600_000

    report = read_report(text)

    assert [one.speaker_name for one in report.quotes] == ["Ann Hill"]
    assert [one.code for one in report.warnings] == ["too_long"]


def test_passages_are_the_words_without_marks_over_all_paragraphs():
    text = "Dale came.\n\n“It is late. We go.\n\n“It is very late,” he said."

    quote = read_report(text).quotes[0]

    assert [text[a:b] for a, b in quote.passages] == ["It is late. We go.", "It is very late"]


def test_words_that_only_the_author_parts_are_one_utterance():
    quotes = read_report(
        "Yes.\n\n“It is late,” said Ann Hill. “Go.”\n\n“No,” said Bob Dale."
    ).quotes

    assert [one.utterance == quotes[0].utterance for one in quotes] == [True, True, False]


def test_mark_that_is_never_closed_is_told():
    report = read_report("Yes.\n\nThey met at the round table “Rivers of today. It was late.")

    assert [(one.code, one.values["words"]) for one in report.warnings] == [
        ("unclosed", "Rivers of today. It was late."),
        ("unbalanced_title", "Rivers of today"),
    ]


def test_one_surname_of_two_people_is_told():
    text = "Ann Hill met Bob Hill. Later it rained. “It is late,” said Hill."

    report = read_report(text)

    ambiguous = next(one for one in report.warnings if one.code == "ambiguous")
    assert {ambiguous.values["first"], ambiguous.values["second"]} == {"Ann Hill", "Bob Hill"}


@pytest.mark.parametrize(
    ("text", "language", "known"),
    [
        ("“It is late,” said Tkach.", "en", Known("Ігор Ткач", id=7)),
        ("«Пізно», – сказав Ткач.", "uk", Known("Ihor Tkach", ["Игорь Ткач"], id=7)),
        ("За словами Ігоря Ткача, вже дуже пізно.", "uk", Known("Ігор Ткач", id=7)),
    ],
)
def test_participant_is_known_in_any_script_and_case(text, language, known):
    quote = read_report("Ранок. Morning.\n\n" + text, language, [known]).quotes[0]

    assert (quote.speaker_name, quote.speaker_id) == (known.name, 7)


def test_participant_brings_his_capacity_where_the_text_prints_none():
    known = Known("Ann Hill", role="engineer", organization="Danube Institute")

    quote = read_report("Yes.\n\n“It is late,” said Hill.", "en", [known]).quotes[0]

    assert quote.role == "engineer, Danube Institute"


@pytest.mark.skipif(not seed_report.available(), reason="SEED_REPORT_DIR names no report")
def test_every_statement_of_the_first_report_is_read():
    gold = json.loads(seed_report.GOLD.read_text(encoding="utf-8"))
    wanted = [one for one in gold["quotes"] if not one["optional"]]

    quotes = read_report(gold["text"]).quotes

    found = {(one.start, one.speaker_name, one.role): one for one in quotes}
    assert [
        one for one in wanted if (one["start"], one["speaker_name"], one["role"]) not in found
    ] == [one for one in wanted if one["speaker_name"] is None]
    assert len(quotes) == len(wanted)
    assert [one.kind for one in quotes].count("direct") == 7
    assert quotes[-1].kind == "collective"
