"""The head of a report: its headline, its dates, its byline, and the event that it tells of."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .capacities import read_capacity
from .eventwords import EventWords, event_words
from .moments import Day, days, year_near
from .occasions import kind_in, marked_title, outside_marks
from .organizing import bodies_before, bodies_in, is_body, place_in, town_in
from .outline import sentences
from .persons import country_code, name_at
from .posts import nominative_post
from .quote import COLLECTIVE, Oddity, Quote, Span

FIRST_LINES, LAST_LINES = 5, 3  # where the headline, the dates and the byline stand
LINES_ABOVE = 2  # a marked headline may have the dates above it
FARTHEST_HEADLINE, MOST_HEADLINE = 60, 3  # lines of a page above it, and lines that it takes
BYLINE_BELOW = 2  # lines below the headline at which an author may be named without a word
LONGEST_LINE = 160  # characters of a byline or of a line of dates
LONGEST_READ = 200_000  # characters
FARTHEST_BODY = 60  # characters after “organized by”: «провів в Одесі Центр»
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


@dataclass(frozen=True)
class Speaker:
    """Somebody whom a report quotes, with the capacity that it prints."""

    name: str
    role: str = ""  # as printed, whole
    post: str = ""
    organization: str = ""
    country: str = ""


@dataclass
class Head:
    """What a report says of itself and of its event; empty or None where it says nothing."""

    headline: str = ""
    printed_on: dt.date | None = None
    byline: Byline | None = None
    kind: str = ""
    title: str = ""
    starts_on: dt.date | None = None
    day_span: Span | None = None  # where it stands
    is_year_inferred: bool = False
    organizers: list[str] = field(default_factory=list)
    venue: str = ""
    countries: list[str] = field(default_factory=list)  # ISO codes, in the order of print
    participants: list[Speaker] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    own_lines: list[Span] = field(default_factory=list)  # headline, dates, byline: no prose

    def as_json(self) -> dict:
        """As `extract_statements` prints it under “event”."""
        byline = self.byline
        return {
            "headline": self.headline or None,
            "printed_on": self.printed_on.isoformat() if self.printed_on else None,
            "byline": byline
            and {"person": byline.person or None, "organization": byline.organization or None},
            "kind": self.kind or None,
            "title": self.title or None,
            "date": self.starts_on.isoformat() if self.starts_on else None,
            "organizers": self.organizers,
            "place": self.venue or None,
            "countries": self.countries,
            "participants": [
                {
                    "name": person.name,
                    "role": person.post or None,
                    "organization": person.organization or None,
                    "country": person.country or None,
                }
                for person in self.participants
            ],
        }


def read_head(text: str, language: str, quotes: Sequence[Quote] = (), headline: str = "") -> Head:
    """The head of a report; what is told of the speakers comes from its quotations. `headline` is
    the one that the text was marked with, where it was."""
    text = text[:LONGEST_READ].replace("\u00a0", " ")
    lines = list(_lines(text))
    head = Head()
    if not lines:
        return head
    reading = _Reading(head, lines, event_words(language), headline)
    reading.read([(quote, _is_inflected(text, quote)) for quote in quotes])
    return head


def _is_inflected(text: str, quote: Quote) -> bool:
    """Whether post and name stand in another case together: «за словами експерта Івана Гая»."""
    start, end = quote.speaker_start, quote.speaker_end
    if start is None or end is None or not quote.role:
        return False
    before = text[max(0, start - LONGEST_LINE) : start].rstrip()
    return before.endswith(quote.role) and text[start:end] != quote.speaker_name


def _lines(text: str) -> Iterator[Line]:
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
    """One reading of one head."""

    def __init__(self, head: Head, lines: list[Line], words: EventWords, headline: str):
        self.head, self.lines, self.words = head, lines, words
        self.own: set[int] = set()  # numbers of the lines that are no prose
        self.kept: set[int] = set()  # of those that are none either, and stay in the text
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

    def read(self, quotes: Sequence[tuple[Quote, bool]]) -> None:
        self._read_dates()
        self._read_byline()
        self._read_headline()
        own = [self.lines[number] for number in sorted(self.own)]
        self.head.own_lines = [(line.start, line.end) for line in own]
        self._read_event()
        self._read_participants(quotes)

    def _note(self, code: str, start: int, end: int, **values: str) -> None:
        self.head.oddities.append(Oddity(code, start, end, values))

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
            self.head.printed_on = found[0].date
            (self.kept if others else self.own).add(number)
            for start, end in others or ():
                words = line.text[start:end]
                self._note("beside_date", line.start + start, line.start + end, words=words)
            author = name_at(left, 0, self.words)
            if number > self.top and author and author.is_sure and author.end == len(left):
                self.head.byline = Byline(left, author.text)
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
        self.head.noise.append(word)
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
            printed = line[author.end() :] if author else line
            below = number - self.top
            is_below = 0 < below <= BYLINE_BELOW and number + 1 < len(self.lines)
            is_beside = (number in last or is_below) and below > 0
            if not author and (not is_beside or number in self.kept or _ends_sentence(line)):
                continue
            printed = printed.strip(" .,;")
            alone = name_at(printed, 0, self.words) if is_below and not author else None
            if alone and alone.is_sure and alone.end == len(printed):
                byline: Byline | None = Byline(printed, alone.text)
            else:
                byline = self._byline(printed, is_marked=bool(author))
            if byline:
                self.head.byline = byline
                self.own |= {number} - self.kept
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
        no_headline = self.own | self.kept
        first = next((n for n in range(len(self.lines)) if n not in no_headline), None)
        taken = self.marked or (range(0) if first is None else range(first, first + 1))
        if not taken:
            return
        self.head.headline = " ".join(self.lines[number].text for number in taken)
        self.own.update(taken)
        for number in range(self.marked.start if self.marked else 0):
            self._leave_out(number)
        for number in range(taken.stop, min(taken.start + FIRST_LINES, len(self.lines))):
            line = self.lines[number]
            if line.text.casefold() == self.head.headline.casefold():
                self.own.add(number)
                self._note("doubled_headline", line.start, line.end, words=line.text[:60])

    def _leave_out(self, number: int) -> None:
        """What stands above a headline that is marked as one comes from the page."""
        line = self.lines[number]
        is_known = number in self.own | self.kept
        if not is_known and len(line.text) <= LONGEST_LINE:
            self.own.add(number)
            self._note_noise(line, line.text)

    # The event

    def _read_event(self) -> None:
        no_prose = self.own | self.kept
        prose = [line for number, line in enumerate(self.lines) if number not in no_prose]
        place = self._read_title(prose)
        about = [prose[place]] if place is not None else []
        near = about + [line for line in prose[:8] if line not in about]
        self.head.kind = kind_in([line.text for line in near], self.words) or ""
        self._read_day(near)
        self._read_organizers(near)
        held = self._held(near)
        venues = (find(sentence, self.words) for find in (place_in, town_in) for sentence in held)
        self.head.venue = next(filter(None, venues), "")
        self._read_countries(near)

    def _read_title(self, prose: list[Line]) -> int | None:
        """The title of the event, from where its marks are closed; the number of the line in
        which it is first."""
        first: int | None = None
        for number, line in enumerate(prose):
            found = marked_title(line.text, self.words)
            if found is None:
                continue
            title, is_closed, start = found
            if first is None:
                first, self.head.title = number, title
                if not is_closed:
                    end = line.start + start + 1 + len(title)
                    self._note("unbalanced_title", line.start + start, end, words=title[:60])
            elif is_closed and title.casefold().startswith(self.head.title.casefold()[:20]):
                self.head.title = title
                break
        return first

    def _held(self, lines: list[Line]) -> list[str]:
        """The sentences that say that the event was held, those of the title's line first."""
        found = [sentence for line in lines for sentence in sentences(line.text)]
        cues = [self.words.find("report", key) for key in ("held_past", "organized_past")]
        return [s for s in found if any(cue.search(outside_marks(s)) for cue in cues)]

    def _read_day(self, near: list[Line]) -> None:
        held = self._held(near)
        texts = [*held, *(line.text for line in near[:1])]
        found = next(((t, day) for t in texts for day in days(outside_marks(t))), None)
        if found is None:
            return
        _, day = found
        line = next((line for line in near if day.printed in line.text), near[0])
        start = line.start + max(0, line.text.find(day.printed))
        end = start + len(day.printed)
        self.head.day_span = start, end
        if day.year is None:
            reference = self.head.printed_on or dt.date.today()  # noqa: DTZ011 - a day, no moment
            day = day.in_year(year_near(day, reference, is_past=True))
            self.head.is_year_inferred = True
            values = {"date": day.printed, "year": str(day.year)}
            self._note("year_inferred", start, end, **values)
        self.head.starts_on = day.date

    def _read_organizers(self, near: list[Line]) -> None:
        cue = self.words.find("report", "organized_past")
        for sentence in (s for line in near for s in sentences(line.text)):
            for match in cue.finditer(outside_marks(sentence)):
                body = self._body_after(sentence[match.end() :])
                if not body and match.group() != "organizer":
                    before = sentence[: match.start()]
                    body = self._body_before(before) or bodies_before(before, self.words)
                if body:
                    self.head.organizers = bodies_in(body, self.words)
                    return

    def _body_after(self, text: str) -> str:
        """The body that soon follows; «в Одесі Центр «Горизонт»» begins after the town."""
        text = re.sub(r"^[ :–—-]*(?:the )?", "", text)
        text = re.sub(r"^(?:в|у|во|in) [^\s,]+ ", "", text)
        text = re.split(r"[.;](?: |$)|, (?:which|who|що|який|яка|которы)", text)[0]
        if (first := days(text)) and first[0].start == 0:
            text = text[first[0].end :].lstrip(" ,")
        found = [day.start for day in days(text)]
        found += [m.start() for m in self.words.find("report", "held_past").finditer(text)]
        text = text[: min(found, default=len(text))].strip(" ,.;:–—-")
        return text if text[:1] and not text[0].islower() and is_body(text, self.words) else ""

    def _body_before(self, text: str) -> str:
        """The body between “which” and “held”."""
        found = re.search(
            r", ?(?:which|that|який|яку|яке|который|которую|которое) (?:the )?([^,]+)$", text
        )
        body = found[1].strip() if found else ""
        return body if body and is_body(body, self.words) else ""

    def _read_countries(self, near: list[Line]) -> None:
        """The countries from which the organiser says that people came: two or more in a row."""
        listed = "|".join(
            self.words.source("countries", code) for code in self.words.keys("countries")
        )
        one = rf"(?:{listed})"
        row = self.words.build(
            "countries in a row",
            lambda: rf"{one}(?:(?:, | (?:and|та|і|й|и) |, (?:and|та|і|и) ){one})+",
        )
        people = self.words.find("labels", "participant_stems")
        for line in near:
            for sentence in sentences(line.text):
                match = row.search(sentence) if people.search(sentence) else None
                if match:
                    names = re.split(r", (?:and |та |і |и )?| (?:and|та|і|й|и) ", match.group())
                    codes = [country_code(name, self.words) for name in names]
                    self.head.countries = [code for code in codes if code]
                    return

    def _read_participants(self, quotes: Sequence[tuple[Quote, bool]]) -> None:
        seen: dict[str, Speaker] = {}
        for quote, is_inflected in quotes:
            is_nobody = quote.speaker_is_group or quote.kind == COLLECTIVE
            if is_nobody or not quote.speaker_name:
                continue
            before = seen.get(quote.speaker_name)
            if before and (before.role or not quote.role):
                continue
            if before or self._is_person(quote.speaker_name):
                speaker = self._speaker(quote.speaker_name, quote.role or "")
                post = nominative_post(speaker.post, self.words) if is_inflected else speaker.post
                seen[quote.speaker_name] = replace(speaker, post=post)
        self.head.participants = list(seen.values())

    def _is_person(self, name: str) -> bool:
        """Whether a speaker is a human being: a ministry speaks too."""
        is_surname = " " not in name and name[:1].isupper()
        return is_surname or name_at(name, 0, self.words) is not None

    def _speaker(self, name: str, role: str) -> Speaker:
        capacity = read_capacity(role, self.words.language)
        body = capacity.organization
        return Speaker(name, role, capacity.post, body, capacity.country)
