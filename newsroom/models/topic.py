from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from newsroom.fields import FoldedField, NFCCharField, NFCTextField
from newsroom.records import PermanentAddress, Publishable, PublishableQuerySet
from newsroom.romanization import slugify
from newsroom.texts import HasTexts, Text, one_per_language


class TopicQuerySet(PublishableQuerySet):
    def for_list(self):
        """With the names in every language."""
        return self.prefetch_related("texts")


class Topic(PermanentAddress, HasTexts, Publishable, TagBase):
    """What articles, events and statements are about."""

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        permissions = [("publish_topic", _("Can make a topic public"))]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("newsroom:topic_detail", args=[self.slug])

    def slugify(self, tag, i=None):
        """An address that a reader can type."""
        return slugify(tag) + (f"-{i}" if i else "")


class TopicText(Text):
    """A topic's name and introduction in one language."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="texts")
    name = NFCCharField(_("name"), max_length=100)
    folded = FoldedField("name")
    aliases = NFCTextField(_("other names"), blank=True, help_text=_("One in a line."))
    introduction = NFCTextField(_("introduction"), blank=True)

    class Meta(Text.Meta):
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [one_per_language("topic")]

    def __str__(self):
        return self.name
