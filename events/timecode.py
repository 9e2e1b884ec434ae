"""Moments on a recording, as people write them."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Six digits are more than any recording lasts.
WRITTEN = re.compile(r"^(?:(?:(\d{1,3}):)?(\d{1,6}):)?(\d{1,6})(?:[.,](\d{1,3}))?$", re.ASCII)


def milliseconds(text: str) -> int:
    """The moment written as 1:02:03, 12:34, 75 or 12:34.5, in ms; ValueError for anything else."""
    found = WRITTEN.match(text.strip())
    if not found:
        raise ValueError(text)
    hours, minutes, seconds, fraction = found.groups(default="0")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(
        fraction.ljust(3, "0")
    )


def timecode(ms: int) -> str:
    """The moment as it is written, with the fraction only where there is one."""
    seconds, fraction = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    written = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{written}.{fraction:03}".rstrip("0") if fraction else written


class TimecodeField(forms.CharField):
    """Milliseconds, typed as a moment of a recording."""

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return None
        try:
            return milliseconds(value)
        except ValueError:
            raise ValidationError(
                _("“%(value)s” is no moment of a recording: write 12:34 or 1:02:03."),
                params={"value": value},
            ) from None

    def prepare_value(self, value):
        return timecode(value) if isinstance(value, int) else value

    def has_changed(self, initial, data):
        return super().has_changed("" if initial is None else timecode(initial), data)
