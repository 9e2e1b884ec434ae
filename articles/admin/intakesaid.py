"""Who took part and what was said: the lines of people and of statements."""

import re
from typing import cast

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.intakelines import LineForm
from articles.intake import matching
from articles.intake.deciding import OPEN, passages_in, spoken
from articles.intake.proposing import Line
from events.models import Participation, Statement
from events.reading.doubts import BOTH
from newsroom.keys import key
from people.recording import NEW


class PersonForm(LineForm):
    KINDS = [
        (Participation.Kind.PERSON, gettext_lazy("person")),
        (Participation.Kind.GROUP, gettext_lazy("group")),
        (Participation.Kind.UNNAMED, gettext_lazy("unnamed person")),
    ]
    name = forms.CharField(label=gettext_lazy("Name as printed"), max_length=300, required=False)
    post = forms.CharField(label=gettext_lazy("Post"), max_length=300, required=False)
    organization = forms.CharField(
        label=gettext_lazy("Organization"), max_length=500, required=False
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS, required=False)
    capacity = forms.ChoiceField(label=gettext_lazy("Capacity"), required=False)
    record = forms.ChoiceField(label=gettext_lazy("Person on record"), required=False)
    organization_record = forms.ChoiceField(
        label=gettext_lazy("Organization on record"), required=False
    )
    by_digit = "record"
    template = "admin/articles/intake/_person.html"

    @property
    def summary(self):
        said = [self.line["name"], self.line["post"], self.line["organization"]]
        capacity = ", ".join(filter(None, said))
        return f"{self.found.numbers[self.key]}. {capacity}"

    @staticmethod
    def asked(line: Line) -> matching.Asked:
        """Who may be meant."""
        return line["name"], line.get("record") or line.get("person")

    @staticmethod
    def body_asked(line: Line) -> matching.Asked:
        """Which organization may be meant."""
        return line["organization"], key(line.get("organization_record"))

    def fill(self):
        people = self.found.people(self.asked(self.line))
        known = self.line.get("person") if self.state_now == OPEN else None
        self.choose("record", _("New person"), people, known)
        organizations = self.found.organizations(self.body_asked(self.line))
        self.choose("organization_record", _("New organization"), organizations)
        self._offer_capacities()

    def _offer_capacities(self):
        found = self.line.get("capacities", ())
        if not found:
            del self.fields["capacity"]
            return
        labels = [", ".join(filter(None, one.values())) for one in found]
        field = cast(forms.ChoiceField, self.fields["capacity"])
        field.choices = [*((str(n), label) for n, label in enumerate(labels)), ("", "—")]
        self.initial["capacity"] = self.line.get("capacity", "")
        told = _("The text prints several capacities, and one is recorded: choose it (c).")
        self.need("capacity", told)

    def is_needed(self, name):
        is_person = self.cleaned_data.get("kind") in {"", Participation.Kind.PERSON}
        return super().is_needed(name) and (is_person or name == "capacity")

    def clean(self):
        super().clean()
        if self.is_confirmed and not self.cleaned_data.get("name"):
            self.add_error("name", _("Give the name, or the label of the group."))
        return self.cleaned_data

    def kept(self, values):
        values["record"] = key(values["record"])
        values["organization_record"] = key(values["organization_record"]) or NEW
        values["kind"] = values["kind"] or Participation.Kind.PERSON.value
        chosen = values.get("capacity", "")
        if chosen and chosen != self.line.get("capacity"):
            self._take(self.line["capacities"][int(chosen)], values)
        return values

    def _take(self, capacity: Line, values: Line) -> None:
        """Puts in the capacity that was chosen, where nobody wrote another one."""
        if {"post", "organization", "organization_record"} & {*self.changed_data}:
            return
        if capacity["organization"] != values["organization"]:
            found = self.found.organizations((capacity["organization"], None))
            same = next((match.pk for match in found if match.is_same), NEW)
            values["organization_record"] = same
        values |= capacity


