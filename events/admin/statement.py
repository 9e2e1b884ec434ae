"""What was said: entered fast, confirmed with its words, corrected and withdrawn in the open."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import naming
from events.admin.agreeing import OlderFilter
from events.admin.attribution import AttributionMixin
from events.admin.consequences import ConsequencesMixin
from events.admin.filters import (
    CheckedFilter,
    EventFilter,
    ForecastFilter,
    LanguageFilter,
    RuleFilter,
    TopicFilter,
)
from events.admin.merging import MergingMixin
from events.admin.participation import describe
from events.admin.register import RegisterMixin
from events.admin.speakers import SpeakerLinksMixin
from events.admin.withdrawal import WithdrawalMixin
from events.admin.wording import WordingInline
from events.models import Event, Participation, Statement, Wording
from newsroom.cells import cell
from newsroom.comments import CommentsMixin
from newsroom.keys import KeySelect, key
from newsroom.models import LogEntry
from newsroom.recordadmin import RecordAdmin
from newsroom.recordforms import RecordForm
from people.admin.searching import SpellingSearchMixin

KEPT = ("kind", "language", "origin", "confirm")
UNWORDED = _("Confirm the words first: a statement is confirmed with a confirmed wording.")
FORM = {"kind", "said_on"}  # frozen with the words


class ParticipationSelect(KeySelect):
    """Asks for the participants of one event where it is known."""

    event = None

    def get_url(self):
        choices = reverse("admin:events_participation_choices")
        return f"{choices}?event={self.event}" if self.event else choices


class ParticipationField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return describe(obj)


class StatementForm(RecordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "said_on" in self.fields:
            self.fields["said_on"].required = False
            self.fields["said_on"].help_text = _("Empty: the date of the event.")
        if self.instance.state != Statement.State.DRAFT:
            for name in FORM.intersection(self.fields):
                self.fields[name].disabled = True
                self.fields[name].help_text = _(
                    "Frozen once confirmed: to change it, withdraw the statement and enter it anew."
                )

    def clean(self):
        super().clean()
        participation = self.cleaned_data.get("participation")
        if participation and "said_on" in self.fields and not self.cleaned_data.get("said_on"):
            self.cleaned_data["said_on"] = participation.event.starts_on
        return self.cleaned_data

    def clean_withdrawn_reason(self):
        """The reason as it was reworded, for one that names whom a rule protects since."""
        reason = self.cleaned_data["withdrawn_reason"]
        if told := naming.faults_beside(self.instance, reason):
            raise ValidationError(told)
        return reason


@admin.register(Statement)
class StatementAdmin(
    ConsequencesMixin,
    AttributionMixin,
    WithdrawalMixin,
    MergingMixin,
    SpeakerLinksMixin,
    RegisterMixin,
    CommentsMixin,
    SpellingSearchMixin,
    RecordAdmin,
):
    form = StatementForm
    list_display = ["words", "speaker", "state", "checked", "in_force"]
    list_filter = [
        "state",
        "kind",
        CheckedFilter,
        LanguageFilter,
        OlderFilter,
        ForecastFilter,
        ("reply_to", admin.EmptyFieldListFilter),
        TopicFilter,
        RuleFilter,
        EventFilter,
    ]
    date_hierarchy = "said_on"
    search_fields = [
        "wordings__folded",
        "participation__folded",
        "participation__texts__folded",
        "participation__person__names__folded",
        "participation__affiliation__organization__names__folded",
        "public_id",
    ]
    path_to_person = "participation__person"
    autocomplete_fields = ["reply_to"]
    # The reason of a withdrawal is changed on the form alone, so that readers always have one.
    never_restored = ["withdrawn_reason"]
    readonly_fields = ["state", "withdrawn_at", "withdrawn_reason", "merged_into"]
    inlines = [WordingInline]
    actions = ["confirm_selected", "export_csv", "export_xlsx"]
    change_form_template = "admin/events/statement/change_form.html"
    fieldsets = [
        (None, {"fields": ["participation", ("kind", "certainty", "said_on", "order", "state")]}),
        (
            _("Topics, rule, reply, forecast"),
            {
                "fields": [
                    ("topics", "rule"),
                    ("reply_to", "forecast_due_on", "forecast_outcome"),
                ],
                "classes": ["collapse"],
            },
        ),
    ]

    class Media:
        css = {"all": ["css/statement-list.css"]}
        js = [forms.Script("js/admin/statement.js", type="module")]

    # Who may do what

    def may_confirm(self, request) -> bool:
        return request.user.has_perm("events.confirm_statement")

    has_confirm_permission = may_confirm

    def has_change_permission(self, request, obj=None):
        if obj and obj.state == Statement.State.MERGED:
            return False  # what is to be said of it is said of the one that is kept
        is_draft = obj is None or obj.state == Statement.State.DRAFT
        return super().has_change_permission(request, obj) and (
            is_draft or self.may_confirm(request)
        )

    def has_delete_permission(self, request, obj=None):
        is_draft = obj is None or obj.state == Statement.State.DRAFT
        return super().has_delete_permission(request, obj) and is_draft

    # The form

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and obj.state == Statement.State.WITHDRAWN:
            withdrawal = {"fields": [("withdrawn_at", "withdrawn_reason")]}
            return [*fieldsets, (_("Withdrawal"), withdrawal)]
        if obj and obj.state == Statement.State.MERGED:
            return [*fieldsets, (_("The same as"), {"fields": ["merged_into"]})]
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        is_withdrawn = obj is not None and obj.state == Statement.State.WITHDRAWN
        return [name for name in fields if not (is_withdrawn and name == "withdrawn_reason")]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "participation":
            event = self._event(request)
            widget = ParticipationSelect(db_field, self.admin_site)
            widget.event = event.pk if event else None
            people = Participation.objects.select_related("event").prefetch_related("event__texts")
            kwargs |= {"form_class": ParticipationField, "widget": widget, "queryset": people}
            return db_field.formfield(**kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _event(self, request) -> Event | None:
        """The event that the form is about: that of the statement, or the one in the address."""
        events = Event.objects.all()
        if statement := key(request.resolver_match.kwargs.get("object_id")):
            return events.filter(participations__statements=statement).first()
        if participation := key(request.GET.get("participation")):
            return events.filter(participations=participation).first()
        return events.filter(slug=request.GET.get("event", "")).first()

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        event = self._event(request)
        if event is None:
            return initial
        said = Statement.objects.filter(participation__event=event)
        last = said.aggregate(last=Max("order"))["last"] or 0
        initial |= {"said_on": event.starts_on, "order": last + 1}
        only = event.participations.all()[:2]
        if len(only) == 1:
            initial.setdefault("participation", only[0].pk)
        return initial

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, WordingInline) and not obj.pk:
            kwargs["initial"] = [self._proposed_wording(request)]
        return kwargs

    def _proposed_wording(self, request) -> dict:
        proposed = {name: request.GET[name] for name in KEPT if name in request.GET}
        event = self._event(request)
        # From an event that is over, words come as they were said; before it they are notes.
        is_held = event is not None and event.status == Event.Status.HELD
        proposed.setdefault("confirm", is_held and self.may_confirm(request))
        speaker = self._speaker(request, event) if event else None
        if speaker:
            proposed.setdefault("language", speaker.printed_language)
        return proposed

    def _speaker(self, request, event) -> Participation | None:
        """Whoever the address names, else the first at the event."""
        chosen = event.participations.filter(pk=key(request.GET.get("participation")))
        return (chosen or event.participations).first()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        ticked = [
            w for f in formsets for w in f.new_objects + [o for o, _fields in f.changed_objects]
        ]
        if any(isinstance(w, Wording) and w.is_current for w in ticked):
            self._confirm(request, form.instance)

    def _confirm(self, request, statement) -> None:
        """Confirms the statement whose words are: the database asks for them first."""
        if statement.state == Statement.State.DRAFT and self.may_confirm(request):
            statement.state = Statement.State.CONFIRMED
            statement.save()
            named = Statement.objects.get(pk=statement.pk)  # by the words that stand now
            LogEntry.objects.write(request.user, named, LogEntry.Action.CONFIRMED)

    def response_add(self, request, obj, post_url_continue=None):
        if "_addanother" not in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, gettext("Saved: %s") % obj, messages.SUCCESS)
        first = {name: request.POST.get(f"wordings-0-{name}", "") for name in KEPT}
        kept = first | {"event": obj.event.slug, "participation": obj.participation_id}
        query = urlencode(kept | {"kind": obj.kind})
        return HttpResponseRedirect(f"{reverse('admin:events_statement_add')}?{query}")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            confirmed = obj.wordings.filter(confirmed_at__isnull=False).for_record()
            standing = [one for one in confirmed if not one.replaced_at]
            context["on_record"] = sorted(
                standing, key=lambda one: one.translated_from_id is not None
            )
            context["replaced"] = [one for one in confirmed if one.replaced_at]
            context["printed_in"] = obj.quotations.for_list()
            stands = obj.state != Statement.State.MERGED
            context["may_confirm"] = stands and self.may_confirm(request)
            context["may_check"] = stands and request.user.has_perm("events.add_check")
            context["may_listen"] = request.user.has_perm("events.view_recording")
        return super().render_change_form(request, context, add, change, form_url, obj)

    # What else can be done

    def tools(self, request, obj):
        event = obj.event
        again = urlencode({"event": event.slug, "participation": obj.participation_id})
        tools = [(reverse("admin:events_event_change", args=[event.pk]), gettext("Event"))]
        if self.has_add_permission(request):
            add = f"{reverse('admin:events_statement_add')}?{again}"
            tools[:0] = [(add, gettext("Add another"))]
        if obj.state == Statement.State.CONFIRMED and self.may_confirm(request):
            withdraw = reverse("admin:events_statement_withdraw", args=[obj.pk])
            same = reverse("admin:events_statement_merge", args=[obj.pk])
            tools[:0] = [(withdraw, gettext("Withdraw")), (same, gettext("The same as …"))]
        return [*tools, *self.speaker_tools(request, obj)]

    @admin.action(permissions=["confirm"], description=_("Confirm"))
    def confirm_selected(self, request, queryset):
        for statement in queryset.filter(state=Statement.State.DRAFT):
            words = "\n".join(wording.text for wording in statement.current_wordings)
            told = naming.faults_beside(statement, words) if words else [UNWORDED]
            if told:
                told = " ".join(map(str, told))
                self.message_user(request, f"{statement}: {told}", messages.ERROR)
            else:
                self._confirm(request, statement)

    # The list

    @admin.display(description=_("words"))
    def words(self, statement):
        """The words, and below them of what kind they are and in which languages."""
        drafts = statement.wordings.all()
        words = statement.wording or (drafts[0] if drafts else None)
        told = Truncator(words.text).chars(120) if words else statement.public_id
        languages = sorted({wording.language for wording in statement.current_wordings})
        is_older = any(wording.newer_original for wording in statement.current_wordings)
        older = gettext("a translation is older than the original") if is_older else ""
        return cell(told, statement.get_kind_display(), ", ".join(languages), older)

    @admin.display(description=_("said by"), ordering="participation__printed_name")
    def speaker(self, statement):
        """Who said it, and below at which event."""
        event = statement.event
        day = date_format(event.starts_on, "SHORT_DATE_FORMAT")
        return cell(statement.participation.printed_name, day, Truncator(event).chars(60))

    @admin.display(description=_("checked"), boolean=True)
    def checked(self, statement):
        return statement.is_checked

    @admin.display(description=_("attribution"), empty_value="")
    def in_force(self, statement):
        rule = statement.effective_rule
        return rule.label if rule else ""
