"""Where the name stands in one piece of a list of people, and what is left of the piece."""

import re

from .bodies import is_post, split_outside
from .eventwords import EventWords
from .persons import Found, name_at, name_before

BRACKET = re.compile(r"[(\[]([^()\[\]]{1,200})[)\]]")
INITIAL = re.compile(r"[^\W\d_]\.")
SEPARATOR = re.compile(r"^\s*(?:[–—−:,-]+|\(|\bis\b)\s*")


def begins_with_name(text: str, words: EventWords) -> Found | None:
    """The name with which a piece begins, after its titles."""
    return name_at(text, len(text) - len(without_titles(text, words)[0]), words)


def without_brackets(text: str) -> str:
    """A piece without what stands in brackets."""
    return BRACKET.sub("", text).strip(" ,;.–—-")


def is_part_of_body(item: str, found: Found, words: EventWords) -> bool:
    """Whether two capitals that nobody knows end the name of a body: “Office of Public Health”."""
    before = item[: found.start].rstrip()
    if found.is_sure or not before or before[-1] in ",:–—-":
        return False
    is_joined = re.search(r"(?<!\w)(?:of|for|the|at|and)$", before)
    return bool(is_joined or words.find("marks", "unnamed").match(item))


def name_last(item: str, words: EventWords) -> tuple[Found | None, str]:
    """A name at the end of an item, with the post before it; or behind “moderator:”."""
    head, colon, rest = item.partition(":")
    if colon and len(head) < 60 and name_at(rest.strip(), 0, words):
        inner = rest.strip()
        found = name_at(inner, 0, words)
        after = after_name(inner[found.end :], words) if found else ""
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
    return name_within(stripped, words)


def name_within(text: str, words: EventWords) -> tuple[Found | None, str]:
    """A known name in the middle: “analyst Jan Kowalski of the Centre”."""
    for match in re.finditer(r"(?<!\S)(?=[^\W\d_a-zа-яіїєґё])", text):
        title = without_titles(text[match.start() :], words)[0]
        if title != text[match.start() :]:
            continue  # “paediatrician Dr Ann Hill of the Centre”
        found = name_at(text, match.start(), words)
        if found and found.is_sure and match.start() and found.end < len(text):
            before = _without_last_title(text[: found.start].strip(" ,–—-"), words)[0]
            after = SEPARATOR.sub("", text[found.end :]).strip()
            return found, f"{before} {after}".strip()
    return None, ""


def _part_as_role(head: str, words: EventWords) -> str:
    """What stands before the colon, where it is more than a label."""
    is_label = any(words.is_one("labels", k, head) for k in ("participants", "moderator"))
    return head.strip() if words.is_one("marks", "moderator", head) or not is_label else ""


def without_titles(item: str, words: EventWords) -> tuple[str, str]:
    """The item without “Dr” before the name, and a title that tells a post, such as professor."""
    title = ""
    pattern = words.build(
        "titles",
        lambda: rf"(?:{words.source('capacities', 'titles')})\.? +(?-i:(?=[^\W\d_a-zа-яіїєґё]))",
    )
    while match := pattern.match(item):
        bare = match.group().strip()
        rest = item[match.end() :]
        if INITIAL.fullmatch(bare) and INITIAL.match(rest):
            break  # «О. П. Гай» is no «о. Павло Гай»
        if not words.is_one("capacities", "silent_titles", bare) and not words.is_one(
            "capacities", "silent_titles", bare.rstrip(".")
        ):
            if name_at(rest, 0, words) is None:
                break
            title = bare
        item = rest
    return item, title


def _without_last_title(before: str, words: EventWords) -> tuple[str, str]:
    """A role without “Dr” at its end, or without a rank, which is what stands last in the role."""
    rank = words.build("last rank", lambda: rf" ({words.source('capacities', 'ranks')})$")
    match = rank.search(before)
    # “honorary professor” is one post, «член Ради професор» are two.
    if match and not is_post(before[: match.start()].rpartition(" ")[2], words):
        return before[: match.start()].strip(" ,"), match[1]
    last = before.rpartition(" ")[2]
    if words.is_one("capacities", "silent_titles", last):
        return before[: len(before) - len(last)].strip(" ,"), ""
    return before, ""


def after_name(rest: str, words: EventWords) -> str:
    """What follows a name, without what joins it to the name."""
    rest = SEPARATOR.sub("", rest).strip(" ,;.–—-")
    if words.language == "en":
        rest = re.sub(r"^(?:of|from|at|with|representing) (?:the )?", "", rest)
    return rest
