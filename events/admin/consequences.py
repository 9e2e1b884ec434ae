"""Before a save: what it touches of what is published, planned or taken out."""

import hashlib
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.consequences import Consequence, Snapshot, between, refused_posts, still_naming
from events.models import Participation
from events.posts import Fault

SEEN = "consequences_seen"
BUTTONS = ("_addanother", "_continue", "_publish", "_unpublish")
TICKS = {
    frozenset({False}): _("I have seen what names them; save"),
    frozenset({True}): _("I have seen what would come out too early; save"),
    frozenset({False, True}): _("I have seen what names them and what would come out; save"),
}


class Unseen(Exception):
    """A save that touches what nobody has been told of; it is undone."""

    def __init__(self, found: list[Consequence]):
        super().__init__()
        self.found = found


class PostNames(Exception):
    """A save under which post only would tell who spoke; it is undone."""

    def __init__(self, faults: list[Fault]):
        super().__init__()
        self.faults = faults


def fingerprint(found: list[Consequence]) -> str:
    """What the tick sends, so that it stands for this list and no other."""
    return hashlib.sha256("\n".join(map(str, found)).encode()).hexdigest()[:16]


def _listed(faults: Iterable[Fault]) -> dict:
    """For a template: each fault with the form where it is mended, and each advice once."""
    faults = list(dict.fromkeys(faults))
    # Whoever was new on the refused form is at no address.
    rows = Participation.objects.filter(pk__in=[fault.participation for fault in faults])
    there = set(rows.values_list("pk", flat=True))
    forms = {pk: reverse("admin:events_participation_change", args=[pk]) for pk in there}
    return {
        "post_faults": [(fault.fact, forms.get(fault.participation)) for fault in faults],
        "post_advice": list(dict.fromkeys(fault.advice for fault in faults)),
    }


class ConsequencesMixin:
    """Refuses a save once, with all that it touches, and takes it when that was seen.

    The record is saved and looked at in one transaction, which is undone with the refusal; so
    whatever the form and its lines change together is compared as the database sees it.
    """

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PostNames as refused:
            request.refusal = gettext("Not saved: post only would tell who spoke")
            context = (extra_context or {}) | {"errors": "", **_listed(refused.faults)}
            return super().changeform_view(request, object_id, form_url, context)
        except Unseen as unseen:
            request.refusal = gettext("Not saved yet: see what it touches")
            context = (extra_context or {}) | self._touched(request, unseen.found)
            return super().changeform_view(request, object_id, form_url, context)

    def _touched(self, request, found: list[Consequence]) -> dict:
        return {
            "errors": "",  # the list says it all
            "consequences": [one for one in found if not one.is_early],
            "early": [one for one in found if one.is_early],
            "consequences_tick": TICKS[frozenset(one.is_early for one in found)],
            "consequences_seen": fingerprint(found),
            # The button that was pressed, once more beside the tick.
            "pressed": next((name for name in BUTTONS if name in request.POST), "_save"),
        }

    def save_model(self, request, obj, form, change):
        request.before = self._snapshots(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        after = [Snapshot.of(pk) for pk in self._events(form.instance, request.before)]
        if faults := refused_posts(request.before, after):
            raise PostNames(faults)
        request.consequences = found = between(request.before, after)
        if found and request.POST.get(SEEN) != fingerprint(found):
            raise Unseen(found)

    def log_detail(self, request) -> dict:
        found = getattr(request, "consequences", [])
        return super().log_detail(request) | ({"touched": list(map(str, found))} if found else {})

    def save_restored(self, request, restored):
        before = self._snapshots(restored)
        super().save_restored(request, restored)
        after = [Snapshot.of(pk) for pk in self._events(restored, before)]
        if faults := refused_posts(before, after):
            raise ValidationError([str(fault) for fault in faults])
        if found := between(before, after):
            told = _(
                "This version touches what is published or planned (%(what)s): change the form."
            )
            raise ValidationError(told % {"what": "; ".join(map(str, found))})

    def _snapshots(self, obj) -> list[Snapshot]:
        """The event of the record as it is stored, and that to which it is about to move."""
        stored = self.model._base_manager.filter(pk=obj.pk).first()
        events = {getattr(record, "event", record).pk for record in (stored, obj) if record}
        return [Snapshot.of(pk) for pk in sorted(events - {None})]

    def _events(self, obj, before: list[Snapshot]) -> list[int]:
        """The keys of all events that a save of the record touched, a new one too."""
        return sorted({getattr(obj, "event", obj).pk, *(one.event.pk for one in before)})


class NamingMixin:
    """A page of all that still names those of an event who may not be named."""

    def naming_tools(self, request, obj) -> list[tuple[str, str]]:
        """The button, for those who decide about names, where there is anything to hide."""
        if not (self.may_look(request) and Snapshot.of(obj.pk).is_restricted):
            return []
        address = reverse("admin:events_event_naming", args=[obj.pk])
        return [(address, gettext("What names the restricted"))]

    def may_look(self, request) -> bool:
        return request.user.has_perm("events.confirm_statement")

    def get_urls(self):
        view = self.admin_site.admin_view(self.naming_view)
        return [path("<int:pk>/naming/", view, name="events_event_naming"), *super().get_urls()]

    def naming_view(self, request, pk):
        """What readers see or will see, and what was taken out, that names the restricted."""
        if not self.may_look(request):
            raise PermissionDenied
        event = get_object_or_404(self.get_queryset(request), pk=pk)
        now = Snapshot.of(event.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("What names those who may not be named"),
            "opts": self.opts,
            "event": event,
            **_listed(now.post_faults.values()),
            "consequences": still_naming(now),
        }
        return TemplateResponse(request, "admin/events/naming.html", context)
