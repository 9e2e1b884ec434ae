"""Post and organization: where one ends and the other begins in a printed capacity."""

import re
from dataclasses import dataclass, field

from .bodies import has_body, is_post, split_outside
from .english_capacities import is_body_alone, split_english
from .eventwords import EventWords, event_words
from .persons import country_code, is_town
from .slavic_capacities import split_slavic

LONGEST = 600  # characters of a capacity
TOWN = re.compile(
    r"(?:г|м|с|смт|пгт|city of|town of|village of|село|селище|посёлок|поселок|деревня|місто|город)"
    r"\.? (?=[^\W\d_a-zа-яіїєґё]\w)"
)
DEGREE = re.compile(r"(?:^|\W)(?:\w{1,6}\. ?){2,3}$")  # к.мед.н., d.h.c.
DISTRICT = re.compile(
    r"[A-ZА-ЯІЇЄҐ][\w’'-]+ (?:район|область|округ|край|громада|district|county|region|oblast)"
)
# When a post was held, printed after the body.
TERM = re.compile(
    r" (?:(?:з|із|с|у|в|від|от|from|in|since|until|till|до|протягом) [^()«“\"]{0,20}|\()"
    r"(?:19|20)\d\d\b.*$"
)


@dataclass
class Capacity:
    """What somebody is: posts and bodies in the order of print, and the country where stated."""

    posts: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    country: str = ""

    @property
    def post(self) -> str:
        return ", ".join(self.posts)

    @property
    def organization(self) -> str:
        return ", ".join(self.bodies)


def split_role(role: str, language: str) -> tuple[str, str]:
    """Post and organization of a printed capacity, as printed; either is empty when not there."""
    capacity = read_capacity(role, language)
    return capacity.post, capacity.organization


def read_capacity(role: str, language: str) -> Capacity:
    """A printed capacity in its parts. Several capacities at once are several posts and bodies."""
    words = event_words(language)
    found = Capacity()
    is_after_body = False
    pieces = _pieces(role[:LONGEST], words)
    for number, piece in enumerate(pieces):
        if country_code(piece, words) and (found.posts or found.bodies):
            found.country = found.country or piece
            continue
        is_alone = found.posts and words.find("capacities", "alone").match(found.posts[-1])
        is_listed = found.posts and is_town(piece, words)
        if TOWN.match(piece) or is_listed:
            continue
        if (found.bodies or is_alone) and _is_town(piece, words):
            continue
        if found.posts and DISTRICT.fullmatch(piece):
            found.posts.append(piece)  # where somebody farms, and no body
            continue
        post, body = _split(piece, words, is_first=not (found.posts or found.bodies))
        if post and body and not has_body(body, words) and _is_body_next(pieces, number, words):
            # “Director of Emergency Programmes, Alliance for Health”
            post, body = piece, ""
        if (
            is_after_body
            and post
            and not body
            and not is_post(post, words)
            and not post[0].isupper()
            and not DEGREE.fullmatch(post)
        ):
            # “Ministry of Health, Family and Sport”: the name of the body goes on.
            found.bodies[-1] += f", {post}"
            continue
        if term := TERM.search(body):
            post, body = post + body[term.start() :], body[: term.start()].strip()
        if post:
            found.posts.append(post)
        if body and body not in found.bodies:
            found.bodies.append(body)
        is_after_body = bool(body)
    return found


def _is_body_next(pieces: list[str], number: int, words: EventWords) -> bool:
    """Whether the next piece is a body and nothing else."""
    if words.language != "en" or number + 1 >= len(pieces):
        return False
    following = pieces[number + 1]
    return is_body_alone(following, words) and has_body(following, words)


def _pieces(role: str, words: EventWords) -> list[str]:
    """What stands between commas and semicolons, outside of marks and brackets."""
    role = re.sub(r" [–—] ", ", ", re.sub(r"\s+", " ", role)).strip(" ,;:–—-")
    role = role if DEGREE.search(role) else role.rstrip(" .,;:–—-")
    pieces = [
        part.strip(" –—-")
        for piece in split_outside(role, ",;")
        for part in _with_bracket_apart(piece, words)
    ]
    return [p for p in pieces if p and not words.is_one("capacities", "silent_titles", p)]


def _with_bracket_apart(piece: str, words: EventWords) -> list[str]:
    """A piece, and the body in brackets behind it: “journalist (Hill TV)”."""
    match = re.search(r" \(([^()]+)\)$", piece)
    if match is None or not has_body(match[1], words) or has_body(piece[: match.start()], words):
        return [piece]
    return [piece[: match.start()], match[1]]


def _split(piece: str, words: EventWords, *, is_first: bool) -> tuple[str, str]:
    """Post and body of one piece."""
    titles = words.build("only titles", lambda: rf"(?:{words.source('capacities', 'titles')} ?)+")
    if titles.fullmatch(piece):
        return piece, ""
    if words.language == "en":
        return split_english(piece, words, is_first=is_first)
    return split_slavic(piece, words, is_first=is_first)


def _is_town(piece: str, words: EventWords) -> bool:
    """Whether a piece is one word with a capital that no body has: “…, San Rafael Hospital,
    Seville”."""
    is_word = re.fullmatch(r"[^\W\d_][^\W\d_’'-]+", piece) and piece.istitle()
    is_other = is_post(piece, words) or has_body(piece, words)
    return bool(is_word and not is_other and not words.find("places", "nouns").match(piece))
