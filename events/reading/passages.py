"""A text with its marked passages: each stands in its sentence as one token."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .authors import NEAR, authors_words, names_author
from .labels import goes_on
from .marks import ANGLE, DOUBLE, SINGLE, Marked, marked
from .names import CAPITALS
from .quote import Oddity
from .text import (
    DASHES,
    ENDS,
    QUOTED,
    SIGN,
    WORD,
    Paragraph,
    Token,
    paragraphs,
    sentences,
    tokens,
)
from .turns import TURN, turns
from .words import Words

DASH = "dash"
OPENING = set('“„«"‘‟')
SPOKEN = re.compile(r"[–—-]\s+(?=[А-ЯІЇЄҐЁ«„“\"])[^\n]*[.?!…][»“”\"]?$")
# «… зимы. — Его строили …, — сказал»: a dash after a sentence, and another before the author.
DASH_WITHIN = re.compile(
    r"[а-яіїєґё)][.!?…]\s+[–—-](?=\s+[А-ЯІЇЄҐЁ][^\n«»„“”\"]*?[,.!?…]\s+[–—-]\s+[а-яіїєґё])"
)
CUED = re.compile(r"[,?!….]\s+[–—-]\s+[а-яіїєґё]")
LONGEST_SPEECH = 6_000  # characters within marks that are searched for the author's words
LONGEST_GAP = 5  # paragraphs of one speech of which only the first and the last have a mark
WORDS_SHOWN = 60
SHORTEST = 2  # tokens


@dataclass(slots=True)
class Piece:
    """One run of marked words, or of words after a dash, within one paragraph."""

    number: int
    paragraph: int
    start: int
    end: int
    inner_start: int
    inner_end: int
    family: str
    is_closed: bool = True
    continues: int = -1  # the piece of the paragraph before that it goes on from
    words: list[Token] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether the words begin with a capital and end as a sentence does."""
        return self.begins_capital and self.ends_sentence

    @property
    def begins_capital(self) -> bool:
        first = next((w for w in self.words if w.kind != SIGN), None)
        return bool(first and (first.is_capital or first.kind != WORD))

    @property
    def ends_sentence(self) -> bool:
        return bool(self.words) and self.words[-1].text in ENDS

    @property
    def ends_comma(self) -> bool:
        return bool(self.words) and self.words[-1].text in {",", "–", "—", "--"}

    @property
    def count(self) -> int:
        return sum(word.kind != SIGN for word in self.words)


@dataclass(slots=True)
class Sentence:
    """A sentence outside the marks; what stands in marks is one token of it."""

    number: int
    paragraph: int
    tokens: list[Token]
    lows: list[str]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


@dataclass
class Pages:
    """The text ready for reading."""

    text: str
    words: Words
    paragraphs: list[Paragraph] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    capitals: set[str] = field(default_factory=set)  # beginnings of words that are names
    surnames: set[str] = field(default_factory=set)  # beginnings of the surnames of full names
    turns: dict[int, int] = field(default_factory=dict)  # where a turn begins, by paragraph
    spoken: set[int] | None = None  # paragraphs after a dash that are speech, once looked for


def pages(text: str, words: Words) -> Pages:
    """The text cut into sentences, its marked passages found and paired."""
    made = Pages(text, words, list(paragraphs(text)))
    runs_on = closes = -1
    made.turns = turns(text, made.paragraphs)
    for number, paragraph in enumerate(made.paragraphs):
        following = made.paragraphs[number + 1] if number + 1 < len(made.paragraphs) else None
        first = len(made.pieces)
        if runs_on >= 0 and closes < number:
            closes = _closing(made, number)
        if runs_on >= 0 and number < closes:
            paragraph.tokens = _unmarked(made, paragraph, made.pieces[runs_on].family)
        else:
            is_open = runs_on >= 0 and number == closes
            paragraph.tokens = list(_outer_tokens(made, paragraph, following, is_open=is_open))
        if runs_on >= 0 and len(made.pieces) > first:
            made.pieces[first].continues = runs_on
        runs_on = _runs_on(made, first, paragraph)
        _cut_sentences(made, paragraph)
    return made


def _runs_on(made: Pages, first: int, paragraph: Paragraph) -> int:
    """The number of the paragraph's last piece when it is left open for the next paragraph."""
    if len(made.pieces) == first:
        return -1
    last = made.pieces[-1]
    return last.number if not last.is_closed and last.end == paragraph.end else -1


