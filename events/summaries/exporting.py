"""The log of what was exported: so that it can be called back when a rule is tightened."""

from itertools import groupby

from events.attribution import Rule
from events.models import Event, Participation, Statement
from events.models.statementset import StatementQuerySet
from events.summaries.builder import people_named
from newsroom.models import LogEntry, User


def log_export(
    user: User | None, event: Event, format_name: str, profile: str, language: str
) -> LogEntry:
    """The entry that says what was taken out, whom it names, whose post and which words it holds;
    no user means the command line."""
    taken_out = _whole(event) if profile == "record" else _readable(event)
    return LogEntry.objects.write(
        user,
        event,
        LogEntry.Action.EXPORTED,
        detail={"format": format_name, "profile": profile, "language": language, **taken_out},
    )


def log_table(user: User, statements: StatementQuerySet, form: str, language: str) -> None:
    """An entry for each event that a table of statements tells of, as `log_export` writes them."""
    public = Statement.objects.public().filter(pk__in=statements.order_by().values("pk"))
    said = public.select_related("participation__event", "participation__session")
    for event, rows in groupby(said.order_by("participation__event", "id"), lambda s: s.event):
        told = list(rows)
        listed = {row.participation for row in told if row.effective_rule <= Rule.POST_ONLY}
        named = {
            row.participation.person_id for row in told if row.effective_rule == Rule.ON_RECORD
        }
        LogEntry.objects.write(
            user,
            event,
            LogEntry.Action.EXPORTED,
            detail={
                "format": form,
                "profile": "statements",
                "language": language,
                "people": sorted(named - {None}),
                "participations": sorted(row.pk for row in listed),
                "statements": sorted(row.public_id for row in told),
            },
        )


def _whole(event: Event) -> dict[str, list]:
    """Everybody who took part, and all that was said."""
    who = event.participations.all()
    people = who.exclude(person=None).values_list("person_id", flat=True)
    said = Statement.objects.at_event(event).values_list("public_id", flat=True)
    return {
        "people": sorted(set(people)),
        "participations": sorted(who.values_list("pk", flat=True)),
        "statements": sorted(said),
    }


def _readable(event: Event) -> dict[str, list]:
    """What a summary shows: whose names, whose posts, and which words."""
    listed = Participation.objects.listable().present().filter(event=event)
    said = Statement.objects.public().at_event(event)
    return {
        "people": people_named(event),
        "participations": sorted(listed.values_list("pk", flat=True)),
        "statements": sorted(said.values_list("public_id", flat=True)),
    }
