"""What an editor decided to leave as it is, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.quotation import Quotation
from newsroom.fields import NFCTextField


class Decision(models.Model):
    """Somebody's decision, with its reason."""

    reason = NFCTextField(_("reason"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="%(class)s_has_reason",
                violation_error_message=_("Give the reason."),
            )
        ]

    def __str__(self):
        return self.reason


class Dismissal(Decision):
    """That an outdated quotation stays in its edition."""

    quotation = models.OneToOneField(Quotation, models.CASCADE, related_name="dismissal")

    class Meta(Decision.Meta):
        verbose_name = _("dismissal")
        verbose_name_plural = _("dismissals")


class Waiver(Decision):
    """That a text needs no version in a language."""

    translation_group = models.UUIDField(_("translation group"), db_index=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)

    class Meta(Decision.Meta):
        verbose_name = _("waived translation")
        verbose_name_plural = _("waived translations")
        constraints = [
            *Decision.Meta.constraints,
            models.UniqueConstraint(
                fields=["translation_group", "language"],
                name="waiver_once_per_language",
                violation_error_message=_("This is decided already."),
            ),
        ]