def _closing(made: Pages, number: int) -> int:
    """The number of the paragraph that closes a speech left open before; -1 where none does.

    Those between have no marks: «One.\n\nTwo.\n\nThree», said X.
    """
    for paragraph in made.paragraphs[number : number + LONGEST_GAP]:
        found = marked(made.text, paragraph.start, paragraph.end, with_broken=True)
        if found:
            return paragraph.number if found[0].is_unopened else -1
        if paragraph.end - paragraph.start > LONGEST_SPEECH:
            return -1
    return -1


def _unmarked(made: Pages, paragraph: Paragraph, family: str) -> list[Token]:
    """The tokens of a paragraph that is speech throughout and goes on in the next one."""
    start, end = paragraph.start, paragraph.end
    found = list(_pieces_of(made, Marked(start, start, end, end, family, 0), paragraph))
    made.pieces[-1].is_closed = False
    return found


def _cut_sentences(made: Pages, paragraph: Paragraph) -> None:
    closes = {
        token.quoted
        for i, token in enumerate(paragraph.tokens)
        if token.kind == QUOTED and _closes(made, paragraph.tokens, i)
    }
    made.capitals |= {
        token.low[:CAPITALS]
        for token, before in zip(paragraph.tokens[1:], paragraph.tokens, strict=False)
        if token.is_capital and before.is_word
    }
    sets = made.words.sets
    short = sets["abbreviations"], sets["capital_abbreviations"]
    for start, end in sentences(paragraph.tokens, short, closes):
        cut = paragraph.tokens[start:end]
        before = made.sentences[-1].tokens if made.sentences and start == 0 else []
        if goes_on(before, cut, made.words):
            made.sentences[-1].tokens += cut
            made.sentences[-1].lows += [token.low for token in cut]
            continue
        lows = [token.low for token in cut]
        made.sentences.append(Sentence(len(made.sentences), paragraph.number, cut, lows))


def _closes(made: Pages, line: list[Token], i: int) -> bool:
    """Whether the sentence ends with the marked words; not so in “‘Why?’ Smith asked”."""
    piece = made.pieces[line[i].quoted]
    if not piece.ends_sentence:
        return False
    if i + 2 < len(line) and line[i + 1].text == "(" and line[i + 2].is_capital:
        return False  # “…” (Jane Doe)
    if i + 1 < len(line) and line[i + 1].text in DASHES and len(line) - i <= NEAR + 2:
        # “…” – Jane Doe
        return any(not token.is_capital and token.is_word for token in line[i + 2 :])
    before = line[i - 1] if i else None
    if piece.words[-1].text == "." and before and (before.is_word or before.text == ":"):
        return True  # “He led ‘Home Is Here.’ Opponents say …”
    j = i + 1
    while j < len(line) and j - i <= NEAR and line[j].is_capital:
        j += 1
    is_verb = j < len(line) and j > i + 1 and line[j].low in made.words.verbs
    goes_on = j + 1 < len(line) and line[j + 1].kind != SIGN
    if is_verb and goes_on and made.words.is_english and piece.words[-1].text == ".":
        return True  # “It is late.” Smith says the lock …
    return not is_verb or line[i + 1].low in made.words.sets["openers"]


def _outer_tokens(
    made: Pages, paragraph: Paragraph, following: Paragraph | None, *, is_open: bool
) -> Iterator[Token]:
    """The tokens outside the marks; `is_open` where a speech of the paragraph before goes on."""
    text, at = made.text, paragraph.start
    if paragraph.number in made.turns:
        yield from _turn(made, paragraph, made.turns[paragraph.number])
        return
    dash = _dash_speech(made, paragraph)
    if dash:
        yield from dash
        return
    end, dash = _dash_within(made, paragraph)
    for one in marked(text, paragraph.start, end, with_broken=True):
        if one.depth or one.start < at:
            continue
        if one.is_unopened and is_open and at == paragraph.start:
            one.start = one.inner_start = at
            one.inner_end = one.end - 1
        elif one.is_unopened and not _open_unopened(made, one, at, paragraph):
            continue
        if (
            not one.is_unopened
            and not one.is_closed
            and not _end_open_one(made, one, paragraph, following)
        ):
            continue
        yield from tokens(text, at, one.start)
        yield from _pieces_of(made, one, paragraph)
        at = one.end
    yield from tokens(text, at, end)
    yield from dash


