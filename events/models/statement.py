import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from events.attribution import Label, Rule, rule_of_statement
from events.models.event import Event
from events.models.participation import Participation
from events.models.statementset import StatementQuerySet, StatementTopicQuerySet
from newsroom.fields import NFCTextField
from newsroom.models import Topic
from newsroom.texts import pick

# No vowels, so that no id spells a word, and nothing that is read as something else.
ID_LETTERS = "23456789bcdfghjkmnpqrstvwxyz"


def new_public_id() -> str:
    """An address for ever: `s` and seven letters, 13 thousand million of them."""
    return "s" + "".join(secrets.choice(ID_LETTERS) for _ in range(7))


class Statement(models.Model):
    """One thing that one participant said at one event."""

    class Kind(models.TextChoices):
        DIRECT = "direct", _("direct quotation")
        MIXED = "mixed", _("partly quoted")
        INDIRECT = "indirect", _("paraphrase")
        COLLECTIVE = "collective", _("collective statement")

    class Certainty(models.TextChoices):
        EXPLICIT = "explicit", _("explicit")
        CONTINUED = "continued", _("continued from the sentence before")
        INFERRED = "inferred", _("inferred")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CONFIRMED = "confirmed", _("confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        MERGED = "merged", _("one with another")

    class Outcome(models.TextChoices):
        OPEN = "open", _("open")
        CAME_TRUE = "came_true", _("came true")
        PARTLY = "partly", _("came true in part")
        DID_NOT = "did_not", _("did not come true")

    public_id = models.CharField(
        _("id"),
        max_length=12,
        unique=True,
        default=new_public_id,
        validators=[RegexValidator(r"^s[a-z0-9]{5,11}$")],
    )
    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="statements", verbose_name=_("said by")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DIRECT)
    said_on = models.DateField(_("said on"))
    certainty = models.CharField(
        _("attribution in the source"),
        max_length=10,
        choices=Certainty,
        default=Certainty.EXPLICIT,
    )
    topics = TaggableManager(
        _("topics"), through="events.StatementTopic", blank=True, related_name="statements"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_reason = NFCTextField(
        _("reason of the withdrawal"), blank=True, help_text=_("Readers are told it.")
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("the same as"),
    )
    rule = models.PositiveSmallIntegerField(
        _("tightened attribution"),
        choices=Rule,
        default=Rule.ON_RECORD,
        help_text=_("Only where it is stricter than the rule of the event."),
    )
    reply_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("reply to"),
    )
    forecast_due_on = models.DateField(_("forecast, due on"), null=True, blank=True)
    forecast_outcome = models.CharField(
        _("outcome of the forecast"), max_length=10, choices=Outcome, blank=True
    )
    history = HistoricalRecords()

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["participation__event", "order", "id"]
        permissions = [("confirm_statement", _("Can confirm, correct and withdraw"))]
        indexes = [
            models.Index(fields=["-said_on", "-id"]),
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="statement_withdrawn",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_at=None, withdrawn_reason=""),
                name="statement_withdrawn_with_reason",
                violation_error_message=_(
                    "A withdrawal has a moment and a reason for the readers."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) & ~Q(merged_into=F("id"))
                | ~Q(state="merged") & Q(merged_into=None),
                name="statement_merged_into_another",
                violation_error_message=_("What is one with another statement says with which."),
            ),
            models.CheckConstraint(
                condition=Q(forecast_outcome="") | Q(forecast_due_on__isnull=False),
                name="statement_outcome_of_forecast",
                violation_error_message=_("An outcome belongs to a forecast with a due date."),
            ),
            models.CheckConstraint(
                condition=Q(reply_to=None) | ~Q(reply_to=F("id")),
                name="statement_no_reply_to_itself",
                violation_error_message=_("A statement is no reply to itself."),
            ),
            models.CheckConstraint(
                condition=Q(rule__in=Rule.values),
                name="statement_rule_is_known",
                violation_error_message=_("There is no such rule of attribution."),
            ),
        ]

    def __str__(self):
        words = Truncator(self.wording.text).words(12) if self.wording else self.public_id
        return f"{self.participation}: {words}"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        # The date stands beside the topic, so that one index serves a topic's list.
        self.topic_rows.exclude(said_on=self.said_on).update(said_on=self.said_on)
        # Articles print what was merged under its own id, and by the same rule.
        self.merged.exclude(rule=self.rule, kind=self.kind).update(rule=self.rule, kind=self.kind)

    def get_absolute_url(self):
        return reverse("events:statement_detail", args=[self.public_id])

    @property
    def standing(self) -> "Statement":
        """The statement itself, or the one that it was merged into."""
        return self.merged_into or self

    @property
    def is_verbatim(self) -> bool:
        """Whether exact words are given, whole or in part."""
        return self.kind in {self.Kind.DIRECT, self.Kind.MIXED}

    @property
    def event(self) -> Event:
        return self.participation.event

    @property
    def effective_rule(self) -> Rule:
        """The rule in force here."""
        return rule_of_statement(self)

    def label(
        self,
        language: str | None = None,
        at: datetime | None = None,
        shares_post: bool | None = None,
    ) -> Label:
        """What may be printed of who said it."""
        if shares_post is None:
            shares_post = getattr(self, "shares_post", None)
        return self.participation.label(language, at, self.effective_rule, shares_post)

    @property
    def current_wordings(self) -> list:
        """The wordings that stand now: confirmed and not replaced."""
        return [w for w in self.wordings.all() if w.is_current]

    @property
    def wording(self):
        """The words for the active language, or the nearest there are; None before one stands."""
        return self.wording_in()

    def wording_in(self, language: str | None = None):
        """The words that stand, in a language or the nearest to it."""
        return pick(self.current_wordings, language)

    @property
    def original(self):
        """The words as they were spoken; None where they are not kept."""
        return next((w for w in self.current_wordings if w.origin == w.Origin.AS_SPOKEN), None)

    def wording_numbered(self, language: str, number: int):
        """The wording with the number, as far as readers may open it; None where there is none."""
        return next(
            (w for w in self.shown_wordings if (w.language, w.number) == (language, number)), None
        )

    @property
    def shown_wordings(self) -> list:
        """The wordings that readers may open: those that stand, and those that were replaced.

        Under a rule only those that stand: a paraphrase may have been corrected since it told who
        spoke.
        """
        keeps_earlier = self.effective_rule == Rule.ON_RECORD
        confirmed = [w for w in self.wordings.all() if w.confirmed_at]
        return [w for w in confirmed if w.is_current or keeps_earlier]

    @property
    def earlier_wordings(self) -> list:
        """Those of the shown wordings whose place others took, the latest first."""
        earlier = [w for w in self.shown_wordings if not w.is_current]
        return sorted(earlier, key=lambda w: w.replaced_at, reverse=True)

    @property
    def public_topics(self) -> list:
        """The topics that have a page."""
        return [topic for topic in self.topics.all() if topic.is_published]

    @property
    def is_checked(self) -> bool:
        """Whether any of the words that stand were found on a recording."""
        return any(wording.found for wording in self.current_wordings)

    @property
    def found(self):
        """The check that bears out the words for the active language; None of none."""
        return self.found_for(self.wording)

    def found_for(self, wording):
        """The check that found these words, as far as they stand, on a recording, else the one of
        what they are translated from."""
        if wording is None:
            return None
        same, source = self.standing_as(wording), self.source_of(wording)
        return (same and same.found) or (source and source.found)

    def standing_as(self, wording):
        """The words that stand and are the same as these, which may be of another record of the
        saying; None where others took their place."""
        told = wording.language, wording.text
        return next((w for w in self.current_wordings if (w.language, w.text) == told), None)

    def source_of(self, wording):
        """The words that stand of which these are a translation; None where there are none."""
        if wording.translated_from_id is None:
            return None if wording == self.original else self.original
        if wording.statement_id != self.pk:
            return self.standing_as(wording.translated_from)
        stands = (w for w in self.current_wordings if w.pk == wording.translated_from_id)
        return next(stands, None)

    @property
    def is_unheard(self) -> bool:
        """Whether nobody ever held the words that stand against a recording."""
        checks = (check for w in self.current_wordings for check in w.checks.all())
        return not any(check.recording_id for check in checks)

    def check_on(self, recording):
        """The latest check that found words that stand on the recording; None of none."""
        checks = (check for w in self.current_wordings for check in w.checks.all())
        return next((c for c in checks if c.holds and c.recording_id == recording.pk), None)

    def withdraw(self, reason: str, at: datetime | None = None) -> None:
        """Takes the statement back; readers who ask for it are told the reason.

        Raises ValidationError for one that is not, or no longer, confirmed.
        """
        if self.state != self.State.CONFIRMED:
            raise ValidationError(
                _("Only a confirmed statement is withdrawn; this one is: %(state)s."),
                params={"state": self.get_state_display()},
            )
        self.state = self.State.WITHDRAWN
        self.withdrawn_at = at or timezone.now()
        self.withdrawn_reason = reason
        self.full_clean()
        self.save()


class StatementTopic(ItemBase):
    """That a statement is about a topic, with its date beside."""

    tag = models.ForeignKey(Topic, models.PROTECT, related_name="statement_rows")
    content_object = models.ForeignKey(Statement, models.CASCADE, related_name="topic_rows")
    said_on = models.DateField()

    objects = StatementTopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="statement_topic_once")
        ]
        indexes = [models.Index(fields=["tag", "-said_on"])]

    def save(self, *args, **kwargs):
        self.said_on = self.content_object.said_on
        super().save(*args, **kwargs)
