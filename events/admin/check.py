"""Checks: added, and never changed."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models import Check, Recording, Wording
from events.timecode import TimecodeField, timecode
from newsroom.keys import key
from newsroom.recordadmin import RecordAdmin
from newsroom.recordforms import RecordForm


class CheckForm(RecordForm):
    start_ms = TimecodeField(label=_("beginning"), required=False, help_text=_("12:34 or 1:02:03"))
    end_ms = TimecodeField(label=_("end"), required=False)

    def clean(self):
        super().clean()
        recording = self.cleaned_data.get("recording")
        refuse_beyond_end(self, recording.length_ms if recording else None)
        return self.cleaned_data


def refuse_beyond_end(form, length: int | None) -> None:
    """Says at the moments of a check which of them come after the recording has ended."""
    for name in ("start_ms", "end_ms"):
        moment = form.cleaned_data.get(name)
        # Seconds are typed and read off, so the last one counts as inside.
        if length and moment and moment >= length + 1000:
            told = _("The recording ends at %(length)s, before %(moment)s.")
            params = {"length": timecode(length), "moment": timecode(moment)}
            form.add_error(name, ValidationError(told, params=params))


@admin.register(Check)
class CheckAdmin(RecordAdmin):
    form = CheckForm
    list_display = ["wording", "method", "outcome", "moment", "checked_by", "checked_at"]
    list_filter = ["method", "outcome", "checked_by"]
    list_select_related = ["wording", "recording", "checked_by"]
    date_hierarchy = "checked_at"
    search_fields = ["wording__folded", "wording__statement__public_id"]
    autocomplete_fields = ["wording", "recording"]
    fields = ["wording", "method", ("recording", "start_ms", "end_ms"), "outcome", "heard", "note"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        wording = key(initial.get("wording"))
        recordings = Recording.objects.filter(
            event__participations__statements__wordings=wording
        ).distinct()[:2]
        if len(recordings) == 1:
            initial |= {"recording": recordings[0].pk, "method": Check.Method.RECORDING}
        return initial

    def save_model(self, request, obj, form, change):
        obj.checked_by = request.user
        super().save_model(request, obj, form, change)

    def response_post_save_add(self, request, obj):
        statement = Wording.objects.get(pk=obj.wording_id).statement_id
        return HttpResponseRedirect(reverse("admin:events_statement_change", args=[statement]))

    @admin.display(description=_("moment"))
    def moment(self, check):
        return check.timecode
