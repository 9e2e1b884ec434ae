"""Reports that are no running prose: names above and below words, interviews, transcripts."""

import pytest

from events.reading.quote import DIRECT
from tests.events.reading_sentences import said

LAYOUTS = [
    pytest.param(
        "Minister for Roads Ann Hill said:\n\n“It is late.\n\n“Go home.”",
        [(DIRECT, "It is late.\n\n“Go home.", "Ann Hill")],
        id="words_in_paragraphs_of_their_own",
    ),
    pytest.param(
        "Ann Hill, lock keeper:\n\n“It is late. Go home.”",
        [(DIRECT, "It is late. Go home.", "Ann Hill")],
        id="name_above_with_a_colon",
    ),
    pytest.param(
        "Ann Hill, mayor of Hull\n\n“It is late. Go home.”",
        [(DIRECT, "It is late. Go home.", "Ann Hill")],
        id="name_above",
    ),
    pytest.param(
        "“It is late. Go home.”\n— Ann Hill, mayor of Hull",
        [(DIRECT, "It is late. Go home.", "Ann Hill")],
        id="name_below",
    ),
    pytest.param(
        "Our mayor Ann Hill spoke to us.\n\nQ: Is it late?\n\nA: No. It is “early”."
        "\n\nQ: And now?\n\nA: Late.",
        [(DIRECT, "No. It is “early”.", "Ann Hill"), (DIRECT, "Late.", "Ann Hill")],
        id="questions_and_answers",
    ),
    pytest.param(
        "Ann Hill and Bob Dale spoke.\n\nBob Dale: Is it late, Ann?"
        "\n\nAnn Hill: I think it is late."
        "\n\nDale: Then let us go home.\n\nHill: Home is far from here.",
        [
            (DIRECT, "Is it late, Ann?", "Bob Dale"),
            (DIRECT, "I think it is late.", "Ann Hill"),
            (DIRECT, "Then let us go home.", "Bob Dale"),
            (DIRECT, "Home is far from here.", "Ann Hill"),
        ],
        id="a_transcript",
    ),
    pytest.param(
        "Date: 5 May 2023.\n\nVenue: Hall of Ann Hill.\n\nLanguage: English, with interpreters.",
        [],
        id="a_list_is_no_transcript",
    ),
    pytest.param("Key Findings\n\nThe dykes held.", [], id="a_heading_names_nobody"),
]


@pytest.mark.parametrize(("text", "expected"), LAYOUTS)
def test_speaker_is_found_by_the_layout(text, expected):
    assert said(text, "en") == expected
