"""Links that show quoted words highlighted where an article prints them.

A text fragment (WICG Scroll to Text Fragment) names the words by their first and last ones, and
the browser takes the first place where it finds them, whatever their case and accents. The anchor
of the quotation stands before it, for a browser that does not know of fragments. A quotation that
is broken by other words has a directive for each part, joined by `&`.
"""

import re
import unicodedata
from urllib.parse import quote

WORD = re.compile(r"\w+(?:['’ʼ\-]\w+)*")
FEWEST, MOST_AROUND = 4, 8  # words at each end, and beside words that stand in the text twice
MOST = 8  # passages of one text that are highlighted
BESIDE = 32  # code points at either side of the words, or more where they need it


def directive(before: str, words: str, after: str) -> str:
    """What follows `:~:` in the address of a text to highlight `words`, which stand between the
    rest of it; empty where they hold no word."""
    found = [match.span() for match in WORD.finditer(words)]
    if not found:
        return ""
    first, last = found[0][0], found[-1][1]
    text = _Text(before + words[:first], words[first:last], words[last:] + after)
    spans = [(start - first, end - first) for start, end in found]
    return "text=" + (_by_ends(text, spans) or _whole(text, len(spans)))


def selector(before: str, words: str, after: str) -> dict[str, str]:
    """The same words for machines: a TextQuoteSelector (W3C Web Annotation, 4.2.4), with as much of
    the text at either side as tells them from all other places."""
    length, text = BESIDE, before + words + after
    while True:
        prefix, suffix = before[-length:], after[:length]
        is_all = length >= max(len(before), len(after))
        if is_all or text.count(prefix + words + suffix) == 1:
            return {
                "type": "TextQuoteSelector",
                "exact": words,
                "prefix": prefix,
                "suffix": suffix,
            }
        length *= 2


class _Text:
    """A text in which the words stand, and the same folded as a browser compares it."""

    def __init__(self, before: str, words: str, after: str):
        self.before, self.words, self.after = before, words, after
        self.start = len(_folded(before))
        self.all = _folded(before + words + after)

    def finds(self, term: str, start: int, since: int = 0) -> bool:
        """Whether the first place of a term is the one that is meant."""
        folded = re.escape(_folded(term))
        found = re.compile(rf"(?<!\w){folded}(?!\w)").search(self.all, since)
        return found is not None and found.start() == start

    def place(self, offset: int) -> int:
        """Where a place in the words is in the folded text."""
        return self.start + len(_folded(self.words[:offset]))


def _by_ends(text: _Text, spans: list[tuple[int, int]]) -> str:
    """The first and the last words, as many as tell them from others; empty where that is all."""
    for count in range(FEWEST, len(spans) - FEWEST):
        head = text.words[: spans[count - 1][1]]
        if text.finds(head, text.start):
            break
    else:
        return ""
    since = text.place(len(head))
    for other in range(FEWEST, len(spans) - count):
        begin = spans[-other][0]
        if text.finds(text.words[begin:], text.place(begin), since):
            return f"{_encoded(head)},{_encoded(text.words[begin:])}"
    return ""


def _whole(text: _Text, count: int) -> str:
    """All of the words; a few with what stands beside them, where they stand elsewhere too."""
    if count >= FEWEST or text.finds(text.words, text.start):
        return _encoded(text.words)
    line = text.before.rpartition("\n")[2]
    for match in reversed([*WORD.finditer(line)][-MOST_AROUND:]):
        beside = line[match.start() :]
        if text.finds(beside + text.words, text.start - len(_folded(beside))):
            return f"{_encoded(beside.strip())}-,{_encoded(text.words)}"
    line = text.after.partition("\n")[0]
    for match in [*WORD.finditer(line)][:MOST_AROUND]:
        beside = line[: match.end()]
        if text.finds(text.words + beside, text.start):
            return f"{_encoded(text.words)},-{_encoded(beside.strip())}"
    return _encoded(text.words)


def _folded(text: str) -> str:
    """The text without case and accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def _encoded(term: str) -> str:
    """The term for the address; its hyphens too, since a bare one parts a prefix from the words."""
    return quote(term, safe="").replace("-", "%2D")
