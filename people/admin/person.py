from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.recordadmin import RecordInline, StackedRecordInline, TextInline
from people.admin.affiliation import POST, OverlapMixin
from people.admin.doubles import DoublesMixin
from people.admin.merging import MergingAdmin
from people.admin.names import PersonNameInline
from people.admin.searching import SpellingSearchMixin
from people.doubles import PEOPLE
from people.merging import merge_people
from people.models import Affiliation, Person, PersonLink, PersonText


class PersonTextInline(TextInline):
    model = PersonText


class PersonLinkInline(RecordInline):
    model = PersonLink


class AffiliationInline(OverlapMixin, StackedRecordInline):
    """The posts of a person; their translations stand on the post's own page."""

    model = Affiliation
    show_change_link = True
    autocomplete_fields = ["organization"]
    fields = [*POST, "overlap"]


@admin.register(Person)
class PersonAdmin(DoublesMixin, SpellingSearchMixin, MergingAdmin):
    list_display = ["__str__", "all_names", "latest_post", "published_at"]
    list_filter = [
        ("published_at", admin.EmptyFieldListFilter),
        ("picture", admin.EmptyFieldListFilter),
    ]
    search_fields = ["names__folded", "slug"]
    path_to_person = ""
    autocomplete_fields = ["picture"]
    fields = ["slug", "picture", "published_at"]
    inlines = [PersonNameInline, AffiliationInline, PersonTextInline, PersonLinkInline]
    kind = PEOPLE
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
