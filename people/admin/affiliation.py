from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.recordadmin import RecordAdmin, TextInline
from people.admin.searching import SpellingSearchMixin
from people.models import Affiliation, AffiliationText

POST = [
    ("post", "post_language", "organization"),
    ("held_from", "held_from_precision", "held_until", "held_until_precision", "seen_on"),
]


class OverlapMixin:
    """Tells which other posts were held in a part of the same term."""

    readonly_fields = ["overlap"]

    def get_queryset(self, request):
        others = ["person__affiliations__texts", "person__affiliations__organization__names"]
        return super().get_queryset(request).prefetch_related(*others)

    @admin.display(description=_("to look at"))
    def overlap(self, post):
        told = gettext("“%(post)s” was held at the same time.")
        others = post.overlapping() if post.pk else []
        return " ".join(told % {"post": other} for other in others)


class AffiliationTextInline(TextInline):
    model = AffiliationText


@admin.register(Affiliation)
class AffiliationAdmin(OverlapMixin, SpellingSearchMixin, RecordAdmin):
    list_display = ["person", "__str__", "held_from", "held_until", "seen_on"]
    list_display_links = ["__str__"]
    search_fields = [
        "folded",
        "texts__folded",
        "person__names__folded",
        "organization__names__folded",
    ]
    path_to_person = "person"
    path_to_organization = "organization"
    autocomplete_fields = ["person", "organization"]
    inlines = [AffiliationTextInline]
    fields = ["person", *POST, "overlap"]
