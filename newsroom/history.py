"""The page behind the history button: who did what, and versions that can be restored."""

import json

from django.contrib import messages
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from newsroom.models import LogEntry
from newsroom.refusals import sentence

SHOWN = 200


def explain(entry: LogEntry) -> str:
    """What an entry of the log says beyond its action, in the language of who reads it."""
    detail = entry.detail if isinstance(entry.detail, dict) else {}
    changes = detail.get("changes")
    told = AdminLogEntry(change_message=json.dumps(changes)).get_change_message() if changes else ""
    parts = (_way(entry), entry.note, told, _of_export(detail), _of_touched(detail))
    return " ".join(part for part in parts if part)


def _way(entry: LogEntry) -> str:
    """From where to where, a stage by its name; only to where, if it was nowhere before."""
    is_move = entry.action == LogEntry.Action.MOVED
    stages = getattr(entry.content_type.model_class(), "Stage", None) if is_move else None
    names = {value: str(label) for value, label in stages.choices} if stages else {}
    before, after = (names.get(value, value) for value in (entry.before, entry.after))
    return f"{before} → {after}".strip() if before or after else ""


def _of_export(detail: dict) -> str:
    """Format, profile and language of what was taken out."""
    return ", ".join(detail[name] for name in ("format", "profile", "language") if name in detail)


def _of_touched(detail: dict) -> str:
    """What the change touched, as whoever saved it was told."""
    touched = "; ".join(detail.get("touched", []))
    return _("Touched: %s") % touched if touched else ""


class HistoryMixin:
    """Shows our log and the versions of a record on one page, and restores a version."""

    # What no version brings back, since it changes by acts of its own.
    never_restored: list[str] = []
    # Of these the history says only that they changed: their values are no words for a line.
    named_in_history: list[str] = []

    def get_urls(self):
        info = self.model._meta.app_label, self.model._meta.model_name
        view = self.admin_site.admin_view(self.restore_view)
        restore = path(
            "<int:object_id>/history/<int:version_id>/restore/",
            view,
            name="{}_{}_restore".format(*info),
        )
        return [restore, *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of “%s”") % record,
            "opts": self.opts,
            "object": record,
            "entries": self.explained(record),
            "versions": self.versions(record),
            "former": self.former(record),
            "may_restore": self.has_change_permission(request, record),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)

    def explained(self, record) -> list[tuple]:
        """The entries of the log about the record, newest first, each with what it says."""
        entries = LogEntry.objects.about(record)[:SHOWN]
        return [(entry, explain(entry)) for entry in entries]

    def former(self, record) -> list[tuple]:
        """What the history says of records that are now a part of this one: of each the name, the
        entries of the log, explained, and the versions."""
        return []

    def compare_url(self, record, version, before) -> str:
        """Where a version can be compared with the one before it; empty where nowhere."""
        return ""

    def versions(self, record) -> list[tuple]:
        """The kept versions, newest first, each with what differs from the one before it, and
        where both can be compared."""
        if not hasattr(self.model, "history"):
            return []
        kept = list(self.model.history.filter(id=record.pk).select_related("history_user")[:SHOWN])
        older = [*kept[1:], None]
        return [
            (version, self._differences(version, before), self._compare(record, version, before))
            for version, before in zip(kept, older, strict=True)
        ]

    def _differences(self, version, before) -> list[tuple]:
        if before is None:
            return []
        hidden = {"folded", "changed_at"}
        return [
            self._told(self.model._meta.get_field(change.field), change)
            for change in version.diff_against(before).changes
            if change.field not in hidden
        ]

    def _told(self, field, change) -> tuple:
        """The name of a field, what it said and what it says; of some only the name."""
        if field.name in self.named_in_history:
            return field.verbose_name, "", ""
        labels = dict(field.flatchoices or [])
        return field.verbose_name, *(labels.get(v, v) for v in (change.old, change.new))

    def _compare(self, record, version, before) -> str:
        return self.compare_url(record, version, before) if before else ""

    def restore_view(self, request, object_id, version_id):
        """Brings a kept version back, as a new version; refused with the rule's sentence."""
        record = self.get_object(request, str(object_id))
        version = self._version(object_id, version_id)
        if record is None or version is None:
            raise Http404
        if request.method != "POST" or not self.has_change_permission(request, record):
            raise PermissionDenied
        try:
            self._restore(request, version)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        except IntegrityError as error:
            self.message_user(request, sentence(error), messages.ERROR)
        info = self.opts.app_label, self.opts.model_name
        address = reverse("admin:{}_{}_history".format(*info), args=[object_id])
        return HttpResponseRedirect(address)

    def _version(self, object_id: int, version_id: int):
        if not hasattr(self.model, "history"):
            return None
        return self.model.history.filter(id=object_id, history_id=version_id).first()

    @transaction.atomic
    def _restore(self, request, version) -> None:
        restored = version.instance
        restored._state.adding = False
        self._keep_what_is_not_restored(request, restored)
        restored.full_clean()
        self.save_restored(request, restored)
        note = _("the version of %s") % f"{version.history_date:%Y-%m-%d %H:%M}"
        LogEntry.objects.write(request.user, restored, LogEntry.Action.RESTORED, note=note)
        self.message_user(request, _("Restored %s.") % note, messages.SUCCESS)

    def save_restored(self, request, restored) -> None:
        """Stores the record with what the version brought back."""
        restored.save()

    def _keep_what_is_not_restored(self, request, restored) -> None:
        """Leaves as it is stored whatever the user could not change on the form either."""
        stored = self.model._base_manager.select_for_update().get(pk=restored.pk)
        if not self.has_change_permission(request, stored):
            # Somebody was quicker, and what was just open to changes is no longer.
            raise PermissionDenied
        kept = {*self.get_readonly_fields(request, stored), *self.never_restored}
        for field in self.opts.concrete_fields:
            if field.name in kept:
                setattr(restored, field.attname, getattr(stored, field.attname))
