"""The forms of the desk for announcements."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from events.admin.pasting import PastedField, handed_in
from events.announcing import NO_LINK, Guest, Organiser
from events.models import Event, EventOrganization, EventText, Participation
from events.reading.bodies import nominative_body
from people.models import Organization, Person
from people.recording import NEW, Choice
from people.similar import similar_organizations, similar_people

MOST_CHOICES = 5


class PasteForm(forms.Form):
    """An announcement as it is handed in."""

    text = PastedField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 16, "autofocus": True}),
        help_text=_("The whole announcement. HTML is read as text."),
    )
    file = forms.FileField(
        label=_("Or a Word file"),
        required=False,
        widget=forms.FileInput({"accept": ".docx"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("As the text shows")), *settings.LANGUAGES],
        required=False,
    )

    def clean(self):
        super().clean()
        pasted, file = self.cleaned_data.get("text") or "", self.cleaned_data.get("file")
        nothing = gettext("There is no text: paste the announcement, or choose a file.")
        self.cleaned_data["text"] = handed_in(pasted, file, nothing).text
        return self.cleaned_data


class EventForm(forms.ModelForm):
    """What the announcement says of the event."""

    stream = Event._meta.get_field("stream").formfield(assume_scheme="https")

    class Meta:
        model = Event
        fields = [
            "kind", "starts_on", "starts_at", "ends_on", "ends_at", "time_zone", "mode", "stream",
            "working_languages", "accreditation",
        ]  # fmt: skip
        widgets = {
            "starts_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "starts_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "ends_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "accreditation": forms.Textarea({"rows": 2}),
        }


class TextForm(forms.ModelForm):
    """Its words in the language of the announcement."""

    class Meta:
        model = EventText
        fields = ["language", "title", "place", "questions"]
        widgets = {
            "title": forms.Textarea({"rows": 2}),
            "questions": forms.Textarea({"rows": 5}),
        }


class LineForm(forms.Form):
    """A line of the proposal; without a name it is left out."""

    name = forms.CharField(label=_("Name"), max_length=300, required=False)

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.language = language

    def choices(self, key: str, similar, *more: tuple[str, str]) -> tuple[list, str]:
        """The records that a field's name may mean, and the one to propose: the only one of that
        name, otherwise a new one."""
        name = self[key].value() or ""
        if similar is similar_organizations:
            name = nominative_body(name, self.language)
        found = similar(name, limit=MOST_CHOICES) if name else []
        listed = [(str(one.record.pk), _names(one.record)) for one in found]
        proposed = next((str(one.record.pk) for one in found if one.is_same), NEW)
        return [*listed, (NEW, _("new: make a record")), *more], proposed

    def choice(self, key: str) -> Choice:
        """The key of the record that was chosen, or NEW or NO_LINK."""
        chosen = self.cleaned_data.get(key) or NEW
        return chosen if chosen in (NEW, NO_LINK) else int(chosen)


def _names(record: Person | Organization) -> str:
    """The names of a record in all its languages."""
    return " / ".join(name.text for name in record.preferred_names) or str(record)


class OrganiserForm(LineForm):
    """A body behind the event."""

    kind = forms.ChoiceField(label=_("As"), choices=EventOrganization.Kind)
    record = forms.ChoiceField(label=_("On record"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["record"]
        field.choices, field.initial = self.choices("name", similar_organizations)

    def organiser(self) -> Organiser:
        said = self.cleaned_data
        return Organiser(said["name"], said["kind"], self.choice("record"))


class OneLineField(forms.CharField):
    """Words that are seen whole, on several lines where they are long, and kept on one."""

    widget = forms.Textarea({"rows": 1})

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class GuestForm(LineForm):
    """Somebody who is announced."""

    post = OneLineField(label=_("Post"), max_length=300, required=False)
    organization = OneLineField(label=_("Organization"), max_length=300, required=False)
    part = forms.ChoiceField(label=_("Part"), choices=Participation.Part)
    presence = forms.ChoiceField(label=_("Presence"), choices=Participation.Presence)
    country = forms.ChoiceField(label=_("Country"), required=False)
    person_record = forms.ChoiceField(label=_("Person on record"), required=False)
    organization_record = forms.ChoiceField(label=_("Organization on record"), required=False)
    note = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        none = (NO_LINK, _("no link: print it only"))
        self.fields["country"].choices = [("", "—"), *countries]
        for key, source, similar in (
            ("person_record", "name", similar_people),
            ("organization_record", "organization", similar_organizations),
        ):
            field = self.fields[key]
            field.choices, field.initial = self.choices(source, similar, none)

    def clean(self):
        super().clean()
        has_more = any(self.cleaned_data.get(key) for key in ("post", "organization"))
        if has_more and not self.cleaned_data.get("name"):
            self.add_error("name", gettext("Give the name, or empty the whole line."))
        return self.cleaned_data

    def guest(self) -> Guest:
        said = self.cleaned_data
        return Guest(
            name=said["name"],
            person=self.choice("person_record"),
            organization=self.choice("organization_record"),
            post=said["post"],
            organization_name=said["organization"],
            part=said["part"],
            presence=said["presence"],
            country=said["country"],
        )


Organisers = forms.formset_factory(OrganiserForm, extra=0)
Guests = forms.formset_factory(GuestForm, extra=0)
