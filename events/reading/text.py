"""A text cut into paragraphs, tokens and sentences, all with their places in it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

WORD, NUMBER, SIGN, QUOTED = "word", "number", "sign", "quoted"

TOKEN = re.compile(
    r"""
    (?P<unseen>[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+)
    |(?P<word>(?:[^\W\d_]\.){2,}(?!\w)|[^\W\d_]\.(?=[ \u00a0]?[^\W\d_])
        |\w[\w\u0300-\u036f]*(?:['’ʼ`´‑.&/-][\w\u0300-\u036f]+)*(?:(?<=[szx])['’](?=[ ]\w))?)
    |(?P<sign>\.{2,}|--+|``|''|.)
    """,
    re.VERBOSE | re.DOTALL,
)
# A single letter with a stop: an initial (“J. Doe”) when it is a capital.
APOSTROPHES = str.maketrans({"'": "’", "ʼ": "’", "`": "’", "´": "’"})
LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
ENDS = {".", "!", "?", "…", "...", "..", "?!", "....", ".....", "?.."}
# Bodies whose names would be read as small words.
UPPER = {"WHO", "US", "IT"}
LONGEST_SENTENCE = 200  # tokens
DASHES = {"-", "–", "—", "―", "−", "--", "---"}
# Small words that are joined to a name: “el-Haddad”, «аль-Башір».
JOINED = "al el ul an as ad ash az d аль эль ель ас аш ад".split()
CLOSERS = set("”’»›\"')]″“*")
OPENERS = set("“„«‹‘\"'([")


# Abbreviations in any case, and those that are some only with a capital.
Short = tuple[frozenset[str], frozenset[str]]


@dataclass(slots=True)
class Token:
    """A word, a number, a sign, or everything between two outer quotation marks."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    is_capital: bool = False
    quoted: int = -1  # the number of the marked passage that it stands for

    @property
    def is_word(self) -> bool:
        return self.kind == WORD


@dataclass(slots=True)
class Paragraph:
    """A line or more that belong together."""

    number: int
    start: int
    end: int
    tokens: list[Token] = field(default_factory=list)


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs that hold something; lines that go on in lower case are one paragraph."""
    number, start, end = 0, 0, 0
    for line_start, line_end in _lines(text):
        line = text[line_start:line_end]
        if not line.strip():
            if end > start:
                yield Paragraph(number, start, end)
                number += 1
            start = end = line_end
            continue
        if end > start and not _goes_on(text[start:end], line):
            yield Paragraph(number, start, end)
            number += 1
            start = end
        if end <= start:
            start = line_start
        end = line_end
    if end > start:
        yield Paragraph(number, start, end)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in LINE_END.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)


def _goes_on(before: str, line: str) -> bool:
    """Whether the line was only broken by the width of a page."""
    before, line = before[-80:].rstrip(), line.lstrip()
    return len(before) > 40 and before[-1] not in '.!?…:;”»"’' and line[0].islower()


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of the text."""
    found = []
    for match in TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "unseen":
            continue
        found.extend(_tokens_of(match.group(), match.start(), kind == "word"))
    return found


def _tokens_of(word: str, at: int, is_word: bool) -> list[Token]:
    if not is_word:
        return [Token(at, at + len(word), word, word, SIGN)]
    first = word[0]
    if first.isdigit():
        return [Token(at, at + len(word), word, word.lower(), NUMBER)]
    if "." in word[1:] and not _is_one_word(word):
        return _parted(word, at)
    return [_word(word, at)]


def _word(word: str, at: int) -> Token:
    low = word if word in UPPER else word.lower()
    if not low.isalpha():  # an apostrophe, a hyphen, an accent apart from its letter
        low = unicodedata.normalize("NFC", low).translate(APOSTROPHES)
    is_capital = word[0].isupper() or (not word.isalpha() and _is_joined(low, word))
    return Token(at, at + len(word), word, low, WORD, is_capital)


def _is_joined(low: str, word: str) -> bool:
    """Whether a small word and a sign stand before the capital of a name: “el-Haddad”."""
    first = next((i for i, letter in enumerate(low) if not letter.isalpha()), 0)
    return low[:first] in JOINED and word[first + 1 : first + 2].isupper()


def _is_one_word(word: str) -> bool:
    """Whether the stops within belong to it: U.S., J., Gawker.com; not “end.Next”."""
    if word[1] == "." and len(word) == 2:
        return word[0].isupper()
    return not any(
        a == "." and b.isupper() and not c.isupper() and c != "."
        for c, a, b in zip(word, word[1:], word[2:], strict=False)
    )


def _parted(word: str, at: int) -> list[Token]:
    parts = []
    for match in re.finditer(r"[^.]+|\.", word):
        piece, start = match.group(), at + match.start()
        if piece == ".":
            parts.append(Token(start, start + 1, piece, piece, SIGN))
        else:
            parts.append(_word(piece, start))
    return parts


def sentences(tokens: list[Token], short: Short, closes: set[int]) -> Iterator[tuple[int, int]]:
    """The sentences as ranges of tokens; `closes` are quoted tokens whose words end a sentence."""
    start, count = 0, len(tokens)
    for i, _token in enumerate(tokens):
        if i - start >= LONGEST_SENTENCE:  # no sentence is so long: every search in one is bounded
            yield start, i
            start = i
        if i < start or not _may_end(tokens, i, short, closes):
            continue
        end = i + 1
        while end < count and tokens[end].text in (ENDS | CLOSERS):
            end += 1
        if end >= count or _may_begin(tokens, end):
            yield start, end
            start = end
    if start < count:
        yield start, count


def _may_end(tokens: list[Token], i: int, short: Short, closes: set[int]) -> bool:
    token = tokens[i]
    if token.kind == QUOTED:
        return token.quoted in closes
    if token.text not in ENDS:
        return False
    before = tokens[i - 1] if i else None
    if token.text != "." or before is None or before.end != token.start:
        return True
    if i > 1 and before.is_capital and tokens[i - 2].is_capital and not before.text.isascii():
        return True  # «Лев Тис.» is a name, and «тис.» thousands
    return not (before.low in short[0] or (before.is_capital and before.low in short[1]))


def _may_begin(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if token.kind in (QUOTED, NUMBER) or token.is_capital:
        return True
    if token.text in DASHES:
        return i + 1 < len(tokens) and (
            tokens[i + 1].is_capital or tokens[i + 1].kind in (QUOTED, NUMBER)
        )
    return token.kind == SIGN and token.text in OPENERS
