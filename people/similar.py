"""People and organizations on record whose name is spelled in another way."""

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
    return _ranked(Person, rows, name, likeness_of_people, limit)


def similar_organizations(
    name: str, *, among: Iterable[Organization] | None = None, limit: int = 5
) -> list[Candidate]:
    """The organizations that a name may mean, the likeliest first; all else as for people.

    A name in another language is not found by this one: each stands on record.
    """
    rows = _rows(OrganizationName, "organization", name, among, [organization_key(name).split()])
    return _ranked(Organization, rows, name, likeness_of_organizations, limit)


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


def _ranked(
    model: type[models.Model],
    searches: Iterator[list[tuple[int, str]]],
    name: str,
    likeness: Callable[[str, str], int],
    limit: int,
) -> list[Candidate]:
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
    records = model._default_manager.prefetch_related("names").in_bulk(ranked)
    return [
        Candidate(records[pk], *best[pk], is_same=best[pk][0] >= SAME and namesakes == 1)
        for pk in ranked
    ]
