"""The page that readers would see of a working copy: drawn like an edition, though none is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from articles.freezing import draft_edition
from articles.models import Article, Byline, Edition, EditionByline, Quotation
from articles.reading import Reading, languages
from articles.references import References
from events.models import Event
from newsroom.models import Topic

# No edition has this key, so whatever the page asks the database about it finds nothing.
NO_KEY = 0


@dataclass
class Draft:
    """An article and what goes with it, stored or typed."""

    article: Article
    topics: Iterable[Topic]
    events: Iterable[Event]
    bylines: Iterable[Byline]

    @classmethod
    def stored(cls, article: Article) -> "Draft":
        """The working copy as it was last saved."""
        bylines = article.bylines.select_related("person", "organization").prefetch_related(
            "person__names", "organization__names"
        )
        topics = article.topics.prefetch_related("texts")
        return cls(article, topics, article.events.prefetch_related("texts"), bylines)

    def edition(self) -> Edition:
        """The edition that would be made, with its rows beside it though none is stored."""
        edition = draft_edition(self.article)
        edition.pk = NO_KEY
        fields = ("person", "organization", "order", "credit", "text")
        rows = [EditionByline(**{f: getattr(line, f) for f in fields}) for line in self.bylines]
        prefetched = {"topics": list(self.topics), "bylines": rows}
        edition._prefetched_objects_cache = prefetched  # type: ignore[attr-defined]
        return edition

    def show(self, request, template: str, **context) -> HttpResponse:
        """The page in the language of the article, by a template that extends `page`; for nobody
        else to find or to keep."""
        with override(self.article.language):
            edition = self.edition()
            is_plain = self.article.kind == Article.Kind.PAGE
            context |= {
                "edition": edition,
                "reading": DraftReading(edition, References(self.article), list(self.events)),
                "page": f"articles/{'page' if is_plain else 'article'}_detail.html",
                **languages(edition),
            }
            response = render(request, template, context)
        return unlisted(response)


class DraftReading(Reading):
    """The reading of an edition that is not made yet."""

    def __init__(self, edition: Edition, references: References, events: list[Event]):
        super().__init__(edition)
        self.references, self.draft_events = references, events

    @cached_property
    def quotations(self) -> dict[str, Quotation]:
        """Also of statements whose words are not fit for print yet."""
        found = {}
        for use in self.references.uses:
            statement = self.references.statements.get(use.statement_id)
            wording = statement and (self.references.wording(use, statement) or statement.wording)
            if wording:
                quotation = Quotation(statement=statement, wording=wording)
                found[statement.public_id] = quotation
        return found

    @cached_property
    def events(self) -> list[Event]:
        return [event for event in self.draft_events if event.is_published]


def unlisted(response: HttpResponse) -> HttpResponse:
    """The response, kept by nobody and found by no search engine."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
