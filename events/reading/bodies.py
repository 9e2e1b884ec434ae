"""Names of bodies in a capacity: what tells one, what stands within its marks, its nominative."""

import re

from .eventwords import EventWords, event_words

QUOTES = '«„“”"‘″»‚‹›'
OPENING = '«„“"‘‹'
PAIRS = {"«": "»", "„": '“”"', "“": '”"″', '"': '"”', "‘": "’", "‹": "›"}
LONG_FORM = 6  # letters of «центрі»
ACRONYM = range(2, 7)  # letters
LEAST_CAPITALS, LONGEST_MIXED = 3, 10  # letters of КазНУ


def split_outside(text: str, signs: str) -> list[str]:
    """The text cut at the signs that stand outside of quotation marks and brackets."""
    pieces, start, depth = [], 0, 0
    closing = ""
    for at, char in enumerate(text):
        if closing:
            if char in closing:
                closing = ""
        elif char in OPENING and any(c in text[at + 1 :] for c in PAIRS[char]) and _opens(text, at):
            closing = PAIRS[char]
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char in signs and depth == 0:
            pieces.append(text[start:at])
            start = at + 1
    return [*pieces, text[start:]]


def _opens(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def is_post(text: str, words: EventWords) -> bool:
    """Whether a piece begins as a post does."""
    return bool(words.find("capacities", "posts").match(text))


def has_body(text: str, words: EventWords) -> bool:
    """Whether a stretch holds what only a body has: its noun, a name in marks, an acronym."""
    has_noun = words.find("capacities", "bodies").search(text)
    return bool(has_noun or is_named(text) or any(map(is_acronym, re.findall(r"[\w’'-]+", text))))


def is_acronym(word: str) -> bool:
    """Whether a word is of capitals, or mostly: UNDP, УкрГМІ, КазНУ."""
    capitals = sum(map(str.isupper, word))
    is_mixed = capitals >= LEAST_CAPITALS and word[0].isupper() and len(word) <= LONGEST_MIXED
    return word.isalpha() and (is_mixed or (word.isupper() and len(word) in ACRONYM))


def is_named(text: str) -> bool:
    """Whether a stretch holds a name in marks."""
    return any(char in text for char in OPENING)


def nominative_body(name: str, language: str) -> str:
    """The name of a body in the nominative where its first noun is a listed one, otherwise as
    printed: «Українського інституту майбутнього» is «Український інститут майбутнього»."""
    words = event_words(language)
    if words.language == "en" or not name:
        return name
    tokens = name.split(" ")
    for number, token in enumerate(tokens[:5]):
        if form := _nominative_noun(token, words):
            noun, gender = form
            adjectives = [_nominative_adjective(t, gender, words) for t in tokens[:number]]
            if None in adjectives:
                return name
            return " ".join([*map(str, adjectives), noun, *tokens[number + 1 :]])
        if not words.is_ending("adjective", token):
            return name
    return name


def _nominative_noun(token: str, words: EventWords) -> tuple[str, str] | None:
    low = token.lower()
    for gender in "mfn":
        for group in words.phrases("inflection", gender):
            forms = group.replace("’", "'").split(" ")
            long = next((f for f in forms if len(f) >= LONG_FORM and low.endswith(f)), "")
            if long and low != long and token[0].isupper():
                # «Укрмедіацентрі» declines as its last part.
                return token[: len(token) - len(long)] + forms[0], gender
            if low.replace("’", "'") in forms:
                noun = group.split(" ")[0]
                return (noun.capitalize() if token[0].isupper() else noun), gender
    prefix, hyphen, last = token.rpartition("-")
    if hyphen and (found := _nominative_noun(last, words)):
        return f"{prefix}-{found[0]}", found[1]
    return None


def _nominative_adjective(token: str, gender: str, words: EventWords) -> str | None:
    """An adjective in the nominative; None where its form is not known."""
    keys = (f"adjective_{gender}", f"nominative_{gender}")
    for ending, other in (pair for key in keys for pair in words.endings(key)):
        if token.lower().endswith(ending):
            return token[: len(token) - len(ending)] + other
    return None
