"""Post and body of an English capacity."""

import re

from .bodies import OPENING, QUOTES, has_body, is_named, is_post
from .eventwords import EventWords
from .occasions import outside_marks
from .persons import country_code


def split_english(piece: str, words: EventWords, *, is_first: bool) -> tuple[str, str]:
    """Post and body of one piece of a capacity, as printed; either may be empty."""
    piece = re.sub(r"^(?:who )?(?:is|was|holds|serves as) ", "", piece)
    bare = re.sub(r"^(?:the|an?) ", "", piece, flags=re.IGNORECASE)
    if before := _body_before_post(bare, words):
        return before
    if is_body_alone(bare, words):
        return "", bare
    if " who " in bare:
        return bare, ""  # “a lawyer who defended journalists at the Court”
    joints = list(
        re.finditer(
            rf" (?P<joint>{words.source('capacities', 'strong')}|"
            rf"{words.source('capacities', 'weak')})"
            r" (?P<article>(?-i:the|an?) )?",
            outside_marks(bare),
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
    works = words.build("ends with work", lambda: rf"{words.source('capacities', 'works')}$")
    if rest[0] in OPENING and works.search(post):
        return False
    if not (rest[0].isupper() or rest[0].isdigit() or rest[0] in OPENING):
        return bool(_small_body(rest, words) == 0)
    if country_code(segment, words) or _is_activity(segment, rest, words):
        return False
    if joint["joint"].lower() == "of" and _ends_as_envoy(post, words):
        return False
    if words.find("capacities", "strong").fullmatch(joint["joint"]):
        return True
    is_function = words.find("capacities", "functions").match(segment)
    is_whole = is_function and is_function.end() == len(segment.strip())
    if is_function and not has_body(segment, words):
        return False
    if is_whole and not (joint["article"] and segment != rest):
        return False
    if has_body(segment, words):
        return True
    leads = words.find("capacities", "leaders").fullmatch(_without_adjectives(post, words))
    # “Chair of European Studies at …” goes on to its body.
    has_later = words.build("later body", lambda: rf" {words.source('capacities', 'strong')} ")
    is_later = has_later.search(rest) and not joint["article"]
    return bool(leads and not is_later) and joint["joint"].lower() == "of"


def _is_activity(segment: str, rest: str, words: EventWords) -> bool:
    """Whether what a body runs stands here, and the body behind it: “manager of the “Safe Furrow”
    project at Clear Land”."""
    activity = words.build(
        "ends with activity", lambda: rf"{words.source('capacities', 'activities')}$"
    )
    joint = words.build("at body", lambda: rf" (?:{words.source('capacities', 'strong')}|of) ")
    behind = joint.match(rest, len(segment))
    return bool(activity.search(segment) and behind and has_body(rest[behind.end() :], words))


def _ends_as_envoy(post: str, words: EventWords) -> bool:
    envoy = words.build("ends as envoy", lambda: rf"{words.source('capacities', 'envoys')}$")
    return bool(envoy.search(post))


def _without_adjectives(post: str, words: EventWords) -> str:
    """The last words of a post that are listed as leading a body."""
    for at in [0, *(m.end() for m in re.finditer(r"[ -]", post))]:
        if words.find("capacities", "leaders").fullmatch(post[at:]):
            return post[at:]
    return post


def is_body_alone(text: str, words: EventWords) -> bool:
    """Whether a whole piece is a body: “Chatham House”, “the Institute of the Baltic”."""
    if not text:
        return False
    if not text[0].isupper() and text[0] not in OPENING and not text[0].isdigit():
        return _small_body(text, words) == 0
    first = re.match(r"[\w’'.-]+", text)
    begins_as_post = bool(first and is_post(text, words))
    if not begins_as_post:
        if _ends_as_post(text, words):
            return False
        # “Military expert” begins with a capital only because a line does.
        rest = text.split(" ")[1:]
        return not re.match(r"\w+-based ", text) and (
            not rest
            or any(w[:1].isupper() or w[:1] in QUOTES for w in rest)
            or has_body(text, words)
        )
    # “Media Development Foundation” and “International Centre for …” begin like posts.
    leading = re.split(r" (?:of|for|at|on|in|and) ", text)[0]
    is_title = all(word[:1].isupper() for word in leading.split(" ") if word[:1].isalpha())
    return is_title and bool(words.find("capacities", "bodies").fullmatch(leading.split(" ")[-1]))


def _ends_as_post(text: str, words: EventWords) -> bool:
    """Whether capitals end in a post: “Food Security Officer for Asia”."""
    leading = re.split(r" (?:of|for|at|on|in) ", text)[0]
    last = leading.split(" ")[-1]
    is_other = any(words.is_one("capacities", key, last) for key in ("bodies", "post_adjectives"))
    return " " in leading and is_post(last, words) and not is_other


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
    match = pattern.match(text) or re.match(rf"(?P<body>[a-z-]{{3,}}) (?=[{OPENING}])", text)
    if match is None or words.find("capacities", "works").match(text):
        return -1
    return match.start("body")


def _body_before_post(text: str, words: EventWords) -> tuple[str, str] | None:
    """Post and body of “Razumkov Centre expert”."""
    if acronym := re.match(r"(?P<body>[A-Z]{3,7}) (?P<post>[A-Z][a-z].*)$", text):
        # “UNDP Resident Representative”, but not “NATO Ambassador Ann Hill”.
        is_envoy = words.find("capacities", "titles").match(acronym["post"])
        is_rank = is_post(acronym["body"], words) or country_code(acronym["body"], words)
        if is_post(acronym["post"], words) and not (is_envoy or is_rank):
            return acronym["post"], acronym["body"]
    match = re.match(
        r"(?P<body>(?:[A-Z“\"«][^\s,]*(?:[”\"»])?(?: (?:of|for|and|the))* )+)(?P<post>[a-z].*)$",
        text,
    )
    if not match:
        return None
    body = match["body"].strip()
    if words.find("capacities", "leaders").match(body):
        return None
    if is_post(body, words) and not words.find("capacities", "bodies").fullmatch(
        body.split(" ")[-1]
    ):
        return None
    is_body = bool(
        words.find("capacities", "bodies").search(body)
        or is_named(body)
        or (body.isupper() and len(body) > 2)
    )
    post = match["post"]
    tells_post = is_post(post, words) and not post.startswith("and ")
    if is_body and tells_post and not country_code(body, words):
        return post, body
    return None
