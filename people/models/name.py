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
from newsroom.texts import FALLBACKS
from people.spelling import first_block, last_block, name_key, organization_key

# A shorter word that sounds alike is part of too many others.
TELLING = 4
# The languages of names that are written in Cyrillic, unless the tag has a script.
CYRILLIC = ["uk", "ru", "be"]
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
        """The preferred name for a language, or the nearest there is; None when it has no name.

        Where Latin letters are read, a transliteration stands before a name in Cyrillic.
        """
        language = language or get_language() or settings.LANGUAGE_CODE
        names = list(self.names.all())
        shown = [name for name in names if name.kind in kinds_shown(language)]
        return min(
            shown or names, key=lambda name: _distance(name.language, language), default=None
        )

    @property
    def preferred_names(self) -> list:
        """The preferred names in all languages, each text once."""
        return self._each_once([Name.Kind.PREFERRED])

    @property
    def public_names(self) -> list:
        """The names that readers may see, each text once, the preferred ones first."""
        return self._each_once(PUBLIC)

    def _each_once(self, kinds: list) -> list:
        names = [name for kind in kinds for name in self.names.all() if name.kind == kind]
        return list({name.text: name for name in reversed(names)}.values())[::-1]


class NamedQuerySet(models.QuerySet):
    """Records that are found by their names."""

    def alphabetical(self) -> Self:
        """In the order of the alphabet, by the name that the page shows; `sort_key` is its key."""
        names = self.model._meta.get_field("names").remote_field
        language = get_language() or settings.LANGUAGE_CODE
        shown = names.model.objects.filter(
            **{names.name: OuterRef("pk")}, kind__in=kinds_shown(language)
        ).order_by(*_nearest(language))
        return self.annotate(
            sort_key=Coalesce(
                Subquery(shown.values("sort_key")[:1]), F("slug"), output_field=models.TextField()
            )
        ).order_by("sort_key", "id")


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


# Readers see what somebody is called; not how somebody was misspelled or once was called.
PUBLIC = [Name.Kind.PREFERRED, Name.Kind.VARIANT, Name.Kind.TRANSLITERATION]


def kinds_shown(language: str) -> list[Name.Kind]:
    """The kinds of names under which a page in the language may show somebody."""
    latin = [] if language in CYRILLIC else [Name.Kind.TRANSLITERATION]
    return [Name.Kind.PREFERRED, *latin]


def _distance(tag: str, language: str) -> tuple[bool, int, str]:
    """How far a name with the tag is from a page in the language: first the letters, then the
    language, then the script that is not its usual one; equals `_nearest`."""
    tags = _tags(language)
    base = tag.partition("-")[0]
    rank = 2 * tags.index(tag) if tag in tags else 2 * len(tags)
    if tag not in tags and base in tags:
        rank = 2 * tags.index(base) + 1
    return language not in CYRILLIC and tag in CYRILLIC, rank, tag


def _nearest(language: str) -> list:
    """An order of names, the nearest to a page in the language first; equals `_distance`."""
    tags = _tags(language)
    whens = [When(language=tag, then=Value(2 * rank)) for rank, tag in enumerate(tags)]
    whens += [
        When(language__startswith=f"{tag}-", then=Value(2 * rank + 1))
        for rank, tag in enumerate(tags)
    ]
    foreign = [] if language in CYRILLIC else [When(language__in=CYRILLIC, then=Value(1))]
    letters = [Case(*foreign, default=Value(0))] if foreign else []
    return [*letters, Case(*whens, default=Value(2 * len(tags))), "language", "id"]


def _tags(language: str) -> list[str]:
    return list(dict.fromkeys([language, *FALLBACKS]))


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
