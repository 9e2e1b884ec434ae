"""What a line of a report may mean on record: people and organizations under any spelling, events
near its day. Nothing is merged by itself: the same name is only proposed first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import prefetch_related_objects
from rapidfuzz import fuzz

from events.models import Event
from events.reading.bodies import nominative_body
from newsroom.folding import fold
from newsroom.templatetags.newsroom import in_words
from people.likeness import SAME
from people.models import Organization, Person
from people.similar import Candidate, similar_to_each

MOST = 5
# Of 100: how much two titles are alike.
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
    is_namesake: bool = False  # of the same name as another one, so that nobody is chosen first


# A name, and the key of the record that was chosen for it.
Asked = tuple[str, int | None]


def people(asked: Iterable[Asked]) -> dict[Asked, list[Match]]:
    """Whoever was chosen already, and people with a name like each of these."""
    asked = set(asked)
    found = similar_to_each([name for name, _chosen in asked], Person, limit=MOST)
    records = _records(Person, found, asked)
    return {one: _matches(found.get(one[0], []), records, one[1]) for one in asked}


def organizations(asked: Iterable[Asked], language: str) -> dict[Asked, list[Match]]:
    """Those chosen already, and organizations with a name like each of these, which a sentence
    may put into another case."""
    asked = set(asked)
    bodies = {name: nominative_body(name, language) for name, _chosen in asked if name}
    found = similar_to_each(bodies.values(), Organization, limit=MOST)
    records = _records(Organization, found, asked)
    return {one: _matches(found.get(bodies.get(one[0], ""), []), records, one[1]) for one in asked}


def _records(model, found: dict[str, list[Candidate]], asked: set[Asked]) -> dict[int, Any]:
    """All records that are offered, with what their labels say."""
    records = {one.record.pk: one.record for each in found.values() for one in each}
    missing = {chosen for _name, chosen in asked if chosen} - records.keys()
    records |= model.objects.prefetch_related("names").in_bulk(missing)
    if model is Person:
        prefetch_related_objects(
            list(records.values()), "affiliations__texts", "affiliations__organization__names"
        )
    return records


def _matches(found: list[Candidate], records: dict[int, Any], chosen: int | None) -> list[Match]:
    same = {one.record.pk for one in found if one.is_same}
    namesakes = {one.record.pk for one in found if one.score >= SAME} - same
    keys = [one.record.pk for one in found]
    if chosen in records and chosen not in keys:
        keys = [chosen, *keys]
    return [Match(pk, _label(records[pk]), pk in same, pk in namesakes) for pk in keys]


def _label(record: Person | Organization) -> str:
    """The names of a record in all its languages, and the latest post of a person."""
    names = " / ".join(name.text for name in record.preferred_names) or str(record)
    posts = list(record.affiliations.all())[:1] if isinstance(record, Person) else []
    return ", ".join([names, *map(str, posts)])


def events(title: str, day: date | None, chosen: int | None = None) -> list[Match]:
    """The event that was chosen already, and those next to the day, or of such a title and not far
    from it."""
    rows = Event.objects.for_links().newest()
    near = list((rows.within(day - AROUND, day + AROUND) if day else rows)[:500])
    if chosen and chosen not in {event.pk for event in near}:
        near += rows.filter(pk=chosen)
    scores = {event: _likeness(event, title, day) for event in near}
    found = sorted((event for event in near if scores[event]), key=lambda event: -scores[event])
    first = [event for event in near if event.pk == chosen]
    return [
        Match(event.pk, _event_label(event), scores[event] >= SAME_TITLE)
        for event in dict.fromkeys([*first, *found[:MOST]])
    ]


def _likeness(event: Event, title: str, day: date | None) -> float:
    """How much an event is like one of that title and day; 0 where it is none that may be meant."""
    titles = (fuzz.token_set_ratio(fold(title), fold(text.title)) for text in event.texts.all())
    score = max(titles, default=0)
    is_next_to = day is not None and abs(event.starts_on - day) <= NEXT_TO
    if not is_next_to:
        # Another day, another event of a series: it is offered, but not chosen first.
        return min(score, SAME_TITLE - 1) if score >= NEAR_TITLE else 0
    return max(score, 1)


def _event_label(event: Event) -> str:
    return f"{in_words(event.starts_on)}: {event} ({event.get_status_display()})"
