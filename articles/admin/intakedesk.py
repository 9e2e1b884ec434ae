"""All lines of one report as forms, under their headings."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.admin.intakefound import Found
from articles.admin.intakehead import EventForm, HeadForm
from articles.admin.intakelines import LineForm
from articles.admin.intakesaid import PersonForm, StatementForm
from articles.intake.deciding import Sheet
from articles.intake.proposing import Line
from articles.models import Intake

FORMS: dict[str, type[LineForm]] = {
    "h": HeadForm,
    "e": EventForm,
    "p": PersonForm,
    "s": StatementForm,
}


class Desk:
    """The lines of one report as forms."""

    def __init__(self, intake: Intake, at: str = ""):
        """`at` is the key of the line at hand, where a page without scripts names one."""
        self.intake, self.sheet = intake, Sheet(intake)
        self.found = Found(self.sheet, at)

    def form(self, line: Line, data=None) -> LineForm:
        return FORMS[line["key"][0]](self.sheet, line, self.found, data)

    def forms(self, data=None) -> list[LineForm]:
        """All lines; what they may mean on record is looked up for all of them at once."""
        people = self.sheet.people
        asked = [HeadForm.asked(self.sheet.head), *map(PersonForm.asked, people)]
        self.found.look_up(asked, list(map(PersonForm.body_asked, people)))
        return [self.form(line, data) for line in self.sheet.lines]


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
