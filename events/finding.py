"""What a reader narrows the list of statements by."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from events.models import Event, Statement
from events.models.statementset import StatementQuerySet
from newsroom.folding import fold
from newsroom.models import Redirect, Topic
from people.models import Organization, Person

# How many topics and events the form offers.
OFFERED = 200
# A question longer than this is no question.
LONGEST = 200


def _languages() -> list[tuple[str, str]]:
    tags = dict(settings.RECORD_LANGUAGES)
    names = [(tag, capfirst(get_language_info(tag)["name_translated"])) for tag in tags]
    return [("", gettext("any language")), *names]


class DayInput(forms.DateInput):
    """A day as the calendar of the browser gives it."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class FindingForm(forms.Form):
    """The questions of the list; each one may be left out."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    who = forms.CharField(
        label=_("Speaker or organization"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    since = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until = forms.DateField(label=_("To"), required=False, widget=DayInput)
    kind = forms.ChoiceField(
        label=_("Form"), required=False, choices=[("", _("any form")), *Statement.Kind.choices]
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=_languages)
    checked = forms.ChoiceField(
        label=_("Checked against a recording"),
        required=False,
        choices=[("", _("checked or not")), ("yes", _("checked")), ("no", _("not checked"))],
    )
    forecasts = forms.ChoiceField(
        label=_("Forecasts"),
        required=False,
        choices=[
            ("", _("forecasts or not")),
            ("all", _("all forecasts")),
            ("ahead", _("their day is to come")),
            ("due", _("their day has come")),
            ("answered", _("their outcome is known")),
        ],
    )
    replies = forms.BooleanField(label=_("Only replies to others"), required=False)

    def clean_words(self):
        return self._spelled("words")

    def clean_who(self):
        return self._spelled("who")

    def _spelled(self, name: str) -> str:
        """What was asked for, where there is a letter or a digit to look for."""
        asked = self.cleaned_data[name]
        if asked and not fold(asked):
            raise forms.ValidationError(_("Give at least one letter or digit to look for."))
        return asked

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", _("The period ends before it begins: swap the two days."))
        return self.cleaned_data


def _checked(statements, answer: str):
    return statements.checked() if answer == "yes" else statements.not_checked()


def forecasts(statements: StatementQuerySet, which: str) -> StatementQuerySet:
    """The forecasts among the statements: all, those ahead, due or answered."""
    today = timezone.localdate()
    if which == "ahead":
        return statements.ahead(today)
    if which == "due":
        return statements.due(today)
    return statements.answered() if which == "answered" else statements.forecasts()


# How an answer narrows the list: the fields of the form, and the records that an address names.
NARROWED: dict[str, Callable] = {
    "words": lambda statements, words: statements.holding(words),
    "who": lambda statements, name: statements.said_by(name),
    "since": lambda statements, day: statements.since(day),
    "until": lambda statements, day: statements.until(day),
    "kind": lambda statements, kind: statements.filter(kind=kind),
    "language": lambda statements, language: statements.worded_in(language),
    "checked": _checked,
    "forecasts": forecasts,
    "replies": lambda statements, _yes: statements.replying(),
    "speaker": lambda statements, person: statements.by(person),
    "organization": lambda statements, organization: statements.speaking_for(organization),
    "topic": lambda statements, topic: statements.about(topic),
    "event": lambda statements, event: statements.at_event(event),
    "year": lambda statements, year: statements.in_year(year),
}
# The first part of the addresses of the records.
ADDRESSES = {
    "speaker": "people",
    "organization": "organizations",
    "topic": "topics",
    "event": "events",
}
# Whoever asks for a name is answered only with what may bear it.
BY_NAME = {"who", "speaker", "organization"}


@dataclass(frozen=True)
class Chosen:
    """One thing that the list is narrowed by, and the query string without it."""

    name: str
    record: object
    without: str

    @cached_property
    def label(self) -> str:
        """What the page calls it, in its language."""
        text = self.record.text if isinstance(self.record, Topic) else None
        return text.name if text else str(self.record)


class Choice:
    """All that an address narrows the list by: the records and the year that it names, and the
    answers to the form.

    Raises Http404 for a record that is not public, so that no address tells who took part.
    """

    def __init__(self, query: QueryDict):
        self.query = query
        named = {
            "speaker": self._record("speaker", Person.objects.published()),
            "organization": self._record("organization", Organization.objects.published()),
            "topic": self._record("topic", Topic.objects.published()),
            "event": self._record("event", Event.objects.published()),
            "year": self._year(),
        }
        self.named = {name: value for name, value in named.items() if value}
        self.form = FindingForm(query, label_suffix="")

    @cached_property
    def asked(self) -> dict:
        """The answers to the form that say something."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def faults(self) -> list[str]:
        """What cannot be understood of the answers, in sentences."""
        return [str(fault) for faults in self.form.errors.values() for fault in faults]

    def statements(self) -> StatementQuerySet:
        """The public statements that fit; none where an answer cannot be understood."""
        answers = self.named | self.asked
        if self.form.errors:
            return Statement.objects.none()
        by_name = BY_NAME & answers.keys()
        statements = Statement.objects.named() if by_name else Statement.objects.public()
        for name, answer in answers.items():
            statements = NARROWED[name](statements, answer)
        return statements

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.named or self.asked)

    @property
    def is_detailed(self) -> bool:
        """Whether a question beyond words, speaker and period is put."""
        asked = self.asked.keys() | self.named.keys() & {"topic", "event"}
        return bool(self.form.errors or asked - {"words", "who", "since", "until"})

    @property
    def topics(self) -> list[Topic]:
        """The topics to choose from, the chosen one among them."""
        topics = Topic.objects.published().for_list().order_by("name")
        return self._offered("topic", topics)

    @property
    def events(self) -> list[Event]:
        """The latest events to choose from, the chosen one among them."""
        events = Event.objects.published().newest().prefetch_related("texts")
        return self._offered("event", events)

    def _offered(self, name: str, records) -> list:
        found = list(records[:OFFERED])
        chosen = self.named.get(name)
        return found if chosen is None or chosen in found else [chosen, *found]

    @property
    def chosen(self) -> list[Chosen]:
        """The records and the year that the list is narrowed by."""
        return [Chosen(name, value, self._without(name)) for name, value in self.named.items()]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The records and the year, for the form to carry along; not those that it asks for."""
        return [(n, str(self.query[n])) for n in self.named if n not in {"topic", "event"}]

    @property
    def address(self) -> str:
        """The query string of the whole list, for its files."""
        return self._without("before")

    def _record(self, name: str, records):
        slug = self.query.get(name)
        if not slug:
            return None
        found = records.filter(slug=slug).first()
        return found or get_object_or_404(records, slug=self._moved(name, slug))

    def _moved(self, name: str, slug: str) -> str:
        """The slug of the record that stood at the old one; empty where none did."""
        old = Redirect.objects.filter(old_path=f"/{ADDRESSES[name]}/{slug}/").first()
        return old.new_path.strip("/").rpartition("/")[2] if old else ""

    def _year(self) -> int | None:
        year = self.query.get("year", "")
        if year and not (year.isdecimal() and len(year) == len("2021") and int(year)):
            raise Http404("A year has four digits.")
        return int(year) if year else None

    def _without(self, name: str) -> str:
        rest = {n: v for n, v in self.query.items() if n not in {name, "before"} and v}
        return urlencode(rest)
