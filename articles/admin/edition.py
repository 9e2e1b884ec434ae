from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from articles.models import Correction, Edition, Quotation
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
    fields = ["statement", "printed", "wording"]
    readonly_fields = ["printed"]

    @admin.display(description=_("printed"))
    def printed(self, quotation):
        return str(quotation)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("statement__participation", "wording")


class CorrectionInline(KeptInline):
    model = Correction
    fields = ["kind", "text", "what_changed", "decided_by"]


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    """Editions are read here; they come and go by the buttons of the article."""

    inlines = [QuotationInline, CorrectionInline]
    list_display = [
        "headline", "number", "language", "change", "live_from", "superseded_at", "withdrawn_at",
        "published_by",
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
