"""The kinds of value that a file may hold, each held against the field that will keep it.

A shape reads a value of parsed JSON: what comes back is of the type that the model wants, with
the defaults of what is missing; BAD stands for what was refused, after a fault was noted.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django_countries import countries

from events.attribution import Rule
from events.transfer.faults import BAD, Faults, inside

MISSING = object()
PATTERNS = {
    models.DateTimeField: r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)",
    models.DateField: r"\d{4}-\d\d-\d\d",
    models.TimeField: r"\d\d:\d\d(:\d\d(\.\d{1,6})?)?",
}
PARSERS: dict[type, Any] = {
    models.DateTimeField: datetime.fromisoformat,
    models.DateField: date.fromisoformat,
    models.TimeField: time.fromisoformat,
}


class Shape(Protocol):
    """What may stand at one place of a file."""

    def read(self, value: Any, path: str, faults: Faults) -> Any:
        """The value as the model wants it, or BAD; MISSING gives the default."""


def text_fault(value: Any) -> str:
    """Why a value is no text that a database can keep; empty when it is one."""
    if not isinstance(value, str):
        return _("This must be a text in quotation marks.")
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        return _("This holds a sign that is no letter.")
    return ""


@dataclass(frozen=True)
class Value:
    """One value, as a field of a model holds it."""

    field: models.Field

    def read(self, value: Any, path: str, faults: Faults) -> Any:
        """The value that the field accepts."""
        if value is MISSING:
            return self._default(path, faults)
        if value is None and self.field.null:
            return None
        if fault := self._type_fault(value):
            return faults.add(path, fault)
        if isinstance(value, str):
            value = unicodedata.normalize("NFC", value)
        try:
            return self.field.clean(self._parsed(value), None)
        except ValidationError as error:
            return faults.add_error(path, error, {})
        except ValueError:
            return faults.add(path, _("There is no such day or hour: “%s”.") % value)

    def _default(self, path: str, faults: Faults) -> Any:
        if not (self.field.has_default() or self.field.blank):
            return faults.add(path, _("This is missing."))
        return self.field.get_default()

    def _type_fault(self, value: Any) -> str:
        if isinstance(self.field, models.IntegerField):
            is_whole = isinstance(value, int) and not isinstance(value, bool)
            return "" if is_whole else _("This must be a whole number.")
        if fault := text_fault(value):
            return fault
        pattern = self._for_this(PATTERNS)
        if pattern and not re.fullmatch(pattern, value, re.ASCII):
            return self._for_this(SENTENCES)() % value
        return ""

    def _parsed(self, value: Any) -> Any:
        parse = self._for_this(PARSERS)
        return parse(value) if parse else value

    def _for_this(self, table: dict[type, Any]) -> Any:
        return next((what for kind, what in table.items() if isinstance(self.field, kind)), None)


SENTENCES: dict[type, Any] = {
    models.DateTimeField: lambda: _(
        "“%s” is no moment with its offset, such as 2026-10-14T09:00:00+03:00."
    ),
    models.DateField: lambda: _("“%s” is no date such as 2026-10-14."),
    models.TimeField: lambda: _("“%s” is no hour such as 14:00."),
}


@dataclass(frozen=True)
class Key:
    """A name by which another place of the file refers to this one, or to a record."""

    is_required: bool = False

    def read(self, value: Any, path: str, faults: Faults) -> Any:
        """The name; None where there is none."""
        if value is MISSING or value is None:
            return faults.add(path, _("This is missing.")) if self.is_required else None
        if fault := text_fault(value):
            return faults.add(path, fault)
        return value or faults.add(path, _("This must not be empty."))


class RuleName:
    """A rule of attribution by its name: on_record, post_only ..."""

    def read(self, value: Any, path: str, faults: Faults) -> Any:
        """The rule."""
        names = [rule.name.lower() for rule in Rule]
        if value is MISSING:
            return Rule.ON_RECORD
        if value not in names:
            return faults.add(path, _("A rule is one of: %s.") % ", ".join(names))
        return Rule[value.upper()]


class Names:
    """A list of texts, each once: slugs of topics, tags of languages."""

    def read(self, value: Any, path: str, faults: Faults) -> Any:
        """The texts in their order."""
        if value is MISSING:
            return []
        if not isinstance(value, list):
            return faults.add(path, _("This must be a list."))
        found = len(faults.lines)
        for index, item in enumerate(value):
            if fault := text_fault(item) or self.fault(item):
                faults.add(f"{path}[{index}]", fault)
            elif item in value[:index]:
                faults.add(f"{path}[{index}]", _("“%s” stands here already.") % item)
        return value if len(faults.lines) == found else BAD

    def fault(self, item: str) -> str:
        """Why an item cannot stand in the list."""
        return "" if item.strip() else _("This must not be empty.")


class Lines(Names):
    """A list of texts that is kept as one, a line each."""

    def read(self, value: Any, path: str, faults: Faults) -> Any:
        """The text of all lines."""
        lines = super().read(value, path, faults)
        return lines if lines is BAD else unicodedata.normalize("NFC", "\n".join(lines))

    def fault(self, item: str) -> str:
        """Why an item is no line."""
        if len(item.splitlines()) > 1:
            return _("This must be one line.")
        return super().fault(item)


class Countries(Names):
    """A list of countries by their two letters."""

    def fault(self, item: str) -> str:
        """Why an item is no country."""
        return "" if item in dict(countries) else _("There is no country “%s”.") % item


@dataclass(frozen=True)
class Record:
    """An object with these keys and no others."""

    keys: dict[str, Shape]

    def read(self, value: Any, path: str, faults: Faults) -> Any:
        """A value for each key; BAD when it is no object at all."""
        if value is MISSING:
            value = {}
        if not isinstance(value, dict):
            return faults.add(path, _("This must be an object."))
        for key in value:
            if key not in self.keys:
                faults.add(inside(path, key), _("There is no such key in this format."))
        return {
            key: shape.read(value.get(key, MISSING), inside(path, key), faults)
            for key, shape in self.keys.items()
        }


@dataclass(frozen=True)
class Rows:
    """A list of objects of one shape, whose `key` names each once."""

    record: Record
    key: str = ""

    def read(self, value: Any, path: str, faults: Faults) -> Any:
        """The objects in their order."""
        if value is MISSING:
            return []
        if not isinstance(value, list):
            return faults.add(path, _("This must be a list."))
        rows = [
            self.record.read(row, f"{path}[{index}]", faults) for index, row in enumerate(value)
        ]
        return self._each_once(rows, path, faults) if self.key else rows

    def _each_once(self, rows: list[Any], path: str, faults: Faults) -> list[Any]:
        seen: set[Any] = {None, BAD}
        for index, row in enumerate(rows):
            name = BAD if row is BAD else row[self.key]
            if name in seen - {None, BAD}:
                place = f"{path}[{index}].{self.key}"
                row[self.key] = faults.add(place, _("“%s” stands here already.") % name)
            seen.add(name)
        return rows


@dataclass(frozen=True)
class ByLanguage:
    """An object with a text of one shape for each language."""

    record: Record
    language: models.Field = field(repr=False)

    def read(self, value: Any, path: str, faults: Faults) -> Any:
        """The texts by language; those in a language that is not kept are left out."""
        if value is MISSING:
            return {}
        if not isinstance(value, dict):
            return faults.add(path, _("This must be an object."))
        known = {
            language
            for language in value
            if Value(self.language).read(language, inside(path, language), faults) is not BAD
        }
        return {
            language: self.record.read(row, inside(path, language), faults)
            for language, row in value.items()
            if language in known
        }
