"""Reports of others, or of our own from elsewhere, while they are read into the record."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from events.models import Event
from newsroom.fields import FoldedField, NFCCharField, NFCTextField
from newsroom.texts import default_language


class IntakeQuerySet(models.QuerySet):
    def unfinished(self) -> Self:
        """Those from which nothing was made yet."""
        return self.filter(finished_at=None)

    def of_text(self, text: str, language: str, event: Event | None) -> Self:
        """Those with the same words, read in the same language beside the same event."""
        return self.filter(text=text, language=language, event=event)

    def for_list(self) -> Self:
        """With who handed it in, its lines and what came of it, without the words."""
        return self.select_related("given_by", "article").defer("text", "steps", "article__body")


class Intake(models.Model):
    """A report that was handed in, what the reader found in it, and what was decided so far."""

    text = NFCTextField(_("text"))
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=default_language
    )
    name = NFCCharField(_("headline"), max_length=250)
    folded = FoldedField("name")
    event = models.ForeignKey(
        Event,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="intakes",
        verbose_name=_("event"),
        help_text=_("Empty: a new one, or choose it while reading."),
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("handed in by")
    )
    given_at = models.DateTimeField(_("handed in"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    # The lines as they were found, and by their keys what was decided; see articles/intake/.
    proposal = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict, blank=True)
    # The last decisions with what stood before each, so that they can be taken back.
    steps = models.JSONField(default=list, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    article = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="intakes",
        verbose_name=_("article"),
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("report being read")
        verbose_name_plural = _("reports being read")
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["-changed_at", "-id"], name="intake_by_change")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="intake_has_text",
                violation_error_message=_("Paste a text, or choose a file."),
            ),
            models.CheckConstraint(
                condition=Q(article=None) | Q(finished_at__isnull=False),
                name="intake_article_when_finished",
                violation_error_message=_("An article comes out when the reading is finished."),
            ),
        ]

    def __str__(self):
        return self.name
