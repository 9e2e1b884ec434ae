"""The text of a file as parsed JSON, or the place where it stops being JSON."""

import json
from typing import Any

from django.utils.translation import gettext as _

from events.transfer.faults import Refused


def load(content: bytes) -> Any:
    """The value that the bytes hold. Raises Refused with line and column."""
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused([_("line %d: This is not UTF-8.") % line]) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno, "fault": error.msg}
        raise Refused(
            [_("line %(line)d, column %(column)d: This is not JSON: %(fault)s.") % place]
        ) from error
    except RecursionError as error:
        raise Refused([_("The file is nested too deeply to be an event.")]) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, value in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise Refused([_("The key “%s” stands twice in one object.") % key for key in twice])
    return dict(pairs)


def _no_number(name: str) -> None:
    raise Refused([_("%s is no number that JSON knows.") % name])
