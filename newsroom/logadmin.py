"""The log: who did what, to those who may see what it was done to."""

import datetime as dt

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.folding import fold
from newsroom.history import explain
from newsroom.keys import KeyListMixin
from newsroom.models import LogEntry
from newsroom.recordadmin import ReadOnlyMixin


class SeenFilter(admin.RelatedFieldListFilter):
    """Offers whatever an entry that one may see is about, and looks for one entry of each."""

    def field_choices(self, field, request, model_admin):
        entries = model_admin.get_queryset(request).filter(**{field.name: OuterRef("pk")})
        found = field.remote_field.model._default_manager.filter(Exists(entries))
        return sorted(((row.pk, str(row)) for row in found), key=lambda choice: choice[1])


class NewestPaginator(Paginator):
    """Pages of the newest rows; it counts no further than somebody would turn them."""

    limit = 5000

    @cached_property
    def count(self):
        return self.object_list[: self.limit].count()


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyMixin, KeyListMixin, admin.ModelAdmin):
    list_display = ["at", "user", "action", "label", "content_type", "explanation"]
    list_filter = ["at", "action", ("user", SeenFilter), ("content_type", SeenFilter)]
    list_select_related = ["user", "content_type"]
    list_display_links = None
    sortable_by = ["at"]
    search_fields = ["folded"]
    search_help_text = _("Words of what it was done to, or a day: 2026-03-14.")
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    list_per_page = 50
    paginator = NewestPaginator
    fields = ["at", "user", "action", "content_type", "label", "explanation", "fingerprint"]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_search_results(self, request, queryset, search_term):
        """Entries with each word, on each day of the term."""
        for word in search_term.split():
            queryset = queryset.filter(
                **(_on_day(word) or {"folded__contains": fold(word) or word})
            )
        return queryset, False

    @admin.display(description=_("details"))
    def explanation(self, entry):
        return explain(entry)


def _on_day(word: str) -> dict[str, dt.datetime]:
    """The condition that something was done on the day that the word names; empty for another
    word."""
    try:
        day = parse_date(word)
    except ValueError:
        return {}
    if day is None or not dt.date.min < day < dt.date.max:
        return {}
    start, end = (
        timezone.make_aware(dt.datetime.combine(date, dt.time.min))
        for date in (day, day + dt.timedelta(days=1))
    )
    return {"at__gte": start, "at__lt": end}
