"""Where a text leaves it open who spoke: two of one surname, or two who said one sentence both."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line
from .names import PERSON, Name
from .people import People, Person, nominative
from .quote import Known, Oddity, Quote, Span
from .roles import role_after

AMBIGUOUS, BOTH = "ambiguous", "both"
AND = {"and", "&", "та", "і", "й", "и"}
BESIDE = {",", "also", "разом", "вместе", "together"}
TWO = ("both", "обоє", "обидва", "обидві", "оба", "обе")
MANY = ("ли", "лися", "лись", "уть", "ють", "ать", "ять", "ут", "ют", "ат", "ят")  # «сказали»
WORDS_SHOWN = 60
MEMORY = 40  # quotations before “both said”
ALIKE = 3  # letters of a given name that its cases share


@dataclass(frozen=True)
class Doubt:
    """Who may have said a quotation, and the words by which the text names them."""

    code: str
    printed: str
    among: tuple[Known, ...]


class Doubts:
    """The quotations of a text of whose speaker it leaves a doubt, by their numbers."""

    def __init__(self, lines: Sequence[Line], people: People, unsure: Sequence[Oddity]):
        self.lines, self.people = lines, people
        self.starts = [line.tokens[0].start for line in lines]
        self.unsure = {(one.text_start, one.text_end) for one in unsure if one.code == AMBIGUOUS}
        self.oddities: list[Oddity] = []

    def find(self, text: str, quotes: Sequence[Quote]) -> dict[int, Doubt]:
        found: dict[int, Doubt] = {}
        for number, quote in enumerate(quotes):
            near = quotes[max(0, number - MEMORY) : number]
            carried = self._carried(text, quote, found.get(number - 1))
            if doubt := self._of(text, quote, near) or carried:
                found[number] = doubt
        return found

    def _of(self, text: str, quote: Quote, before: Sequence[Quote]) -> Doubt | None:
        if quote.speaker_start is None or quote.speaker_end is None:
            return None
        span = quote.speaker_start, quote.speaker_end
        printed = text[slice(*span)]
        if span in self.unsure:
            found = self.people.find(printed)
            if all(_may_be(found[0], person) for person in found[1:]):
                return None
            return Doubt(AMBIGUOUS, printed, tuple(map(self._known, found)))
        if quote.speaker_is_group and printed.lower().startswith(TWO):
            names = list(dict.fromkeys(one.speaker_name for one in reversed(before)))
            spoke = [person for name in names if name for person in self.people.find(name)[:1]]
            among = [self._known(person) for person in reversed(spoke[:2])]
        else:
            among = self._together(span, quote.cue or "")
        if len(among) < 2:
            return None
        self._tell(quote, text, among)
        return Doubt(BOTH, printed, tuple(among))

    def _carried(self, text: str, quote: Quote, before: Doubt | None) -> Doubt | None:
        """“He” behind a doubtful name is as doubtful."""
        if before is None or before.code != AMBIGUOUS or quote.speaker_start is None:
            return None
        is_named = " " in text[quote.speaker_start : quote.speaker_end].strip()
        is_one = quote.speaker_name in {one.name for one in before.among}
        return before if is_one and not is_named else None

    def _tell(self, quote: Quote, text: str, among: Sequence[Known]) -> None:
        values = {
            "words": text[quote.start : min(quote.end, quote.start + WORDS_SHOWN)],
            "first": ", ".join(one.name for one in among[:-1]),
            "second": among[-1].name,
        }
        self.oddities.append(Oddity(BOTH, quote.start, quote.end, values))

    def _together(self, span: Span, cue: str) -> list[Known]:
        """Those who are named in one row with the speaker: “Ivan Hai and Olha Rii said”."""
        at = max(bisect_right(self.starts, span[0]) - 1, 0)
        line = self.lines[at]
        if not line.words.is_english and not any(w.endswith(MANY) for w in cue.lower().split()):
            return []
        names = [name for name in line.names if name.kind == PERSON]
        places = [line.tokens[name.first].start for name in names]
        own = next((n for n, place in enumerate(places) if span[0] <= place < span[1]), None)
        if own is None:
            return []
        first = last = own
        links: set[str] = set()
        while first and (link := _link(line, names[first - 1], names[first])):
            links.add(link)
            first -= 1
        while last + 1 < len(names) and (link := _link(line, names[last], names[last + 1])):
            links.add(link)
            last += 1
        row = [self._named(line, name) for name in names[first : last + 1]]
        among = {one.name: one for one in row if one}
        return list(among.values()) if "and" in links else []

    def _named(self, line: Line, name: Name) -> Known | None:
        text = line.text(name.first, name.last)
        found = [person for person in self.people.find(text) if not person.is_body]
        return self._known(found[0]) if found else None

    def _known(self, person: Person) -> Known:
        name = nominative(person, self.people.words)
        return Known(name, role=person.role, id=person.known.id if person.known else None)


def _may_be(one: Person, other: Person) -> bool:
    """Whether two names may be one in two cases: «Тимошеві» and «Тиміш»."""
    is_like = one.parts[0][:ALIKE] == other.parts[0][:ALIKE]
    return is_like and not (one.gender and other.gender and one.gender != other.gender)


def _link(line: Line, one: Name, other: Name) -> str:
    """What joins two people named side by side, their posts aside: “and”, “,” or nothing."""
    _, after = role_after(line, one)
    between = range(one.last, other.run_first)
    last = next((i for i in reversed(between) if line.lows[i] in AND), None)
    stop = other.run_first if last is None else last
    # The post behind the first name ends with its comma, or before the “and”.
    is_post = after >= stop - 1 and not any(line.lows[i] in line.words.verbs for i in between)
    if not is_post or not set(line.lows[after:stop]) <= BESIDE:
        return ""
    if last is None:
        return "," if line.is_text(stop - 1, ",") else ""
    return "and" if _is_post(line, last + 1, other.run_first) else ""


def _is_post(line: Line, first: int, last: int) -> bool:
    """Whether all that stands before a name is the post of its bearer; nothing is one too."""
    tokens = range(first, last)
    is_one = any(line.lows[i] in line.words.stems["heads"] for i in tokens)
    return not tokens or (is_one and not any(line.is_text(i, ",", ";", ":") for i in tokens))
