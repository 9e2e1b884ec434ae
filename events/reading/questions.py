"""What an announcement says will be discussed."""

import re

from .eventwords import EventWords
from .occasions import outside_marks
from .sections import Parts

CONTACT = re.compile(r"@\w|\+?\d[\d ()–-]{7,}\d")
NUMBER = re.compile(r"(?:^|(?<=[?;.,]) )\d{1,2}[).] ")  # of a question


def questions_of(parts: Parts) -> list[str]:
    """The questions for discussion, in the order of print."""
    words, found = parts.words, []
    for section in parts.under("questions"):
        found.extend(_asked(section.inline, words))
        found.extend(one for line in section.lines for one in _numbered(line.text))
    if not found:
        asked_in = (_asked_in(sentence, words) for sentence in parts.sentences())
        found = next(filter(None, asked_in), [])
    if not found:
        asked = [one.text for one in parts.lead if one.has_bullet and one.text.endswith("?")]
        found = asked if len(asked) > 1 else []
    bare = [question.strip(" ;,").removesuffix(".").strip() for question in found]
    return [question for question in bare if len(question) > 2 and not CONTACT.search(question)]


def _numbered(text: str) -> list[str]:
    """The questions of one line: “1) …? 2) …?”."""
    return NUMBER.split(text) if "?" in text else [text]


def _asked(text: str, words: EventWords) -> list[str]:
    """The questions of running words, parted by semicolons or by commas."""
    parts = NUMBER.split(text) if NUMBER.match(text) else re.split(r";|(?<=\?) ", text)
    return [one for part in parts for one in _indirect(part, words)]


def _indirect(text: str, words: EventWords) -> list[str]:
    """Indirect questions between commas, where there is more than one."""
    word = rf"(?:{words.source('marks', 'question_words')}|[^\W\d_]+ ли(?!\w))"
    also = words.source("marks", "also")
    joint = words.build(
        "asked after",
        lambda: rf"(?:, (?:{also} )?| {also} )(?:про те, )?(?={word} )",
    )
    is_asked = words.build("asks", lambda: word).match(text.strip())
    return joint.split(text) if is_asked else [text]


def _asked_in(sentence: str, words: EventWords) -> list[str]:
    """The questions of “they will discuss whether …, who … and how …”."""
    outside = outside_marks(sentence)
    for match in words.find("cues", "questions_after").finditer(outside):
        rest = sentence[match.end() :].strip(" ,:–—-")
        if words.find("marks", "question_words").match(rest):
            return _asked(rest.rstrip(" .!?"), words)
    return []
