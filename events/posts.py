"""Where post only would not hide who spoke, in sentences for the editor.

A post names somebody of an event if it says a name, or if nobody else at the event is printed with
the same post and organization: whoever knows who was there then knows who it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from events.attribution import Rule
from events.models import Event, Participation, Statement
from people.mentions import Reading

# The model and key of what is under the rule.
Key = tuple[str, int]


@dataclass(frozen=True)
class Fault:
    """Why post only cannot hold for a participant: what is so, and what to do."""

    participation: int
    fact: str
    advice: str

    def __str__(self):
        return f"{self.fact} {self.advice}"


def faults(event: Event) -> dict[Key, Fault]:
    """Why post only cannot hold, by the participant or the statement under it."""
    at_event = Participation.objects.filter(event=event).for_list()
    people = {p.pk: p for p in at_event if p.person_id and (p.printed_post or p.organization)}
    restricted = [p for p in people.values() if p.effective_rule > Rule.ON_RECORD]
    found: dict[Key, Fault | None] = {}
    for participation in restricted:
        if participation.effective_rule == Rule.POST_ONLY:
            found["participation", participation.pk] = _told(participation, restricted)
    said = Statement.objects.at_event(event).for_event().filter(rule=Rule.POST_ONLY)
    for statement in said.exclude(state=Statement.State.WITHDRAWN):
        who = people.get(statement.participation_id)
        if who and who.effective_rule == Rule.ON_RECORD:
            found["statement", statement.pk] = _told(who, [*restricted, who])
    return {key: fault for key, fault in found.items() if fault}


def fault(statement: Statement) -> str:
    """Why the statement cannot be attributed by its post; empty where it can, or has no need."""
    if statement.effective_rule != Rule.POST_ONLY:
        return ""
    found = faults(statement.event)
    keys: list[Key] = [
        ("participation", statement.participation_id),
        ("statement", statement.pk),
    ]
    return next((str(found[key]) for key in keys if key in found), "")


def _told(who: Participation, restricted: list[Participation]) -> Fault | None:
    for capacity in _capacities(who):
        for other in restricted:
            if Reading(capacity).mention(other.spellings):
                said = {"post": capacity, "name": other.printed_name}
                fact = _(
                    "“%(post)s” says the name of %(name)s, who may be identified by post only."
                )
                advice = _("Print a post that names nobody, or choose “not for attribution”.")
                return Fault(who.pk, fact % said, advice)
    if getattr(who, "shares_post", False):
        return None
    said = {"post": next(_capacities(who)), "name": who.printed_name}
    fact = _("“%(post)s” is printed of %(name)s alone, so post only would tell who it is.")
    advice = _(
        "Print a broader post that somebody else at the event shares, in each language, or choose "
        "“not for attribution”."
    )
    return Fault(who.pk, fact % said, advice)


def _capacities(who: Participation) -> Iterator[str]:
    """Post and organization in one line, as printed and in each language."""
    rows: list[Any] = [who, *who.texts.all()]
    for row in rows:
        yield ", ".join(part for part in (row.post, row.organization) if part)