def _turn(made: Pages, paragraph: Paragraph, start: int) -> Iterator[Token]:
    """“Jane Doe: It is late.”: the name, and all that follows it as one passage."""
    yield from tokens(made.text, paragraph.start, start)
    inner = tokens(made.text, start, min(paragraph.end, start + LONGEST_SPEECH))
    one = Marked(start, start, paragraph.end, paragraph.end, TURN, 0)
    yield _piece(made, paragraph, one, inner)


def _end_open_one(
    made: Pages, one: Marked, paragraph: Paragraph, following: Paragraph | None
) -> bool:
    """Decides where a passage ends that nothing closes; False when its mark is passed over."""
    text, limit = made.text, one.end
    if following and limit == paragraph.end:
        begins = text[following.start : following.end].lstrip()[:1]
        is_same = begins == text[one.start : one.start + 1] or one.family != SINGLE
        if begins and begins in OPENING and is_same:
            return True
    if one.family == SINGLE:
        return False
    shown = text[one.inner_start : one.inner_start + WORDS_SHOWN].split("\n")[0]
    if len(shown) == WORDS_SHOWN:
        shown = shown.rpartition(" ")[0] or shown
    if not shown.strip():
        return False
    made.oddities.append(Oddity("unclosed", one.start, one.inner_start, {"words": shown}))
    inner = tokens(text, one.inner_start, min(limit, one.inner_start + LONGEST_SPEECH))
    before = text[paragraph.start : one.start].strip(" \t–—-")
    is_within = bool(before) and not before.endswith((":", ","))
    for i, token in enumerate(inner):
        if is_within and token.text in ENDS:
            one.inner_end = one.end = token.end
            return True
        if token.text == "," and names_author(inner[i + 1 : i + 1 + NEAR], made.words):
            one.inner_end = one.end = token.end
            return True
    one.is_closed = limit < paragraph.end
    one.inner_end = one.end = limit
    return True


def _open_unopened(made: Pages, one: Marked, at: int, paragraph: Paragraph) -> bool:
    """Where words begin that only a closing mark marks: “We must go,” said X without the first."""
    text = made.text
    after = tokens(text, one.end, min(paragraph.end, one.end + WORDS_SHOWN * 2))
    while after and after[0].kind == SIGN:
        after.pop(0)
    if not names_author(after[:NEAR], made.words):
        return False
    inner = tokens(text, max(at, one.start - LONGEST_SPEECH), one.start)
    if len(inner) <= SHORTEST:
        return False
    if any(token.low in made.words.verbs for token in inner):
        # Somebody else is quoted before: only the last sentence can be meant.
        ends = [i for i, token in enumerate(inner[:-1]) if token.text in ENDS]
        inner = inner[ends[-1] + 1 :] if ends else inner
    while inner and inner[0].kind == SIGN:
        inner.pop(0)
    if len(inner) <= SHORTEST:
        return False
    one.inner_end = one.start
    one.start = one.inner_start = inner[0].start
    shown = text[one.start : min(one.inner_end, one.start + WORDS_SHOWN)]
    made.oddities.append(Oddity("unopened", one.start, one.end, {"words": shown}))
    return True


def _pieces_of(made: Pages, one: Marked, paragraph: Paragraph) -> Iterator[Token]:
    """The passage as one token, or as several with the author's words between them."""
    text = made.text
    inner = (
        tokens(text, one.inner_start, one.inner_end)
        if one.inner_end - one.inner_start < LONGEST_SPEECH
        else tokens(text, one.inner_start, one.inner_start + LONGEST_SPEECH)
    )
    breaks = authors_words(inner, made.words) if one.family in (ANGLE, DOUBLE) else []
    if not breaks:
        yield _piece(made, paragraph, one, inner)
        return
    yield from _broken(made, paragraph, inner, breaks, one)


def _broken(
    made: Pages,
    paragraph: Paragraph,
    inner: list[Token],
    breaks: list[tuple[int, int]],
    one: Marked,
) -> Iterator[Token]:
    at = 0
    for first, last in breaks:
        if first > at:
            part = inner[at:first]
            start = one.start if at == 0 else part[0].start
            span = Marked(start, part[0].start, part[-1].end, part[-1].end, one.family, 0)
            yield _piece(made, paragraph, span, part)
        yield from inner[first:last]
        at = last
    if at < len(inner) and any(token.kind != SIGN for token in inner[at:]):
        part = inner[at:]
        while part[0].text in DASHES:
            yield part.pop(0)
        span = Marked(part[0].start, part[0].start, one.inner_end, one.end, one.family, 0)
        yield _piece(made, paragraph, span, part)


