"""Reading the record of an event back: all of it, or nothing and a line for each fault."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from events.transfer import format as shapes
from events.transfer.comparing import differences, differing_names, missing_coverage
from events.transfer.eventrows import EventRows
from events.transfer.faults import BAD, Faults, Refused
from events.transfer.namesakes import same_names
from events.transfer.naming import Named
from events.transfer.rows import Rows


@dataclass(frozen=True)
class Reading:
    """What came of reading a file: the event, whether it was written now, and what to know."""

    event: Event
    is_new: bool
    notices: list[str] = field(default_factory=list)


def read_event(data: Any) -> Reading:
    """The event that the data describe, written with everyone it names in one transaction.

    An event that is on record already is left as it is. Raises Refused, with a line for each
    fault, and then nothing is written.
    """
    faults = Faults()
    parsed = _parsed(data, faults)
    if known := Event.objects.filter(slug=_slug(parsed)).first():
        faults.refuse()
        return _unchanged(known, parsed)
    notices = differing_names(parsed) + same_names(parsed) + missing_coverage(parsed, None)
    with transaction.atomic():
        rows = Rows(faults)
        named = Named(parsed, rows)
        named.write()
        event = BAD
        if parsed["event"] is not BAD:
            event = EventRows(parsed["event"], rows, named).write()
        faults.refuse()
    return Reading(event, is_new=True, notices=notices)


def read_names(data: Any) -> None:
    """Writes the people, organizations and topics of the data that are not on record yet.

    Raises Refused.
    """
    faults = Faults()
    names = {key: shapes.FILE.keys[key] for key in ("people", "organizations", "topics")}
    parsed = shapes.Record(names).read(data, "", faults)
    with transaction.atomic():
        if parsed is not BAD:
            Named(parsed, Rows(faults)).write()
        faults.refuse()


def _parsed(data: Any, faults: Faults) -> dict[str, Any]:
    """The data in the types of the models; another format, version or profile is refused."""
    if not isinstance(data, dict):
        raise Refused([_("The file holds no object.")])
    if data.get("format") != shapes.FORMAT or data.get("version") != shapes.VERSION:
        raise Refused(
            [
                _("format, version: This is not “%s” in version %d.")
                % (shapes.FORMAT, shapes.VERSION)
            ]
        )
    if data.get("profile") != "record":
        raise Refused(
            [_("profile: Only the profile “record” holds all of an event; this is another.")]
        )
    return shapes.FILE.read(data, "", faults)


def _slug(parsed: dict[str, Any]) -> Any:
    event = parsed["event"]
    return None if event is BAD or event["slug"] is BAD else event["slug"]


def _unchanged(event: Event, parsed: dict[str, Any]) -> Reading:
    if lines := differences(event, parsed):
        exists = _("event.slug: The event “%s” is on record already, and differs:") % event.slug
        raise Refused([exists, *lines])
    return Reading(event, is_new=False, notices=missing_coverage(parsed, event))
