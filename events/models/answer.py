"""What speakers say of their own words, by a link and without an account."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.statement import Statement
from events.models.wording import Wording
from newsroom.fields import NFCCharField, NFCTextField
from newsroom.models import Invitation
from newsroom.passages import Passage, by_words


class SpeakerAnswerQuerySet(models.QuerySet):
    def of_statement(self, statement: Statement) -> Self:
        """About any words of one statement, the latest first."""
        return self.filter(wording__statement=statement).newest()

    def at_event(self, event) -> Self:
        """About what was said at one event."""
        return self.filter(wording__statement__participation__event=event)

    def open(self) -> Self:
        """Those about which somebody has to decide: a proposal or a dispute, neither settled nor
        followed by another answer, of a statement that stands."""
        later = SpeakerAnswer.objects.filter(wording=OuterRef("wording"), pk__gt=OuterRef("pk"))
        asks = [SpeakerAnswer.Kind.CHANGE, SpeakerAnswer.Kind.DISPUTE]
        return self.filter(
            ~Exists(later),
            kind__in=asks,
            settled_at=None,
            wording__statement__state=Statement.State.CONFIRMED,
        )

    def since(self, span: timedelta, at: datetime | None = None) -> Self:
        """Those given within a span of time that ends at the moment `at`."""
        return self.filter(answered_at__gt=(at or timezone.now()) - span)

    def newest(self) -> Self:
        return self.order_by("-answered_at", "-id")

    def for_list(self) -> Self:
        """With the words, the speaker and the event."""
        return self.select_related(
            "wording__statement__participation__event", "settled_by", "invitation"
        ).prefetch_related("wording__statement__participation__event__texts")


class SpeakerAnswer(models.Model):
    """That a speaker confirmed exact words, proposed others, or disputed them; never changed."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        CHANGE = "change", _("change proposed")
        DISPUTE = "dispute", _("disputed")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DISMISSED = "dismissed", _("dismissed")

    wording = models.ForeignKey(
        Wording, models.PROTECT, related_name="answers", verbose_name=_("words")
    )
    kind = models.CharField(_("answer"), max_length=10, choices=Kind)
    proposal = NFCTextField(_("proposed words"), blank=True)
    reason = NFCTextField(_("reason"), blank=True)
    # Empty for an answer that was imported: links do not travel.
    invitation = models.ForeignKey(
        Invitation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("link"),
    )
    invited = NFCCharField(_("given to"), max_length=200)
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    outcome_reason = NFCTextField(_("reason of the outcome"), blank=True)

    objects = SpeakerAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer of a speaker")
        verbose_name_plural = _("answers of speakers")
        ordering = ["-answered_at", "-id"]
        default_permissions = ["view"]
        permissions = [("invite_speaker", _("Can ask speakers to confirm their words"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="confirmed", proposal="", reason="")
                | Q(kind="change") & ~Q(proposal="")
                | Q(kind="dispute", proposal="") & ~Q(reason=""),
                name="answer_says_what",
                violation_error_message=_(
                    "A confirmation says nothing else, a change has proposed words, a dispute a "
                    "reason."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(invited=""),
                name="answer_of_somebody",
                violation_error_message=_("Say to whom the link was given."),
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, outcome="", outcome_reason="")
                | Q(kind__in=["change", "dispute"], settled_at__isnull=False)
                & Q(settled_by__isnull=False)
                & (Q(outcome="accepted") | Q(outcome="dismissed") & ~Q(outcome_reason="")),
                name="answer_settled_with_outcome",
                violation_error_message=_(
                    "What is settled has a moment, somebody who decided, and an outcome; a "
                    "dismissal has a reason."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.invited}: {self.get_kind_display()}"

    @property
    def statement(self) -> Statement:
        return self.wording.statement

    @property
    def difference(self) -> list[Passage]:
        """Where the proposed words differ from the recorded ones."""
        return list(by_words(self.wording.text, self.proposal)) if self.proposal else []
