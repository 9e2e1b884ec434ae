"""Two people at the lines of one record: nobody saves a line over what they did not see.

Each line carries what it held when the form was opened. What the writer left alone takes what is
stored now before anything is decided, so that a form that comes back shows it.
"""

import re
from dataclasses import dataclass, field

from django.forms.models import model_to_dict
from django.utils.text import capfirst

from articles.admin.conflict import in_words
from articles.difference import Part, paragraphs
from articles.models import Article
from newsroom import keys
from newsroom.recordforms import LineForm, RecordFormSet

KEY, GOES = "id", "DELETE"


@dataclass
class Line:
    """What was sent of a line, by the names of its fields."""

    typed: dict[str, str] = field(default_factory=dict)
    opened: dict[str, str] = field(default_factory=dict)  # what it held when the form was opened


class VersionedLineForm(LineForm):
    """A line that carries what it held when its form was opened."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for chosen in self.fields.values() if self.instance.pk else []:
            chosen.show_hidden_initial = True


class VersionedFormSet(RecordFormSet):
    """The lines that were sent, brought together with those that are stored."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_taken = False  # whether the lines hold now what somebody else saved
        self.both: list[Part] = []  # what both changed
        if self.is_bound and self.management_form.is_valid():
            self._meet()

    def _meet(self) -> None:
        sent = self._sent()
        known = {line.typed[KEY]: line for line in sent if line.typed.get(KEY)}
        stored = {str(record.pk): record for record in self.get_queryset()}
        old = [self._brought(known.get(key), record) for key, record in stored.items()]
        gone = [line for key, line in known.items() if key not in stored]
        new = [line for line in sent if not line.typed.get(KEY)]
        self._write(old, [*filter(self._is_rescued, gone), *new])

    def _sent(self) -> list[Line]:
        lines = [Line() for _number in range(self.total_form_count())]
        for key in self.data:
            match = self._line(key)
            if match and int(match[2]) < len(lines):
                line = lines[int(match[2])]
                (line.opened if match[1] else line.typed)[match[3]] = self.data[key]
        return lines

    def _line(self, key: str) -> re.Match | None:
        """Of what line and field something was sent, and whether as what that held before."""
        return re.fullmatch(rf"(initial-)?{re.escape(self.prefix)}-([0-9]{{1,6}})-(\w+)", key)

    def _brought(self, line: Line | None, record) -> Line:
        """The line with what is stored now, wherever the writer left it alone."""
        now = self._stored(record)
        if line is None:
            self.has_taken = True
            return Line({KEY: str(record.pk), **now}, now)
        typed = {name: line.typed.get(name, "").strip() for name in now}
        newer = {name for name, value in now.items() if line.opened.get(name, value) != value}
        untouched = {name for name in newer if typed[name] == line.opened[name]}
        self.has_taken = self.has_taken or bool(untouched)
        line.typed |= {name: now[name] for name in untouched}
        line.opened = now
        if any(typed[name] != now[name] for name in newer - untouched):
            self._tell(now, line.typed)
        return line

    def _is_rescued(self, line: Line) -> bool:
        """Whether a line that somebody deleted meanwhile is written anew, since it was changed."""
        typed, opened = line.typed, line.opened
        self.has_taken = True
        is_changed = any(typed.get(name, "").strip() != opened[name] for name in opened)
        if GOES in typed or (opened and not is_changed):
            return False
        del line.typed[KEY]
        self._tell({}, typed)
        return True

    def _tell(self, now: dict[str, str], typed: dict[str, str]) -> None:
        """Adds the difference from the stored line to the typed one."""
        label = str(capfirst(self.model._meta.verbose_name))
        self.both.append(Part(label, paragraphs(self._words(now), self._words(typed))))

    def _words(self, line: dict[str, str]) -> str:
        fields = self.form.base_fields
        told = [in_words(fields[name], line[name]) for name in fields if line.get(name)]
        return ", ".join(told) or "–"

    def _stored(self, record) -> dict[str, str]:
        values = model_to_dict(record, list(self.form.base_fields))
        return {name: "" if value is None else str(value) for name, value in values.items()}

    def _write(self, old: list[Line], new: list[Line]) -> None:
        """Puts the lines in place of those that were sent, the stored ones first as Django expects
        them."""
        self.data = self.data.copy()
        for key in [key for key in self.data if self._line(key)]:
            del self.data[key]
        for number, line in enumerate([*old, *new]):
            start = f"{self.prefix}-{number}-"
            self.data.update({start + name: value for name, value in line.typed.items()})
            self.data.update({f"initial-{start}{n}": value for n, value in line.opened.items()})
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(old) + len(new))
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(old))
        del self.management_form


class ConflictMixin:
    """Lets nobody save an article over a newer version."""

    has_own_versions = True

    def _changeform_view(self, request, object_id, form_url, extra_context):
        """Whoever saves has the article to themselves, like whoever acts on it."""
        if request.method == "POST" and keys.key(object_id):
            # Django is in a transaction here, which is over when the answer is made.
            list(Article.objects.select_for_update().filter(pk=object_id).values_list("pk"))
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        conflict = context["adminform"].form.conflict
        for shown in context["inline_admin_formsets"] if conflict else []:
            lines = shown.formset
            if lines.has_taken:
                conflict.taken.append(str(capfirst(lines.model._meta.verbose_name_plural)))
            conflict.both += lines.both
        return super().render_change_form(request, context, add, change, form_url, obj)
