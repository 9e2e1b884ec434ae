from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from newsroom.fields import NFCTextField
from newsroom.models import Picture
from newsroom.records import PermanentAddress, Publishable, PublishableQuerySet
from newsroom.texts import HasTexts, Text, one_per_language
from people.models.name import Named, NamedQuerySet


class OrganizationQuerySet(NamedQuerySet, PublishableQuerySet):
    def for_list(self) -> Self:
        """With names and logo."""
        return self.select_related("logo").prefetch_related("names")

    def for_page(self) -> Self:
        """With all that the organization's own page says about it."""
        return self.for_list().prefetch_related("texts", "parent__names", "children__names")


class Organization(PermanentAddress, HasTexts, Named, Publishable):
    """A body that people speak for: a centre, a ministry, a department of it, a project."""

    class Kind(models.TextChoices):
        ANALYSIS_CENTRE = "analysis_centre", _("analysis centre")
        NEWS_AGENCY = "news_agency", _("news agency")
        MEDIA = "media", _("media")
        STATE_BODY = "state_body", _("state body")
        DEPARTMENT = "department", _("department")
        PROJECT = "project", _("project")
        UNIVERSITY = "university", _("university")
        NGO = "ngo", _("civil society organization")
        INTERNATIONAL = "international", _("international organization")
        DONOR = "donor", _("donor")
        COMPANY = "company", _("company")
        OTHER = "other", _("other")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = CountryField(_("country"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    logo = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, verbose_name=_("logo"))
    history = HistoricalRecords()

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["slug"]
        permissions = [("publish_organization", _("Can make an organization public"))]

    def get_absolute_url(self):
        return reverse("people:organization_detail", args=[self.slug])


class OrganizationText(Text):
    """What an organization is, in one language."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="texts")
    description = NFCTextField(_("description"))

    class Meta(Text.Meta):
        verbose_name = _("description")
        verbose_name_plural = _("descriptions")
        constraints = [one_per_language("organization")]
