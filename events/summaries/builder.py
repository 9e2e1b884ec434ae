"""Collects an event into a summary, through the words that say what readers may see."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from events.attribution import Rule
from events.models import Event, Participation, Recording, Statement
from events.summaries.pieces import (
    NOTHING,
    absolute,
    choice,
    country,
    lines,
    name_of,
    session_title,
    speaker,
    words,
)
from events.summaries.statements import Teller, statements_of, verify
from events.summaries.summary import (
    Choice,
    Heard,
    Organizer,
    Participant,
    Printed,
    Said,
    Summary,
    When,
    Words,
)
from newsroom.texts import pick

PARTS = Participation.Part.values


def summarize(event: Event, language: str, at: datetime | None = None) -> Summary:
    """What a reader may see of a published event at the moment `at` (default: now)."""
    at = at or timezone.now()
    with override(language):
        return Builder(event, language, at).summary()


class Builder:
    """Collects one event; runs under the language of the summary."""

    def __init__(self, event: Event, language: str, at: datetime):
        self.event = Event.objects.for_page().get(pk=event.pk)
        self.language, self.at = language, at
        self.recordings = {
            recording.pk: recording
            for recording in Recording.objects.public(at).filter(event=event)
        }

    def summary(self) -> Summary:
        """The whole."""
        event, texts = self.event, list(self.event.texts.all())
        text = pick(texts)
        said = self._said()
        return Summary(
            language=self.language,
            at=self.at,
            site_name=settings.SITE_NAME,
            site_url=settings.SITE_URL,
            slug=event.slug,
            url=absolute(event.get_absolute_url()),
            title=words(text, "title") or Words(event.slug, ""),
            other_titles=[words(other, "title") for other in texts if other != text],
            kind=choice(event, "kind"),
            status=choice(event, "status"),
            mode=choice(event, "mode"),
            when=When(
                event.starts_on, event.starts_at, event.ends_on, event.ends_at, event.time_zone
            ),
            place=words(text, "place"),
            venue=name_of(event.venue),
            stream=event.stream if self._is_open() else "",
            working_languages=self._working_languages(),
            attending=event.attending,
            organizers=[self._organizer(row) for row in event.organizations.all()],
            rule=Rule(event.rule),
            session_rules=self._session_rules(),
            lead=words(text, "summary"),
            description=words(text, "description"),
            questions=lines(text, "questions"),
            open_questions=lines(text, "open_questions"),
            topics=[name_of(topic) for topic in event.public_topics],
            countries=[c for code in event.countries if (c := country(str(code)))],
            participants=self._participants(),
            present=self._present(),
            is_record_open=bool(event.record_from and event.record_from <= self.at),
            statements=said,
            recordings=[self._heard(recording) for recording in self.recordings.values()],
            coverage=self._coverage(),
            verification=verify(said, self._unnamed_countries()),
        )

    def _said(self) -> list[Said]:
        rows = statements_of(self.event, self.at)
        shown = {row.pk: row.public_id for row in rows}
        people = set(self.event.participations.values_list("person_id", flat=True))
        teller = Teller(self.language, self.at, self.recordings, shown, people)
        return [teller.said(row) for row in rows]

    def _working_languages(self) -> list[Choice]:
        known = dict(settings.RECORD_LANGUAGES)
        tags = [tag.strip() for tag in self.event.working_languages.split(",") if tag.strip()]
        return [Choice(tag, str(known.get(tag, tag))) for tag in tags]

    def _organizer(self, row: Any) -> Organizer:
        return Organizer(
            choice(row, "kind"), name_of(row.organization), row.acknowledgement, row.grant_number
        )

    def _session_rules(self) -> list[tuple[Words, Rule]]:
        return [
            (words(session.text, "title"), Rule(session.rule))
            for session in self.event.sessions.all()
            if session.rule > self.event.rule
        ]

    def _is_open(self) -> bool:
        """Whether nobody is under a rule, so that a stream may show who speaks."""
        ruled = self.event.participations.exclude(rule=Rule.ON_RECORD)
        return not (self.event.rule or self._session_rules() or ruled.exists())

    def _listable(self):
        return (
            Participation.objects.listable(self.at)
            .filter(event=self.event)
            .present()
            .for_list()
            .prefetch_related("session__texts")
        )

    def _participants(self) -> list[Participant]:
        """The moderator first, then in the order of the record; whoever is hidden last."""
        rows = [self._participant(row) for row in self._listable()]
        return sorted(rows, key=lambda row: PARTS.index(row.part.value) if row.part else len(PARTS))

    def _participant(self, row: Participation) -> Participant:
        label = row.label(self.language, self.at)
        return Participant(
            speaker=speaker(label),
            kind=choice(row, "kind"),
            part=choice(row, "part") if label.is_told else None,
            attendance=choice(row, "attendance"),
            presence=choice(row, "presence") if label.is_told else None,
            country=country(str(row.country)) if label.is_told else None,
            session=session_title(row) if label.is_told else NOTHING,
        )

    def _present(self) -> int:
        """How many people took part: a number tells no names, so it counts the hidden ones too."""
        people = self.event.participations.present().exclude(kind=Participation.Kind.GROUP)
        unnamed = people.filter(person=None).count()
        return people.exclude(person=None).values("person").distinct().count() + unnamed

    def _heard(self, row: Recording) -> Heard:
        return Heard(
            title=row.title,
            url=absolute(row.get_absolute_url()),
            language=row.language,
            length_ms=row.length_ms,
            archive_url=row.archive_copy,
        )

    def _coverage(self) -> list[Printed]:
        editions = self.event.coverage.live(self.at).listed().for_list().newest("event_rows")
        return [
            Printed(
                headline=Words(edition.headline, edition.language),
                kind=choice(edition, "kind"),
                printed_on=timezone.localdate(edition.dated_at),
                url=absolute(edition.get_absolute_url()),
            )
            for edition in editions
        ]

    def _unnamed_countries(self) -> list[Choice]:
        """The countries that the organiser stated, and from which nobody is named."""
        named = Participation.objects.named(self.at).present().filter(event=self.event)
        codes = {str(row.country) for row in named}
        return [
            c for code in self.event.countries if (c := country(str(code))) and c.value not in codes
        ]


def people_named(event: Event, at: datetime | None = None) -> list[Any]:
    """Everyone whose name a summary of the event prints at the moment `at`, by primary key."""
    listed: Iterable[Any] = Participation.objects.named(at).present().filter(event=event)
    spoke = Statement.objects.named(at).filter(participation__event=event)
    found = {row.person_id for row in listed}
    found |= set(spoke.values_list("participation__person_id", flat=True))
    return sorted(found - {None})
