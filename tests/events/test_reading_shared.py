import json
import subprocess
import sys

import pytest

from events.reading.report import read_report
from tests import seed_report

QUOTES = seed_report.GOLD.parent.parent
# Per cent that the reader reached, less a little: F1 of the spans, right speakers, and both.
FLOORS = [
    ("own_en1.json", "quoted", 95, 95, 90),
    ("own_en1.json", "indirect", 80, 95, 80),
    ("own_uk1.json", "quoted", 95, 95, 90),
    ("own_uk1.json", "indirect", 80, 95, 80),
    ("own_ru1.json", "quoted", 95, 95, 90),
    ("own_ru1.json", "indirect", 80, 95, 80),
    ("wikinews_dev.jsonl", "quoted", 94, 95, 88),
    ("wikinews_dev.jsonl", "indirect", 90, 95, 85),
]

pytestmark = pytest.mark.skipif(
    not (QUOTES / "score.py").exists(), reason="SEED_REPORT_DIR has no quotes/score.py"
)


def documents(name: str) -> list[dict]:
    text = (QUOTES / "data" / name).read_text(encoding="utf-8")
    lines = text.splitlines() if name.endswith(".jsonl") else [text]
    return [json.loads(line) for line in lines if line.strip()]


@pytest.mark.parametrize(("name", "scope", "spans", "speakers", "both"), FLOORS)
def test_reading_does_not_fall_below_what_it_reached(name, scope, spans, speakers, both, tmp_path):
    with (tmp_path / "read.jsonl").open("w", encoding="utf-8") as file:
        for document in documents(name):
            quotes = read_report(document["text"], document.get("lang")).quotes
            keys = ("start", "end", "kind", "speaker_name", "role")
            rows = [{key: getattr(one, key) for key in keys} for one in quotes]
            file.write(json.dumps({"id": document["id"], "quotes": rows}) + "\n")

    subprocess.run(
        [
            sys.executable,
            QUOTES / "score.py",
            *("--gold", QUOTES / "data" / name),
            *("--pred", tmp_path / "read.jsonl"),
            *("--scope", scope),
            *("--json", tmp_path / "score.json"),
        ],
        check=True,
        capture_output=True,
    )

    score = json.loads((tmp_path / "score.json").read_text())
    reached = (score["span_overlap"][2], score["speaker_accuracy"], score["end_to_end"][2])
    assert [100 * a >= b for a, b in zip(reached, (spans, speakers, both), strict=True)] == [
        True
    ] * 3, reached


@pytest.mark.parametrize("name", ["own_en1.json", "own_uk1.json", "own_ru1.json", "seed_gold.json"])
def test_titles_and_irony_are_not_proposed(name):
    [document] = documents(name)
    text = document["text"]

    quotes = read_report(text, document.get("lang")).quotes

    proposed = {text[one.start : one.end].strip('“”«»‘’"″ .,') for one in quotes}
    names = {mark.strip('“”«»‘’"″ .,') for mark in document.get("not_statements", [])}
    assert proposed & names == set()
