"""The admin of articles: where they are written, and the list of them."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from articles import proof, workflow
from articles.admin.bulk import BulkMixin
from articles.admin.calendar import CalendarMixin
from articles.admin.comparison import ComparisonMixin
from articles.admin.conflictlines import ConflictMixin, VersionedFormSet, VersionedLineForm
from articles.admin.dashboard import DashboardMixin
from articles.admin.desk import DeskMixin
from articles.admin.editor import script_sources
from articles.admin.forms import ArticleForm
from articles.admin.invitations import InvitationsMixin
from articles.admin.listing import ListMixin
from articles.admin.once import OnceMixin
from articles.admin.outdated import OutdatedMixin
from articles.admin.preview import PreviewMixin
from articles.admin.publishing import PublishingMixin
from articles.admin.versions import VersionsMixin
from articles.models import Article, Byline, Edition, Section
from articles.references import References
from newsroom.comments import CommentsMixin
from newsroom.keys import KeySelectMultiple
from newsroom.models import Topic
from newsroom.recordadmin import RecordAdmin, StackedRecordInline


class BylineInline(StackedRecordInline):
    model = Byline
    form = VersionedLineForm
    formset = VersionedFormSet
    fields = [("text", "credit", "order"), ("person", "organization")]
    autocomplete_fields = ["person", "organization"]


@admin.register(Article)
class ArticleAdmin(
    OnceMixin,
    PublishingMixin,
    VersionsMixin,
    OutdatedMixin,
    PreviewMixin,
    ComparisonMixin,
    InvitationsMixin,
    DeskMixin,
    DashboardMixin,
    CalendarMixin,
    BulkMixin,
    ListMixin,
    CommentsMixin,
    ConflictMixin,
    RecordAdmin,
):
    form = ArticleForm
    inlines = [BylineInline]
    change_form_template = "admin/articles/article/change_form.html"
    search_fields = ["folded"]
    autocomplete_fields = ["events", "picture"]
    fieldsets = [
        (None, {"fields": ["kicker", "headline", "standfirst", "body"]}),
        (None, {"fields": [("language", "kind"), "section", "topics", "events"]}),
        (None, {"fields": ["picture", "planned_for", "slug"]}),
        (_("First printed elsewhere"), {
            "fields": ["first_printed_on", "first_printed_in"], "classes": ["collapse"]
        }),
    ]  # fmt: skip

    readonly_fields = ["text"]
    never_restored = [
        "stage", "approved_fingerprint", "embargoed_until", "embargo_event", "translation_group",
        "original", "agrees_with", "is_untranslated",
    ]  # fmt: skip

    class Media:
        css = {"all": ["css/article-form.css"]}

    @admin.display(description=_("text"))
    def text(self, article):
        # Cleaned when it was saved.
        return format_html('<div class="edition-text">{}</div>', mark_safe(article.body))  # noqa: S308

    def get_fieldsets(self, request, obj=None):
        """For those who only read, the text in place of its editor."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        said = [name for name in ("kicker", "headline", "standfirst") if getattr(obj, name)]
        return [(None, {"fields": [*said, "text"]}), *fieldsets[1:]]

    def get_readonly_fields(self, request, obj=None):
        """The address of what readers have seen moves by a publisher's word."""
        fields = super().get_readonly_fields(request, obj)
        if obj is None or request.user.has_perm("articles.publish_article"):
            return fields
        return [*fields, "slug"] if obj.editions.all() else fields

    def get_queryset(self, request):
        # The words of the editions are not looked at here, and they are long.
        editions = Edition.objects.defer("body", "standfirst").order_by("-number")
        return super().get_queryset(request).prefetch_related(Prefetch("editions", editions))

    def has_change_permission(self, request, obj=None):
        """What lies in the bin is only read."""
        is_binned = obj is not None and obj.stage == Article.Stage.SPIKED
        return not is_binned and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """For good, only out of the bin; and never what readers have seen."""
        if obj is None or not super().has_delete_permission(request, obj):
            return obj is None and super().has_delete_permission(request)
        return obj.stage == Article.Stage.SPIKED and not obj.editions.all()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "topics":
            return self._topics_field(db_field, request)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "section":
            kwargs["queryset"] = Section.objects.for_list()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _topics_field(self, db_field, request):
        """Topics by their names in any language; a new one is an editor's to add."""
        widget = RelatedFieldWidgetWrapper(
            KeySelectMultiple(db_field, self.admin_site),
            db_field.remote_field,
            self.admin_site,
            can_add_related=request.user.has_perm("newsroom.add_topic"),
        )
        return forms.ModelMultipleChoiceField(
            Topic.objects.all(), label=_("Topics"), required=False, widget=widget
        )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        response = super().render_change_form(request, context, add, change, form_url, obj)
        response.context_data |= self._round(request, obj)
        response.csp = {"script-src": script_sources(response.context_data["media"])}
        return response

    def _round(self, request, article) -> dict:
        """What stands beside the form: the publishing panel."""
        if article is None:
            new = reverse("admin:articles_article_preview_new")
            return {**self.new_panel(request), "preview_url": new}
        return {
            **self.panel(request, article),
            "proof": proof.of_text(article),
            "preview_url": reverse("admin:articles_article_preview", args=[article.pk]),
        }

    def save_model(self, request, obj, form, change):
        before = obj.stage
        super().save_model(request, obj, form, change)
        workflow.note_lapse(obj, request.user, before)

    def _settle(self, request, form) -> None:
        """Other bylines are another version, too, and nobody approved it."""
        article = Article.objects.get(pk=form.instance.pk)
        before = article.stage
        if not form.changed_data or (before == Article.Stage.READY and not article.is_approved):
            article.save()
            workflow.note_lapse(article, request.user, before)

    def save_restored(self, request, restored):
        before = restored.stage
        super().save_restored(request, restored)
        workflow.note_lapse(restored, request.user, before)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and any(lines.has_changed() for lines in formsets):
            self._settle(request, form)
        for told in References(form.instance).word_faults():
            self.message_user(request, told, messages.WARNING)
