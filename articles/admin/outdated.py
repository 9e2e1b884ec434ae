"""The page on which somebody decides of quotations that no longer agree with the record."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Quotation
from articles.outdated import dismiss, outdated
from articles.workflow import Refused

DECIDE = "articles.review_article"


class DismissalForm(forms.Form):
    """Why a quotation stays as it is printed."""

    quotation = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Leave it as it is, because"), widget=forms.Textarea({"rows": 2})
    )


class OutdatedMixin:
    """Tells on the form of an article how many quotations wait, and has a page to decide."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.outdated_view)
        return [
            path("<int:object_id>/outdated/", view, name="articles_article_outdated"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            waiting = Quotation.objects.outdated().undecided().in_article(obj)
            context["outdated_count"] = waiting.count()
        return super().render_change_form(request, context, add, change, form_url, obj)

    def outdated_view(self, request, object_id):
        article = self.get_object(request, str(object_id))
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        if article is None:
            raise Http404
        may_decide = request.user.has_perm(DECIDE)
        if request.method == "POST" and not may_decide:
            raise PermissionDenied
        sent = DismissalForm(request.POST) if request.method == "POST" else None
        if sent and sent.is_valid():
            return self._decided(request, article, sent.cleaned_data)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Quotations that no longer match the record"),
            "opts": self.opts,
            "original": article,
            "found": [(one, _form(one, sent, may_decide)) for one in outdated(article)],
        }
        return TemplateResponse(request, "admin/articles/article/outdated.html", context)

    def _decided(self, request, article, given):
        """Leaves the quotation as it is, or says why that is refused; then on to the others."""
        uses = Quotation.objects.in_article(article)
        quotation = get_object_or_404(uses, pk=given["quotation"])
        try:
            dismiss(quotation, request.user, given["reason"])
        except Refused as refused:
            self.message_user(request, " ".join(refused.messages), messages.WARNING)
        else:
            self.message_user(request, _("It stays as it is."), messages.SUCCESS)
        page = reverse("admin:articles_article_outdated", args=[article.pk])
        return HttpResponseRedirect(page)


def _form(one, sent: DismissalForm | None, may_decide: bool) -> DismissalForm | None:
    """The form under a quotation that waits for a decision: the one that was sent, where it was
    about this quotation."""
    if not (may_decide and one.is_undecided):
        return None
    key = one.quotation.pk
    if sent and sent.data.get("quotation") == str(key):
        return sent
    return DismissalForm(initial={"quotation": key}, auto_id=f"id_{key}_%s")
