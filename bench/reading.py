"""Times the reading of reports: milliseconds for 1,000 words, over the invented reports of the
tests, and seconds for texts that are made to be slow."""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from events.reading.report import read_report
from tests.reading.reports import LANGUAGES, reports

REPEATS = 5
AT_MOST = 50  # milliseconds for 1,000 words
HARD = {
    "marks": "“a” said " * 10_000,
    "marks never closed": "“a b c " * 10_000,
    "straight marks": '"a" ' * 10_000,
    "verbs of speech": "said " * 200_000,
    "commas": "Smith, " * 100_000,
    "one long paragraph": "Ann Hill said that Bob Dale was late. " * 20_000,
    "right to left": "\u202e“אבג,” said Hill\u200f. " * 10_000,
    "five megabytes": "“It is late,” said Ann Hill, the mayor.\n\n" * 120_000,
}


def seconds(text: str, language: str | None = None) -> float:
    """The processor time of one reading."""
    start = time.process_time()
    read_report(text, language)
    return time.process_time() - start


def main() -> None:
    for language in LANGUAGES:
        texts = [each.text for part in ("dev", "held") for each in reports(part, language)]
        words = sum(len(text.split()) for text in texts)
        taken = min(sum(seconds(text, language) for text in texts) for _ in range(REPEATS))
        each = taken * 1_000_000 / words
        verdict = "" if each <= AT_MOST else f", more than {AT_MOST}"
        print(f"{language}: {words} words, {each:.1f} ms for 1,000{verdict}")
    for name, text in HARD.items():
        print(f"{name}: {len(text):,} characters, {seconds(text):.1f} s")


if __name__ == "__main__":
    main()
