"""The page that readers would see of the text as it stands in the form; nothing is saved."""

from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.translation import override

from articles.freezing import draft_edition
from articles.models import Article, Edition, EditionByline, Quotation
from articles.reading import ANCHORED, Note, Reading, languages
from articles.references import References
from events.models import Event

# No edition has this key, so whatever the page asks the database about it finds nothing.
NO_KEY = 0


def known(references: References):
    """The uses whose statement exists, though its words may not be fit for print yet."""
    for use in references.uses:
        statement = references.statements.get(use.statement_id)
        wording = statement and (references.wording(use, statement) or statement.wording)
        if wording:
            yield use, statement, wording


class DraftReading(Reading):
    """The reading of an edition that is not made yet."""

    def __init__(self, edition: Edition, references: References, events: list[Event]):
        super().__init__(edition)
        self.references, self.draft_events = references, events

    @cached_property
    def notes(self) -> list[Note]:
        printed = {
            statement.public_id: Quotation(statement=statement, wording=wording)
            for use, statement, wording in known(self.references)
        }
        order = [match[2] for match in ANCHORED.finditer(self.edition.body)]
        present = [printed[public_id] for public_id in order if public_id in printed]
        return [
            Note(n, q, q.statement.label(self.edition.language)) for n, q in enumerate(present, 1)
        ]

    @cached_property
    def events(self) -> list[Event]:
        return [event for event in self.draft_events if event.is_published]


def draft(article: Article, topics, bylines) -> Edition:
    """The edition that would be made, with its rows beside it though none is stored."""
    edition = draft_edition(article)
    edition.pk = NO_KEY
    fields = ("person", "organization", "order", "credit", "text")
    rows = [EditionByline(**{f: getattr(line, f) for f in fields}) for line in bylines]
    edition._prefetched_objects_cache = {"topics": list(topics), "bylines": rows}
    return edition


class PreviewMixin:
    """Shows the article as it would be read: the stored text, or what is in the form now."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("preview/", view, name="articles_article_preview_new"),
            path("<int:object_id>/preview/", view, name="articles_article_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request, object_id=None):
        article = self.get_object(request, str(object_id)) if object_id else None
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        if article is None and (object_id or request.method != "POST"):
            raise Http404
        parts = self._typed(request, article) if request.method == "POST" else _stored(article)
        return self._shown(request, *parts)

    def _typed(self, request, article):
        """What stands in the form: a field with a fault keeps what is stored."""
        form_class = self.get_form(request, article, change=article is not None)
        form = form_class(request.POST, instance=article)
        form.is_valid()
        typed = form.instance
        (bylines,), _inlines = self._create_formsets(request, typed, change=article is not None)
        lines = [
            line.instance
            for line in bylines.forms
            if line.is_valid() and (line.has_changed() or line.instance.pk)
        ]
        given = form.cleaned_data
        return typed, given.get("topics", []), given.get("events", []), lines

    def _shown(self, request, article, topics, events, bylines):
        with override(article.language):
            edition = draft(article, topics, bylines)
            reading = DraftReading(edition, References(article), list(events))
            page = "page_detail" if article.kind == Article.Kind.PAGE else "article_detail"
            context = {
                "edition": edition,
                "reading": reading,
                "page": f"articles/{page}.html",
                **languages(edition),
            }
            response = render(request, "admin/articles/article/preview.html", context)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Cache-Control"] = "no-store"
        return response


def _stored(article: Article):
    return article, article.topics.all(), article.events.all(), article.bylines.all()
