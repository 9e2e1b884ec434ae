from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.statement import Statement
from events.models.translation import Translation
from newsroom.fields import FoldedField, NFCTextField
from newsroom.passages import Passage, by_words
from newsroom.texts import default_language
from people.models import Person

OUTER_MARKS = [("«", "»"), ("“", "”"), ("„", "“"), ("„", "”"), ('"', '"'), ("‘", "’")]


def without_outer_marks(text: str) -> str:
    """The words without the quotation marks in which they stand as a whole."""
    inside = text[1:-1]
    for opening, closing in OUTER_MARKS:
        is_enclosed = len(text) > 1 and text.startswith(opening) and text.endswith(closing)
        # “North” and “South”: two pairs of inner marks, not one outer pair.
        if is_enclosed and opening not in inside and closing not in inside:
            return inside
    return text


def validate_no_outer_marks(text: str) -> None:
    """Refuses words that stand as a whole in quotation marks; those belong to what prints them."""
    if without_outer_marks(text) != text:
        raise ValidationError(
            _("Leave out the quotation marks round the whole; keep those inside.")
        )


class WordingQuerySet(models.QuerySet):
    """Wordings, with the words by which they are chosen and fetched."""

    model: Any  # Wording, which is built of this

    def current(self):
        """Those that stand: confirmed and not replaced."""
        return self.filter(confirmed_at__isnull=False, replaced_at=None)

    def older_than_original(self) -> Self:
        """Translations that stand while other words took the place of those that they are made
        from, and of which nobody says that they are still right; equals `newer_original`."""
        since = Coalesce("agreed_at", "translated_from__confirmed_at", "confirmed_at")
        newer = self.model.objects.current().exclude(pk=OuterRef("pk"))
        newer = newer.filter(statement=OuterRef("statement"), confirmed_at__gt=OuterRef("since"))
        of_source = newer.filter(
            language=OuterRef("translated_from__language"),
            number__gt=OuterRef("translated_from__number"),
        )
        of_any = newer.filter(origin__in=self.model.ORIGINALS, number__gt=1)
        # Few statements were ever corrected, and an index knows them.
        replaced = self.model.objects.filter(replaced_at__isnull=False).values("statement")
        return (
            self.current()
            .filter(origin=self.model.Origin.HUMAN_TRANSLATION, statement__in=replaced)
            .annotate(since=since)
            .filter(Q(Exists(of_source)) | Q(Exists(of_any), translated_from=None))
        )

    def found_on_recording(self):
        """Those that a check found on a recording, exactly or nearly so."""
        checks = self.model._meta.get_field("checks").related_model.objects
        return self.filter(Exists(checks.holding().filter(wording=OuterRef("pk"))))

    def for_listening(self):
        """With who said them, at which event, and how they were checked."""
        return self.select_related("statement__participation__event").prefetch_related(
            "checks__checked_by", "checks__recording"
        )

    def for_record(self):
        """With what they are translated from, by whom, and how they were checked."""
        return self.select_related("translated_from", "translator", "agreed_by").prefetch_related(
            "translator__names", "checks__checked_by", "checks__recording"
        )


