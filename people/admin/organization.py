from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from newsroom.recordadmin import TextInline
from people.admin.doubles import DoublesMixin
from people.admin.merging import MergingAdmin
from people.admin.names import OrganizationNameInline
from people.admin.searching import SpellingSearchMixin
from people.doubles import ORGANIZATIONS
from people.merging import merge_organizations
from people.models import Organization, OrganizationText


class OrganizationTextInline(TextInline):
    model = OrganizationText


@admin.register(Organization)
class OrganizationAdmin(DoublesMixin, SpellingSearchMixin, MergingAdmin):
    list_display = ["__str__", "all_names", "kind", "country", "parent", "published_at"]
    list_filter = ["kind", ("published_at", admin.EmptyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["names__folded", "slug"]
    path_to_organization = ""
    autocomplete_fields = ["parent", "logo"]
    fields = ["slug", "kind", "country", "parent", "website", "logo", "published_at"]
    inlines = [OrganizationNameInline, OrganizationTextInline]
    kind = ORGANIZATIONS
    merge = staticmethod(merge_organizations)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("parent__names")

    @admin.display(description=_("names"))
    def all_names(self, organization):
        return ", ".join(dict.fromkeys(name.text for name in organization.names.all()))
