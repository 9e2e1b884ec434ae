"""Checks: added, and never changed."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models import Check, Recording, Wording
from events.timecode import TimecodeField
from newsroom.keys import key
from newsroom.recordadmin import RecordAdmin
from newsroom.recordforms import RecordForm


class CheckForm(RecordForm):
    start_ms = TimecodeField(label=_("beginning"), required=False, help_text=_("12:34 or 1:02:03"))
    end_ms = TimecodeField(label=_("end"), required=False)


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
