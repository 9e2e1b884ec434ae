"""What a verb of speech brings with it."""

from . import english_contents, slavic_contents
from .clauses import Range
from .lines import Line
from .text import DASHES

FARTHEST = 15  # tokens between “he said” and the second part


def to_the_right(line: Line, verb: int, start: int, *, is_attached: bool) -> Range | None:
    """What follows a verb of speech; `is_attached` when marked words stand before it already."""
    form = line.words.verbs[line.lows[verb]]
    if is_attached:
        return _second_part(line, start)
    if line.words.is_english:
        return english_contents.content(line, verb, start)
    return slavic_contents.content(line, start, form)


def _second_part(line: Line, start: int) -> Range | None:
    """The words after “he said,” when they go on: “…,” he said, “…”."""
    for i in range(start, min(start + FARTHEST, line.count)):
        if line.is_speech(i):
            before = line.tokens[i - 1].text
            is_parted = before in DASHES or before in {",", ":", ".", "…"}
            return (i, i + 1) if is_parted or i == start else None
        if line.lows[i] in line.words.verbs or line.is_text(i, ";", ".", "?"):
            break
    return None
