"""Who takes part: one line or one running sentence of an announcement, in people and capacities."""

import re
from dataclasses import dataclass, replace

from .capacities import read_capacity, split_outside
from .eventwords import EventWords
from .persons import Found, country_code, is_given, name_at, name_before, nominative
from .posts import nominative_post

BRACKET = re.compile(r"[(\[]([^()\[\]]{1,200})[)\]]")
SEPARATOR = re.compile(r"^\s*(?:[–—−:,-]+|\(|\bis\b)\s*")
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


def items_of(text: str, words: EventWords) -> list[str]:
    """A running list of people cut into one piece for each."""
    text = text.strip(" .;,:")
    parts = [part.strip() for part in split_outside(text, ";\n") if part.strip()]
    if len(parts) > 1:
        return _joined_to_people(
            [one for part in parts for one in _of_one_part(part, words)], words
        )
    return _of_one_part(text, words)


def _of_one_part(text: str, words: EventWords) -> list[str]:
    """A stretch without semicolons, cut at the commas and “and” between two people."""
    text = _without_authors(text, words)
    pieces = _pieces_with_signs(text, words)
    if len(pieces) < 2:
        return [piece for piece, _ in pieces]
    name_comes_first = _begins_with_name(pieces[0][0], words) is not None
    ends = [name_before(_without_brackets(piece), words) for piece, _ in pieces]
    needs_sure = any(end and end.is_sure for end in ends)
    items: list[str] = []
    is_complete = True
    for number, ((piece, sign), end) in enumerate(zip(pieces, ends, strict=True)):
        begins = _begins_with_name(piece, words)
        following = pieces[number + 1][0] if number + 1 < len(pieces) else ""
        if not items:
            starts_new = True
        elif name_comes_first:
            starts_new = (
                _is_new_person(piece, items[-1], begins, words)
                or bool(end and end.is_sure and end.start and _is_post(piece, words))
                or bool(begins and _is_only_name(piece, words) and _tells_post(following, words))
            )
        else:
            is_apposed = _is_only_name(piece, words) and not _has_person_within(items[-1], words)
            is_told = is_complete and _is_named_first(items[-1], words) and not end
            starts_new = (is_complete and not is_told) or bool(
                begins and begins.is_sure and not is_apposed
            )
        if starts_new:
            items.append(piece)
        else:
            items[-1] += f"{sign}{piece}"
        is_parted = number + 1 < len(pieces) and pieces[number + 1][1].strip() not in ("", ",")
        is_complete = bool(
            end and (end.is_sure or (end.start > 0 and (is_parted or not needs_sure)))
        )
    return items


def _is_post(piece: str, words: EventWords) -> bool:
    return bool(words.find("capacities", "posts").match(piece))


def _tells_post(piece: str, words: EventWords) -> bool:
    """Whether a piece is a post, or has one soon: “transport economist at …”."""
    first = re.match(r"(?:[^\W\d_A-ZА-ЯІЇЄҐ][\w’'-]* ?){1,3}", piece)
    posts = words.find("capacities", "posts")
    return any(posts.match(word) for word in first.group().split()) if first else False


def _pieces_with_signs(text: str, words: EventWords) -> list[tuple[str, str]]:
    """The pieces with what parted each from the one before."""
    found, at = [], 0
    for piece in _at_commas(text, words):
        start = text.index(piece, at)
        found.append((piece, text[at:start] if at else ""))
        at = start + len(piece)
    return found


def _at_commas(text: str, words: EventWords) -> list[str]:
    """The text cut at commas, and at “and” where it may part two people."""
    also = words.build("and also", lambda: rf" (?:{words.source('marks', 'also')}) (?=\S)")
    found = []
    for piece in split_outside(text, ","):
        start = 0
        for match in also.finditer(piece):
            rest = piece[match.end() :]
            if _parts_people(piece[start : match.start()], rest, words):
                found.append(piece[start : match.start()])
                start = match.end()
        last = piece[start:]
        lead = re.match(rf"^\s*(?:{words.source('marks', 'also')}) ", last, re.IGNORECASE)
        found.append(last[lead.end() :] if lead else last)
    return [piece.strip() for piece in found if piece.strip()]


def _parts_people(before: str, rest: str, words: EventWords) -> bool:
    """Whether an “and” stands between two people."""
    if (after := _begins_with_name(rest, words)) and after.is_sure:
        return True
    ends = name_before(_without_brackets(before), words)
    follows_post = _is_post(re.sub(r"^(?:the|an?) ", "", rest), words)
    if ends and ends.is_sure and (follows_post or after):
        return True
    last = name_before(_without_brackets(rest), words)
    if not (ends and ends.start and last and last.start):
        return False
    is_post_pair = follows_post and last.is_sure and _is_post(before.strip(), words)
    return ends.is_sure or (is_post_pair and not _is_part_of_body(before.strip(), ends, words))


