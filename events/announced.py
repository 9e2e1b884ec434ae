"""What was announced and what came of it: both are kept, and compared.

The announcement is a snapshot on the event, taken once, before the first thing of it changes; the
rows of the event say what happened. People are found again under any spelling of their names.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, Participation
from newsroom.folding import fold
from newsroom.templatetags.newsroom import in_words

Snapshot = dict[str, Any]
ANNOUNCED, CANCELLED = Participation.Attendance.ANNOUNCED, Participation.Attendance.CANCELLED
CAME = (Participation.Attendance.ATTENDED, Participation.Attendance.SPOKE)


def keep_announcement(event: Event) -> None:
    """Keeps what the event's rows announce; nothing once it is kept or nobody is announced."""
    rows = list(event.participations.filter(attendance=ANNOUNCED))
    if event.announced or not rows:
        return
    event.announced = _snapshot(event, rows)
    event.save(update_fields=["announced"])


def _snapshot(event: Event, rows: list[Participation]) -> Snapshot:
    text = event.text
    return {
        "kept_on": timezone.localdate().isoformat(),
        "title": text.title if text else "",
        "date": event.starts_on.isoformat(),
        "time": event.starts_at.strftime("%H:%M") if event.starts_at else None,
        "place": _place(event),
        "participants": [
            {
                "name": row.printed_name,
                "post": row.printed_post,
                "organization": row.printed_organization,
                "part": row.part,
            }
            for row in rows
        ],
    }


def _place(event: Event) -> str:
    text = event.text
    return (text.place if text else "") or (str(event.venue) if event.venue else "")


def came(
    participation: Participation,
    attendance: str,
    post: str = "",
    organization: str = "",
    language: str = "",
) -> Participation:
    """Somebody on record for an event who came, with the capacity that a report prints of them.

    What was announced is kept first. The printed capacity becomes the report's, unless statements
    bear the one that stands. The caller saves the row.
    """
    keep_announcement(participation.event)
    if participation.attendance != Participation.Attendance.SPOKE:
        participation.attendance = attendance
    if (post or organization) and not participation.statements.exists():
        participation.printed_post = post
        participation.printed_organization = organization
        participation.printed_language = language or participation.printed_language
    return participation


@dataclass(frozen=True)
class Guest:
    """Somebody who was announced or came, in the words of the announcement and of the event."""

    name: str
    announced: str = ""  # post and organization
    printed: str = ""

    @property
    def is_otherwise(self) -> bool:
        """Whether the event printed another capacity than was announced."""
        return bool(self.announced) and fold(self.announced) != fold(self.printed)


@dataclass
class Comparison:
    """An event beside its announcement."""

    kept_on: dt.date | None = None
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # what, announced, now
    came: list[Guest] = field(default_factory=list)
    absent: list[Guest] = field(default_factory=list)  # as somebody said of them
    unsaid: list[Guest] = field(default_factory=list)  # the event is over
    awaited: list[Guest] = field(default_factory=list)  # the event is still to come
    unannounced: list[Guest] = field(default_factory=list)

    @property
    def otherwise(self) -> list[Guest]:
        """Those who came in another capacity than was announced."""
        return [guest for guest in self.came if guest.is_otherwise]

    @property
    def is_kept(self) -> bool:
        return self.kept_on is not None


def compare(event: Event) -> Comparison:
    """Who was announced and came, who called off, of whom nobody said it, who came besides, and
    what else changed."""
    rows = event.participations.select_related("person").prefetch_related("texts", "person__names")
    present = {row.pk: row for row in rows if row.kind != Participation.Kind.GROUP}
    kept = event.announced
    if not kept:
        waiting = [row for row in present.values() if row.attendance == ANNOUNCED]
        return Comparison(awaited=[Guest(row.printed_name, _capacity(row)) for row in waiting])
    found = Comparison(dt.date.fromisoformat(kept["kept_on"]), _changes(event, kept))
    is_over = event.is_past or event.status == Event.Status.HELD
    for said in kept["participants"]:
        row = next((row for row in present.values() if _is_named(row, said["name"])), None)
        announced = ", ".join(part for part in (said["post"], said["organization"]) if part)
        if row:
            del present[row.pk]
        if row and row.attendance in CAME:
            found.came.append(_guest(row, announced))
            continue
        guest = Guest(row.printed_name if row else said["name"], announced)
        if row and row.attendance == CANCELLED:
            found.absent.append(guest)
        elif is_over or row is None:
            found.unsaid.append(guest)
        else:
            found.awaited.append(guest)
    found.unannounced = [_guest(row, "") for row in present.values() if row.attendance in CAME]
    return found


def _guest(row: Participation, announced: str) -> Guest:
    return Guest(row.printed_name, announced, _capacity(row))


def _capacity(row: Participation) -> str:
    return ", ".join(part for part in (row.printed_post, row.printed_organization) if part)


def _is_named(row: Participation, name: str) -> bool:
    return fold(name) in {fold(spelling) for spelling in {*row.spellings, row.printed_name}}


def _changes(event: Event, kept: Snapshot) -> list[tuple[str, str, str]]:
    """The date, the hour and the place, where they are other than announced."""
    day = in_words(dt.date.fromisoformat(kept["date"]))
    hour = event.starts_at.strftime("%H:%M") if event.starts_at else ""
    rows = [
        (_("Date"), day, in_words(event.starts_on)),
        (_("Hour"), kept["time"] or "", hour),
        (_("Place"), kept["place"], _place(event)),
    ]
    return [row for row in rows if fold(row[1]) != fold(row[2])]
