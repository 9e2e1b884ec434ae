"""The author’s own words within speech: “…, – said X. – …”."""

import re
from itertools import pairwise

from .text import DASHES, ENDS, SIGN, Token
from .words import Words

# The endings of a Ukrainian or Russian verb beside its subject.
ACTS = re.compile(r"(?:в|л|ла|ли|[аяуює]є(?:ть)?|[иї]ть|[аяуюеё]ет|[её]т|ит)(?:с[яь])?$")
MY_WORDS = {
    *("спрашиваю", "переспрашиваю", "отвечаю", "уточняю", "говорю", "интересуюсь", "удивляюсь"),
    *("питаю", "перепитую", "відповідаю", "уточнюю", "кажу", "цікавлюся", "цікавлюсь", "дивуюся"),
}
ASKED = {"!", "?", "?!", "?..", "!.."}
OURS = re.compile(r"(?:[аяєиї]мо|[аяе]ем|им)(?:с[яь])?$")  # «питаємо ми»
NEAR = 5  # words of the author within which his verb stands


def authors_words(inner: list[Token], words: Words) -> list[tuple[int, int]]:
    """Where the author speaks within the speech, as ranges of tokens with the dash before."""
    found, i, count = [], 1, len(inner)
    while i < count - 1:
        if not (inner[i].text in DASHES and _may_break(inner[i - 1])):
            i += 1
            continue
        end = i + 1
        while end < count and not (inner[end].text in DASHES and _may_break(inner[end - 1])):
            end += 1
        after = inner[i + 1 : i + 1 + NEAR]
        if is_authors(after, words) or (inner[i - 1].text in ASKED and _acts(after, words)):
            found.append((i, end))
            i = end + 1
        else:
            i = end
    return found


def _may_break(token: Token) -> bool:
    return token.text in ENDS or token.text in {",", "»", "”", "“", ":"}


def is_authors(after: list[Token], words: Words) -> bool:
    """Whether the words begin as “said X” or “he said” do."""
    if not after or after[0].is_capital or after[0].kind == SIGN:
        return False
    if is_mine([token.low for token in after]):
        return True
    for token in after:
        if token.text in {",", ":", "."}:
            break
        if token.low in words.verbs and not words.verbs[token.low].is_base:
            return True
    return not words.is_english and _somebody_acts(after, words)


def _acts(after: list[Token], words: Words) -> bool:
    """«Вот это разговор! – оживляется старик»: after such a sign no speech goes on so."""
    if words.is_english or len(after) < 2:
        return False
    if after[0].low in words.given:
        return any(ACTS.search(token.low) for token in after[1:4] if not token.is_capital)
    is_verb = not after[0].is_capital and bool(ACTS.search(after[0].low))
    return is_verb and after[1].is_word


def is_mine(lows: list[str]) -> bool:
    """«спрашиваю я», «питаю»: the author of the text speaks."""
    if any(OURS.search(verb) and we in {"ми", "мы"} for verb, we in pairwise(lows)):
        return True
    return lows[:1] != [] and (
        lows[0] in MY_WORDS or (lows[1:2] == ["я"] and lows[0].endswith("ю"))
    )


def names_author(after: list[Token], words: Words) -> bool:
    """Whether the words begin as “said X” or as “Jane Doe said” do."""
    if is_authors(after, words):
        return True
    i = 0
    while i < len(after) and after[i].is_capital:
        i += 1
    verb = words.verbs.get(after[i].low) if 0 < i < len(after) else None
    return verb is not None and not verb.is_base


def _somebody_acts(after: list[Token], words: Words) -> bool:
    """«не відступала нардепка», «спробував пожартувати Ткач»: any verb, and somebody behind it."""
    verb = next((i for i, t in enumerate(after) if t.low not in words.sets["negations"]), None)
    if verb is None or not ACTS.search(after[verb].low):
        return False
    stems, sets = words.stems, words.sets
    people = (stems["heads"], stems["general"], words.pronouns, sets["somebody"], sets["groups"])
    return any(t.is_capital or any(t.low in each for each in people) for t in after[verb + 1 :])
