"""Two records of one person or organization made one; the address of the other leads on."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from newsroom.models import LogEntry, Redirect
from newsroom.refusals import sentence
from people.models import Organization, Person
from people.models.name import Name


class MergeRefused(ValidationError):
    """Why two records cannot be made one."""


def merge_people(keep: Person, other: Person, by=None) -> None:
    """Leads all that speaks of the other to the one that is kept, and deletes the other.

    All spellings stay, as variants where a name is preferred already. Raises MergeRefused, and
    changes nothing, when both take part in the same event.
    """
    _merge(keep, other, by)


@transaction.atomic
def merge_organizations(keep: Organization, other: Organization, by=None) -> None:
    """The same for organizations; what was a part of the other becomes a part of the kept one."""
    if keep.pk != other.pk and keep.parent_id == other.pk:
        keep.parent = other.parent if other.parent_id != keep.pk else None
        keep.save()
    _merge(keep, other, by)


@transaction.atomic
def _merge(keep, other, by) -> None:
    if keep.pk == other.pk:
        raise MergeRefused(_("Choose two different records."))
    label, path = f"{other} ({other.slug})", other.lasting_path()
    # First of all: what was said stays with its speaker unless one address leads to the other.
    Redirect.objects.lead(path, keep.lasting_path())
    _make_variants(keep, other)
    dropped = [text for field in _fields_pointing_at(other) for text in _move(field, keep, other)]
    gained = _gains(keep, other)
    type(other)._base_manager.get(pk=other.pk).delete()
    _take(keep, gained)
    detail = {"dropped": dropped} if dropped else {}
    LogEntry.objects.write(by, keep, LogEntry.Action.MERGED, note=label, detail=detail)


def _make_variants(keep, other) -> None:
    """Names that would be preferred twice in a language become variants."""
    preferred = keep.names.filter(kind=Name.Kind.PREFERRED).values("language")
    rivals = other.names.filter(kind=Name.Kind.PREFERRED, language__in=preferred)
    rivals.update(kind=Name.Kind.VARIANT)


def _fields_pointing_at(record) -> list[models.ForeignKey]:
    """The foreign keys of all floors that may lead to the record, those of its own floor first.

    A participation's post must be its person's, so the posts go before the participations.
    The kept versions of simple-history stay as they were.
    """
    relations = record._meta.get_fields(include_hidden=True)
    fields = [r.field for r in relations if r.auto_created and (r.one_to_many or r.one_to_one)]
    own = record._meta.app_label
    return sorted(
        (f for f in fields if not hasattr(f.model, "history_object")),
        key=lambda field: (field.model._meta.app_label != own, field.model._meta.label),
    )


def _move(field: models.ForeignKey, keep, other) -> list[str]:
    """Leads the rows to the kept record; what it has already is dropped, and returned as text."""
    dropped = []
    for row in field.model._base_manager.filter(**{field.name: other}):
        setattr(row, field.name, keep)
        try:
            with transaction.atomic():
                row.save(update_fields=[field.name])
        except IntegrityError as error:
            dropped.append(_drop(field, row, error))
    return dropped


def _drop(field: models.ForeignKey, row, error: IntegrityError) -> str:
    is_line = field.remote_field.on_delete is models.CASCADE
    if not is_line:
        raise MergeRefused(
            _("They cannot become one. %(record)s: %(sentence)s"),
            params={"record": _where(row), "sentence": sentence(error)},
        ) from error
    words = next(
        (getattr(row, n) for n in ("biography", "description", "url") if hasattr(row, n)), ""
    )
    row.delete()
    return f"{row._meta.verbose_name}: {words or row}"


def _where(row) -> str:
    """What the row is about: its event where it has one."""
    return str(getattr(row, "event", row))


def _gains(keep, other) -> dict:
    """What only the other record knew, by field."""
    fields = [f for f in keep._meta.concrete_fields if f.name not in {"id", "slug"}]
    gained = {f.attname: f.value_from_object(other) for f in fields if not getattr(keep, f.attname)}
    return {name: value for name, value in gained.items() if value and value != keep.pk}


def _take(keep, gained: dict) -> None:
    for name, value in gained.items():
        setattr(keep, name, value)
    if gained:
        keep.save()
