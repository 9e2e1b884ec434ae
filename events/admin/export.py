"""The button that takes a summary of an event out."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.summaries.views import event_export

LABELS = {
    "docx": _("Word"),
    "xlsx": _("Excel: participants, statements and articles as tables"),
    "csv": _("CSV: the statements as a table"),
    "md": _("Markdown"),
    "json": _("JSON"),
}


class ExportMixin:
    """A page on which staff choose format and language of a summary."""

    def export_tools(self, request, obj) -> list[tuple[str, str]]:
        """The button, where there is something to take out and a right to it."""
        if not (obj.is_published and request.user.has_perm("events.export_event")):
            return []
        return [(reverse("admin:events_event_export", args=[obj.pk]), gettext("Export a summary"))]

    def get_urls(self):
        view = self.admin_site.admin_view(self.export_view)
        return [path("<int:pk>/export/", view, name="events_event_export"), *super().get_urls()]

    def export_view(self, request, pk):
        """The summary in the chosen format, or the page that asks for it."""
        if "format" in request.GET:
            return event_export(request, pk)
        if not request.user.has_perm("events.export_event"):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Export a summary"),
            "opts": self.opts,
            "event": get_object_or_404(Event.objects.published(), pk=pk),
            "formats": LABELS.items(),
            "languages": settings.LANGUAGES,
        }
        return TemplateResponse(request, "admin/events/export.html", context)
