"""The forms of the desk for announcements, filled by what was read."""

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from events.admin.pasting import PastedField, handed_in
from events.announcing import NO_LINK, Guest, Organiser, Plan, on_record
from events.models import Event, EventOrganization, EventText, Participation
from events.reading.announcement import Announcement, read_announcement
from events.reading.bodies import nominative_body
from events.reading.eventwords import event_words
from events.reading.participants import Participant
from events.reading.persons import country_code
from newsroom.templatetags.newsroom import in_words
from people.models import Organization, Person
from people.recording import NEW, Choice
from people.similar import similar_organizations, similar_people

# What an empty line says, by the prefix of its forms.
EMPTY_LINES: dict[str, dict[str, str]] = {
    "organiser": {"kind": EventOrganization.Kind.PARTNER},
    "guest": {
        "part": Participation.Part.SPEAKER,
        "presence": Participation.Presence.UNKNOWN,
    },
}
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


def with_another_line(data: QueryDict, prefix: str) -> QueryDict:
    """What was sent, with an empty line more of the forms with this prefix."""
    longer, key = data.copy(), f"{prefix}-TOTAL_FORMS"
    count = longer.get(key, "")
    number = int(count) if count.isdecimal() else 0
    longer[key] = str(number + 1)
    for name, value in EMPTY_LINES[prefix].items():
        longer[f"{prefix}-{number}-{name}"] = value
    return longer


class Proposal:
    """The forms of one announcement, filled by the reader or by the editor."""

    def __init__(self, text: str, language: str, data=None):
        self.text, self.read = text, read_announcement(text, language or None)
        self.language = (data or {}).get("language") or self.read.language
        more = {"form_kwargs": {"language": self.language}}
        if data is None:
            self.event = EventForm(initial=_event_initial(self.read))
            self.words = TextForm(initial=_text_initial(self.read))
            organisers, guests = _organisers_initial(self.read), _guests_initial(self.read)
            self.organisers = Organisers(initial=organisers, prefix="organiser", **more)
            self.guests = Guests(initial=guests, prefix="guest", **more)
        else:
            self.event, self.words = EventForm(data), TextForm(data)
            self.organisers = Organisers(data, prefix="organiser", **more)
            self.guests = Guests(data, prefix="guest", **more)

    def is_valid(self) -> bool:
        forms_ = [self.event, self.words, self.organisers, self.guests]
        # Each is asked, so that each shows its faults.
        return False not in [form.is_valid() for form in forms_]

    def plan(self) -> Plan:
        named = [form for form in self.organisers if form.cleaned_data.get("name")]
        guests = [form for form in self.guests if form.cleaned_data.get("name")]
        return Plan(
            event=self.event.save(commit=False),
            text=self.words.save(commit=False),
            organisers=[form.organiser() for form in named],
            guests=[form.guest() for form in guests],
        )

    @property
    def same(self) -> list[Event]:
        """What is on record already and may be this event."""
        day = parse_date(str(self.event["starts_on"].value() or ""))
        title = str(self.words["title"].value() or "")
        return on_record(title, day) if day and title else []

    @property
    def warnings(self) -> list[str]:
        """What the reader doubts, and a day that has passed."""
        day = parse_date(str(self.event["starts_on"].value() or ""))
        if day and day < timezone.localdate():
            told = gettext("%s has passed: is this the announcement of a past event?")
            return [*self.read.warnings, told % in_words(day)]
        return self.read.warnings


def _event_initial(read: Announcement) -> dict:
    mode = Event.Mode.UNKNOWN
    if read.online is not None:
        mode = Event.Mode.ONLINE if read.online else Event.Mode.IN_PERSON
        mode = Event.Mode.MIXED if read.online and read.place else mode
    return {
        "kind": read.kind or Event.Kind.OTHER,
        "starts_on": read.date,
        "starts_at": read.time,
        "ends_on": read.ends_on or (read.date if read.ends_at else None),
        "ends_at": read.ends_at,
        "time_zone": read.timezone or settings.TIME_ZONE,
        "mode": mode,
        "working_languages": ", ".join(read.languages),
        "accreditation": read.contact,
    }


def _text_initial(read: Announcement) -> dict:
    return {
        "language": read.language,
        "title": read.title,
        "place": read.place,
        "questions": "\n".join(read.questions),
    }


def _organisers_initial(read: Announcement) -> list[dict]:
    organisers = [(name, EventOrganization.Kind.ORGANISER) for name in read.organizers]
    named = [{"name": name, "kind": kind} for name, kind in [*organisers, *read.partners]]
    empty = EMPTY_LINES["organiser"] if organisers else {"kind": EventOrganization.Kind.ORGANISER}
    return [*named, empty]


def _guests_initial(read: Announcement) -> list[dict]:
    words = event_words(read.language)
    parts = Participation.Part
    moderator = [(read.moderator, parts.MODERATOR)] if read.moderator else []
    others = [
        (person, parts.MODERATOR if person.is_moderator else parts.SPEAKER)
        for person in read.participants
    ]
    people = [*moderator, *others]
    empty = EMPTY_LINES["guest"]
    return [*(_guest_initial(person, part, words) for person, part in people), empty]


def _guest_initial(person: Participant, part: str, words) -> dict:
    presences = Participation.Presence
    known = {True: presences.ONLINE, False: presences.IN_PERSON, None: presences.UNKNOWN}
    is_open = person.confirmed is False
    return {
        "name": person.name,
        "post": person.role or "",
        "organization": person.organization or "",
        "part": part,
        "presence": known[person.online],
        "country": country_code(person.country or "", words),
        "note": gettext("Participation is to be confirmed.") if is_open else "",
    }
