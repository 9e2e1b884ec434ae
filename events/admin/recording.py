"""Recordings: at an address, or uploaded; a file is played here whoever may hear it elsewhere."""

import hashlib

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.listening import listen_url
from events.models import Recording
from events.timecode import TimecodeField, timecode
from newsroom.media import ranged
from newsroom.recordadmin import RecordAdmin, StackedRecordInline
from newsroom.recordforms import LineForm, RecordForm

LENGTH_HELP = _("1:02:03. Left empty, it is taken from the file with the first check.")


class SumMixin:
    """Reads the length as people write it, and keeps the sum of a file that was uploaded."""

    def save(self, commit=True):
        if "file" in self.changed_data:
            self.instance.sha256 = _sha256(self.instance.file) if self.instance.file else ""
        return super().save(commit)


class RecordingForm(SumMixin, RecordForm):
    length_ms = TimecodeField(label=_("length"), required=False, help_text=LENGTH_HELP)


class RecordingLineForm(SumMixin, LineForm):
    length_ms = TimecodeField(label=_("length"), required=False, help_text=LENGTH_HELP)


class RecordingInline(StackedRecordInline):
    model = Recording
    form = RecordingLineForm
    fields = [("title", "language", "length_ms"), ("address", "file")]
    show_change_link = True


@admin.register(Recording)
class RecordingAdmin(RecordAdmin):
    form = RecordingForm
    list_display = ["__str__", "event", "language", "length"]
    list_select_related = ["event"]
    list_filter = ["language", ("archive_copy", admin.EmptyFieldListFilter)]
    search_fields = ["event__texts__folded", "event__slug"]
    autocomplete_fields = ["event"]
    readonly_fields = ["sha256"]
    fields = [
        "event",
        "title",
        "address",
        "file",
        "language",
        "length_ms",
        "archive_copy",
        "sha256",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("event__texts")

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "event"] if obj else self.readonly_fields

    def get_urls(self):
        view = self.admin_site.admin_view(self.file_view)
        return [path("<int:pk>/file/", view, name="events_recording_file"), *super().get_urls()]

    def file_view(self, request, pk):
        """The sound or film, by ranges, for those who may see the record of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        recording = get_object_or_404(Recording, pk=pk)
        if not recording.file:
            raise Http404("The recording stands at an address elsewhere.")
        return ranged(request, recording.file.name)

    def tools(self, request, obj):
        event = reverse("admin:events_event_change", args=[obj.event_id])
        return [
            (listen_url(obj.event, recording=obj.pk), gettext("Check against the recording")),
            (event, gettext("Event")),
        ]

    @admin.display(description=_("length"), ordering="length_ms")
    def length(self, recording):
        return timecode(recording.length_ms) if recording.length_ms else ""


def _sha256(file) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