def _without_authors(text: str, words: EventWords) -> str:
    """The text without «його автори — » before the first post or name."""
    head = re.match(r"[^\W\d_A-ZА-ЯІЇЄҐ][^,;:«»()–—]{3,40} [–—] (?=\w)", text)
    is_person = head and (_is_post(text, words) or name_before(head.group()[:-3], words))
    return text[head.end() :] if head and not is_person else text


def _begins_with_name(text: str, words: EventWords) -> Found | None:
    return name_at(text, len(text) - len(_without_titles(text, words)[0]), words)


def _is_new_person(piece: str, item: str, begins: Found | None, words: EventWords) -> bool:
    if begins is None:
        return False
    if begins.is_sure:
        return True
    # Two capitals that nobody knows: a body after a post, a person after a whole capacity.
    after = piece[begins.end :].lstrip()
    return bool(after and after[0] in "(–—-") or _is_only_name(item, words)


def _is_only_name(item: str, words: EventWords) -> bool:
    found = _begins_with_name(item, words)
    return bool(found and found.end == len(item.strip()))


def _joined_to_people(parts: list[str], words: EventWords) -> list[str]:
    """Parts without a person belong to the person before, or to the one after where none is."""
    items: list[str] = []
    waiting = ""
    for part in parts:
        if items and words.find("marks", "unnamed").match(part) and not _has_sure(part, words):
            items.append(part)  # “representative of the ministry” is nobody, and not the one before
        elif _has_person(part, words):
            items.append(f"{waiting}, {part}" if waiting else part)
            waiting = ""
        elif items:
            items[-1] += f", {part}"
        else:
            waiting = f"{waiting}, {part}" if waiting else part
    return items + ([waiting] if waiting else [])


def _has_person(part: str, words: EventWords) -> bool:
    bare = _without_brackets(part)
    last = name_before(bare, words)
    is_at_end = last and not _is_part_of_body(bare, last, words)
    return bool(_begins_with_name(bare, words) or is_at_end)


def _has_person_within(item: str, words: EventWords) -> bool:
    return _has_person(item, words) or _name_within(item, words)[0] is not None


def _has_sure(part: str, words: EventWords) -> bool:
    last = name_before(_without_brackets(part), words)
    return bool(last and last.is_sure)


def _is_named_first(item: str, words: EventWords) -> bool:
    first = _begins_with_name(item, words)
    return bool(first and first.is_sure)


def _without_brackets(text: str) -> str:
    return BRACKET.sub("", text).strip(" ,;.–—-")


def read_participant(
    item: str, words: EventWords, *, is_genitive: bool = False
) -> Participant | None:
    """The person of one item, whichever comes first, name or post; None where none is named."""
    item = HOUR_BEFORE.sub("", item[:LONGEST_ITEM].strip(" ;,.•–—-")).strip()
    lead = re.match(rf"^(?:{words.source('marks', 'also')}) ", item, re.IGNORECASE)
    item = TOWN_BEFORE.sub("", item[lead.end() :] if lead else item)
    marks = _Marks()
    item, inside = _read_brackets(item, marks, words)
    item = _read_endings(item, marks, words)
    item, title = _without_titles(item, words)
    found = name_at(item, 0, words)
    if found:
        role = _after_name(item[found.end :], words)
        if title:
            role = f"{title}, {role}" if role else title
    else:
        found, role = _name_last(item, words)
        if found is None or _is_part_of_body(item, found, words):
            return None
    role = _read_moderator(role, marks, words)
    if not role and inside:
        role = inside
    elif inside:
        inner = read_capacity(inside, words.language)
        marks.country = marks.country or inner.country or None
        is_body = inner.bodies and not inner.posts
        role += f", {inner.organization}" if is_body else f" ({inside})"
    capacity = read_capacity(role, words.language)
    name = nominative(found.text, words) if is_genitive else found.text
    is_changed = name != found.text
    post = nominative_post(capacity.post, words) if is_changed else capacity.post
    return Participant(
        name=_given_first(name, item, words),
        role=post or None,
        organization=capacity.organization or None,
        country=marks.country or capacity.country or None,
        online=marks.online,
        confirmed=marks.confirmed,
        is_moderator=marks.is_moderator,
        is_sure=found.is_sure,
    )


