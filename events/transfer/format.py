"""The format `newsroom-event`, version 1: which keys stand where."""

from typing import Any

from django.db import models

from events.models import (
    Check,
    Event,
    EventOrganization,
    EventText,
    Participation,
    ParticipationText,
    Recording,
    Session,
    SessionText,
    SpeakerAnswer,
    Statement,
    Wording,
)
from events.transfer.faults import BAD
from events.transfer.shape import (
    MISSING,
    ByLanguage,
    Countries,
    Key,
    Lines,
    Names,
    Record,
    Rows,
    RuleName,
    Shape,
    Value,
)
from newsroom.models import Topic, TopicText
from people.models import (
    Affiliation,
    AffiliationText,
    Organization,
    OrganizationName,
    OrganizationText,
    Person,
    PersonLink,
    PersonName,
    PersonText,
)

FORMAT, VERSION = "newsroom-event", 1

# The plain fields of each record: the writer writes them, the reader takes them.
EVENT_FIELDS = (
    "slug kind starts_on starts_at time_zone ends_on ends_at status mode stream accreditation "
    "attending published_at record_from"
).split()
EVENT_TEXT_FIELDS = ["title", "summary", "description", "place"]
SESSION_FIELDS = ["order", "starts_at"]
SESSION_TEXT_FIELDS = ["title", "description"]
EVENT_ORGANIZATION_FIELDS = ["kind", "acknowledgement", "grant_number", "order"]
PARTICIPATION_FIELDS = "kind part attendance presence country order consent_on consent_note".split()
CAPACITY_FIELDS = ["name", "post", "organization"]
RECORDING_FIELDS = ["title", "address", "length_ms", "language", "archive_copy", "sha256"]
STATEMENT_FIELDS = (
    "order kind said_on certainty state withdrawn_at withdrawn_reason forecast_due_on "
    "forecast_outcome"
).split()
WORDING_FIELDS = ("language number text origin confirmed_at replaced_at agreed_at").split()
CHECK_FIELDS = ["method", "start_ms", "end_ms", "outcome", "heard", "note", "checked_at"]
ANSWER_FIELDS = (
    "kind proposal reason invited answered_at settled_at outcome outcome_reason saved"
).split()
NAME_FIELDS = ["text", "language", "kind", "source"]
LINK_FIELDS = ["url", "title"]
AFFILIATION_FIELDS = (
    "post post_language held_from held_from_precision held_until held_until_precision seen_on"
).split()
ORGANIZATION_FIELDS = ["slug", "kind", "country", "website", "published_at"]
PERSON_FIELDS = ["slug", "published_at"]
TOPIC_FIELDS = ["slug", "name", "published_at"]


def field(model: type[models.Model], name: str) -> Any:
    """A column of a model."""
    return model._meta.get_field(name)


def of(model: type[models.Model], names: list[str]) -> dict[str, Shape]:
    """The shapes of fields that stand under their own names."""
    return {name: Value(field(model, name)) for name in names}


def texts(model: type[models.Model], names: list[str], **more: Shape) -> ByLanguage:
    """The shape of the texts of a record."""
    return ByLanguage(Record({**of(model, names), **more}), field(model, "language"))


def names(model: type[models.Model]) -> Rows:
    """The shape of the names of somebody or something."""
    return Rows(Record(of(model, NAME_FIELDS)))


PRINTED = Record(
    {key: Value(field(Participation, f"printed_{key}")) for key in ("language", *CAPACITY_FIELDS)}
)
CHECK = Record(
    {
        **of(Check, CHECK_FIELDS),
        "recording": Key(),
        "checked_by": Key(),
    }
)
ANSWER = Record({**of(SpeakerAnswer, ANSWER_FIELDS), "settled_by": Key()})
SOURCE = Record(of(Wording, ["language", "number"]))


class Source:
    """The wording from which one was translated."""

    def read(self, value, path, faults):
        """Its language and number; None where it is not said."""
        return SOURCE.read(value, path, faults) if value not in (None, MISSING) else None


