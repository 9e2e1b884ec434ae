import re
from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from newsroom.fields import DerivedField, FoldedField, NFCCharField, SortKeyField
from newsroom.folding import holds
from newsroom.texts import FALLBACKS, pick
from people.spelling import first_block, last_block, name_key, organization_key

# A shorter word that sounds alike is part of too many others.
TELLING = 4
LANGUAGE_TAG = re.compile(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$")


class NameKeyField(DerivedField):
    """What all spellings of a person's name share."""

    derive = staticmethod(name_key)


class OrganizationKeyField(DerivedField):
    """What all spellings of an organization's name share."""

    derive = staticmethod(organization_key)


class FirstBlockField(DerivedField):
    """The consonants by which the first word of a key is looked up."""

    derive = staticmethod(first_block)


class LastBlockField(DerivedField):
    """The consonants by which the last word of a key is looked up."""

    derive = staticmethod(last_block)


class Named(models.Model):
    """Somebody or something with rows of `names`, one preferred in each language."""

    names: Any  # the reverse of the name's own relation

    class Meta:
        abstract = True

    def __str__(self):
        return self.name.text if self.name else self.slug

    @property
    def name(self):
        """The preferred name for the active language, or the nearest there is."""
        return self.name_in()

    def name_in(self, language: str | None = None):
        """The preferred name for a language, or the nearest there is; None when it has no name."""
        names = list(self.names.all())
        return pick([n for n in names if n.kind == Name.Kind.PREFERRED] or names, language)

    @property
    def preferred_names(self) -> list:
        """The preferred names in all languages, each text once."""
        preferred = [n for n in self.names.all() if n.kind == Name.Kind.PREFERRED]
        return list({n.text: n for n in reversed(preferred)}.values())[::-1]


class NamedQuerySet(models.QuerySet):
    """Records that are found by their names."""

    def alphabetical(self) -> Self:
        """In the order of the alphabet, by the name that the page shows; `sort_key` is its key."""
        names = self.model._meta.get_field("names").remote_field
        shown = names.model.objects.filter(
            **{names.name: OuterRef("pk")}, kind=Name.Kind.PREFERRED
        ).order_by(_nearest_language())
        return self.annotate(
            sort_key=Coalesce(
                Subquery(shown.values("sort_key")[:1]), F("slug"), output_field=models.TextField()
            )
        ).order_by("sort_key", "id")


def _nearest_language() -> Case:
    """The distance of a name's language from the page's, as `pick` measures it."""
    wanted = dict.fromkeys([get_language() or settings.LANGUAGE_CODE, *FALLBACKS])
    return Case(
        *(When(language=tag, then=Value(rank)) for rank, tag in enumerate(wanted)),
        default=Value(len(wanted)),
    )


class NameQuerySet(models.QuerySet):
    """Spellings, which are found by each other."""

    def bearing(self, words: str) -> Self:
        """Those that hold all of the words, and those that sound as they do, in any alphabet."""
        key = self.model._meta.get_field("key").derive(words)
        parts = key.split()
        if all(len(part) >= TELLING for part in parts):
            sounding = Q(*(Q(key__contains=part) for part in parts))
        else:
            sounding = Q(key=key)
        return self.filter(holds(words) | sounding if key else holds(words))


class Name(models.Model):
    """One spelling under which somebody or something is found."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        VARIANT = "variant", _("variant")
        AS_PRINTED = "as_printed", _("as printed")
        FORMER = "former", _("former")
        TRANSLITERATION = "transliteration", _("transliteration")
        MISSPELLING = "misspelling", _("misspelling")

    text = NFCCharField(pgettext_lazy("of a person or an organization", "name"), max_length=300)
    language = models.CharField(
        _("language"),
        max_length=10,
        validators=[RegexValidator(LANGUAGE_TAG, _("Write a tag such as uk, en or uk-Latn."))],
        help_text=_("With the script where it is not the usual one: uk, en, ru, be, uk-Latn."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PREFERRED)
    source = NFCCharField(
        _("source"), max_length=300, blank=True, help_text=_("Where this spelling was seen.")
    )
    folded = FoldedField("text")
    sort_key = SortKeyField("text")

    objects = NameQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self):
        return self.text


def name_constraints(owner: str) -> list[models.BaseConstraint]:
    """What holds for the names of a person or an organization."""
    return [
        models.CheckConstraint(
            condition=~Q(text=""),
            name="%(class)s_not_empty",
            violation_error_message=_("A name has at least one letter."),
        ),
        models.UniqueConstraint(
            fields=[owner, "language"],
            condition=Q(kind=Name.Kind.PREFERRED),
            name="%(class)s_one_preferred_per_language",
            violation_error_message=_("Another name is already preferred in this language."),
        ),
        models.UniqueConstraint(
            fields=[owner, "language", "text"],
            name="%(class)s_once",
            violation_error_message=_("This name stands here already."),
        ),
    ]


def name_indexes() -> list[models.Index]:
    """For the order of the alphabet, and for finding a name in another spelling."""
    fields = (["language", "sort_key"], ["key"], ["first_block", "last_block"], ["last_block"])
    return [models.Index(fields=some) for some in fields]


class PersonName(Name):
    """A spelling of a person's name."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="names")
    key = NameKeyField("text")
    first_block = FirstBlockField("key")
    last_block = LastBlockField("key")

    class Meta(Name.Meta):
        verbose_name = pgettext_lazy("of a person", "name")
        verbose_name_plural = pgettext_lazy("of a person", "names")
        constraints = name_constraints("person")
        indexes = name_indexes()


class OrganizationName(Name):
    """A spelling of an organization's name."""

    organization = models.ForeignKey("people.Organization", models.CASCADE, related_name="names")
    key = OrganizationKeyField("text")
    first_block = FirstBlockField("key")
    last_block = LastBlockField("key")

    class Meta(Name.Meta):
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = name_constraints("organization")
        indexes = name_indexes()
