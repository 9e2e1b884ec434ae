"""Links for people without an account: signed, expiring, revocable, and counted."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.fields import NFCCharField

# The signature stands in an address: only characters that need no escape.
SIGNER = Signer(salt="newsroom.invitation", sep=".")


class InvitationQuerySet(models.QuerySet):
    def about(self, record) -> Self:
        """To one record, the newest first."""
        content_type = ContentType.objects.get_for_model(record)
        return self.filter(content_type=content_type, object_id=record.pk)

    def valid(self, at: datetime | None = None) -> Self:
        """Neither expired nor revoked at the moment `at` (default: now)."""
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())

    def close(self, record) -> int:
        """Revokes all that still open the record; how many these were."""
        return self.about(record).valid().update(revoked_at=timezone.now())

    def of_token(self, token: str) -> Self:
        """The one that the token was made for; none where the signature is not ours."""
        try:
            key = SIGNER.unsign(token)
        except BadSignature:
            return self.none()
        return self.filter(pk=int(key))


class Invitation(models.Model):
    """That somebody without an account may open one page of one record for a while."""

    class Purpose(models.TextChoices):
        PREVIEW = "preview", _("preview")
        SPEAKER = "speaker", _("speaker’s own words")

    purpose = models.CharField(_("purpose"), max_length=15, choices=Purpose)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    invited = NFCCharField(_("for whom"), max_length=200)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    opened = models.PositiveIntegerField(_("times opened"), default=0)
    last_opened_at = models.DateTimeField(_("last opened"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-id"]
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(invited=""),
                name="invitation_names_somebody",
                violation_error_message=_("Say for whom the link is."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")),
                name="invitation_expires_later",
                violation_error_message=_("Choose a moment ahead at which the link expires."),
            ),
        ]

    def __str__(self):
        return self.invited

    @property
    def token(self) -> str:
        """What proves the right to open the page; part of its address."""
        return SIGNER.sign(str(self.pk))

    def is_valid(self, at: datetime | None = None) -> bool:
        """Whether the link still opens its page; equals `valid`."""
        return self.revoked_at is None and self.expires_at > (at or timezone.now())
