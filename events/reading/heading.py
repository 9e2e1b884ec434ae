"""The lines of a report that are no prose: its headline, its dates and its byline."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .capacities import read_capacity
from .eventwords import EventWords
from .moments import Day, days
from .occasions import kind_in
from .organizing import is_body
from .persons import name_at
from .quote import Oddity, Span

FIRST_LINES, LAST_LINES = 5, 3  # where the headline, the dates and the byline stand
LINES_ABOVE = 2  # a marked headline may have the dates above it
FARTHEST_HEADLINE, MOST_HEADLINE = 60, 3  # lines of a page above it, and lines that it takes
BYLINE_BELOW = 2  # lines below the headline at which an author may be named without a word
MOST_BEFORE = 7  # words before “by” in a line of dates and the author
LONGEST_LINE = 160  # characters of a byline or of a line of dates
PARTS = ",.;|·•—–()/"  # stand between the parts of a dateline
PARTING = {"", *PARTS}
TOWN = re.compile(r"[^\W\d_a-zа-яіїєґё][\w’'-]+(?: [^\W\d_][\w’'-]+)?")


@dataclass(frozen=True)
class Line:
    """A line that holds something, with its place in the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Byline:
    """Who wrote a report, as printed and in its parts."""

    printed: str
    person: str = ""
    organization: str = ""


@dataclass
class Heading:
    """What these lines say, and which they are; empty or None where they say nothing."""

    headline: str = ""
    printed_on: dt.date | None = None
    byline: Byline | None = None
    noise: list[str] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    own: set[int] = field(default_factory=set)  # numbers of the lines that are no prose
    kept: set[int] = field(default_factory=set)  # that are none either, and stay in the text


