"""The blocks that a text format renders: paragraphs, facts, tables, lists, quotations."""

from dataclasses import dataclass, field

from events.summaries.summary import Words


@dataclass(frozen=True)
class Run:
    """A stretch of text: in a language of its own, or leading somewhere."""

    text: str
    language: str = ""
    href: str = ""
    is_strong: bool = False


Line = list[Run]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a `note` is set smaller."""

    line: Line
    is_note: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known, each with its name."""

    title: str
    rows: list[tuple[str, Line]]


@dataclass(frozen=True)
class Table:
    """Rows under a header; `widths` are parts of the whole."""

    title: str
    header: list[str]
    rows: list[list[Line]]
    widths: list[int]


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    run: Run


@dataclass(frozen=True)
class Items:
    """A list."""

    lines: list[Line]


@dataclass(frozen=True)
class Quotation:
    """Words with who said them; `details` say how they were checked and where they stand."""

    words: Run
    attribution: Line
    details: list[Line]
    original: Line


Block = Paragraph | Heading | Facts | Table | Items | Quotation


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it."""

    heading: str
    blocks: list[Block] = field(default_factory=list)


def run(words: Words) -> Run:
    """Words of the record, with their language."""
    return Run(words.text, words.language)


def runs(text: str, language: str = "") -> Line:
    """A line of one stretch; empty for no text."""
    return [Run(text, language)] if text else []


def separated(stretches: list[Run], by: str = ", ") -> Line:
    """The stretches in one line."""
    line: Line = []
    for stretch in stretches:
        line += [Run(by), stretch] if line else [stretch]
    return line


def without_empty(table: Table) -> Table:
    """The table without the columns in which nothing stands."""
    kept = [index for index in range(len(table.header)) if any(row[index] for row in table.rows)]
    return Table(
        table.title,
        [table.header[index] for index in kept],
        [[row[index] for index in kept] for row in table.rows],
        [table.widths[index] for index in kept],
    )
