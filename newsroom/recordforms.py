"""Forms of the admin: what the database would refuse is said on the form, in its sentence."""

import re

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import ProtectedError
from django.forms.models import BaseInlineFormSet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from newsroom import refusals
from newsroom.addresses import propose_slug
from newsroom.keys import KeySelectMultiple
from newsroom.models import Topic

NAMES = re.compile(r"^(?:names|texts)-(\d+)-(?:text|title|name)$")


def refusal(error):
    """The sentence for what the database refused."""
    if isinstance(error, ProtectedError):
        users = ", ".join(str(record) for record in list(error.protected_objects)[:5])
        return f"{refusals.IN_USE} ({users})"
    return refusals.sentence(error)


class RefusableForm(forms.ModelForm):
    """A form that can be shown again with what the database refused."""

    refusal = ""

    def _post_clean(self):
        super()._post_clean()
        if self.refusal:
            self.add_error(None, self.refusal)


class RecordForm(RefusableForm):
    """The form of a record; a slug left empty is made from the record's name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Left empty, it is made from the name.")

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = self._proposed_slug()
        return cleaned

    def _proposed_slug(self) -> str:
        language, words = self.words_for_slug()
        slug = propose_slug(self.instance, words, language)
        if not slug:
            self.add_error("slug", _("Write a slug: there is no name to make it from."))
        return slug

    def words_for_slug(self) -> tuple[str, str]:
        """Language and words of the name that was typed, that of the site's language first."""
        found = []
        for key, words in self.data.items():
            if words.strip() and (match := NAMES.match(key)):
                line = key[: match.start(1)] + match[1]
                found.append((self.data.get(f"{line}-language", "uk"), words))
        found.sort(key=lambda name: name[0] != settings.LANGUAGE_CODE)
        return found[0] if found else ("uk", self.data.get("name", ""))


class RecordFormSet(BaseInlineFormSet):
    """The lines of a record, held against the rules that name the record itself.

    Django leaves the parent's key out of the validation of a line, so that such a rule would be
    checked by the database alone. All lines of the record are here: it is decided among them.
    """

    _is_saving = False

    def validate_unique(self):
        for rule in self.model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and rule.fields:
                self._refuse_twins(rule)

    def _refuse_twins(self, rule: models.UniqueConstraint) -> None:
        seen = set()
        for form in self._filled_lines():
            key = self._key(rule, form.instance)
            if key in seen:
                form.add_error(None, rule.get_violation_error_message())
            if key:
                seen.add(key)

    def _filled_lines(self):
        for form in self.forms:
            given = form.instance.pk or form.has_changed()
            if given and form.is_valid() and form not in self.deleted_forms:
                yield form

    def _key(self, rule: models.UniqueConstraint, line) -> tuple | None:
        """What must differ between two lines; None when the rule does not speak of this one."""
        fields = [self.model._meta.get_field(name) for name in rule.fields]
        values = [f.get_prep_value(getattr(line, f.attname)) for f in fields if f != self.fk]
        if None in values or not (values or rule.condition):
            return None
        return (*values, rule.name) if self._speaks_of(rule, line) else None

    def _speaks_of(self, rule: models.UniqueConstraint, line) -> bool:
        expressions = line._get_field_expression_map(meta=line._meta, exclude=set())
        return rule.condition is None or rule.condition.check(expressions)

    @property
    def initial_forms(self):
        forms = super().initial_forms
        return sorted(forms, key=self._takes) if self._is_saving else forms

    def _takes(self, form) -> int:
        """0 for a line that goes, more for each rule of uniqueness that binds it: whoever gives a
        place up is saved before whoever takes it."""
        if form in self.deleted_forms:
            return 0
        rules = [r for r in self.model._meta.constraints if isinstance(r, models.UniqueConstraint)]
        return 1 + sum(self._speaks_of(rule, form.instance) for rule in rules)

    def save_existing_objects(self, commit=True):
        self._is_saving = True
        try:
            return super().save_existing_objects(commit)
        finally:
            self._is_saving = False


class LineForm(RefusableForm):
    """A line of a record; its formset decides what must be unique among the lines."""

    def validate_unique(self):
        pass


class TextFormSet(RecordFormSet):
    """Texts in several languages; each empty line proposes a language that has none yet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taken = {text.language for text in self.get_queryset()}
        missing = [code for code, name in settings.LANGUAGES if code not in taken]
        self.initial_extra = [{"language": code} for code in missing]


def topics_field(db_field, admin_site) -> forms.ModelMultipleChoiceField:
    """Topics chosen from those there are; a new one is made in the admin of topics."""
    return forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        label=capfirst(db_field.verbose_name),
        widget=KeySelectMultiple(db_field, admin_site),
    )
