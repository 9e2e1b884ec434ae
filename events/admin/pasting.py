"""A text that is pasted or handed in as a file, made one that can be read."""

import unicodedata
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from events.reading.documents import (
    Unreadable,
    html_of_upload,
    is_html,
    text_of_html,
    title_of_html,
)

# Of a text: some eighty thousand words in Cyrillic letters.
MOST_BYTES = 2**20
CONTROLS = {c: None for c in range(32) if chr(c) not in "\n\t"} | {0x7F: None, 0xFEFF: None}
# Marks that nobody sees, and that part a name or turn a line round.
UNSEEN = dict.fromkeys([0xAD, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class PastedField(forms.CharField):
    """A pasted text; the null characters that a program left in it are dropped."""

    def to_python(self, value):
        return super().to_python((value or "").replace("\x00", ""))


@dataclass(frozen=True)
class HandedIn:
    """The words of what was handed in, and the headline that it marks as one, if it does."""

    text: str
    headline: str = ""


def handed_in(pasted: str, file, nothing: str) -> HandedIn:
    """What was handed in. Raises ValidationError; `nothing` is said of no words."""
    try:
        words = html_of_upload(file) if file else _weighed(pasted)
    except Unreadable as unreadable:
        raise ValidationError(str(unreadable)) from unreadable
    is_marked = bool(file) or is_html(words)
    text = sound(text_of_html(words) if is_marked else words)
    if not any(character.isalpha() for character in text):
        raise ValidationError(_("There are no words in the file.") if file else nothing)
    return HandedIn(_weighed(text), sound(title_of_html(words)) if is_marked else "")


def sound(text: str) -> str:
    """The text as it is kept: composed characters, one kind of line ends, nothing invisible."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS | UNSEEN)
    text = text.encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", text).strip()


def _weighed(text: str) -> str:
    size = len(text.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        told = _(
            "The text is too large: %(size)s, where at most %(most)s is taken. Hand in one "
            "text at a time."
        )
        sizes = {"size": filesizeformat(size), "most": filesizeformat(MOST_BYTES)}
        raise ValidationError(told % sizes)
    return text
