from django.contrib import admin

from articles.models import Section, SectionText
from newsroom.recordadmin import RecordAdmin, TextInline


class SectionTextInline(TextInline):
    model = SectionText
    fields = ["language", "name", "description"]


@admin.register(Section)
class SectionAdmin(RecordAdmin):
    inlines = [SectionTextInline]
    list_display = ["__str__", "slug", "order"]
    list_editable = ["order"]
    search_fields = ["slug", "texts__name"]
    fields = ["slug", "order"]
