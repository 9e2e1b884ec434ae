"""Who is named beside a verb: by a name with its post, by a pronoun, or by a noun."""

from dataclasses import dataclass, replace

from .lines import Line
from .names import BODY, PERSON, UNKNOWN, Name
from .roles import is_of_many, joined, role_after, role_before
from .text import NUMBER, QUOTED, WORD

NAME, PRONOUN, NOUN, GROUP, NOBODY = "name", "pronoun", "noun", "group", "nobody"
FARTHEST = 40  # tokens between a verb and its subject
OF_BODIES = {"з", "із", "у", "в", "во", "при", "по", "о", "об"}  # «Комітет з питань …»
LONGEST_PHRASE = 16
ATTACHED = {"close", "familiar", "loyal", "opposed"}


@dataclass(frozen=True)
class Subject:
    """The words that name the speaker; `first` and `last` take in the post and what is between."""

    kind: str
    first: int
    last: int
    said_first: int  # the words that stand for the speaker
    said_last: int
    name: Name | None = None
    gender: str = ""
    head: str = ""
    role: str = ""
    is_definite: bool = True
    has_clause: bool = False  # “Dobre, who moderated the event,”


def widened(subject: Subject, first: int, last: int) -> Subject:
    """The same subject over a wider stretch."""
    return replace(subject, first=min(subject.first, first), last=max(subject.last, last))


def by_pronoun(line: Line, i: int) -> Subject | None:
    """The subject when the token is he, she, they or it."""
    if not 0 <= i < line.count:
        return None
    gender = line.words.pronouns.get(line.lows[i])
    if gender is None or gender in {"i", "we"}:
        return None
    return Subject(PRONOUN, i, i + 1, i, i + 1, gender=gender)


def by_name(line: Line, name: Name, first: int, last: int) -> Subject:
    """The subject with a name, and the post that stands beside it."""
    if name.kind == BODY:
        said_first, said_last = whole_body(line, name)
        body = replace_name(name, said_first, said_last)
        return Subject(
            NAME, min(first, said_first), max(last, said_last), said_first, said_last, name=body
        )
    before, before_first = role_before(line, name)
    after, after_last = role_after(line, name)
    role = joined(before, after)
    return Subject(
        NAME,
        min(first, before_first if before else name.run_first, name.run_first),
        max(last, after_last if after else name.last),
        name.first,
        name.last,
        name=name,
        role=role,
        gender=name.gender,
        has_clause=after_last > name.last and not after,
    )


def replace_name(name: Name, first: int, last: int) -> Name:
    """The name with other ends."""
    return Name(first, last, name.kind, first, name.gender, name.is_sure)


def whole_body(line: Line, name: Name) -> tuple[int, int]:
    """Where a body’s name begins and ends, small words included: “Ministry of Roads”."""
    first, last = name.first, name.last
    if line.words.is_english:
        owner = line.ends.get(first)  # “Hull County Sheriff’s Office”
        if owner and not owner.is_sure and line.lows[first - 1].endswith(("’s", "s’")):
            first = owner.run_first
        while last + 1 < line.count and line.lows[last] in {"of", "for", "and", "&"}:
            k = last + 1
            while k < line.count and line.is_in(k, "determiners"):
                k += 1
            if k < line.count and line.tokens[k].is_capital:
                last = next((n.last for n in line.names if n.run_first <= k < n.last), k + 1)
            else:
                break
        return first, last
    if last in line.titles and line.tokens[last - 1].text.isupper():
        return first, last + 1  # «КП „Водоканал“»
    if line.tokens[last - 1].low not in line.words.stems["bodies"]:
        return first, last
    while last < line.count and last - first < LONGEST_PHRASE:
        token = line.tokens[last]
        ends = token.kind not in (WORD, QUOTED) or line.lows[last] in line.words.verbs
        if ends or (token.kind == QUOTED and last not in line.titles):
            break
        if (
            line.is_in(last, "adverbs")
            or (line.is_in(last, "prepositions") and _tells_where(line, last + 1))
            or (line.is_in(last, "prepositions") and line.lows[last] not in OF_BODIES)
            or (line.is_in(last, "conjunctions") and line.lows[last] not in {"та", "і", "й", "и"})
        ):
            break
        last += 1
    return first, last


def _tells_where(line: Line, i: int) -> bool:
    """«Інспекція в коментарі „Степу“»: no part of the name."""
    return line.is_in(i, "times") or (i < line.count and line.lows[i] in line.words.stems["papers"])


def by_noun(line: Line, first: int, last: int) -> Subject | None:
    """The subject when a common noun stands for the speaker: “the expert”, “officials”."""
    head_at = _head(line, first, last)
    if head_at is None:
        return None
    low = line.lows[head_at]
    author = _author(line, first, last, head_at)
    if author:
        return author
    stems, sets = line.words.stems, line.words.sets
    is_many = not line.words.is_english and is_of_many(line, head_at)
    kind = GROUP if low in sets["groups"] or is_many else NOUN
    if kind == NOUN and not (
        low in stems["heads"] or low in stems["small_bodies"] or low in stems["general"]
    ):
        kind = NOBODY
    is_definite = line.lows[first] not in {
        "a",
        "an",
        "one",
        "another",
        "some",
        "один",
        "одна",
        "одне",
        "інший",
        "другой",
        "якийсь",
    }
    return Subject(
        kind,
        first,
        last,
        first,
        last,
        head=low,
        role=line.text(first, last),
        is_definite=is_definite,
    )


def _author(line: Line, first: int, last: int, head: int) -> Subject | None:
    """“Her figures suggest”, “a report by the office found”: the author speaks."""
    if not line.is_in(head, "works"):
        return None
    if line.lows[first] in line.words.possessives and line.lows[first] != "its":
        gender = line.words.possessives[line.lows[first]]
        return Subject(PRONOUN, first, last, first, first + 1, gender=gender)
    for name in line.names:
        is_owner = first <= name.run_first and name.last <= head and _owns(line, name)
        is_maker = head < name.run_first and name.last <= last and _made(line, name)
        if is_owner or is_maker:
            return widened(by_name(line, name, first, last), first, last)
    maker = head + 2 if line.lows[head + 1 : head + 2] in (["by"], ["from"]) else last
    if maker < last and line.is_in(maker, "determiners"):  # “A statement from the union”
        found = by_noun(line, maker, last)
        return found if found and found.kind != NOBODY else None
    return None


def _owns(line: Line, name: Name) -> bool:
    return line.lows[name.last - 1].endswith(("’s", "s’"))


def _made(line: Line, name: Name) -> bool:
    i = name.run_first - 1
    while line.is_in(i, "determiners"):
        i -= 1
    return line.lows[i] in {"by", "from"}


def _head(line: Line, first: int, last: int) -> int | None:
    """The noun that the phrase is about: in English the last word before a preposition."""
    if not line.words.is_english:
        for i in range(first, last):
            low = line.lows[i]
            if low in line.words.sets["groups"] or low in line.words.stems["heads"]:
                return i
            if low in line.words.stems["small_bodies"] or low in line.words.stems["general"]:
                return i
        return None
    end = next((i for i in range(first + 1, last) if line.is_in(i, "prepositions")), last)
    end = next((i for i in range(first + 1, end) if line.is_in(i, "relatives")), end)
    if end - first > 1 and line.lows[end - 1] in ATTACHED:  # “sources close to the mayor”
        end -= 1
    for i in range(end - 1, first - 1, -1):
        if line.tokens[i].kind in (WORD, NUMBER):
            return i
    return None


def is_person(name: Name | None) -> bool:
    return name is not None and name.kind in (PERSON, UNKNOWN)
