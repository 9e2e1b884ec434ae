"""What speakers say of their own words, and of how they are named, by a link."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.participation import Participation
from events.models.statement import Statement
from events.models.wording import Wording
from newsroom.fields import NFCCharField, NFCTextField
from newsroom.models import Invitation
from newsroom.passages import Passage, by_words


class SpeakerAnswerQuerySet(models.QuerySet):
    def of_statement(self, statement: Statement) -> Self:
        """About any words of one statement, the latest first."""
        return self.filter(wording__statement=statement).newest()

    def of_capacity(self, participation: Participation) -> Self:
        """About how one participant is named, the latest first."""
        return self.filter(participation=participation).newest()

    def at_event(self, event) -> Self:
        """About what was said at one event, and how its participants are named."""
        return self.filter(
            Q(wording__statement__participation__event=event) | Q(participation__event=event)
        )

    def open(self) -> Self:
        """Those about which somebody has to decide: what is said to be wrong, neither settled nor
        followed by another answer about the same, of a statement that stands."""
        later = SpeakerAnswer.objects.filter(
            Q(wording=OuterRef("wording")) | Q(participation=OuterRef("participation")),
            pk__gt=OuterRef("pk"),
        )
        stands = Q(wording__statement__state=Statement.State.CONFIRMED)
        return self.filter(~Exists(later), stands | Q(wording=None), settled_at=None).exclude(
            kind=SpeakerAnswer.Kind.CONFIRMED
        )

    def since(self, span: timedelta, at: datetime | None = None) -> Self:
        """Those given within a span of time that ends at the moment `at`."""
        return self.filter(answered_at__gt=(at or timezone.now()) - span)

    def newest(self) -> Self:
        return self.order_by("-answered_at", "-id")

    def for_list(self) -> Self:
        """With the words, the speaker and the event."""
        return self.select_related(
            "wording__statement__participation__event",
            "participation__event",
            "settled_by",
            "invitation",
        ).prefetch_related(
            "wording__statement__participation__event__texts",
            "wording__statement__wordings",
            "participation__event__texts",
        )


class SpeakerAnswer(models.Model):
    """That a speaker confirmed exact words, proposed others or disputed them, or says that name or
    post is printed wrong; never changed."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        CHANGE = "change", _("change proposed")
        DISPUTE = "dispute", _("disputed")
        CAPACITY = "capacity", _("name or post printed wrong")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DISMISSED = "dismissed", _("dismissed")

    # One of the two: what is answered about.
    wording = models.ForeignKey(
        Wording,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("words"),
    )
    participation = models.ForeignKey(
        Participation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("participant"),
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
    # As they were then, whatever was corrected later.
    saved = NFCTextField(_("words that were saved because of it"), blank=True)

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
                | Q(kind__in=["dispute", "capacity"], proposal="") & ~Q(reason=""),
                name="answer_says_what",
                violation_error_message=_(
                    "A confirmation says nothing else, a change has proposed words, a dispute a "
                    "reason."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind="capacity", wording=None, participation__isnull=False)
                | ~Q(kind="capacity") & Q(wording__isnull=False, participation=None),
                name="answer_about_words_or_name",
                violation_error_message=_(
                    "An answer is about words, or about how a participant is named."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(invited=""),
                name="answer_of_somebody",
                violation_error_message=_("Say to whom the link was given."),
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                & Q(outcome="", outcome_reason="", saved="")
                | ~Q(kind="confirmed")
                & Q(settled_at__isnull=False, settled_by__isnull=False)
                & (
                    Q(outcome="accepted") & (Q(saved="") | Q(wording__isnull=False))
                    | Q(outcome="dismissed", saved="") & ~Q(outcome_reason="")
                ),
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
    def statement(self) -> Statement | None:
        """Whose words it is about; None where it is about the name."""
        return self.wording.statement if self.wording else None

    @property
    def about(self) -> Any:
        """What is answered about: words, or how a participant is printed."""
        return self.wording or self.participation

    @property
    def subject(self) -> str:
        """The words, or name, post and organization as printed."""
        if self.wording:
            return self.wording.text
        who = self.speaker
        return ", ".join(part for part in (who.name, who.post, who.organization) if part)

    @property
    def speaker(self) -> Participation:
        """Who is answering, as printed at the event."""
        return self.about.statement.participation if self.wording else self.about

    @property
    def is_overtaken(self) -> bool:
        """Whether others took the place of the words while nobody decided about the answer."""
        return bool(self.wording and self.wording.replaced_at and not self.outcome)

    @property
    def standing(self) -> Wording | None:
        """The words that stand now in the language of those answered about; None of none."""
        current = self.statement.current_wordings if self.statement else []
        return next((one for one in current if one.language == self.about.language), None)

    @property
    def difference(self) -> list[Passage]:
        """Where the proposed words differ from those that were answered about."""
        return list(by_words(self.wording.text, self.proposal)) if self.proposal else []

    @property
    def saved_difference(self) -> list[Passage]:
        """Where the words that were saved differ from the proposed ones, else from those that were
        answered about; empty where they are the same or nothing was saved."""
        before = self.proposal or (self.wording.text if self.wording else "")
        return list(by_words(before, self.saved)) if self.saved not in {"", before} else []

    @property
    def decision(self) -> str:
        """What was really done about it, in a few words; empty while nobody decided."""
        if self.outcome != self.Outcome.ACCEPTED:
            return self.get_outcome_display()
        if self.kind == self.Kind.CAPACITY:
            return str(_("put right"))
        if self.saved:
            told = _("accepted word for word"), _("other words were saved")
            return str(told[self.saved != self.proposal])
        is_dispute = self.kind == self.Kind.DISPUTE
        # Before it was kept which words were saved, a change was only said to be accepted.
        return str(_("the statement was withdrawn")) if is_dispute else self.get_outcome_display()
