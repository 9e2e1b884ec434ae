"""What an announcement calls its event, and which kind of event it is."""

import re

from .eventwords import EventWords
from .hours import hours
from .moments import days
from .occasions import (
    LONGEST_TITLE,
    is_kind,
    kind_ends,
    kind_in,
    kind_starts,
    marked_title,
    outside_marks,
    title_after_cue,
    without_marks,
)
from .organizing import INVITES, LINK, until_other
from .sections import Parts

LONGEST_HEADLINE = 200
SHORTEST_HEADLINE = 8
MOST_ABOVE = 6  # lines in which a title may stand alone
DESCRIBED = re.compile(r"(?<= to| на) (?:an? |the )?(?P<described>(?:[\w-]+ ){0,2})$")
PHONE = re.compile(r"\+?\d[\d ()–-]{7,}\d")


def kind_of(parts: Parts) -> str | None:
    """The kind of event, as a value of `Event.Kind`."""
    texts = [section.text for section in parts.under("kind")]
    texts += [line.text for line in parts.lead]
    texts += [section.text for section in parts.under("title", "online")]
    return kind_in(texts, parts.words)


def title_of(parts: Parts) -> tuple[str | None, str]:
    """The title, and what its line says before it, which may tell who holds a lecture."""
    stated = [section.text.partition("\n")[0] for section in parts.under("title")]
    first = next(filter(None, stated), "")
    within = marked_title(first, parts.words)
    title, before = within[0] if within else without_marks(first), ""
    if not title or kind_starts(title, parts.words)[:1] == [0] or _is_only_kind(title, parts.words):
        found, before = _title_in_lead(parts)
        title = found or title
    return title[:LONGEST_TITLE] or None, before


def _is_only_kind(text: str, words: EventWords) -> bool:
    """Whether a text says no more than “public presentation and discussion”."""
    parts = re.split(rf" (?:{words.source('capacities', 'and')}) ", text)
    return all(max(kind_ends(part, words), default=0) == len(part) for part in parts)


def _title_in_lead(parts: Parts) -> tuple[str, str]:
    words = parts.words
    lines = [line.text for line in parts.lead if line.sign not in ("date", "time", "place")]
    for line in lines:
        if found := marked_title(line, words):
            return found[0], line[: found[2]]
    for line in lines[:MOST_ABOVE]:
        if line.strip(" .") != (bare := without_marks(line)) and len(bare) >= SHORTEST_HEADLINE:
            return bare, ""
    if title := _title_after_kind(lines, words) or _headline(parts):
        return title, ""
    after_cues = (title_after_cue(sentence, words) for sentence in parts.sentences())
    told = next(filter(None, after_cues), "")
    invited = (_title_of_invitation(sentence, words) for sentence in parts.sentences())
    return told or next(filter(None, invited), ""), ""


def _title_of_invitation(sentence: str, words: EventWords) -> str:
    """What somebody invites to: «запрошує на громадське обговорення нової лінії»."""
    invites = INVITES.search(sentence)
    for start in kind_starts(sentence, words) if invites else ():
        before = sentence[:start]
        described = re.search(
            r"(?<= to| на) (?:an? |the )?(?P<described>(?:[\w-]+ ){0,2})$", before
        )
        if described is None or (invites and described.start() < invites.end()):
            continue
        title = until_other(described["described"] + sentence[start:], words).strip(" ,")
        is_accusative = words.language != "en" and re.match(r"\w+[ую]\b", title)
        if not (is_accusative or _is_only_kind(title, words) or is_kind(title, words)):
            return title
    return ""


def _title_after_kind(lines: list[str], words: EventWords) -> str:
    """“Roundtable: how the port survives” in one of the first lines."""
    for line in lines[:3]:
        bare = _without_call(line, words)
        for kind in words.keys("kinds"):
            match = re.match(rf"(?:[\w-]+ ){{0,2}}?(?={words.source('kinds', kind)})", bare, re.I)
            match = match and words.find("kinds", kind).match(bare, match.end())
            rest = _without_other_kind(bare[match.end() :], words) if match else ""
            parting = re.match(r" ?(?:[:|–—]| - ) ?(?=\S{2})", rest)
            if parting and not days(rest) and not _is_sentence(rest, words):
                return without_marks(rest[parting.end() :])
    return ""


def _without_other_kind(rest: str, words: EventWords) -> str:
    """The text without the second kind of “lecture and discussion: …”."""
    joint = re.match(rf" (?:{words.source('capacities', 'and')}|[/+&]) ", rest)
    kinds = [words.find("kinds", kind) for kind in words.keys("kinds")] if joint else []
    ends = [match.end() for kind in kinds if joint and (match := kind.match(rest, joint.end()))]
    return rest[max(ends) :] if ends else rest


def _headline(parts: Parts) -> str:
    """A first line that is no sentence about when and where."""
    words = parts.words
    above = [line.text for line in parts.lead[:MOST_ABOVE] if not line.sign]
    # “International roundtable” is a title only where there is no other.
    for line in sorted(above, key=lambda one: _ends_with_kind(one, words)):
        bare = _without_call(line, words)
        is_short = SHORTEST_HEADLINE <= len(bare) <= LONGEST_HEADLINE
        if not is_short or LINK.search(bare) or PHONE.search(bare) or days(bare):
            continue
        if _is_sentence(bare, words) or bare.endswith((".", ";", ",", ":")):
            continue
        if is_kind(bare, words) or hours(bare, words.language):
            continue
        return without_marks(bare)
    return ""


def _ends_with_kind(text: str, words: EventWords) -> bool:
    return max(kind_ends(text, words), default=-1) == len(text)


def _without_call(line: str, words: EventWords) -> str:
    """A line without “Announcement” before it."""
    call = words.build("call", lambda: rf"{words.source('marks', 'calls')}\W*")
    return call.sub("", line, count=1).strip(" :–—-|") if call.match(line) else line.strip()


def _is_sentence(text: str, words: EventWords) -> bool:
    return bool(words.find("cues", "held").search(outside_marks(text)))
