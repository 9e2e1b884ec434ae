"""A post in the plural that several people of a list share: “Ann Hill and Eve Moss, foresters”."""

import re

from .bodies import is_post
from .eventwords import EventWords
from .itemnames import begins_with_name
from .persons import name_before

# Endings of a noun in the plural, the longer ones first, and of its singular.
NOUNS = {
    "en": "men man, women woman, ies y, sses ss, s -",
    "uk": """
        иці иця, ині иня, ики ик, исти ист, істи іст, ори ор, ери ер, логи лог, графи граф,
        енти ент, анти ант, ати ат, ці ець, чі ч, арі ар, елі ель, ки ка, ни н, фи ф
    """,
    "ru": """
        ицы ица, ини иня, ики ик, исты ист, оры ор, еры ер, логи лог, графы граф, енты ент,
        анты ант, аты ат, цы ец, чи ч, ари арь, ели ель, ки ка, ны н, фы ф
    """,
}
ADJECTIVES = {
    "uk": [("і", "ий", "а")],
    "ru": [("ие", "ий", "ая"), ("ые", "ый", "ая")],
}
PAIRS = {
    language: [tuple(pair.split()) for pair in " ".join(text.split()).split(",")]
    for language, text in NOUNS.items()
}
FARTHEST = 4  # words before the noun
JOINT = re.compile(r" (?:of|at|for|from|in|with)(?: |$)|[,(]")


def with_shared_posts(items: list[str], words: EventWords) -> list[str]:
    """The items, each with the post in the singular that one of them gives for all."""
    also = words.build("also first", lambda: rf"{words.source('marks', 'also')} ")
    items = [also.sub("", item, count=1) if also.match(item) else item for item in items]
    found = list(items)
    for number, item in enumerate(items):
        first = begins_with_name(item, words)
        if first:
            start = number
            while start and _is_only_name(items[start - 1], words):
                start -= 1
            capacity = singular(item[first.end :].strip(" ,–—-"), words)
            if start < number and capacity:
                found[start : number + 1] = [
                    *(f"{one}, {capacity}" for one in items[start:number]),
                    f"{first.text}, {capacity}",
                ]
            continue
        last = name_before(item, words)
        capacity = singular(item[: last.start].strip(" :–—-"), words) if last else ""
        end = number + 1
        while end < len(items) and _is_only_name(items[end], words):
            end += 1
        if last and capacity and end > number + 1:
            names = [last.text, *items[number + 1 : end]]
            found[number:end] = [f"{one}, {capacity}" for one in names]
    return found


def _is_only_name(item: str, words: EventWords) -> bool:
    found = begins_with_name(item, words)
    return bool(found and found.end == len(item.strip()))


def singular(capacity: str, words: EventWords) -> str:
    """A capacity whose post stands in the plural, with the post in the singular; empty where it
    does not stand in the plural."""
    if words.language == "en":
        joint = JOINT.search(capacity)
        post = capacity[: joint.start()] if joint else capacity
        before, _, noun = post.rpartition(" ")
        one = _singular_noun(noun, words)
        is_plural = one and _is_either(noun, one, words) and len(post.split()) <= FARTHEST
        return f"{before} {one}{capacity[len(post) :]}".strip() if is_plural else ""
    tokens = capacity.split(" ")
    for number, token in enumerate(tokens[:FARTHEST]):
        noun = token.rstrip(",")
        one = _singular_noun(noun, words)
        if one and (_is_either(noun, one, words) or (number and is_post(capacity, words))):
            adjectives = [_singular_adjective(t, one[-1] in "ая", words) for t in tokens[:number]]
            return " ".join([*adjectives, one + token[len(noun) :], *tokens[number + 1 :]])
        if _singular_adjective(token, False, words) == token:
            return ""
    return ""


def _is_either(noun: str, one: str, words: EventWords) -> bool:
    return is_post(noun, words) or is_post(one, words)


def _singular_adjective(word: str, is_womans: bool, words: EventWords) -> str:
    for plural, man, woman in ADJECTIVES[words.language]:
        if word.endswith(plural):
            return word.removesuffix(plural) + (woman if is_womans else man)
    return word


def _singular_noun(noun: str, words: EventWords) -> str:
    for plural, one in PAIRS[words.language]:
        if noun.endswith(plural) and len(noun) > len(plural) + 1 and not noun.endswith("ss"):
            return noun[: len(noun) - len(plural)] + one.strip("-")
    return ""
