"""The parts of an event, and the organizations behind it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.attribution import Rule
from events.models.event import Event
from events.publicity import is_event_public
from newsroom.fields import NFCCharField, NFCTextField
from newsroom.texts import HasTexts, Text, one_per_language
from people.models import Organization


class Session(HasTexts):
    """A part of an event with its own hour and, if need be, its own rule."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    starts_at = models.TimeField(_("hour"), null=True, blank=True)
    rule = models.PositiveSmallIntegerField(_("attribution"), choices=Rule, default=Rule.ON_RECORD)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rule__in=Rule.values),
                name="session_rule_is_known",
                violation_error_message=_("There is no such rule of attribution."),
            ),
        ]

    def __str__(self):
        return self.text.title if self.text else str(self.order)

    @property
    def rule_sentence(self) -> str:
        """What the rule of this part means, as readers are told."""
        return Rule(self.rule).sentence


class SessionText(Text):
    """A session's words in one language."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="texts")
    title = NFCCharField(_("title"), max_length=300)
    description = NFCTextField(_("description"), blank=True)

    class Meta(Text.Meta):
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [one_per_language("session")]


class EventOrganizationQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None) -> Self:
        """Those of events that a reader may see at the moment `at`."""
        return self.filter(is_event_public(at, "event__"))

    def newest(self) -> Self:
        """The latest event first."""
        return self.order_by("-event__starts_on", "-event_id")

    def for_list(self) -> Self:
        """With the event's title and place."""
        return self.select_related("event__venue").prefetch_related(
            "event__texts", "event__venue__names"
        )


class EventOrganization(models.Model):
    """What an organization did for an event."""

    class Kind(models.TextChoices):
        ORGANISER = "organiser", _("organiser")
        CO_ORGANISER = "co_organiser", _("co-organiser")
        HOST = "host", _("host")
        PARTNER = "partner", _("partner")
        MEDIA_PARTNER = "media_partner", _("media partner")
        DONOR = "donor", _("donor")

    event = models.ForeignKey(Event, models.CASCADE, related_name="organizations")
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="event_rows",
        verbose_name=_("organization"),
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.ORGANISER)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    acknowledgement = NFCTextField(
        _("acknowledgement"), blank=True, help_text=_("The sentence that a donor asks for.")
    )
    grant_number = NFCCharField(_("grant number"), max_length=100, blank=True)

    objects = EventOrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organization", "kind"],
                name="event_organization_once_per_kind",
                violation_error_message=_("This organization stands here already as the same."),
            ),
            models.CheckConstraint(
                condition=Q(grant_number="") | Q(kind="donor"),
                name="event_organization_grant_of_donor",
                violation_error_message=_("Only a donor has a grant number."),
            ),
        ]

    def __str__(self):
        return f"{self.organization}: {self.get_kind_display()}"
