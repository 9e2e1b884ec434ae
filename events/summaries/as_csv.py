"""Statements as CSV, a row each."""

import csv
import io
from datetime import date

from events.summaries.summary import Summary
from events.summaries.tables import Cell, Sheet, is_formula, statements

BOM = b"\xef\xbb\xbf"


def render(summary: Summary) -> bytes:
    """The rows in UTF-8, with a header and lines that end as RFC 4180 has it."""
    return _written(statements(summary))


def sheet_with_bom(sheet: Sheet) -> bytes:
    """A table with the mark by which Excel knows UTF-8."""
    return BOM + _written(sheet)


def render_with_bom(summary: Summary) -> bytes:
    """The same as `render` with the mark by which Excel knows UTF-8."""
    return BOM + render(summary)


def _written(sheet: Sheet) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(sheet.header)
    writer.writerows([_cell(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode()


def _cell(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    # An apostrophe at its head makes a spreadsheet show the text and not calculate it.
    return f"'{cell}" if is_formula(cell) else cell
