"""Records that may be of one and the same: those whose names are alike, and that no editor has
marked as different."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import OSA

from people.likeness import (
    EXACT,
    MOST_LETTERS_WRONG,
    SAME,
    likeness_of_organizations,
    likeness_of_people,
)
from people.models import (
    DifferentOrganizations,
    DifferentPeople,
    Organization,
    OrganizationName,
    Person,
    PersonName,
)
from people.similar import LIKELY


@dataclass(frozen=True)
class Pair:
    """Two records that may be one, with the names for which it is thought so."""

    first: Any
    second: Any
    score: int
    spellings: tuple[str, str]

    @property
    def reason(self) -> str:
        """Why they may be one, in words."""
        if self.score >= SAME:
            same, spelled = gettext("the same name"), gettext("the same name in another spelling")
            return same if self.score == EXACT else spelled
        return gettext("nearly the same name")

    @property
    def is_public(self) -> bool:
        """Whether readers see both."""
        return self.first.is_published and self.second.is_published


@dataclass(frozen=True)
class Kind:
    """A kind of record that has names, and how alike two of them are."""

    model: Any
    names: Any
    owner: str
    marks: Any
    likeness: Callable[[str, str], int]
    # What keys of so many words say: a surname alone says nothing.
    words: int
    # What a record may have, by the path that leads there.
    holdings: dict[str, Any]


PEOPLE = Kind(
    Person,
    PersonName,
    "person",
    DifferentPeople,
    likeness_of_people,
    words=2,
    holdings={
        "participations__statements": _("statements"),
        "participations__event": _("events"),
        "affiliations": _("posts"),
        "coverage__article": _("articles"),
        "names": _("spellings"),
    },
)
ORGANIZATIONS = Kind(
    Organization,
    OrganizationName,
    "organization",
    DifferentOrganizations,
    likeness_of_organizations,
    words=1,
    holdings={
        "event_rows__event": _("events"),
        "hosted_events": _("events at its place"),
        "affiliations": _("posts"),
        "children": _("parts"),
        "coverage__article": _("articles"),
        "names": _("spellings"),
    },
)


def doubles(kind: Kind, most: int = 1000) -> tuple[list[Pair], int]:
    """The pairs that may be one, those whom readers see twice first, then the likeliest, `most` of
    them; and how many there are.

    Names are compared only within their blocks, so that the work grows with the archive and no
    faster.
    """
    likeliest: dict[tuple[int, int], tuple[int, tuple[str, str]]] = {}
    for owners, texts in _near(kind):
        pair = owners if owners[0] < owners[1] else owners[::-1]
        spellings = texts if pair == owners else texts[::-1]
        score = kind.likeness(*texts)
        if score >= LIKELY and score > likeliest.get(pair, (0,))[0]:
            likeliest[pair] = score, spellings
    for marked in kind.marks.objects.values_list("first", "second"):
        likeliest.pop(marked, None)
    public = set(kind.model._default_manager.published().values_list("pk", flat=True))
    ranked = sorted(
        likeliest, key=lambda pair: (not public.issuperset(pair), _rank(likeliest[pair]))
    )
    records = _records(kind, {pk for pair in ranked[:most] for pk in pair})
    pairs = [Pair(records[one], records[two], *likeliest[one, two]) for one, two in ranked[:most]]
    return pairs, len(ranked)


def _rank(found: tuple[int, tuple[str, str]]) -> tuple:
    score, spellings = found
    return -score, spellings


def doubles_of(kind: Kind, record) -> list:
    """The other records that bear the same name in whatever spelling, and are not marked as
    different from this one."""
    own = [name for name in record.names.all() if _tells(kind, name.key)]
    others = kind.names.objects.filter(key__in={name.key for name in own})
    others = others.exclude(**{kind.owner: record}).values_list(kind.owner, "text")
    found = {pk for pk, text in others for name in own if kind.likeness(name.text, text) >= SAME}
    for pair in kind.marks.objects.of(record).values_list("first", "second"):
        found -= set(pair)
    return sorted(_records(kind, found).values(), key=str)


def holdings(kind: Kind, records: Iterable) -> dict[int, list[tuple[Any, int]]]:
    """What each record has that speaks of it, by key: in words, and how many."""
    held: dict[int, list[tuple[Any, int]]] = {record.pk: [] for record in records}
    for path, label in kind.holdings.items():
        counted = kind.model._default_manager.filter(pk__in=held).order_by()
        for pk, number in counted.values_list("pk").annotate(Count(path, distinct=True)):
            if number:
                held[pk].append((label, number))
    return held


def _near(kind: Kind) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """Names of two records of one block that differ in two letters at most: owners and texts."""
    columns = ("first_block", "last_block", "key", kind.owner, "text")
    rows = kind.names.objects.order_by("first_block", "last_block").values_list(*columns)
    telling = (row for row in rows.iterator() if _tells(kind, row[2]))
    for _block, some in groupby(telling, key=lambda row: row[:2]):
        for (*_b, key, owner, text), (*_b, other_key, other, other_text) in combinations(some, 2):
            if owner != other and (
                OSA.distance(key, other_key, score_cutoff=MOST_LETTERS_WRONG) <= MOST_LETTERS_WRONG
            ):
                yield (owner, other), (text, other_text)


def _tells(kind: Kind, key: str) -> bool:
    return len(key.split()) >= kind.words


def _records(kind: Kind, pks: set[int]) -> dict[int, Any]:
    return kind.model._default_manager.prefetch_related("names").in_bulk(pks)
