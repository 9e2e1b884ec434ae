"""What the admin of every record shares: search, history, the log, and sentences for refusals."""

from functools import reduce
from operator import or_

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from newsroom.addresses import propose_slug
from newsroom.copies import CopiesMixin
from newsroom.folding import fold
from newsroom.history import HistoryMixin
from newsroom.keeping import KeepingMixin
from newsroom.keys import KeyActionsMixin, KeyFieldsMixin
from newsroom.models import LogEntry
from newsroom.overtaken import OvertakenMixin
from newsroom.presence import PresenceMixin
from newsroom.recordforms import (
    LineForm,
    RecordForm,
    RecordFormSet,
    TextFormSet,
    refusal,
    topics_field,
)
from newsroom.remains import forget

ROWS = 3


class ReadOnlyMixin:
    """Shows what nobody changes by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class LogMixin:
    """Writes our own log in place of the admin's."""

    def log_addition(self, request, obj, message):
        return self._write(request, obj, LogEntry.Action.ADDED, message)

    def log_change(self, request, obj, message):
        # The message is empty when nothing was changed.
        return self._write(request, obj, LogEntry.Action.CHANGED, message) if message else None

    def log_deletions(self, request, queryset):
        return [self._write(request, obj, LogEntry.Action.DELETED, []) for obj in queryset]

    def _write(self, request, obj, action, message):
        told = isinstance(message, str)
        detail = self.log_detail(request) | ({} if told else _changes(message))
        note = message if told else ""
        return LogEntry.objects.write(request.user, obj, action, note=note, detail=detail)

    def log_detail(self, request) -> dict:
        """What the entry keeps beside the names of what was changed."""
        return {}


def _changes(message) -> dict:
    return {"changes": message} if message else {}


class RefusalMixin:
    """Shows what the database refused on the form, with all that was typed; never as an error."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refusal = refusal(error)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError as error:
            return self._refused(request, error, request.path.removesuffix("delete/") + "change/")

    def changelist_view(self, request, extra_context=None):
        if request.method == "GET":
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except IntegrityError as error:
            return self._refused(request, error, request.get_full_path())

    def _refused(self, request, error, address):
        self.message_user(request, refusal(error), messages.ERROR)
        return HttpResponseRedirect(address)


class FoldedSearchMixin:
    """Finds records whose folded columns hold each word of the term, in any case and spelling."""

    def get_search_results(self, request, queryset, search_term):
        words = fold(search_term).split()
        if search_term.strip() and not words:
            return queryset.none(), False
        found = Q()
        for word in words:
            # A subquery, so that a record with two matching names stands in the list once.
            found &= Q(pk__in=self.model._base_manager.filter(self.matching(word)).values("pk"))
        return queryset.filter(found | self.also_found(search_term) if words else found), False

    def matching(self, word: str) -> Q:
        """What holds a folded word of the term."""
        return reduce(or_, (Q(**{f"{field}__contains": word}) for field in self.search_fields))

    def also_found(self, search_term: str) -> Q:
        """What is found by the whole term, beside what holds each word of it."""
        return Q(pk__in=[])


class QuietFieldsMixin(KeyFieldsMixin):
    """Fields with no more buttons than are used, and texts that leave room for others."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, TaggableManager):
            return topics_field(db_field, self.admin_site)
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"  # what Django 6 assumes of itself
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        if type(getattr(field, "widget", None)) is AdminTextareaWidget:
            field.widget.attrs["rows"] = ROWS
        return field