def _is_part_of_body(item: str, found: Found, words: EventWords) -> bool:
    """Whether two capitals that nobody knows end the name of a body: “Office of Public Health”."""
    before = item[: found.start].rstrip()
    if found.is_sure or not before or before[-1] in ",:–—-":
        return False
    is_joined = re.search(r"(?<!\w)(?:of|for|the|at|and)$", before)
    return bool(is_joined or words.find("marks", "unnamed").match(item))


def _given_first(name: str, item: str, words: EventWords) -> str:
    """АКУЛИЧ Ирина Викторовна as Ирина Викторовна Акулич."""
    surname, _, rest = name.partition(" ")
    is_turned = rest and surname.upper() in item and rest.upper() not in item
    is_known = is_given(rest.partition(" ")[0], words) and not is_given(surname, words)
    return f"{rest} {surname}" if is_turned and is_known and len(surname) > 2 else name


def _after_name(rest: str, words: EventWords) -> str:
    rest = SEPARATOR.sub("", rest).strip(" ,;.–—-")
    if words.language == "en":
        rest = re.sub(r"^(?:of|from|at|with|representing) (?:the )?", "", rest)
    return rest


def _name_last(item: str, words: EventWords) -> tuple[Found | None, str]:
    """A name at the end of an item, with the post before it; or behind “moderator:”."""
    head, colon, rest = item.partition(":")
    if colon and len(head) < 60 and name_at(rest.strip(), 0, words):
        inner = rest.strip()
        found = name_at(inner, 0, words)
        after = _after_name(inner[found.end :], words) if found else ""
        return found, ", ".join(part for part in (_part_as_role(head, words), after) if part)
    stripped = item.strip(" ,;.")
    found = name_before(stripped, words)
    if found and found.start:
        before, title = _without_last_title(stripped[: found.start].strip(" ,:–—-"), words)
        return found, ", ".join(part for part in (before, title) if part)
    # «експертка Центру Олена Гай, Одеса», “analyst Jan Kowalski of the Centre”
    for number, piece in enumerate(pieces := split_outside(stripped, ",")):
        found = name_before(piece.strip(), words)
        if found and found.is_sure and number < len(pieces) - 1:
            before = ", ".join(p.strip() for p in pieces[:number]) if number else ""
            own = piece.strip()[: found.start].strip(" –—-")
            after = ", ".join(p.strip() for p in pieces[number + 1 :])
            return found, ", ".join(part for part in (before, own, after) if part)
    return _name_within(stripped, words)


def _name_within(text: str, words: EventWords) -> tuple[Found | None, str]:
    """A known name in the middle: “analyst Jan Kowalski of the Centre”."""
    for match in re.finditer(r"(?<!\S)(?=[^\W\d_a-zа-яіїєґё])", text):
        found = name_at(text, match.start(), words)
        if found and found.is_sure and match.start() and found.end < len(text):
            before = text[: found.start].strip(" ,–—-")
            after = SEPARATOR.sub("", text[found.end :]).strip()
            return found, f"{before} {after}".strip()
    return None, ""


def _part_as_role(head: str, words: EventWords) -> str:
    """What stands before the colon, where it is more than a label."""
    is_label = any(words.is_one("labels", k, head) for k in ("participants", "moderator"))
    return head.strip() if words.is_one("marks", "moderator", head) or not is_label else ""


def _without_titles(item: str, words: EventWords) -> tuple[str, str]:
    """The item without “Dr” before the name, and a title that tells a post, such as professor."""
    title = ""
    pattern = words.build(
        "titles",
        lambda: rf"(?:{words.source('capacities', 'titles')})\.? +(?-i:(?=[^\W\d_a-zа-яіїєґё]))",
    )
    while match := pattern.match(item):
        bare = match.group().strip()
        rest = item[match.end() :]
        if not words.is_one("capacities", "silent_titles", bare) and not words.is_one(
            "capacities", "silent_titles", bare.rstrip(".")
        ):
            if name_at(rest, 0, words) is None:
                break
            title = bare
        item = rest
    return item, title


def _without_last_title(before: str, words: EventWords) -> tuple[str, str]:
    """A role without “Dr” at its end."""
    last = before.rpartition(" ")[2]
    if words.is_one("capacities", "silent_titles", last):
        return before[: len(before) - len(last)].strip(" ,"), ""
    return before, ""


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
        after = piece[match.end() :].strip(" :–—-") if match else ""
        if words.find("capacities", "posts").match(after):
            marks.is_moderator = True
        kept.append(after if words.find("capacities", "posts").match(after) else piece)
    return ", ".join(kept) if len(kept) < len(pieces) or marks.is_moderator else role
