"""The whole record of an event, also what drafts and rules hide: never for publication."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from events.attribution import Rule
from events.models import Event, Participation, Statement, Wording
from events.transfer import format as shapes
from newsroom.models import Topic
from people.models import Affiliation, Organization, Person

NOTICE = (
    "The whole record, also what drafts and rules of attribution hide. Not for publication: "
    "what readers may see is the profile “recap”."
)


def record(event: Event) -> dict[str, Any]:
    """The event with everyone it names, as `read_event` takes it."""
    people = people_of(event)
    return {
        "format": shapes.FORMAT,
        "version": shapes.VERSION,
        "profile": "record",
        "notice": NOTICE,
        "event": write_event(event),
        "people": [write_person(person) for person in people],
        "organizations": [write_organization(row) for row in organizations_of(event, people)],
        "topics": [write_topic(topic) for topic in topics_of(event)],
        "coverage": [
            {
                "language": edition.language,
                "slug": edition.article.slug,
                "number": edition.number,
                "headline": edition.headline,
                "live_from": as_json(edition.live_from),
            }
            for edition in event.coverage.live().for_list().order_by("live_from", "id")
        ],
    }


def as_json(value: Any) -> Any:
    """A field's value as JSON has it: moments in the site's time with their offset."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat()
    if isinstance(value, time) and not value.second:
        return value.isoformat(timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return value if value is None or isinstance(value, int) else str(value)


def plain(row: models.Model, names: Iterable[str], prefix: str = "") -> dict[str, Any]:
    """The fields of a row under their names without the prefix."""
    return {name: as_json(getattr(row, prefix + name)) for name in names}


def write_texts(row: Any, names: Iterable[str], lines: Iterable[str] = ()) -> dict[str, Any]:
    """The texts of a record by language; `lines` are written as lists."""
    return {
        text.language: plain(text, names)
        | {name: [line for line in getattr(text, name).splitlines() if line] for name in lines}
        for text in sorted(row.texts.all(), key=lambda text: text.language)
    }


def rule_name(rule: int) -> str:
    """The name of a rule in the file."""
    return Rule(rule).name.lower()


def _slug(row: Any) -> str | None:
    return row.slug if row else None


def _topics(row: Any) -> list[str]:
    return sorted(topic_row.tag.slug for topic_row in row.topic_rows.all())


def keyed(rows: Iterable[Any], letter: str) -> dict[int, str]:
    """A key for each row by its place: `p1`, `p2` ..."""
    return {row.pk: f"{letter}{number}" for number, row in enumerate(rows, 1)}


class Keys:
    """The keys by which parts of one file refer to each other."""

    def __init__(self, event: Event):
        self.sessions = keyed(event.sessions.all(), "s")
        self.participations = keyed(event.participations.all(), "p")
        self.recordings = keyed(event.recordings.all(), "r")


def write_event(event: Event) -> dict[str, Any]:
    """The event itself."""
    keys = Keys(event)
    return {
        **plain(event, shapes.EVENT_FIELDS),
        "venue": _slug(event.venue),
        "announced": event.announced,
        "rule": rule_name(event.rule),
        "working_languages": [
            tag.strip() for tag in event.working_languages.split(",") if tag.strip()
        ],
        "topics": _topics(event),
        "countries": [str(country) for country in event.countries],
        "texts": write_texts(event, shapes.EVENT_TEXT_FIELDS, ["questions", "open_questions"]),
        "sessions": [write_session(row, keys) for row in event.sessions.prefetch_related("texts")],
        "organizations": [
            {"organization": row.organization.slug} | plain(row, shapes.EVENT_ORGANIZATION_FIELDS)
            for row in event.organizations.select_related("organization")
        ],
        "participations": [write_participation(row, keys) for row in participations_of(event)],
        "recordings": [write_recording(row, keys) for row in event.recordings.all()],
        "statements": [write_statement(row, keys) for row in statements_of(event)],
    }


def participations_of(event: Event):
    """All participations, with what is written of them."""
    return event.participations.select_related("person").prefetch_related(
        "texts", "person__affiliations", "answers__settled_by"
    )


def statements_of(event: Event):
    """All statements in their order, with what is written of them."""
    sources = ("translated_from", "translator", "agreed_by")
    wordings = Wording.objects.select_related(*sources).prefetch_related(
        "checks__checked_by", "answers__settled_by"
    )
    return (
        Statement.objects.filter(participation__event=event)
        .select_related("reply_to", "merged_into")
        .prefetch_related("topic_rows__tag", Prefetch("wordings", wordings))
        .order_by("order", "id")
    )


def write_session(row: Any, keys: Keys) -> dict[str, Any]:
    """A session."""
    return {
        "key": keys.sessions[row.pk],
        **plain(row, shapes.SESSION_FIELDS),
        "rule": rule_name(row.rule),
        "texts": write_texts(row, shapes.SESSION_TEXT_FIELDS),
    }


def write_participation(row: Participation, keys: Keys) -> dict[str, Any]:
    """A participation; the post is one of those that stand with the person."""
    return {
        "key": keys.participations[row.pk],
        "person": _slug(row.person),
        "affiliation": affiliation_keys(row.person)[row.affiliation_id]
        if row.affiliation_id and row.person
        else None,
        "session": keys.sessions.get(row.session_id) if row.session_id else None,
        **plain(row, shapes.PARTICIPATION_FIELDS),
        "rule": rule_name(row.rule),
        "printed": plain(row, ["language", *shapes.CAPACITY_FIELDS], "printed_"),
        "texts": write_texts(row, shapes.CAPACITY_FIELDS),
        "answers": write_answers(row),
    }


def write_recording(row: Any, keys: Keys) -> dict[str, Any]:
    """A recording: its address, or the name of its file in the storage, without the sound."""
    place = {"file": row.file.name} if row.file else {"address": row.address}
    fields = [name for name in shapes.RECORDING_FIELDS if name != "address"]
    return {"key": keys.recordings[row.pk], **place, **plain(row, fields)}


def write_statement(row: Statement, keys: Keys) -> dict[str, Any]:
    """A statement with all its wordings, drafts and replaced ones too."""
    return {
        "id": row.public_id,
        "participation": keys.participations[row.participation_id],
        **plain(row, shapes.STATEMENT_FIELDS),
        "rule": rule_name(row.rule),
        "topics": _topics(row),
        "reply_to": row.reply_to.public_id if row.reply_to else None,
        "merged_into": row.merged_into.public_id if row.merged_into else None,
        "wordings": [write_wording(wording, keys) for wording in row.wordings.all()],
    }


def write_wording(row: Wording, keys: Keys) -> dict[str, Any]:
    """A wording with its checks, the first one first."""
    source = row.translated_from
    return {
        **plain(row, shapes.WORDING_FIELDS),
        "translated_from": plain(source, ["language", "number"]) if source else None,
        "translator": _slug(row.translator),
        "agreed_by": row.agreed_by.username if row.agreed_by else None,
        "checks": [
            {
                **plain(check, shapes.CHECK_FIELDS),
                "recording": keys.recordings.get(check.recording_id or 0),
                "checked_by": check.checked_by.username if check.checked_by else None,
            }
            for check in sorted(row.checks.all(), key=lambda check: (check.checked_at, check.pk))
        ],
        "answers": write_answers(row),
    }


def write_answers(about: Wording | Participation) -> list[dict[str, Any]]:
    """What the speaker said of words or of a name, the first one first."""
    return [
        {
            **plain(answer, shapes.ANSWER_FIELDS),
            "settled_by": answer.settled_by.username if answer.settled_by else None,
        }
        for answer in sorted(about.answers.all(), key=lambda one: (one.answered_at, one.pk))
    ]


def people_of(event: Event) -> list[Person]:
    """Everyone who took part or translated, with what is written of them."""
    slugs = Q(participations__event=event) | Q(
        translated_wordings__statement__participation__event=event
    )
    return list(
        Person.objects.filter(slugs)
        .distinct()
        .order_by("slug")
        .prefetch_related("names", "texts", "affiliations__texts", "affiliations__organization")
    )


def affiliation_keys(person: Person) -> dict[int, str]:
    """The keys of a person's posts, in the order in which they were recorded."""
    return keyed(sorted(person.affiliations.all(), key=lambda row: row.pk), "a")


def write_person(person: Person) -> dict[str, Any]:
    """A person with every name and post."""
    keys = affiliation_keys(person)
    posts = sorted(person.affiliations.all(), key=lambda row: row.pk)
    return {
        **plain(person, shapes.PERSON_FIELDS),
        "names": [plain(name, shapes.NAME_FIELDS) for name in person.names.all()],
        "texts": write_texts(person, ["biography"]),
        "links": [plain(link, shapes.LINK_FIELDS) for link in person.links.order_by("id")],
        "affiliations": [write_affiliation(post, keys[post.pk]) for post in posts],
    }


def write_affiliation(row: Affiliation, key: str) -> dict[str, Any]:
    """A post."""
    return {
        "key": key,
        "organization": _slug(row.organization),
        **plain(row, shapes.AFFILIATION_FIELDS),
        "texts": write_texts(row, ["post"]),
    }


def organizations_of(event: Event, people: Iterable[Person]) -> list[Organization]:
    """Every organization that the event or its people name, with those that it is a part of."""
    wanted = {row.organization_id for row in event.organizations.all()} | {event.venue_id}
    wanted |= {post.organization_id for person in people for post in person.affiliations.all()}
    found: dict[int | None, Organization] = {}
    while missing := wanted - found.keys() - {None}:
        rows = Organization.objects.select_related("parent").prefetch_related("names", "texts")
        found |= {row.pk: row for row in rows.filter(pk__in=[*missing])}
        wanted |= {row.parent_id for row in found.values()}
    return sorted(found.values(), key=lambda row: row.slug)


def write_organization(row: Organization) -> dict[str, Any]:
    """An organization with every name."""
    return {
        **plain(row, shapes.ORGANIZATION_FIELDS),
        "parent": _slug(row.parent),
        "names": [plain(name, shapes.NAME_FIELDS) for name in row.names.all()],
        "texts": write_texts(row, ["description"]),
    }


def topics_of(event: Event) -> list[Topic]:
    """The topics of the event and of its statements."""
    of_statements = Q(statement_rows__content_object__participation__event=event)
    return list(
        Topic.objects.filter(Q(event_rows__content_object=event) | of_statements)
        .distinct()
        .order_by("slug")
        .prefetch_related("texts")
    )


def write_topic(row: Topic) -> dict[str, Any]:
    """A topic with its names."""
    return {
        **plain(row, shapes.TOPIC_FIELDS),
        "texts": write_texts(row, ["name", "introduction"], ["aliases"]),
    }
