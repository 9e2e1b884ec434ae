"""Rows on their way into the database, each held against every rule it has."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction

from events.transfer.faults import BAD, Faults
from newsroom.refusals import sentence


class Rows:
    """Writes rows inside a transaction; what is refused becomes a fault and is not written.

    A row that depends on a refused one is still held against its own rules, so that one reading
    tells all faults.
    """

    def __init__(self, faults: Faults):
        self.faults = faults

    def add(
        self,
        path: str,
        model: type[models.Model],
        values: dict[str, Any],
        keys: dict[str, str] | None = None,
    ) -> Any:
        """The written row, or BAD; `keys` are the file's own names of fields."""
        good = {name: value for name, value in values.items() if value is not BAD}
        return self.write(path, model(**good), values.keys() - good.keys(), keys)

    def write(
        self, path: str, row: Any, refused: set[str] | None = None, keys: dict | None = None
    ) -> Any:
        """The row, validated and saved; only validated where some of its fields were `refused`."""
        try:
            row.full_clean(exclude=refused or None)
        except ValidationError as error:
            return self.faults.add_error(path, error, keys or {})
        if refused:
            return BAD
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            return self.faults.add(path, sentence(error))
        except DataError as error:
            return self.faults.add(path, error)
        return row

    def find(self, path: str, known: Callable[[Any], Any], key: Any, missing: str) -> Any:
        """What a key stands for: None for None, BAD where it stands for nothing."""
        if key is None or key is BAD:
            return key
        found = known(key)
        return self.faults.add(path, missing % key) if found is None else found

    def add_texts(
        self, path: str, model: type[models.Model], owner: str, row: Any, texts: Any
    ) -> None:
        """Writes the texts of a row, one a language."""
        for language, text in {} if texts is BAD else texts.items():
            if text is not BAD:
                self.add(
                    f"{path}.texts.{language}", model, {owner: row, "language": language, **text}
                )


def of_file(data: Any, names: list[str]) -> dict[str, Any]:
    """The values of a row's plain fields."""
    return {name: data[name] for name in names}


def each(rows: Any, path: str):
    """The rows of a list that could be read, each with its path."""
    if rows is not BAD:
        yield from ((f"{path}[{index}]", row) for index, row in enumerate(rows) if row is not BAD)
