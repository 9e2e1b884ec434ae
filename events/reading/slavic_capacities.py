"""Post and body of a Ukrainian or Russian capacity."""

import re

from .bodies import OPENING, QUOTES, has_body, is_acronym, is_post
from .eventwords import EventWords
from .persons import country_code, is_town

FARTHEST_NAME = 6  # words after the noun


def split_slavic(piece: str, words: EventWords, *, is_first: bool) -> tuple[str, str]:
    """Post and body of one piece of a capacity, as printed; either may be empty."""
    tokens = list(re.finditer(r"[^\s]+", piece))
    if not tokens:
        return "", ""
    is_described = piece[0].isupper() and _is_described_body(tokens, 0, words)
    if words.find("capacities", "portfolios").match(piece):
        return piece, ""
    begins_as_post = is_post(piece, words) and not is_described
    if not begins_as_post and _is_slavic_body_alone(piece, words, is_first=is_first):
        return "", piece
    start = _slavic_body_start(piece, tokens, words, is_post=begins_as_post)
    if start is None or start == 0:
        return ("", piece) if start == 0 else (piece, "")
    if own := _body_after_activity(piece, start, words):
        start = own
    post = piece[:start].strip(" ,–—-")
    strong = words.source("capacities", "strong")
    post = re.sub(rf" {strong}$", "", post, flags=re.IGNORECASE)
    return post, piece[start:].strip()


def _body_after_activity(piece: str, start: int, words: EventWords) -> int:
    """Where the body begins that runs what is named at a place: «координаторка проєкту «Криниця»
    ГО «Верес»»; 0 where none follows."""
    pattern = words.build(
        "named activity",
        lambda: rf"{words.source('capacities', 'activities')} [«„“\"][^»”\"]+[»”\"] ",
    )
    match = pattern.match(piece, start)
    strong = words.find("capacities", "strong")
    rest = piece[match.end() :] if match else ""
    if rest and (joint := strong.match(rest)):
        rest = rest[joint.end() :].strip()
        is_place = words.is_one("capacities", "functions", rest.partition(" ")[0])
        if is_place or not words.find("capacities", "bodies").match(rest):
            return 0  # «проєкту «Криниця» в Центральній Азії»
    if not rest or rest[0] in OPENING:
        return 0
    _, body = split_slavic(rest, words, is_first=True)
    return len(piece) - len(body) if body and has_body(body, words) else 0


def _is_slavic_body_alone(piece: str, words: EventWords, *, is_first: bool) -> bool:
    first = piece[0]
    if first in OPENING:
        return True
    if first.isupper():
        if not is_first or words.find("capacities", "bodies").search(piece):
            return True
        rest = piece.split(" ")[1:]
        return all(w[:1].isupper() for w in rest)
    return bool(words.find("capacities", "small_bodies").match(piece) and _name_follows(piece, 0))


def _slavic_body_start(
    piece: str, tokens: list[re.Match[str]], words: EventWords, *, is_post: bool
) -> int | None:
    """Where the body begins in «директор Центру протидії корупції»: at its noun, with the
    adjectives before it."""
    bodies = words.find("capacities", "bodies")
    for number, token in enumerate(tokens):
        word = token.group()
        if number == 0 and is_post:
            continue
        if word[0] in OPENING:
            before = tokens[number - 1].group() if number else ""
            if words.is_one("capacities", "works", before):
                return None
            return _with_its_noun(tokens, number, words)
        if word[0].islower():
            if _is_named_noun(piece, tokens, number, words):
                return _with_adjectives(tokens, number, words)
            continue
        if word[0].isupper() and _begins_body(piece, tokens, number, bodies, words):
            return token.start()
    return None


def _with_its_noun(tokens: list[re.Match[str]], number: int, words: EventWords) -> int:
    """Where a name in marks begins with the noun that says what it is, and that no list knows:
    «засновниця притулку «Друга лапа»»."""
    if number < 2 or not re.fullmatch(r"[а-яіїєґё’'-]{3,}", tokens[number - 1].group()):
        return tokens[number].start()
    if is_post(tokens[number - 1].group(), words):
        return tokens[number].start()
    first = number - 1
    while first > 1 and words.is_ending("genitive_adjective", tokens[first - 1].group()):
        first -= 1
    follows_post = is_post(tokens[first - 1].group(), words)
    return tokens[first if follows_post else number].start()


