from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.organization import Organization
from people.models.person import Person


class DifferentQuerySet(models.QuerySet):
    def of(self, record) -> Self:
        """Those that name the record."""
        return self.filter(Q(first=record) | Q(second=record))

    def parting(self, one, other) -> Self:
        """The one that says that these two are two, if there is one."""
        first, second = sorted((one.pk, other.pk))
        return self.filter(first=first, second=second)

    def part(self, one, other, **details) -> None:
        """Marks the two as two; the details are of the first mark."""
        first, second = sorted((one.pk, other.pk))
        self.get_or_create(first_id=first, second_id=second, defaults=details)

    def for_list(self) -> Self:
        """With names and who marked them, the newest first."""
        return (
            self.select_related("first", "second", "marked_by")
            .prefetch_related("first__names", "second__names")
            .order_by("-marked_at", "-id")
        )


class Different(models.Model):
    """An editor's word that two records under like names are two and not one."""

    first: Any
    second: Any
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("marked by"),
    )
    marked_at = models.DateTimeField(_("marked"), default=timezone.now)

    objects = DifferentQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.first} ≠ {self.second}"


def different_constraints() -> list[models.BaseConstraint]:
    """A pair has no order, and stands once."""
    return [
        models.CheckConstraint(
            condition=Q(first__lt=F("second")),
            name="%(class)s_in_order",
            violation_error_message=_("A mark parts two records, the earlier one first."),
        ),
        models.UniqueConstraint(
            fields=["first", "second"],
            name="%(class)s_once",
            violation_error_message=_("These two are marked as different already."),
        ),
    ]


class DifferentPeople(Different):
    """An editor's word that two people of like names are two."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("mark of different people")
        verbose_name_plural = _("marks of different people")
        constraints = different_constraints()


class DifferentOrganizations(Different):
    """An editor's word that two organizations of like names are two."""

    first = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organization, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("mark of different organizations")
        verbose_name_plural = _("marks of different organizations")
        constraints = different_constraints()
