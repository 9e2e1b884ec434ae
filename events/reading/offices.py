"""Which printed post a noun like “the expert” fits, and what a noun of a body is part of."""

from .capacities import read_capacity
from .lines import Line
from .names import BODY, Name
from .people import Person, is_womans
from .slavic import is_oblique
from .subjects import Subject

MEN = set(
    "чоловік дід дідусь хлопець хлопчик юнак старик дедушка парень юноша мальчик мужчина".split()
)
WOMEN = {"женщина", "дівчина", "жінка", "військова", "вчена", "учена"}
STEM = 5  # letters of a word that its cases share
WOMANS_PAST, MANS_PAST = ("ла", "лася", "лась"), ("в", "вся", "л", "лся")


def body_printed(line: Line, i: int) -> str:
    """The name that a noun of a body is part of, or the noun with the marked name behind it."""
    name = next((n for n in line.names if n.kind == BODY and n.run_first <= i < n.last), None)
    if name and line.lows[name.run_first] not in line.words.stems["heads"]:
        return line.text(name.run_first, name.last)
    return line.text(i, i + 2 if i + 1 in line.titles else i + 1)


def shares_body(subject: Subject, person: Person) -> bool:
    """«представник митниці» is the chief of the customs service."""
    own = {word[:STEM] for word in subject.role.lower().split() if word != subject.head}
    of_post = {word[:STEM] for word in person.role.lower().split()}
    return any(len(stem) == STEM and stem in of_post for stem in own)


def fit(line: Line, head: str, person: Person, *, is_general: bool) -> float:
    """How well a noun fits the printed post of somebody; 0 when not at all."""
    told = f"{person.role} {person.part} {person.title}"
    words = [word.strip(".,«»“”\"'()").lower() for word in told.split()]
    stems = line.words.stems
    listed = stems["heads"].find(head)
    for word in words:
        if word == head or (listed and stems["heads"].find(word) == listed):
            return 3.0
    families = _families(line, head)
    if families and any(families & _families(line, word) for word in words):
        return 2.0
    if is_general:
        return 1.0
    return 0.0


def _families(line: Line, word: str) -> frozenset[int]:
    found = line.words.families
    if word in found:
        return found[word]
    listed = line.words.stems["heads"].find(word) or line.words.stems["general"].find(word)
    return found.get(listed, frozenset())


def gender_of_noun(head: str, line: Line) -> str:
    if line.words.is_english:
        if head.endswith("woman") or head in {
            "actress",
            "mother",
            "wife",
            "daughter",
            "girl",
            "lady",
        }:
            return "f"
        is_male = head.endswith("man") and head != "woman"
        return "m" if is_male or head in {"father", "husband", "son", "boy"} else ""
    if head in MEN or head.endswith(("ий", "ый", "ой")):
        return "m"
    return "f" if head in WOMEN or head.endswith(("ча", "ська", "ая")) or is_womans(head) else ""


def is_governed(line: Line, name: Name) -> bool:
    """Whether the name is no subject: after a preposition, in an oblique case, a possessor."""
    if name.run_first == name.first and line.is_in(name.run_first - 1, "prepositions"):
        return True
    if line.words.is_english:
        return line.lows[name.last - 1].endswith(("’s", "s’"))
    return is_oblique(line, name)


def gender_of_verb(line: Line, subject: Subject) -> str:
    """What a verb of the past beside a Ukrainian or Russian subject shows: «додала Рій» is f."""
    if line.words.is_english:
        return ""
    for i in (subject.first - 1, subject.last):
        low = line.lows[i] if 0 <= i < line.count else ""
        if low in line.words.verbs:
            return "f" if low.endswith(WOMANS_PAST) else "m" if low.endswith(MANS_PAST) else ""
    return ""


def is_another(role: str, known: str, language: str) -> bool:
    """Whether a printed post is another capacity than the known one, and no shorter word of it."""
    body = read_capacity(role, language).organization
    if not body or not known or " " not in role:
        return False
    initials = "".join(word[0] for word in known.split() if word[0].isupper())
    return body not in initials and not _stems(body) & _stems(known)


def _stems(role: str) -> set[str]:
    return {word.strip(".,«»“”\"'()")[:STEM] for word in role.lower().split() if len(word) > 3}


def share(one: str, other: str) -> bool:
    a = {w for w in one.lower().split() if len(w) > 3}
    return bool(a & {w for w in other.lower().split() if len(w) > 3})