class StatementForm(LineForm):
    words = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        widget=forms.Textarea({"rows": 3, "class": "words"}),
    )
    passages = forms.CharField(required=False, widget=forms.HiddenInput)
    speaker = forms.ChoiceField(label=gettext_lazy("Said by"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Statement.Kind)
    certainty = forms.ChoiceField(
        label=gettext_lazy("How surely it is theirs"), choices=Statement.Certainty
    )
    recorded = forms.ChoiceField(label=gettext_lazy("On record"), required=False)
    by_digit = "speaker"
    template = "admin/articles/intake/_statement.html"

    @property
    def is_short(self) -> bool:
        """Whether only the chosen speaker is listed, and the others are put in by the script."""
        return self.found.is_long and self.key != self.found.at

    @property
    def summary(self):
        speaker = self.sheet.line(self.line["speaker"])
        name = speaker["name"] if speaker else " / ".join(self._among("name")) or _("Nobody yet")
        return f"{name}: {Truncator(self.sheet.words(self.line)).chars(90)}"

    @property
    def doubt(self):
        return super().doubt if self.line.get("doubt") else ""

    def _asked(self) -> str:
        """What is said where nobody is chosen as the speaker."""
        doubt, among = self.line.get("doubt"), ", ".join(self._among("number"))
        if not doubt or not among:
            return _("Choose who said it.")
        if doubt["code"] == BOTH:
            told = _("Said by %(names)s together: choose one, or press p to add them as a group.")
        else:
            told = _("The text gives only “%(printed)s”: choose one of %(names)s.")
        return told % {"names": among, "printed": doubt["printed"]}

    def _among(self, what: str) -> list[str]:
        """Those who may have said it, where the text leaves it open."""
        among = map(self.sheet.line, self.line.get("doubt", {}).get("among", ()))
        people = [person for person in among if person]
        numbers = self.found.numbers
        return [
            one["name"] if what == "name" else f"{numbers[one['key']]}. {one['name']}"
            for one in people
        ]

    def shown(self):
        spans = (f"{start}-{end}" for start, end in self.line["passages"])
        return {**self.line, "words": self.sheet.words(self.line), "passages": " ".join(spans)}

    def fill(self):
        field = cast(forms.ChoiceField, self.fields["speaker"])
        self.need("speaker", self._asked())
        field.choices = self.found.speakers if self.is_bound or not self.is_short else []
        if self.is_short:
            given = (self["speaker"].value(), "")
            field.widget.choices = [one for one in self.found.speakers if one[0] in given]
            field.widget.attrs["data-short"] = ""
        same = self.found.recorded(self.sheet.words(self.line))
        if not same:
            del self.fields["recorded"]
            return
        self.fields["recorded"].choices = [
            *((one.public_id, _("On record already: %(what)s") % {"what": one}) for one in same),
            (NEW, _("A statement of its own")),
        ]
        proposed = same[0].public_id if self.state_now == OPEN else NEW
        self.initial["recorded"] = self.line.get("recorded") or proposed

    def clean_passages(self):
        spans = passages_in(self.cleaned_data["passages"], len(self.sheet.intake.text))
        if not spans:
            raise forms.ValidationError(_("These words are not in the text."))
        return spans

    def clean(self):
        super().clean()
        text, words = self.sheet.intake.text, " ".join(self.cleaned_data.get("words", "").split())
        passages = self.cleaned_data.get("passages")
        if passages and words and words != spoken(text, {"passages": passages}):
            self._find(text, words, passages[0][0])
        return self.cleaned_data

    def _find(self, text: str, words: str, near: int) -> None:
        """Takes words that were typed for the run of the text that they are, the nearest one."""
        run = r"\s+".join(map(re.escape, words.split()))
        found = [match.span() for match in re.finditer(run, text)]
        if found:
            nearest = min(found, key=lambda span: abs(span[0] - near))
            self.cleaned_data["passages"] = [list(nearest)]
        else:
            self.add_error("words", _("These words do not stand so in the text."))

    def kept(self, values):
        del values["words"]
        # Other words are another statement.
        same = self.found.recorded(self.sheet.words(values))
        is_same = values.pop("recorded", "") in {one.public_id for one in same}
        recorded = self.cleaned_data["recorded"] if is_same else ""
        return {**values, "recorded": recorded, "cue": self.line["cue"]}
