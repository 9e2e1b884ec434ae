"""What an editor decides about the lines of a report: kept at once, each line by itself."""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.intake.proposing import Line
from articles.models import Intake
from articles.workflow import Refused
from events.reading.doubts import BOTH

OPEN, CONFIRMED, REJECTED = "", "confirmed", "rejected"
# More steps than these nobody takes back.
MOST_STEPS = 200
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
EMPTY_STATEMENT = {"kind": "direct", "certainty": "explicit", "speaker": "", "cue": ""}
AND = {"en": "and", "uk": "та", "ru": "и"}
EMPTY_PERSON = {"kind": "person", "name": "", "post": "", "organization": ""}


class Sheet:
    """The lines of a report as they stand: what was found, with what was decided over it."""

    def __init__(self, intake: Intake):
        self.intake = intake
        found, decided = intake.proposal, intake.decisions
        rows = [found["head"], found["event"], *found["people"], *found["statements"]]
        own = {line["key"]: line for line in rows}
        self._added = decided.keys() - own.keys()
        self._lines = {
            key: {"state": OPEN, "turn": 0, **own.get(key, {}), **decided.get(key, {}), "key": key}
            for key in [*own, *sorted(self._added, key=lambda key: int(key[1:]))]
        }

    @property
    def head(self) -> Line:
        return self._lines["head"]

    @property
    def event(self) -> Line:
        return self._lines["event"]

    @property
    def event_id(self) -> int | None:
        """The key of the event of which the report tells, as far as one is chosen."""
        if self.event["state"] == OPEN:
            return self.event.get("record") or self.intake.event_id
        return self.event.get("record")

    @property
    def people(self) -> list[Line]:
        return [line for key, line in self._lines.items() if key.startswith("p")]

    @property
    def statements(self) -> list[Line]:
        """In the order of the text."""
        said = [line for key, line in self._lines.items() if key.startswith("s")]
        return sorted(said, key=lambda line: line["passages"][0])

    @property
    def lines(self) -> list[Line]:
        """In the order in which they are decided."""
        return [self.head, self.event, *self.people, *self.statements]

    @property
    def open(self) -> list[Line]:
        return [line for line in self.lines if line["state"] == OPEN]

    @property
    def progress(self) -> str:
        """How many lines are decided, and of how many."""
        count = len(self._lines)
        counts = {"decided": count - len(self.open), "count": count}
        return (
            ngettext(
                "%(decided)d of %(count)d line decided",
                "%(decided)d of %(count)d lines decided",
                count,
            )
            % counts
        )

    @property
    def confirmed(self) -> list[Line]:
        """The statements that were confirmed."""
        return [line for line in self.statements if line["state"] == CONFIRMED]

    def is_added(self, key: str) -> bool:
        """Whether an editor added the line, and not the reader."""
        return key in self._added

    def line(self, key: str) -> Line | None:
        return self._lines.get(key)

    def words(self, line: Line) -> str:
        """The words of a statement, as its wording keeps them."""
        return spoken(self.intake.text, line)


def spoken(text: str, line: Line) -> str:
    """The words of a statement: its passages in their order, each line break a space."""
    return " ".join(" ".join(text[start:end].split()) for start, end in line["passages"])


@transaction.atomic
def decide(intake: Intake, decisions: dict[str, Line]) -> Intake:
    """Keeps what was decided about lines, over what was decided before. Raises Refused."""
    held = locked(intake)
    for key, values in decisions.items():
        _keep(held, key, values)
    held.save(update_fields=["decisions", "steps", "name", "changed_at"])
    return held


@transaction.atomic
def add(intake: Intake, prefix: str, values: dict[str, Any]) -> tuple[Intake, str]:
    """Keeps a line that the reader did not find, under a new key. Raises Refused."""
    held = locked(intake)
    found = held.proposal["people" if prefix == "p" else "statements"]
    taken = [*(line["key"] for line in found), *held.decisions]
    numbers = [int(key[1:]) for key in taken if key[:1] == prefix and key[1:].isdecimal()]
    key = f"{prefix}{max(numbers, default=0) + 1}"
    _keep(held, key, values)
    held.save(update_fields=["decisions", "steps", "changed_at"])
    return held, key


@transaction.atomic
def undo(intake: Intake) -> tuple[Intake, str]:
    """Takes the last decision back, whoever made it; the key of its line, or nothing."""
    held = locked(intake)
    if not held.steps:
        return held, ""
    key, before = held.steps.pop()
    # Another page that shows the line as it was must ask anew: turns are only counted up.
    turn = held.decisions[key].get("turn", 0) + 1
    if before is None and Sheet(held).is_added(key):
        del held.decisions[key]
    else:
        held.decisions[key] = {**(before or {}), "turn": turn}
    held.save(update_fields=["decisions", "steps", "changed_at"])
    return held, key


def locked(intake: Intake) -> Intake:
    """The report as it stands, held until the transaction ends. Raises Refused once it is
    finished, or gone."""
    held = Intake.objects.select_for_update().filter(pk=intake.pk).first()
    if held is None:
        raise Refused(_("Somebody deleted this report meanwhile."))
    if held.finished_at:
        raise Refused(_("This report was finished meanwhile: its lines no longer change."))
    return held


def _keep(intake: Intake, key: str, values: Line) -> None:
    before = intake.decisions.get(key)
    if values.get("turn", 1) != (before or {}).get("turn", 0) + 1:
        raise Refused(_("Somebody decided a line in another place meanwhile: look again."))
    intake.steps = [*intake.steps, [key, before]][-MOST_STEPS:]
    intake.decisions[key] = values
    if key == "head" and values.get("headline"):
        intake.name = values["headline"][:250]


def passages_in(sent: str, length: int) -> list[list[int]]:
    """The passages that a page names, such as `12-40 55-60`; none where one is not in the text."""
    spans = sorted([int(start), int(end)] for start, end in SPAN.findall(sent))
    return spans if all(start < end <= length for start, end in spans) else []


def add_statement(intake: Intake, passages: list[list[int]]) -> tuple[Intake, str]:
    """A statement that the reader did not find, still to be decided. Raises Refused."""
    return add(intake, "s", {**EMPTY_STATEMENT, "passages": passages})


def add_participant(intake: Intake, key: str = "") -> tuple[Intake, str]:
    """A participant whom the reader did not find, still to be decided; from a statement of two
    together, both as a group. Raises Refused."""
    sheet = Sheet(intake)
    doubt = (sheet.line(key) or {}).get("doubt", {})
    if doubt.get("code") != BOTH:
        return add(intake, "p", EMPTY_PERSON)
    names = [line["name"] for line in map(sheet.line, doubt["among"]) if line]
    label = f" {AND[intake.language]} ".join([", ".join(names[:-1]), names[-1]])
    return add(intake, "p", {**EMPTY_PERSON, "kind": "group", "name": label})
