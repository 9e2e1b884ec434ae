"""The desk for announcements: one is handed in, read, looked over and recorded as an event."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.admin.announcementforms import PasteForm
from events.admin.announcementproposal import EMPTY_LINES, Proposal, with_another_line
from events.announced import compare
from events.announcing import record
from events.models import Event
from newsroom.copies import confirm


def _looked_over(data: QueryDict) -> QueryDict | None:
    """What was sent to be looked over once more, with an empty line where one is asked for; None
    where something else is asked."""
    asked = next((prefix for prefix in EMPTY_LINES if f"_more_{prefix}" in data), "")
    if asked:
        return with_another_line(data, asked)
    return data if "_look" in data else None


class AnnouncementMixin:
    """The desk for announcements, and the page on which both are compared."""

    change_list_template = "admin/events/event/change_list.html"

    def get_urls(self):
        desk = self.admin_site.admin_view(self.announcement_view)
        compared = self.admin_site.admin_view(self.announced_view)
        return [
            path("announcement/", desk, name="events_event_announcement"),
            path("<int:pk>/announced/", compared, name="events_event_announced"),
            *super().get_urls(),
        ]

    def announced_tools(self, request, obj) -> list[tuple[str, str]]:
        """The button, where something was announced."""
        if not obj.announced:
            return []
        address = reverse("admin:events_event_announced", args=[obj.pk])
        return [(address, gettext("Announced and actual"))]

    def announced_view(self, request, pk):
        """The event beside its announcement."""
        event = get_object_or_404(Event.objects.for_list(), pk=pk)
        if not self.has_view_permission(request, event):
            raise PermissionDenied
        context = {"event": event, "comparison": compare(event)}
        title = _("Announced and actual")
        return self._page(request, "admin/events/announced.html", title, **context)

    def announcement_view(self, request):
        """Takes an announcement, shows what was read in it, and records what was confirmed."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._paste(request, PasteForm())
        if "_save" in request.POST:
            return self._record(request)
        if longer := _looked_over(request.POST):
            text, language = longer.get("text", ""), longer.get("language", "")
            return self._propose(request, Proposal(text, language, longer))
        form = PasteForm(request.POST, request.FILES)
        if "_again" in request.POST or not form.is_valid():
            return self._paste(request, form)
        said = form.cleaned_data
        return self._propose(request, Proposal(said["text"], said["language"]))

    def _record(self, request):
        text = request.POST.get("text", "")
        proposal = Proposal(text, request.POST.get("language", ""), request.POST)
        if not proposal.is_valid():
            told = gettext("Nothing is recorded yet: see what is marked below.")
            return self._propose(request, proposal, [told])
        if proposal.same and "another" not in request.POST:
            told = gettext("This event is on record: open it, or say that this is another one.")
            return self._propose(request, proposal, [told])
        try:
            event = record(proposal.plan(), request.user)
        except ValidationError as refused:
            return self._propose(request, proposal, refused.messages)
        told = gettext("“%s” is recorded as announced. It is not public yet.")
        self.message_user(request, told % event)
        address = reverse("admin:events_event_change", args=[event.pk])
        return confirm(request, HttpResponseRedirect(address))

    def _paste(self, request, form):
        title = _("Read an announcement")
        return self._page(request, "admin/events/announcement/paste.html", title, form=form)

    def _propose(self, request, proposal, refusals=()):
        template = "admin/events/announcement/proposal.html"
        context = {"proposal": proposal, "refusals": refusals}
        context["is_another"] = "another" in request.POST
        page = self._page(request, template, _("Read an announcement"), **context)
        # From here on the proposal has a copy of its own.
        return confirm(request, page)

    def _page(self, request, template, title, **context):
        common = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, template, {**common, **context})
