"""The versions of a text in other languages, beside the form: which there are, and to begin one."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles import translating
from articles.models import Article, Edition, Waiver
from articles.workflow import Refused


@dataclass
class Version:
    """A text in one language: its article, or what was decided instead."""

    code: str
    name: str
    article: Article | None
    waiver: Waiver | None
    is_stale: bool


@dataclass
class Source:
    """The original as a translator reads it: what readers see, or what was written so far."""

    words: Edition | Article
    article: Article

    @property
    def text(self) -> SafeString:
        # Cleaned when it was saved.
        return mark_safe(self.words.body)  # noqa: S308

    @property
    def number(self) -> int | None:
        """The number of the edition; None where readers saw none."""
        return getattr(self.words, "number", None)


@dataclass
class Versions:
    """An article and its translations, seen from a moment."""

    article: Article
    at: datetime

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by their languages, those in the bin too."""
        group = Article.objects.filter(translation_group=self.article.translation_group)
        return {one.language: one for one in group.defer("body")} if self.article.pk else {}

    @cached_property
    def waivers(self) -> dict[str, Waiver]:
        """By language, where it was decided that no version is needed."""
        group = Waiver.objects.filter(translation_group=self.article.translation_group)
        return {waiver.language: waiver for waiver in group.select_related("decided_by")}

    @cached_property
    def others(self) -> list[Version]:
        """A line for each language but the article's own."""
        stale = Article.objects.stale(self.at).filter(pk__in=[a.pk for a in self.articles.values()])
        keys = set(stale.values_list("pk", flat=True))
        found = []
        for code, name in translating.lacking([self.article.language]):
            article = self.articles.get(code)
            is_stale = article is not None and article.pk in keys
            found.append(Version(code, name, article, self.waivers.get(code), is_stale))
        return found

    @property
    def lacking(self) -> list[tuple[str, str]]:
        """The languages in which there is no version, and nobody decided that none is needed."""
        kept = [c for c, a in self.articles.items() if a.stage != Article.Stage.SPIKED]
        return translating.lacking([*kept, *self.waivers])

    @property
    def waived(self) -> list[tuple[str, str]]:
        """The languages in which it was decided that no version is needed."""
        return [(code, str(name)) for code, name in settings.LANGUAGES if code in self.waivers]

    @property
    def can_begin(self) -> bool:
        """Whether a translation can be made of the text."""
        return (self.article.original or self.article).stage != Article.Stage.SPIKED

    @cached_property
    def newer(self) -> Edition | None:
        """The edition of the original with which the article does not agree yet."""
        return translating.newer(self.article, self.at)

    @cached_property
    def source(self) -> Source | None:
        """The original of a translation."""
        original = self.article.original
        if original is None:
            return None
        return Source(original.editions.live(self.at).first() or original, original)

    @property
    def difference_url(self) -> str:
        """What changed in the original since the edition with which the article agrees; empty
        where it agrees with none."""
        if not (self.newer and self.article.agrees_with):
            return ""
        compare = reverse("admin:articles_article_compare", args=[self.newer.article_id])
        older, newer = self.article.agrees_with, self.newer.number
        return f"{compare}?older=edition-{older}&newer=edition-{newer}"


class VersionsMixin:
    """Begins translations, and gives the form of one the word that it is translated."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.translate_view)
        return [
            path("<int:object_id>/translate/", view, name="articles_article_translate"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not (obj.original_id or obj.is_untranslated):
            return fieldsets
        translation = (_("Translation"), {"fields": ["is_untranslated"]})
        return [*fieldsets[:1], translation, *fieldsets[1:]]

    def translate_view(self, request, object_id):
        """Begins the version in the language that was sent, and opens its form."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.get_object(request, str(object_id))
        if not (self.has_add_permission(request) and self.has_view_permission(request, article)):
            raise PermissionDenied
        if article is None:
            raise Http404
        try:
            version = translating.start(article, request.POST.get("language", ""), request.user)
        except Refused as refused:
            self.message_user(request, " ".join(refused.messages), messages.WARNING)
            return HttpResponseRedirect(self.change_url(article))
        told = _("This is the version in this language: %(language)s.")
        self.message_user(
            request, told % {"language": version.get_language_display()}, messages.SUCCESS
        )
        return HttpResponseRedirect(self.change_url(version))
