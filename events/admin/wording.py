"""The words of a statement: drafts that can be changed, and confirmed ones that are corrected."""

import re
import unicodedata

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import naming
from events.admin.agreeing import AgreeingMixin
from events.admin.speakers import answer_asked, settle_asked
from events.listening import listen_url
from events.models import Check, Wording
from newsroom import copies
from newsroom.keys import key, keys
from newsroom.models import LogEntry
from newsroom.recordadmin import RecordAdmin, StackedRecordInline
from newsroom.recordforms import LineForm, RecordFormSet
from newsroom.refusals import sentence

LINE_KEY = re.compile(r"wordings-\d+-id")


class WordingLineForm(LineForm):
    """A draft with a tick that confirms it; what is confirmed can only be read."""

    may_confirm = False
    confirm = forms.BooleanField(
        label=_("confirmed"),
        required=False,
        help_text=_("The words are right. They never change from then on; a correction is new."),
    )

    class Meta:
        model = Wording
        fields = ["language", "text", "origin", "translated_from", "translator"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "class": "words"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.may_confirm:
            self.fields["confirm"].disabled = True
        if self.instance.confirmed_at:
            self.fields["confirm"].initial = True
            for field in self.fields.values():
                field.disabled = True

    def clean(self):
        super().clean()
        if not self.instance.pk:
            self.instance.number = self._next_number()
        if self.cleaned_data.get("confirm") and not self.instance.confirmed_at:
            self.instance.confirmed_at = timezone.now()
        return self.cleaned_data

    def _next_number(self) -> int:
        language = self.cleaned_data.get("language")
        same = Wording.objects.filter(statement=self.instance.statement_id, language=language)
        last = same.order_by("-number").values_list("number", flat=True).first()
        return (last or 0) + 1


class WordingFormSet(RecordFormSet):
    """Confirms no words that name whom a rule protects."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        sources = Wording.objects.filter(statement=self.instance.pk)
        form.fields["translated_from"].queryset = sources.exclude(pk=form.instance.pk)

    def clean(self):
        super().clean()
        if self.instance.participation_id is None:
            return  # the form of the statement asks for it
        for form in self.forms:
            is_new = form.is_valid() and "confirm" in form.changed_data
            if is_new and (told := naming.faults_beside(self.instance, form.instance.text)):
                form.add_error("text", told)


class WordingInline(StackedRecordInline):
    """The words that are not confirmed yet; those that are, the form shows as the record."""

    model = Wording
    verbose_name_plural = _("words")
    form = WordingLineForm
    formset = WordingFormSet
    view_on_site = False
    autocomplete_fields = ["translator"]
    fields = [
        "text",
        ("language", "origin", "confirm"),
        ("translated_from", "translator"),
    ]

    def get_queryset(self, request):
        words = super().get_queryset(request)
        # What is sent may name words that somebody confirmed meanwhile: they come back as they are.
        sent = keys(text for name, text in request.POST.items() if LINE_KEY.fullmatch(name))
        return words.filter(Q(confirmed_at=None) | Q(pk__in=sent))

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj and obj.pk else 1

    def get_formset(self, request, obj=None, **kwargs):
        if obj and obj.pk:
            self.verbose_name_plural = _("words not confirmed yet")
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.may_confirm = request.user.has_perm("events.confirm_statement")
        return formset

    def has_delete_permission(self, request, obj=None):
        # A draft is emptied by its own page; what was confirmed stays on record.
        return False


class CorrectionForm(forms.ModelForm):
    class Meta:
        model = Wording
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8, "class": "words"})}


@admin.register(Wording)
class WordingAdmin(AgreeingMixin, RecordAdmin):
    """Reached from its statement; in no menu of its own."""

    view_on_site = False  # readers see no draft

    list_display = ["__str__", "statement", "language", "number", "origin", "confirmed_at"]
    list_filter = ["language", "origin", ("confirmed_at", admin.EmptyFieldListFilter)]
    search_fields = ["folded", "statement__public_id", "statement__participation__folded"]
    autocomplete_fields = ["translator", "translated_from"]
    fields = [
        "statement",
        "text",
        ("language", "number"),
        "origin",
        "translated_from",
        "translator",
    ]
    readonly_fields = ["statement"]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("statement__participation__event")
            .prefetch_related("statement__wordings")
        )

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.confirmed_at)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.confirmed_at)

    def get_urls(self):
        view = self.admin_site.admin_view(self.correct_view)
        return [path("<int:pk>/correct/", view, name="events_wording_correct"), *super().get_urls()]

    def correct_view(self, request, pk):
        """Puts corrected words in the place of confirmed ones, which stay on record."""
        asked = get_object_or_404(Wording.objects.filter(confirmed_at__isnull=False), pk=pk)
        if not request.user.has_perm("events.confirm_statement"):
            raise PermissionDenied
        same = Wording.objects.current().filter(statement=asked.statement, language=asked.language)
        wording = get_object_or_404(same)
        # What was heard on a recording, or what the speaker proposes, is proposed here; what is
        # corrected by a recording is heard there once more.
        check = wording.checks.filter(pk=key(request.GET.get("check"))).exclude(heard="").first()
        answer = answer_asked(request, wording.statement)
        proposed = (check and check.heard) or (answer and answer.proposal) or wording.text
        form = CorrectionForm(request.POST or None, initial={"text": proposed})
        if request.method == "POST":
            if wording != asked and _typed(request) == wording.text:
                return HttpResponseRedirect(self._after(wording, check))  # it was sent twice
            corrected = self._corrected(request, asked, form)
            if corrected:
                settle_asked(request, answer, corrected.text)
                after = HttpResponseRedirect(self._after(corrected, check))
                return copies.confirm(request, after)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Correct the words"),
            "opts": self.opts,
            "wording": wording,
            "statement": wording.statement,
            "answer": answer,
            "form": form,
            "action": f"{reverse('admin:events_wording_correct', args=[wording.pk])}"
            f"?{request.GET.urlencode()}",
            "uses": wording.quotations.live().for_list(),
        }
        return TemplateResponse(request, "admin/events/correct.html", context)

    def _after(self, corrected: Wording, check: Check | None) -> str:
        if check is None or check.recording_id is None:
            return reverse("admin:events_statement_change", args=[corrected.statement_id])
        place = {"recording": check.recording_id, "start": check.start_ms, "end": check.end_ms}
        return listen_url(corrected.statement.event, wording=corrected.pk, **place)

    def _corrected(self, request, wording, form) -> Wording | None:
        """The words in the new form; None where they are not taken."""
        text = _typed(request)
        if wording.replaced_at:
            told = _("Somebody corrected these words meanwhile: look at those that stand now.")
            form.add_error("text", told)
            return None
        if text in {"", wording.text}:
            form.add_error("text", _("Write the words as they should have been."))
            return None
        if told := naming.faults_beside(wording.statement, text):
            form.add_error("text", told)
            return None
        try:
            corrected = wording.correct(text)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return None
        except IntegrityError as error:  # somebody corrected them at the same moment
            form.add_error(None, str(sentence(error)))
            return None
        note = {"before": str(wording.number), "after": str(corrected.number), "note": text}
        LogEntry.objects.write(request.user, wording.statement, LogEntry.Action.CORRECTED, **note)
        self.message_user(request, gettext("The words are corrected; the old ones stay on record."))
        return corrected


def _typed(request) -> str:
    """The words in the form, with the line ends and the letters of the record."""
    typed = request.POST.get("text", "").replace("\0", "").replace("\r\n", "\n")
    return unicodedata.normalize("NFC", typed).strip()
