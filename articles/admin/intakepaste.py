"""The page on which a report is handed in."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.intake.proposing import propose
from articles.models import Intake
from events.admin.pasting import PastedField, handed_in
from events.models import Event
from events.reading.language import detect_language
from newsroom.keys import KeySelect
from newsroom.models import User


class PasteForm(forms.Form):
    """A report as it is handed in: pasted, or as a Word file."""

    pasted = PastedField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 12, "class": "words", "autofocus": True}),
        help_text=gettext_lazy(
            "The whole report, with its headline, date and byline. HTML is read as text."
        ),
    )
    # The headline of what was pasted, where it was marked as one and the words alone arrive.
    marked = forms.CharField(
        max_length=300, required=False, widget=forms.HiddenInput({"maxlength": 300})
    )
    file = forms.FileField(
        label=gettext_lazy("Or a Word file"),
        required=False,
        widget=forms.FileInput({"accept": ".docx"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[("", gettext_lazy("As the text shows")), *settings.LANGUAGES],
        required=False,
    )
    event = forms.ModelChoiceField(
        Event.objects.prefetch_related("texts"),
        label=gettext_lazy("Event"),
        required=False,
        widget=KeySelect(Intake._meta.get_field("event"), admin.site),
        help_text=gettext_lazy(
            "If it is on record already: its participants help to read. Otherwise leave it empty."
        ),
    )

    class Media:
        js = [forms.Script("js/admin/intake-paste.js", type="module")]

    def clean(self):
        super().clean()
        pasted, file = self.cleaned_data.get("pasted") or "", self.cleaned_data.get("file")
        nothing = _("There is no text: paste the report, or choose a file.")
        self.cleaned_data["handed_in"] = handed_in(pasted, file, nothing)
        return self.cleaned_data

    def save(self, user: User) -> tuple[Intake, bool]:
        """The report, kept with what the reader found in it, and whether it is a new one: sent
        again, by the way back of a browser, it is the one that is being read."""
        given, event = self.cleaned_data["handed_in"], self.cleaned_data.get("event")
        text = given.text
        language = self.cleaned_data.get("language") or detect_language(text)
        if begun := Intake.objects.unfinished().of_text(text, language, event).first():
            return begun, False
        proposal = propose(text, language, event, given.headline or self.cleaned_data["marked"])
        made = Intake.objects.create(
            text=text,
            language=language,
            name=proposal["head"]["headline"][:250] or Truncator(text).words(12)[:250],
            event=event,
            given_by=user,
            proposal=proposal,
        )
        return made, True
