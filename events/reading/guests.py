"""The people of an announcement: those of its lists, and those whom a sentence names."""

import re
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext

from .hours import hours
from .lists import items_of
from .moments import days
from .occasions import kind_ends, outside_marks
from .organizing import LINK, subject_of
from .outline import WITH, Line, Section, cells_of
from .participants import HOUR_BEFORE, Participant, read_participant
from .persons import country_code, name_at
from .sections import Parts, is_only_name, joined_lines, people_sentences
from .shared import with_shared_posts

MOST_PEOPLE = 200
PHONE = re.compile(r"(?:\+?\d[ ()-]*){9,}")
LEAST_TIMED = 2  # lines of a programme
TOPIC_BEFORE = re.compile(r"^[«„“\"][^»”\"]+[»”\"][.,]? ?[–—-] ")
COLUMNS = ("role", "organization", "country")  # beside the name


class Guests:
    """The moderator and the others, once `read`; `addresses` are the streets in brackets behind
    their names, `warnings` the lines that name nobody."""

    def __init__(self, parts: Parts):
        self.parts, self.words = parts, parts.words
        self.moderator: Participant | None = None
        self.participants: list[Participant] = []
        self.addresses: list[str] = []
        self.warnings: list[str] = []
        self._people: list[Participant] = []

    def read(self) -> None:
        self._read_presented()
        for section in self.parts.under("participants"):
            is_genitive = self.words.is_one("cues", "genitive", section.label)
            is_genitive = is_genitive or bool(WITH.search(section.label))
            self._add_running(section.inline, is_genitive=is_genitive)
            for line in joined_lines(section.lines, self.words):
                self._add_line(line, is_genitive=is_genitive)
        for section in self.parts.under("moderator"):
            self._read_moderators(section)
        for sentence in self.parts.sentences():
            self._read_sentence(sentence)
        self._read_programme(is_only=all(person.is_moderator for person in self._people))
        self._sort_people()

    def _read_presented(self) -> None:
        """Somebody whose name is a line of prose, with the post in the line beneath it."""
        for line, beneath in pairwise(self.parts.lead):
            is_post = self.words.find("capacities", "posts").match(beneath.text)
            if beneath.after_blank or not is_post or not is_only_name(line.text, self.words):
                continue
            person = read_participant(f"{line.text}, {beneath.text}", self.words)
            if person and person.is_sure:
                self._people.append(person)

    def _read_programme(self, *, is_only: bool) -> None:
        """Who speaks when: “10:15 Keynote: Ann Hill, Centre”; beside another list only who is sure
        and has a post."""
        lines = [line for section in self.parts.under("other", "lead") for line in section.lines]
        timed = [line for line in lines if HOUR_BEFORE.match(line.text)]
        if len(timed) < LEAST_TIMED:
            return
        for line in timed:
            text = HOUR_BEFORE.sub("", LINK.sub("", line.text))
            if self._read_moderator(text, outside_marks(text)):
                continue
            rest = TOPIC_BEFORE.sub("", text)
            items = items_of(rest.partition(":")[2] or rest, self.words)
            people = [one for item in items if (one := read_participant(item, self.words))]
            posts = self.words.find("capacities", "posts")
            for one in people:
                is_told = one.role and posts.match(one.role) and (one.is_sure or rest != text)
                if is_told or (is_only and (one.is_sure or one.role)):
                    self._people.append(one)

    def _add_line(self, line: Line, *, is_genitive: bool = False) -> None:
        """A line of a list: one person, or several where each of its parts names one."""
        text = LINK.sub("", line.text)
        if line.columns:
            self._add_row(text, line.columns)
            return
        self._note_address(text)
        if self._is_nobody(text):
            return
        printed = items_of(text, self.words)
        items = printed if is_genitive else with_shared_posts(printed, self.words)
        people = [read_participant(item, self.words, is_genitive=is_genitive) for item in items]
        is_shared = items != printed  # a post in the plural says that all are people
        if len(people) > 1 and all(one and (one.is_sure or is_shared) for one in people):
            self._people.extend(person for person in people if person)
        else:
            self._add(text, is_genitive=is_genitive)

    def _add_row(self, text: str, columns: list[str]) -> None:
        """Somebody in a row of a table, by what its columns hold."""
        cells = [cell.strip("—-") for cell in cells_of(text)]
        found = dict(zip(columns, cells, strict=False))
        more = cells[len(columns) :]
        told = ", ".join(filter(None, (found.get("name", ""), *more)))
        person = read_participant(told, self.words)
        if person is None:
            self._add(", ".join(filter(None, cells)), is_genitive=False)
            return
        role, organization, country = (found.get(key, "") for key in COLUMNS)
        # “State Archive (Poland)”
        bracket = re.search(r" ?\(([^()]*)\)$", organization)
        if bracket and country_code(bracket[1], self.words):
            organization, country = organization[: bracket.start()], country or bracket[1]
        self._people.append(
            replace(
                person,
                role=role or person.role,
                organization=organization or person.organization,
                country=country or person.country,
            )
        )

    def _add_running(self, text: str, *, is_genitive: bool = False) -> None:
        """People in one stretch of prose."""
        for sentence in people_sentences(LINK.sub("", text), self.words)[0]:
            items = items_of(sentence, self.words)
            items = items if is_genitive else with_shared_posts(items, self.words)
            is_certain = is_genitive and any(map(self._is_inflected, items))
            for item in items:
                self._note_address(item)
                if not self._is_nobody(item):
                    self._add(item, is_genitive=is_genitive, is_certain=is_certain)

    def _is_inflected(self, item: str) -> bool:
        """Whether a name stands in the genitive beyond doubt, and its list with it."""
        person = read_participant(item, self.words)
        changed = read_participant(item, self.words, is_genitive=True)
        return bool(person and changed and person.name != changed.name)

    def _add(self, item: str, *, is_genitive: bool, is_certain: bool = False) -> None:
        if PHONE.search(item):
            return  # whom to ask, and no guest
        person = read_participant(item, self.words, is_genitive=is_genitive, is_certain=is_certain)
        if person:
            self._people.append(person)
        elif len(item) > 2:
            told = gettext("“%(line)s” names nobody.")
            self.warnings.append(told % {"line": item[:100].strip(" ;,")})

    def _note_address(self, item: str) -> None:
        for match in re.finditer(r"\(([^()]+)\)", item):
            is_street = self.words.find("places", "street").search(match[1])
            if is_street and re.search(r"\d", match[1]):
                self.addresses.append(match[1])

    def _is_nobody(self, text: str) -> bool:
        return self.words.is_one("marks", "no_person", text.strip(" .,;"))

    def _read_moderators(self, section: Section) -> None:
        lines = [Line(section.inline), *section.lines] if section.inline else section.lines
        is_several = re.match(r"\w+(?:s|и|ы|і|ие)\b", section.label)
        for text in (line.text for line in joined_lines(lines, self.words)):
            items = items_of(LINK.sub("", text), self.words)
            people = [read_participant(item, self.words) for item in items]
            is_named = is_several and all(is_only_name(item, self.words) for item in items)
            if not is_named and not all(person and person.is_sure for person in people):
                people = [read_participant(text, self.words)]
            self._people.extend(replace(person, is_moderator=True) for person in people if person)

    def _read_sentence(self, sentence: str) -> None:
        """People whom a sentence names: “moderated by …”, «участь візьмуть …»."""
        outside = outside_marks(sentence)
        if self.words.find("cues", "past").search(outside) or self._read_moderator(
            sentence, outside
        ):
            return
        keys = ("participants_after", "participants_before")
        for match in (m for key in keys for m in self.words.find("cues", key).finditer(outside)):
            rest = self._people_only(sentence[match.end() :].strip(" :–—-,"))
            if self._names_somebody(rest):
                is_genitive = self.words.is_one("cues", "genitive", match.group())
                self._add_running(rest, is_genitive=is_genitive)
                return
        if people := self._people_of_kind(sentence, outside):
            count = len(self._people)
            self._add_running(people, is_genitive=self.words.language != "en")
            self._people[count:] = map(self._presented, self._people[count:])
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
        host = self.words.find("cues", "hosted_by").search(outside)
        if host and self._add_moderator(sentence[host.end() :].strip(" :–—-,")):
            return True
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
        is_presented = person and name_at(text, 0, self.words) and (person.role or len(text) < 60)
        if not person or not (person.is_sure or is_presented):
            return False
        self._people.append(replace(person, is_moderator=True))
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
        for person in self._people[:MOST_PEOPLE]:
            before = seen.get(person.name.casefold())
            seen[person.name.casefold()] = before.filled_from(person) if before else person
        people = list(seen.values())
        moderators = [person for person in people if person.is_moderator]
        self.moderator = moderators[0] if moderators else None
        self.participants = [one for one in people if one is not self.moderator]
        for person in moderators[1:]:
            told = gettext("%(name)s is announced as moderator too.")
            self.warnings.append(told % {"name": person.name})

    def add_lecturer(self, before: str) -> None:
        """Who holds a lecture: “a lecture by Dr Hannah Lind «Ice»”, «лекція Ганни Лінд «Лід»»."""
        ends = kind_ends(before, self.words)
        between = before[ends[-1] :].strip(" ,:–—-") if ends else ""
        between = re.sub(r"^(?:by|with|of) ", "", between)
        is_genitive = self.words.language != "en"
        person = read_participant(between, self.words, is_genitive=is_genitive)
        if person and person.is_sure:
            self._people.append(self._presented(person))
            self._sort_people()

    def _presented(self, person: Participant) -> Participant:
        """With what a line of prose of its own tells of somebody: “Hannah Lind – historian”."""
        for line in self.parts.lead:
            if re.match(rf"{re.escape(person.name)} ?[–—(-]", line.text):
                told = read_participant(line.text, self.words)
                return told.filled_from(person) if told else person
        return person