def _piece(made: Pages, paragraph: Paragraph, one: Marked, inner: list[Token]) -> Token:
    number = len(made.pieces)
    made.pieces.append(
        Piece(
            number,
            paragraph.number,
            one.start,
            one.end,
            one.inner_start,
            one.inner_end,
            one.family,
            one.is_closed,
            words=inner,
        )
    )
    return Token(one.start, one.end, "", "\0", QUOTED, quoted=number)


def _dash_speech(made: Pages, paragraph: Paragraph) -> list[Token]:
    """The tokens of a paragraph that a dash opens as speech; none when it is another one."""
    text = made.text
    start = paragraph.start
    while start < paragraph.end and text[start].isspace():
        start += 1
    if text[start : start + 1] not in DASHES or not text[start + 1 : start + 2].isspace():
        return []
    if paragraph.end - start > LONGEST_SPEECH:
        return []
    inner = tokens(text, start + 1, paragraph.end)
    outer = _levelled(inner, marked(text, start + 1, paragraph.end))
    breaks = authors_words(outer, made.words)
    if breaks and breaks[0][0] == 0:
        return []
    if not breaks and not (outer and paragraph.number in _spoken(made)):
        return []
    one = Marked(start, outer[0].start, paragraph.end, paragraph.end, DASH, 0)
    return list(_broken(made, paragraph, outer, breaks, one))


def _dash_within(made: Pages, paragraph: Paragraph) -> tuple[int, list[Token]]:
    """Where speech begins after a dash within a paragraph, and its tokens: «… не выдержит зимы.
    — Его строили на века, — сказал он.»; the end of the paragraph and none without it."""
    if made.words.is_english or paragraph.end - paragraph.start > LONGEST_SPEECH:
        return paragraph.end, []
    found = DASH_WITHIN.search(made.text, paragraph.start, paragraph.end)
    if found is None:
        return paragraph.end, []
    start = found.end() - 1
    for one in marked(made.text, paragraph.start, paragraph.end):
        if one.start < start < one.end:
            return paragraph.end, []
    inner = tokens(made.text, start + 1, paragraph.end)
    outer = _levelled(inner, marked(made.text, start + 1, paragraph.end))
    breaks = authors_words(outer, made.words)
    if not breaks or breaks[0][0] == 0 or any(t.text in ENDS for t in outer[: breaks[0][0] - 1]):
        return paragraph.end, []
    one = Marked(start, outer[0].start, paragraph.end, paragraph.end, DASH, 0)
    return start, list(_broken(made, paragraph, outer, breaks, one))


def _spoken(made: Pages) -> set[int]:
    """The paragraphs after a dash that are speech though nobody is named beside it.

    A list has dashes too: speech begins with a capital, ends as a sentence does, and where several
    such paragraphs follow each other, one of them asks.
    """
    if made.spoken is None:
        made.spoken = set()
        group: list[int] = []
        for paragraph in [*made.paragraphs, None]:
            line = made.text[paragraph.start : paragraph.end].strip() if paragraph else ""
            if SPOKEN.match(line):
                group.append(paragraph.number)
                continue
            asked = {n for n in group if _line(made, n).endswith("?")}
            is_cued = len(group) > 1 and any(CUED.search(_line(made, n)) for n in group)
            if is_cued or asked or len(group) == 1:
                # Who asks in an interview is the author.
                made.spoken |= {n for n in group if n not in asked or n + 1 not in group}
            group = []
    return made.spoken


def _line(made: Pages, number: int) -> str:
    return made.text[made.paragraphs[number].start : made.paragraphs[number].end].strip()


def _levelled(inner: list[Token], found: list[Marked]) -> list[Token]:
    """The tokens with each marked passage as one sign, since its dashes break no speech."""
    outer: list[Token] = []
    tops = iter([one for one in found if one.depth == 0 and one.is_closed])
    one = next(tops, None)
    for token in inner:
        while one and token.start >= one.end:
            one = next(tops, None)
        if one and one.start <= token.start < one.end:
            if token.start == one.start:
                outer.append(Token(one.start, one.end, "“", "\0", WORD))
            continue
        outer.append(token)
    return outer
