"""What a report is, and of which event it tells: the first two lines of the desk."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from articles.admin.intakelines import LineForm
from articles.intake import matching
from articles.intake.proposing import Line
from events.models import Event
from newsroom.keys import key
from people.recording import NEW


class HeadForm(LineForm):
    headline = forms.CharField(label=gettext_lazy("Headline"), max_length=250, required=False)
    printed_on = forms.DateField(
        label=gettext_lazy("First printed on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    byline = forms.CharField(
        label=gettext_lazy("Byline as printed"), max_length=300, required=False
    )
    byline_name = forms.CharField(label=gettext_lazy("Author"), max_length=300, required=False)
    record = forms.ChoiceField(label=gettext_lazy("On record"), required=False)
    byline_organization = forms.CharField(
        label=gettext_lazy("Organization"), max_length=300, required=False
    )
    by_digit = "record"
    template = "admin/articles/intake/_head.html"

    @property
    def summary(self):
        return self.line["headline"] or _("No headline found")

    @staticmethod
    def asked(line: Line) -> matching.Asked:
        """Who may be meant by the author."""
        return line["byline_name"], line.get("record")

    def fill(self):
        matches = self.found.people(self.asked(self.line))
        self.choose("record", _("New person"), matches)

    def kept(self, values):
        values["record"] = key(values["record"])
        values["printed_on"] = str(values["printed_on"] or "")
        return values

    def clean(self):
        super().clean()
        if self.is_confirmed and not self.cleaned_data.get("headline"):
            self.add_error("headline", _("Give a headline."))
        return self.cleaned_data


class EventForm(LineForm):
    record = forms.ChoiceField(label=gettext_lazy("Event"), required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Event.Kind, required=False)
    starts_on = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    venue = forms.CharField(label=gettext_lazy("Venue"), max_length=300, required=False)
    organisers = forms.CharField(
        label=gettext_lazy("Organisers"),
        required=False,
        widget=forms.Textarea({"rows": 1}),
        help_text=gettext_lazy("One in a line."),
    )
    countries = forms.CharField(
        label=gettext_lazy("Countries stated"),
        required=False,
        help_text=gettext_lazy("With commas between."),
    )
    by_digit = "record"
    template = "admin/articles/intake/_event.html"

    @property
    def summary(self):
        return self.line["title"] or _("No event found")

    def shown(self):
        names = [countries.name(code) for code in self.line["countries"]]
        return {
            **self.line,
            "organisers": "\n".join(self.line["organisers"]),
            "countries": ", ".join(names),
        }

    def fill(self):
        chosen = self.sheet.event_id
        day = self.line["starts_on"]
        found = matching.events(
            self.line["title"], date.fromisoformat(day) if day else None, chosen
        )
        self.line["record"] = chosen
        self.choose("record", _("New event"), found)

    @property
    def in_force(self) -> str:
        """The event that the other lines are held against."""
        return str(self.sheet.event_id or NEW)

    def clean_countries(self):
        names = [name.strip() for name in self.cleaned_data["countries"].split(",")]
        codes = {name: _country(name) for name in names if name}
        if unknown := [name for name, code in codes.items() if not code]:
            told = _("There is no country with this name: %(names)s.")
            raise forms.ValidationError(told % {"names": ", ".join(unknown)})
        return list(codes.values())

    def clean_organisers(self):
        lines = self.cleaned_data["organisers"].splitlines()
        return [line.strip()[:300] for line in lines if line.strip()]

    def clean(self):
        super().clean()
        is_new = self.cleaned_data.get("record") in {NEW, ""}
        if self.is_confirmed and is_new:
            for name, told in [
                ("title", _("A new event needs a title.")),
                ("starts_on", _("A new event needs a date.")),
            ]:
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, told)
        return self.cleaned_data

    def kept(self, values):
        values["record"] = key(values["record"])
        values["starts_on"] = str(values["starts_on"] or "")
        values["kind"] = values["kind"] or Event.Kind.OTHER.value
        return values


def _country(name: str) -> str:
    """The code of a country by its name, in the language of the page or in English."""
    return countries.by_name(name) or countries.by_name(name, language="en")
