"""Who took part: proposals for the printed capacity, and where it disagrees with the posts."""

import datetime as dt

from django import forms
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from events import capacity
from events.admin.attribution import AttributionMixin
from events.admin.consequences import ConsequencesMixin
from events.admin.speakers import SpeakerLinksMixin
from events.models import (
    Event,
    Participation,
    ParticipationText,
    Session,
    SessionText,
    Statement,
)
from newsroom.cells import cell
from newsroom.keys import key
from newsroom.recordadmin import RecordAdmin, StackedRecordInline, TextInline
from newsroom.recordforms import LineForm, RecordForm
from people.admin.searching import SpellingSearchMixin
from people.models import Affiliation, Person


class CapacityMixin:
    """Fills what was left empty of the printed capacity from the person and the chosen post."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "printed_name" in self.fields:
            name = self.fields["printed_name"]
            name.required = False
            name.widget.attrs["data-capacity"] = reverse("admin:events_capacity")

    def clean(self):
        super().clean()
        language = self.cleaned_data.get("printed_language") or ""
        person, affiliation = map(self.cleaned_data.get, ("person", "affiliation"))
        name = person.name_in(language) if person else None
        self._fill("printed_name", name.text if name else "")
        if affiliation and not self._has_capacity():
            post, organization = capacity.printed(affiliation, language)
            self._fill("printed_post", post)
            self._fill("printed_organization", organization)
        return self.cleaned_data

    def _has_capacity(self) -> bool:
        names = ("printed_post", "printed_organization")
        return any(self.cleaned_data.get(name) for name in names)

    def _fill(self, name: str, value: str) -> None:
        if not self.cleaned_data.get(name):
            self.cleaned_data[name] = value


class ParticipationLineForm(CapacityMixin, LineForm):
    pass


class ParticipationForm(CapacityMixin, RecordForm):
    pass


def disagreement(participation) -> str:
    """The sentences about a capacity that disagrees with the post; empty when none does."""
    return " ".join(capacity.disagreements(participation)) if participation.pk else ""


class ParticipationInline(StackedRecordInline):
    model = Participation
    form = ParticipationLineForm
    show_change_link = True
    autocomplete_fields = ["person", "affiliation"]
    readonly_fields = ["disagreement"]
    fields = [
        ("person", "affiliation"),
        ("printed_name", "printed_post", "printed_organization", "printed_language"),
        ("part", "attendance", "presence", "country", "order", "kind"),
        "disagreement",
    ]

    class Media:
        js = [forms.Script("js/admin/participation.js", type="module")]

    def get_queryset(self, request):
        posts = ["affiliation__texts", "affiliation__organization__names", *capacity.POSTS]
        return super().get_queryset(request).prefetch_related(*posts)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        language = formset.form.base_fields.get("printed_language")
        if obj and language:
            language.initial = obj.main_language
        return formset

    @admin.display(description=_("to look at"))
    def disagreement(self, participation):
        return disagreement(participation)


class ParticipationTextInline(TextInline):
    """The capacity in other languages; an editor's word once confirmed statements bear it."""

    model = ParticipationText

    def _may_write(self, request, participation) -> bool:
        if participation is None or request.user.has_perm("events.confirm_statement"):
            return True
        draft = Statement.State.DRAFT
        return not participation.statements.exclude(state=draft).exists()

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and self._may_write(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._may_write(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_write(request, obj)


class ParticipationChoices(AutocompleteJsonView):
    """Participants to choose from, those of one event where one is given."""

    def get_queryset(self):
        queryset = super().get_queryset()
        event = key(self.request.GET.get("event"))
        return queryset.filter(event=event) if event else queryset

    def serialize_result(self, obj, to_field_name):
        return {"id": str(obj.pk), "text": describe(obj)}


def describe(participation) -> str:
    """Name, capacity and event, so that an editor can tell two namesakes apart."""
    capacity = [participation.printed_post, participation.printed_organization]
    said = ", ".join(part for part in [participation.printed_name, *capacity] if part)
    return f"{said} · {participation.event} ({participation.event.starts_on})"


@admin.register(Participation)
class ParticipationAdmin(
    ConsequencesMixin, AttributionMixin, SpeakerLinksMixin, SpellingSearchMixin, RecordAdmin
):
    form = ParticipationForm
    list_display = ["printed", "event", "part", "attendance", "disagreement"]
    list_filter = ["part", "attendance", "rule", "kind"]
    list_select_related = ["event", "affiliation__organization", "session", "person"]
    search_fields = ["folded", "texts__folded", "person__names__folded", "event__texts__folded"]
    path_to_person = "person"
    autocomplete_fields = ["event", "session", "person", "affiliation"]
    readonly_fields = ["disagreement"]
    inlines = [ParticipationTextInline]
    fieldsets = [
        (None, {"fields": [("event", "session"), ("kind", "person"), "affiliation"]}),
        (
            _("As printed"),
            {
                "fields": [
                    ("printed_name", "printed_language"),
                    ("printed_post", "printed_organization"),
                    "disagreement",
                ]
            },
        ),
        (_("At the event"), {"fields": [("part", "attendance", "presence"), ("country", "order")]}),
        (_("Attribution"), {"fields": ["rule", ("consent_on", "consent_note")]}),
    ]

    class Media:
        js = [forms.Script("js/admin/participation.js", type="module")]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .prefetch_related(
                "event__texts",
                "affiliation__texts",
                "affiliation__organization__names",
                *capacity.POSTS,
            )
        )

    def get_urls(self):
        site = self.admin_site
        choices = ParticipationChoices.as_view(admin_site=site)
        return [
            path("capacity/", site.admin_view(self.capacity_view), name="events_capacity"),
            path("choices/", site.admin_view(choices), name="events_participation_choices"),
            *super().get_urls(),
        ]

    def tools(self, request, obj):
        return [*super().tools(request, obj), *self.speaker_tools(request, obj)]

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        event = self._asked(Event, request, "event")
        if event:
            initial.setdefault("printed_language", event.main_language)
        return initial

    def capacity_view(self, request):
        """Name, post and organization to print for a person or a post, as JSON."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        language = request.GET.get("language", "")
        affiliation = self._asked(Affiliation, request, "affiliation")
        person = affiliation.person if affiliation else self._asked(Person, request, "person")
        if person and not affiliation:
            affiliation = capacity.held_by(person, _day(request.GET.get("on", "")))
        return JsonResponse(_proposal(person, affiliation, language))

    def _asked(self, model, request, name):
        return model.objects.for_list().filter(pk=key(request.GET.get(name))).first()

    @admin.display(description=_("As printed"), ordering="printed_name")
    def printed(self, participation):
        """The name, and below it the capacity, and a rule that is tighter than the record."""
        printed = [participation.printed_post, participation.printed_organization]
        rule = participation.rule and participation.get_rule_display()
        return cell(participation.printed_name, ", ".join(filter(None, printed)), rule)

    @admin.display(description=_("to look at"))
    def disagreement(self, participation):
        return disagreement(participation)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _proposal(person, affiliation, language: str) -> dict:
    name = person.name_in(language) if person else None
    post, organization = capacity.printed(affiliation, language) if affiliation else ("", "")
    return {
        "person": {"id": person.pk, "text": str(person)} if person else None,
        "affiliation": {"id": affiliation.pk, "text": str(affiliation)} if affiliation else None,
        "printed_name": name.text if name else "",
        "printed_post": post,
        "printed_organization": organization,
    }


class SessionTextInline(TextInline):
    model = SessionText


@admin.register(Session)
class SessionAdmin(ConsequencesMixin, AttributionMixin, RecordAdmin):
    """Reached from its event; in no menu of its own."""

    list_display = ["__str__", "event", "order", "starts_at", "rule"]
    search_fields = ["event__texts__folded", "event__slug"]
    autocomplete_fields = ["event"]
    inlines = [SessionTextInline]

    def get_queryset(self, request):
        related = ["texts", "event__texts"]
        return super().get_queryset(request).select_related("event").prefetch_related(*related)

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "event"] if obj else fields

    def has_module_permission(self, request):
        return False
