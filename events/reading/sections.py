"""Which lines of an announcement stand under which label."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .eventwords import EventWords
from .hours import hours
from .itemnames import begins_with_name
from .moments import days
from .occasions import outside_marks
from .organizing import LINK, is_body
from .outline import Line, Section, cells_of, label_of, lines_of, name_in, sentences
from .participants import read_participant
from .persons import name_at, name_before

# What a sentence after a list of people says when the list is over.
ENDS_PEOPLE = [
    ("marks", "broadcast"),
    ("cues", "held"),
    ("cues", "moderator_after"),
    ("cues", "hosted_by"),
    ("time", "before_event"),
]
WITH_PEOPLE = ("participants", "moderator", "organizers")
LONGEST_UNIT = 80  # characters of a body beneath a post
LONGEST_NAME_TITLE = 12  # characters before a name
LONGEST_PERSON = 500  # characters of a line that presents somebody


class Parts:
    """A text by its labels; `lead` are the lines that stand under none."""

    def __init__(self, text: str, words: EventWords):
        self.text, self.words = text, words
        self.sections = sectioned(text, words)
        self.lead = [line for section in self.under("lead") for line in section.lines]

    def under(self, *kinds: str) -> list[Section]:
        """The sections of these kinds."""
        return [section for section in self.sections if section.kind in kinds]

    def sentences(self) -> Iterator[str]:
        """The sentences under no label, without addresses of the web."""
        for line in self.lead:
            yield from sentences(LINK.sub("", line.text))


def sectioned(text: str, words: EventWords) -> list[Section]:
    """The sections of an announcement in its order; what stands under no label is `lead`."""
    sections = [Section("lead")]
    columns: list[str] = []
    for line in lines_of(text, words):
        if heads := _columns(line.text, words):
            columns = heads
            continue
        line.columns = columns if columns and _is_row(line.text, columns) else []
        label = label_of(line, words)
        if label and label[0] == "other" and sections[0] is sections[-1] and not sections[0].lines:
            label = label if ":" in line.text or label[2] else None  # heads the whole
        if label and not _is_within(sections[-1], line, label):
            kind, printed, inline = label
            if kind == "participants" and days(inline) and not name_in(inline, words):
                kind = "date"  # “Opening – 5 May, 9:30”
            if kind == "organizers" and _is_host(inline, words):
                kind = "moderator"  # “Host: Ann Hill, journalist”
            inline, rest = _first_and_rest(kind, inline, words)
            sections.append(Section(kind, printed, inline))
            if rest:
                sections.append(Section("lead", lines=[Line(rest)]))
            continue
        if not _belongs(sections[-1], line, words):
            sections.append(Section("lead"))
        sections[-1].lines.append(line)
    return sections


def _is_host(text: str, words: EventWords) -> bool:
    """Whether somebody stands where a body may: a name that is sure, or one with a post."""
    person = read_participant(text, words)
    if person is None or begins_with_name(text, words) is None:
        return False
    posts = words.find("capacities", "posts")
    return person.is_sure or bool(person.role and posts.match(person.role))


def _columns(text: str, words: EventWords) -> list[str]:
    """What the columns of a table of people hold, where a line is its head; else empty."""
    cells = cells_of(text)
    kinds = [_column(cell, words) for cell in cells]
    return kinds if len(cells) > 1 and all(kinds) and "name" in kinds else []


def _column(cell: str, words: EventWords) -> str:
    known = (kind for kind in words.keys("columns") if words.is_one("columns", kind, cell))
    return next(known, "")


def _is_row(text: str, columns: list[str]) -> bool:
    """Whether a line may be a row of a table; its last cells may be empty, or more than heads."""
    return 1 < len(cells_of(text)) <= len(columns) + 1


def people_sentences(text: str, words: EventWords) -> tuple[list[str], list[str]]:
    """The first sentence with those after it that go on naming people, and the others."""
    found = sentences(text)
    count = 1
    while count < len(found) and _goes_on_naming(found[count], words):
        count += 1
    return found[:count], found[count:]


def joined_lines(lines: list[Line], words: EventWords) -> list[Line]:
    """The lines with a post or a body that stands beneath a name put beside it."""
    found: list[Line] = []
    for number, line in enumerate(lines):
        if found and _tells_of(lines[max(0, number - 2) : number], line, words):
            found[-1] = replace(found[-1], text=f"{found[-1].text.rstrip(' ,;')}, {line.text}")
        else:
            found.append(line)
    return found


def is_only_name(text: str, words: EventWords) -> bool:
    """Whether a line is a name, with its title and brackets, and nothing else."""
    bare = re.sub(r" ?\([^()]*\)", "", text).strip(" ,;:")
    found = name_before(bare, words)
    return bool(found and found.end == len(bare) and found.start <= LONGEST_NAME_TITLE)


def _tells_of(before: list[Line], line: Line, words: EventWords) -> bool:
    """Whether a line tells of somebody whose name stands alone in one of the two lines
    before it."""
    if not before or line.has_bullet or line.after_blank or line.sign:
        return False
    name = name_at(line.text, 0, words)
    if name and (name.is_sure or line.text[name.end :].lstrip()[:1] in ("(", "–", "—")):
        return False
    if LINK.search(line.text):
        return False
    if not is_only_name(before[-1].text, words):
        # A body beneath the post that stands beneath the name.
        is_post = words.find("capacities", "posts").match(before[-1].text)
        is_short = len(line.text) <= LONGEST_UNIT and line.text[-1] not in ".:?!"
        return bool(is_post and is_short and name is None) and _tells_of(
            before[:-1], before[-1], words
        )
    bodies = words.find("capacities", "bodies").search(line.text)
    return bool(bodies or words.find("capacities", "posts").match(line.text))


def _goes_on_naming(sentence: str, words: EventWords) -> bool:
    if any(words.find(*key).search(sentence) for key in ENDS_PEOPLE):
        return False
    return bool(name_at(sentence, 0, words) or name_before(sentence.strip(" ."), words))


def _first_and_rest(kind: str, text: str, words: EventWords) -> tuple[str, str]:
    """What belongs to a label on its own line, and the prose after it."""
    if kind == "place":
        return _place_and_rest(text, words)
    if kind not in WITH_PEOPLE:
        return text, ""
    if kind == "organizers":
        found = sentences(text)
        return " ".join(found[:1]), " ".join(found[1:])
    first, rest = people_sentences(text, words)
    return " ".join(first), " ".join(rest)


def _place_and_rest(text: str, words: EventWords) -> tuple[str, str]:
    """A place, and the sentences behind it that say when the event is or that it will be."""
    found = sentences(text)
    for count, sentence in enumerate(found[1:], start=1):
        keys = [("cues", "held"), ("marks", "online_event"), ("marks", "broadcast")]
        is_other = any(words.find(*key).search(sentence) for key in keys)
        is_label = words.find("labels", "other").match(sentence)
        if is_other or is_label or hours(sentence, words.language):
            return " ".join(found[:count]), " ".join(found[count:])
    return text, ""


def _is_within(section: Section, line: Line, label: tuple[str, str, str]) -> bool:
    """Whether what looks like a label is a question that begins like one."""
    if section.kind != "questions" or not line.has_bullet:
        return False
    return not label[2] or label[0] not in ("moderator", "participants", "date", "time", "place")


def _belongs(section: Section, line: Line, words: EventWords) -> bool:
    """Whether a line without a label stands under the label before it."""
    if section.kind == "lead":
        return True
    if line.sign:
        return False
    is_empty = not section.inline and not section.lines
    if section.kind == "participants":
        return _is_listed_person(section, line, words)
    if section.kind == "questions":
        return is_empty or line.has_bullet or _is_listed_question(section, line)
    goes_on = line.has_bullet and not section.inline
    if section.kind == "organizers":
        is_listed = not (section.inline or line.after_blank) and is_body(line.text, words)
        return is_empty or goes_on or is_listed or section.text.endswith((",", ";"))
    if section.kind == "other":
        return is_empty or goes_on or (not section.inline and not line.after_blank)
    if section.kind == "moderator":
        before = [Line(section.inline), *section.lines] if section.inline else section.lines
        is_told = _tells_of(before[-2:], line, words)
        return is_empty or is_told or (goes_on and not section.lines[0].has_bullet)
    return is_empty


def _is_listed_question(section: Section, line: Line) -> bool:
    if any(one.has_bullet for one in section.lines):
        return False
    last = section.lines[-1].text if section.lines else section.inline
    return line.text.endswith("?") or (last.endswith((";", "?", ",")) and not line.after_blank)


def _is_listed_person(section: Section, line: Line, words: EventWords) -> bool:
    text = line.text
    if line.columns:
        return True
    if _tells_of(section.lines[-2:], line, words):
        return True
    if LINK.search(text) and len(LINK.sub("", text)) < 10:
        return False
    outside = outside_marks(text)
    if line.has_bullet:
        is_broadcast = words.find("marks", "broadcast").search(outside)
        return not is_broadcast or bool(name_at(text, 0, words))
    is_behind = line.after_blank and any(one.has_bullet for one in section.lines)
    if is_behind or any(words.find(*key).search(outside) for key in ENDS_PEOPLE):
        return False
    if section.inline and not section.inline.rstrip().endswith((";", ",")):
        return False
    if text.endswith("?") or len(text) > LONGEST_PERSON:
        return False
    person = read_participant(text, words)
    if person is None:
        # “A representative of the ministry” stands in a list too.
        is_post = words.find("capacities", "posts").match(text)
        return bool(is_post and section.lines and not line.after_blank)
    return person.is_sure or not line.after_blank or bool(person.role)
