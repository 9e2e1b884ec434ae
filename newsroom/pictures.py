"""Uploaded pictures: what is accepted, under which names they lie, and the sizes made of them."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from imagefield.processing_pillow import register_pillow
from PIL import Image

# A decompression bomb is refused before it is unpacked; the largest cameras stay below.
Image.MAX_IMAGE_PIXELS = 120_000_000

# No SVG: it can carry a script.
validate_extension = FileExtensionValidator(["jpg", "jpeg", "png", "webp", "avif"])


def picture_name(picture, filename: str) -> str:
    """A path that cannot be guessed and says nothing: file names leak what is on a picture."""
    return f"pictures/{secrets.token_urlsafe(12)}.{filename.rpartition('.')[2].lower()}"


def validate_size(file) -> None:
    """Refuses a file above the limit, in a sentence that gives both sizes."""
    if file.size > settings.MAX_PICTURE_BYTES:
        raise ValidationError(
            _("The picture has %(size)s; the limit is %(limit)s. Save it smaller and try again."),
            params={
                "size": filesizeformat(file.size),
                "limit": filesizeformat(settings.MAX_PICTURE_BYTES),
            },
        )


def within(width: int, height: int):
    """The recipe for a WebP picture that fits into so many pixels."""
    return lambda file, context: _webp(context, ("thumbnail", (width, height)))


def cropped(width: int, height: int):
    """The recipe for a WebP picture cut to so many pixels round its focal point."""
    return lambda file, context: _webp(context, ("crop", (width, height)))


def _webp(context, processor) -> None:
    context.processors = ["plain_webp", "autorotate", processor]
    context.extension = ".webp"


@register_pillow
def plain_webp(get_image):
    """A flat picture without the camera's metadata, which can tell places and names."""

    def processor(image, context):
        context.save_kwargs.update(format="WEBP", quality=82, method=4)
        image = get_image(image, context)
        if image.mode in {"RGBA", "LA", "P"}:
            image = image.convert("RGBA")
            flat = Image.new("RGBA", image.size, "white")
            image = Image.alpha_composite(flat, image)
        return image.convert("RGB")

    return processor
