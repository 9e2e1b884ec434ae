"""Who has which record open in the admin."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The form says every twenty seconds that it is open; two of these may get lost.
GONE_AFTER = timedelta(seconds=60)


class PresenceQuerySet(models.QuerySet):
    def about(self, record) -> Self:
        """At one record."""
        content_type = ContentType.objects.get_for_model(record)
        return self.filter(content_type=content_type, object_id=record.pk)

    def here(self, at: datetime | None = None) -> Self:
        """Those whose form was open at the moment `at` (default: now), the first to come first."""
        at = at or timezone.now()
        return self.filter(last_seen__gt=at - GONE_AFTER).select_related("user").order_by("since")


class Presence(models.Model):
    """That somebody has a record open, and since when."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    since = models.DateTimeField(_("since"), default=timezone.now)
    last_seen = models.DateTimeField(_("last seen"), default=timezone.now, db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "user"],
                name="presence_once_per_record",
                violation_error_message=_("This person is at this record already."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.since:%H:%M}"
