"""A summary as tables of typed cells, for those who count."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from events.summaries.summary import Choice, Mark, Participant, Printed, Said, Summary, Words

Cell = str | int | date | None

# A spreadsheet takes a cell that begins so for a formula, which may send its readers' data away.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Sheet:
    """Rows of cells under a header; `widths` are in letters. Of a wide table only the first
    columns are `printed` on paper."""

    title: str
    header: list[str]
    rows: list[list[Cell]]
    widths: list[int]
    printed: int


def is_formula(cell: Cell) -> bool:
    """Whether a spreadsheet would calculate the text instead of showing it."""
    return isinstance(cell, str) and cell.startswith(FORMULA_SIGNS)


def participants(summary: Summary) -> Sheet:
    """One row for each participant who may be listed."""
    with override(summary.language):
        columns = {
            _("Name"): 28,
            _("Post"): 34,
            _("Organization"): 44,
            _("Country"): 16,
            _("Part"): 16,
            _("Presence"): 14,
            _("Attendance"): 14,
            _("Session"): 24,
            _("Page"): 50,
        }
        rows = [_participant(row) for row in summary.participants]
        return Sheet(_("Participants"), list(columns), rows, list(columns.values()), 8)


def _participant(row: Participant) -> list[Cell]:
    return [
        row.speaker.name,
        row.speaker.post,
        row.speaker.organization,
        _label(row.country),
        _label(row.part) if row.kind.value != "group" else _label(row.kind),
        _label(row.presence) if row.presence and row.presence.value != "unknown" else "",
        _label(row.attendance),
        row.session.text,
        row.speaker.url,
    ]


def statements(summary: Summary) -> Sheet:
    """One row for each statement."""
    with override(summary.language):
        columns = _columns()
        rows = [_statement(number, row) for number, row in enumerate(summary.statements, 1)]
        return Sheet(_("Statements"), list(columns), rows, list(columns.values()), 9)


def register(language: str, said: list[tuple[Words, Said]]) -> Sheet:
    """One row for each statement, whatever events they come from, with the title of its event."""
    with override(language):
        first, *others = _columns().items()
        columns = dict([first, (_("Event"), 32), *others])
        rows = []
        for number, (event, row) in enumerate(said, 1):
            cells = _statement(number, row)
            rows.append([cells[0], event.text, *cells[1:]])
        return Sheet(_("Statements"), list(columns), rows, list(columns.values()), 10)


def _columns() -> dict[str, int]:
    return {
        _("Number"): 8,
        _("Id"): 11,
        _("Said on"): 12,
        _("Session"): 16,
        _("Kind"): 16,
        _("Name"): 22,
        _("Post"): 24,
        _("Organization"): 28,
        _("Words"): 72,
        _("Language"): 10,
        _("Origin"): 16,
        _("Original"): 60,
        _("Language of the original"): 10,
        _("Attribution in the source"): 18,
        _("Checked against"): 18,
        _("Outcome"): 18,
        _("Checked on"): 12,
        _("Timecode"): 10,
        _("Recording"): 40,
        _("Topics"): 28,
        _("Reply to"): 11,
        _("Forecast, due on"): 12,
        _("Outcome of the forecast"): 18,
        _("Address"): 50,
    }


def _statement(number: int, row: Said) -> list[Cell]:
    mark = row.mark
    return [
        number,
        row.id,
        row.said_on,
        row.session.text,
        row.kind.label,
        row.speaker.name,
        row.speaker.post,
        row.speaker.organization,
        row.words.text,
        row.words.language,
        row.origin.label,
        row.original.text if row.original and row.is_translated else "",
        row.original.language if row.original else "",
        row.certainty.label,
        _method(mark) if mark else "",
        mark.outcome.label if mark else "",
        mark.checked_on if mark else None,
        mark.timecode if mark else "",
        mark.recording_url if mark else "",
        ", ".join(topic.text for topic in row.topics),
        row.reply_to,
        row.forecast_due_on,
        _label(row.forecast_outcome),
        row.url,
    ]


def _method(mark: Mark) -> str:
    """What was checked against what: of a translation only the original may have been."""
    of_original = _("%(method)s, the original only")
    return of_original % {"method": mark.method.label} if mark.is_of_original else mark.method.label


def coverage(summary: Summary) -> Sheet:
    """One row for each article of ours."""
    with override(summary.language):
        columns = {
            _("Date"): 12,
            _("Kind"): 16,
            _("Language"): 10,
            _("Headline"): 70,
            _("Address"): 70,
        }
        rows = [_printed(row) for row in summary.coverage]
        return Sheet(_("Coverage"), list(columns), rows, list(columns.values()), 5)


def _printed(row: Printed) -> list[Cell]:
    return [row.printed_on, row.kind.label, row.headline.language, row.headline.text, row.url]


def _label(choice: Choice | None) -> str:
    return choice.label if choice else ""
