"""Recordings: at an address, or uploaded."""

import hashlib

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.models import Recording
from newsroom.recordadmin import RecordAdmin


@admin.register(Recording)
class RecordingAdmin(RecordAdmin):
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

    def save_model(self, request, obj, form, change):
        if "file" in form.changed_data:
            obj.sha256 = _sha256(obj.file) if obj.file else ""
        super().save_model(request, obj, form, change)

    @admin.display(description=_("length"), ordering="length_ms")
    def length(self, recording):
        minutes, seconds = divmod((recording.length_ms or 0) // 1000, 60)
        return f"{minutes}:{seconds:02}" if recording.length_ms else ""


def _sha256(file) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
