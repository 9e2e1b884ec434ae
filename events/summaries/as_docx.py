"""A summary as a Word document: real styles, so that staff can fill it on."""

import io
from datetime import UTC
from functools import singledispatchmethod

import docx
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from events.summaries import word
from events.summaries.blocks import (
    Block,
    Facts,
    Heading,
    Items,
    Line,
    Paragraph,
    Quotation,
    Run,
    Table,
)
from events.summaries.outline import facts, outline, subtitle
from events.summaries.phrases import capitalized
from events.summaries.summary import Summary


def render(summary: Summary) -> bytes:
    """The document."""
    content = io.BytesIO()
    with override(summary.language):
        Document(summary).write().save(content)
    return content.getvalue()


class Document:
    """A Word document on its way from the blocks of a summary."""

    def __init__(self, summary: Summary):
        self.summary = summary
        self.word = docx.Document()
        word.set_up_page(self.word)
        word.set_up_styles(self.word, summary.language)
        self._write_properties()
        word.write_margins(self.word, summary.site_name, summary.title.text)

    def write(self) -> "docx.document.Document":
        """The finished document."""
        summary = self.summary
        self._paragraph([Run(summary.site_name)], "Kicker")
        self._paragraph([Run(summary.title.text, summary.title.language)], "Title")
        self._paragraph(subtitle(summary), "Subtitle")
        self._block(facts(summary))
        for section in outline(summary):
            self._paragraph([Run(section.heading)], "Heading 1")
            for block in section.blocks:
                self._block(block)
        return self.word

    def _write_properties(self) -> None:
        properties, summary = self.word.core_properties, self.summary
        properties.title = summary.title.text[:255]
        properties.author = properties.last_modified_by = summary.site_name[:255]
        properties.subject = capitalized(summary.kind.label)
        properties.language = word.TAGS[summary.language]
        properties.comments = summary.url[:255]
        properties.identifier = summary.url[:255]
        properties.created = properties.modified = summary.at.astimezone(UTC).replace(tzinfo=None)

    def _paragraph(self, line: Line, style: str) -> WordParagraph:
        paragraph = self.word.add_paragraph(style=style)
        self._fill(paragraph, line)
        return paragraph

    def _fill(self, paragraph: WordParagraph, line: Line) -> None:
        for run in line:
            language = run.language if run.language != self.summary.language else ""
            word.add_run(
                paragraph, run.text, language=language, href=run.href, is_name=run.is_strong
            )

    @singledispatchmethod
    def _block(self, of: Block) -> None:
        raise TypeError(of)

    @_block.register
    def _(self, of: Paragraph) -> None:
        self._paragraph(of.line, "Note" if of.is_note else "Body Text")

    @_block.register
    def _(self, of: Heading) -> None:
        self._paragraph([of.run], "Heading 2")

    @_block.register
    def _(self, of: Items) -> None:
        for line in of.lines:
            self._paragraph(line, "List Bullet")

    @_block.register
    def _(self, of: Quotation) -> None:
        quote = self._paragraph([of.words], "Quote")
        attribution = self._paragraph([Run("— "), *of.attribution], "Attribution")
        parts = [quote, attribution]
        if of.original:
            parts.append(self._paragraph(of.original, "Original"))
        details = self.word.add_paragraph(style="Details")
        for number, line in enumerate(of.details):
            if number:
                details.add_run().add_break()
            self._fill(details, line)
        for part in parts:
            part.paragraph_format.keep_with_next = True

    @_block.register
    def _(self, of: Facts) -> None:
        table = self._table(of.title, [26, 74], len(of.rows))
        for row, (name, line) in zip(table.rows, of.rows, strict=True):
            self._cell(row.cells[0], [Run(name)], "Table Label")
            self._cell(row.cells[1], line, "Table Text")
        word.mark_first_column(table)

    @_block.register
    def _(self, of: Table) -> None:
        table = self._table(of.title, of.widths, len(of.rows) + 1)
        for cell, name in zip(table.rows[0].cells, of.header, strict=True):
            self._cell(cell, [Run(name)], "Table Header")
        for row, lines in zip(list(table.rows)[1:], of.rows, strict=True):
            for cell, line in zip(row.cells, lines, strict=True):
                self._cell(cell, line, "Table Text")
        word.mark_header_row(table)

    def _table(self, title: str, widths: list[int], rows: int) -> WordTable:
        table = self.word.add_table(rows, len(widths))
        word.set_up_table(table, widths, title, _("Table: %s") % title)
        return table

    def _cell(self, cell, line: Line, style: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = self.word.styles[style]
        self._fill(paragraph, line)
