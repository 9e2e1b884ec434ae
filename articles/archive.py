"""The archive: what was published in a year, or in a month of it."""

import calendar
import datetime as dt

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from articles.models import Edition

# Those in which somebody may have published something; a clock near the ends of time fails.
YEARS = range(1800, 2200)


class Archive:
    """All time, a year, or a month; raises Http404 for a month that no calendar has."""

    def __init__(self, year: int | None = None, month: int | None = None):
        if year is not None and year not in YEARS:
            raise Http404("There is no such year.")
        if month is not None and month not in range(1, 13):
            raise Http404("There is no such month.")
        self.year, self.month = year, month

    @property
    def day(self) -> dt.date:
        """The first day of the year or month."""
        return dt.date(self.year or dt.MINYEAR, self.month or 1, 1)

    @property
    def years(self) -> range:
        """The years that hold something, the latest first."""
        first = Edition.objects.live().listed().in_language(get_language()).earliest_date()
        today = timezone.localdate()
        return range(today.year, timezone.localtime(first).year - 1, -1) if first else range(0)

    @property
    def months(self) -> list[dt.date]:
        """The months of the year, up to the present one."""
        today = timezone.localdate()
        months = [dt.date(self.year, month, 1) for month in range(1, 13)] if self.year else []
        return [month for month in months if month <= today]

    def of(self, editions):
        """Those of the editions that are dated in this time."""
        if self.year is None:
            return editions
        months = (self.month, self.month) if self.month else (1, 12)
        last = calendar.monthrange(self.year, months[1])[1]
        return editions.dated_between(
            dt.date(self.year, months[0], 1), dt.date(self.year, months[1], last)
        )
