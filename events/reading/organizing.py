"""Who organises an event, in a sentence or a list."""

import re

from .bodies import nominative_body, split_outside
from .eventwords import EventWords
from .hours import hours
from .moments import days
from .occasions import kind_ends, kind_in, kind_starts, outside_marks
from .outline import sentences
from .persons import country_code, is_town, name_at
from .zones import zones

LONGEST_BODY, LONGEST_UNLISTED = 400, 120  # characters; longer ones are sentences
LINK = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S{1,80}@\S{1,80}\.\w+", re.IGNORECASE)
FARTHEST_MARK = 50  # characters of «батьківська спілка «»
LITTLE_WORDS = (
    "(?:on|at|in|with|о|об|у|в|во|на|за|та|і|и|and|a|an|the|there|which|що|який|яка|"
    "будет|буде|will)"
)
PRESS = re.compile(r"(?:press|прес)(?!с?-?клуб| club)", re.IGNORECASE)
HOST = re.compile(rf"{PRESS.pattern}|зал|hall|конференц", re.IGNORECASE)
INVITES = re.compile(r"invit|запрош|приглаш", re.IGNORECASE)
QUOTES, CLOSED = '«“"„', '»”"'
NAMED_THING = re.compile(rf"[^\s,]+(?: [^\s,]+)? [{QUOTES}]")  # «фестиваль «Мост»»


def bodies_in(text: str, words: EventWords) -> list[str]:
    """The bodies of a list, in the nominative where that is safe."""
    text = next(iter(sentences(LINK.sub("", text))), "")
    supported = words.find("cues", "supported").search(text)
    text = text[: supported.start()] if supported else text
    text = re.sub(rf" (?:{words.source('capacities', 'and')}|\() *$", "", text)
    text = words.find("cues", "together").sub(";", text)
    names = [
        name
        for part in split_outside(text, ";")
        for piece in _at_commas(part, words)
        for name in _at_and(piece, words)
    ]
    bare = [_without_whereabouts(_bare(name), words) for name in names]
    return [nominative_body(name, words.language) for name in bare if len(name) > 1]


def _at_commas(text: str, words: EventWords) -> list[str]:
    """Bodies parted by commas; a piece in small letters goes on with the name before it."""
    pieces: list[str] = []
    for piece in (one.strip() for one in split_outside(text, ",")):
        is_small = piece[:1].islower() and not words.find("capacities", "small_bodies").match(piece)
        if pieces and (is_small or piece[:1].isdigit()):
            pieces[-1] += f", {piece}"
        elif piece:
            pieces.append(piece)
    return pieces


def _at_and(text: str, words: EventWords) -> list[str]:
    """Two bodies parted by “and”, which may also stand within the name of one."""
    outside = outside_marks(text)
    bodies = words.find("capacities", "bodies")
    pattern = words.build("and between", lambda: rf" {words.source('capacities', 'and')} ")
    for match in pattern.finditer(outside):
        left, right = text[: match.start()], text[match.end() :]
        bare = re.sub(r"^the ", "", right)
        is_small = _has_body_soon(bare, words) and re.search(rf"[{QUOTES}]", bare[:FARTHEST_MARK])
        is_small = is_small or (left.rstrip()[-1:] in CLOSED and NAMED_THING.match(bare))
        is_large = bare[:1].isupper() or bare[:1] in QUOTES
        if not bare or not (is_large or is_small or bodies.match(bare)):
            continue
        is_closed = left.rstrip()[-1:] in CLOSED and bare[0].isupper()
        is_marked = is_small or is_closed or bare[0] in QUOTES
        begins_body = is_marked or bodies.match(bare) or bare != right
        if begins_body or _has_body_soon(bare, words) or not bodies.search(outside):
            return [left, *_at_and(right, words)]
    return [text]


def _has_body_soon(text: str, words: EventWords) -> bool:
    """Whether a body's noun is among the first words: “Lower Danube Institute”."""
    first = text.split(" ")
    is_body = any(words.find("capacities", "bodies").fullmatch(w.strip(",.")) for w in first[:4])
    return is_body and (words.language != "en" or len(first) <= 5)


def _bare(text: str) -> str:
    text = re.sub(
        r"^(?:the|and|та|і|и|а также|also) ", "", text.strip(" .,;:–—-"), flags=re.IGNORECASE
    )
    text = re.sub(r", (?:г|м|с|смт)\. ?[^,]+$", "", text)
    text = text.rstrip(")") if "(" not in text else text
    return re.sub(r"\s*\([^()]*(?:organi[sz]er|організатор|организатор)[^()]*\)", "", text).strip()


