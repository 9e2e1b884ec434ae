"""A line of a report as a small form: the same one for a key, a click, or the whole page sent at
once where there is no script."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.intakefound import Found
from articles.intake import matching
from articles.intake.deciding import CONFIRMED, OPEN, REJECTED, Sheet
from articles.intake.proposing import Line
from people.recording import NEW

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

    def __init__(self, sheet: Sheet, line: Line, found: Found, data=None):
        self.sheet, self.line, self.found = sheet, line, found
        # The choices that nobody makes for the editor, with what is said about each.
        self.needed: dict[str, str] = {}
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
    def doubt(self) -> str:
        """What the editor has to choose, and why nothing is chosen first."""
        return "" if self.state_now == CONFIRMED else " ".join(self.needed.values())

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

    def clean(self):
        super().clean()
        for name, told in self.needed.items():
            if self.is_confirmed and self.is_needed(name) and not self.cleaned_data.get(name):
                self.add_error(name, told)
        return self.cleaned_data

    def is_needed(self, name: str) -> bool:
        """Whether a choice that was left open has to be made after all that was sent."""
        return name not in self.errors

    def need(self, name: str, told: str) -> None:
        """Asks for a choice before the line is confirmed."""
        self.needed[name] = told
        self.fields[name].widget.attrs["data-needed"] = told

    def choose(self, name: str, new: str, matches: list[matching.Match], chosen=None) -> None:
        """Offers the records that a line may mean, after the new one; of an undecided line the one
        of the same name is chosen first, and of namesakes nobody."""
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [(NEW, new), *((str(match.pk), match.label) for match in matches)]
        is_open, chosen = self.state_now == OPEN, self.line.get(name) or chosen
        same = next((match.pk for match in matches if match.is_same), None)
        self.initial[name] = str(chosen or (same if is_open else None) or NEW)
        if not chosen and self.state_now != CONFIRMED and any(m.is_namesake for m in matches):
            # The last one: the digits stay those of the others.
            field.choices = [*field.choices, ("", _("Choose who it is"))]
            self.initial[name] = ""
            self.need(name, _("Several on record bear this name: choose one, or a new one."))
