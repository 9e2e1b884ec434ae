from django.contrib import admin, messages
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from newsroom.recordadmin import RecordInline, StackedRecordInline, TextInline
from people.admin.affiliation import POST, OverlapMixin
from people.admin.doubles import DoublesMixin
from people.admin.merging import MergingAdmin
from people.admin.names import PersonNameInline
from people.admin.searching import SpellingSearchMixin
from people.doubles import PEOPLE
from people.latin import proposed_latin_name
from people.merging import merge_people
from people.models import Affiliation, Person, PersonLink, PersonName, PersonText


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

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is PersonName and (formset.new_objects or formset.changed_objects):
            self._propose_latin_name(request, form.instance)

    def _propose_latin_name(self, request, person):
        """Adds the transliteration where only Cyrillic names were given; once it is taken out, it
        comes back with the next Cyrillic name alone."""
        name = proposed_latin_name(person)
        if name:
            name.save()
            told = gettext("“%(name)s” was added as the Latin name. Change it, or take it out.")
            self.message_user(request, told % {"name": name}, messages.INFO)

    def get_queryset(self, request):
        posts = ["affiliations__texts", "affiliations__organization__names"]
        return super().get_queryset(request).prefetch_related(*posts)

    @admin.display(description=pgettext_lazy("of a person", "names"))
    def all_names(self, person):
        return ", ".join(dict.fromkeys(name.text for name in person.names.all()))

    @admin.display(description=_("post"))
    def latest_post(self, person):
        return next(iter(person.affiliations.all()), "")