class RecordAdmin(
    CopiesMixin,
    KeepingMixin,
    PresenceMixin,
    LogMixin,
    RefusalMixin,
    OvertakenMixin,
    FoldedSearchMixin,
    HistoryMixin,
    KeyActionsMixin,
    QuietFieldsMixin,
    admin.ModelAdmin,
):
    """The admin of a record."""

    form = RecordForm
    show_full_result_count = False
    list_per_page = 50

    class Media:
        css = {"all": ["css/conflict.css", "css/copies.css"]}
        js = [
            forms.Script("js/admin/slug.js", type="module"),
            forms.Script("js/admin/presence.js", type="module"),
            forms.Script("js/admin/unsaved.js", type="module"),
        ]

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.for_list() if hasattr(queryset, "for_list") else queryset

    def get_urls(self):
        if not hasattr(self.model, "slug"):
            return super().get_urls()
        info = self.model._meta.app_label, self.model._meta.model_name
        view = self.admin_site.admin_view(self.slug_view)
        return [path("slug/", view, name="{}_{}_slug".format(*info)), *super().get_urls()]

    def slug_view(self, request):
        """A free slug for the words and the language in the query."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        record = self.model()
        language = request.GET.get("language", "uk")
        if hasattr(record, "language"):
            record.language = language
        slug = propose_slug(record, request.GET.get("words", ""), language)
        return JsonResponse({"slug": slug})

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if not change and "slug" in form.base_fields:
            info = self.model._meta.app_label, self.model._meta.model_name
            address = reverse("admin:{}_{}_slug".format(*info))
            form.base_fields["slug"].widget.attrs["data-propose"] = address
        return form

    def save_model(self, request, obj, form, change):
        # A version is kept for each save, so an untouched form saves nothing.
        if not change or form.changed_data:
            super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        # Django is in a transaction here, as it is with a list of them: see `RefusalMixin`.
        forget([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        forget(queryset)
        super().delete_queryset(request, queryset)

    def tools(self, request, obj) -> list[tuple[str, str]]:
        """Addresses and labels of what else can be done with the record."""
        return []

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["record_tools"] = self.tools(request, obj) if obj else []
        return super().render_change_form(request, context, add, change, form_url, obj)


class PublishableAdmin(RecordAdmin):
    """The admin of a living record, with a button that makes it public."""

    actions = ["publish_selected", "unpublish_selected"]
    publishing_fields = ["published_at"]

    def has_publish_permission(self, request) -> bool:
        meta = self.model._meta
        return request.user.has_perm(f"{meta.app_label}.publish_{meta.model_name}")

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return (
            fields if self.has_publish_permission(request) else [*fields, *self.publishing_fields]
        )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if self._asks(request) and self.has_publish_permission(request):
            self._set_published(request, obj, "_publish" in request.POST)

    def _asks(self, request) -> bool:
        return bool({"_publish", "_unpublish"} & request.POST.keys())

    def _set_published(self, request, obj, is_public: bool) -> None:
        obj.published_at = timezone.now() if is_public else None
        obj.save()
        action = LogEntry.Action.PUBLISHED if is_public else LogEntry.Action.WITHDRAWN
        LogEntry.objects.write(request.user, obj, action)

    def response_add(self, request, obj, post_url_continue=None):
        return self._stay(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._stay(request, obj) or super().response_change(request, obj)

    def _stay(self, request, obj):
        if not self._asks(request):
            return None
        sentence = _("“%s” is public.") if obj.published_at else _("“%s” is no longer public.")
        self.message_user(request, sentence % obj, messages.SUCCESS)
        meta = self.model._meta
        return HttpResponseRedirect(
            reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[obj.pk])
        )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if self.has_publish_permission(request) and not context.get("is_popup"):
            context["publish_button"] = "unpublish" if obj and obj.published_at else "publish"
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.action(permissions=["publish"], description=_("Make public"))
    def publish_selected(self, request, queryset):
        for record in queryset.filter(published_at=None):
            self._set_published(request, record, is_public=True)

    @admin.action(permissions=["publish"], description=_("Make not public"))
    def unpublish_selected(self, request, queryset):
        for record in queryset.exclude(published_at=None):
            self._set_published(request, record, is_public=False)


class RecordInline(QuietFieldsMixin, admin.TabularInline):
    """Lines of a record, side by side."""

    form = LineForm
    formset = RecordFormSet
    extra = 0

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.for_list() if hasattr(queryset, "for_list") else queryset


class StackedRecordInline(RecordInline):
    """Lines of a record, one below the other."""

    template = "admin/edit_inline/stacked.html"


class TextInline(RecordInline):
    """The texts of a record, one a language; an empty line for each that is missing."""

    formset = TextFormSet

    def get_max_num(self, request, obj=None, **kwargs):
        return len(self.model._meta.get_field("language").choices)

    def get_extra(self, request, obj=None, **kwargs):
        return self.get_max_num(request) - obj.texts.count() if obj else 1


class StackedTextInline(TextInline):
    """Texts of several fields each, one below the other; an empty one where there is none."""

    template = "admin/edit_inline/stacked.html"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj and obj.texts.exists() else 1
