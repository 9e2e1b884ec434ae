"""The admin of people, organizations and posts."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from newsroom.recordadmin import (
    PublishableAdmin,
    RecordAdmin,
    RecordInline,
    StackedRecordInline,
    TextInline,
)
from people.merging import MergeRefused, merge_organizations, merge_people
from people.models import (
    Affiliation,
    AffiliationText,
    Organization,
    OrganizationName,
    OrganizationText,
    Person,
    PersonLink,
    PersonName,
    PersonText,
)

POST = [
    ("post", "post_language", "organization"),
    ("held_from", "held_from_precision", "held_until", "held_until_precision", "seen_on"),
]


class NameInline(RecordInline):
    fields = ["text", "language", "kind", "source"]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj and obj.names.exists() else 1


class PersonNameInline(NameInline):
    model = PersonName


class OrganizationNameInline(NameInline):
    model = OrganizationName


class PersonTextInline(TextInline):
    model = PersonText


class OrganizationTextInline(TextInline):
    model = OrganizationText


class PersonLinkInline(RecordInline):
    model = PersonLink


class AffiliationInline(StackedRecordInline):
    """The posts of a person; their translations stand on the post's own page."""

    model = Affiliation
    show_change_link = True
    autocomplete_fields = ["organization"]
    fields = POST


class MergingAdmin(PublishableAdmin):
    """Brings two records of one and the same together, after a page that asks which to keep."""

    actions = [*PublishableAdmin.actions, "merge_selected"]
    merge = None

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
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge two records"),
            "opts": self.opts,
            "pair": pair,
            "refusal": refusal,
        }
        return TemplateResponse(request, "admin/people/merge.html", context)

    def _merged(self, request, keep, label):
        sentence = gettext("“%(other)s” is now a part of “%(keep)s”; its address leads here.")
        self.message_user(request, sentence % {"other": label, "keep": keep}, messages.SUCCESS)
        address = reverse(f"admin:people_{self.opts.model_name}_change", args=[keep.pk])
        return HttpResponseRedirect(address)


@admin.register(Person)
class PersonAdmin(MergingAdmin):
    list_display = ["__str__", "all_names", "latest_post", "published_at"]
    list_filter = [
        ("published_at", admin.EmptyFieldListFilter),
        ("picture", admin.EmptyFieldListFilter),
    ]
    search_fields = ["names__folded", "slug"]
    autocomplete_fields = ["picture"]
    fields = ["slug", "picture", "published_at"]
    inlines = [PersonNameInline, AffiliationInline, PersonTextInline, PersonLinkInline]
    merge = staticmethod(merge_people)

    def get_queryset(self, request):
        posts = ["affiliations__texts", "affiliations__organization__names"]
        return super().get_queryset(request).prefetch_related(*posts)

    @admin.display(description=pgettext_lazy("of a person", "names"))
    def all_names(self, person):
        return ", ".join(dict.fromkeys(name.text for name in person.names.all()))

    @admin.display(description=_("post"))
    def latest_post(self, person):
        return next(iter(person.affiliations.all()), "")


@admin.register(Organization)
class OrganizationAdmin(MergingAdmin):
    list_display = ["__str__", "all_names", "kind", "country", "parent", "published_at"]
    list_filter = ["kind", ("published_at", admin.EmptyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["names__folded", "slug"]
    autocomplete_fields = ["parent", "logo"]
    fields = ["slug", "kind", "country", "parent", "website", "logo", "published_at"]
    inlines = [OrganizationNameInline, OrganizationTextInline]
    merge = staticmethod(merge_organizations)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("parent__names")

    @admin.display(description=_("names"))
    def all_names(self, organization):
        return ", ".join(dict.fromkeys(name.text for name in organization.names.all()))


class AffiliationTextInline(TextInline):
    model = AffiliationText


@admin.register(Affiliation)
class AffiliationAdmin(RecordAdmin):
    list_display = ["person", "__str__", "held_from", "held_until", "seen_on"]
    list_display_links = ["__str__"]
    search_fields = [
        "folded",
        "texts__folded",
        "person__names__folded",
        "organization__names__folded",
    ]
    autocomplete_fields = ["person", "organization"]
    inlines = [AffiliationTextInline]
    fields = ["person", *POST]
