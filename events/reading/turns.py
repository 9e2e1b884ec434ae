"""Interviews and transcripts: “Q: … A: …”, “Jane Doe: …”, each turn in a paragraph of its own."""

import re
from collections.abc import Sequence

from .text import Paragraph

TURN = "turn"
LABEL = re.compile(
    r"(?P<label>[A-ZА-ЯІЇЄҐЁ][\w.’'-]*(?: [A-ZА-ЯІЇЄҐЁ][\w.’'-]*){0,3})(?: \([^()\n]{1,60}\))?"
    r"\s?:\s+(?![“„«\"‘])(?=\S)"
)
ANSWERS = {"a", "answer", "відповідь", "ответ"}
ASKS = {"q", "question", "питання", "запитання", "вопрос"}
PAIRS = {"в": "о", "п": "в", "з": "в"}  # «В: … О: …», «П: … В: …»
ENDS = re.compile(r"[.?!…][»”“\"’)]?$")
SHORTEST = 4  # words of a turn behind a name
LEAST = 3  # turns
MANY = 5  # questions that nothing but their sign shows
ASKING = re.compile(r"\s*(?P<bold>\*\*|__)?[A-ZА-ЯІЇЄҐЁ][^\n«»“”„\"]{4,300}\?(?(bold)(?P=bold))")


def turns(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Where what is said begins in each paragraph that is somebody’s turn, by its number.

    Empty where the text is no dialogue: a list of “Date: …, Venue: …” has no label twice. Who only
    asks is not quoted.
    """
    found: dict[int, tuple[str, int]] = {}
    for paragraph in paragraphs:
        label = LABEL.match(text, paragraph.start, paragraph.end)
        if label and ENDS.search(text[paragraph.start : paragraph.end].rstrip()[-3:]):
            surname = label["label"].lower().rstrip(".").rpartition(" ")[2]
            found[paragraph.number] = surname, label.end()
    labels = [label for label, _ in found.values()]
    answers = ANSWERS if set(labels) & ASKS and set(labels) & ANSWERS else set()
    answers |= {PAIRS[each] for each in set(labels) & set(PAIRS) if PAIRS[each] in labels}
    if answers:
        return {number: at for number, (label, at) in found.items() if label in answers}
    ends = {number: text[at : paragraphs[number].end].rstrip() for number, (_, at) in found.items()}
    spoken = {
        label
        for number, (label, _) in found.items()
        if not ends[number].endswith("?") and len(ends[number].split()) >= SHORTEST
    }
    is_dialogue = len(labels) >= LEAST and 1 < len(set(labels)) < len(labels)
    if not is_dialogue:
        return _answers(text, paragraphs)
    return {number: at for number, (label, at) in found.items() if label in spoken}


def _answers(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """The paragraphs behind those that only ask: «**Чи готові ви?**», «Ні. Ще рік.»."""
    bold: set[int] = set()
    plain: set[int] = set()
    for paragraph in paragraphs:
        asks = ASKING.match(text, paragraph.start, paragraph.end)
        if asks and not text[asks.end() : paragraph.end].strip():
            (bold if asks["bold"] else plain).add(paragraph.number)
    asked = bold if len(bold) >= LEAST else plain
    behind = {number + 1 for number in asked} - asked
    if len(asked) < (LEAST if asked is bold else MANY) or len(behind) < len(asked):
        return {}
    return {number: paragraphs[number].start for number in behind if number < len(paragraphs)}
