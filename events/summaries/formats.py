"""The formats in which a summary can be had."""

from collections.abc import Callable
from dataclasses import dataclass

from events.summaries import as_csv, as_docx, as_json, as_markdown, as_xlsx
from events.summaries.summary import Summary


@dataclass(frozen=True)
class Format:
    """How a summary is rendered, and what browsers are told of it."""

    render: Callable[[Summary], bytes]
    content_type: str
    is_binary: bool = False


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "docx": Format(as_docx.render, f"{OFFICE}.wordprocessingml.document", is_binary=True),
    "xlsx": Format(as_xlsx.render, f"{OFFICE}.spreadsheetml.sheet", is_binary=True),
    "csv": Format(as_csv.render, "text/csv; charset=utf-8; header=present"),
    "md": Format(as_markdown.render, "text/markdown; charset=utf-8"),
    "json": Format(as_json.render, "application/json"),
}


def filename(summary: Summary, name: str) -> str:
    """The name of the file: the slug, which is public, the language, and nothing else."""
    return f"{summary.slug}.{summary.language}.{name}"
