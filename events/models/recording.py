import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.attribution import Rule
from events.fragments import address_at, span
from events.models.event import Event
from events.models.participation import Participation
from events.models.programme import Session
from events.publicity import is_event_public
from newsroom.fields import NFCCharField

PLAYABLE = ["mp3", "m4a", "ogg", "oga", "opus", "wav", "webm", "mp4"]
VIDEO = (".webm", ".mp4")


def recording_name(recording, filename: str) -> str:
    """A path that cannot be guessed and says nothing of who speaks."""
    return f"recordings/{secrets.token_urlsafe(12)}.{filename.rpartition('.')[2].lower()}"


def validate_size(file) -> None:
    """Refuses a file above the limit, in a sentence that gives both sizes."""
    if file.size > settings.MAX_RECORDING_BYTES:
        raise ValidationError(
            _("The recording has %(size)s; the limit is %(limit)s. Give its address instead."),
            params={
                "size": filesizeformat(file.size),
                "limit": filesizeformat(settings.MAX_RECORDING_BYTES),
            },
        )


class RecordingQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Those that a reader may hear at the moment `at`: nobody in them is under a rule."""
        # What the event and its sessions set is asked beside; here what was tightened.
        ruled = Participation.objects.filter(
            Q(rule__gt=Rule.ON_RECORD) | Q(statements__rule__gt=Rule.ON_RECORD),
            event=OuterRef("event"),
        )
        return self.filter(
            ~Exists(ruled),
            ~Exists(Session.objects.filter(event=OuterRef("event"), rule__gt=Rule.ON_RECORD)),
            is_event_public(at, "event__"),
            event__record_from__lte=at or timezone.now(),
            event__rule=Rule.ON_RECORD,
        )

    def for_page(self) -> Self:
        """With the event at which it was made."""
        return self.select_related("event").prefetch_related("event__texts")


class Recording(models.Model):
    """What was heard or seen at an event, as a file of ours or at an address."""

    event = models.ForeignKey(
        Event, models.PROTECT, related_name="recordings", verbose_name=_("event")
    )
    title = NFCCharField(_("title"), max_length=200, blank=True)
    address = models.URLField(_("address"), max_length=500, blank=True)
    file = models.FileField(
        _("file"),
        upload_to=recording_name,
        max_length=200,
        blank=True,
        validators=[validate_size, FileExtensionValidator(PLAYABLE)],
    )
    length_ms = models.PositiveIntegerField(_("length in ms"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.RECORD_LANGUAGES, blank=True
    )
    archive_copy = models.URLField(_("archive copy"), max_length=500, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(address="") & ~Q(file="") | ~Q(address="") & Q(file=""),
                name="recording_address_or_file",
                violation_error_message=_("Give an address or a file, exactly one of them."),
            ),
        ]

    def __str__(self):
        return self.title or self.address or f"{_('recording')} {self.pk}"

    def get_absolute_url(self):
        return self.address or reverse("events:recording_detail", args=[self.pk])

    @property
    def is_video(self) -> bool:
        """Whether the file may have pictures."""
        return self.file.name.lower().endswith(VIDEO)

    def url_at(self, start_ms: int | None, end_ms: int | None = None) -> str:
        """The address that opens the recording at a moment."""
        url = self.get_absolute_url()
        if not start_ms:
            return url
        if self.address:
            return address_at(url, start_ms, end_ms)
        return f"{url}?t={span(start_ms, end_ms)}"

    def checks_of(self, statements) -> list:
        """For each of the statements that was found here the latest check that says so, in the
        order in which they are heard; the statements bring their checks."""
        found = (statement.check_on(self) for statement in statements)
        return sorted(filter(None, found), key=lambda check: check.start_ms)

    @property
    def file_url(self) -> str:
        """The address of the file."""
        return reverse("events:recording_file", args=[self.pk])

    def file_at(self, start_ms: int | None, end_ms: int | None = None) -> str:
        """The address from which a player plays the file at a moment (Media Fragments URI)."""
        return f"{self.file_url}#t={span(start_ms, end_ms)}" if start_ms else self.file_url
