"""Who takes part: one piece of a list as a person with a capacity."""

import re
from dataclasses import dataclass, replace

from .bodies import is_acronym, split_outside
from .capacities import TOWN, read_capacity
from .cases import nominative
from .eventwords import EventWords
from .itemnames import BRACKET, after_name, is_part_of_body, name_last, without_titles
from .persons import (
    ACRONYM,
    PATRONYMIC,
    country_code,
    is_given,
    is_town,
    name_at,
    name_before,
)
from .posts import nominative_post

LONGEST_ITEM = 700
TOWN_BEFORE = re.compile(r"^(?:[ВвУу]о?|[Ii]n) (?=[^\W\d_a-zа-яіїєґё])[^:,;]{2,30}: ")
HOUR_BEFORE = re.compile(r"^\d{1,2}[:.]\d\d(?: ?[–—-] ?\d{1,2}[:.]\d\d)? ?[–—:-]? ?")


@dataclass(frozen=True)
class Participant:
    """Somebody who is announced; None where the text does not say."""

    name: str
    role: str | None = None
    organization: str | None = None
    country: str | None = None
    online: bool | None = None
    confirmed: bool | None = None
    is_moderator: bool = False
    is_sure: bool = True

    def as_json(self) -> dict:
        names = ("name", "role", "organization", "country", "online", "confirmed")
        return {name: getattr(self, name) for name in names}

    def filled_from(self, other: "Participant") -> "Participant":
        """With what another place of the text tells of the same person."""
        return replace(
            self,
            role=self.role or other.role,
            organization=self.organization or other.organization,
            country=self.country or other.country,
            online=other.online if self.online is None else self.online,
            confirmed=other.confirmed if self.confirmed is None else self.confirmed,
            is_moderator=self.is_moderator or other.is_moderator,
        )


@dataclass
class _Marks:
    """What brackets and endings say beside the capacity."""

    country: str | None = None
    online: bool | None = None
    confirmed: bool | None = None
    is_moderator: bool = False
    address: str = ""


def read_participant(
    item: str, words: EventWords, *, is_genitive: bool = False, is_certain: bool = False
) -> Participant | None:
    """The person of one item, whichever comes first, name or post; None where none is named.

    `is_genitive` says that its words may stand in the genitive, `is_certain` that they do.
    """
    item = HOUR_BEFORE.sub("", item[:LONGEST_ITEM].strip(" ;,.•–—-")).strip()
    lead = re.match(rf"^(?:{words.source('marks', 'also')}) ", item, re.IGNORECASE)
    item = TOWN_BEFORE.sub("", item[lead.end() :] if lead else item)
    marks = _Marks()
    item, inside = _read_brackets(item, marks, words)
    item = _read_endings(item, marks, words)
    item, title = without_titles(item, words)
    found = name_at(item, 0, words)
    if found:
        role = after_name(item[found.end :], words)
        if title:
            role = f"{title}, {role}" if role else title
    else:
        found, role = name_last(item, words)
        if found is None or is_part_of_body(item, found, words):
            return None
    role = _read_moderator(role, marks, words)
    if not role and inside:
        role = inside
    elif inside:
        inner = read_capacity(inside, words.language)
        marks.country = marks.country or inner.country or None
        is_body = inner.bodies and not inner.posts and not _abbreviates(inside, role)
        role += f", {inner.organization}" if is_body else f" ({inside})"
    capacity = read_capacity(role, words.language)
    post, name = nominative_post(capacity.post, words), found.text
    if is_genitive:
        name = nominative(name, words, is_genitive=is_certain or post != capacity.post)
    is_changed = is_certain or name != found.text
    return Participant(
        name=_given_first(name, item, words),
        role=(post if is_changed else capacity.post) or None,
        organization=capacity.organization or None,
        country=marks.country or capacity.country or None,
        online=marks.online,
        confirmed=marks.confirmed,
        is_moderator=marks.is_moderator,
        is_sure=found.is_sure,
    )


