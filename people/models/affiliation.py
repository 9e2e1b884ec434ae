import calendar
from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from newsroom.fields import FoldedField, NFCCharField
from newsroom.texts import Text, default_language, one_per_language, pick
from people.models.organization import Organization
from people.models.person import Person


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


def dated_precisely(field: str) -> models.CheckConstraint:
    """The rule that a date says how precise it is, and nothing else does."""
    return models.CheckConstraint(
        condition=Q(**{field: None, f"{field}_precision": ""})
        | Q(**{f"{field}__isnull": False}) & ~Q(**{f"{field}_precision": ""}),
        name=f"affiliation_{field}_with_precision",
        violation_error_message=_("A date goes with its precision: day, month or year."),
    )


class AffiliationQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None) -> Self:
        """Those of people who have a page at the moment `at`."""
        return self.filter(person__published_at__lte=at or timezone.now())

    def for_list(self) -> Self:
        """With the names that a line needs."""
        return self.select_related("person", "organization").prefetch_related(
            "texts", "person__names", "organization__names"
        )


class Affiliation(models.Model):
    """A post: what somebody is, somewhere, for a time."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="affiliations", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="affiliations",
        verbose_name=_("organization"),
    )
    post = NFCCharField(
        _("post"),
        max_length=300,
        blank=True,
        help_text=_("“director”, “military expert”. It may stand without an organization."),
    )
    post_language = models.CharField(
        _("language of the post"),
        max_length=2,
        choices=settings.LANGUAGES,
        default=default_language,
    )
    folded = FoldedField("post")
    held_from = models.DateField(_("held from"), null=True, blank=True)
    held_from_precision = models.CharField(
        _("precision"), max_length=5, choices=Precision, blank=True
    )
    held_until = models.DateField(_("held until"), null=True, blank=True)
    held_until_precision = models.CharField(
        _("precision"), max_length=5, choices=Precision, blank=True
    )
    seen_on = models.DateField(
        _("seen on"),
        null=True,
        blank=True,
        help_text=_("The date of a source that shows the post, where its term is not known."),
    )
    history = HistoricalRecords()

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = [F("held_from").desc(nulls_last=True), F("seen_on").desc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | ~Q(post=""),
                name="affiliation_has_post_or_organization",
                violation_error_message=_("Give a post, an organization, or both."),
            ),
            models.CheckConstraint(
                condition=Q(held_from=None)
                | Q(held_until=None)
                | Q(held_until__gte=F("held_from")),
                name="affiliation_ends_after_it_begins",
                violation_error_message=_("A post cannot end before it begins."),
            ),
            dated_precisely("held_from"),
            dated_precisely("held_until"),
        ]

    def __str__(self):
        return ", ".join(
            part for part in (self.post_text.post, str(self.organization or "")) if part
        )

    @property
    def language(self) -> str:
        return self.post_language

    @property
    def post_text(self):
        """The row, this or a translation of it, whose `post` suits the active language best."""
        return pick([self, *self.texts.all()])

    def covers(self, day: date) -> bool:
        """Whether it may have been held on the day; an unknown end of the term excludes nothing."""
        begins, ends = self.first_day, self.last_day
        return (begins is None or begins <= day) and (ends is None or day <= ends)

    @property
    def first_day(self) -> date | None:
        """The earliest day on which it may have begun; None where nothing is known."""
        known = self.held_from
        if known and self.held_from_precision == Precision.YEAR:
            return known.replace(month=1, day=1)
        return (
            known.replace(day=1) if known and self.held_from_precision == Precision.MONTH else known
        )

    @property
    def last_day(self) -> date | None:
        """The latest day on which it may have ended; None where nothing is known."""
        known = self.held_until
        if known and self.held_until_precision == Precision.YEAR:
            return known.replace(month=12, day=31)
        if known and self.held_until_precision == Precision.MONTH:
            return known.replace(day=calendar.monthrange(known.year, known.month)[1])
        return known

    def overlapping(self) -> list["Affiliation"]:
        """The other posts of the person whose known term meets the known term of this one."""
        others = [post for post in self.person.affiliations.all() if post.pk != self.pk]
        return [
            post
            for post in others
            if self.first_day
            and post.first_day
            and (self.covers(post.first_day) or post.covers(self.first_day))
        ]


class AffiliationText(Text):
    """The post in another language."""

    affiliation = models.ForeignKey(Affiliation, models.CASCADE, related_name="texts")
    post = NFCCharField(_("post"), max_length=300)
    folded = FoldedField("post")

    class Meta(Text.Meta):
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [one_per_language("affiliation")]
