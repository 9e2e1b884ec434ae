"""Post and organization: where one ends and the other begins in a printed capacity."""

import re
from dataclasses import dataclass, field

from .eventwords import EventWords, event_words
from .persons import country_code

QUOTES = '«„“”"‘″»‚‹›'
OPENING = '«„“"‘‹'
PAIRS = {"«": "»", "„": '“”"', "“": '”"″', '"': '"”', "‘": "’", "‹": "›"}
ACRONYM = range(2, 7)  # letters
LEAST_CAPITALS, LONGEST_MIXED = 3, 10  # letters of КазНУ
FARTHEST_NAME = 6  # words after the noun
LONGEST = 600  # characters of a capacity
TOWN = re.compile(r"(?:г|м|с|смт|пгт|city of)\.? (?=[^\W\d_a-zа-яіїєґё]\w)")
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
        if TOWN.match(piece) or (found.bodies and _is_town(piece, words)):
            continue
        post, body = _split(piece, words, is_first=not (found.posts or found.bodies))
        if post and body and not _has_body(body, words) and _is_body_next(pieces, number, words):
            # “Director of Emergency Programmes, Alliance for Health”
            post, body = piece, ""
        if (
            is_after_body
            and post
            and not body
            and not _is_post(post, words)
            and not post[0].isupper()
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
    return _is_body_alone(following, words) and _has_body(following, words)


def _pieces(role: str, words: EventWords) -> list[str]:
    """What stands between commas and semicolons, outside of marks and brackets."""
    role = re.sub(r"\s+", " ", role).strip(" ,;:.–—-")
    pieces = [piece.strip(" –—-") for piece in split_outside(role, ",;")]
    return [p for p in pieces if p and not words.is_one("capacities", "silent_titles", p)]


def split_outside(text: str, signs: str) -> list[str]:
    """The text cut at the signs that stand outside of quotation marks and brackets."""
    pieces, start, depth = [], 0, 0
    closing = ""
    for at, char in enumerate(text):
        if closing:
            if char in closing:
                closing = ""
        elif char in OPENING and any(c in text[at + 1 :] for c in PAIRS[char]) and _opens(text, at):
            closing = PAIRS[char]
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char in signs and depth == 0:
            pieces.append(text[start:at])
            start = at + 1
    return [*pieces, text[start:]]


def _opens(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _split(piece: str, words: EventWords, *, is_first: bool) -> tuple[str, str]:
    """Post and body of one piece."""
    if words.language == "en":
        return _split_english(piece, words, is_first=is_first)
    return _split_slavic(piece, words, is_first=is_first)


def _is_post(text: str, words: EventWords) -> bool:
    """Whether a piece begins as a post does."""
    return bool(words.find("capacities", "posts").match(text))


def _has_body(text: str, words: EventWords) -> bool:
    """Whether a stretch holds what only a body has: its noun, a name in marks, an acronym."""
    has_noun = words.find("capacities", "bodies").search(text)
    return bool(has_noun or _is_named(text) or any(map(is_acronym, re.findall(r"[\w’'-]+", text))))


def is_acronym(word: str) -> bool:
    """Whether a word is of capitals, or mostly: UNDP, УкрГМІ, КазНУ."""
    capitals = sum(map(str.isupper, word))
    is_mixed = capitals >= LEAST_CAPITALS and word[0].isupper() and len(word) <= LONGEST_MIXED
    return word.isalpha() and (is_mixed or (word.isupper() and len(word) in ACRONYM))


def _is_town(piece: str, words: EventWords) -> bool:
    """Whether a piece is one word with a capital that no body has: “…, San Rafael Hospital,
    Seville”."""
    is_word = re.fullmatch(r"[^\W\d_a-zа-яіїєґё][a-zà-ÿа-яіїєґё’'-]+", piece)
    is_other = _is_post(piece, words) or _has_body(piece, words)
    return bool(is_word and not is_other and not words.find("places", "nouns").match(piece))


def _is_named(text: str) -> bool:
    return any(char in text for char in OPENING)


# English


def _split_english(piece: str, words: EventWords, *, is_first: bool) -> tuple[str, str]:
    piece = re.sub(r"^(?:is|was) ", "", piece)
    bare = re.sub(r"^(?:the|an?) ", "", piece, flags=re.IGNORECASE)
    if before := _body_before_post(bare, words):
        return before
    if _is_body_alone(bare, words):
        return "", bare
    joints = list(
        re.finditer(
            rf" (?P<joint>{words.source('capacities', 'strong')}|"
            rf"{words.source('capacities', 'weak')})"
            r" (?P<article>(?:the|an?) )?",
            bare,
            re.IGNORECASE,
        )
    )
    for number, joint in enumerate(joints):
        until = joints[number + 1].start() if number + 1 < len(joints) else len(bare)
        rest = bare[joint.end() :]
        if _is_body_after(bare[: joint.start()], joint, bare[joint.end() : until], rest, words):
            return bare[: joint.start()].strip(" ,"), rest
    return bare, ""


def _is_body_after(
    post: str, joint: re.Match[str], segment: str, rest: str, words: EventWords
) -> bool:
    """Whether a body begins after “of” or “at”."""
    if not rest or joint["joint"].lower() == "and":
        return False
    if not (rest[0].isupper() or rest[0].isdigit() or rest[0] in OPENING):
        return bool(_small_body(rest, words) == 0)
    if country_code(segment, words):
        return False
    if words.find("capacities", "strong").fullmatch(joint["joint"]):
        return True
    is_function = words.find("capacities", "functions").match(segment)
    is_whole = is_function and is_function.end() == len(segment.strip())
    if is_function and not _has_body(segment, words):
        return False
    if is_whole and not (joint["article"] and segment != rest):
        return False
    if _has_body(segment, words):
        return True
    leads = words.find("capacities", "leaders").fullmatch(_without_adjectives(post, words))
    return bool(leads) and joint["joint"].lower() in ("of", "for")


def _without_adjectives(post: str, words: EventWords) -> str:
    """The last words of a post that are listed as leading a body."""
    for at in [0, *(m.end() for m in re.finditer(r"[ -]", post))]:
        if words.find("capacities", "leaders").fullmatch(post[at:]):
            return post[at:]
    return post


def _is_body_alone(text: str, words: EventWords) -> bool:
    """Whether a whole piece is a body: “Chatham House”, “the Institute of the Baltic”."""
    if not text:
        return False
    if not text[0].isupper() and text[0] not in OPENING and not text[0].isdigit():
        return _small_body(text, words) == 0
    first = re.match(r"[\w’'.-]+", text)
    begins_as_post = bool(first and _is_post(text, words))
    if not begins_as_post:
        # “Military expert” begins with a capital only because a line does.
        rest = text.split(" ")[1:]
        return (
            not rest
            or any(w[:1].isupper() or w[:1] in QUOTES for w in rest)
            or _has_body(text, words)
        )
    # “Media Development Foundation” and “International Centre for …” begin like posts.
    leading = re.split(r" (?:of|for|at|on|in|and) ", text)[0]
    is_title = all(word[:1].isupper() for word in leading.split(" ") if word[:1].isalpha())
    return is_title and bool(words.find("capacities", "bodies").fullmatch(leading.split(" ")[-1]))


def _small_body(text: str, words: EventWords) -> int:
    """Where a body in small letters begins whose name follows at once; -1 where none does."""
    pattern = words.build(
        "small body",
        lambda: (
            r"(?P<body>(?:(?!(?:with|at|of|for|in|to|from|by) )[\w’'-]+ ){0,2}?"
            rf"{words.source('capacities', 'small_bodies')})"
            rf" (?:(?:of|for) )?(?=[{OPENING}]|(?-i:[A-ZА-ЯІЇЄҐ]))"
        ),
    )
    match = pattern.match(text)
    return match.start("body") if match else -1


def _body_before_post(text: str, words: EventWords) -> tuple[str, str] | None:
    """Post and body of “Razumkov Centre expert”."""
    match = re.match(
        r"(?P<body>(?:[A-Z“\"«][^\s,]*(?:[”\"»])?(?: (?:of|for|and|the))* )+)(?P<post>[a-z].*)$",
        text,
    )
    if not match:
        return None
    body = match["body"].strip()
    if words.find("capacities", "leaders").match(body):
        return None
    if _is_post(body, words) and not words.find("capacities", "bodies").fullmatch(
        body.split(" ")[-1]
    ):
        return None
    is_body = bool(
        words.find("capacities", "bodies").search(body)
        or _is_named(body)
        or (body.isupper() and len(body) > 2)
    )
    is_post = _is_post(match["post"], words) and not match["post"].startswith("and ")
    if is_body and is_post and not country_code(body, words):
        return match["post"], body
    return None


# Ukrainian and Russian


def _split_slavic(piece: str, words: EventWords, *, is_first: bool) -> tuple[str, str]:
    tokens = list(re.finditer(r"[^\s]+", piece))
    if not tokens:
        return "", ""
    is_described = piece[0].isupper() and _is_described_body(tokens, 0, words)
    is_post = _is_post(piece, words) and not is_described
    if not is_post and _is_slavic_body_alone(piece, words, is_first=is_first):
        return "", piece
    start = _slavic_body_start(piece, tokens, words, is_post=is_post)
    if start is None or start == 0:
        return ("", piece) if start == 0 else (piece, "")
    post = piece[:start].strip(" ,–—-")
    strong = words.source("capacities", "strong")
    post = re.sub(rf" {strong}$", "", post, flags=re.IGNORECASE)
    return post, piece[start:].strip()


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
            return token.start()
        if word[0].islower():
            if _is_named_noun(piece, tokens, number, words):
                return _with_adjectives(tokens, number, words)
            continue
        if word[0].isupper() and _begins_body(piece, tokens, number, bodies, words):
            return token.start()
    return None


def _begins_body(
    piece: str, tokens: list[re.Match[str]], number: int, bodies: re.Pattern[str], words: EventWords
) -> bool:
    """Whether a capital begins the name of a body, and not a country or a town."""
    token = tokens[number]
    word = token.group().strip(".,;:()")
    if country_code(word, words):
        return False
    if word.isascii() and len(word) > 1:
        return True
    if is_acronym(word):
        return True
    if bodies.match(piece, token.start()) or _is_described_body(tokens, number, words):
        return True
    following = [t.group().strip(".,;:") for t in tokens[number + 1 : number + 2]]
    post = piece[: token.start()].strip(" ")
    leads = words.find("capacities", "leaders").search(post)
    has_more = bool(following) and following[0][:1].isupper() and following[0][:1] not in QUOTES
    return bool(leads and leads.end() == len(post) and has_more)


def _name_follows(piece: str, at: int) -> bool:
    """Whether a name in marks, in Latin letters or with a capital stands further on."""
    rest = piece[at:]
    return bool(re.search(rf"[{OPENING}]|(?<!\w)[A-ZА-ЯІЇЄҐ]", rest))


def _is_named_noun(piece: str, tokens: list[re.Match[str]], number: int, words: EventWords) -> bool:
    """Whether a body in small letters begins here: the last one before its name, and a part of a
    greater body only where it is a unit such as a chair or a department."""
    nouns = words.find("capacities", "bodies")
    at = tokens[number].start()
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
            return False
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
            return True
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


# The nominative


def nominative_body(name: str, language: str) -> str:
    """The name of a body in the nominative where its first noun is a listed one, otherwise as
    printed: «Українського інституту майбутнього» is «Український інститут майбутнього»."""
    words = event_words(language)
    if words.language == "en" or not name:
        return name
    tokens = name.split(" ")
    for number, token in enumerate(tokens[:5]):
        if form := _nominative_noun(token, words):
            noun, gender = form
            adjectives = [_nominative_adjective(t, gender, words) for t in tokens[:number]]
            if None in adjectives:
                return name
            return " ".join([*map(str, adjectives), noun, *tokens[number + 1 :]])
        if not words.is_ending("adjective", token):
            return name
    return name


def _nominative_noun(token: str, words: EventWords) -> tuple[str, str] | None:
    low = token.lower()
    for gender in "mfn":
        for group in words.phrases("inflection", gender):
            forms = group.replace("’", "'").split(" ")
            if low.replace("’", "'") in forms:
                noun = group.split(" ")[0]
                return (noun.capitalize() if token[0].isupper() else noun), gender
    return None


def _nominative_adjective(token: str, gender: str, words: EventWords) -> str | None:
    """An adjective in the nominative; None where its form is not known."""
    keys = (f"adjective_{gender}", f"nominative_{gender}")
    for ending, other in (pair for key in keys for pair in words.endings(key)):
        if token.lower().endswith(ending):
            return token[: len(token) - len(ending)] + other
    return None
