"""The page that holds two states of an article against each other."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles import comparison


class ComparisonMixin:
    """Compares the working copy, the editions and the kept versions of an article."""

    # The history names these alone: the comparison shows them so that they can be read.
    named_in_history = ["body", "section", "picture"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.compare_view)
        compare = path("<int:object_id>/compare/", view, name="articles_article_compare")
        return [compare, *super().get_urls()]

    def compare_view(self, request, object_id):
        article = self.get_object(request, str(object_id))
        if article is None:
            raise Http404
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        older = request.GET.get("older") or comparison.first_choice(article)
        newer = request.GET.get("newer") or comparison.NOW
        context = {
            **self.admin_site.each_context(request),
            "title": _("What differs"),
            "opts": self.opts,
            "original": article,
            "choices": comparison.choices(article),
            "older": older,
            "newer": newer,
            "is_beside": request.GET.get("view") == "beside",
            "comparison": self._comparison(article, older, newer) if older else None,
            "restored": self._restorable(request, article, older, newer),
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)

    def _comparison(self, article, older: str, newer: str) -> comparison.Comparison:
        sides = comparison.side(article, older), comparison.side(article, newer)
        return comparison.Comparison(*sides)

    def _restorable(self, request, article, older: str, newer: str) -> str:
        """Where the older state is brought back to the form, when it is a version of before."""
        kind, _dash, key = older.partition("-")
        if kind != "version" or newer != comparison.NOW:
            return ""
        if not self.has_change_permission(request, article):
            return ""
        return reverse("admin:articles_article_restore", args=[article.pk, key])

    def compare_url(self, record, version, before) -> str:
        """Where a kept version is held against the one before it."""
        sides = comparison.version_name(before), comparison.version_name(version)
        address = reverse("admin:articles_article_compare", args=[record.pk])
        return "{}?older={}&newer={}".format(address, *sides)