class Wording(models.Model):
    """The words of a statement in one language, exactly; never changed once confirmed."""

    class Origin(models.TextChoices):
        AS_SPOKEN = "as_spoken", _("as spoken")
        AS_PUBLISHED = "as_published", _("as published")
        HUMAN_TRANSLATION = "human_translation", _("translation")
        MACHINE_DRAFT = "machine_draft", _("machine draft")

    ORIGINALS = [Origin.AS_SPOKEN, Origin.AS_PUBLISHED]

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="wordings", verbose_name=_("statement")
    )
    language = models.CharField(
        _("language"), max_length=2, choices=settings.RECORD_LANGUAGES, default=default_language
    )
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    text = NFCTextField(
        _("words"),
        validators=[validate_no_outer_marks],
        help_text=_("Exactly as said, without the outer quotation marks."),
    )
    folded = FoldedField("text")
    origin = models.CharField(
        _("origin"), max_length=20, choices=Origin, default=Origin.AS_PUBLISHED
    )
    translated_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translated from"),
    )
    translator = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translated_wordings",
        verbose_name=_("translator"),
    )
    confirmed_at = models.DateTimeField(
        _("confirmed at"),
        null=True,
        blank=True,
        help_text=_("Empty: a draft. Once set, the words never change; a correction is new words."),
    )
    replaced_at = models.DateTimeField(_("replaced at"), null=True, blank=True)
    # Of a translation whose original was corrected since: that it is right all the same.
    agreed_at = models.DateTimeField(_("still right at"), null=True, blank=True, editable=False)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("still right, says"),
    )

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        ordering = ["language", "number"]
        indexes = [
            models.Index(
                fields=["replaced_at"],
                condition=Q(replaced_at__isnull=False),
                name="wording_replaced",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="wording_not_empty",
                violation_error_message=_("A wording has words."),
            ),
            models.UniqueConstraint(
                fields=["statement", "language", "number"],
                name="wording_number_once",
                violation_error_message=_(
                    "This language has a wording with this number: give the next number."
                ),
            ),
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(origin="as_spoken", replaced_at=None),
                name="wording_one_original",
                violation_error_message=_("There is already an original: what was really spoken."),
            ),
            models.UniqueConstraint(
                fields=["statement", "language"],
                condition=Q(confirmed_at__isnull=False, replaced_at=None),
                name="wording_one_current_per_language",
                violation_error_message=_(
                    "Another confirmed wording stands in this language: correct that one instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None) | Q(replaced_at__gte=F("confirmed_at")),
                name="wording_replaced_after_confirmed",
                violation_error_message=_("Only confirmed words can be replaced."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | ~Q(origin="machine_draft"),
                name="wording_machine_draft_stays_draft",
                violation_error_message=_(
                    "A machine's draft is not confirmed: read it, and make it a translation."
                ),
            ),
            models.CheckConstraint(
                condition=Q(translated_from=None, translator=None)
                | Q(origin__in=["human_translation", "machine_draft"]),
                name="wording_source_of_translation",
                violation_error_message=_("Only a translation has a source and a translator."),
            ),
            models.CheckConstraint(
                condition=Q(translated_from=None) | ~Q(translated_from=F("id")),
                name="wording_not_from_itself",
                violation_error_message=_("A wording is no translation of itself."),
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False, origin="human_translation"),
                name="wording_still_right_says_somebody",
                violation_error_message=_(
                    "That a translation is still right is said by somebody, at a moment."
                ),
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse(
            "events:statement_wording", args=[self.statement.public_id, self.language, self.number]
        )

    @property
    def is_current(self) -> bool:
        return self.confirmed_at is not None and self.replaced_at is None

    @property
    def standing_checks(self) -> list:
        """The checks that count, the latest first."""
        return [check for check in self.checks.all() if check.stands]

    @property
    def found(self):
        """The latest check that found these very words on a recording; None of none."""
        return next((check for check in self.checks.all() if check.holds), None)

    @property
    def is_backed(self) -> bool:
        """Whether these very words were held against any source and found there."""
        return any(check.succeeded for check in self.checks.all())

    @property
    def named_translator(self) -> Person | None:
        """Who translated; nobody where a rule hides that they took part."""
        if self.translator_id is None or self.translator_id in self.statement.event.hidden_people:
            return None
        return self.translator

    @property
    def version(self) -> str:
        """What tells these words from the others of their statement: “en-2”."""
        return f"{self.language}-{self.number}"

    @property
    def successor(self) -> "Wording | None":
        """The words that took the place of these; None while they stand."""
        shown = self.statement.shown_wordings
        later = [w for w in shown if w.language == self.language and w.number > self.number]
        return min(later, key=lambda w: w.number, default=None)

    @property
    def newer_original(self) -> "Wording | None":
        """The words that took the place of those of which this is a translation, while nobody says
        that it is still right; equals `older_than_original`."""
        is_translation = self.is_current and self.origin == self.Origin.HUMAN_TRANSLATION
        return Translation(self).newer if is_translation else None

    @property
    def original_change(self) -> list[Passage]:
        """What was put right in the original since, marked in it; empty where nothing was."""
        newer, older = self.newer_original, Translation(self).older
        return list(by_words(older.text, newer.text)) if newer and older else []

    @property
    def change(self) -> list[Passage]:
        """These words with all marked that was put right in those that followed."""
        return list(by_words(self.text, self.successor.text)) if self.successor else []

    @transaction.atomic
    def agree(self, seen: "Wording | None", by, at: datetime | None = None) -> None:
        """Says that this translation is still right, beside the words of its original that whoever
        says so has seen. Raises ValidationError where others stand, or nothing is to be said."""
        # Nobody corrects the words meanwhile.
        stored = list(Wording.objects.select_for_update().filter(statement=self.statement_id))
        held = next(one for one in stored if one.pk == self.pk)
        if seen is None or held.newer_original != seen:
            raise ValidationError(
                _("The words stand otherwise now, or somebody said so already: look again.")
            )
        self.agreed_at, self.agreed_by = at or timezone.now(), by
        self.save(update_fields=["agreed_at", "agreed_by"])

    @transaction.atomic
    def correct(self, text: str, at=None) -> "Wording":
        """The confirmed wording with the next number that takes this one's place.

        Raises ValidationError for words of a statement that was merged into another.
        """
        if self.statement.merged_into:
            raise ValidationError(
                _("This statement is now one with %(id)s: correct the words there."),
                params={"id": self.statement.merged_into.public_id},
            )
        at = at or timezone.now()
        self.replaced_at = at
        self.save(update_fields=["replaced_at"])
        # The same words of what was merged into the statement are no longer right either.
        merged = Wording.objects.current().filter(statement__merged_into=self.statement_id)
        merged.filter(language=self.language).update(replaced_at=at)
        corrected = Wording(
            statement=self.statement,
            language=self.language,
            number=self.number + 1,
            text=text,
            origin=self.origin,
            translated_from=self._standing_source(),
            translator=self.translator,
            confirmed_at=at,
        )
        corrected.full_clean()
        corrected.save()
        return corrected

    def _standing_source(self) -> "Wording | None":
        """The words that stand now where those stood of which this is a translation."""
        source = self.translated_from
        if source is None:
            return None
        same = Wording.objects.current().filter(statement=self.statement_id)
        return same.filter(language=source.language).first() or source
