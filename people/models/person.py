from typing import Self

from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from newsroom.fields import NFCCharField, NFCTextField
from newsroom.models import Picture
from newsroom.records import PermanentAddress, Publishable, PublishableQuerySet
from newsroom.texts import HasTexts, Text, one_per_language
from people.models.name import Named, NamedQuerySet


class PersonQuerySet(NamedQuerySet, PublishableQuerySet):
    def for_list(self) -> Self:
        """With names and portrait."""
        return self.select_related("picture").prefetch_related("names")

    def for_page(self) -> Self:
        """With all that the person's own page says about them."""
        posts = self.model._meta.get_field("affiliations").related_model.objects
        return self.for_list().prefetch_related(
            Prefetch("affiliations", posts.select_related("organization")),
            "texts",
            "picture__texts",
            "links",
            "affiliations__texts",
            "affiliations__organization__names",
        )


class Person(PermanentAddress, HasTexts, Named, Publishable):
    """A human being who speaks or writes; never a user account.

    Posts and countries belong to a capacity, so none stands here.
    """

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, verbose_name=_("portrait")
    )
    history = HistoricalRecords()

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["slug"]
        permissions = [("publish_person", _("Can make a person public"))]

    def get_absolute_url(self):
        return reverse("people:person_detail", args=[self.slug])


class PersonText(Text):
    """Who somebody is, in one language."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="texts")
    biography = NFCTextField(_("biography"))

    class Meta(Text.Meta):
        verbose_name = _("biography")
        verbose_name_plural = _("biographies")
        constraints = [one_per_language("person")]


class PersonLink(models.Model):
    """A page elsewhere about a person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="links")
    url = models.URLField(_("address"), max_length=500)
    title = NFCCharField(_("title"), max_length=100)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "url"],
                name="person_link_once",
                violation_error_message=_("This address stands here already."),
            )
        ]

    def __str__(self):
        return self.title
