"""Links for speakers, what they answered by them, and what is decided of it."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import speakers
from events.admin.filters import EventFilter
from events.models import SpeakerAnswer, Statement
from newsroom import copies
from newsroom.cells import cell
from newsroom.keys import key
from newsroom.linkform import LinkForm
from newsroom.models import Invitation
from newsroom.recordadmin import ReadOnlyMixin, RecordAdmin

INVITE, SETTLE = "events.invite_speaker", "events.confirm_statement"
DISMISSED, ACCEPTED = SpeakerAnswer.Outcome.DISMISSED, SpeakerAnswer.Outcome.ACCEPTED


class SpeakerLinkForm(LinkForm):
    """For whom a link is, and for how long."""

    offered, usual = (3, 7, 14, 30), 14
    told = gettext_lazy("It stands on the page and beside each answer.")


class SpeakerLinksMixin:
    """Gives a participation or a statement the links by which the speaker looks at the words."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"events_{self.opts.model_name}_speaker"
        return [
            path("<int:pk>/speaker/", view(self.speaker_view), name=name),
            path(
                "<int:pk>/speaker/<int:invitation_id>/revoke/",
                view(self.speaker_revoke_view),
                name=f"{name}_revoke",
            ),
            *super().get_urls(),
        ]

    def speaker_tools(self, request, obj) -> list[tuple[str, str]]:
        """The button, for those who may ask speakers, where somebody can be asked."""
        participation = obj.participation if isinstance(obj, Statement) else obj
        if not request.user.has_perm(INVITE) or participation.person_id is None:
            return []
        return [(self._speaker_url(obj), _("Ask the speaker"))]

    def _speaker_url(self, obj) -> str:
        return reverse(f"admin:events_{self.opts.model_name}_speaker", args=[obj.pk])

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            is_statement = isinstance(obj, Statement)
            known = SpeakerAnswer.objects
            answers = known.of_statement(obj) if is_statement else known.of_capacity(obj)
            open_ones = set(answers.open())
            context["answers"] = [
                (one, acts_on(one, request.user) if one in open_ones else [])
                for one in answers.for_list()
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def speaker_view(self, request, pk):
        """Lists the links; a filled form makes a new one."""
        record = self._asked_of(request, pk)
        participation = record.participation if isinstance(record, Statement) else record
        initial = {"invited": participation.printed_name}
        form = SpeakerLinkForm(request.POST if request.method == "POST" else None, initial=initial)
        if form.is_valid():
            made = speakers.invite(record, request.user, **form.cleaned_data)
            return HttpResponseRedirect(f"{self._speaker_url(record)}?made={made.pk}")
        links = list(Invitation.objects.about(record).select_related("invited_by"))
        for link in links:
            may_see = link.invited_by == request.user or request.user.has_perm(SETTLE)
            link.is_open = link.is_valid()
            path_ = speakers.address(link) if link.is_open and may_see else ""
            link.address = settings.SITE_URL + path_ if path_ else ""
            link.revoke_url = reverse(
                f"admin:events_{self.opts.model_name}_speaker_revoke", args=[record.pk, link.pk]
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Ask the speaker"),
            "opts": self.opts,
            "original": record,
            "participation": participation,
            "form": form,
            "links": links,
            "made": next((one for one in links if str(one.pk) == request.GET.get("made")), None),
            "back": reverse(f"admin:events_{self.opts.model_name}_change", args=[record.pk]),
        }
        return TemplateResponse(request, "admin/events/speaker_links.html", context)

    def speaker_revoke_view(self, request, pk, invitation_id):
        """Takes a link back."""
        record = self._asked_of(request, pk)
        if request.method != "POST":
            raise PermissionDenied
        invitation = get_object_or_404(Invitation.objects.about(record), pk=invitation_id)
        try:
            speakers.revoke(invitation, request.user)
        except ValidationError as refused:
            self.message_user(request, " ".join(refused.messages), messages.WARNING)
        else:
            told = _("The link for %(who)s opens nothing any more.") % {"who": invitation.invited}
            self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(self._speaker_url(record))

    def _asked_of(self, request, pk):
        """The record, for those who may ask speakers. Raises Http404 or PermissionDenied."""
        if not request.user.has_perm(INVITE):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=pk)


def answer_asked(request, statement: Statement) -> SpeakerAnswer | None:
    """The open answer about the statement that the address names: its work is being done."""
    asked = key(request.GET.get("answer"))
    return SpeakerAnswer.objects.open().of_statement(statement).for_list().filter(pk=asked).first()


def settle_asked(request, answer: SpeakerAnswer | None, saved: str = "") -> None:
    """Keeps that the answer was followed, where one was asked for, and tells how: by which words,
    or without any."""
    if answer is None:
        return
    try:
        told = speakers.settle(answer, request.user, ACCEPTED, saved=saved)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.info(request, _("Kept with the answer of the speaker: %s.") % told.decision)


