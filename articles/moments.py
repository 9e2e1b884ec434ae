"""Since when and until when readers see an edition: conditions, for any query that joins one."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone


def is_edition_shown(at: datetime | None = None, path: str = "") -> Q:
    """The condition that readers may open the edition at `path` at the moment `at`."""
    at = at or timezone.now()
    stays = Q(**{f"{path}withdrawn_at": None}) | Q(**{f"{path}withdrawn_at__gt": at})
    return stays & Q(**{f"{path}live_from__lte": at})


def is_edition_live(at: datetime | None = None, path: str = "") -> Q:
    """The condition that readers see the edition at `path` at the moment `at`."""
    at = at or timezone.now()
    last = Q(**{f"{path}superseded_at": None}) | Q(**{f"{path}superseded_at__gt": at})
    return is_edition_shown(at, path) & last
