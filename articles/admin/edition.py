"""Editions as they were published, and the taking down of words that they print."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.acts import TAKE_DOWN, TakeDownStatement
from articles.models import Correction, Edition, Quotation
from articles.workflow import Refused
from events.models import Statement
from newsroom.recordadmin import RecordAdmin


class KeptInline(admin.TabularInline):
    """Lines of an edition, which never change."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class QuotationInline(KeptInline):
    model = Quotation
    fields = ["statement", "printed", "wording", "taking_down"]
    readonly_fields = ["printed", "taking_down"]

    @admin.display(description=_("printed"))
    def printed(self, quotation):
        return str(quotation)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("statement__participation", "wording")

    @admin.display(description=_("duty of law"))
    def taking_down(self, quotation):
        address = reverse("admin:articles_take_down", args=[quotation.statement.public_id])
        return format_html('<a href="{}">{}</a>', address, _("Take down"))


class CorrectionInline(KeptInline):
    model = Correction
    fields = ["kind", "text", "what_changed", "decided_by"]


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    """Editions are read here; they come and go by the buttons of the article."""

    inlines = [QuotationInline, CorrectionInline]
    list_display = [
        "headline", "number", "language", "change", "live_from", "withdrawn_at", "published_by",
    ]  # fmt: skip
    list_filter = ["language", "kind", "change", "section"]
    list_select_related = ["published_by"]
    search_fields = ["article__folded"]
    date_hierarchy = "live_from"
    fields = [
        "article", ("number", "language", "kind", "section"), "headline", "kicker", "standfirst",
        "text", "picture", ("dated_at", "live_from", "superseded_at"),
        ("withdrawn_at", "withdrawn_reason"), ("change", "note"), ("published_by", "published_at"),
        "fingerprint",
    ]  # fmt: skip
    readonly_fields = ["text"]

    class Media:
        css = {"all": ["css/article-form.css"]}

    def get_urls(self):
        view = self.admin_site.admin_view(self.take_down_view)
        own = path("take-down/<slug:public_id>/", view, name="articles_take_down")
        return [own, *super().get_urls()]

    def take_down_view(self, request, public_id):
        """Takes a statement, and all editions that print it, from everybody."""
        if not request.user.has_perm(TAKE_DOWN):
            raise PermissionDenied
        statement = get_object_or_404(Statement.objects.for_list(), public_id=public_id)
        form = TakeDownStatement(request.POST if request.method == "POST" else None)
        refusals = []
        if form.is_valid():
            try:
                count = form.act(statement, request.user)
            except Refused as refused:
                refusals = refused.messages
            else:
                return self._taken_down(request, statement, count)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take down a statement"),
            "opts": self.opts,
            "statement": statement,
            "printed_in": statement.quotations.for_list(),
            "form": form,
            "refusals": refusals,
        }
        return TemplateResponse(request, "admin/articles/edition/take_down.html", context)

    def _taken_down(self, request, statement, count: int):
        told = ngettext(
            "The statement and %(count)s edition are taken down.",
            "The statement and %(count)s editions are taken down.",
            count,
        )
        self.message_user(request, told % {"count": count}, messages.SUCCESS)
        address = reverse("admin:events_statement_change", args=[statement.pk])
        return HttpResponseRedirect(address)

    @admin.display(description=_("text"))
    def text(self, edition):
        # Cleaned when it was published; the sanitiser decides what the working copy may hold.
        return format_html('<div class="edition-text">{}</div>', mark_safe(edition.body))  # noqa: S308

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
