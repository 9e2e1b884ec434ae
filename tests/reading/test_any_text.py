import random

import pytest

from events.reading.report import read_report
from tests.reading.reports import LANGUAGES, reports

SIGNS = "«»“”„\"—–-,.:;?!\n ()’'іАЯ0"


def damaged(text: str, chance: random.Random) -> str:
    """A stretch of the text with some of its characters replaced."""
    start = chance.randrange(len(text))
    signs = list(text[start : start + chance.randrange(1, 900)])
    for _ in range(chance.randrange(8)):
        signs[chance.randrange(len(signs))] = chance.choice(SIGNS)
    return "".join(signs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_report_is_read_all_the_same(language):
    chance = random.Random(5)  # noqa: S311 -- the same texts every time, no secret
    texts = [report.text for report in reports("dev", language)]

    for _ in range(120):
        text = damaged(chance.choice(texts), chance)
        spans = [(quote.start, quote.end) for quote in read_report(text, language).quotes]

        assert [span for span in spans if not 0 <= span[0] < span[1] <= len(text)] == []
