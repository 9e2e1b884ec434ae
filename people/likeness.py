"""How much two names are alike: a number to rank by, from 0 to 100."""

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_sort_ratio

from newsroom.folding import fold
from people.spelling import Spelling, forms_of, organization_key, read_spelling

EXACT, SAME = 100, 97
# What a name loses for each thing in which it differs from the other.
INITIAL, MORE_PARTS, SURNAME_ALONE = 12, 10, 22
LETTERS = [0, 6, 18]
# How many letters may be wrong in a word so long: in a short one a letter makes another name.
LETTERS_WRONG = {3: 0, 6: 1}
MOST_LETTERS_WRONG = len(LETTERS) - 1
# Of organizations: the letters that agree, in per cent, and words that all stand in a longer name.
LETTERS_RIGHT, WITHIN, FEWEST_WORDS = 85, 75, 2


def likeness_of_people(one: str, other: str) -> int:
    """How likely the two are names of one and the same person.

    100 for one spelling, 97 for two of one name, less for wrong letters, initials and missing
    parts; 0 for names of two people.
    """
    if fold(one) == fold(other):
        return EXACT
    return _likeness(read_spelling(one), read_spelling(other))


def likeness_of_organizations(one: str, other: str) -> int:
    """How likely the two are names of one and the same organization, in one language.

    100 for one spelling, 97 for two of one name, less for wrong letters and missing words; 0 for
    names of two organizations.
    """
    if fold(one) == fold(other):
        return EXACT
    keys = organization_key(one), organization_key(other)
    if not all(keys):
        return 0
    if keys[0] == keys[1]:
        return SAME
    right = round(token_sort_ratio(*keys))
    if right >= LETTERS_RIGHT:
        return min(right, SAME - 1)
    short, long = sorted((set(key.split()) for key in keys), key=len)
    return WITHIN if len(short) >= FEWEST_WORDS and short < long else 0


def _likeness(one: Spelling, other: Spelling) -> int:
    short, long = sorted((one, other), key=lambda spelling: len(spelling.parts))
    if not short.parts or _contradict(one, other):
        return 0
    missing, loss = list(long.parts), 0
    for part in short.parts:
        wrong, found = min((_letters_wrong(part, known), known) for known in missing)
        if wrong > MOST_LETTERS_WRONG:
            return 0
        missing.remove(found)
        loss += LETTERS[wrong]
    return max(0, SAME - loss - _loss_of_parts(short, long, missing))


def _contradict(one: Spelling, other: Spelling) -> bool:
    """Whether the patronymics are of two fathers."""
    known = one.patronymic and other.patronymic
    return bool(known) and OSA.distance(one.patronymic, other.patronymic) > MOST_LETTERS_WRONG


def _letters_wrong(part: str, known: str) -> int:
    """In how many letters the words differ; more than MOST_LETTERS_WRONG for two names."""
    if part == known:
        return 0
    forms, others = forms_of(part), forms_of(known)
    if forms and others:
        return MOST_LETTERS_WRONG + 1
    wrong, length = min(
        (OSA.distance(a, b), -min(len(a), len(b)))
        for a in forms or [part]
        for b in others or [known]
    )
    allowed = next((n for most, n in LETTERS_WRONG.items() if -length <= most), MOST_LETTERS_WRONG)
    return wrong if wrong <= allowed else MOST_LETTERS_WRONG + 1


def _loss_of_parts(short: Spelling, long: Spelling, missing: list[str]) -> int:
    """What the shorter name loses for the parts that it lacks, beside those that are equal."""
    alone = len(short.parts) == 1
    if not missing:
        return _loss_of_initials(short, long) if alone else 0
    if not short.initials:
        # A given name alone names nobody.
        is_surname = bool(long.surnames) and missing != list(long.surnames)
        more = MORE_PARTS * (len(missing) - alone)
        return more + (SURNAME_ALONE if is_surname else SAME) * alone
    meant = [p for p in missing if short.initials[0] in {form[0] for form in forms_of(p) or [p]}]
    return INITIAL + MORE_PARTS * (len(missing) - 1) if meant else SAME


def _loss_of_initials(one: Spelling, other: Spelling) -> int:
    if not (one.initials and other.initials):
        return SURNAME_ALONE
    return INITIAL if one.initials[0] == other.initials[0] else SAME
