"""Making two records of one saying one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.merging import MergeRefused, faults, merge
from events.models import Statement
from newsroom.keys import key


class MergingMixin:
    """The page on which an editor says which statement is the same, and is kept."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/", view, name="events_statement_merge"), *super().get_urls()]

    def merge_view(self, request, pk):
        """Asks which other statement says the same, and makes the two one."""
        statement = get_object_or_404(Statement.objects.for_list(), pk=pk)
        if not self.may_confirm(request):
            raise PermissionDenied
        refusal = None
        if request.method == "POST":
            try:
                kept = self._merge(request, statement)
            except MergeRefused as error:
                refusal = error
            else:
                address = reverse("admin:events_statement_change", args=[kept.pk])
                return HttpResponseRedirect(address)
        beside = Statement.objects.beside(statement).for_list()
        others = [(one, list(faults(statement, one))) for one in beside]
        context = {
            **self.admin_site.each_context(request),
            "title": _("The same statement"),
            "opts": self.opts,
            "statement": statement,
            "refusal": refusal,
            # Those first against which the least stands.
            "others": sorted(others, key=lambda pair: len(pair[1])),
            "has_choice": not all(told for _one, told in others),
        }
        return TemplateResponse(request, "admin/events/merge.html", context)

    def _merge(self, request, statement) -> Statement:
        kept = Statement.objects.filter(pk=key(request.POST.get("keep"))).first()
        if kept is None:
            raise MergeRefused(gettext("Choose the statement that is kept."))
        merge(statement, kept, request.user)
        sentence = gettext("Statement %(id)s is now one with this; its address leads here.")
        self.message_user(request, sentence % {"id": statement.public_id}, messages.SUCCESS)
        return kept
