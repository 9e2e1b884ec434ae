"""The buttons with which an article is published, scheduled, changed and withdrawn."""

import re

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import pickers
from articles.admin.acts import ACTS, offered
from articles.admin.standing import Standing
from articles.publishing import PublicationRefused

STATEMENT = re.compile(r"\bs[a-z0-9]{5,11}\b")


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
        return {
            "standing": standing,
            "printing_acts": [(act.name, act.label(standing)) for act in acts if act.prints],
            "other_acts": [act for act in acts if not act.prints],
        }

    def new_panel(self, request) -> dict:
        """What the publishing panel shows before the article is saved for the first time."""
        acts = [
            act for act in ACTS.values() if act.prints and request.user.has_perm(act.permission)
        ]
        return {"printing_acts": [(act.name, act.title) for act in acts]}

    def act_view(self, request, object_id, name):
        """Asks what the act needs to know; then acts, or says why it is refused."""
        article, act = self.get_object(request, str(object_id)), ACTS.get(name)
        if article is None or act is None:
            raise Http404
        if not request.user.has_perm(act.permission):
            raise PermissionDenied
        standing = self.standing(article)
        if not act.is_offered(standing):
            self.message_user(request, _("This cannot be done now."), messages.WARNING)
            return HttpResponseRedirect(self.change_url(article))
        sent = request.POST if request.method == "POST" else None
        form = act(sent, article=article, user=request.user, standing=standing)
        refusals = []
        if form.is_valid():
            refusals = self._refusals(form)
            if not refusals:
                self.message_user(request, act.done, messages.SUCCESS)
                return HttpResponseRedirect(self.change_url(article))
        return self._asked(request, article, form, refusals)

    def _refusals(self, form) -> list[str]:
        try:
            form.act()
        except PublicationRefused as refused:
            return refused.messages
        return []

    def _asked(self, request, article, form, refusals):
        marks = pickers.marks(article.body, article.language) if form.prints else []
        context = {
            **self.admin_site.each_context(request),
            "title": form.label(form.standing),
            "opts": self.opts,
            "original": article,
            "form": form,
            "media": forms.Media(js=["admin/js/core.js"]) + form.media,
            "refusals": self._grouped(article, refusals),
            "marks": marks,
            "differing": [mark for mark in marks if mark["faults"]],
        }
        return TemplateResponse(request, "admin/articles/article/act.html", context)

    def _grouped(self, article, refusals: list[str]) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each refusal once, with the places that it is about: ids and addresses."""
        places: dict[str, list] = {}
        first: dict[str, str] = {}
        for told in refusals:
            found = STATEMENT.search(told)
            marked = found and f'data-statement="{found[0]}"' in article.body
            general = told.replace(found[0], "") if marked else told
            first.setdefault(general, told)
            address = self.change_url(article) + (f"#statement={found[0]}" if marked else "")
            place = (found[0] if marked else "", address)
            places.setdefault(general, []).append(place)
        return [(told, places[general]) for general, told in first.items()]

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
