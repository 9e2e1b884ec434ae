"""The desk for reports: handed in, confirmed line by line, made an article."""

from http import HTTPStatus

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.intakedesk import Desk, groups
from articles.admin.intakelines import LineForm
from articles.admin.intakepaste import PasteForm
from articles.intake import deciding
from articles.intake.finishing import finish, obstacles
from articles.intake.showing import paragraph_at, shown
from articles.models import Intake
from articles.workflow import Refused
from events.announced import compare
from newsroom.copies import confirm
from newsroom.keys import key
from newsroom.presence import others
from newsroom.recordadmin import RecordAdmin

# What comes out of a report, so what whoever reads one may add.
NEEDED = [
    "articles.add_intake", "articles.add_article", "events.add_event", "events.add_statement",
    "events.add_participation", "people.add_person", "people.add_organization",
]  # fmt: skip
MEANWHILE = gettext_lazy("Somebody decided a line in another place meanwhile: look again.")
SCRIPTS: list = [
    forms.Script(f"js/admin/{name}.js", type="module") for name in ("intake", "presence")
]
LINE, ACTS = "admin/articles/intake/_line.html", "admin/articles/intake/_acts.html"
UNFINISHED = 10  # of those that are being read, beside the field to paste into


@admin.register(Intake)
class IntakeAdmin(RecordAdmin):
    list_display = ["name", "progress", "result", "given_by", "given_at", "language"]
    list_per_page = 50
    # What is still to be done stands first.
    ordering = [F("finished_at").desc(nulls_first=True), "-changed_at", "-id"]
    list_filter = [("finished_at", admin.EmptyFieldListFilter), "language"]
    search_fields = ["folded"]
    change_list_template = "admin/articles/intake/change_list.html"

    # Who may do what

    def has_add_permission(self, request):
        return request.user.has_perms(NEEDED)

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request) and super().has_change_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """What an article came out of stays."""
        is_made = obj is not None and obj.finished_at is not None
        return not is_made and super().has_delete_permission(request, obj)

    # The list

    def get_queryset(self, request):
        is_list = request.resolver_match.url_name.endswith("_changelist")
        rows = Intake.objects.for_list() if is_list else Intake.objects.all()
        return rows.order_by(*self.get_ordering(request))

    @admin.display(description=gettext_lazy("decided"))
    def progress(self, intake):
        return "" if intake.finished_at else deciding.Sheet(intake).progress

    @admin.display(description=gettext_lazy("what came of it"))
    def result(self, intake):
        if intake.finished_at is None:
            return render_to_string(ACTS, {"intake": intake})
        return intake.article or _("finished; the article is gone")

    def get_actions(self, request):
        """One by one: each deletion asks for itself."""
        return {}

    def get_urls(self):
        line = self.admin_site.admin_view(self.line_view)
        own = path("<int:object_id>/line/", line, name="articles_intake_line")
        return [own, *super().get_urls()]

    # Handing in

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            form = PasteForm(request.POST, request.FILES)
            if form.is_valid():
                return self._handed_in(request, form)
        else:
            form = PasteForm(initial={"event": key(request.GET.get("event"))})
        context = {**self._context(request, _("Read a report")), "form": form, "media": form.media}
        unfinished = Intake.objects.unfinished().for_list()[:UNFINISHED]
        context["unfinished"] = [deciding.Sheet(intake) for intake in unfinished]
        return TemplateResponse(request, "admin/articles/intake/paste.html", context)

    def _handed_in(self, request, form):
        intake, is_new = form.save(request.user)
        if is_new:
            self.log_addition(request, intake, [])
        else:
            told = _("This report is being read already: go on with it here.")
            self.message_user(request, told, messages.INFO)
        return confirm(request, HttpResponseRedirect(self._address(intake)))

    # The desk

    def change_view(self, request, object_id, form_url="", extra_context=None):
        intake = self._get(request, object_id)
        if intake is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if intake.finished_at:
            return self._finished(request, intake)
        if request.method != "POST":
            at = request.GET.get("at", "")
            return self._desk(request, intake, Desk(intake, at).forms())
        return self._sent(request, intake)

    def _desk(self, request, intake, lines: list[LineForm], refusals=()):
        paragraphs = shown(intake, Desk(intake).sheet.statements)
        context = {
            **self._context(request, intake.name),
            "intake": intake,
            "original": intake,
            "groups": groups(lines),
            "obstacles": list(obstacles(Desk(intake).sheet)),
            "paragraphs": paragraphs,
            "oddities": [
                {**one, "paragraph": paragraph_at(paragraphs, one["start"])}
                for one in intake.proposal["oddities"]
            ],
            "refusals": refusals,
            "open_count": sum(line.state_now == deciding.OPEN for line in lines),
            "presence_url": reverse(f"admin:{self._presence_name()}", args=[intake.pk]),
            "others_here": others(request.user, intake),
            "media": forms.Media(js=SCRIPTS),
        }
        return TemplateResponse(request, "admin/articles/intake/desk.html", context)

    def _sent(self, request, intake):
        """The whole page, sent at once: all lines are kept, and it may be finished."""
        lines = Desk(intake).forms(request.POST)
        if any(line.errors for line in lines):
            return self._desk(request, intake, lines, [_("Nothing is kept yet: see below.")])
        changed = {line.key: line.decision() for line in lines if line.is_changed}
        if any(line.is_stale for line in lines if line.key in changed):
            return self._desk(request, intake, Desk(intake).forms(), [MEANWHILE])
        try:
            intake = deciding.decide(intake, changed)
            if "_finish" in request.POST:
                return self._finish(request, intake)
        except Refused as refused:
            intake.refresh_from_db()
            if intake.finished_at:
                return self._finished(request, intake)
            return self._desk(request, intake, Desk(intake).forms(), refused.messages)
        self.message_user(request, _("Everything that was decided is kept."), messages.SUCCESS)
        return HttpResponseRedirect(self._address(intake))

    def _finish(self, request, intake):
        article = finish(intake, request.user)
        self.log_change(request, intake, _("An article was made of it."))
        told = _("The draft is made: each confirmed statement is marked in it.")
        self.message_user(request, told, messages.SUCCESS)
        for event in article.events.all():
            self._tell_unsaid(request, event)
        return HttpResponseRedirect(article.desk_url)

    def _tell_unsaid(self, request, event):
        """Those who were announced, and of whom nobody said whether they came."""
        if unsaid := [guest.name for guest in compare(event).unsaid]:
            told = _("Announced, and not in the report: %(names)s. Say on the event who came.")
            self.message_user(request, told % {"names": ", ".join(unsaid)}, messages.WARNING)

    def _finished(self, request, intake):
        """Leads a second finish, and whoever opens it later, to what came of it."""
        if intake.article is None:
            told = _("This report was finished, and its article is gone. Hand it in anew.")
            self.message_user(request, told, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:articles_intake_changelist"))
        told = _("This report is finished: here is the article that was made of it.")
        self.message_user(request, told, messages.INFO)
        return HttpResponseRedirect(intake.article.desk_url)

    # One line at a time

    def line_view(self, request, object_id):
        """Keeps what was decided about one line, or takes the last decision back."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        intake = self._get(request, str(object_id))
        if intake is None:
            raise Http404
        acts = {"undo": self._undo, "add": self._add, "person": self._add_person}
        act = acts.get(request.POST.get("act", ""), self._decide)
        try:
            return act(request, intake)
        except Refused as refused:
            url = self._address(intake)
            return _told(" ".join(refused.messages), HTTPStatus.CONFLICT, url=url)

    def _decide(self, request, intake):
        desk = Desk(intake)
        line = desk.sheet.line(request.POST.get("line", ""))
        if line is None:
            return _told(_("There is no such line any more: open the page anew."))
        form = desk.form(line, request.POST)
        if not form.is_valid():
            told = " ".join(one for errors in form.errors.values() for one in errors)
            return _told(told, HTTPStatus.BAD_REQUEST, key=form.key)
        if form.is_stale:
            drawn = self._drawn(request, intake, form.key)
            return JsonResponse({**drawn, "told": MEANWHILE}, status=HTTPStatus.CONFLICT)
        intake = deciding.decide(intake, {form.key: form.decision()})
        return JsonResponse(self._drawn(request, intake, form.key))

    def _undo(self, request, intake):
        intake, line = deciding.undo(intake)
        if not line:
            return _told(_("There is nothing to take back."))
        return JsonResponse(self._drawn(request, intake, line))

    def _add(self, request, intake):
        passages = deciding.passages_in(request.POST.get("passages", ""), len(intake.text))
        if not passages:
            return _told(_("Select the words in the text first."), HTTPStatus.BAD_REQUEST)
        intake, line = deciding.add_statement(intake, passages)
        return JsonResponse(self._drawn(request, intake, line))

    def _add_person(self, request, intake):
        intake, line = deciding.add_participant(intake, request.POST.get("line", ""))
        return JsonResponse(self._drawn(request, intake, line))

    def _drawn(self, request, intake, line_key: str) -> dict:
        """A line as it stands now, and what is still to be decided."""
        desk = Desk(intake)
        line = desk.sheet.line(line_key)
        count = len(desk.sheet.open)
        drawn = {
            "key": line_key,
            "open": count,
            "told": ngettext("%(count)d line left.", "%(count)d lines left.", count)
            % {"count": count},
            "obstacles": list(obstacles(desk.sheet)),
        }
        if line is not None:
            drawn["html"] = render_to_string(LINE, {"line": desk.form(line)}, request)
        return drawn

    def _get(self, request, object_id) -> Intake | None:
        intake = self.get_object(request, str(object_id))
        if intake is not None and not self.has_change_permission(request, intake):
            raise PermissionDenied
        return intake

    def _address(self, intake) -> str:
        return reverse("admin:articles_intake_change", args=[intake.pk])

    def _context(self, request, title) -> dict:
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts}


def _told(told: str, status: int = HTTPStatus.BAD_REQUEST, **more) -> JsonResponse:
    return JsonResponse({"told": told, **more}, status=status)
