from django.contrib import admin

from newsroom.recordadmin import RecordAdmin, TextInline
from people.admin.searching import SpellingSearchMixin
from people.models import Affiliation, AffiliationText

POST = [
    ("post", "post_language", "organization"),
    ("held_from", "held_from_precision", "held_until", "held_until_precision", "seen_on"),
]


class AffiliationTextInline(TextInline):
    model = AffiliationText


@admin.register(Affiliation)
class AffiliationAdmin(SpellingSearchMixin, RecordAdmin):
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
    fields = ["person", *POST]
