"""Two people at one text: a save over a newer version comes back, with the difference.

The form carries the version that it was opened with. What the writer left alone takes the newer
value by itself; what both changed is shown, and every word of the writer's stays in the form.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import prose
from articles.difference import Part, paragraphs
from newsroom.keys import key, keys
from newsroom.models import User, called

BETWEEN_TAGS = re.compile(r">\s+<")
LONGEST_VERSION = 20


@dataclass
class Conflict:
    """What somebody else saved since the form was opened, held against what it holds now."""

    user: User | None
    at: datetime
    # The labels of fields that only the other one changed: the form has their values now.
    taken: list[str] = field(default_factory=list)
    # The labels of fields that only the writer changed.
    own: list[str] = field(default_factory=list)
    # What both changed: the difference from the stored words to the typed ones.
    both: list[Part] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        moment = date_format(timezone.localtime(self.at), "j E, H:i:s")
        who = called(self.user)
        told = _("Not saved: %(who)s saved the text at %(moment)s, after you opened it.")
        return told % {"who": who, "moment": moment}


class VersionedForm(forms.ModelForm):
    """A form that knows which version of the record it was opened with."""

    version = forms.CharField(
        required=False, max_length=LONGEST_VERSION, widget=forms.HiddenInput
    )  # fmt: skip
    conflict: Conflict | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = self.instance.history.first() if self.instance.pk else None
        self.initial["version"] = str(self.newest.history_id) if self.newest else ""
        for chosen in self.fields.values() if self.newest else []:
            # A version does not keep other rows, so the form carries those it was opened with.
            chosen.show_hidden_initial = isinstance(chosen, forms.ModelMultipleChoiceField)

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        if self.newest and cleaned.get("version") != self.initial["version"]:
            self._meet(cleaned)
        return cleaned

    def _meet(self, cleaned: dict) -> None:
        """Refuses the save, and brings what was typed and what was stored together."""
        base = self._base(cleaned.get("version") or "")
        self.conflict = Conflict(self.newest.history_user, self.newest.history_date)
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = self.initial["version"]
        stored = model_to_dict(self.instance, self.fields)
        for name in self.fields:
            if name in stored and not self.fields[name].disabled:
                # What is faulty is held against the newer value as it was sent.
                typed = cleaned[name] if name in cleaned else self[name].data
                self._compare(name, stored[name], typed, base)
        self.add_error(NON_FIELD_ERRORS, self.conflict.sentence)

    def _base(self, version: str):
        """The version that the form was opened with; None where it is unknown."""
        kept = self.instance.history.filter(history_id=version) if key(version) else None
        return kept.first() if kept is not None else None

    def _compare(self, name: str, stored, typed, base) -> None:
        label = str(capfirst(self.fields[name].label or name))
        opened = self._opened(name, base)
        if self.fields[name].show_hidden_initial:
            self._put(self.add_initial_prefix(name), stored)
        if comparable(stored) == comparable(typed):
            return
        if opened == comparable(typed):
            self.conflict.taken.append(label)
            self._put(self.add_prefix(name), stored)
            self.errors.pop(name, None)
        elif opened == comparable(stored):
            self.conflict.own.append(label)
        else:
            words = [in_words(self.fields[name], value) for value in (stored, typed)]
            self.conflict.both.append(Part(label, paragraphs(*words)))

    def _opened(self, name: str, base):
        """What the field said when the form was opened, to be compared; None where nobody knows."""
        if self.fields[name].show_hidden_initial:
            return comparable(self.data.getlist(self.add_initial_prefix(name)))
        column = self.instance._meta.get_field(name)
        return comparable(getattr(base, column.attname)) if base else None

    def _put(self, name: str, value) -> None:
        if isinstance(value, list):
            self.data.setlist(name, [str(one.pk) for one in value])
        else:
            self.data[name] = "" if value is None or value is False else value


def in_words(chosen: forms.Field, value) -> str:
    """What a field holds, as somebody reads it; a value that is faulty as it was sent."""
    if isinstance(chosen, forms.ModelChoiceField):
        is_several = isinstance(chosen, forms.ModelMultipleChoiceField)
        held = keys(getattr(one, "pk", one) for one in (value if is_several else [value]))
        records = chosen.queryset.filter(pk__in=held)
        told = ", ".join(sorted(str(record) for record in records))
    elif isinstance(chosen, forms.ChoiceField):
        told = str(dict(chosen.choices).get(value, value))
    elif isinstance(chosen, forms.BooleanField):
        told = _("Yes") if value else _("No")
    else:
        told = "" if value is None else str(localize(value))
    return (prose.plain_text(told) if told.lstrip().startswith("<") else told) or "–"


def comparable(value):
    """The value as it is equal to another: records by their keys, HTML without the space between
    tags, which editors set as they like."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").strip()
        return BETWEEN_TAGS.sub("><", text) if text.startswith("<") else text
    if hasattr(value, "__iter__"):
        return {comparable(one) for one in value}
    return "" if value is None else str(value)
