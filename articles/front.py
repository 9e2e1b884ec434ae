"""The front page: what leads, what is new, what was said, what comes."""

from functools import cached_property
from itertools import groupby

from django.utils import timezone

from articles.models import Edition
from events.models import Event, Statement

NEWEST = 40
LATEST = 6
SECONDS = 2
IN_A_COLUMN = 4
STATEMENTS = 3
FITS = 340  # letters of a statement that still stand well in large type
WEEK = 7


class Front:
    """The front page of one language."""

    def __init__(self, language: str):
        self.language = language

    @cached_property
    def editions(self) -> list[Edition]:
        """What is new; a retracted text is found in the lists, and is no news."""
        found = Edition.objects.live().listed().standing().in_language(self.language)
        return list(found.newest().for_list()[:NEWEST])

    @cached_property
    def lead(self) -> Edition | None:
        """The newest text that has a picture, or the newest."""
        pictured = (edition for edition in self.editions[:LATEST] if edition.picture)
        return next(pictured, self.editions[0] if self.editions else None)

    @cached_property
    def others(self) -> list[Edition]:
        return [edition for edition in self.editions if edition != self.lead]

    @property
    def seconds(self) -> list[Edition]:
        """What stands below the lead; nothing while there is little to show."""
        return self.others[:SECONDS] if len(self.others) > SECONDS + LATEST else []

    @property
    def latest(self) -> list[Edition]:
        start = len(self.seconds)
        return self.others[start : start + LATEST]

    @property
    def columns(self) -> list[tuple]:
        """The sections in the editors' order, each with its newest that stand nowhere above."""
        placed = [
            edition for edition in self.others[len(self.seconds) + LATEST :] if edition.section
        ]
        placed.sort(key=lambda edition: (edition.section.order, edition.section.slug))
        columns = groupby(placed, key=lambda edition: edition.section)
        return [(section, list(editions)[:IN_A_COLUMN]) for section, editions in columns]

    @cached_property
    def statements(self) -> list[Statement]:
        """The newest words in this language, one a speaker."""
        chosen: dict[int | None, Statement] = {}
        for statement in Statement.objects.named().verbatim().newest().for_front()[:NEWEST]:
            wording = statement.wording
            fits = wording.language == self.language and len(wording.text) <= FITS
            if fits:
                chosen.setdefault(statement.participation.person_id, statement)
        return list(chosen.values())[:STATEMENTS]

    @property
    def is_of_the_week(self) -> bool:
        """Whether the newest of the statements was made within a week."""
        age = timezone.localdate() - self.statements[0].said_on
        return age.days <= WEEK

    @cached_property
    def events(self) -> list[Event]:
        """The next events."""
        return list(Event.objects.published().coming().for_list()[:3])