def _without_whereabouts(text: str, words: EventWords) -> str:
    """A body without the country or the address that stands in brackets behind it."""
    match = re.search(r" *\(([^()]*)\)$", text)
    if match is None:
        return text
    is_address = words.find("places", "street").search(match[1]) and re.search(r"\d", match[1])
    is_known = country_code(match[1], words) or is_town(match[1], words)
    return text[: match.start()] if is_address or is_known else text


def is_body(text: str, words: EventWords) -> bool:
    """Whether a text begins as the name of a body does."""
    text = text.strip(" ,:")
    if not 3 <= len(text) <= LONGEST_BODY:
        return False
    if words.find("capacities", "bodies").search(text) or text[0] in QUOTES:
        return True
    person = name_at(text, 0, words)
    return text[0].isupper() and not (person and person.is_sure) and len(text) < LONGEST_UNLISTED


def organizers_in(sentence: str, words: EventWords) -> list[str]:
    """The bodies that a sentence says organise something or invite to it."""
    outside = outside_marks(sentence)
    for match in words.find("cues", "organizers_after").finditer(outside):
        rest = until_other(re.sub(r"^[ :–—-]+", "", sentence[match.end() :]), words)
        if rest and is_body(rest, words):
            return bodies_in(rest, words)
    for match in words.find("cues", "organizers_before").finditer(outside):
        if bodies := bodies_before(
            sentence[: match.start()], words, is_host=bool(INVITES.match(match.group()))
        ):
            return bodies_in(bodies, words)
    match_ = words.find("cues", "together").search(outside)
    if match_ and (words.find("cues", "held").search(outside) or kind_in([sentence], words)):
        rest = until_other(sentence[match_.end() :].strip(), words)
        return bodies_in(rest, words) if is_body(rest, words) else []
    return []


def until_other(text: str, words: EventWords) -> str:
    """Bodies without what else their sentence says."""
    outside = outside_marks(text)
    keys = ("held", "supported", "participants_after", "moderator_after", "organizers_before")
    found = [match for key in keys if (match := words.find("cues", key).search(outside))]
    ends = [*(day.start for day in days(text)), *(match.start() for match in found)]
    text = re.sub(r"\([^()]*\)?\s*$", "", text[: min(ends, default=len(text))])
    return re.sub(rf"(?: {LITTLE_WORDS})+$", "", text.strip(" ,;:–—-."), flags=re.IGNORECASE)


def subject_of(text: str, words: EventWords) -> str:
    """What stands before a verb, without the date, the hour and the occasion."""
    language = words.language
    ends = [*(day.end for day in days(text)), *(hour.end for hour in hours(text, language))]
    subject = re.sub(r"^ ?\([^()]*\)", "", text[max([0, *ends]) :])
    for pattern, _, is_sure in zones(language):
        # “11:00 (Kyiv)” gives the zone, “11:00, Kyiv, 3 Rybna Street” the place.
        closing = r"\)?" if is_sure else r"(?:\)|$)"
        subject = re.sub(rf"^[ (]*{pattern.pattern}{closing}", "", subject, flags=re.IGNORECASE)
    subject = subject.strip(" ,.:–—-")
    return re.sub(
        r"^(?:in|at|during|у|в|під час|во время|на) [^,]*, ", "", subject, flags=re.IGNORECASE
    )


def bodies_before(text: str, words: EventWords, *, is_host: bool = False) -> str:
    """The bodies that do something, before the verb. A press centre only lends its room, save where
    `is_host` says that it does what only a host does."""
    subject = subject_of(text, words)
    outside = outside_marks(subject)
    if words.language != "en" or kind_starts(outside, words)[:1] == [0]:
        # “The roundtable that the Centre holds”: only what follows the comma.
        ends = [end for end in kind_ends(outside, words) if 0 in kind_starts(outside, words)]
        if ends:
            subject = subject[ends[0] :].rpartition(", ")[2]
    joints = r"^(?:the|and|та|і|и|что|що|який|яка|яке|которую|который|которое) "
    subject = re.sub(joints, "", subject.strip(" ,:–—-"), flags=re.IGNORECASE)
    place = words.find("places", "nouns").match(subject)
    is_room = place and HOST.match(place.group()) and not is_host
    is_ours = words.is_one("cues", "we", subject) or re.search(r"\b(?:who|which|that)$", subject)
    return subject if not (is_room or is_ours) and is_body(subject, words) else ""
