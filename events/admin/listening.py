"""The recording of an event beside what was said there: heard, timed and checked from the keys."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.admin.check import refuse_beyond_end
from events.listening import Listening, listen_url
from events.models import Check, Event, Recording, Wording
from events.timecode import TimecodeField
from newsroom.keys import key
from newsroom.models import LogEntry
from newsroom.passages import SAME, Passage, by_words
from newsroom.refusals import sentence


class ListeningForm(forms.ModelForm):
    """What came of holding the words against the recording."""

    start_ms = TimecodeField(label=pgettext_lazy("a moment of a recording", "from"), required=False)
    end_ms = TimecodeField(label=pgettext_lazy("a moment of a recording", "to"), required=False)
    # The browser knows how long a file is; nobody else here does.
    length_ms = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    class Meta:
        model = Check
        fields = ["start_ms", "end_ms", "outcome", "heard"]
        widgets = {"heard": forms.Textarea(attrs={"class": "words", "rows": 3})}
        error_messages = {"outcome": {"required": _("Say what came of it.")}}

    def clean_heard(self):
        heard = self.cleaned_data["heard"].replace("\0", "").strip()
        differs = any(passage.change != SAME for passage in self._marked(heard))
        return heard if differs else ""

    def clean(self):
        super().clean()
        start = self.cleaned_data.get("start_ms")
        if start is None and "start_ms" not in self.errors:
            if self.cleaned_data.get("outcome") != Check.Outcome.NOT_FOUND:
                self.add_error("start_ms", _("Say where the words begin: 12:34 or 1:02:03."))
            self.cleaned_data["start_ms"] = 0  # the whole of it was listened to
        known = self.instance.recording.length_ms
        refuse_beyond_end(self, known or self.cleaned_data.get("length_ms"))
        return self.cleaned_data

    @property
    def difference(self) -> list[Passage]:
        """The words with what is typed marked in them; empty where they are the same."""
        passages = self._marked(self["heard"].value() or "")
        return passages if any(passage.change != SAME for passage in passages) else []

    def _marked(self, heard: str) -> list[Passage]:
        return list(by_words(self.instance.wording.text, heard)) if heard.strip() else []

    def store(self) -> None:
        """Keeps the check, and the length of the recording where nobody knew it."""
        with transaction.atomic():
            self.save()
            known, length = self.instance.recording, self.cleaned_data.get("length_ms")
            if length and known.file and not known.length_ms:
                Recording.objects.filter(pk=known.pk, length_ms=None).update(length_ms=length)


class ListeningMixin:
    """The screen on which statements are checked against a recording."""

    def listening_tools(self, request, obj) -> list[tuple[str, str]]:
        """The button, for those who may open the screen."""
        if not self._may_listen(request):
            return []
        return [(listen_url(obj), gettext("Check against the recording"))]

    def get_urls(self):
        view = self.admin_site.admin_view(self.listen_view)
        return [path("<int:pk>/listen/", view, name="events_event_listen"), *super().get_urls()]

    def _may_listen(self, request) -> bool:
        return request.user.has_perms(["events.view_recording", "events.view_statement"])

    def listen_view(self, request, pk):
        """Shows the words beside the recording, and keeps what came of holding them against it."""
        may_check = request.user.has_perm("events.add_check")
        if not self._may_listen(request) or (request.method == "POST" and not may_check):
            raise PermissionDenied
        event = get_object_or_404(Event.objects.prefetch_related("texts"), pk=pk)
        if request.method == "POST" and self._are_replaced(request):
            return HttpResponseRedirect(listen_url(event))
        listening = Listening(event, request.GET)
        form = self._form(request, listening)
        if form and self._is_stored(request, form):
            return HttpResponseRedirect(listening.url(listening.wording))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Check against the recording"),
            "opts": self.opts,
            "event": event,
            "listening": listening,
            "form": form,
            "may_check": may_check,
            "may_correct": request.user.has_perm("events.confirm_statement"),
            "may_add": request.user.has_perm("events.change_event"),
            "outcomes": Check.Outcome.choices,
        }
        return TemplateResponse(request, "admin/events/listen.html", context)

    def _form(self, request, listening) -> ListeningForm | None:
        if not (listening.wording and listening.recording):
            return None
        check = Check(
            wording=listening.wording,
            recording=listening.recording,
            method=Check.Method.RECORDING,
            checked_by=request.user,
        )
        return ListeningForm(request.POST or None, instance=check, initial=listening.initial)

    def _are_replaced(self, request) -> bool:
        """Whether somebody put the words right since the page was opened; then it is said so."""
        wording = Wording.objects.filter(pk=key(request.GET.get("wording"))).first()
        if wording is None or wording.is_current:
            return False
        told = gettext("Nothing is stored: the words were corrected meanwhile. Check the new ones.")
        self.message_user(request, told, messages.WARNING)
        return True

    def _is_stored(self, request, form) -> bool:
        if request.method != "POST" or "_compare" in request.POST or not form.is_valid():
            return False
        try:
            form.store()
        except IntegrityError as error:
            form.add_error(None, str(sentence(error)))
            return False
        LogEntry.objects.write(request.user, form.instance, LogEntry.Action.ADDED)
        told = gettext("Stored: %(outcome)s, at %(moment)s.") % {
            "outcome": form.instance.get_outcome_display(),
            "moment": form.instance.timecode,
        }
        self.message_user(request, told, messages.SUCCESS)
        return True
