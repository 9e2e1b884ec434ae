"""Where an event is held, in a sentence."""

import re

from .bodies import nominative_body
from .eventwords import EventWords, listed
from .hours import hours
from .moments import days
from .occasions import kind_starts, outside_marks
from .organizing import LITTLE_WORDS, LONGEST_UNLISTED, PRESS, is_body, subject_of
from .persons import country_code

# The ends of names of towns that are the same in every case.
UNCHANGED = {"uk": r"(?:о|и|(?<!к)у)$", "ru": r"[ыоу]$"}


def place_in(sentence: str, words: EventWords) -> str:
    """The hall or house that a sentence names, with its address; empty where it names none."""
    outside = outside_marks(sentence)
    pattern = words.build(
        "place",
        lambda: (
            rf"(?:{words.source('places', 'locative')}) (?P<place>(?:the |an? )?"
            rf"(?:[^\s,.;:()«“\"\d]+ ){{0,4}}?(?:{words.source('places', 'nouns')}))"
        ),
    )
    begin, people, end = _bounds(outside, words)
    found = [
        match
        for match in pattern.finditer(outside)
        if not people <= match.start() < end
        and not days(match.group())
        and not _is_about_people(match["place"], words)
        and not _is_nominative(match["place"], words)
    ]
    if found:
        # What stands before “invites” is the place only where there is no other.
        match = next((one for one in found if one.start() >= begin), found[0])
        return _until_end(sentence, match.start("place"), len(match["place"]), words)
    subject = re.sub(r"^the ", "", subject_of(sentence, words), flags=re.IGNORECASE)
    first = words.find("places", "nouns").match(subject)
    if first and PRESS.match(first.group()):
        return _until_end(sentence, sentence.index(first.group()), first.end(), words)
    return _street_in(sentence, outside, words)


def town_in(sentence: str, words: EventWords) -> str:
    """The town in which a sentence says that something was: a listed one, or one whose name never
    changes."""
    outside = outside_marks(sentence)
    pattern = words.build(
        "town",
        lambda: (
            r"(?<!\w)(?:in|в|во|у) (?-i:(?P<town>[^\W\d_a-zа-яіїєґё][\w’'-]+"
            r"(?:[ -][^\W\d_a-zа-яіїєґё][\w’'-]+)?))"
        ),
    )
    for match in pattern.finditer(outside):
        town = match["town"]
        first = re.split(r"[ -]", town)[0]
        if days(f"1 {first}") or country_code(town, words):
            continue
        if listed_town := _listed_town(town, words) or _listed_town(first, words):
            return listed_town
        if words.language == "en" or re.search(UNCHANGED[words.language], town):
            return town if words.language == "en" else first
    return ""


def _bounds(outside: str, words: EventWords) -> tuple[int, int, int]:
    """Where those who invite end in a sentence, and where those who take part begin and end: at
    “will be held”."""
    keys = ("together", "organizers_before")
    inviting = [words.find("cues", key).search(outside) for key in keys]
    people = words.find("cues", "participants_after").search(outside)
    begin = max((match.end() for match in inviting if match), default=0)
    if people is None:
        return begin, len(outside), len(outside)
    held = words.find("cues", "held").search(outside, people.end())
    return begin, people.start(), held.start() if held else len(outside)


def _listed_town(town: str, words: EventWords) -> str:
    """The nominative of a listed town; empty when it is none."""
    for zone in words.keys("towns"):
        if words.is_one("towns", zone, town):
            forms = listed(words.raw("towns", zone))
            same = [one for one in forms if one[:2] == town[:2].lower()]
            return same[0].title() if same else ""
    return ""


def _is_about_people(place: str, words: EventWords) -> bool:
    """Whether something else than adjectives stands before the noun: «на зустріч із капітаном
    порту», “in the analyst’s house” are no venues."""
    before = [word for word in place.split(" ")[:-1] if word.lower() not in ("the", "a", "an")]
    if words.language != "en":
        return any(w[0].islower() and not words.is_ending("adjective", w) for w in before)
    posts = words.find("capacities", "posts")
    joints = {"of", "with", "by", "to", "for", "from", "and", "on"}
    return any(
        w in joints or (w.islower() and posts.fullmatch(w) and w[-1] not in "ln") for w in before
    )


def _is_nominative(place: str, words: EventWords) -> bool:
    """Whether the noun is no place but the one who acts: «провів в Одесі Центр»."""
    noun = place.rpartition(" ")[2].lower()
    return any(group.split(" ")[0] == noun for group in words.phrases("inflection", "m"))


def _until_end(sentence: str, start: int, least: int, words: EventWords) -> str:
    """The place from its noun to what else the sentence says."""
    rest = sentence[start:]
    outside = outside_marks(rest)
    keys = ("held", "organizers_before", "participants_after", "moderator_after", "supported")
    ends = [
        m.start()
        for key in (*keys, "organizers_after", "together", "title_after")
        for m in words.find("cues", key).finditer(outside)
    ]
    ends += kind_starts(outside, words)
    ends = [at for at in ends if outside.count("(", 0, at) <= outside.count(")", 0, at)]
    ends += [day.start for day in days(rest)] + [h.start for h in hours(rest, words.language)]
    address = words.build("address", lambda: rf",? {words.source('places', 'address')}:?")
    marks = [(match.start(), match.end()) for match in address.finditer(outside)]
    signs = [match.start() for match in re.finditer(r" [–—] |[;:!?]", outside)]
    joint = rf",? {words.source('marks', 'also')} {words.source('marks', 'online_event')}"
    online = words.build("and online", lambda: joint).search(outside)
    ends += [online.start()] if online else []
    ends += [at for at in signs if not any(start <= at < end for start, end in marks)]
    rest = rest[: min([at for at in ends if at >= least], default=len(rest))]
    return place_words(address.sub(",", rest), words)


def _street_in(sentence: str, outside: str, words: EventWords) -> str:
    """An address in brackets or at the end of a sentence."""
    match = words.find("places", "street").search(outside)
    near = outside[max(0, match.start() - 12) : match.end() + 60] if match else ""
    if not match or not re.search(r"\d", near):
        return ""
    if bracket := re.search(r"\(([^()]*)$", sentence[: match.start()]):
        address = sentence[bracket.start(1) :].partition(")")[0]
        house = subject_of(sentence[: bracket.start()].strip(), words)
        little = rf"^(?:{words.source('places', 'locative')} )?(?:the )?"
        house = nominative_body(re.sub(little, "", house, flags=re.IGNORECASE), words.language)
        is_house = 0 < len(house) <= LONGEST_UNLISTED and is_body(house, words)
        return f"{house} ({address})" if is_house and house[0].isupper() else address
    signs = (". ", "; ", ": ", " – ", " в ", " у ", " at ", " in ")
    begin = max(sentence.rfind(sign, 0, match.start()) for sign in signs)
    place = re.sub(r"^[.;: –]*(?:(?:в|у|at|in) )?", "", sentence[max(begin, 0) :])
    return place_words(subject_of(place, words), words)


def place_words(text: str, words: EventWords) -> str:
    """A place without the little words round it, its noun in the nominative."""
    text = re.sub(r"^(?:the|an?) ", "", text.strip(" ,.;:–—-"), flags=re.IGNORECASE)
    text = re.sub(rf"[ ,]+(?:{LITTLE_WORDS} ?)+$", "", text + " ", flags=re.IGNORECASE)
    text = re.sub(r"[ ,]+(?:начало|початок|beginning|start(?:s|ing)?)$", "", text.strip(" ,.;:–—-"))
    if text.count("(") > text.count(")"):
        text += ")"
    return nominative_body(text, words.language)