class AnsweredEventFilter(EventFilter):
    def queryset(self, request, queryset):
        event = key(self.value())
        return queryset.at_event(event) if event else queryset


class OpenFilter(admin.SimpleListFilter):
    title = gettext_lazy("decision")
    parameter_name = "decision"

    def lookups(self, request, model_admin):
        return [("open", _("to be decided"))]

    def queryset(self, request, queryset):
        return queryset.filter(pk__in=SpeakerAnswer.objects.open()) if self.value() else queryset


@admin.register(SpeakerAnswer)
class SpeakerAnswerAdmin(ReadOnlyMixin, RecordAdmin):
    """What speakers said of their words; reached from dashboard, event and statement."""

    list_display = ["words", "answered_at", "decision"]
    list_filter = ["kind", OpenFilter, "outcome", AnsweredEventFilter]
    search_fields = [
        "wording__folded",
        "wording__statement__participation__folded",
        "participation__folded",
    ]

    def get_urls(self):
        view = self.admin_site.admin_view(self.dismiss_view)
        name = "events_speakeranswer_dismiss"
        return [path("<int:pk>/dismiss/", view, name=name), *super().get_urls()]

    def get_fields(self, request, obj=None):
        is_of_words = obj is None or obj.wording_id
        said = ["wording", "kind", "proposal", "reason"]
        return [
            *(said if is_of_words else ["participation", "kind", "reason"]),
            ("invited", "answered_at"),
            ("decision", "settled_by", "settled_at"),
            *(["saved"] if is_of_words else []),
            "outcome_reason",
        ]

    def get_readonly_fields(self, request, obj=None):
        return ["decision"]

    def tools(self, request, obj):
        is_open = SpeakerAnswer.objects.open().filter(pk=obj.pk).exists()
        return acts_on(obj, request.user) if is_open else []

    def dismiss_view(self, request, pk):
        """Keeps the words, or the name, as they are, with a reason that the speaker is told; or
        says that they are put right already, and how."""
        if not request.user.has_perm(SETTLE):
            raise PermissionDenied
        answer = get_object_or_404(self.get_queryset(request), pk=pk)
        # A name is put right in its own form, and words may have been corrected otherwise.
        may_be_right = answer.kind == SpeakerAnswer.Kind.CAPACITY or answer.is_overtaken
        refusal, reason = None, request.POST.get("reason", "").replace("\0", "").strip()
        if request.method == "POST":
            is_right = may_be_right and "put_right" in request.POST
            outcome = ACCEPTED if is_right else DISMISSED
            saved = answer.standing.text if is_right and answer.standing else ""
            try:
                speakers.settle(answer, request.user, outcome, reason, saved)
            except ValidationError as error:
                refusal = error
            else:
                told = _("It is put right.") if is_right else _("It stays as it is.")
                self.message_user(request, told, messages.SUCCESS)
                back = speakers.desk_address(answer)
                return copies.confirm(request, HttpResponseRedirect(back))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Settle the answer") if may_be_right else _("Keep the words"),
            "may_be_right": may_be_right,
            "opts": self.opts,
            "answer": answer,
            "refusal": refusal,
            "reason": reason,
            "back": speakers.desk_address(answer),
        }
        return TemplateResponse(request, "admin/events/dismiss_answer.html", context)

    @admin.display(description=gettext_lazy("about"))
    def words(self, answer):
        """The words or the name, and below what was said of them, by whom and at which event."""
        event = Truncator(answer.speaker.event).chars(60)
        about = Truncator(answer.subject).chars(100)
        return cell(about, answer.get_kind_display(), answer.invited, event)

    @admin.display(description=gettext_lazy("decision"))
    def decision(self, answer):
        return _("the words were corrected since") if answer.is_overtaken else answer.decision


def acts_on(answer: SpeakerAnswer, user) -> list[tuple[str, str]]:
    """What an editor may do about an answer that is open: addresses and labels."""
    if not user.has_perm(SETTLE):
        return []
    settle = reverse("admin:events_speakeranswer_dismiss", args=[answer.pk])
    if answer.kind == SpeakerAnswer.Kind.CAPACITY:
        return [(speakers.desk_address(answer), _("Open the participant")), (settle, _("Settle"))]
    acts, is_change = [], answer.kind == SpeakerAnswer.Kind.CHANGE
    if standing := answer.standing:
        correct = reverse("admin:events_wording_correct", args=[standing.pk])
        label = _("Correct the words so") if is_change else _("Correct the words")
        acts.append((f"{correct}?answer={answer.pk}", label))
    if not is_change:
        withdraw = reverse("admin:events_statement_withdraw", args=[answer.wording.statement_id])
        acts.append((f"{withdraw}?answer={answer.pk}", _("Withdraw the statement")))
    label = _("Settle") if answer.is_overtaken else _("Keep the words")
    return [*acts, (settle, label)]