def _abbreviates(inside: str, role: str) -> bool:
    """Whether capitals in brackets are the initials of what is before: “Union of Cooks (UC)”."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", role))
    capitals = "".join(filter(str.isupper, initials))
    is_short = inside.isupper() and inside.isalpha() and len(inside) > 1
    return is_short and (capitals.endswith(inside) or initials.upper().endswith(inside))


def _given_first(name: str, item: str, words: EventWords) -> str:
    """АКУЛИЧ Ирина Викторовна as Ирина Викторовна Акулич."""
    surname, _, rest = name.partition(" ")
    is_turned = rest and surname.upper() in item and rest.upper() not in item
    is_known = is_given(rest.partition(" ")[0], words) and not is_given(surname, words)
    is_long = len(surname) > ACRONYM  # no body, which has fewer capitals
    is_sure = is_known or is_long or PATRONYMIC.fullmatch(name.rpartition(" ")[2].lower())
    return f"{rest} {surname}" if is_turned and is_sure and len(surname) > 2 else name


def _read_brackets(item: str, marks: _Marks, words: EventWords) -> tuple[str, str]:
    """The item without the brackets that were understood, and a bracket that may be a capacity."""
    inside = ""

    def read(match: re.Match[str]) -> str:
        nonlocal inside
        parts = re.split(r"[,;] ?", match[1].strip())
        left = [part for part in parts if not _read_mark(part, marks, words)]
        if not left:
            return " "
        kept = ", ".join(left)
        if words.find("marks", "alias").match(kept):
            return " "
        is_told = len(left) < len(parts) and re.fullmatch(r"[^\W\d_a-zа-яіїєґё][\w’'-]+", kept)
        if is_town(kept, words) or TOWN.match(kept) or (is_told and not is_acronym(kept)):
            return " "
        if words.find("places", "street").search(kept) and re.search(r"\d", kept):
            marks.address = kept
            return " "
        is_after_name = name_before(item[: match.start()], words)
        if not inside and is_after_name and not re.search(r"\d{4}", kept):
            inside = kept
            return " "
        return f"({kept})"

    item = BRACKET.sub(read, item)
    item = re.sub(r" +([,;.])", r"\1", re.sub(r" +", " ", item)).strip(" ,;")
    # A name in Latin letters beside the Cyrillic one tells no capacity.
    if (
        inside
        and re.fullmatch(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+", inside)
        and words.language != "en"
    ):
        inside = ""
    return item, inside


def _read_mark(part: str, marks: _Marks, words: EventWords) -> bool:
    """Whether a word in brackets, or at the end, says something beside the capacity."""
    part = part.strip(" .–—-")
    if words.is_one("marks", "unconfirmed", part):
        marks.confirmed = False
    elif words.is_one("marks", "confirmed", part):
        marks.confirmed = True
    elif words.is_one("marks", "online", part):
        marks.online = True
    elif words.is_one("marks", "in_person", part):
        marks.online = False
    elif words.is_one("marks", "moderator", part):
        marks.is_moderator = True
    elif all(country_code(one, words) for one in re.split(r" ?[/–—-] ?", part)):
        marks.country = marks.country or part
    else:
        return False
    return True


def _read_endings(item: str, marks: _Marks, words: EventWords) -> str:
    """The item without “– online” and “, TBC” at its end."""
    while True:
        pieces = re.split(r"(?: [–—-] |, ?)", item)
        last = pieces[-1].strip(" .")
        if len(pieces) < 2 or country_code(last, words) or not _read_mark(last, marks, words):
            return item
        item = item[: item.rindex(pieces[-1])].rstrip(" ,–—-")


def _read_moderator(role: str, marks: _Marks, words: EventWords) -> str:
    """The capacity without “moderator”, which is a part and no post."""
    pieces = [piece.strip() for piece in split_outside(role, ",;") if piece.strip()]
    kept = []
    for piece in pieces:
        if words.is_one("marks", "moderator", piece):
            marks.is_moderator = True
            continue
        match = words.find("labels", "moderator").match(piece)
        if (
            match
            and words.is_one("marks", "leading", match.group())
            and piece[match.end() :][:1] == " "
        ):
            match = None  # «ведущий научный сотрудник» leads no discussion
        after = piece[match.end() :].strip(" :–—-") if match else ""
        if words.find("capacities", "posts").match(after):
            marks.is_moderator = True
        kept.append(after if words.find("capacities", "posts").match(after) else piece)
    return ", ".join(kept) if len(kept) < len(pieces) or marks.is_moderator else role
