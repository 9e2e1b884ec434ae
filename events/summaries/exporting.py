"""The log of what was exported: so that it can be called back when a rule is tightened."""

from events.models import Event
from events.summaries.builder import people_named
from newsroom.models import LogEntry, User


def log_export(
    user: User | None, event: Event, format_name: str, profile: str, language: str
) -> LogEntry:
    """The entry that says what was taken out, and whom it names; no user means the command line."""
    if profile == "record":
        rows = event.participations.exclude(person=None)
        people = sorted(set(rows.values_list("person_id", flat=True)))
    else:
        people = people_named(event)
    return LogEntry.objects.write(
        user,
        event,
        LogEntry.Action.EXPORTED,
        detail={
            "format": format_name,
            "profile": profile,
            "language": language,
            "people": people,
        },
    )