WORDING = Record(
    {
        **of(Wording, WORDING_FIELDS),
        "translated_from": Source(),
        "translator": Key(),
        "agreed_by": Key(),
        "checks": Rows(CHECK),
        "answers": Rows(ANSWER),
    }
)
STATEMENT = Record(
    {
        "id": Key(),
        "participation": Key(is_required=True),
        **of(Statement, STATEMENT_FIELDS),
        "rule": RuleName(),
        "topics": Names(),
        "reply_to": Key(),
        "merged_into": Key(),
        "wordings": Rows(WORDING),
    }
)
PARTICIPATION = Record(
    {
        "key": Key(is_required=True),
        "person": Key(),
        "affiliation": Key(),
        "session": Key(),
        **of(Participation, PARTICIPATION_FIELDS),
        "rule": RuleName(),
        "printed": PRINTED,
        "texts": texts(ParticipationText, CAPACITY_FIELDS),
        "answers": Rows(ANSWER),
    }
)
SESSION = Record(
    {
        "key": Key(is_required=True),
        **of(Session, SESSION_FIELDS),
        "rule": RuleName(),
        "texts": texts(SessionText, SESSION_TEXT_FIELDS),
    }
)
RECORDING = Record({"key": Key(is_required=True), "file": Key(), **of(Recording, RECORDING_FIELDS)})
ANNOUNCED = Record(
    {
        "kept_on": Value(field(Event, "starts_on")),
        "title": Value(field(EventText, "place")),
        "date": Value(field(Event, "starts_on")),
        "time": Value(field(Event, "starts_at")),
        "place": Value(field(EventText, "place")),
        "participants": Rows(
            Record(
                {
                    "name": Value(field(Participation, "printed_name")),
                    "post": Value(field(Participation, "printed_post")),
                    "organization": Value(field(Participation, "printed_organization")),
                    "part": Value(field(Participation, "part")),
                }
            )
        ),
    }
)


class Announced:
    """What was announced, kept as it is in the file."""

    def read(self, value, path, faults):
        """The snapshot; None where there is none."""
        if value is None or value is MISSING:
            return None
        found = len(faults.lines)
        ANNOUNCED.read(value, path, faults)
        return value if len(faults.lines) == found else BAD


EVENT = Record(
    {
        **of(Event, EVENT_FIELDS),
        "announced": Announced(),
        "venue": Key(),
        "rule": RuleName(),
        "working_languages": Names(),
        "topics": Names(),
        "countries": Countries(),
        "texts": texts(EventText, EVENT_TEXT_FIELDS, questions=Lines(), open_questions=Lines()),
        "sessions": Rows(SESSION, "key"),
        "organizations": Rows(
            Record(
                {
                    "organization": Key(is_required=True),
                    **of(EventOrganization, EVENT_ORGANIZATION_FIELDS),
                }
            )
        ),
        "participations": Rows(PARTICIPATION, "key"),
        "recordings": Rows(RECORDING, "key"),
        "statements": Rows(STATEMENT, "id"),
    }
)
AFFILIATION = Record(
    {
        "key": Key(is_required=True),
        "organization": Key(),
        **of(Affiliation, AFFILIATION_FIELDS),
        "texts": texts(AffiliationText, ["post"]),
    }
)
PERSON = Record(
    {
        **of(Person, PERSON_FIELDS),
        "names": names(PersonName),
        "texts": texts(PersonText, ["biography"]),
        "links": Rows(Record(of(PersonLink, LINK_FIELDS))),
        "affiliations": Rows(AFFILIATION, "key"),
    }
)
ORGANIZATION = Record(
    {
        **of(Organization, ORGANIZATION_FIELDS),
        "parent": Key(),
        "names": names(OrganizationName),
        "texts": texts(OrganizationText, ["description"]),
    }
)
TOPIC = Record(
    {
        **of(Topic, TOPIC_FIELDS),
        "texts": texts(TopicText, ["name", "introduction"], aliases=Lines()),
    }
)
COVERAGE = Record(
    {key: Key(is_required=True) for key in ("language", "slug", "headline", "live_from")}
    | {"number": Value(field(Wording, "number"))}
)
FILE = Record(
    {
        "format": Key(is_required=True),
        "version": Value(models.IntegerField()),
        "profile": Key(is_required=True),
        "notice": Key(),
        "event": EVENT,
        "people": Rows(PERSON, "slug"),
        "organizations": Rows(ORGANIZATION, "slug"),
        "topics": Rows(TOPIC, "slug"),
        "coverage": Rows(COVERAGE),
    }
)
