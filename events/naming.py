"""Which of those whom a rule protects a text names: in any spelling, script and case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from events.attribution import Rule
from events.models import Event, Participation, Statement
from people.mentions import Mention, Reading


@dataclass(frozen=True)
class Bound:
    """Somebody who may not be named as taking part in an event; perhaps as somebody elsewhere."""

    participation: Participation
    is_free_elsewhere: bool

    @classmethod
    def of(cls, events: Iterable[Event]) -> list[Self]:
        """Everybody at the events who may not be named there, each once an event."""
        keys = {event.pk for event in events}
        at_events = Participation.objects.filter(event__in=keys, person__isnull=False)
        free = at_events.exclude(pk__in=at_events.unnamed())
        named = set(free.values_list("event", "person"))
        elsewhere = {person for _event, person in named}
        bound = {(p.event_id, p.person_id): p for p in at_events.unnamed().for_list()}
        return [
            cls(who, who.person_id in elsewhere) for key, who in bound.items() if key not in named
        ]

    def mention(self, text: Reading) -> Mention | None:
        """Where the text names them, or may."""
        return text.mention(self.participation.spellings)


def faults(words: str, events: Iterable[Event]) -> list[str]:
    """Whom words for the readers name for certain, though a rule of the events protects them."""
    text = Reading(words)
    return [
        _told(mention, bound.participation.effective_rule)
        for bound in Bound.of(events)
        if (mention := bound.mention(text)) and mention.is_certain and not bound.is_free_elsewhere
    ]


def faults_beside(statement: Statement, words: str) -> list[str]:
    """The same of words that readers see as the statement, or beside it; its own speaker is
    protected too where a rule holds for the statement alone."""
    who, rule = statement.participation, statement.effective_rule
    found = faults(words, [statement.event])
    if rule > Rule.ON_RECORD == who.effective_rule:
        mention = Reading(words).mention(who.spellings)
        found += [_told(mention, rule)] if mention and mention.is_certain else []
    return found


def _told(mention: Mention, rule: Rule) -> str:
    told = _("“%(name)s” may not be named here: %(rule)s")
    return told % {"name": mention.name, "rule": rule.sentence}
