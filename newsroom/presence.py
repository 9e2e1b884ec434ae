"""Who else has a record open in the admin, since when, and whether it was saved meanwhile."""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from newsroom.models import Presence, User, called

FORGOTTEN_AFTER = timedelta(days=1)


class PresenceMixin:
    """Says on the form of a record who else is at it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.presence_view)
        own = path("<int:object_id>/presence/", view, name=self._presence_name())
        return [own, *super().get_urls()]

    def _presence_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_presence"

    def presence_view(self, request, object_id):
        """Notes that the form is open, or with `leave` that it is no longer; tells who else is
        there."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        record = self.get_object(request, str(object_id))
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if "leave" in request.POST:
            Presence.objects.about(record).filter(user=request.user).delete()
            return JsonResponse({})
        told = {"others": others(request.user, record)}
        if not self.has_change_permission(request, record):
            # Whoever only reads is in nobody's way, and saves nothing.
            return JsonResponse(told)
        note(request.user, record, timezone.now())
        return JsonResponse({**told, **self.newest(record)})

    def newest(self, record) -> dict:
        """The number of the newest version, and who made it, in a sentence."""
        if not hasattr(record, "history"):
            return {}
        version = record.history.select_related("history_user").first()
        if version is None:
            return {}
        told = _(
            "%(who)s saved this at %(hour)s. Your next save will be refused, with the "
            "difference; nothing you wrote is lost."
        )
        moment = {"who": called(version.history_user), "hour": _hour(version.history_date)}
        return {"version": str(version.history_id), "saved": told % moment}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        is_written = obj is not None and self.has_change_permission(request, obj)
        if is_written and not context.get("is_popup"):
            context["presence_url"] = reverse(f"admin:{self._presence_name()}", args=[obj.pk])
            context["presence_version"] = self.newest(obj).get("version", "")
            context["others_here"] = others(request.user, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def note(user: User, record, at: datetime) -> None:
    """Notes that the user has the record open; who was gone for a while comes anew."""
    content_type = ContentType.objects.get_for_model(record)
    where = {"user": user, "content_type": content_type, "object_id": record.pk}
    Presence.objects.filter(last_seen__lt=at - FORGOTTEN_AFTER).delete()
    if Presence.objects.here(at).filter(**where).update(last_seen=at):
        return
    # Of two tabs that come at once one writes the row, and the other one changes it.
    Presence.objects.bulk_create(
        [Presence(**where, since=at, last_seen=at)],
        update_conflicts=True,
        unique_fields=["content_type", "object_id", "user"],
        update_fields=["since", "last_seen"],
    )


def others(user: User, record, at: datetime | None = None) -> list[str]:
    """Who else has the record open, a sentence each."""
    told = _("%(who)s has this open since %(hour)s.")
    return [
        told % {"who": called(presence.user), "hour": _hour(presence.since)}
        for presence in Presence.objects.about(record).here(at).exclude(user=user)
    ]


def _hour(at: datetime) -> str:
    return time_format(timezone.localtime(at), "H:i")
