"""Small pieces of a summary, taken from records."""

from typing import Any

from django.conf import settings
from django_countries import countries

from events.attribution import Label
from events.summaries.summary import Choice, Speaker, Words

NOTHING = Words("", "")


def absolute(path: str) -> str:
    """The address outside this site; empty for an empty path."""
    return path if not path or "://" in path else f"{settings.SITE_URL}{path}"


def choice(record: Any, field: str) -> Choice:
    """The kind that a record has in a field."""
    return Choice(str(getattr(record, field)), str(getattr(record, f"get_{field}_display")()))


def country(code: str) -> Choice | None:
    """The country of two letters."""
    return Choice(code, str(countries.name(code))) if code else None


def speaker(label: Label) -> Speaker:
    """Who a label names."""
    return Speaker(
        label.name, label.post, label.organization, label.language, absolute(label.person_url)
    )


def lines(text: Any, field: str) -> list[Words]:
    """The lines of one field of a text."""
    found = getattr(text, field).splitlines() if text else []
    return [Words(line.strip(), text.language) for line in found if line.strip()]


def words(text: Any, field: str) -> Words:
    """One field of a text."""
    return Words(getattr(text, field), text.language) if text else NOTHING


def name_of(record: Any) -> Words:
    """The displayed name of a person, an organization or a topic."""
    if record is None:
        return NOTHING
    name = record.name if hasattr(record, "name_in") else record.text
    return Words(str(name), name.language) if name else Words(record.slug, "")


def session_title(participation: Any) -> Words:
    """The title of the session of a participation."""
    return words(participation.session.text, "title") if participation.session else NOTHING
