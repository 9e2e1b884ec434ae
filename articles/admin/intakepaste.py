"""The page on which a report is handed in."""

import unicodedata

from django import forms
from django.conf import settings
from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.intake.proposing import propose
from articles.models import Intake
from events.models import Event
from events.reading.documents import Unreadable, text_of, text_of_upload
from events.reading.language import detect_language
from newsroom.keys import KeySelect
from newsroom.models import User

# Of a report's text: some eighty thousand words in Cyrillic letters.
MOST_BYTES = 2**20
# Invisible characters that a paste brings along and that no text needs.
CONTROLS = {c: None for c in range(32) if chr(c) not in "\n\t"} | {0x7F: None, 0xFEFF: None}


class PasteForm(forms.Form):
    """A report as it is handed in: pasted, or as a Word file."""

    pasted = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 16, "class": "words", "autofocus": True}),
        help_text=gettext_lazy(
            "The whole report, with its headline, date and byline. HTML is read as text."
        ),
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

    def clean(self):
        super().clean()
        try:
            text = sound(self._given())
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        if not any(character.isalpha() for character in text):
            raise forms.ValidationError(_("There is no text: paste the report, or choose a file."))
        self._weigh(text)
        self.cleaned_data["text"] = text
        return self.cleaned_data

    def _given(self) -> str:
        pasted = self.cleaned_data.get("pasted") or ""
        if file := self.cleaned_data.get("file"):
            return text_of_upload(file)
        self._weigh(pasted)
        return text_of(pasted)

    def _weigh(self, text: str) -> None:
        size = len(text.encode("utf-8", "replace"))
        if size > MOST_BYTES:
            told = _(
                "The text is too large: %(size)s, where at most %(most)s is taken. Hand in one "
                "report at a time."
            )
            sizes = {"size": filesizeformat(size), "most": filesizeformat(MOST_BYTES)}
            raise forms.ValidationError(told % sizes)

    def save(self, user: User) -> Intake:
        """The report, kept with what the reader found in it."""
        text, event = self.cleaned_data["text"], self.cleaned_data.get("event")
        language = self.cleaned_data.get("language") or detect_language(text)
        proposal = propose(text, language, event)
        return Intake.objects.create(
            text=text,
            language=language,
            name=proposal["head"]["headline"][:250] or Truncator(text).words(12)[:250],
            event=event,
            given_by=user,
            proposal=proposal,
        )


def sound(text: str) -> str:
    """The text as it is kept: composed characters, one kind of line ends, nothing invisible."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)
    text = text.encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", text).strip()
