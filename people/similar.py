"""People and organizations on record whose name is spelled in another way."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from rapidfuzz.distance import OSA

from newsroom.folding import fold
from people.likeness import MOST_LETTERS_WRONG, SAME, likeness_of_organizations, likeness_of_people
from people.models import Organization, OrganizationName, Person, PersonName
from people.spelling import block, organization_key, read_spelling

LEAST, LIKELY = 60, 80


@dataclass(frozen=True)
class Candidate:
    """A record that a name may mean, and its spelling on record that is most like the name."""

    record: Any
    score: int
    spelling: str
    is_same: bool

    @property
    def person(self) -> Person:
        """The record, where people were asked for."""
        return self.record

    @property
    def organization(self) -> Organization:
        """The record, where organizations were asked for."""
        return self.record


def similar_people(
    name: str, *, among: Iterable[Person] | None = None, limit: int = 5
) -> list[Candidate]:
    """The people whom a name may mean, the likeliest first: `similar_people("О. Рій")`.

    The name may be in any alphabet, order and national form, with initials, without a patronymic,
    or with letters wrong; `among`, a queryset or a list, narrows the search to these people. The
    score is 100 for a spelling on record and 97 for another spelling of the same name; from 80 on
    it is likely, and below 60 nobody is given. `is_same`: the name is theirs, by a score of 97 or
    more, and nobody else's; a namesake on record makes it false for both, and an editor chooses.
    The people come with their names. Two queries and one for the names, one more for a name that
    is like none.
    """
    spelling = read_spelling(name)
    telling = spelling.surnames or spelling.given
    rows = _rows(PersonName, "person", name, among, [telling, spelling.given])
    return _found(Person, _ranked(rows, name, likeness_of_people, limit))


def similar_organizations(
    name: str, *, among: Iterable[Organization] | None = None, limit: int = 5
) -> list[Candidate]:
    """The organizations that a name may mean, the likeliest first; all else as for people.

    A name in another language is not found by this one: each stands on record.
    """
    rows = _rows(OrganizationName, "organization", name, among, [organization_key(name).split()])
    return _found(Organization, _ranked(rows, name, likeness_of_organizations, limit))


def similar_to_each(
    names: Iterable[str], model: type[Person | Organization], *, limit: int = 5
) -> dict[str, list[Candidate]]:
    """What `similar_people` or `similar_organizations` find for each of many names, with as many
    queries as for one."""
    is_person = model is Person
    name_model: Any = PersonName if is_person else OrganizationName
    owner = "person" if is_person else "organization"
    likeness = likeness_of_people if is_person else likeness_of_organizations
    searches = {name: _searches(name, is_person=is_person) for name in set(names) if name}
    blocks = {block(word) for parts in searches.values() for words in parts for word in words}
    plain = [fold(name) for name, parts in searches.items() if not any(parts)]
    among = Q(first_block__in=blocks) | Q(last_block__in=blocks) | Q(key="", folded__in=plain)
    columns = (owner, "text", "key", "folded", "first_block", "last_block")
    by_block: dict[str, dict[int, tuple]] = defaultdict(dict)
    by_fold: dict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = name_model.objects.filter(among).order_by("id").values_list("id", *columns)
    for row_pk, pk, text, key, folded, *ends in rows if searches else []:
        for end in ends:
            by_block[end][row_pk] = pk, text, key
        if not key:
            by_fold[folded].append((pk, text))
    ranked = {}
    for name, parts in searches.items():
        found = (_near(by_block, words, parts) for words in parts if words)
        known = found if any(parts) else iter([by_fold[fold(name)]])
        ranked[name] = _ranked(known, name, likeness, limit)
    wanted = {pk for best, _count in ranked.values() for pk in best}
    records = model._default_manager.prefetch_related("names").in_bulk(wanted)
    return {name: _candidates(records, *one) for name, one in ranked.items()}


def _searches(name: str, *, is_person: bool) -> list[list[str]]:
    """The words by which a name is looked for, the narrowest search first."""
    if not is_person:
        return [organization_key(name).split()]
    spelling = read_spelling(name)
    return [list(spelling.surnames or spelling.given), list(spelling.given)]


def _near(by_block, words, searches) -> list[tuple[int, str]]:
    telling: Iterable[str] = next(filter(None, searches), [])
    rows = {pk: row for word in words for pk, row in by_block.get(block(word), {}).items()}
    return [(pk, text) for _pk, (pk, text, key) in sorted(rows.items()) if _is_near(key, telling)]


def _rows(model, owner: str, name: str, among, searches) -> Iterator[list[tuple[int, str]]]:
    """Owners and spellings that may be meant, from several searches, the narrowest first."""
    if among is not None:
        found = [Q(**{f"{owner}__in": among})]
    elif any(searches):
        blocks = [{block(part) for part in parts} for parts in searches if parts]
        found = [Q(first_block__in=some) | Q(last_block__in=some) for some in blocks]
    else:
        found = [Q(key="", folded=fold(name))]
    telling: Iterable[str] = next(filter(None, searches), [])
    for condition in found:
        rows = model.objects.filter(condition).order_by("id").values_list(owner, "text", "key")
        yield [(pk, text) for pk, text, key in rows if among is not None or _is_near(key, telling)]


def _is_near(key: str, words: Iterable[str]) -> bool:
    """Whether a word of the key may be one of the words; what is not needs no closer look."""
    wrong = MOST_LETTERS_WRONG
    return not key or any(
        OSA.distance(word, part, score_cutoff=wrong) <= wrong
        for part in key.split()
        for word in words
    )


Ranked = tuple[dict[int, tuple[int, str]], int]


def _ranked(
    searches: Iterator[list[tuple[int, str]]],
    name: str,
    likeness: Callable[[str, str], int],
    limit: int,
) -> Ranked:
    """The likeliest keys with their score and spelling, and how many bear the very name."""
    best: dict[int, tuple[int, str]] = {}
    for rows in searches:
        for pk, text in rows:
            score = likeness(name, text)
            if score >= LEAST and score > best.get(pk, (0, ""))[0]:
                best[pk] = score, text
        if any(score >= LIKELY for score, text in best.values()):
            break
    namesakes = sum(score >= SAME for score, text in best.values())
    ranked = sorted(best, key=lambda pk: (-best[pk][0], best[pk][1], pk))[:limit]
    return {pk: best[pk] for pk in ranked}, namesakes


def _found(model: type[models.Model], ranked: Ranked) -> list[Candidate]:
    best, namesakes = ranked
    records = model._default_manager.prefetch_related("names").in_bulk(best)
    return _candidates(records, best, namesakes)


def _candidates(
    records: dict[int, Any], best: dict[int, tuple[int, str]], namesakes: int
) -> list[Candidate]:
    return [
        Candidate(records[pk], score, text, is_same=score >= SAME and namesakes == 1)
        for pk, (score, text) in best.items()
    ]
