"""Fields for texts that people type, search and sort."""

import unicodedata
from collections.abc import Callable

from django.db import models

from newsroom.folding import fold, sort_key


class NFCMixin:
    """Stores composed characters, so that equal words are equal bytes.

    A CHECK cannot say so on SQLite; here every write and every lookup passes.
    """

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


class NFCCharField(NFCMixin, models.CharField):
    """A line of text."""


class NFCTextField(NFCMixin, models.TextField):
    """Text of any length."""


class DerivedField(models.TextField):
    """A column that follows another one of its row, on every save and bulk insert."""

    derive: Callable[[str], str] = staticmethod(str)

    def __init__(self, source, **kwargs):
        self.source = source
        super().__init__(**{"editable": False, "blank": True, "default": "", **kwargs})

    def pre_save(self, model_instance, add):
        value = self.derive(getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.source, *args], kwargs


class FoldedField(DerivedField):
    """The source made comparable, for search."""

    derive = staticmethod(fold)


class SortKeyField(DerivedField):
    """The source in the order of the alphabet."""

    derive = staticmethod(sort_key)
