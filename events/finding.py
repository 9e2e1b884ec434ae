"""What a reader narrows the list of statements by."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from events.models import Event, Statement
from newsroom.models import Topic
from people.models import Organization, Person


@dataclass(frozen=True)
class Chosen:
    """One thing that the list is narrowed by, and the query string without it."""

    name: str
    record: object
    without: str

    @cached_property
    def label(self) -> str:
        """What the page calls it, in its language."""
        text = self.record.text if isinstance(self.record, Topic) else None
        return text.name if text else str(self.record)


class Choice:
    """The speaker, organization, topic, event and year that an address names.

    Raises Http404 for one that is not public, so that no address tells who took part.
    """

    def __init__(self, query: QueryDict):
        self.query = query
        self.speaker = self._record("speaker", Person.objects.published())
        self.organization = self._record("organization", Organization.objects.published())
        self.topic = self._record("topic", Topic.objects.published())
        self.event = self._record("event", Event.objects.published())
        self.year = self._year()

    def statements(self):
        """The public statements that fit; of a speaker or an organization, those that bear the
        name."""
        statements = Statement.objects.all()
        named = self.speaker or self.organization
        statements = statements.named() if named else statements.public()
        for word, value in (
            ("by", self.speaker),
            ("speaking_for", self.organization),
            ("about", self.topic),
            ("at_event", self.event),
            ("in_year", self.year),
        ):
            statements = getattr(statements, word)(value) if value else statements
        return statements

    @property
    def chosen(self) -> list[Chosen]:
        """All that the list is narrowed by."""
        names = ("speaker", "organization", "topic", "event", "year")
        return [Chosen(n, getattr(self, n), self._without(n)) for n in names if getattr(self, n)]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The choices that the form of the years carries along."""
        return [(n, str(v)) for n, v in self.query.items() if n in self.NAMES and v]

    @cached_property
    def years(self) -> range:
        """The years to choose from, the latest first."""
        earliest = Statement.objects.public().earliest_year()
        return range(timezone.localdate().year, earliest - 1, -1) if earliest else range(0)

    NAMES = ("speaker", "organization", "topic", "event")

    def _record(self, name: str, records):
        slug = self.query.get(name)
        return get_object_or_404(records, slug=slug) if slug else None

    def _year(self) -> int | None:
        year = self.query.get("year", "")
        if year and not (year.isdecimal() and len(year) == len("2021") and int(year)):
            raise Http404("A year has four digits.")
        return int(year) if year else None

    def _without(self, name: str) -> str:
        rest = {n: v for n, v in self.query.items() if n not in {name, "before"} and v}
        return urlencode(rest)
