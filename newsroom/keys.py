"""Keys of records as a browser sends them: whatever else it sends is none."""

from collections.abc import Iterable

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

# Of a BigAutoField; SQLite and PostgreSQL fail on what is larger.
LARGEST = 2**63 - 1
DIGITS = len(str(LARGEST))


def key(text: object) -> int | None:
    """The key that the text names; None where no record can have it."""
    digits = str(text)
    if not (digits.isdecimal() and len(digits) <= DIGITS):
        return None
    number = int(digits)
    return number if number <= LARGEST else None


def keys(texts: Iterable[object]) -> list[int]:
    """The keys among the texts."""
    return [number for number in map(key, texts) if number is not None]


def is_too_large(text: str) -> bool:
    """Whether the text is a number, or numbers, of which one is larger than any key."""
    parts = (part.strip().lstrip("-") for part in text.split(","))
    return any(part.isdecimal() and key(part) is None for part in parts)


class KnownMixin:
    """Shows of what is chosen only what may be a record: the address and the form are typed by
    anybody."""

    def format_value(self, value):
        return [one for one in super().format_value(value) if not one or key(one) is not None]


class KeySelect(KnownMixin, AutocompleteSelect):
    """One record, found by its name."""


class KeySelectMultiple(KnownMixin, AutocompleteSelectMultiple):
    """Several records, found by their names."""

    def value_from_datadict(self, data, files, name):
        return [str(number) for number in keys(super().value_from_datadict(data, files, name))]


class KeyFieldsMixin:
    """Fields for other records that stand whatever they are said to hold."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeySelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeySelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class KeyListMixin:
    """A list that stands whatever it is narrowed by."""

    def get_changelist_instance(self, request):
        narrowed = {name: text for name, text in request.GET.items() if name != SEARCH_VAR}
        if any(map(is_too_large, narrowed.values())):
            raise IncorrectLookupParameters
        return super().get_changelist_instance(request)


class KeyActionsMixin(KeyListMixin):
    """A list that also acts on nothing but records."""

    def response_action(self, request, queryset):
        chosen = keys(request.POST.getlist(ACTION_CHECKBOX_NAME))
        request.POST = request.POST.copy()
        request.POST.setlist(ACTION_CHECKBOX_NAME, [str(number) for number in chosen])
        return super().response_action(request, queryset)

    def _get_edited_object_pks(self, request, prefix):
        return keys(super()._get_edited_object_pks(request, prefix))
