"""The statements of a text put together: each with its words, its kind and its speaker."""

from dataclasses import dataclass, field

from .attributions import Attribution, attributions
from .authors import is_mine
from .lines import Line
from .passages import DASH, Pages, Piece
from .quote import COLLECTIVE, CONTINUED, DIRECT, INDIRECT, INFERRED, MIXED, Quote, Span
from .speakers import Memory, Speaker
from .subjects import NAME, PRONOUN
from .surroundings import Surroundings
from .text import DASHES, ENDS, SIGN

SHORTEST_FRAGMENT = 4  # marked words without a verb of speech beside them
SHORTEST_WHOLE = 3
LATEST = 6  # statements in which the turns before are looked for
LONGEST_BACK = 3  # sentences that “This was stated by” may mean
LONGEST_HEADLINE = 25  # words


@dataclass
class Draft:
    """A statement while the text is still being read."""

    line: Line
    start: int
    end: int
    kind: str
    pieces: list[Piece]
    speaker: Speaker | None
    cue: str | None
    certainty: str
    utterance: int
    fallback: Speaker | None = None
    is_whole: bool = False
    is_others: bool = False  # somebody else was named since the last words

    @property
    def paragraph(self) -> int:
        return self.line.sentence.paragraph


@dataclass
class Reading:
    """Reads sentence after sentence and keeps what it found."""

    pages: Pages
    memory: Memory
    lines: list[Line]
    drafts: list[Draft] = field(default_factory=list)
    of_piece: dict[int, Draft] = field(default_factory=dict)
    of_line: dict[int, list[Draft]] = field(default_factory=dict)
    utterances: int = 0

    def __post_init__(self) -> None:
        self.around = Surroundings(self.memory, self.lines)

    def read(self) -> None:
        """Reads all sentences; afterwards every draft has the speaker that it can have."""
        headline = headline_of(self.pages)
        for line in self.lines:
            if line.sentence.paragraph == headline:
                continue
            self.memory.hear(line)
            self._read_line(line)
        self._join_paragraphs()
        self._continue()

    def _read_line(self, line: Line) -> None:
        covered: set[int] = set()
        made: list[Draft] = []
        found, silent = attributions(line)
        for attribution in silent:
            if attribution.subject and attribution.subject.kind == NAME:
                speaker = self.memory.who(line, attribution.subject)
                at = line.tokens[attribution.cue_first].start
                self.memory.spoke(speaker, line, at)
        for attribution in found:
            speaker = self.memory.who(line, attribution.subject, _said_before(line, attribution))
            cue = line.text(attribution.cue_first, _cue_end(attribution))
            at = line.tokens[attribution.cue_first].start
            if attribution.is_back:
                self._attribute_back(line, speaker, cue)
            else:
                self.utterances += 1
                for first, last in attribution.contents:
                    if line.is_inscription(first):
                        continue
                    made.append(self._draft(line, first, last, speaker, cue))
                    covered.update(range(first, last))
            self.memory.spoke(speaker, line, at)
            if not attribution.is_back:
                self._same_speaker(line, attribution, speaker, cue, covered)
        self._left_over(line, covered, made)

    def _draft(
        self, line: Line, first: int, last: int, speaker: Speaker | None, cue: str | None
    ) -> Draft:
        speech = [i for i in range(first, last) if line.is_speech(i)]
        pieces = [line.piece(i) for i in speech]
        if pieces and last - first == 1:
            start, end = _inner(line.pages.text, pieces[0])
            kind = DIRECT
        else:
            start, end = line.tokens[first].start, line.tokens[last - 1].end
            counted = sum(piece.count for piece in pieces)
            # One marked word is irony, unless it closes what was said: “called it ‘brave’”.
            kind = MIXED if counted > 1 or line.is_speech(last - 1) else INDIRECT
            pieces = pieces if kind == MIXED else []
        is_group = speaker is not None and speaker.is_group and speaker.person is None
        if kind == INDIRECT and is_group:
            kind = COLLECTIVE
        certainty = speaker.certainty if speaker else INFERRED
        draft = Draft(line, start, end, kind, pieces, speaker, cue, certainty, self.utterances)
        self.drafts.append(draft)
        self.of_line.setdefault(line.sentence.number, []).append(draft)
        for piece in pieces:
            self.of_piece[piece.number] = draft
        return draft

    def _same_speaker(
        self, line: Line, made: Attribution, speaker: Speaker, cue: str, covered: set[int]
    ) -> None:
        """“…,” said X, “…” and “…”: marked words that only “and” parts from those before."""
        last = max((last for _, last in made.contents), default=0)
        last = max(last, made.cue_last)
        i = last
        while i < line.count and (line.is_sign(i) or line.is_in(i, "coordinators")):
            i += 1
        has_speech = any(
            line.is_speech(k) for first, end in made.contents for k in range(first, end)
        )
        if has_speech and line.is_speech(i) and i not in covered and i > last:
            self._draft(line, i, i + 1, speaker, cue)
            covered.add(i)

    def _left_over(self, line: Line, covered: set[int], made: list[Draft]) -> None:
        for i in range(line.count):
            if not line.is_speech(i) or i in covered:
                continue
            piece = line.piece(i)
            if piece.continues >= 0:
                self._whole(line, i, None)
                continue
            speaker = (
                self.around.beside(line, i)
                or self.around.replying(line, i)
                or self.around.acting(line, i)
                or self.around.announced(line, i)
            )
            if speaker:
                self.utterances += 1
                self._draft(line, i, i + 1, speaker, None)
                self.memory.spoke(speaker, line, line.tokens[i].start)
            elif self._is_of_some(line, i):
                self.utterances += 1
                self._draft(line, i, i + 1, None, None)
            elif (
                self._is_alone(line, i)
                or (piece.is_whole and piece.count > SHORTEST_WHOLE)
                or self._is_before_dash(line, i)
                or (piece.is_whole and self.around.introduced(line, i))
            ):
                fallback = (
                    self.around.introduced(line, i)
                    or self.around.beyond(line, i)
                    or self._taking_turns(line, i)
                    or self.around.nearby(line, i)
                    or self.around.answering(line, i)
                    or self.around.ahead(line, i)
                )
                self._whole(line, i, fallback)
            elif piece.family == DASH and is_mine(line.lows[i + 2 : i + 6]):
                self.utterances += 1  # «— Чому? — питаю я»
                self._draft(line, i, i + 1, None, None)
            elif piece.count >= SHORTEST_FRAGMENT and not made:
                nearby = self.around.nearby(line, i)
                if nearby:
                    self.utterances += 1
                    draft = self._draft(line, i, i + 1, nearby, None)
                    draft.certainty = INFERRED

    def _is_before_dash(self, line: Line, i: int) -> bool:
        """«…», – так закінчувався лист: marked words that open a sentence before a dash."""
        k = i + 2 if line.is_text(i + 1, ",") else i + 1
        opens = not any(line.tokens[j].is_word for j in range(i)) and line.piece(i).begins_capital
        is_dash = k + 1 < line.count and line.tokens[k].text in DASHES
        return not line.words.is_english and opens and is_dash and k == i + 2

    def _taking_turns(self, line: Line, i: int) -> Speaker | None:
        """«– Відкрито.»: after a dash and without a name speaks who did two paragraphs before."""
        if line.words.is_english or line.piece(i).family != DASH:
            return None
        number = line.sentence.paragraph
        spoke = {
            draft.paragraph: draft.speaker or draft.fallback
            for draft in self.drafts[-LATEST:]
            if draft.pieces and draft.pieces[0].family == DASH
        }
        last, earlier = spoke.get(number - 1), spoke.get(number - 2)
        if not (last and earlier and earlier.person) or last.person is earlier.person:
            return None
        return Speaker(earlier.person, None, earlier.person.role, INFERRED)

    def _is_of_some(self, line: Line, i: int) -> bool:
        """«А де гроші?» – запитали із зали: nobody is named."""
        k = i + 2 if line.is_text(i + 1, ",") else i + 1
        if line.words.is_english or k + 1 >= line.count or line.tokens[k].text not in DASHES:
            return False
        verb = line.words.verbs.get(line.lows[k + 1])
        return verb is not None and verb.gender == "p"

    def _is_alone(self, line: Line, i: int) -> bool:
        others = [k for k in range(line.count) if k != i and not line.is_sign(k)]
        return not others and (line.piece(i).count > 1 or line.piece(i).is_whole)

    def _whole(self, line: Line, i: int, fallback: Speaker | None) -> None:
        """A sentence in marks alone: its speaker comes from what stands around it."""
        self.utterances += 1
        draft = self._draft(line, i, i + 1, None, None)
        draft.is_whole, draft.fallback = True, fallback
        before = self.drafts[-2] if len(self.drafts) > 1 else None
        if before and line.words.is_english and before.paragraph == draft.paragraph:
            other = self.around.newly(line, before.end, before.speaker)
            draft.fallback = other or fallback
            draft.is_others = other is not None

    def _attribute_back(self, line: Line, speaker: Speaker, cue: str) -> None:
        """Gives the sentence before, or the paragraph before, to who stated “this”."""
        number = line.sentence.number
        earlier = [
            other
            for other in self.lines[max(number - LONGEST_BACK, 0) : number]
            if other.sentence.paragraph == self.lines[number - 1].sentence.paragraph
        ]
        if not earlier or number == 0:
            return
        is_same = earlier[-1].sentence.paragraph == line.sentence.paragraph
        begins = number - len(earlier) == 0 or (
            self.lines[number - len(earlier) - 1].sentence.paragraph
            != earlier[0].sentence.paragraph
        )
        if is_same or not begins or any(self.of_line.get(e.sentence.number) for e in earlier):
            earlier = earlier[-1:]
        target = earlier[-1]
        drafts = self.of_line.get(target.sentence.number, [])
        for draft in drafts:
            if draft.speaker is None:
                draft.speaker, draft.cue, draft.certainty = speaker, cue, speaker.certainty
        if drafts or target.tokens[-1].text == "?":
            return
        self.utterances += 1
        draft = self._draft(target, 0, _trimmed(target), speaker, cue)
        draft.start = earlier[0].tokens[0].start

    def _join_paragraphs(self) -> None:
        """One quotation over several paragraphs is one statement."""
        joined: list[Draft] = []
        for draft in self.drafts:
            piece = draft.pieces[0] if draft.pieces else None
            earlier = self.of_piece.get(piece.continues) if piece and piece.continues >= 0 else None
            if earlier is None or earlier is draft or piece is None:
                joined.append(draft)
                continue
            earlier.end = draft.end
            earlier.pieces += draft.pieces
            for part in draft.pieces:
                self.of_piece[part.number] = earlier
            if earlier.speaker is None and draft.speaker:
                earlier.speaker, earlier.cue = draft.speaker, draft.cue
                earlier.certainty = draft.certainty
        self.drafts = joined

    def _continue(self) -> None:
        """Gives the sentences that stand in marks alone to who spoke before or speaks next."""
        self.drafts.sort(key=lambda draft: draft.start)
        for number, draft in enumerate(self.drafts):
            if draft.speaker is not None or not draft.is_whole:
                continue
            before = self.drafts[number - 1] if number else None
            after = self.drafts[number + 1] if number + 1 < len(self.drafts) else None
            is_same = before is not None and before.paragraph == draft.paragraph
            if before and is_same and before.speaker and not draft.is_others:
                self._follow(draft, before, CONTINUED)
            elif draft.fallback:
                draft.speaker = draft.fallback
            elif (
                after
                and after.paragraph == draft.paragraph
                and after.speaker
                and after.kind == DIRECT
            ):
                self._follow(draft, after, CONTINUED)
            elif before and before.speaker and draft.paragraph - before.paragraph == 1:
                self._follow(draft, before, CONTINUED if before.kind == DIRECT else INFERRED)

    def _follow(self, draft: Draft, other: Draft, certainty: str) -> None:
        draft.speaker = other.speaker
        draft.certainty = certainty
        if certainty == CONTINUED and other.kind == DIRECT:
            draft.utterance = other.utterance

    def quotes(self) -> list[Quote]:
        """The statements as they are handed out, in the order of the text."""
        quotes = [self._quote(draft) for draft in self.drafts if draft.start < draft.end]
        quotes.sort(key=lambda quote: (quote.start, quote.end))
        return quotes

    def _quote(self, draft: Draft) -> Quote:
        speaker = draft.speaker
        person = speaker.person if speaker else None
        span: Span | tuple[None, None] = (speaker.span if speaker else None) or (None, None)
        role = (person.role if person else "") or (speaker.role if speaker else "")
        if person and person.known and not role:
            known = person.known
            role = ", ".join(part for part in (known.role, known.organization) if part)
        return Quote(
            draft.start,
            draft.end,
            draft.kind,
            speaker_name=speaker.name(self.memory.people) if speaker else None,
            speaker_start=span[0],
            speaker_end=span[1],
            role=role or None,
            cue=draft.cue,
            certainty=draft.certainty,
            speaker_id=speaker.known.id if speaker and speaker.known else None,
            speaker_is_group=bool(speaker and speaker.is_group),
            passages=tuple(_inner(self.pages.text, piece) for piece in draft.pieces),
            utterance=draft.utterance,
        )


