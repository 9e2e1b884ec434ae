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
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import prose
from articles.difference import Paragraph, paragraphs
from newsroom.models import User

BETWEEN_TAGS = re.compile(r">\s+<")


@dataclass
class Conflict:
    """What somebody else saved since the form was opened, held against what it holds now."""

    user: User | None
    at: datetime
    # The labels of fields that only the other one changed: the form has their values now.
    taken: list[str] = field(default_factory=list)
    # What both changed: the label, and the difference from the stored words to the typed ones.
    both: list[tuple[str, list[Paragraph]]] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        moment = date_format(timezone.localtime(self.at), "j E, H:i:s")
        who = self.user.get_full_name() or str(self.user) if self.user else _("Somebody")
        told = _("Not saved: %(who)s saved the text at %(moment)s, after you opened it.")
        return told % {"who": who, "moment": moment}


class VersionedForm(forms.ModelForm):
    """A form that knows which version of the record it was opened with."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    conflict: Conflict | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = self.instance.history.first() if self.instance.pk else None
        self.initial["version"] = str(self.newest.history_id) if self.newest else ""

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
            if name in stored and name in cleaned and not self.fields[name].disabled:
                self._compare(name, stored[name], cleaned[name], base)
        self.add_error(NON_FIELD_ERRORS, self.conflict.sentence)

    def _base(self, version: str):
        """The version that the form was opened with; None where it is unknown."""
        kept = self.instance.history.filter(history_id=version) if version.isdecimal() else None
        return kept.first() if kept is not None else None

    def _compare(self, name: str, stored, typed, base) -> None:
        label = capfirst(self.fields[name].label or name)
        stored_key, typed_key = _comparable(stored), _comparable(typed)
        if stored_key == typed_key:
            return
        column = self.instance._meta.get_field(name)
        if base and not column.many_to_many and _of_base(base, column) == typed_key:
            self.conflict.taken.append(label)
            self.data[self.add_prefix(name)] = self[name].field.prepare_value(stored) or ""
        else:
            told = paragraphs(self._told(name, stored), self._told(name, typed))
            self.conflict.both.append((label, told))

    def _told(self, name: str, value) -> str:
        """A value of a field in words."""
        chosen = self.fields[name]
        if isinstance(chosen, forms.ModelMultipleChoiceField):
            return ", ".join(sorted(str(one) for one in value)) or "–"
        if isinstance(chosen, forms.ModelChoiceField):
            found = value if isinstance(value, Model) else chosen.queryset.filter(pk=value).first()
            return str(found or "–")
        if isinstance(chosen, forms.ChoiceField):
            return str(dict(chosen.choices).get(value, value))
        if name == "body":
            return prose.plain_text(value)
        return str("–" if value in {None, ""} else value)


def _of_base(base, column):
    return _comparable(getattr(base, column.attname))


def _comparable(value):
    """The value as it is equal to another: records by their keys, HTML without the space between
    tags, which editors set as they like."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").strip()
        return BETWEEN_TAGS.sub("><", text) if text.startswith("<") else text
    if hasattr(value, "__iter__"):
        return {_comparable(one) for one in value}
    return value
