"""Who speaks where no verb of speech tells it: what stands around the marked words."""

from dataclasses import dataclass, replace

from . import english, slavic
from .lines import Line
from .mentions import OPENING, POSSESSOR
from .names import PERSON
from .passages import DASH
from .quote import INFERRED
from .roles import role_after
from .speakers import Memory, Speaker
from .subjects import NAME, NOBODY, PRONOUN, by_name
from .text import DASHES
from .turns import TURN

NEAR = 4  # words
REPLIES = {"reply", "answer", "response", "retort", "verdict", "advice", "message", "motto"}


@dataclass
class Surroundings:
    """The sentences of a text and who has been heard in them."""

    memory: Memory
    lines: list[Line]

    def answering(self, line: Line, i: int) -> Speaker | None:
        """Who answers after a dash: whoever the text is about."""
        if line.piece(i).family not in {DASH, TURN}:
            return None
        number, paragraph = line.sentence.number, line.sentence.paragraph
        person = self.memory.salient(number, paragraph, line.tokens[i].start)
        return Speaker(person, None, person.role, INFERRED) if person else None

    def ahead(self, line: Line, i: int) -> Speaker | None:
        """«…». Експерт показав базу: whom the next sentence of the paragraph is about."""
        number = line.sentence.number + 1
        if line.words.is_english or i or number >= len(self.lines):
            return None
        following = self.lines[number]
        if following.sentence.paragraph != line.sentence.paragraph:
            return None
        if any(following.is_speech(k) for k in range(following.count)):
            return None
        subject = slavic.in_window(following, 0, following.count, is_last=False)
        if subject is None or subject.name is None:
            return None
        found = self.memory.who(following, subject)
        return Speaker(found.person, found.span, found.role, INFERRED)

    def beside(self, line: Line, i: int) -> Speaker | None:
        """“Smith: ‘…’” and “‘…’ – Jane Doe”."""
        text = self.lines[0].pages.text
        is_below = i > 0 and "\n" in text[line.tokens[i - 1].end : line.tokens[i].start]
        at = i if is_below and not line.is_sign(i - 1) else i - 1
        for name in line.names:
            is_before = (
                name.last <= at
                and (line.is_text(i - 1, ":") or at == i)
                and not any(low in line.words.verbs for low in line.lows[name.last : i])
            )
            dash = line.tokens[i + 1].text in DASHES | {"("} if i + 1 < line.count else False
            is_behind = dash and name.run_first == i + 2
            is_before = is_before and (name.last == at or role_after(line, name)[1] == at)
            if is_behind or is_before:
                found = self.memory.people.find(line.text(name.first, name.last))
                span = (line.tokens[name.first].start, line.tokens[name.last - 1].end)
                if found:
                    return Speaker(found[0], span, found[0].role)
        return self.answering(line, i) if line.piece(i).family == TURN else None

    def beyond(self, line: Line, i: int) -> Speaker | None:
        """Who is named alone, or before a colon, in the paragraph before; else alone behind."""
        number = line.sentence.number
        if line.words.is_english or any(line.tokens[k].is_word for k in range(i)):
            return None
        before, behind = self._apart(line, number - 1), self._apart(line, number + 1)
        if before and before.is_text(before.count - 1, ":"):
            return self._whom(before, before.count) or self._signature(before)
        above = self._signature(before) if before else None
        below = self._signature(behind) if behind else None
        earlier = self._apart(line, number - 2) if above and below else None
        is_below = earlier is not None and any(earlier.is_speech(k) for k in range(earlier.count))
        return below if is_below else above or below

    def _apart(self, line: Line, number: int) -> Line | None:
        """The sentence of a number, where it stands in another paragraph."""
        other = self.lines[number] if 0 <= number < len(self.lines) else None
        is_apart = other and other.sentence.paragraph != line.sentence.paragraph
        return other if is_apart else None

    def _whom(self, line: Line, last: int) -> Speaker | None:
        """Whom the words up to a place are about."""
        subject = slavic.in_window(line, 0, last, is_last=False)
        if subject is None or subject.kind not in {NAME, PRONOUN}:
            return None
        found = self.memory.who(line, subject)
        return Speaker(found.person, found.span, found.role, INFERRED) if found.person else None

    def _signature(self, line: Line) -> Speaker | None:
        """«Петро Гусь, директор музею»: a sentence of a name and a post, and nothing else."""
        first = next((k for k in range(line.count) if not line.is_sign(k)), 0)
        for name in line.names:
            role, last = role_after(line, name)
            ends = all(line.is_sign(k) for k in range(max(last, name.last), line.count))
            if name.kind == PERSON and name.is_sure and name.run_first == first and ends:
                found = self.memory.people.find(line.text(name.first, name.last))
                return Speaker(found[0], None, found[0].role or role, INFERRED) if found else None
        return None

    def acting(self, line: Line, i: int) -> Speaker | None:
        """«…», – усміхнувся офіцер: whoever acts beside the marked words, whatever the verb."""
        k = i + 2 if line.is_text(i + 1, ",") else i + 1
        if line.words.is_english or k + 1 >= line.count or line.tokens[k].text not in DASHES:
            return None
        if line.tokens[k + 1].is_capital or not line.tokens[k + 1].is_word:
            return None
        is_denied = line.is_in(k + 1, "negations")  # «…», – не вгаває Валентин
        subject = slavic.subject_after(line, k + 3 if is_denied else k + 2)
        return self.memory.who(line, subject) if subject and subject.kind != NOBODY else None

    def announced(self, line: Line, i: int) -> Speaker | None:
        """«Гук лише знизав плечима: „…“»: whom the words before the colon are about."""
        is_speech = line.is_text(i - 1, ":") and line.piece(i).begins_capital
        if line.words.is_english or not is_speech:
            return None
        return self._whom(line, i - 1)

    def nearby(self, line: Line, i: int) -> Speaker | None:
        """Whom the sentence, or the one before in the paragraph, is about."""
        at = line.tokens[i].start
        for mention in reversed(self.memory.mentions):
            if mention.at >= at:
                continue
            if line.sentence.number - mention.sentence > 1:
                return None
            earlier = self.lines[mention.sentence]
            if earlier.sentence.paragraph != line.sentence.paragraph:
                return None
            # “Hill’s verdict? ‘…’”
            is_asked = line.words.is_english and earlier.tokens[-1].text == "?"
            if mention.weight >= (POSSESSOR if is_asked else 1.0):
                return Speaker(mention.person, None, mention.person.role, INFERRED)
        return self.behind(line, at) if line.words.is_english else None

    def replying(self, line: Line, i: int) -> Speaker | None:
        """“‘No,’ was Hill’s reply”, “came the answer from Hill”."""
        if not (line.words.is_english and line.is_text(i + 1, "was", "is", "came", "comes")):
            return None
        last = next((k for k in range(i + 2, line.count) if line.is_sign(k)), line.count)
        if last - i > NEAR * 3 or not any(low in REPLIES for low in line.lows[i + 2 : last]):
            return None
        begins, ends = line.tokens[i].start, line.tokens[last - 1].end
        for mention in self.memory.mentions:
            if begins < mention.at < ends:
                return Speaker(mention.person, None, mention.person.role, INFERRED)
        return None

    def newly(self, line: Line, since: int, last: Speaker | None) -> Speaker | None:
        """“…,” said Hill. Dale disagreed. “…”: who acted since somebody else spoke."""
        mention = self.memory.mentions[-1] if self.memory.mentions else None
        if mention is None or mention.at < since or mention.weight < OPENING:
            return None
        if line.sentence.number - mention.sentence != 1 or (last and last.person is mention.person):
            return None
        return Speaker(mention.person, None, mention.person.role, INFERRED)

    def introduced(self, line: Line, i: int) -> Speaker | None:
        """“The ambassador was brief: ‘…’”: whom the words before the colon are about."""
        if not line.words.is_english or not line.is_text(i - 1, ":"):
            return None
        told = next((n for n in line.names if n.run_first == 1), None)
        if told and line.lows[0] in {"for", "to"} and told.kind == PERSON:
            # “For Hill, it is clear: …”
            return self.memory.who(line, by_name(line, told, 1, told.last))
        comma = max((k for k in range(i) if line.is_text(k, ",")), default=-1)
        subject = None if line.lows[0] == "asked" else english.shared(line, i - 1)
        subject = subject or english.shared(line, i - 1, floor=comma + 1)
        speaker = self.memory.who(line, subject) if subject else None
        return replace(speaker, certainty=INFERRED) if speaker else None

    def behind(self, line: Line, at: int) -> Speaker | None:
        """“‘…’ is how Jane Doe sees it”: the first whom the sentence names after the words."""
        for mention in self.memory.mentions:
            is_behind = mention.sentence == line.sentence.number and mention.at > at
            if is_behind and mention.weight >= 1.0:
                return Speaker(mention.person, None, mention.person.role, INFERRED)
        return None
