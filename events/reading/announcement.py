"""Reading an announcement: the event that it invites to, and who is to take part in it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.translation import gettext

from .documents import text_of
from .eventwords import event_words
from .language import detect_language
from .moments import Day, days, hours, year_near
from .occasions import (
    LONGEST_TITLE,
    is_kind,
    kind_ends,
    kind_in,
    marked_title,
    outside_marks,
    title_after_cue,
    without_marks,
)
from .organizing import LINK, bodies_in, organizers_in, place_in, place_words, subject_of
from .outline import Line, Section, cleaned, sentences
from .participants import Participant, items_of, read_participant
from .persons import name_at
from .sections import joined_lines, people_sentences, sectioned
from .timing import day_of, foreign_town, hour_of, posted_on

LONGEST = 40_000  # characters; an announcement has two pages
LONGEST_MARKUP = 20 * LONGEST
LONGEST_PLACE = 300
LONGEST_ADDRESS = 160
MOST_PEOPLE = 200
LONGEST_HEADLINE = 200
SHORTEST_HEADLINE = 8
PHONE = re.compile(r"\+?\d[\d ()–-]{7,}\d")
NUMBER = re.compile(r"(?:^|(?<=[?;.,]) )\d{1,2}[).] ")  # of a question
MEETING_LINK = re.compile(r"zoom\.us|meet\.google|teams\.(?:microsoft|live)", re.IGNORECASE)


@dataclass
class Announcement:
    """What an announcement says; None or empty where it says nothing."""

    text: str
    language: str
    title: str | None = None
    kind: str | None = None
    date: dt.date | None = None
    ends_on: dt.date | None = None
    time: dt.time | None = None
    ends_at: dt.time | None = None
    timezone: str | None = None
    place: str | None = None
    online: bool | None = None
    organizers: list[str] = field(default_factory=list)
    moderator: Participant | None = None
    questions: list[str] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        """As `extract_event` prints it."""
        moderator = self.moderator
        capacity = ("name", "role", "organization")
        return {
            "event": {
                "title": self.title,
                "kind": self.kind,
                "date": self.date.isoformat() if self.date else None,
                "time": self.time.strftime("%H:%M") if self.time else None,
                "timezone": self.timezone,
                "place": self.place,
                "online": self.online,
                "organizers": self.organizers,
                "moderator": moderator and {key: getattr(moderator, key) for key in capacity},
                "questions": self.questions,
            },
            "participants": [person.as_json() for person in self.participants],
            "warnings": self.warnings,
        }


def read_announcement(
    text: str, language: str | None = None, today: dt.date | None = None
) -> Announcement:
    """What an announcement says, whatever it looks like. `today` tells the year of a day that is
    printed without one."""
    whole = text_of(text[:LONGEST_MARKUP])
    plain = cleaned(whole[:LONGEST])
    found = Announcement(plain, language or detect_language(plain))
    if len(whole) > LONGEST or len(text) > LONGEST_MARKUP:
        sentence = gettext("The text is longer than %d characters; only its beginning was read.")
        found.warnings.append(sentence % LONGEST)
    _Reader(found, today or timezone.localdate()).read()
    return found


class _Reader:
    """One reading of one announcement."""

    def __init__(self, found: Announcement, today: dt.date):
        self.found, self.today = found, today
        self.words = event_words(found.language)
        self.sections = sectioned(found.text, self.words)
        self.lead = [line for section in self._all("lead") for line in section.lines]
        self.people: list[Participant] = []
        self.addresses: list[str] = []

    def read(self) -> None:
        self._read_people()
        self._read_title_and_kind()
        self._read_moment()
        self._read_organizers()
        self._read_place()
        self._warn_of_zone()
        self._read_questions()

    def _all(self, *kinds: str) -> list[Section]:
        return [section for section in self.sections if section.kind in kinds]

    def _sentences(self) -> Iterator[str]:
        for line in self.lead:
            yield from sentences(LINK.sub("", line.text))

    def _warn(self, sentence: str, **values: object) -> None:
        self.found.warnings.append(sentence % values)

    # Who

    def _read_people(self) -> None:
        for section in self._all("participants"):
            is_genitive = self.words.is_one("cues", "genitive", section.label)
            self._add_running(section.inline, is_genitive=is_genitive)
            for line in joined_lines(section.lines, self.words):
                self._add_line(line, is_genitive=is_genitive)
        for section in self._all("moderator"):
            self._read_moderators(section)
        for sentence in self._sentences():
            self._read_sentence(sentence)
        self._sort_people()

    def _add_line(self, line: Line, *, is_genitive: bool = False) -> None:
        """A line of a list: one person, or several where each of its parts names one."""
        text = LINK.sub("", line.text)
        self._note_address(text)
        if self._is_nobody(text):
            return
        items = items_of(text, self.words)
        people = [read_participant(item, self.words, is_genitive=is_genitive) for item in items]
        if len(people) > 1 and all(person and person.is_sure for person in people):
            self.people.extend(person for person in people if person)
        else:
            self._add(text, is_genitive=is_genitive)

    def _add_running(self, text: str, *, is_genitive: bool = False) -> None:
        """People in one stretch of prose."""
        for sentence in people_sentences(LINK.sub("", text), self.words)[0]:
            for item in items_of(sentence, self.words):
                self._note_address(item)
                if not self._is_nobody(item):
                    self._add(item, is_genitive=is_genitive)

    def _add(self, item: str, *, is_genitive: bool) -> None:
        person = read_participant(item, self.words, is_genitive=is_genitive)
        if person:
            self.people.append(person)
        elif len(item) > 2:
            self._warn(gettext("“%(line)s” names nobody."), line=item[:100])

    def _note_address(self, item: str) -> None:
        for match in re.finditer(r"\(([^()]+)\)", item):
            is_street = self.words.find("places", "street").search(match[1])
            if is_street and re.search(r"\d", match[1]):
                self.addresses.append(match[1])

    def _is_nobody(self, text: str) -> bool:
        return self.words.is_one("marks", "no_person", text.strip(" .,;"))

    def _read_moderators(self, section: Section) -> None:
        lines = [Line(section.inline), *section.lines] if section.inline else section.lines
        for text in (line.text for line in joined_lines(lines, self.words)):
            items = items_of(LINK.sub("", text), self.words)
            people = [read_participant(item, self.words) for item in items]
            if not all(person and person.is_sure for person in people):
                people = [read_participant(text, self.words)]
            self.people.extend(replace(person, is_moderator=True) for person in people if person)

    def _read_sentence(self, sentence: str) -> None:
        """People whom a sentence names: “moderated by …”, «участь візьмуть …»."""
        outside = outside_marks(sentence)
        if self.words.find("cues", "past").search(outside) or self._read_moderator(
            sentence, outside
        ):
            return
        for match in self.words.find("cues", "participants_after").finditer(outside):
            rest = self._people_only(sentence[match.end() :].strip(" :–—-,"))
            if self._names_somebody(rest):
                is_genitive = self.words.is_one("cues", "genitive", match.group())
                self._add_running(rest, is_genitive=is_genitive)
                return
        if people := self._people_of_kind(sentence, outside):
            count = len(self.people)
            self._add_running(people, is_genitive=self.words.language != "en")
            self.people[count:] = map(self._presented, self.people[count:])
            return
        verb = self.words.find("cues", "participants_before").search(outside)
        if verb:
            subject = subject_of(sentence[: verb.start()], self.words)
            if self._names_somebody(subject):
                self._add_running(subject)

    def _people_of_kind(self, sentence: str, outside: str) -> str:
        """Whose event it is: “press conference of the minister A, and B”, «брифінг міністра А»."""
        for end in sorted(kind_ends(outside, self.words)):
            joint = self.words.find("cues", "of_people").match(outside, end + 1)
            if not joint and self.words.language == "en":
                continue
            start = joint.end() if joint else end
            cues = ("held", "title_after", "participants_after", "organizers_before")
            found = [self.words.find("cues", key).search(outside, start) for key in cues]
            ends = [match.start() for match in found if match]
            ends += [one.start for one in days(outside) if one.start > start]
            ends += [one.start for one in hours(outside, self.words.language) if one.start > start]
            mark = re.search(r"[«„“\":;.]", sentence[start:])
            ends += [start + mark.start()] if mark and mark.group() != "." else []
            people = sentence[start : min(ends, default=len(sentence))].strip(" ,.–—-")
            people = re.sub(r"^the ", "", people)
            begins = self.words.find("capacities", "posts").match(people)
            if (begins or name_at(people, 0, self.words)) and self._names_somebody(people):
                return people
        return ""

    def _read_moderator(self, sentence: str, outside: str) -> bool:
        """Whether the sentence names the moderator; what it says before is read on."""
        if after := self.words.find("cues", "moderator_after").search(outside):
            is_genitive = self.words.is_one("cues", "genitive", after.group())
            rest = sentence[after.end() :].strip(" :–—-,")
            if self._add_moderator(rest, is_genitive=is_genitive):
                before = sentence[: after.start()].strip(" ,;:–—-")
                if re.search(r"\w \w", before):
                    self._read_sentence(before)
                return True
        before_verb = self.words.find("cues", "moderator_before").search(outside)
        return bool(
            before_verb
            and self._add_moderator(subject_of(sentence[: before_verb.start()], self.words))
        )

    def _add_moderator(self, text: str, *, is_genitive: bool = False) -> bool:
        text = re.sub(r"^(?:an?|the) ", "", self._people_only(text))
        items = items_of(text, self.words)
        person = items and read_participant(items[0], self.words, is_genitive=is_genitive)
        if not person or not person.is_sure:
            return False
        self.people.append(replace(person, is_moderator=True))
        return True

    def _people_only(self, text: str) -> str:
        """A list of people without what else its sentence says."""
        outside = outside_marks(text)
        found = [
            match.start()
            for key in ("moderator_after", "supported", "organizers_after")
            for match in self.words.find("cues", key).finditer(outside)
        ]
        text = text[: min(found, default=len(text))]
        if ":" in text and not name_at(text, 0, self.words):
            text = text.partition(":")[2]
        return text.strip(" ,;–—-")

    def _names_somebody(self, text: str) -> bool:
        people = [read_participant(item, self.words) for item in items_of(text, self.words)[:3]]
        posts = self.words.find("capacities", "posts")
        return any(p and (p.is_sure or (p.role and posts.match(p.role))) for p in people)

    def _sort_people(self) -> None:
        """The moderator apart, and nobody twice."""
        seen: dict[str, Participant] = {}
        for person in self.people[:MOST_PEOPLE]:
            before = seen.get(person.name.casefold())
            seen[person.name.casefold()] = before.filled_from(person) if before else person
        people = list(seen.values())
        moderators = [person for person in people if person.is_moderator]
        self.found.moderator = moderators[0] if moderators else None
        self.found.participants = [one for one in people if one is not self.found.moderator]
        for person in moderators[1:]:
            self._warn(gettext("%(name)s is announced as moderator too."), name=person.name)

    # What

    def _read_title_and_kind(self) -> None:
        stated = [section.text.partition("\n")[0] for section in self._all("title")]
        texts = [section.text for section in self._all("kind")]
        texts += [line.text for line in self.lead]
        texts += [section.text for section in self._all("title", "online")]
        self.found.kind = kind_in(texts, self.words)
        first = next(filter(None, stated), "")
        within = marked_title(first, self.words)
        title = within[0] if within else without_marks(first)
        self.found.title = (title or self._title())[:LONGEST_TITLE] or None

    def _title(self) -> str:
        lines = [line.text for line in self.lead]
        for line in lines:
            if found := marked_title(line, self.words):
                self._read_lecturer(line[: found[2]])
                return found[0]
        if title := self._title_after_kind(lines) or self._headline():
            return title
        return next((t for s in self._sentences() if (t := title_after_cue(s, self.words))), "")

    def _read_lecturer(self, before: str) -> None:
        """Who holds a lecture: “a lecture by Dr Hannah Lind «Ice»”, «лекція Ганни Лінд «Лід»»."""
        ends = kind_ends(before, self.words)
        between = before[ends[-1] :].strip(" ,:–—-") if ends else ""
        between = re.sub(r"^(?:by|with|of) ", "", between)
        is_genitive = self.words.language != "en"
        person = read_participant(between, self.words, is_genitive=is_genitive)
        if person and person.is_sure:
            self.people.append(self._presented(person))
            self._sort_people()

    def _presented(self, person: Participant) -> Participant:
        """With what a line of prose of its own tells of somebody: “Hannah Lind – historian”."""
        for line in self.lead:
            if re.match(rf"{re.escape(person.name)} ?[–—(-]", line.text):
                told = read_participant(line.text, self.words)
                return told.filled_from(person) if told else person
        return person

    def _title_after_kind(self, lines: list[str]) -> str:
        """“Roundtable: how the port survives” in one of the first lines."""
        for line in lines[:3]:
            bare = self._without_call(line)
            for kind in self.words.keys("kinds"):
                match = self.words.find("kinds", kind).match(bare)
                rest = bare[match.end() :] if match else ""
                parting = re.match(r" ?(?:[:|–—]| - ) ?(?=\S{2})", rest)
                if parting and not days(rest) and not self._is_sentence(rest):
                    return without_marks(rest[parting.end() :])
        return ""

    def _headline(self) -> str:
        """A first line that is no sentence about when and where."""
        for line in (line.text for line in self.lead[:6] if not line.sign):
            bare = self._without_call(line)
            is_short = SHORTEST_HEADLINE <= len(bare) <= LONGEST_HEADLINE
            if not is_short or LINK.search(bare) or PHONE.search(bare) or days(bare):
                continue
            if self._is_sentence(bare) or bare.endswith((".", ";", ",", ":")):
                continue
            if is_kind(bare, self.words) or hours(bare, self.words.language):
                continue
            return without_marks(bare)
        return ""

    def _without_call(self, line: str) -> str:
        """A line without “Announcement” before it."""
        call = self.words.build("call", lambda: rf"{self.words.source('marks', 'calls')}\W*")
        return call.sub("", line, count=1).strip(" :–—-|") if call.match(line) else line.strip()

    def _is_sentence(self, text: str) -> bool:
        return bool(self.words.find("cues", "held").search(outside_marks(text)))

    # When

    def _read_moment(self) -> None:
        line, day = day_of(self.sections, self.lead, self.words)
        if day:
            self._take_day(day)
        if found := hour_of(self.sections, self.lead, line, day, self.words):
            hour, self.found.timezone = found
            self.found.time, self.found.ends_at = hour.time, hour.ends_at

    def _warn_of_zone(self) -> None:
        """An hour without a zone in a town that keeps another time than the site."""
        if self.found.time is None or self.found.timezone:
            return
        when = [section.text for section in self._all("date", "time", "place")]
        texts = [*when, self.found.place or "", *(line.text for line in self.lead[:4])]
        town = next(filter(None, (foreign_town(text, self.words) for text in texts)), "")
        if town:
            sentence = gettext(
                "No time zone is printed: check the hour, “%(town)s” may keep another."
            )
            self._warn(sentence, town=town)

    def _take_day(self, day: Day) -> None:
        if not day.is_possible:
            self._warn(gettext("There is no such day as “%(date)s”."), date=day.printed)
            return
        if day.is_misspelt:
            self._warn(gettext("“%(date)s” looks misspelt: check the date."), date=day.printed)
        if day.year is None:
            year = year_near(day, posted_on(self.lead, self.today))
            day = day.in_year(year)
            sentence = gettext("“%(date)s” has no year; %(year)s was taken.")
            self._warn(sentence, date=day.printed, year=year)
        self.found.date, self.found.ends_on = day.date, day.ends_on
        if not day.is_on_its_weekday:
            sentence = gettext("“%(date)s” is not the day of the week that is printed beside it.")
            self._warn(sentence, date=day.printed)

    # By whom and where

    def _read_organizers(self) -> None:
        names = [
            name
            for section in self._all("organizers")
            for text in (section.inline, *(line.text for line in section.lines))
            for name in bodies_in(text, self.words)
        ]
        if not names:
            names = next((n for s in self._sentences() if (n := organizers_in(s, self.words))), [])
        self.found.organizers = list(dict.fromkeys(names))

    def _read_place(self) -> None:
        stated = [s.text.replace("\n", ", ") for s in self._all("place") if s.text]
        stated += [line.text for line in self.lead if line.sign == "place"]
        place = self._stated_place(stated[0]) if stated else self._place_in_prose()
        street = self.words.find("places", "street")
        if self.addresses and not street.search(place):
            place = f"{place}, {self.addresses[0]}" if place else self.addresses[0]
        self.found.place = place[:LONGEST_PLACE] or None
        is_online = self._is_online(stated)
        self.found.online = False if is_online is None and place else is_online

    def _place_in_prose(self) -> str:
        held, broadcast = self.words.find("cues", "held"), self.words.find("marks", "broadcast")
        for sentence in self._sentences():
            outside = outside_marks(sentence)
            is_dated = days(outside)
            if not (is_dated or held.search(outside) or hours(outside, self.words.language)):
                continue
            if broadcast.search(outside) and not (is_dated or held.search(outside)):
                continue
            if place := place_in(sentence, self.words):
                return place
        return self._address_alone()

    def _address_alone(self) -> str:
        """A line that is nothing but an address."""
        street, held = self.words.find("places", "street"), self.words.find("cues", "held")
        for line in (one.text for one in self.lead):
            is_short = len(line) <= LONGEST_ADDRESS and not LINK.search(line)
            if (
                is_short
                and street.search(line)
                and re.search(r"\d", line)
                and not held.search(line)
            ):
                return place_words(subject_of(line, self.words), self.words)
        return ""

    def _stated_place(self, text: str) -> str:
        """The place of “Place:” without the online half of “Kyiv, hall 2, and Zoom”."""
        online = self.words.find("marks", "online_event")
        bare = LINK.sub("", text)
        bare = re.sub(r"\s*\([^()]*\)", lambda m: "" if online.search(m[0]) else m[0], bare)
        parts = re.split(r"([;,]| [+/] | (?:та|і|и|and|або|или|or) )", bare)
        kept = [part for part in parts[::2] if not online.search(part)]
        if len(kept) == len(parts[::2]):
            return place_words(bare, self.words)
        place = ", ".join(part.strip() for part in kept if part.strip())
        return place_words(place, self.words) if any(map(self._is_somewhere, kept)) else ""

    def _is_somewhere(self, part: str) -> bool:
        """Whether a part of a stated place names a hall, a street or a town."""
        keys = ("nouns", "street")
        is_listed = any(self.words.find("places", key).search(part) for key in keys)
        return is_listed or part.strip(" .)")[:1].isupper()

    def _is_online(self, stated_places: list[str]) -> bool | None:
        """Whether one can take part online; to watch a broadcast is not to take part."""
        online = self.words.find("marks", "online_event")
        if any(online.search(place) for place in stated_places):
            return True
        texts = [line.text for line in self.lead]
        texts += [section.text for section in self._all("kind", "title", "date", "time")]
        for sentence in (one for text in texts for one in sentences(outside_marks(text))):
            said = self._without_people(sentence)
            is_broadcast = self.words.find("marks", "broadcast").search(said)
            if online.search(said) and not is_broadcast:
                return True
        for section in self._all("online"):
            if online.search(section.label) or online.search(section.text):
                return True
            if self.words.find("marks", "in_person").search(section.text):
                return False
        return True if MEETING_LINK.search(self.found.text) else None

    def _without_people(self, sentence: str) -> str:
        """A sentence without what brackets say of the people whom it lists."""
        keys = ("participants_after", "participants_before")
        names = any(self.words.find("cues", key).search(sentence) for key in keys)
        return re.sub(r"\([^()]*\)", "", sentence) if names else sentence

    # What about

    def _read_questions(self) -> None:
        found: list[str] = []
        for section in self._all("questions"):
            found.extend(self._asked(section.inline))
            found.extend(one for line in section.lines for one in self._numbered(line.text))
        if not found:
            found = next(filter(None, map(self._asked_in, self._sentences())), [])
        if not found:
            asked = [one.text for one in self.lead if one.has_bullet and one.text.endswith("?")]
            found = asked if len(asked) > 1 else []
        bare = [question.strip(" ;,").removesuffix(".").strip() for question in found]
        self.found.questions = [question for question in bare if len(question) > 2]

    def _numbered(self, text: str) -> list[str]:
        """The questions of one line: “1) …? 2) …?”."""
        return NUMBER.split(text) if "?" in text else [text]

    def _asked(self, text: str) -> list[str]:
        """The questions of running words, parted by semicolons or by commas."""
        parts = NUMBER.split(text) if NUMBER.match(text) else re.split(r";|(?<=\?) ", text)
        return [one for part in parts for one in self._indirect(part)]

    def _indirect(self, text: str) -> list[str]:
        """Indirect questions between commas, where there is more than one."""
        word, also = (
            self.words.source("marks", "question_words"),
            self.words.source("marks", "also"),
        )
        joint = self.words.build(
            "asked after", lambda: rf"(?:, (?:{also} )?| {also} )(?:про те, )?(?=(?:{word}) )"
        )
        is_asked = self.words.find("marks", "question_words").match(text.strip())
        return joint.split(text) if is_asked else [text]

    def _asked_in(self, sentence: str) -> list[str]:
        """The questions of “they will discuss whether …, who … and how …”."""
        outside = outside_marks(sentence)
        for match in self.words.find("cues", "questions_after").finditer(outside):
            rest = sentence[match.end() :].strip(" ,:–—-")
            if self.words.find("marks", "question_words").match(rest):
                return self._asked(rest.rstrip(" .!?"))
        return []
