from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.answer import SpeakerAnswer
from events.models.recording import Recording
from events.models.wording import Wording
from newsroom.fields import NFCTextField
from newsroom.passages import Passage, by_words


def stands() -> Case:
    """Whether a check counts: the latest against its recording of its words, and one by the speaker
    until the speaker says something else of the words."""
    later = Check._base_manager.filter(
        Q(checked_at__gt=OuterRef("checked_at"))
        | Q(checked_at=OuterRef("checked_at"), pk__gt=OuterRef("pk")),
        method=Check.Method.RECORDING,
        wording=OuterRef("wording"),
        recording=OuterRef("recording"),
    )
    answers = SpeakerAnswer.objects.filter(wording=OuterRef("wording")).newest()
    last = Subquery(answers.values("pk")[:1])
    denied = SpeakerAnswer.objects.filter(pk=last, answered_at__gte=OuterRef("checked_at")).exclude(
        kind=SpeakerAnswer.Kind.CONFIRMED
    )
    return Case(
        When(method=Check.Method.RECORDING, then=~Exists(later)),
        When(method=Check.Method.SPEAKER, then=~Exists(denied)),
        default=Value(True),
        output_field=models.BooleanField(),
    )


class CheckQuerySet(models.QuerySet):
    def for_readers(self, at: datetime | None = None) -> Self:
        """With the recording, and whether readers may hear it at the moment `at`."""
        public = Recording.objects.public(at).filter(pk=OuterRef("recording"))
        return self.select_related("recording").annotate(is_public=Exists(public))

    def holding(self) -> Self:
        """Those that found the words on a recording; equals `holds`."""
        return self.filter(
            stands=True,
            method=Check.Method.RECORDING,
            outcome__in=[Check.Outcome.EXACT, Check.Outcome.MINOR],
        )


_Manager: Any = models.Manager.from_queryset(CheckQuerySet)


class CheckManager(_Manager):
    """All checks; each says whether it `stands`."""

    def get_queryset(self):
        return super().get_queryset().annotate(stands=stands())


class Check(models.Model):
    """That somebody held exact words against a source, and what came of it."""

    class Method(models.TextChoices):
        RECORDING = "recording", _("recording")
        NOTES = "notes", _("notes")
        SPEAKER = "speaker", _("confirmed by the speaker")
        SECOND_SOURCE = "second_source", _("second source")

    class Outcome(models.TextChoices):
        EXACT = "exact", _("exact")
        MINOR = "minor", _("minor differences")
        SENSE = "sense", _("sense only")
        NOT_FOUND = "not_found", _("not found")

    wording = models.ForeignKey(
        Wording, models.PROTECT, related_name="checks", verbose_name=_("wording")
    )
    method = models.CharField(_("method"), max_length=15, choices=Method)
    recording = models.ForeignKey(
        Recording,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checks",
        verbose_name=_("recording"),
    )
    start_ms = models.PositiveIntegerField(_("from, ms"), null=True, blank=True)
    end_ms = models.PositiveIntegerField(_("to, ms"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    heard = NFCTextField(
        _("what was really said"),
        blank=True,
        help_text=_("Only where it differs from the words that were checked."),
    )
    note = NFCTextField(_("differences, or a note"), blank=True)
    # Nobody of the newsroom where the speaker confirmed the words by a link.
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    checked_at = models.DateTimeField(_("checked at"), default=timezone.now)

    # Asked of the database with every check; one that is new is the latest.
    stands = True

    objects = CheckManager()

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["-checked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(method="recording", recording__isnull=False, start_ms__isnull=False)
                | ~Q(method="recording") & Q(recording=None, start_ms=None, end_ms=None),
                name="check_of_recording_has_place",
                violation_error_message=_(
                    "A check against a recording names the recording and the moment; "
                    "any other check names neither."
                ),
            ),
            models.CheckConstraint(
                condition=Q(end_ms=None) | Q(end_ms__gt=F("start_ms")),
                name="check_ends_after_it_starts",
                violation_error_message=_("The passage cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=False) | Q(method="speaker"),
                name="check_made_by_somebody",
                violation_error_message=_(
                    "Somebody of the newsroom makes a check; only the speaker confirms without."
                ),
            ),
            models.CheckConstraint(
                condition=Q(heard="") | Q(outcome__in=["minor", "sense"]),
                name="check_heard_other_words",
                violation_error_message=_(
                    "Other words were heard only where the outcome is minor differences or sense "
                    "only: choose one of these, or leave out what was heard."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_method_display()}: {self.get_outcome_display()}"

    @property
    def succeeded(self) -> bool:
        """Whether the words were found in the source, exactly or nearly so, and still count so."""
        return self.stands and self.outcome in {self.Outcome.EXACT, self.Outcome.MINOR}

    @property
    def holds(self) -> bool:
        """Whether the words were found on a recording, exactly or nearly so."""
        return self.method == self.Method.RECORDING and self.succeeded

    @property
    def difference(self) -> list[Passage]:
        """The words that were checked with what was really said marked in them; empty where the
        same was heard."""
        return list(by_words(self.wording.text, self.heard)) if self.heard else []

    @property
    def recording_url(self) -> str:
        """The address of the recording at the moment where the words are heard."""
        return self.recording.url_at(self.start_ms, self.end_ms) if self.recording else ""

    @property
    def public_url(self) -> str:
        """That address where readers may hear it, else empty; `for_readers` brings the answer."""
        return self.recording_url if getattr(self, "is_public", False) else ""

    @property
    def timecode(self) -> str:
        """The moment on the recording: “12:34”, or “1:02:03” from an hour on."""
        if self.start_ms is None:
            return ""
        minutes, seconds = divmod(self.start_ms // 1000, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
