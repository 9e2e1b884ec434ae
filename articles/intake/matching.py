"""What a line of a report may mean on record: people and organizations under any spelling, events
near its day. Nothing is merged by itself: the same name is only proposed first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.formats import date_format
from rapidfuzz import fuzz, process

from events.models import Event
from newsroom.folding import fold
from newsroom.romanization import romanize
from people.models import Organization, OrganizationName, Person, PersonName

MOST = 5
# Of 100, where words may stand in another order; 100 is the same name.
NEAR, SAME = 84, 100
NEAR_TITLE, SAME_TITLE = 70, 88
# A title alone leads to no event that lies further away.
AROUND = timedelta(days=200)
NEXT_TO = timedelta(days=3)


@dataclass(frozen=True)
class Match:
    """A record that a line may mean."""

    pk: int
    label: str
    is_same: bool = False


class Names:
    """All names of people, or of organizations, read once."""

    def __init__(self, model: type[PersonName] | type[OrganizationName], owner: str):
        self._model, self._owner = model, owner

    @cached_property
    def _spellings(self) -> list[tuple[int, str]]:
        rows = self._model.objects.values_list(self._owner, "text", "language")
        return [(pk, spelling) for pk, text, tag in rows for spelling in _spellings(text, tag)]

    def like(self, name: str, language: str) -> list[tuple[int, float]]:
        """The keys of those with a name like this one, the likest first, each with its score."""
        scores: dict[int, float] = {}
        texts = [text for _pk, text in self._spellings]
        for spelling in _spellings(name, language):
            found = process.extract(
                spelling, texts, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=MOST * 4
            )
            for _text, score, place in found:
                pk = self._spellings[place][0]
                scores[pk] = max(score, scores.get(pk, 0))
        return sorted(scores.items(), key=lambda pair: -pair[1])[:MOST]


class Matching:
    """The records that the lines of one report may mean."""

    def __init__(self, language: str):
        self._language = language
        self._people = Names(PersonName, "person")
        self._organizations = Names(OrganizationName, "organization")

    def people(self, name: str, chosen: int | None = None) -> list[Match]:
        """People with a name like this one, and whoever was chosen already."""
        scores = dict(self._people.like(name, self._language)) if name else {}
        people = Person.objects.prefetch_related(
            "names", "affiliations__texts", "affiliations__organization__names"
        )
        return _matches(people, scores, chosen)

    def organizations(self, name: str, chosen: int | None = None) -> list[Match]:
        """Organizations with a name like this one, and the one that was chosen already."""
        scores = dict(self._organizations.like(name, self._language)) if name else {}
        return _matches(Organization.objects.for_list(), scores, chosen)


def events(title: str, day: date | None, chosen: int | None = None) -> list[Match]:
    """Events next to the day, or with such a title and not far from it."""
    scores: dict[int, float] = {}
    found = Event.objects.prefetch_related("texts").order_by("-starts_on")
    near = found.within(day - AROUND, day + AROUND) if day else found
    rows = {event.pk: event for event in near[:500]}
    for event in rows.values():
        score = max((_likeness(title, text.title) for text in event.texts.all()), default=0)
        is_next_to = day is not None and abs(event.starts_on - day) <= NEXT_TO
        if score >= NEAR_TITLE or is_next_to:
            is_same = score >= SAME_TITLE and (is_next_to or day is None)
            scores[event.pk] = SAME if is_same else score
    if chosen and chosen not in rows:
        rows |= found.in_bulk([chosen])
    likest = sorted(scores, key=lambda pk: -scores[pk])[:MOST]
    return [
        Match(pk, _event_label(rows[pk]), scores.get(pk, 0) >= SAME)
        for pk in dict.fromkeys([*([chosen] if chosen in rows else []), *likest])
    ]


def _matches(queryset, scores: dict[int, float], chosen: int | None) -> list[Match]:
    wanted = list(dict.fromkeys([*([chosen] if chosen else []), *scores]))
    rows = queryset.in_bulk(wanted)
    return [Match(pk, _label(rows[pk]), scores.get(pk, 0) >= SAME) for pk in wanted if pk in rows]


def _label(record) -> str:
    """The names of a record in all its languages, and the latest post of a person."""
    names = " / ".join(name.text for name in record.preferred_names) or str(record)
    posts = list(record.affiliations.all())[:1] if isinstance(record, Person) else []
    return ", ".join([names, *map(str, posts)])


def _event_label(event: Event) -> str:
    return f"{date_format(event.starts_on)}: {event} ({event.get_status_display()})"


def _likeness(one: str, other: str) -> float:
    return fuzz.token_set_ratio(fold(one), fold(other))


def _spellings(text: str, tag: str) -> Iterable[str]:
    """The folded text, and as it reads in Latin letters."""
    return {fold(text), fold(romanize(text, tag))}
