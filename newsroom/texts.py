"""Texts in several languages: rows of one shape, picked by the language of the page."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FALLBACKS = ("uk", "en")


def default_language() -> str:
    """The language of the site's unprefixed pages."""
    return settings.LANGUAGE_CODE


def pick(rows: Iterable, language: str | None = None):
    """The row in the language (default: the active one), else in uk, en, or any; None of none.

    A tag with a script (`uk-Latn`) stands after the plain tag of its language.
    """
    wanted = [language or get_language() or settings.LANGUAGE_CODE, *FALLBACKS]
    return min(rows, key=lambda row: _distance(row.language, wanted), default=None)


def _distance(tag: str, wanted: list[str]) -> tuple[int, str]:
    if tag in wanted:
        return 2 * wanted.index(tag), tag
    base = tag.partition("-")[0]
    return (2 * wanted.index(base) + 1 if base in wanted else 2 * len(wanted)), tag


class Text(models.Model):
    """What a record says in one language."""

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)

    class Meta:
        abstract = True
        ordering = ["language"]

    def __str__(self):
        return self.get_language_display()


class HasTexts(models.Model):
    """A record whose words stand in rows of `texts`, one a language."""

    class Meta:
        abstract = True

    @property
    def text(self):
        """The row for the active language, or the nearest there is."""
        return pick(self.texts.all())


def one_per_language(parent: str) -> models.UniqueConstraint:
    """The constraint that a record has one text in a language."""
    return models.UniqueConstraint(
        fields=[parent, "language"],
        name="%(app_label)s_%(class)s_one_per_language",
        violation_error_message=_("There is already a text in this language."),
    )
