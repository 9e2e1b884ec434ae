"""What somebody sent of a record and its lines, brought together with what is stored now."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.keys import keys
from newsroom.passages import Passage, by_words

# What a form sends of a record or a line, by the names of its fields there.
Values = dict[str, list[str]]
# A print of each such value, by the prefix of the lines and the key of the line; "" is the record.
Prints = dict[str, dict[str, dict[str, str]]]
GOES = "DELETE"


@dataclass
class Part:
    """What both changed: the difference from the stored words to the typed ones."""

    name: str
    passages: list[Passage]


class Reconciliation:
    """Of each value what is to stand in the form: where nobody else changed it since the form was
    opened, or the writer did, what was sent; else what is stored."""

    def __init__(self, sent: QueryDict, opened: dict, form, formsets, mark: Callable):
        self.data, self._opened, self._mark = sent.copy(), opened, mark
        self.is_overtaken = False
        self._taken: dict[str, None] = {}  # a label once, in the order of the form
        self.both: list[Part] = []
        self._reconcile_record(form)
        for formset in formsets:
            if formset.prefix in opened and f"{formset.prefix}-TOTAL_FORMS" in sent:
                self._reconcile_lines(formset)

    @property
    def taken(self) -> list[str]:
        """The names of what only somebody else changed: the form has that now."""
        return list(self._taken)

    def _reconcile_record(self, form) -> None:
        now = shown(form)
        typed = {name: self.data.getlist(name) for name in now}
        was = self._was("", "")
        self._bring(form, was, typed, now, "")
        for name in now:
            self.data.setlist(name, typed[name])

    def _reconcile_lines(self, formset) -> None:
        pk = formset.model._meta.pk.name
        sent = self._sent(formset)
        known = {line[pk][0]: line for line in sent if any(line.get(pk, []))}
        stored = {str(form.instance.pk): form for form in formset.initial_forms}
        lines = []
        for number, form in stored.items():
            if number in known:
                was = self._was(formset.prefix, number)
                self._bring(form, was, known[number], shown(form), f"{form.instance}: ")
                lines.append(known[number])
            elif not self._was(formset.prefix, number):
                self._take(formset)
                lines.append({pk: [number], **shown(form)})
        first = len(lines)
        for number, line in known.items():
            if number not in stored and self._is_rescued(formset, number, line):
                lines.append(line | {pk: [""]})
        lines += [line for line in sent if not any(line.get(pk, []))]
        if self.is_overtaken:
            self._write(formset.prefix, lines, first)

    def _bring(self, form, was: dict, typed: Values, now: Values, line: str) -> None:
        """Puts what is stored in place of what the writer left alone, and tells the rest."""
        for name, print_ in was.items():
            stored, mine = now.get(name), typed.get(name, [])
            if stored is not None and self._mark(stored) == print_:
                continue  # nobody else changed it
            is_mine = self._mark(mine) != print_
            label = line + label_of(form, name)
            if stored is None:
                # It can no longer be changed, and what was typed is told at least.
                if is_mine and mine:
                    self._tell(label, _held(form, name), in_words(form, name, mine))
                continue
            if not is_mine:
                typed[name] = stored
                self._taken[label] = None
                self.is_overtaken = True
            elif self._mark(mine) != self._mark(stored):
                self._tell(label, in_words(form, name, stored), in_words(form, name, mine))

    def _is_rescued(self, formset, number: str, line: Values) -> bool:
        """Whether a line that somebody deleted is written anew, since the writer changed it."""
        was = self._was(formset.prefix, number)
        self._take(formset)
        changed = {name for name in was if self._mark(line.get(name, [])) != was[name]}
        if GOES in line or not changed:
            return False
        form = formset.empty_form
        own = {formset.model._meta.pk.name, formset.fk.name}
        written = [n for n in form.fields if n not in own and any(line.get(n, []))]
        told = [in_words(form, n, line[n]) for n in written]
        self._tell(str(capfirst(formset.model._meta.verbose_name)), "", ", ".join(told))
        return True

    def _take(self, formset) -> None:
        self.is_overtaken = True
        self._taken[str(capfirst(formset.model._meta.verbose_name_plural))] = None

    def _tell(self, label: str, stored: str, mine: str) -> None:
        self.is_overtaken = True
        self.both.append(Part(label, list(by_words(stored, mine))))

    def _was(self, prefix: str, number: str) -> dict:
        return mapping(mapping(self._opened.get(prefix)).get(number))

    def _sent(self, formset) -> list[Values]:
        """The lines that were sent, those of each number."""
        found: dict[int, Values] = {}
        for name, values in self.data.lists():
            if match := _line(formset.prefix, name):
                found.setdefault(int(match[1]), {})[match[2]] = values
        return [found[number] for number in sorted(found)]

    def _write(self, prefix: str, lines: list[Values], first: int) -> None:
        """Puts the lines in place of those that were sent, the stored ones first as Django expects
        them."""
        for name in [name for name in self.data if _line(prefix, name)]:
            del self.data[name]
        for number, line in enumerate(lines):
            for name, values in line.items():
                self.data.setlist(f"{prefix}-{number}-{name}", values)
        self.data[f"{prefix}-TOTAL_FORMS"] = str(len(lines))
        self.data[f"{prefix}-INITIAL_FORMS"] = str(first)


def _line(prefix: str, name: str) -> re.Match | None:
    """Of what line and field something was sent."""
    return re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,6}})-(\w+)", name)


def mapping(value: object) -> dict:
    """The value, if it is a mapping; an empty one if it is anything else."""
    return value if isinstance(value, dict) else {}


def shown(form: forms.ModelForm) -> Values:
    """What a browser would send of the form of a stored record as it is opened; not its key."""
    found: Values = {}
    for name, field in form.fields.items():
        if not field.disabled and name not in {form._meta.model._meta.pk.name, GOES}:
            value = field.prepare_value(form.get_initial_for_field(field, name))
            found |= dict(_sent_of(field.widget, name, value))
    return found


def _sent_of(widget: Any, name: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    """What a browser sends of a widget that shows the value; files are never sent back."""
    parts: Any = getattr(widget, "widgets", None)
    if isinstance(widget, RelatedFieldWidgetWrapper):
        yield from _sent_of(widget.widget, name, value)
    elif parts:
        sent_as = [name + ending for ending in widget.widgets_names]
        for part, one, held in zip(parts, sent_as, widget.decompress(value), strict=True):
            yield from _sent_of(part, one, held)
    elif isinstance(widget, forms.CheckboxInput):
        yield name, ["on"] if widget.check_test(value) else []
    elif not isinstance(widget, forms.FileInput):
        held = widget.format_value(value)
        several = held if isinstance(held, list | tuple) else [held]
        yield name, ["" if one is None else str(one) for one in several]


def _field_of(form, name: str) -> tuple[str, Any]:
    """The field that sends something under the name, which may be one of several of a moment."""
    whole = name if name in form.fields else name.rpartition("_")[0]
    return whole, form.fields.get(whole)


def label_of(form, name: str) -> str:
    """What stands at the field that sends something under the name."""
    whole, field = _field_of(form, name)
    return str(capfirst((field and field.label) or whole))


def _held(form, name: str) -> str:
    """What is stored in a field that nobody can change; nothing of one that is not on the form."""
    field = form.fields.get(name)
    value = field and field.prepare_value(form.get_initial_for_field(field, name))
    return in_words(form, name, [str(value)]) if value not in (None, "") else ""


def in_words(form, name: str, values: list[str]) -> str:
    """What was sent under the name, as somebody reads it."""
    _whole, field = _field_of(form, name)
    if isinstance(field, forms.ModelChoiceField):
        told = [str(record) for record in field.queryset.filter(pk__in=keys(values))]
    elif choices := getattr(field, "choices", None):
        labels = {str(value): str(label) for value, label in choices}
        told = [labels.get(value, value) for value in values]
    elif isinstance(field, forms.BooleanField):
        told = [_("Yes") if values else _("No")]
    else:
        told = values
    return ", ".join(one for one in told if one) or "–"
