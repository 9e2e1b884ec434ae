"""What readers may see, and since when: conditions, for any query that joins an event or statement.

As a condition on joined rows each costs what is asked for; `event__in=` would cost all events.
"""

from datetime import datetime

from django.db.models import Q
from django.db.models.lookups import Exact, LessThanOrEqual
from django.utils import timezone

from events.attribution import Rule, statement_rule

# Values of Statement.State and Statement.Kind, whose queries are built of this.
CONFIRMED, WITHDRAWN, PARAPHRASE = "confirmed", "withdrawn", "indirect"


def is_event_public(at: datetime | None = None, path: str = "") -> Q:
    """The condition that the event at `path` may be seen at the moment `at`; never one off the
    record."""
    return Q(
        **{f"{path}published_at__lte": at or timezone.now(), f"{path}rule__lt": Rule.OFF_RECORD}
    )


def is_record_open(at: datetime | None = None, path: str = "") -> Q:
    """The condition that readers may see at the moment `at` what was said at the event of the
    statement at `path`."""
    event = f"{path}participation__event__"
    return is_event_public(at, event) & Q(**{f"{event}record_from__lte": at or timezone.now()})


def is_statement_public(at: datetime | None = None, path: str = "") -> Q:
    """The condition that the statement at `path` may be printed at the moment `at`."""
    return Q(**{f"{path}state": CONFIRMED}) & _is_printable(at, path)


def is_statement_printable(at: datetime | None = None, path: str = "") -> Q:
    """The condition that the statement at `path`, or the one that it was merged into, is public."""
    stands = Q(**{f"{path}state": CONFIRMED}) | Q(**{f"{path}merged_into__state": CONFIRMED})
    return stands & _is_printable(at, path)


def is_statement_told(at: datetime | None = None, path: str = "") -> Q:
    """The condition that the statement at `path` is public, or that its address tells why it was
    withdrawn; or that it leads to another one that does."""
    gone = Q(**{f"{path}state": WITHDRAWN}) | Q(**{f"{path}merged_into__state": WITHDRAWN})
    return is_statement_printable(at, path) | gone & is_record_open(at, path)


def _is_printable(at: datetime | None, path: str) -> Q:
    """The condition that the record is open and the rule lets the words be printed.

    Not for attribution, exact words and what all agreed on would show who was there, so only
    paraphrases are public.
    """
    rule = statement_rule(path)
    paraphrase = Q(**{f"{path}kind": PARAPHRASE})
    return is_record_open(at, path) & (
        Q(LessThanOrEqual(rule, Rule.POST_ONLY))
        | Q(Exact(rule, Rule.NOT_FOR_ATTRIBUTION)) & paraphrase
    )
