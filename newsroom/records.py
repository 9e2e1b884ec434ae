"""What the living records share: a moment since when they are public, and a lasting address."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from newsroom.models.redirect import Redirect


class PublishableQuerySet(models.QuerySet):
    """Records that become public at a moment."""

    def published(self, at: datetime | None = None) -> Self:
        """Those that a reader may see at the moment `at` (default: now)."""
        # A record that is not public has no published_at, and NULL is never <= a moment.
        return self.filter(published_at__lte=at or timezone.now())


class Publishable(models.Model):
    """A living record: each edit shows at once, from `published_at` on."""

    published_at = models.DateTimeField(
        _("public since"),
        null=True,
        blank=True,
        help_text=_("Empty: no page, no links; the name is printed as plain text."),
    )

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.published_at <= timezone.now()


class PermanentAddress(models.Model):
    """A record with a slug whose old addresses keep leading to it."""

    slug: str
    get_absolute_url: Callable[[], str]

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        old_path = self._stored_path()
        if old_path is None or old_path == self.lasting_path():
            super().save(*args, **kwargs)
            return
        Redirect.objects.free(self.lasting_path(), by=old_path)
        super().save(*args, **kwargs)
        Redirect.objects.lead(old_path, self.lasting_path())

    def lasting_path(self) -> str:
        """The path of the record's page in the default language."""
        with override(settings.LANGUAGE_CODE):
            return self.get_absolute_url()

    def clean(self):
        super().clean()
        if self.slug and Redirect.objects.taken(self.lasting_path(), by=self._stored_path()):
            raise ValidationError({"slug": _("An earlier address of another record is the same.")})

    def _stored_path(self) -> str | None:
        """The path under which the database has the record; None for a new one."""
        stored = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        return stored.lasting_path() if stored else None
