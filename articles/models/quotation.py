"""What an edition prints of the record, and what it puts right."""

from datetime import datetime
from itertools import islice
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from articles import highlights, prose
from articles.models.article import Article
from articles.models.edition import Edition
from articles.moments import is_edition_live, is_edition_shown
from events.attribution import Label
from events.models import Check, Statement, Wording
from events.models.participation import is_post_shared
from events.publicity import is_statement_told
from newsroom.fields import NFCTextField


class QuotationQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None) -> Self:
        """Uses in what readers see at the moment `at`."""
        return self.filter(is_edition_live(at, "edition__"))

    def outdated(self, at: datetime | None = None) -> Self:
        """Uses in live editions whose wording was replaced, or whose statement was withdrawn."""
        # Three questions: each kind is few, an index holds them, and another leads to the uses.
        uses = Quotation.objects.order_by().values("pk")
        replaced = uses.filter(wording__replaced_at__isnull=False)
        withdrawn = uses.filter(statement__withdrawn_at__isnull=False)
        merged = uses.filter(statement__merged_into__withdrawn_at__isnull=False)
        return self.live(at).filter(pk__in=replaced.union(withdrawn, merged))

    def undecided(self) -> Self:
        """Those of which nobody decided that they stay, or whose record changed since."""
        decided_at = OuterRef("dismissal__decided_at")
        corrected_since = Wording.objects.filter(
            Q(statement=OuterRef("statement")) | Q(statement__merged=OuterRef("statement")),
            language=OuterRef("wording__language"),
            confirmed_at__gt=decided_at,
        )
        return self.filter(
            Q(dismissal=None)
            | Q(statement__withdrawn_at__gt=F("dismissal__decided_at"))
            | Q(statement__merged_into__withdrawn_at__gt=F("dismissal__decided_at"))
            | Exists(corrected_since)
        )

    def of_saying(self, statement: Statement) -> "QuotationQuerySet":
        """Uses of a statement, or of one that was merged into it."""
        records = Statement.objects.filter(Q(pk=statement.pk) | Q(merged_into=statement))
        return Quotation.objects.filter(statement__in=records.order_by().values("pk"))

    def in_article(self, article: Article) -> Self:
        """Uses in editions of one article."""
        return self.filter(edition__article=article)

    def told(self, at: datetime | None = None) -> Self:
        """Those whose statement has a page, or a note that it was withdrawn."""
        return self.filter(is_statement_told(at, "statement__"))

    def for_list(self) -> Self:
        """With the article that prints it."""
        return (
            self.select_related("edition__article")
            .defer("edition__body", "edition__article__body")
            .order_by("edition__dated_at", "id")
        )

    def for_record(self) -> Self:
        """With the article that prints it and all its text, to lead to the very words."""
        return (
            self.select_related("edition__article", "statement")
            .defer("edition__article__body")
            .order_by("edition__dated_at", "id")
        )

    def for_decision(self) -> Self:
        """With the words that were printed, those that stand now, who spoke, and what was decided
        of it."""
        return (
            self.select_related(
                "edition",
                "wording",
                "statement__participation__person",
                "statement__participation__event",
                "statement__participation__session",
                "statement__merged_into",
                "dismissal__decided_by",
            )
            .prefetch_related(
                "statement__wordings",
                "statement__merged_into__wordings",
                "statement__participation__texts",
            )
            .annotate(shares_post=is_post_shared("statement__participation__"))
        )

    def for_notes(self) -> Self:
        """With who spoke, in what capacity, and how the words were checked."""
        checks = Check.objects.for_readers()
        return (
            self.select_related(
                "wording__translated_from",
                "statement__merged_into",
                "statement__participation__person",
                "statement__participation__event",
                "statement__participation__session",
            )
            .prefetch_related(
                "statement__participation__texts",
                Prefetch("statement__wordings__checks", checks),
                Prefetch("statement__merged_into__wordings__checks", checks),
            )
            .annotate(shares_post=is_post_shared("statement__participation__"))
        )


class Quotation(models.Model):
    """One use of one wording in one edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="quotations")
    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="quotations", verbose_name=_("statement")
    )
    wording = models.ForeignKey(
        Wording, models.PROTECT, related_name="quotations", verbose_name=_("wording")
    )
    passages = models.JSONField(_("passages"), default=list)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "statement"],
                name="quotation_once_per_edition",
                violation_error_message=_("All marks of a statement in an edition are one use."),
            )
        ]

    def __str__(self):
        return " … ".join(self.passages)

    @property
    def selectors(self) -> list[dict[str, str]]:
        """Each passage for programs that mark it in the body of the article."""
        marks = prose.around(self.edition.body, self.statement.public_id)
        return [highlights.selector(*parts) for parts in islice(marks, highlights.MOST)]

    @property
    def highlight_url(self) -> str:
        """The address of the article that shows these words highlighted."""
        edition, public_id = self.edition, self.statement.public_id
        opening = "\n".join([edition.kicker, edition.headline, edition.standfirst, ""])
        marks = islice(prose.around(edition.body, public_id), highlights.MOST)
        told = [highlights.directive(opening + before, *rest) for before, *rest in marks]
        shown = "&".join(directive for directive in told if directive)
        return f"{edition.get_absolute_url()}#q-{public_id}" + (f":~:{shown}" if shown else "")

    @property
    def label(self) -> Label:
        """What may be printed of who said it."""
        return self.statement.label(shares_post=getattr(self, "shares_post", None))

    @property
    def found_check(self) -> Check | None:
        """The check that found the printed words on a recording, or their original."""
        return self.statement.standing.found_for(self.wording)


class CorrectionQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Those of editions that readers may open at the moment `at`."""
        return self.filter(is_edition_shown(at, "edition__"))

    def in_language(self, language: str) -> Self:
        """Those of articles in one language."""
        return self.filter(edition__language=language)

    def for_list(self) -> Self:
        """With the article that was put right."""
        return self.select_related("edition__article").defer(
            "edition__body", "edition__article__body"
        )


class Correction(models.Model):
    """What an edition put right, as readers are told."""

    class Kind(models.TextChoices):
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")
        CLARIFICATION = "clarification", _("clarification")
        RETRACTION = "retraction", _("retraction")

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="correction")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.CORRECTION)
    text = NFCTextField(_("note for the readers"))
    what_changed = NFCTextField(_("what changed"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-edition__live_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="correction_has_text",
                violation_error_message=_("Tell the readers what was wrong."),
            ),
        ]

    def __str__(self):
        return self.text
