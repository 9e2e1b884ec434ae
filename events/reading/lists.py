"""A running list of people cut into one piece for each."""

import re

from .bodies import is_post, split_outside
from .eventwords import EventWords
from .itemnames import (
    begins_with_name,
    is_part_of_body,
    name_within,
    without_brackets,
)
from .persons import Found, name_before
from .shared import singular


def items_of(text: str, words: EventWords) -> list[str]:
    """A running list of people cut into one piece for each."""
    others = words.build("others", lambda: rf",? {words.source('marks', 'others')}[ .;,]*$")
    text = others.sub("", text.strip(" .;,:"))
    parts = [part.strip() for part in split_outside(text, ";\n") if part.strip()]
    if len(parts) > 1:
        return _joined_to_people(
            [one for part in parts for one in _of_semicolons(part, words)], words
        )
    return _of_one_part(text, words)


def _of_semicolons(part: str, words: EventWords) -> list[str]:
    """What stands between two semicolons: whole where only one of its pieces names anybody."""
    items = _of_one_part(part, words)
    return items if sum(_has_person_within(item, words) for item in items) > 1 else [part]


def _of_one_part(text: str, words: EventWords) -> list[str]:
    """A stretch without semicolons, cut at the commas and “and” between two people."""
    text = _without_authors(text, words)
    pieces = _pieces_with_signs(text, words)
    if len(pieces) < 2:
        return [piece for piece, _ in pieces]
    name_comes_first = begins_with_name(pieces[0][0], words) is not None
    ends = [name_before(without_brackets(piece), words) for piece, _ in pieces]
    needs_sure = any(end and end.is_sure for end in ends)
    items: list[str] = []
    is_complete = True
    for number, ((piece, sign), end) in enumerate(zip(pieces, ends, strict=True)):
        begins = begins_with_name(piece, words)
        following = pieces[number + 1][0] if number + 1 < len(pieces) else ""
        if not items:
            starts_new = True
        elif name_comes_first:
            starts_new = (
                _is_new_person(piece, items[-1], begins, words)
                or bool(end and end.is_sure and end.start and is_post(piece, words))
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
            end
            and (
                end.is_sure
                or (end.start > 0 and (is_parted or not needs_sure))
                or _follows_bare_post(piece, end, words)
            )
        )
    return _with_rest_joined(items, words)


def _follows_bare_post(piece: str, end: Found, words: EventWords) -> bool:
    """Whether two capitals that nobody knows stand right behind a post: “reporter Ngozi Eze”, but
    not «депутат Рижской Думы»."""
    before = piece[: end.start].strip()
    is_bare = bool(before) and not re.search(r"[A-ZА-ЯІЇЄҐ«“\"]", before[1:])
    is_described = words.is_ending("genitive_adjective", end.text.split(" ")[0])
    return is_bare and not is_described and is_post(before.rpartition(" ")[2], words)


def _with_rest_joined(items: list[str], words: EventWords) -> list[str]:
    """The items, the last one with the one before it where it names nobody: “Col. Olena Gai,
    military analyst”."""
    if len(items) < 2 or words.find("marks", "unnamed").match(items[-1]):
        return items
    *before, last, rest = items
    is_told = _has_person_within(last, words) and not _has_person_within(rest, words)
    return [*before, f"{last}, {rest}"] if is_told and is_post(rest, words) else items


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
    if (after := begins_with_name(rest, words)) and after.is_sure:
        return True
    ends = name_before(without_brackets(before), words)
    follows_post = is_post(re.sub(r"^(?:the|an?) ", "", rest), words)
    if ends and ends.is_sure and (follows_post or after):
        return True
    if ends and follows_post and _follows_bare_post(before.strip(), ends, words):
        return True
    is_pair = ends and ends.start == 0 and after and after.end == len(rest.strip())
    if is_pair and words.language == "en":
        return True  # “Dritan Leka and Mimoza Shehu”
    if ends and after and singular(before[: ends.start].strip(), words):
        return True  # «фермери Айбек Садиков і Гюльнара Осмонова»
    last = name_before(without_brackets(rest), words)
    if not (ends and ends.start and last and last.start):
        return False
    is_post_pair = follows_post and last.is_sure and is_post(before.strip(), words)
    return ends.is_sure or (is_post_pair and not is_part_of_body(before.strip(), ends, words))


def _without_authors(text: str, words: EventWords) -> str:
    """The text without «його автори — » or «автори книги » before the first post or name."""
    work = rf"^(?:автори|авторы|authors)(?: of the)? {words.source('capacities', 'works')} "
    text = re.sub(rf"{work}(?=[а-яіїєґёa-z])", "", text)
    head = re.match(r"[^\W\d_A-ZА-ЯІЇЄҐ][^,;:«»()–—]{3,40} [–—] (?=\w)", text)
    is_person = head and (is_post(text, words) or name_before(head.group()[:-3], words))
    return text[head.end() :] if head and not is_person else text


def _is_new_person(piece: str, item: str, begins: Found | None, words: EventWords) -> bool:
    if begins is None:
        return False
    if begins.is_sure:
        return True
    # Two capitals that nobody knows: a body after a post, a person after a whole capacity.
    after = piece[begins.end :].lstrip()
    return bool(after and after[0] in "(–—-") or _is_only_name(item, words)


def _is_only_name(item: str, words: EventWords) -> bool:
    found = begins_with_name(item, words)
    return bool(found and found.end == len(item.strip()))


def _joined_to_people(parts: list[str], words: EventWords) -> list[str]:
    """Parts without a person belong to the person before, or to the one after where none is."""
    items: list[str] = []
    waiting = ""
    for part in parts:
        if items and words.find("marks", "unnamed").match(part) and not _has_sure(part, words):
            items.append(part)  # “representative of the ministry” is nobody, and not the one before
        elif _has_person_within(part, words) or _has_sure_piece(part, words):
            items.append(f"{waiting}, {part}" if waiting else part)
            waiting = ""
        elif items:
            items[-1] += f", {part}"
        else:
            waiting = f"{waiting}, {part}" if waiting else part
    return items + ([waiting] if waiting else [])


def _has_person(part: str, words: EventWords) -> bool:
    bare = without_brackets(part)
    last = name_before(bare, words)
    is_at_end = last and not is_part_of_body(bare, last, words)
    return bool(begins_with_name(bare, words) or is_at_end)


def _has_person_within(item: str, words: EventWords) -> bool:
    return _has_person(item, words) or name_within(item, words)[0] is not None


def _has_sure(part: str, words: EventWords) -> bool:
    last = name_before(without_brackets(part), words)
    return bool(last and last.is_sure)


def _has_sure_piece(part: str, words: EventWords) -> bool:
    return any(_has_sure(piece, words) for piece in split_outside(part, ","))


def _is_named_first(item: str, words: EventWords) -> bool:
    first = begins_with_name(item, words)
    return bool(first and first.is_sure)
