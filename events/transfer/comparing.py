"""Whether a file says what is on record, whatever its keys and the order of its rows."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from events.models import Event
from events.transfer import format as shapes
from events.transfer import writer
from events.transfer.faults import BAD, Faults
from events.transfer.rows import each
from newsroom.models import Topic
from people.models import Organization, Person

WRITERS: dict[str, tuple] = {
    "people": (Person, writer.write_person),
    "organizations": (Organization, writer.write_organization),
    "topics": (Topic, writer.write_topic),
}
SHAPES = {"people": shapes.PERSON, "organizations": shapes.ORGANIZATION, "topics": shapes.TOPIC}
# Lists whose order says nothing, with the keys that tell their rows apart.
UNORDERED: dict[str, list[str]] = {
    "names": ["language", "kind", "text"],
    "links": ["url"],
    "affiliations": ["organization", "post"],
    "topics": [],
    "countries": [],
    "wordings": ["language", "number"],
    "checks": ["checked_at", "method"],
    "answers": ["answered_at", "kind"],
    "organizations": ["organization", "kind"],
}
ORDERED_BY = {"sessions", "participations", "statements"}
REFERENCES = {"session": "sessions", "participation": "participations", "recording": "recordings"}


def differences(event: Event, parsed: dict[str, Any]) -> list[str]:
    """Where the file leaves the record of its event and of those whom it names, a line each."""
    posts = {row["slug"]: row["affiliations"] for row in parsed["people"]}
    recorded = _read(shapes.EVENT, writer.write_event(event))
    people = [writer.write_person(person) for person in writer.people_of(event)]
    own = {row["slug"]: row["affiliations"] for row in _read(shapes.FILE.keys["people"], people)}
    lines = list(_unlike(comparable(parsed["event"], posts), comparable(recorded, own), "event"))
    return lines + list(_unlike_names(parsed))


def differing_names(parsed: dict[str, Any]) -> list[str]:
    """A notice for each record of the file that is kept as it is, though it differs."""
    notices = []
    for part in WRITERS:
        for path, row in each(parsed[part], part):
            if row["slug"] is not BAD and list(_unlike_name(part, path, row)):
                notices.append(
                    _("%(path)s: “%(slug)s” is on record with other details; they stay.")
                    % {"path": path, "slug": row["slug"]}
                )
    return notices


def missing_coverage(parsed: dict[str, Any], event: Event | None) -> list[str]:
    """A notice for each article that the file names and that is not live here."""
    live = set(event.coverage.live().values_list("language", "article__slug")) if event else set()
    return [
        _("%s: This article is not published here; articles are not imported.") % path
        for path, row in each(parsed["coverage"], "coverage")
        if (row["language"], row["slug"]) not in live
    ]


def comparable(event: dict[str, Any], posts: dict[str, Any]) -> dict[str, Any]:
    """The event with contents in place of keys; each row keeps its place in the file as `#`."""
    rows = {name: _in_order(event[name], name) for name in [*ORDERED_BY, "recordings"]}
    places = {
        name: {row["key"]: place for place, row in enumerate(rows[name])}
        for name in REFERENCES.values()
    }
    for row in rows["participations"]:
        row["affiliation"] = _post(row, posts)
    return {**event, **{name: _resolved(found, places) for name, found in rows.items()}}


def _in_order(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    numbered = [{**row, "#": place} for place, row in enumerate(rows)]
    return sorted(numbered, key=lambda row: row["order"]) if name in ORDERED_BY else numbered


def _post(row: dict[str, Any], posts: dict[str, Any]) -> Any:
    """What the file says of the post of a participation."""
    for post in posts.get(row["person"]) or []:
        if row["affiliation"] is not None and post["key"] == row["affiliation"]:
            return {key: value for key, value in post.items() if key != "key"}
    return row["affiliation"]


def _resolved(value: Any, places: dict[str, dict[str, int]]) -> Any:
    if isinstance(value, list):
        return [_resolved(item, places) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: places[REFERENCES[key]].get(item, item)
        if key in REFERENCES
        else _resolved(item, places)
        for key, item in value.items()
        if key != "key"
    }


def _unlike_names(parsed: dict[str, Any]) -> Iterator[str]:
    for part in WRITERS:
        for path, row in each(parsed[part], part):
            yield from _unlike_name(part, path, row)


def _unlike_name(part: str, path: str, row: dict[str, Any]) -> Iterator[str]:
    """Where a person, an organization or a topic differs from what is on record."""
    model, write = WRITERS[part]
    recorded = model.objects.filter(slug=row["slug"]).first()
    if recorded is None:
        return
    ours = _read(SHAPES[part], write(recorded))
    yield from _unlike(_resolved(row, {}), _resolved(ours, {}), path)


def _read(shape: Any, written: Any) -> Any:
    """What was written, in the types in which a file is read."""
    return shape.read(written, "", Faults())


def _unlike(theirs: Any, ours: Any, path: str) -> Iterator[str]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        yield from _unlike_objects(theirs, ours, path)
    elif isinstance(theirs, list) and isinstance(ours, list):
        yield from _unlike_lists(theirs, ours, path)
    elif theirs != ours:
        yield _("%(path)s: the file has “%(theirs)s”, the record has “%(ours)s”.") % {
            "path": path,
            "theirs": _short(theirs),
            "ours": _short(ours),
        }


def _unlike_objects(theirs: dict, ours: dict, path: str) -> Iterator[str]:
    for key in [key for key in theirs if key not in {"#", "key"}]:
        if key == "id" and theirs[key] is None:
            continue  # A file may leave the id to us.
        yield from _unlike(theirs[key], ours.get(key), f"{path}.{key}")
    for key in ours.keys() - theirs.keys() - {"key"}:
        yield from _unlike(None, ours[key], f"{path}.{key}")


def _unlike_lists(theirs: list, ours: list, path: str) -> Iterator[str]:
    if len(theirs) != len(ours):
        yield _("%(path)s: the file has %(theirs)d rows, the record has %(ours)d.") % {
            "path": path,
            "theirs": len(theirs),
            "ours": len(ours),
        }
        return
    pairs = zip(_aligned(theirs, path), _aligned(ours, path), strict=True)
    for (place, one), (_place, other) in pairs:
        yield from _unlike(one, other, f"{path}[{place}]")


def _aligned(rows: list, path: str) -> list[tuple[int, Any]]:
    """The rows with their places in the file, sorted where the order says nothing."""
    numbered = [
        (row.get("#", place) if isinstance(row, dict) else place, row)
        for place, row in enumerate(rows)
    ]
    name = path.rpartition(".")[2]
    if name not in UNORDERED:
        return numbered
    return sorted(numbered, key=lambda item: _content(item[1], UNORDERED[name]))


def _content(row: Any, first: list[str]) -> tuple[list[str], str]:
    if not isinstance(row, dict):
        return [], str(row)
    rest = sorted((key, str(value)) for key, value in row.items() if key not in {"#", "key"})
    return [str(row[key]) for key in first], str(rest)


def _short(value: Any) -> str:
    return Truncator("" if value is None else str(value)).chars(60)
