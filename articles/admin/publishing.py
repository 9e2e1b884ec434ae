"""The buttons with which an article moves through the newsroom and to its readers."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import pickers
from articles.admin.act import Act
from articles.admin.acts import PUBLISHING
from articles.admin.moves import MOVING, Move
from articles.admin.standing import Standing
from articles.admin.translations import TRANSLATING
from articles.embargo import is_embargoed
from articles.gate import Finding, findings
from articles.models import Article
from articles.workflow import Refused, last_act, whereabouts
from newsroom.copies import confirm

# What the page of an act keeps of the moment at which it was opened.
STATE = {"seen", "after", "stood"}
# Where a field stands that is no single input.
ANCHORS = {"bylines": "bylines-group"}
ACTS = {act.name: act for act in [*MOVING, *TRANSLATING, *PUBLISHING]}


def offered(user, standing: Standing) -> list[type[Act]]:
    """The acts that the user may do now."""
    return [a for a in ACTS.values() if a.is_offered(standing) and user.has_perm(a.permission)]


class PublishingMixin:
    """Gives the article its publishing panel, and each act a page that asks before it acts."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.act_view)
        act = path("<int:object_id>/act/<slug:name>/", view, name="articles_article_act")
        return [act, *super().get_urls()]

    def standing(self, article) -> Standing:
        return Standing(article, timezone.now())

    def panel(self, request, article) -> dict:
        """What the publishing panel of the form shows."""
        standing = self.standing(article)
        acts = offered(request.user, standing)
        # Who may not mend the text is not told what it lacks.
        is_mended = standing.waiting is None and self.has_change_permission(request, article)
        return {
            "standing": standing,
            "word_acts": [(act.name, act.label(standing)) for act in acts if act.is_about_words],
            "steps": [act for act in acts if act.is_step and not act.is_about_words],
            "version_acts": [act for act in acts if act.is_of_versions],
            "other_acts": [
                act for act in acts if not (act.is_step or act.is_about_words or act.is_of_versions)
            ],
            "findings": self.places(findings(article)) if is_mended else [],
            "is_embargoed": is_embargoed(article),
        }

    def places(self, found: list[Finding], form: str = "") -> list[tuple[Finding, list[tuple]]]:
        """Each finding once, with the places that it is about: their names and addresses; `form`
        is the address of the article's form, empty on that form itself."""
        grouped: dict[str, tuple[Finding, list[tuple[str, str]]]] = {}
        for finding in found:
            general = finding.told.replace(finding.statement or "\0", "")
            _first, places = grouped.setdefault(general, (finding, []))
            if address := self._address(finding, form):
                places.append((finding.statement, address))
        return list(grouped.values())

    def _address(self, finding: Finding, form: str) -> str:
        if finding.statement:
            return f"{form}#statement={finding.statement}"
        anchor = ANCHORS.get(finding.field, f"id_{finding.field}")
        return finding.url or (f"{form}#{anchor}" if finding.field else "")

    def new_panel(self, request) -> dict:
        """What the publishing panel shows before the article is saved for the first time."""
        standing = self.standing(Article())
        acts = [act for act in offered(request.user, standing) if act.is_about_words]
        return {"word_acts": [(act.name, act.title) for act in acts]}

    def act_view(self, request, object_id, name):
        """Asks what the act needs to know; then acts, or says why it is refused."""
        article, act = self.get_object(request, str(object_id)), ACTS.get(name)
        if article is None or act is None:
            raise Http404
        if not request.user.has_perm(act.permission):
            raise PermissionDenied
        form, refusals = self._form(request, article, act), []
        if form is not None and form.is_bound and (refusals := form.staleness()):
            form = self._asked_anew(request, article, act)
        elif form is not None and form.is_valid():
            refusals = self._refusals(form)
            if not refusals:
                self.message_user(request, act.done, messages.SUCCESS)
                return confirm(request, HttpResponseRedirect(self.change_url(article)))
            # Somebody else may have been quicker: the page says how things stand now.
            article = get_object_or_404(self.get_queryset(request), pk=object_id)
            form = self._form(request, article, act)
        if form is None:
            return self._too_late(request, article, act, refusals)
        return self._asked(request, article, form, refusals)

    def _form(self, request, article, act: type[Act]) -> Act | None:
        """The filled form of the act; None where it cannot be done now."""
        standing = self.standing(article)
        if not act.is_offered(standing):
            return None
        sent = request.POST if request.method == "POST" else None
        return act(sent, article=article, user=request.user, standing=standing)

    def _asked_anew(self, request, article, act: type[Act]) -> Act:
        """The form as it asks now, with what was answered before."""
        answered = {name: value for name, value in request.POST.items() if name not in STATE}
        standing = self.standing(article)
        return act(None, initial=answered, article=article, user=request.user, standing=standing)

    def _too_late(self, request, article, act: type[Act], refusals: list[str]):
        """Back to the text, with what somebody else did to it."""
        told = refusals or [_("This cannot be done now.")]
        who = whereabouts(article) if issubclass(act, Move) else last_act(article)
        self.message_user(request, " ".join(dict.fromkeys([*told, who])).strip(), messages.WARNING)
        return HttpResponseRedirect(self.change_url(article))

    def _refusals(self, form) -> list[str]:
        try:
            form.carry_out()
        except Refused as refused:
            return refused.messages
        return []

    def _asked(self, request, article, form, refusals):
        marks = pickers.marks(article.body, article.language) if form.prints else []
        found = findings(article, form.moment()) if form.prints else []
        context = {
            **self.admin_site.each_context(request),
            "title": form.label(form.standing),
            "opts": self.opts,
            "original": article,
            "form": form,
            "media": forms.Media(js=["admin/js/core.js"]) + form.media,
            "refusals": [told for told in refusals if told not in {f.told for f in found}],
            "is_refused": bool(refusals),
            "last_act": last_act(article) if refusals else "",
            "findings": self.places(found, self.change_url(article)),
            "marks": marks,
            "differing": [mark for mark in marks if mark["faults"]],
        }
        return TemplateResponse(request, "admin/articles/article/act.html", context)

    def change_url(self, article) -> str:
        return reverse("admin:articles_article_change", args=[article.pk])

    def response_add(self, request, obj, post_url_continue=None):
        return self._to_act(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._to_act(request, obj) or super().response_change(request, obj)

    def _to_act(self, request, article):
        """From “Save and publish” on to the page of the act."""
        name = request.POST.get("_act", "")
        if name not in ACTS:
            return None
        self.message_user(request, _("Saved."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:articles_article_act", args=[article.pk, name]))