def read_heading(lines: list[Line], words: EventWords, headline: str = "") -> Heading:
    """The heading of these lines of a report; `headline` is the one that it was marked with."""
    return _Reading(lines, words, headline).read()


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold something."""
    at = 0
    for whole in text.split("\n"):
        bare = whole.strip()
        if bare:
            yield Line(at + whole.index(bare[0]), bare)
        at += len(whole) + 1


def _ends_sentence(line: str) -> bool:
    """Whether a line ends as prose does: «…», but not «центр „Брід“» with its name in marks."""
    if line[-1] in '»”“"':
        return not re.fullmatch(r"[^«»„“”\"]*[^\W\d_] [«„“\"][^«»„“”\"]+[»“”\"]", line)
    return line[-1] in ".!?:"


class _Reading:
    """One reading of one heading."""

    def __init__(self, lines: list[Line], words: EventWords, headline: str):
        self.heading, self.lines, self.words = Heading(), lines, words
        self.marked = self._marked(headline)  # where the marked headline stands
        self.top = self.marked.start if self.marked else 0
        first = max(0, self.top - LINES_ABOVE)
        self.first = range(first, min(self.top + FIRST_LINES, len(lines)))

    def _marked(self, headline: str) -> range:
        """The lines that a headline takes, as it was marked; none where it is not among them."""
        words = headline.split()
        for number in range(min(len(self.lines), FARTHEST_HEADLINE) if words else 0):
            for end in range(number + 1, min(number + MOST_HEADLINE, len(self.lines)) + 1):
                found = " ".join(line.text for line in self.lines[number:end]).split()
                if found == words:
                    return range(number, end)
        return range(0)

    def read(self) -> Heading:
        self._read_dates()
        self._read_byline()
        self._read_headline()
        return self.heading

    def _note(self, code: str, start: int, end: int, **values: str) -> None:
        self.heading.oddities.append(Oddity(code, start, end, values))

    def _read_dates(self) -> None:
        """A short line of the first that holds a date and otherwise only what a site adds."""
        for number in self.first:
            line = self.lines[number]
            found = days(line.text) if len(line.text) <= LONGEST_LINE else []
            if not found or found[0].date is None:
                continue
            rest = line.text[: found[0].start] + " " + line.text[found[0].end :]
            rest = re.sub(r"\d{1,2}[:.]\d\d", " ", rest)
            noise = self._noise_in(rest)
            left = rest
            for word in noise:
                left = left.replace(word, " ", 1)
            left = self._without_author(left).strip(" ,–—-|")
            # A town beside the date is its dateline.
            others = [] if TOWN.fullmatch(left) else self._beside(number, found[0])
            if left and others is None:
                continue
            self.heading.printed_on = found[0].date
            (self.heading.kept if others else self.heading.own).add(number)
            for start, end in others or ():
                words = line.text[start:end]
                self._note("beside_date", line.start + start, line.start + end, words=words)
            author = name_at(left, 0, self.words)
            if number > self.top and author and author.is_sure and author.end == len(left):
                self.heading.byline = Byline(left, author.text)
            for word in noise:
                self._note_noise(line, word)
            return

    def _beside(self, number: int, day: Day) -> list[Span] | None:
        """What stands beside town and day in a dateline; None where the line is none."""
        text = self.lines[number].text
        before, after = text[: day.start].rstrip(), text[day.end :].lstrip()
        is_apart = before[-1:] in PARTING and after[:1] in PARTING
        is_first = number == self.top and not self.marked
        if is_first or not is_apart or text[-1] in ".!?…:" or kind_in([text], self.words):
            return None
        spans = [m.span() for m in re.finditer(rf"[^\s{PARTS}][^{PARTS}]*(?<!\s)", text)]
        spans = [(s, e) for s, e in spans if e <= day.start or s >= day.end]
        town = next((span for span in spans if TOWN.fullmatch(text[slice(*span)])), None)
        return [span for span in spans if span != town and not self._is_said(text[slice(*span)])]

    def _is_said(self, part: str) -> bool:
        """Whether a part of a dateline is taken in another way: an hour, noise, the author."""
        for word in self._noise_in(part):
            part = part.replace(word, " ", 1)
        part = self._without_author(re.sub(r"\d{1,2}[:.]\d\d", " ", part))
        return not any(character.isalnum() for character in part)

    def _noise_in(self, text: str) -> list[str]:
        return [match.group() for match in self.words.find("report", "noise").finditer(text)]

    def _note_noise(self, line: Line, word: str) -> None:
        at = line.start + max(0, line.text.find(word))
        self.heading.noise.append(word)
        self._note("noise", at, at + len(word), words=word)

    def _author_in(self, text: str) -> re.Match[str] | None:
        pattern = self.words.build(
            "author", lambda: rf"(?:^|(?<=\W)){self.words.source('report', 'author')} ?[:–—-]? "
        )
        return pattern.search(text)

    def _without_author(self, text: str) -> str:
        """A line of dates without “By Somebody”."""
        author = self._author_in(text)
        return text[: author.start()] if author and len(text) - author.end() < 80 else text

    def _read_byline(self) -> None:
        last = range(max(0, len(self.lines) - LAST_LINES), len(self.lines))
        for number in [*reversed(last), *self.first]:
            line = self.lines[number].text
            if len(line) > LONGEST_LINE:
                continue
            author = self._author_in(line)
            if author and len(line[: author.start()].split()) > MOST_BEFORE:
                author = None  # “held in Kyiv by the Centre, experts …” is prose
            printed = line[author.end() :] if author else line
            below = number - self.top
            is_below = 0 < below <= BYLINE_BELOW and number + 1 < len(self.lines)
            is_beside = (number in last or is_below) and below > 0
            if not author and (
                not is_beside or number in self.heading.kept or _ends_sentence(line)
            ):
                continue
            printed = printed.strip(" .,;")
            alone = name_at(printed, 0, self.words) if is_below and not author else None
            if alone and alone.is_sure and alone.end == len(printed):
                byline: Byline | None = Byline(printed, alone.text)
            else:
                byline = self._byline(printed, is_marked=bool(author))
            if byline:
                self.heading.byline = byline
                self.heading.own |= {number} - self.heading.kept
                return

    def _byline(self, printed: str, *, is_marked: bool) -> Byline | None:
        """Person and organization of a line; None where it is prose or names no author."""
        if self.words.is_one("report", "nobody", printed):
            return None
        person = name_at(printed, 0, self.words)
        if person is None:
            is_one = is_marked and is_body(printed, self.words)
            return Byline(printed, organization=printed) if is_one else None
        rest = printed[person.end :].strip()
        if rest and rest[0] not in ",(–—-":
            return None
        if not is_marked and not (person.is_sure and rest):
            return None
        capacity = read_capacity(rest.strip(" ,()–—-"), self.words.language)
        if rest and not is_marked and not capacity.organization:
            return None
        return Byline(printed, person.text, capacity.organization)

    def _read_headline(self) -> None:
        no_headline = self.heading.own | self.heading.kept
        first = next((n for n in range(len(self.lines)) if n not in no_headline), None)
        taken = self.marked or (range(0) if first is None else range(first, first + 1))
        if not taken:
            return
        self.heading.headline = " ".join(self.lines[number].text for number in taken)
        self.heading.own.update(taken)
        for number in range(self.marked.start if self.marked else 0):
            self._leave_out(number)
        for number in range(taken.stop, min(taken.start + FIRST_LINES, len(self.lines))):
            line = self.lines[number]
            if line.text.casefold() == self.heading.headline.casefold():
                self.heading.own.add(number)
                self._note("doubled_headline", line.start, line.end, words=line.text[:60])

    def _leave_out(self, number: int) -> None:
        """What stands above a headline that is marked as one comes from the page."""
        line = self.lines[number]
        is_known = number in self.heading.own | self.heading.kept
        if not is_known and len(line.text) <= LONGEST_LINE:
            self.heading.own.add(number)
            self._note_noise(line, line.text)
