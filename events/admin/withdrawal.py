"""Taking a confirmed statement back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import naming
from events.admin.speakers import answer_asked, settle_asked
from events.models import SpeakerAnswer
from newsroom import copies
from newsroom.models import LogEntry


class WithdrawalMixin:
    """The page on which an editor gives the reason that readers are told."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.withdraw_view)
        name = "events_statement_withdraw"
        return [path("<int:pk>/withdraw/", view, name=name), *super().get_urls()]

    def withdraw_view(self, request, pk):
        """Takes a confirmed statement back, with a reason that readers are told."""
        statement = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.may_confirm(request):
            raise PermissionDenied
        refusal, answer = None, answer_asked(request, statement)
        if answer and answer.kind != SpeakerAnswer.Kind.DISPUTE:
            answer = None  # whoever proposes other words does not ask for a withdrawal
        if request.method == "POST":
            refusal = self._withdraw(request, statement)
            if not refusal:
                settle_asked(request, answer)
                back = reverse("admin:events_statement_change", args=[pk])
                return copies.confirm(request, HttpResponseRedirect(back))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw a statement"),
            "opts": self.opts,
            "statement": statement,
            "answer": answer,
            "refusal": refusal,
            "reason": request.POST.get("reason", ""),
            "uses": statement.quotations.live().for_list(),
        }
        return TemplateResponse(request, "admin/events/withdraw.html", context)

    def _withdraw(self, request, statement) -> ValidationError | None:
        reason = request.POST.get("reason", "").replace("\0", "").strip()
        if told := naming.faults_beside(statement, reason):
            return ValidationError(told)
        try:
            statement.withdraw(reason)
        except ValidationError as error:
            return error
        LogEntry.objects.write(request.user, statement, LogEntry.Action.WITHDRAWN, note=reason)
        self.message_user(request, gettext("The statement is withdrawn."), messages.SUCCESS)
        return None
