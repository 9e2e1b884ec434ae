"""The files of the demonstration: JSON of the record, and articles with a few lines of headers."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

HERE = Path(__file__).parent
DAYS_AHEAD = re.compile(r"\+(\d+)")
MOMENTS = {"published_at", "record_from"}
DIVIDER = "=== edition\n"


@dataclass(frozen=True)
class Part:
    """One edition in a file: its headers, each with all its values, and its body."""

    headers: dict[str, list[str]]
    body: str

    def get(self, name: str) -> str:
        """The value of a header that stands once; empty where it is missing."""
        return self.headers.get(name, [""])[0]


@dataclass(frozen=True)
class ArticleFile:
    """An article with its editions, the first one with all that belongs to the article."""

    slug: str
    language: str
    parts: list[Part]


def base() -> dict[str, Any]:
    """People, organizations, topics, sections and pictures."""
    return json.loads((HERE / "base.json").read_text())


def events() -> list[dict[str, Any]]:
    """The events, with moments counted from today."""
    paths = sorted((HERE / "events").glob("*.json"))
    return [counted(json.loads(path.read_text())) for path in paths]


def articles() -> list[ArticleFile]:
    """The articles."""
    return [_article(path) for path in sorted((HERE / "articles").glob("*.html"))]


def counted(value: Any, key: str = "") -> Any:
    """The value with `+18` replaced by the day, or the moment, eighteen days from now."""
    if isinstance(value, dict):
        return {name: counted(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [counted(each) for each in value]
    if isinstance(value, str) and DAYS_AHEAD.fullmatch(value):
        return moment(value).isoformat() if key in MOMENTS else day(value).isoformat()
    return value


def day(text: str) -> date:
    """A date, or a day ahead."""
    ahead = DAYS_AHEAD.fullmatch(text)
    if ahead:
        return timezone.localdate() + timedelta(days=int(ahead.group(1)))
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    """A moment with its offset, or nine in the morning of a day ahead."""
    if DAYS_AHEAD.fullmatch(text):
        return timezone.make_aware(datetime.combine(day(text), time(9)))
    return datetime.fromisoformat(text)


def _article(path: Path) -> ArticleFile:
    slug, language = path.stem.rsplit(".", 1)
    return ArticleFile(slug, language, [_part(text) for text in path.read_text().split(DIVIDER)])


def _part(text: str) -> Part:
    head, _blank, body = text.partition("\n\n")
    headers: dict[str, list[str]] = {}
    for line in head.splitlines():
        name, _colon, value = line.partition(":")
        headers.setdefault(name.strip(), []).append(value.strip())
    return Part(headers, body.strip())
