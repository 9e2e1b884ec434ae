"""Events: one page on which a roundtable is entered whole."""

from django.contrib import admin, messages
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.forms import Textarea
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import posts, proof
from events.admin.announcement import AnnouncementMixin
from events.admin.attribution import AttributionMixin
from events.admin.consequences import ConsequencesMixin, NamingMixin
from events.admin.export import ExportMixin
from events.admin.listening import ListeningMixin
from events.admin.participation import ParticipationInline
from events.admin.recording import RecordingInline
from events.models import (
    Event,
    EventOrganization,
    EventText,
    Participation,
    Session,
    SpeakerAnswer,
    Statement,
)
from newsroom.cells import cell
from newsroom.comments import CommentsMixin
from newsroom.recordadmin import (
    PublishableAdmin,
    RecordInline,
    StackedTextInline,
)


class EventTextInline(StackedTextInline):
    model = EventText
    fieldsets = [
        (None, {"fields": ["language", "title", "place", "summary"]}),
        (
            _("Description and questions"),
            {"fields": ["description", "questions", "open_questions"], "classes": ["collapse"]},
        ),
    ]


class EventOrganizationInline(RecordInline):
    model = EventOrganization
    autocomplete_fields = ["organization"]
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 1, "cols": 40})}}


class SessionInline(AttributionMixin, RecordInline):
    model = Session
    show_change_link = True


def _counted(model, path: str, **conditions):
    """The number of rows of a model about each event, as a subquery that joins nothing."""
    rows = model.objects.filter(**{path: OuterRef("pk")}, **conditions).order_by()
    return Subquery(rows.values(path).annotate(n=Count("pk")).values("n"))


@admin.register(Event)
class EventAdmin(
    AnnouncementMixin,
    ConsequencesMixin,
    NamingMixin,
    AttributionMixin,
    ListeningMixin,
    ExportMixin,
    CommentsMixin,
    PublishableAdmin,
):
    list_display = [
        "starts_on",
        "title",
        "status",
        "participants",
        "statements",
        "readers",
    ]
    list_display_links = ["starts_on", "title"]
    list_filter = [
        "status",
        "kind",
        "rule",
        ("published_at", admin.EmptyFieldListFilter),
        ("record_from", admin.EmptyFieldListFilter),
    ]
    date_hierarchy = "starts_on"
    search_fields = ["texts__folded", "slug", "participations__folded"]
    autocomplete_fields = ["venue"]
    publishing_fields = ["published_at", "record_from"]
    inlines = [
        EventTextInline,
        EventOrganizationInline,
        ParticipationInline,
        SessionInline,
        RecordingInline,
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("kind", "status", "mode"),
                    ("starts_on", "starts_at", "ends_on", "ends_at", "time_zone"),
                    ("venue", "topics"),
                    ("rule", "published_at", "record_from"),
                    "slug",
                ]
            },
        ),
        (
            _("Stream, accreditation, countries"),
            {
                "fields": [
                    ("stream", "accreditation"),
                    ("working_languages", "attending"),
                    "countries",
                ],
                "classes": ["collapse"],
            },
        ),
    ]

    def get_queryset(self, request):
        confirmed = Statement.State.CONFIRMED
        path = "participation__event"
        return (
            super()
            .get_queryset(request)
            .annotate(
                participant_count=_counted(Participation, "event"),
                statement_count=_counted(Statement, path),
                confirmed_count=_counted(Statement, path, state=confirmed),
            )
        )

    @admin.action(permissions=["publish"], description=_("Make public"))
    def publish_selected(self, request, queryset):
        told = {event.pk: posts.faults(event) for event in queryset.filter(published_at=None)}
        for faults in told.values():
            for sentence in dict.fromkeys(map(str, faults.values())):
                self.message_user(request, sentence, messages.ERROR)
        refused = [pk for pk, faults in told.items() if faults]
        super().publish_selected(request, queryset.exclude(pk__in=refused))

    def tools(self, request, obj):
        statements = reverse("admin:events_statement_changelist")
        add = f"{reverse('admin:events_statement_add')}?event={obj.slug}"
        may_add = request.user.has_perm("events.add_statement")
        return [
            *([(add, gettext("Add a statement"))] if may_add else []),
            (f"{statements}?event={obj.pk}", gettext("Statements")),
            *self.listening_tools(request, obj),
            *self._answer_tools(request, obj),
            *self.announced_tools(request, obj),
            *self.naming_tools(request, obj),
            *self.export_tools(request, obj),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["proof"] = proof.of_event(obj) if obj else None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _answer_tools(self, request, obj) -> list[tuple[str, str]]:
        """The way to what the speakers answered, once one of them did."""
        number = SpeakerAnswer.objects.at_event(obj).count()
        if not number or not request.user.has_perm("events.view_speakeranswer"):
            return []
        address = reverse("admin:events_speakeranswer_changelist")
        return [(f"{address}?event={obj.pk}", gettext("Answers of speakers (%d)") % number)]

    @admin.display(description=_("title"), ordering="slug")
    def title(self, event):
        """The title, and below it the kind, and the rule unless all is on the record."""
        return cell(event, event.get_kind_display(), event.rule and event.get_rule_display())

    @admin.display(description=_("participants"), ordering="participant_count")
    def participants(self, event):
        return event.participant_count or 0

    @admin.display(description=_("statements, confirmed"), ordering="statement_count")
    def statements(self, event):
        return f"{event.statement_count or 0}, {event.confirmed_count or 0}"

    @admin.display(description=_("readers see"), ordering="published_at", empty_value="")
    def readers(self, event):
        """The page and the statements, each with its day where that is still to come."""
        if event.published_at is None:
            return ""
        told = [_since(_("page"), event.published_at)]
        if event.record_from:
            told.append(_since(_("statements"), max(event.published_at, event.record_from)))
        return ", ".join(told)


def _since(name, at) -> str:
    if at <= timezone.now():
        return str(name)
    day = date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
    return gettext("%(what)s from %(moment)s") % {"what": name, "moment": day}
