from django.db import models
from django.utils.translation import gettext_lazy as _
from imagefield.fields import ImageField, PPOIField

from newsroom.fields import FoldedField, NFCCharField, NFCTextField
from newsroom.pictures import cropped, picture_name, validate_extension, validate_size, within
from newsroom.texts import HasTexts, Text, one_per_language


class PictureQuerySet(models.QuerySet):
    def for_list(self):
        """With captions and alternative texts."""
        return self.prefetch_related("texts")


class Picture(HasTexts):
    """A photograph or drawing that we may print."""

    file = ImageField(
        _("file"),
        upload_to=picture_name,
        max_length=200,
        width_field="width",
        height_field="height",
        ppoi_field="ppoi",
        validators=[validate_size, validate_extension],
        formats={
            "small": within(480, 1440),
            "medium": within(960, 2880),
            "large": within(1600, 3200),
            "square": cropped(400, 400),
        },
        help_text=_("JPEG, PNG, WebP or AVIF, 25 MB at most."),
    )
    width = models.PositiveIntegerField(_("width"), editable=False, default=0)
    height = models.PositiveIntegerField(_("height"), editable=False, default=0)
    ppoi = PPOIField(_("focal point"))
    credit = NFCCharField(_("credit"), max_length=200, help_text=_("Who made it: “Olha Rii”."))
    licence = NFCCharField(
        _("licence"),
        max_length=200,
        blank=True,
        help_text=_("On which ground we may print it: “own”, “CC BY 4.0”, “given for this event”."),
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(credit=""),
                name="picture_has_credit",
                violation_error_message=_("Say who made the picture."),
            ),
        ]

    def __str__(self):
        return self.text.alt if self.text else self.credit


class PictureText(Text):
    """What is on a picture, for those who do not see it, and what to print below it."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="texts")
    alt = NFCCharField(
        _("alternative text"),
        max_length=300,
        help_text=_("What is to be seen, for those who cannot see it. Not the caption again."),
    )
    caption = NFCTextField(_("caption"), blank=True)
    folded = FoldedField("alt")

    class Meta(Text.Meta):
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [one_per_language("picture")]