def headline_of(pages: Pages) -> int:
    """The number of the paragraph that is a headline, or -1: it repeats what the text says."""
    paragraphs = pages.paragraphs
    if len(paragraphs) < 2 or not paragraphs[0].tokens:
        return -1
    tokens = paragraphs[0].tokens
    last = tokens[-1]
    is_open = last.text not in {".", "!", "…", ":", "..."}
    is_speech = last.kind == "quoted" and pages.pieces[last.quoted].ends_sentence
    return 0 if is_open and not is_speech and len(tokens) <= LONGEST_HEADLINE else -1


def _said_before(line: Line, made: Attribution) -> Span | None:
    """Of “Lyle, she said, was late” the words before “she”: she is nobody whom they name."""
    subject = made.subject
    if subject is None or subject.kind != PRONOUN or not line.words.is_english:
        return None
    first, last = made.contents[0] if made.contents else (subject.first, 0)
    if first >= subject.first or line.is_speech(first):
        return None
    return line.tokens[first].start, line.tokens[min(last, subject.first) - 1].end


def _cue_end(made: Attribution) -> int:
    """The end of the cue without the speaker who stands in it: of “said Jane Doe” only “said”."""
    subject = made.subject
    if subject and made.cue_first < subject.first and subject.last >= made.cue_last:
        return subject.first
    return made.cue_last


def _inner(text: str, piece: Piece) -> Span:
    """The words without marks, and without the comma and the dash before the author’s words."""
    start, end = piece.inner_start, piece.inner_end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",–—"):
        end -= 1
    return (start, end) if start < end else (piece.inner_start, piece.inner_end)


def _trimmed(line: Line) -> int:
    last = line.count
    while last > 1 and line.tokens[last - 1].kind == SIGN and line.tokens[last - 1].text in ENDS:
        last -= 1
    return last
