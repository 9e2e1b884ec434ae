"""A summary as Markdown: for mail, for forms on the web, for repositories."""

import re
from functools import singledispatch

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
from events.summaries.summary import Summary

SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#])")
# What makes a list or a heading only at the head of a line.
LEADING = re.compile(r"^(\s*)([+=-]|\d+(?=[.)]))")


def render(summary: Summary) -> bytes:
    """The summary in UTF-8."""
    parts = [
        f"# {escaped(summary.title.text)}",
        inline(subtitle(summary)),
        block(facts(summary)),
    ]
    for section in outline(summary):
        parts += [f"## {escaped(section.heading)}", *map(block, section.blocks)]
    return ("\n\n".join(parts) + "\n").encode()


def escaped(text: str) -> str:
    """The text so that no sign of it is markup."""
    line = SPECIAL.sub(r"\\\1", " ".join(text.split()))
    if found := LEADING.match(line):
        sign = found.group(2)
        # A number is no escape: its full stop is.
        line = f"{sign}\\{line[found.end() :]}" if sign.isdigit() else f"\\{line}"
    return line


def inline(line: Line) -> str:
    """A line of stretches, with links and strong text; spaces between them stay."""
    return "".join(map(_stretch, line))


def _stretch(run: Run) -> str:
    core = run.text.strip()
    if not core:
        return run.text
    before, after = run.text[: run.text.index(core)], run.text.rstrip()
    text = escaped(core)
    if run.is_strong:
        text = f"**{text}**"
    if run.href:
        address = run.href.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
        text = f"[{text}](<{address}>)"
    return f"{before}{text}{run.text[len(after) :]}"


@singledispatch
def block(of: Block) -> str:
    """One block."""
    raise TypeError(of)


@block.register
def _paragraph(of: Paragraph) -> str:
    return f"*{inline(of.line)}*" if of.is_note else inline(of.line)


@block.register
def _facts(of: Facts) -> str:
    return "\n".join(f"- **{escaped(name)}:** {inline(line)}" for name, line in of.rows)


@block.register
def _heading(of: Heading) -> str:
    return f"### {escaped(of.run.text)}"


@block.register
def _items(of: Items) -> str:
    return "\n".join(f"- {inline(line)}" for line in of.lines)


@block.register
def _table(of: Table) -> str:
    rows = [[escaped(name) for name in of.header], ["---"] * len(of.header)]
    rows += [[inline(cell) for cell in row] for row in of.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


@block.register
def _quotation(of: Quotation) -> str:
    parts = [escaped(of.words.text), f"— {inline(of.attribution)}"]
    parts += [inline(of.original)] if of.original else []
    parts.append("  \n> ".join(inline(line) for line in of.details))
    return "\n>\n".join(f"> {part}" for part in parts)
