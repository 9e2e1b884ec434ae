"""Two records of one person or organization made one; the address of the other leads on."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from newsroom.models import Comment, LogEntry, Redirect
from newsroom.refusals import sentence
from newsroom.remains import forget
from people.models import DifferentOrganizations, DifferentPeople, Organization, Person
from people.models.different import Different
from people.models.name import Name


class MergeRefused(ValidationError):
    """Why two records cannot be made one."""


def merge_people(keep: Person, other: Person, by=None) -> None:
    """Leads all that speaks of the other to the one that is kept, and deletes the other.

    All spellings stay, as variants where a name is preferred already; what cannot be kept twice
    stands in the log. Raises MergeRefused, and changes nothing, when both take part in the same
    event, when an editor marked them as two, and when somebody else was quicker.
    """
    _merge(keep, other, by, DifferentPeople)


def merge_organizations(keep: Organization, other: Organization, by=None) -> None:
    """The same for organizations; what was a part of the other becomes a part of the kept one."""
    _merge(keep, other, by, DifferentOrganizations)


def merged_into(record) -> list[tuple[LogEntry, Any]]:
    """The entries of the log by which others became a part of the record, and of those again; each
    with an unsaved record that has the key of the one that is gone."""
    found = []
    for entry in LogEntry.objects.about(record).filter(action=LogEntry.Action.MERGED):
        if "merged" in entry.detail:
            gone = type(record)(pk=entry.detail["merged"])
            found += [(entry, gone), *merged_into(gone)]
    return found


@transaction.atomic
def _merge(keep, other, by, marks: type[Different]) -> None:
    if keep.pk == other.pk:
        raise MergeRefused(_("Choose two different records."))
    _lock(keep, other)
    _move_marks(keep, other, marks)
    label, path, pk = f"{other} ({other.slug})", other.lasting_path(), other.pk
    # First of all: what was said stays with its speaker unless one address leads to the other.
    Redirect.objects.lead(path, keep.lasting_path())
    _leave_no_circle(keep, other)
    _make_variants(keep, other)
    dropped = _Move(keep, other).move()
    gained = _gains(keep, other)
    Comment.objects.about(other).update(object_id=keep.pk)
    forget([other])
    type(other)._base_manager.get(pk=pk).delete()
    _take(keep, gained)
    detail = {"merged": pk} | ({"dropped": dropped} if dropped else {})
    LogEntry.objects.write(by, keep, LogEntry.Action.MERGED, note=label, detail=detail)


def _lock(keep, other) -> None:
    """Reads both as they stand now, and lets nobody else merge one of them."""
    rows = type(keep)._base_manager.select_for_update()
    try:
        # In one order, so that two who merge the same two the other way round wait for each other.
        for record in sorted((keep, other), key=lambda record: record.pk):
            record.refresh_from_db(from_queryset=rows)
    except type(keep).DoesNotExist as error:
        raise MergeRefused(_("One of the two is gone: somebody has just merged it.")) from error


def _move_marks(keep, other, marks: type[Different]) -> None:
    """Whoever is marked as different from the other is different from the kept one."""
    if mark := marks.objects.parting(keep, other).first():
        told = _("On %(day)s they were marked as different. Take the mark back first.")
        raise MergeRefused(told % {"day": date_format(localtime(mark.marked_at))})
    for mark in marks.objects.of(other).for_list():
        third = mark.second if mark.first == other else mark.first
        marks.objects.part(keep, third, marked_by=mark.marked_by, marked_at=mark.marked_at)
        mark.delete()


def _leave_no_circle(keep, other) -> None:
    """What is a part of the other becomes a part of what the other is a part of."""
    if getattr(keep, "parent_id", None) == other.pk:
        keep.parent = other.parent if other.parent_id != keep.pk else None
        keep.save()


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


@dataclass
class _Move:
    """Leads rows from one record to another; remembers what the other has already."""

    keep: Any
    other: Any
    dropped: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def move(self) -> list[str]:
        """Moves all rows; what was dropped, as text. Raises MergeRefused with all that stands
        against it."""
        for key in _fields_pointing_at(self.other):
            for row in key.model._base_manager.filter(**{key.name: self.other}):
                self._move(key, row)
        if self.refused:
            raise MergeRefused([_("They cannot become one."), *self.refused])
        return self.dropped

    def _move(self, key: models.ForeignKey, row) -> None:
        setattr(row, key.name, self.keep)
        try:
            with transaction.atomic():
                row.save(update_fields=[key.name])
        except IntegrityError as error:
            is_line = key.remote_field.on_delete is models.CASCADE
            self._drop(row) if is_line else self._refuse(key, row, error)

    def _drop(self, row) -> None:
        words = next(
            (getattr(row, n) for n in ("biography", "description", "url") if hasattr(row, n)), ""
        )
        row.delete()
        self.dropped.append(f"{row._meta.verbose_name}: {words or row}")

    def _refuse(self, key: models.ForeignKey, row, error: IntegrityError) -> None:
        about = getattr(row, "event", row)
        told = _("%(record)s: %(sentence)s") % {"record": about, "sentence": sentence(error)}
        if not hasattr(row, "session"):
            advice = _("Take one of the two out there, and merge again.")
            self.refused.append(f"{told} {advice}")
            return
        beside = key.model._base_manager.filter(**{key.name: self.keep}, event=row.event)
        rows = [(self.other, row), *((self.keep, one) for one in beside)]
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        links = [(reverse(name, args=[one.pk]), one, whose.slug) for whose, one in rows]
        advice = _(
            "Take one of them out there. If each has confirmed statements, choose for one of them "
            "the session in which these were made. Then merge again:"
        )
        forms = format_html_join(", ", '<a href="{}">{}, {}</a>', links)
        self.refused.append(format_html("{} {} {}", told, advice, forms))


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
