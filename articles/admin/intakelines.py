"""The lines of a report as small forms: the same ones for a key, a click, or the whole page sent at
once where there is no script."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from articles.intake import matching
from articles.intake.deciding import CONFIRMED, OPEN, REJECTED, Sheet, passages_in, spoken
from articles.intake.proposing import Line
from articles.models import Intake
from articles.quoting import is_whole
from events.models import Event, Participation, Statement
from newsroom.keys import key
from people.recording import NEW

# So many speakers are listed at all statements of a page together; the script lists them where
# there are more.
MOST_CHOICES = 4_000
STATES = [
    (OPEN, gettext_lazy("Not decided")),
    (CONFIRMED, gettext_lazy("Confirm")),
    (REJECTED, gettext_lazy("Cross out")),
]


class LineForm(forms.Form):
    """One line: what it says, and whether it stands."""

    state = forms.ChoiceField(choices=STATES, required=False, widget=forms.RadioSelect)
    # How often the line was decided when it was shown; of two tabs the older one asks again.
    turn = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    template, group = "", ""
    # The choice that the digits make.
    by_digit = ""

    def __init__(self, sheet: Sheet, line: Line, desk: "Desk", data=None):
        self.sheet, self.line, self.desk = sheet, line, desk
        super().__init__(
            data, prefix=line["key"], initial=self.shown(), use_required_attribute=False
        )
        self.fill()
        if self.by_digit:
            self.fields[self.by_digit].widget.attrs["data-digits"] = ""

    @property
    def summary(self) -> str:
        """The line in a few words."""
        return ""

    @property
    def language(self) -> str:
        return self.sheet.intake.language

    def shown(self) -> Line:
        """What the fields show."""
        return self.line

    def fill(self) -> None:
        """Gives the fields their choices."""

    @property
    def key(self) -> str:
        return self.line["key"]

    @property
    def state_now(self) -> str:
        return self.line["state"]

    @property
    def is_changed(self) -> bool:
        return bool({*self.changed_data} - {"turn"})

    @property
    def is_stale(self) -> bool:
        """Whether the line was decided in another place since it was shown; of a valid form."""
        return (self.cleaned_data["turn"] or 0) != self.line["turn"]

    @property
    def is_confirmed(self) -> bool:
        return self.cleaned_data.get("state") == CONFIRMED

    def decision(self) -> Line:
        """What is kept of the line; only of a valid form."""
        values = {k: v for k, v in self.cleaned_data.items() if k != "turn"}
        return {**self.kept(values), "turn": self.line["turn"] + 1}

    def kept(self, values: dict[str, Any]) -> Line:
        return values

    def choose(self, name: str, new: str, matches: list[matching.Match], *, is_open: bool) -> None:
        """Offers the records that a line may mean, after the new one; of an undecided line the one
        of the same name is chosen first."""
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [(NEW, new), *((str(match.pk), match.label) for match in matches)]
        same = next((match.pk for match in matches if match.is_same), None)
        chosen = self.line.get(name) or (same if is_open else None)
        self.initial[name] = str(chosen or NEW)


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
        matches = self.desk.people(self.asked(self.line))
        self.choose("record", _("New person"), matches, is_open=self.state_now == OPEN)

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
        self.choose("record", _("New event"), found, is_open=self.state_now == OPEN)

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
        return f"{self.desk.numbers[self.key]}. {capacity}"

    @staticmethod
    def asked(line: Line) -> matching.Asked:
        """Who may be meant."""
        return line["name"], line.get("record") or line.get("person")

    @staticmethod
    def body_asked(line: Line) -> matching.Asked:
        """Which organization may be meant."""
        return line["organization"], key(line.get("organization_record"))

    def fill(self):
        is_open = self.state_now == OPEN
        people = self.desk.people(self.asked(self.line))
        self.choose("record", _("New person"), people, is_open=is_open)
        if is_open and self.line.get("person"):
            self.initial["record"] = str(self.line["person"])
        organizations = self.desk.organizations(self.body_asked(self.line))
        self.choose("organization_record", _("New organization"), organizations, is_open=is_open)

    def clean(self):
        super().clean()
        if self.is_confirmed and not self.cleaned_data.get("name"):
            self.add_error("name", _("Give the name, or the label of the group."))
        return self.cleaned_data

    def kept(self, values):
        values["record"] = key(values["record"])
        values["organization_record"] = key(values["organization_record"]) or NEW
        values["kind"] = values["kind"] or Participation.Kind.PERSON.value
        return values


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
        return self.desk.is_long and self.key != self.desk.at

    @property
    def summary(self):
        speaker = self.sheet.line(self.line["speaker"])
        name = speaker["name"] if speaker else _("Nobody yet")
        return f"{name}: {Truncator(self.sheet.words(self.line)).chars(90)}"

    def shown(self):
        spans = (f"{start}-{end}" for start, end in self.line["passages"])
        return {**self.line, "words": self.sheet.words(self.line), "passages": " ".join(spans)}

    def fill(self):
        field = cast(forms.ChoiceField, self.fields["speaker"])
        field.choices = self.desk.speakers
        if self.is_short:
            given = (self["speaker"].value(), "")
            field.widget.choices = [one for one in self.desk.speakers if one[0] in given]
            field.widget.attrs["data-short"] = ""
        same = self.desk.recorded(self.sheet.words(self.line))
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
        if self.is_confirmed and not self.cleaned_data.get("speaker"):
            self.add_error("speaker", _("Choose who said it."))
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
        same = self.desk.recorded(self.sheet.words(values))
        is_same = values.pop("recorded", "") in {one.public_id for one in same}
        recorded = self.cleaned_data["recorded"] if is_same else ""
        return {**values, "recorded": recorded, "cue": self.line["cue"]}


FORMS: dict[str, type[LineForm]] = {
    "h": HeadForm,
    "e": EventForm,
    "p": PersonForm,
    "s": StatementForm,
}


class Desk:
    """The lines of one report as forms, with what they may mean on record."""

    def __init__(self, intake: Intake, at: str = ""):
        """`at` is the key of the line at hand, where a page without scripts names one."""
        self.intake, self.sheet, self.at = intake, Sheet(intake), at
        self.numbers = {one["key"]: n for n, one in enumerate(self.sheet.people, start=1)}
        self.is_long = False
        self._recorded: list[Statement] | None = None
        self._people: dict[matching.Asked, list[matching.Match]] = {}
        self._organizations: dict[matching.Asked, list[matching.Match]] = {}

    def form(self, line: Line, data=None) -> LineForm:
        return FORMS[line["key"][0]](self.sheet, line, self, data)

    def forms(self, data=None) -> list[LineForm]:
        """All lines; what they may mean is looked up for all of them at once."""
        people, language = self.sheet.people, self.intake.language
        self.is_long = len(people) * len(self.sheet.statements) > MOST_CHOICES
        asked = [HeadForm.asked(self.sheet.head), *map(PersonForm.asked, people)]
        self._people = matching.people(asked)
        bodies = map(PersonForm.body_asked, people)
        self._organizations = matching.organizations(bodies, language)
        return [self.form(line, data) for line in self.sheet.lines]

    @cached_property
    def speakers(self) -> list[tuple[str, str]]:
        """Whoever may have said something, under their numbers."""
        people = [
            (one["key"], f"{self.numbers[one['key']]}. {one['name']}") for one in self.sheet.people
        ]
        return [("", _("Nobody yet")), *people]

    def people(self, asked: matching.Asked) -> list[matching.Match]:
        if asked not in self._people:
            self._people |= matching.people([asked])
        return self._people[asked]

    def organizations(self, asked: matching.Asked) -> list[matching.Match]:
        if asked not in self._organizations:
            self._organizations |= matching.organizations([asked], self.intake.language)
        return self._organizations[asked]

    def recorded(self, words: str) -> list[Statement]:
        """The statements of the chosen event that are these words already."""
        if self._recorded is None:
            event = self.sheet.event_id
            said = Statement.objects.filter(participation__event=event).exclude(
                state=Statement.State.WITHDRAWN
            )
            self._recorded = list(said.for_list()) if event else []
        return [
            one
            for one in self._recorded
            if any(
                w.language == self.intake.language and is_whole(words, w.text)
                for w in one.wordings.all()
            )
        ]


def _country(name: str) -> str:
    """The code of a country by its name, in the language of the page or in English."""
    return countries.by_name(name) or countries.by_name(name, language="en")
