"""Lists in pages by key: a page begins where the one before ended, and nothing is counted."""

import json
from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import b64_decode, b64_encode
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest


@dataclass(frozen=True)
class Page:
    """A part of a list, and the query string of the part after it."""

    items: list
    next: str
    is_first: bool

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


def page(request: HttpRequest, rows: QuerySet, *keys: str, size: int = 20) -> Page:
    """The part of the rows that the request asks for, ordered by the keys.

    A key is a field, with `-` for falling order; the last one is unique. `topic_rows__dated_at`
    is read off an item as `dated_at` where the first step leads to many. Raises Http404 for a
    cursor that is none.
    """
    rows = rows.order_by(*keys)
    cursor = request.GET.get("before", "")
    if cursor:
        rows = _after(rows, keys, cursor)
    items = list(rows[: size + 1])
    more = len(items) > size
    rest = {name: value for name, value in request.GET.items() if name != "before"}
    query = urlencode(rest | {"before": _cursor(items[size - 1], keys)}) if more else ""
    return Page(items[:size], query, not cursor)


def _cursor(item: object, keys: tuple[str, ...]) -> str:
    values = [_value(item, key.lstrip("-")) for key in keys]
    return b64_encode(json.dumps(values, cls=DjangoJSONEncoder).encode()).decode()


def _value(item: object, path: str):
    for step in path.split("__"):
        found = getattr(item, step)
        item = item if hasattr(found, "all") else found
    return item


def _after(rows: QuerySet, keys: tuple[str, ...], cursor: str) -> QuerySet:
    try:
        values = json.loads(b64_decode(cursor.encode()))
        alternatives = [_alternative(keys, values, n) for n in range(len(keys))]
        return rows.filter(reduce(or_, alternatives))
    except (ValueError, TypeError, IndexError, KeyError, ValidationError) as error:
        raise Http404("There is no such page of this list.") from error


def _alternative(keys: tuple[str, ...], values: list, n: int) -> Q:
    """Equal in the first `n` keys and beyond in the next."""
    same = {key.lstrip("-"): value for key, value in zip(keys[:n], values[:n], strict=True)}
    beyond = "lt" if keys[n].startswith("-") else "gt"
    return Q(**same, **{f"{keys[n].lstrip('-')}__{beyond}": values[n]})
