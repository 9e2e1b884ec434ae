"""An edition made of a working copy: its words and rows, frozen as they stand."""

from datetime import datetime, time

from django.utils import timezone

from articles import prose
from articles.models import (
    Article,
    Edition,
    EditionByline,
    EditionEvent,
    EditionTopic,
    Quotation,
)
from articles.references import References


def draft_edition(article: Article) -> Edition:
    """The edition that `publish` would make now, unsaved, for a preview."""
    previous = article.editions.order_by("-number").first() if article.pk else None
    change = Edition.Change.MATERIAL if previous else Edition.Change.FIRST
    return frozen(article, previous, None, timezone.now(), change, "")


def frozen(article: Article, previous: Edition | None, by, at, change, note) -> Edition:
    """The edition of the article's words that follows `previous`, unsaved."""
    return Edition(
        article=article,
        number=previous.number + 1 if previous else 1,
        language=article.language,
        kind=article.kind,
        headline=article.headline,
        kicker=article.kicker,
        standfirst=article.standfirst,
        body=prose.finish(article.body, article.language),
        section=article.section,
        picture=article.picture,
        first_printed_on=article.first_printed_on,
        first_printed_in=article.first_printed_in,
        dated_at=dated(article, previous, at),
        live_from=at,
        change=change,
        note=note,
        fingerprint=article.fingerprint,
        published_by=by,
    )


def dated(article: Article, previous: Edition | None, at: datetime) -> datetime:
    """The moment by which the edition is sorted: of the first print, else of the first edition."""
    if article.first_printed_on:
        return timezone.make_aware(datetime.combine(article.first_printed_on, time.min))
    first = article.editions.order_by("number").first() if previous else None
    return first.dated_at if first else at


def add_rows(edition: Edition, references: References) -> None:
    """The rows that lists are drawn from, each with the edition's date beside."""
    beside = {"edition": edition, "language": edition.language, "dated_at": edition.dated_at}
    article = edition.article
    EditionTopic.objects.bulk_create(
        EditionTopic(topic=topic, **beside) for topic in article.topics.all()
    )
    EditionEvent.objects.bulk_create(
        EditionEvent(event=event, **beside) for event in article.events.all()
    )
    EditionByline.objects.bulk_create(
        EditionByline(
            person=byline.person,
            organization=byline.organization,
            order=byline.order,
            credit=byline.credit,
            text=byline.text,
            **beside,
        )
        for byline in article.bylines.all()
    )
    Quotation.objects.bulk_create(
        Quotation(edition=edition, statement=s, wording=wording, passages=use.passages)
        for use, s, wording in references.printed()
    )
