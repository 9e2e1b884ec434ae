"""Translations of words whose original was corrected: looked at, and found right all the same."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Wording
from newsroom.keys import key
from newsroom.models import LogEntry


class OlderFilter(admin.SimpleListFilter):
    """Whether a translation of the words is older than its original."""

    title = gettext_lazy("translations")
    parameter_name = "translations"

    def lookups(self, request, model_admin):
        return [("older", gettext_lazy("older than the original"))]

    def queryset(self, request, queryset):
        return queryset.with_older_translations() if self.value() == "older" else queryset


class AgreeingMixin:
    """The page on which an editor holds a translation against the corrected original."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.agree_view)
        return [path("<int:pk>/agree/", view, name="events_wording_agree"), *super().get_urls()]

    def agree_view(self, request, pk):
        """Shows what changed in the original; keeps that the translation is still right."""
        wording = get_object_or_404(self.get_queryset(request), pk=pk)
        if not request.user.has_perm("events.confirm_statement"):
            raise PermissionDenied
        refusal = None
        if request.method == "POST":
            refusal = self._agree(request, wording)
            if refusal is None:
                back = reverse("admin:events_statement_change", args=[wording.statement_id])
                return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Is the translation still right?"),
            "opts": self.opts,
            "wording": wording,
            "statement": wording.statement,
            "refusal": refusal,
        }
        return TemplateResponse(request, "admin/events/agree.html", context)

    def _agree(self, request, wording: Wording) -> ValidationError | None:
        seen = wording.statement.wordings.filter(pk=key(request.POST.get("seen"))).first()
        try:
            wording.agree(seen, request.user)
        except ValidationError as error:
            return error
        numbers = {"before": wording.version, "after": seen.version}
        note = _("%(translation)s is still right beside %(original)s.")
        told = note % {"translation": wording.version, "original": seen.version}
        action = LogEntry.Action.CHANGED
        LogEntry.objects.write(request.user, wording.statement, action, note=told, **numbers)
        self.message_user(request, _("The translation is still right."), messages.SUCCESS)
        return None
