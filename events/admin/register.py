"""A list of statements, taken out of the admin as a table."""

from django.contrib import admin, messages
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Statement
from events.summaries.exporting import log_table
from events.summaries.register import TooMany
from events.summaries.views import table_response


class RegisterMixin:
    """The chosen statements as CSV and as Excel: of them, those that readers may see."""

    def has_export_permission(self, request) -> bool:
        """Who takes lists out."""
        return request.user.has_perm("events.export_event")

    @admin.action(permissions=["export"], description=_("Take out as CSV"))
    def export_csv(self, request, queryset):
        return self._table(request, queryset, "csv")

    @admin.action(permissions=["export"], description=_("Take out as Excel"))
    def export_xlsx(self, request, queryset):
        return self._table(request, queryset, "xlsx")

    def _table(self, request, queryset, form: str):
        """The file, or why there is none."""
        chosen = Statement.objects.filter(pk__in=queryset.order_by().values("pk"))
        if not chosen.public().exists():
            told = gettext("None of the chosen statements is public, so that no table was made.")
            self.message_user(request, told, messages.WARNING)
            return None
        try:
            response = table_response(chosen.newest(), form, request.LANGUAGE_CODE)
        except TooMany as error:
            self.message_user(request, str(error), messages.WARNING)
            return None
        log_table(request.user, chosen, form, request.LANGUAGE_CODE)
        return response
