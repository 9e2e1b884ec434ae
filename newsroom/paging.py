"""Lists in pages by key: a page begins where the one before ended, and nothing is counted."""

import json
from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import b64_decode, b64_encode
from django.db import DataError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

LONGEST_CURSOR = 500


@dataclass(frozen=True)
class Page:
    """A part of a list, and the query string of the part after it."""

    items: list
    next: str
    is_first: bool

    def each(self, name: str) -> "Page":
        """The page with what each item holds under the name."""
        return Page([getattr(item, name) for item in self.items], self.next, self.is_first)

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


def page(request: HttpRequest, rows: QuerySet, *keys: str, size: int = 20) -> Page:
    """The part of the rows that the request asks for, ordered by the keys.

    A key is a field, with `-` for falling order; the last one is unique. Raises Http404 for a
    cursor that is none.
    """
    rows = rows.order_by(*keys)
    cursor = request.GET.get("before", "")
    if cursor:
        rows = _after(rows, keys, cursor)
    items = _items(rows, size + 1, is_asked_for=bool(cursor))
    more = len(items) > size
    rest = {name: value for name, value in request.GET.items() if name != "before"}
    query = urlencode(rest | {"before": _cursor(items[size - 1], keys)}) if more else ""
    return Page(items[:size], query, not cursor)


def _items(rows: QuerySet, number: int, *, is_asked_for: bool) -> list:
    """The first rows. Raises Http404 where a cursor holds what no database compares with."""
    try:
        return list(rows[:number])
    except (ValueError, OverflowError, DataError) as error:
        if is_asked_for:
            raise Http404("There is no such page of this list.") from error
        raise


def _cursor(item: object, keys: tuple[str, ...]) -> str:
    values = [_value(item, key.lstrip("-")) for key in keys]
    return b64_encode(json.dumps(values, cls=DjangoJSONEncoder).encode()).decode()


def _value(item: object, path: str):
    return reduce(getattr, path.split("__"), item)


def _after(rows: QuerySet, keys: tuple[str, ...], cursor: str) -> QuerySet:
    if len(cursor) > LONGEST_CURSOR:
        raise Http404("There is no such page of this list.")
    try:
        values = json.loads(b64_decode(cursor.encode()))
        alternatives = [_alternative(keys, values, n) for n in range(len(keys))]
        # The first condition follows from the others; it lets an index begin where the page does.
        return rows.filter(_beyond(keys[0], values[0], "e"), reduce(or_, alternatives))
    except (ValueError, TypeError, LookupError, OverflowError, ValidationError) as error:
        raise Http404("There is no such page of this list.") from error


def _alternative(keys: tuple[str, ...], values: list, n: int) -> Q:
    """Equal in the first `n` keys and beyond in the next."""
    same = {key.lstrip("-"): value for key, value in zip(keys[:n], values[:n], strict=True)}
    return Q(**same) & _beyond(keys[n], values[n])


def _beyond(key: str, value, or_equal: str = "") -> Q:
    """The condition that a row stands after the value in the order of the key."""
    lookup = "lt" if key.startswith("-") else "gt"
    return Q(**{f"{key.lstrip('-')}__{lookup}{or_equal}": value})
