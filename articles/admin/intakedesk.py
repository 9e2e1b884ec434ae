"""All lines of one report as forms, with what they may mean on record, looked up once."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles.admin.intakehead import EventForm, HeadForm
from articles.admin.intakelines import LineForm
from articles.admin.intakesaid import PersonForm, StatementForm
from articles.intake import matching
from articles.intake.deciding import Sheet
from articles.intake.proposing import Line
from articles.models import Intake
from articles.quoting import is_whole
from events.models import Statement

# So many speakers are listed at all statements of a page together; the script lists them where
# there are more.
MOST_CHOICES = 1_000
FORMS: dict[str, type[LineForm]] = {
    "h": HeadForm,
    "e": EventForm,
    "p": PersonForm,
    "s": StatementForm,
}


class Desk:
    """The lines of one report as forms, with what they may mean on record."""

    def __init__(self, intake: Intake, at: str = ""):
        """`at` is the key of the line at hand, where a page without scripts names one."""
        self.intake, self.sheet, self.at = intake, Sheet(intake), at
        self.numbers = {one["key"]: n for n, one in enumerate(self.sheet.people, start=1)}
        self.is_long = False
        self._recorded: list[Statement] | None = None
        self._people: dict[matching.Asked, list[matching.Match]] = {}
        self._organizations: dict[matching.Asked, list[matching.Match]] = {}

    def form(self, line: Line, data=None) -> LineForm:
        return FORMS[line["key"][0]](self.sheet, line, self, data)

    def forms(self, data=None) -> list[LineForm]:
        """All lines; what they may mean is looked up for all of them at once."""
        people, language = self.sheet.people, self.intake.language
        self.is_long = len(people) * len(self.sheet.statements) > MOST_CHOICES
        asked = [HeadForm.asked(self.sheet.head), *map(PersonForm.asked, people)]
        self._people = matching.people(asked)
        bodies = map(PersonForm.body_asked, people)
        self._organizations = matching.organizations(bodies, language)
        return [self.form(line, data) for line in self.sheet.lines]

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
            self._organizations |= matching.organizations([asked], self.intake.language)
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
                w.language == self.intake.language and is_whole(words, w.text)
                for w in one.wordings.all()
            )
        ]


@dataclass(frozen=True)
class Group:
    """Lines that belong together, with a heading."""

    name: str
    title: str
    empty: str
    lines: list[LineForm]


def groups(lines: list[LineForm]) -> list[Group]:
    """The lines of a report under their headings."""
    headings = [
        ("h", _("The article"), ""),
        ("e", _("The event"), ""),
        ("p", _("Who took part"), _("Nobody was found. Press p to add somebody.")),
        ("s", _("What was said"), _("No statement was found. Select words and press a.")),
    ]
    return [
        Group(name, title, empty, [line for line in lines if line.key[0] == name])
        for name, title, empty in headings
    ]
