"""Two records of one and the same, chosen in a list and made one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.recordadmin import PublishableAdmin
from people.doubles import holdings
from people.merging import MergeRefused, merged_into


class MergingAdmin(PublishableAdmin):
    """Brings two records of one and the same together, after a page that asks which to keep."""

    actions = [*PublishableAdmin.actions, "merge_selected"]
    merge = None
    kind = None

    def has_merge_permission(self, request) -> bool:
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.action(permissions=["merge"], description=_("Merge two"))
    def merge_selected(self, request, queryset):
        chosen = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(chosen) != 2:  # noqa: PLR2004  (two are merged)
            self.message_user(request, _("Choose exactly two."), messages.ERROR)
            return None
        address = reverse(f"admin:people_{self.opts.model_name}_merge", args=chosen)
        return HttpResponseRedirect(address)

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        name = f"people_{self.opts.model_name}_merge"
        return [path("<int:first>/merge/<int:second>/", view, name=name), *super().get_urls()]

    def merge_view(self, request, first, second):
        """Asks which of two records to keep, and makes them one."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        pair = [get_object_or_404(self.get_queryset(request), pk=pk) for pk in (first, second)]
        refusal = None
        if request.method == "POST":
            keep, other = sorted(pair, key=lambda r: str(r.pk) != request.POST.get("keep"))
            label = str(other)
            try:
                type(self).merge(keep, other, by=request.user)
            except MergeRefused as error:
                refusal = error
            else:
                return self._merged(request, keep, label)
        held = holdings(self.kind, pair)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge two records"),
            "opts": self.opts,
            "pair": [(record, held[record.pk]) for record in pair],
            "mark": self.kind.marks.objects.parting(*pair).first(),
            "doubles_url": reverse(f"admin:people_{self.opts.model_name}_doubles"),
            "refusal": refusal,
        }
        return TemplateResponse(request, "admin/people/merge.html", context)

    def former(self, record):
        return [
            (entry.note, self.explained(gone), self.versions(gone))
            for entry, gone in merged_into(record)
        ]

    def _merged(self, request, keep, label):
        sentence = gettext("“%(other)s” is now a part of “%(keep)s”; its address leads here.")
        self.message_user(request, sentence % {"other": label, "keep": keep}, messages.SUCCESS)
        address = reverse(f"admin:people_{self.opts.model_name}_change", args=[keep.pk])
        return HttpResponseRedirect(address)
