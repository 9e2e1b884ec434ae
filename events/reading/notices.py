"""What an announcement says besides: the contact for accreditation, working languages, partners."""

import re

from .organizing import LINK, bodies_in, is_body, until_other
from .outline import Section, sentences
from .sections import Parts
from .titles import PHONE

LONGEST_CONTACT = 400
MAIL = re.compile(r"\S@\S+\.\w")
PARTNERS = ("media_partner", "donor", "partner")  # values of `EventOrganization.Kind`


def contact_of(parts: Parts) -> str:
    """To whom journalists write or ring, as printed, a line for each place; empty where nothing
    is said."""
    words = parts.words
    found = []
    for section in parts.under("other"):
        asks = words.find("labels", "contact_stems").match(section.label)
        if asks or words.is_one("labels", "contacts", section.label):
            found.append(f"{section.label}: {section.text}".strip(": "))
        else:
            found += [one for line in section.text.split("\n") for one in _with_address(line)]
    for line in parts.lead:
        found += _with_address(line.text)
    whole = "\n".join(dict.fromkeys(found))
    return whole if len(whole) <= LONGEST_CONTACT else whole[:LONGEST_CONTACT].rsplit(" ", 1)[0]


def _with_address(line: str) -> list[str]:
    return [one for one in sentences(line) if MAIL.search(one) or PHONE.search(one)]


def languages_of(parts: Parts) -> list[str]:
    """The tags of the languages in which the event is held, not of those of its interpretation."""
    words = parts.words
    told = words.build(
        "languages told", lambda: rf"{words.source('labels', 'working_languages')} ?[:–—-] ?"
    )
    texts = [
        section.text
        for section in parts.under("other")
        if words.is_one("labels", "working_languages", section.label)
    ]
    texts += [one[match.end() :] for one in parts.sentences() if (match := told.match(one))]
    for text in texts:
        interpreted = words.find("labels", "interpreted").search(text)
        spoken = text[: interpreted.start()] if interpreted else text
        tags = words.keys("languages")
        found = {tag: words.find("languages", tag).search(spoken) for tag in tags}
        named = {tag: match.start() for tag, match in found.items() if match}
        if named:
            return sorted(named, key=lambda tag: named[tag])
    return []


def partners_of(parts: Parts) -> list[tuple[str, str]]:
    """The bodies that support an event, with their kinds, which are `EventOrganization.Kind`."""
    words = parts.words
    found: dict[str, str] = {}
    for section in parts.under("other"):
        kind = _partner_kind(section, parts)
        for line in section.text.split("\n") if kind else ():
            found |= {name: kind for name in bodies_in(line, words) if name not in found}
    texts = [section.text for section in parts.under("organizers")]
    for text in (*texts, *parts.sentences()):
        for cue in words.find("cues", "supported_by").finditer(text):
            kind = "donor" if words.is_one("labels", "donors", cue.group()) else "partner"
            rest = until_other(text[cue.end() :].strip(" :–—-"), words)
            names = bodies_in(LINK.sub("", rest), words) if is_body(rest, words) else []
            found |= {name: kind for name in names if name not in found}
    return list(found.items())


def _partner_kind(section: Section, parts: Parts) -> str:
    is_kind = parts.words.is_one
    known = (one for one in PARTNERS if is_kind("labels", f"{one}s", section.label))
    return next(known, "")
