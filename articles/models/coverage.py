"""What an edition is about and who made it: rows with its date beside, for lists newest first."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, BylineBase
from articles.moments import is_edition_live
from events.models import Event
from newsroom.models import Topic


class CoverageQuerySet(models.QuerySet):
    """Rows beside editions; one index serves their filter and their order."""

    def live(self, at: datetime | None = None) -> Self:
        """Those of what readers see at the moment `at`."""
        return self.filter(is_edition_live(at, "edition__"))

    def listed(self) -> Self:
        """All but those of the plain pages."""
        return self.exclude(edition__kind=Article.Kind.PAGE)

    def in_language(self, language: str) -> Self:
        """Those in one language."""
        return self.filter(language=language)

    def for_list(self) -> Self:
        """With all that a line in a list says of the edition."""
        return (
            self.select_related("edition__article", "edition__section", "edition__picture")
            .prefetch_related("edition__section__texts", "edition__picture__texts")
            .defer("edition__body", "edition__article__body", "edition__article__standfirst")
        )


class EditionTopic(models.Model):
    """That an edition is about a topic, with its date beside."""

    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="topic_rows")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="edition_rows")
    language = models.CharField(max_length=2)
    dated_at = models.DateTimeField()

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic of an edition")
        verbose_name_plural = _("topics of editions")
        constraints = [
            models.UniqueConstraint(fields=["edition", "topic"], name="edition_topic_once")
        ]
        indexes = [models.Index(fields=["topic", "language", "-dated_at"])]

    def __str__(self):
        return f"{self.edition}: {self.topic}"


class EditionEvent(models.Model):
    """That an edition is about an event, with its date beside."""

    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="event_rows")
    event = models.ForeignKey(Event, models.PROTECT, related_name="edition_rows")
    language = models.CharField(max_length=2)
    dated_at = models.DateTimeField()

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of an edition")
        verbose_name_plural = _("events of editions")
        constraints = [
            models.UniqueConstraint(fields=["edition", "event"], name="edition_event_once")
        ]
        indexes = [models.Index(fields=["event", "language", "-dated_at"])]

    def __str__(self):
        return f"{self.edition}: {self.event}"


class EditionByline(BylineBase):
    """A byline as printed in an edition, with its date beside."""

    edition = models.ForeignKey("articles.Edition", models.CASCADE, related_name="bylines")
    language = models.CharField(max_length=2)
    dated_at = models.DateTimeField()

    objects = CoverageQuerySet.as_manager()

    class Meta(BylineBase.Meta):
        indexes = [
            models.Index(fields=["person", "language", "-dated_at"]),
            models.Index(fields=["organization", "language", "-dated_at"]),
        ]
