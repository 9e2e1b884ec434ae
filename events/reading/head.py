"""The head of a report: its headline, its dates, its byline, and the event that it tells of."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .capacities import read_capacity
from .eventwords import EventWords, event_words
from .heading import LONGEST_LINE, Byline, Line, lines_of, read_heading
from .moments import days, year_near
from .occasions import kind_in, marked_title, outside_marks
from .organizing import bodies_before, bodies_in, is_body
from .outline import sentences
from .persons import country_code, name_at
from .places import place_in, town_in
from .posts import nominative_post
from .quote import COLLECTIVE, Oddity, Quote, Span

LONGEST_READ = 200_000  # characters
# “held in Lviv on 3 May by the Centre”, and “At a round table held …”, which names no organiser.
BY = re.compile(r"[^.;:]{0,80}?\bby (?=(?:the )?[A-Z])")
OCCASION = re.compile(r"(?:At|During|After) (?:an?|the) ")


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
    lines, words = list(lines_of(text)), event_words(language)
    heading = read_heading(lines, words, headline)
    head = Head(
        headline=heading.headline,
        printed_on=heading.printed_on,
        byline=heading.byline,
        noise=heading.noise,
        oddities=heading.oddities,
        own_lines=[(lines[number].start, lines[number].end) for number in sorted(heading.own)],
    )
    no_prose = heading.own | heading.kept
    prose = [line for number, line in enumerate(lines) if number not in no_prose]
    reading = _Reading(head, prose, words)
    reading.read([(quote, _is_inflected(text, quote)) for quote in quotes])
    return head


def _is_inflected(text: str, quote: Quote) -> bool:
    """Whether post and name stand in another case together: «за словами експерта Івана Гая»."""
    start, end = quote.speaker_start, quote.speaker_end
    if start is None or end is None or not quote.role:
        return False
    before = text[max(0, start - LONGEST_LINE) : start].rstrip()
    return before.endswith(quote.role) and text[start:end] != quote.speaker_name


class _Reading:
    """One reading of the event of a report."""

    def __init__(self, head: Head, prose: list[Line], words: EventWords):
        self.head, self.prose, self.words = head, prose, words

    def read(self, quotes: Sequence[tuple[Quote, bool]]) -> None:
        if self.prose:
            self._read_event()
        self._read_participants(quotes)

    def _note(self, code: str, start: int, end: int, **values: str) -> None:
        self.head.oddities.append(Oddity(code, start, end, values))

    def _read_event(self) -> None:
        prose = self.prose
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
                after = sentence[match.end() :]
                by = BY.match(after)
                # Behind “by” the sentence goes on with a small letter after the comma.
                told = re.split(r", (?=[a-z])", after[by.end() :])[0] if by else after
                body = self._body_after(told)
                before = sentence[: match.start()]
                is_told_of = bool(OCCASION.match(before))
                if not body and match.group() != "organizer" and not is_told_of:
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
