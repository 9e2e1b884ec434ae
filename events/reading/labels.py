"""Lines that name who is quoted above or below: “Jane Doe, mayor:”, “— Jane Doe, mayor”."""

from collections.abc import Sequence

from .text import DASHES, LONGEST_SENTENCE, QUOTED, SIGN, Token
from .words import Words

SHORTEST, LONGEST = 2, 18  # tokens
BULLETS = {"•", "*", "·", *DASHES}


def goes_on(before: Sequence[Token], line: Sequence[Token], words: Words) -> bool:
    """Whether a new paragraph belongs to the sentence before it: marked words below who says them,
    or who says them below marked words."""
    if not before or len(before) >= LONGEST_SENTENCE:
        return False
    if line[0].kind == QUOTED and all(token.kind == SIGN for token in line[1:]):
        return before[-1].text == ":" or (words.is_english and _is_label(before))
    return words.is_english and _is_signature(line) and _is_quoted(before)


def _is_label(tokens: Sequence[Token]) -> bool:
    """“Jane Doe, mayor of Leeds”, without a sign at its end."""
    first = 1 if tokens[0].text in BULLETS else 0
    is_short = SHORTEST <= len(tokens) - first <= LONGEST and tokens[-1].is_word
    return is_short and all(token.is_capital for token in tokens[first : first + SHORTEST])


def _is_signature(tokens: Sequence[Token]) -> bool:
    """“— Jane Doe, mayor”."""
    is_short = SHORTEST < len(tokens) <= LONGEST and tokens[0].text in DASHES
    return is_short and tokens[1].is_capital and tokens[2].is_capital


def _is_quoted(tokens: Sequence[Token]) -> bool:
    """Whether a sentence ends with marked words."""
    return len(tokens) <= LONGEST and any(token.kind == QUOTED for token in tokens[-2:])
