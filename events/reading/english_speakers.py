"""Whom an English report describes before or after it names them: “the former commissioner”."""

from collections.abc import Sequence

from .lines import Line
from .mentions import MEMORY, OPENING, Mention
from .offices import fit, gender_of_noun
from .people import Person, bare
from .quote import Span
from .subjects import Subject

NEXT = 300  # characters within which a name may follow its “she”
LEAD = 5  # sentences in which somebody may speak before the name

# What “the company”, “the union” or “the team” cannot mean, by a word of the name.
PUBLIC = set(
    """office department ministry council court county police university school college agency
    commission administration congress senate house government army navy guard service bureau
    committee parliament assembly sheriff tribunal hospital church museum library academy board
    city state republic institute""".split()
)
UNIONS = set("union workers teamsters local brotherhood guild nurses teachers pilots".split())
FIRMS = set(
    """company firm corporation utility carrier airline retailer manufacturer automaker drugmaker
    insurer lender chain maker operator""".split()
)
NOT_OF = dict.fromkeys(FIRMS, PUBLIC | UNIONS)
NOT_OF |= {"union": PUBLIC | set("inc corp co lines airlines motors".split())}
NOT_OF |= {"team": PUBLIC | UNIONS, "club": PUBLIC | UNIONS}


def may_be(head: str, name: str) -> bool:
    """Whether a noun such as “company” can stand for the body of that name."""
    own = {word.strip(".,").lower().removesuffix("’s").removesuffix("'s") for word in name.split()}
    return not own & NOT_OF.get(head, set())


def described(mentions: Sequence[Mention], line: Line, subject: Subject, at: int) -> Person | None:
    """Of “…, said Jane Doe. The former commissioner added …” Jane Doe, of whom no post was told;
    now she has this one."""
    last = mentions[-1] if mentions else None
    if last is None or line.lows[subject.first] != "the" or last.at > at:
        return None
    person, sentence = last.person, line.sentence
    named = {id(each.person) for each in mentions if each.sentence == last.sentence}
    if last.weight < OPENING and len(named) > 1:
        return None
    heads = line.words.stems["heads"]
    has_post = any(word.strip(".,") in heads for word in person.role.lower().split())
    gender = gender_of_noun(subject.head, line)
    is_near = last.paragraph == sentence.paragraph and sentence.number - last.sentence == 1
    # “Jane Doe has heard the boos, and on Monday the coach said …”
    is_near = is_near or (last.sentence == sentence.number and last.weight == OPENING)
    is_same = not gender or not person.gender or person.gender == gender
    if not is_near or not is_same or person.is_body or has_post:
        return None
    person.role = person.role or subject.role
    return person


def introduced(people: Sequence[Person], line: Line, subject: Subject, at: int) -> Person | None:
    """Of “The head of Northway admitted …” who “Ann Hill, head of Northway,” is, named later."""
    own = {word for word in bare(subject.role).split()[1:] if word[:1].isupper()}
    if line.sentence.number > LEAD or not own or line.lows[subject.first] != "the":
        return None
    for person in people[: MEMORY * 2]:
        is_ahead = person.first_seen > at and not person.is_body
        is_same = is_ahead and own & set(person.role.split())
        if is_same and fit(line, subject.head, person, is_general=False) > 0:
            return person
    return None


def named_next(people: Sequence[Person], span: Span, gender: str) -> Person | None:
    """Who is named first after an opening “she”: “…,” she admits. Ann Hill has led the bank."""
    for person in people[:MEMORY]:
        is_next = span[1] < person.first_seen < span[1] + NEXT
        if is_next and not person.is_body and person.is_sure and person.gender in {"", gender}:
            return person
    return None