def _begins_body(
    piece: str, tokens: list[re.Match[str]], number: int, bodies: re.Pattern[str], words: EventWords
) -> bool:
    """Whether a capital begins the name of a body, and not a country or a town."""
    token = tokens[number]
    word = token.group().strip(".,;:()")
    if country_code(word, words):
        return False
    behind = tokens[number + 1].start() if number + 1 < len(tokens) else len(piece)
    is_before_body = piece[behind : behind + 1].islower() and bodies.match(piece, behind)
    if word.isascii() and is_before_body:
        return False  # «керівник програм WASH представництва ЮНІСЕФ»
    if word.isascii() and len(word) > 1:
        return True
    if is_acronym(word):
        return True
    if bodies.match(piece, token.start()) or _is_described_body(tokens, number, words):
        return True
    following = [t.group().strip(".,;:") for t in tokens[number + 1 : number + 2]]
    post = piece[: token.start()].strip(" ")
    leads = words.find("capacities", "leaders").search(post)
    employed = words.build("employed", lambda: rf"{words.source('capacities', 'employed')}$")
    is_described = words.is_ending("adjective", word) and number < len(tokens) - 1
    if employed.search(post) and not (is_town(word, words) or is_described):
        return True
    has_more = bool(following) and following[0][:1].isupper() and following[0][:1] not in QUOTES
    return bool(leads and leads.end() == len(post) and has_more)


def _name_follows(piece: str, at: int) -> bool:
    """Whether a name in marks, in Latin letters or with a capital stands further on."""
    rest = piece[at:]
    return bool(re.search(rf"[{OPENING}]|(?<!\w)[A-ZА-ЯІЇЄҐ]|№ ?\d", rest))


def _is_named_noun(piece: str, tokens: list[re.Match[str]], number: int, words: EventWords) -> bool:
    """Whether a body in small letters begins here: the last one before its name, and a part of a
    greater body only where it is a unit such as a chair or a department."""
    nouns = words.find("capacities", "bodies")
    at = tokens[number].start()
    if words.is_one("capacities", "functions", tokens[number].group()):
        return False
    if not (nouns.match(piece, at) or words.find("capacities", "small_bodies").match(piece, at)):
        return False
    for token in tokens[number + 1 : number + 1 + FARTHEST_NAME]:
        word = token.group()
        if word[0] in OPENING:
            return True
        if word[0].isupper():
            is_greater = bool(nouns.match(piece, token.start())) or _is_described_body(
                tokens, tokens.index(token), words
            )
            return not is_greater or bool(words.find("capacities", "units").match(piece, at))
        if nouns.match(piece, token.start()):
            return bool(words.find("capacities", "units").match(piece, at)) and _name_follows(
                piece, token.start()
            )
    return False


def _is_described_body(tokens: list[re.Match[str]], number: int, words: EventWords) -> bool:
    """Whether a capital is the adjective of a body: «Українського інституту майбутнього»."""
    bodies = words.find("capacities", "bodies")
    word = tokens[number].group().strip(".,;:()")
    if not words.is_ending("adjective", word) or len(word) < 5:
        return False
    for token in tokens[number + 1 : number + 5]:
        nearby = token.group().strip(".,;:")
        if bodies.fullmatch(nearby):
            # «Директорка департаменту» is no adjective: it would be of its noun's gender.
            if re.search(r"[иы]й$", word):
                return nearby[-1] not in "аеєиіїоуыюяё"
            return word[-1] not in "ая" or nearby[-1] in "аяь"
        if not words.is_ending("adjective", nearby) and not words.is_one(
            "capacities", "and", nearby
        ):
            return False
    return False


def _with_adjectives(tokens: list[re.Match[str]], number: int, words: EventWords) -> int:
    """The place of a noun, or of the adjectives before it that agree with it."""
    while number > 1 and words.is_ending("genitive_adjective", tokens[number - 1].group()):
        number -= 1
    return tokens[number].start()
