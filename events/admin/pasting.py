"""A text that is pasted or handed in as a file, made one that can be read."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from events.reading.documents import Unreadable, text_of, text_of_upload

# Of a text: some eighty thousand words in Cyrillic letters.
MOST_BYTES = 2**20
CONTROLS = {c: None for c in range(32) if chr(c) not in "\n\t"} | {0x7F: None, 0xFEFF: None}
# Marks that nobody sees, and that part a name or turn a line round.
UNSEEN = dict.fromkeys([0xAD, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class PastedField(forms.CharField):
    """A pasted text; the null characters that a program left in it are dropped."""

    def to_python(self, value):
        return super().to_python((value or "").replace("\x00", ""))


def handed_in(pasted: str, file, nothing: str) -> str:
    """The words of what was handed in. Raises ValidationError; `nothing` is said of no words."""
    try:
        text = text_of_upload(file) if file else text_of(_weighed(pasted))
    except Unreadable as unreadable:
        raise ValidationError(str(unreadable)) from unreadable
    text = sound(text)
    if not any(character.isalpha() for character in text):
        raise ValidationError(_("There are no words in the file.") if file else nothing)
    return _weighed(text)


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
