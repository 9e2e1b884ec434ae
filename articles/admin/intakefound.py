"""What the lines of a report may mean on record: people, bodies and statements, looked up once."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles.intake import matching
from articles.intake.deciding import Sheet
from articles.quoting import is_whole
from events.models import Statement

# So many speakers are listed at all statements of a page together; the script lists them where
# there are more.
MOST_CHOICES = 1_000


class Found:
    """What is on record about the people and words of one report."""

    def __init__(self, sheet: Sheet, at: str = ""):
        """`at` is the key of the line at hand, where a page without scripts names one."""
        self.sheet, self.at = sheet, at
        self.numbers = {one["key"]: n for n, one in enumerate(sheet.people, start=1)}
        self.is_long = False
        self._recorded: list[Statement] | None = None
        self._people: dict[matching.Asked, list[matching.Match]] = {}
        self._organizations: dict[matching.Asked, list[matching.Match]] = {}

    def look_up(self, people: list[matching.Asked], organizations: list[matching.Asked]) -> None:
        """Asks for all lines of the report together."""
        self.is_long = len(self.sheet.people) * len(self.sheet.statements) > MOST_CHOICES
        self._people = matching.people(people)
        self._organizations = matching.organizations(organizations, self.sheet.intake.language)

    @cached_property
    def speakers(self) -> list[tuple[str, str]]:
        """Whoever may have said something, under their numbers."""
        people = [
            (one["key"], f"{self.numbers[one['key']]}. {one['name']}") for one in self.sheet.people
        ]
        return [("", _("Nobody yet")), *people]

    def people(self, asked: matching.Asked) -> list[matching.Match]:
        if asked not in self._people:
            self._people |= matching.people([asked])
        return self._people[asked]

    def organizations(self, asked: matching.Asked) -> list[matching.Match]:
        if asked not in self._organizations:
            self._organizations |= matching.organizations([asked], self.sheet.intake.language)
        return self._organizations[asked]

    def recorded(self, words: str) -> list[Statement]:
        """The statements of the chosen event that are these words already."""
        if self._recorded is None:
            event = self.sheet.event_id
            said = Statement.objects.filter(participation__event=event).exclude(
                state=Statement.State.WITHDRAWN
            )
            self._recorded = list(said.for_list()) if event else []
        return [
            one
            for one in self._recorded
            if any(
                w.language == self.sheet.intake.language and is_whole(words, w.text)
                for w in one.wordings.all()
            )
        ]
