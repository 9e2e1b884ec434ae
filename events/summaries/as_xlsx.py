"""A summary as a workbook for Excel: the facts, and tables to filter and count."""

import io
import math
from collections.abc import Sequence
from datetime import UTC, date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter import Workbook

from events.summaries.outline import facts
from events.summaries.phrases import citation, made_note, verification_lines
from events.summaries.summary import Summary
from events.summaries.tables import Cell, Sheet, coverage, is_formula, participants, statements

INK, ACCENT, RULE = "#16181d", "#8f2d22", "#d9d4c9"
LONGEST_CELL, LONGEST_ADDRESS = 32_767, 2_000
LINE, HIGHEST_ROW = 15.5, 409
FACTS = [34, 96]
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def render(summary: Summary) -> bytes:
    """The workbook."""
    content = io.BytesIO()
    book = Workbook(content, OPTIONS)
    book.set_properties(
        {
            "title": summary.title.text,
            "author": summary.site_name,
            "comments": citation(summary),
            "created": summary.at.astimezone(UTC).replace(tzinfo=None),
        }
    )
    styles = Styles(book)
    _write_facts(book, summary, styles)
    for sheet in (participants(summary), statements(summary), coverage(summary)):
        _write_table(book, sheet, styles)
    book.close()
    return content.getvalue()


def workbook(sheet: Sheet) -> bytes:
    """A workbook of one table."""
    content = io.BytesIO()
    book = Workbook(content, OPTIONS)
    book.set_properties({"title": sheet.title, "author": settings.SITE_NAME})
    _write_table(book, sheet, Styles(book))
    book.close()
    return content.getvalue()


class Styles:
    """The formats of the cells."""

    def __init__(self, book: Workbook):
        base = {
            "font_name": "Calibri",
            "font_size": 11,
            "font_color": INK,
            "valign": "top",
            "align": "left",
        }
        wrapped = base | {"text_wrap": True}
        self.text = book.add_format(wrapped)
        # Stays text also after somebody has edited the cell.
        self.quoted = book.add_format(wrapped | {"quote_prefix": True})
        self.date = book.add_format(base | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.link = book.add_format(base | {"font_color": ACCENT, "underline": 1})
        self.label = book.add_format(wrapped | {"font_color": "#5f5b53"})
        self.title = book.add_format(
            wrapped | {"font_name": "Georgia", "font_size": 18, "bold": True}
        )
        self.header = book.add_format(
            wrapped | {"bold": True, "bottom": 2, "bottom_color": ACCENT, "valign": "vcenter"}
        )


def _write_facts(book: Workbook, summary: Summary, styles: Styles) -> None:
    with override(summary.language):
        page = book.add_worksheet(_("Summary"))
        rows: list[tuple[str, str]] = [
            *((name, "".join(run.text for run in line)) for name, line in facts(summary).rows),
            (_("In short"), summary.lead.text),
            *_counted(verification_lines(summary) if summary.is_record_open else []),
            (_("How to cite"), citation(summary)),
            (_("Made"), made_note(summary)),
        ]
    _set_up(page, styles, FACTS)
    page.merge_range(0, 0, 0, 1, "", styles.title)
    _write(page, 0, 0, summary.title.text, styles, styles.title)
    page.set_row(0, 48)
    for number, (name, text) in enumerate(rows, 1):
        page.set_row(number, _height([name, text], FACTS))
        _write(page, number, 0, name, styles, styles.label)
        _write(page, number, 1, text, styles)


def _counted(lines: list[str]) -> list[tuple[str, str]]:
    return [
        (_("How the words were checked") if not n else "", line) for n, line in enumerate(lines)
    ]


def _write_table(book: Workbook, sheet: Sheet, styles: Styles) -> None:
    page = book.add_worksheet(sheet.title[:31])
    _set_up(page, styles, sheet.widths)
    page.set_row(0, 32)
    for column, name in enumerate(sheet.header):
        _write(page, 0, column, name, styles, styles.header)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.header) - 1)
    page.print_area(0, 0, len(sheet.rows), sheet.printed - 1)
    for number, row in enumerate(sheet.rows, 1):
        page.set_row(number, _height(row, sheet.widths))
        for column, cell in enumerate(row):
            _write(page, number, column, cell, styles)


def _height(row: Sequence[Cell], widths: list[int]) -> float:
    """The height in points that the longest text of a row needs: not every program finds it."""
    texts = [
        (cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)
    ]
    lines = [math.ceil(len(cell) / width) for cell, width in texts if not is_address(cell)]
    return min(LINE * max([1, *lines]) + 2, HIGHEST_ROW)


def _set_up(page: Any, styles: Styles, widths: list[int]) -> None:
    for column, width in enumerate(widths):
        page.set_column(column, column, width, styles.text)
    page.hide_gridlines(2)
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(0.5, 0.5, 0.6, 0.6)
    page.set_footer("&C&P / &N")


def _write(page: Any, row: int, column: int, cell: Cell, styles: Styles, style: Any = None) -> None:
    """Writes a cell as what it is; a text is never a formula."""
    if isinstance(cell, date):
        page.write_datetime(row, column, cell, styles.date)
    elif isinstance(cell, int):
        page.write_number(row, column, cell, style or styles.text)
    elif is_address(cell):
        page.write_url(row, column, cell, style or styles.link, string=cell)
    elif cell:
        plain = style or (styles.quoted if is_formula(cell) else styles.text)
        page.write_string(row, column, cell[:LONGEST_CELL], plain)


def is_address(cell: Cell) -> bool:
    """Whether the cell is one whole address that Excel can open."""
    return (
        isinstance(cell, str)
        and cell.startswith(("http://", "https://"))
        and " " not in cell
        and len(cell) < LONGEST_ADDRESS
    )
