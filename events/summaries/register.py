"""Any list of statements as one table: a row each, whatever events they come from.

It tells what a reader may see at the moment, and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import Event, Recording, Statement
from events.models.statementset import StatementQuerySet
from events.summaries import as_csv, as_xlsx
from events.summaries.pieces import words
from events.summaries.statements import Teller
from events.summaries.tables import Sheet, register

# More rows than these are no list but an archive: the answer would keep a process busy.
MOST = 5_000


class TooMany(Exception):
    """More statements fit than a table takes."""


@dataclass(frozen=True)
class Table:
    """A form of the table, and what browsers are told of it."""

    render: Callable[[Sheet], bytes]
    content_type: str


TABLES = {
    # With the mark by which Excel knows UTF-8; other programs pass it over.
    "csv": Table(as_csv.sheet_with_bom, "text/csv; charset=utf-8; header=present"),
    "xlsx": Table(
        as_xlsx.workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}


def table(statements: StatementQuerySet, language: str, at: datetime | None = None) -> Sheet:
    """The statements, in their order, with what a reader may know of each at the moment `at`.

    Those that readers may not see are left out. Raises TooMany above MOST of them.
    """
    at = at or timezone.now()
    rows = list(_public(statements, at)[: MOST + 1])
    if len(rows) > MOST:
        raise TooMany(
            _("More than %(most)s statements fit. Narrow the list, for example to one year.")
            % {"most": MOST}
        )
    teller = Teller(language, at, _recordings(rows, at), _answered(rows, at), _present(rows))
    with override(language):
        return register(
            language, [(words(row.event.text, "title"), teller.said(row)) for row in rows]
        )


def _public(statements: StatementQuerySet, at: datetime) -> StatementQuerySet:
    public = statements.filter(pk__in=Statement.objects.public(at).order_by().values("pk"))
    return public.for_page().prefetch_related("participation__session__texts")


def _recordings(rows: list[Statement], at: datetime) -> dict[int, Recording]:
    """The recordings that readers may hear, of the events of the rows."""
    events = {row.participation.event_id for row in rows}
    return {one.pk: one for one in Recording.objects.public(at).filter(event__in=events)}


def _answered(rows: list[Statement], at: datetime) -> dict[int, str]:
    """The ids of the statements that rows answer, where they are public."""
    keys = {row.reply_to_id for row in rows if row.reply_to_id}
    return dict(Statement.objects.public(at).filter(pk__in=keys).values_list("pk", "public_id"))


def _present(rows: list[Statement]) -> set[int]:
    """Who took part in the events of the rows: a rule may hide them as translators."""
    events = {row.participation.event_id for row in rows}
    people = Event.objects.filter(pk__in=events).values_list("participations__person", flat=True)
    return set(people)
