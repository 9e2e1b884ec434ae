"""What a change of an event touches: where somebody is named or quoted whose rule is tightened, and
what would come out before an event that has moved is over.

Whoever saves takes a `Snapshot` of the event before and one after; the difference is looked for in
what is published, scheduled and taken out. Nothing there changes by itself: an editor decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events import posts
from events.attribution import Rule, participation_rule, statement_rule
from events.models import Event, Participation, SessionText, Statement
from newsroom.models import LogEntry
from people.mentions import Reading

# What of an event, and of a session, readers are told in free words.
TOLD = ["title", "place", "summary", "description", "questions", "open_questions"]


@dataclass(frozen=True)
class Consequence:
    """One thing that a change touches: where it is, since when, and what it has to do with it."""

    label: str
    moment: str
    told: str
    url: str
    is_early: bool = False  # it would come out too early; else it names or quotes somebody

    def __str__(self):
        return f"{self.label} ({', '.join(part for part in (self.moment, self.told) if part)})"


@dataclass(frozen=True)
class Snapshot:
    """What of an event decides whom readers may see named and quoted, and what waits for it."""

    event: Event
    # The rule in force for each participation and whom it is of, and for each statement.
    participations: dict[tuple[int, int | None], int]
    statements: dict[int, int]
    # Where post only does not hide who spoke, and why.
    post_faults: dict[posts.Key, posts.Fault]

    @classmethod
    def of(cls, pk: int) -> Self:
        """The event as it is stored now."""
        event = Event.objects.for_links().get(pk=pk)
        who = Participation.objects.filter(event=pk).order_by()
        said = Statement.objects.filter(participation__event=pk).order_by()
        return cls(
            event=event,
            participations={
                (key, person): rule
                for key, person, rule in who.values_list("pk", "person_id", participation_rule())
            },
            statements=dict(said.values_list("pk", statement_rule())),
            post_faults=posts.faults(event),
        )

    @property
    def is_restricted(self) -> bool:
        """Whether anybody may not be named, or anything not quoted."""
        return any([*self.participations.values(), *self.statements.values()])


def between(
    before: Iterable[Snapshot], after: Iterable[Snapshot], at: datetime | None = None
) -> list[Consequence]:
    """All that the change from some snapshots to others touches at the moment `at`."""
    at = at or timezone.now()
    before = list(before)
    participations = {key: rule for one in before for key, rule in one.participations.items()}
    statements = {key: rule for one in before for key, rule in one.statements.items()}
    events = {one.event.pk: one.event for one in before}
    found: list[Consequence] = []
    for one in after:
        # Whoever is new at the event, or at one that becomes public, was under no rule; new words
        # are printed nowhere.
        shown = one.event.published_at and one.event.pk in events
        is_new = shown and not events[one.event.pk].published_at
        who = {
            key[0]
            for key, rule in one.participations.items()
            if rule > (Rule.ON_RECORD if is_new else participations.get(key, Rule.ON_RECORD))
        }
        said = {key for key, rule in one.statements.items() if rule > statements.get(key, rule)}
        if who or said:
            found += Restricted(one.event, who, said, at).consequences()
        if one.event.pk in events:
            found += too_early(events[one.event.pk], one.event, at)
    return found


def refused_posts(before: Iterable[Snapshot], after: Iterable[Snapshot]) -> list[posts.Fault]:
    """Why the change from some snapshots to others cannot stand, each reason once: with it post
    only was chosen, or became public, where the post names somebody.

    What was public before may be mended step by step.
    """
    known = {one.event.pk: one for one in before}
    found = (fault for one in after for fault in _refused_posts(known.get(one.event.pk), one))
    return list(dict.fromkeys(found))


def _refused_posts(before: Snapshot | None, after: Snapshot) -> list[posts.Fault]:
    if before is None or (after.event.published_at and not before.event.published_at):
        return list(after.post_faults.values())
    new = {key: told for key, told in after.post_faults.items() if key not in before.post_faults}
    if after.event.published_at:
        return list(new.values())
    # Of an event that nobody sees yet, more who take part may be on their way.
    there = {("participation", key) for key, _person in before.participations}
    there |= {("statement", key) for key in before.statements}
    return [told for key, told in new.items() if key in there]


def still_naming(now: Snapshot, at: datetime | None = None) -> list[Consequence]:
    """All that names somebody of the event who may not be named, or prints what may not be."""
    event, at = now.event, at or timezone.now()
    public = set(Statement.objects.printable(at).at_event(event).values_list("pk", flat=True))
    who = {key[0] for key, rule in now.participations.items() if rule > Rule.ON_RECORD}
    said = {key for key, rule in now.statements.items() if rule > Rule.ON_RECORD} - public
    return list(Restricted(event, who, said, at).consequences())


class Restricted:
    """Those of an event who may be named or quoted less than before, and what still does it."""

    def __init__(self, event: Event, who: set[int], said: set[int], at: datetime):
        self.event, self.at = event, at
        words = Statement.objects.filter(pk__in=said)
        whose = "participation__event", "participation__session"
        self.said = {statement.pk: statement for statement in words.select_related(*whose)}
        speakers = {s.participation_id for s in self.said.values()}
        self.who = list(Participation.objects.filter(pk__in=who | speakers).for_list())

    def consequences(self) -> Iterator[Consequence]:
        yield from self._editions()
        yield from self._own_texts()
        yield from self._statements()
        yield from self._exports()

    @cached_property
    def spellings(self) -> dict[str, set[str]]:
        """The names under which each may stand in a text, by the one that was printed."""
        found: dict[Any, tuple[str, set[str]]] = {}
        for one in self.who:
            _name, names = found.setdefault(one.person_id, (one.printed_name, set()))
            names |= one.spellings
        return {name: names for name, names in found.values() if names}

    def _editions(self) -> Iterator[Consequence]:
        said_there = Statement.objects.at_event(self.event)
        shown = self.event.coverage.or_printing(said_there).shown_or_waiting(self.at)
        lines = []
        for edition, words in shown.worded():
            quoted = self._quoted(q.statement_id for q in edition.quotations.all())
            if told := [*quoted, *self._named(words)]:
                lines.append((_rank(edition, self.at), _of_edition(edition, told, self.at)))
        yield from (line for _rank, line in sorted(lines, key=lambda pair: pair[0]))

    def _quoted(self, statements: Iterable[int]) -> list[str]:
        """Whose words are among the statements, in a sentence."""
        mine = [self.said[key].participation.printed_name for key in statements if key in self.said]
        return _listed(_("prints words of %(names)s"), mine)

    def _named(self, words: str) -> list[str]:
        """Whom a text names, in a sentence, and whom it may name in another."""
        reading = Reading(words)
        found = [m for names in self.spellings.values() if (m := reading.mention(names))]
        return [
            *_listed(_("names %(names)s"), [m.name for m in found if m.is_certain]),
            *_listed(_("may name %(names)s"), [m.name for m in found if not m.is_certain]),
        ]

    def _own_texts(self) -> Iterator[Consequence]:
        """The free words of the event itself, which readers see as they are."""
        if not self.event.is_published:
            return
        url = reverse("admin:events_event_change", args=[self.event.pk])
        sessions = SessionText.objects.filter(session__event=self.event)
        texts: list[tuple[Any, list[str]]] = [(row, TOLD) for row in self.event.texts.all()]
        texts += [(row, ["title", "description"]) for row in sessions]
        for text, fields in texts:
            told = self._named("\n".join(getattr(text, name) for name in fields))
            if told:
                label = _("%(event)s, the event's own page") % {"event": self.event}
                language = text.get_language_display()
                yield Consequence(label, language, "; ".join(told), url)

    def _statements(self) -> Iterator[Consequence]:
        """What was said there, and why it was withdrawn, in the words that readers see."""
        said = Statement.objects.public_or_withdrawn(self.at).at_event(self.event).in_order()
        for statement in said.prefetch_related("wordings"):
            if statement.state == Statement.State.WITHDRAWN:
                words, moment = statement.withdrawn_reason, _("the reason of its withdrawal")
            else:
                words = "\n".join(wording.text for wording in statement.current_wordings)
                moment = _("its own words")
            if told := self._named(words):
                label = _("Statement %(id)s") % {"id": statement.public_id}
                url = reverse("admin:events_statement_change", args=[statement.pk])
                yield Consequence(label, moment, "; ".join(told), url)

    def _exports(self) -> Iterator[Consequence]:
        names = {one.person_id: one.printed_name for one in self.who if one.person_id}
        # With the post alone, words and post may be told: a file without the name stays right.
        posts = {one.pk: one.printed_name for one in self.who if _is_hidden(one)}
        said = [statement for statement in self.said.values() if _is_hidden(statement)]
        words = {statement.public_id: statement.participation.printed_name for statement in said}
        taken_out = LogEntry.objects.about(self.event).filter(action=LogEntry.Action.EXPORTED)
        for entry in taken_out:
            named = _among(names, entry.detail.get("people", []))
            held = _among(posts, entry.detail.get("participations", []))
            held |= _among(words, entry.detail.get("statements", []))
            told = _listed(_("names %(names)s"), named)
            only_held = [name for name in held if name not in named]
            told += _listed(_("holds words or the post of %(names)s"), only_held)
            if told:
                yield _of_export(entry, told)


def too_early(before: Event, after: Event, at: datetime) -> Iterator[Consequence]:
    """What waits for a moment that now lies before the end of the event, and did not before."""
    if (before.end, before.over_by) == (after.end, after.over_by):
        return
    limit = None if before.end and not after.end else after.over_by
    for moment, consequence in _waiting(after, _told_of_end(after, limit), at):
        was_early = before.over_by is not None and moment < before.over_by
        if limit is None or (moment < limit and not was_early):
            yield consequence


def _told_of_end(event: Event, limit: datetime | None) -> str:
    if event.is_off:
        return _("the event is %(status)s") % {"status": event.get_status_display()}
    if limit is None:
        return _("nobody knows when the event ends")
    return _("the event is over only by %(moment)s") % {"moment": _moment(limit)}


def _waiting(event: Event, told: str, at: datetime) -> Iterator[tuple[datetime, Consequence]]:
    """All that comes out after the moment `at` and has to do with the event: when, and what."""
    for edition in event.coverage.waiting(at).but_announcements().for_links().order_by("live_from"):
        yield edition.live_from, _of_edition(edition, [told], at, is_early=True)
    for article in event.embargoed_articles.unseen(at).order_by("embargoed_until"):
        until: Any = article.embargoed_until  # never empty where an event is named
        moment = _("embargo until %(moment)s") % {"moment": _moment(until)}
        yield until, Consequence(str(article), moment, told, article.desk_url, is_early=True)
    if event.record_from and event.record_from > at:
        moment = _("public from %(moment)s") % {"moment": _moment(event.record_from)}
        url = reverse("admin:events_event_change", args=[event.pk])
        label = _("%(event)s, what was said") % {"event": event}
        yield event.record_from, Consequence(label, moment, told, url, is_early=True)


def _of_edition(
    edition: Any, told: list[str], at: datetime, *, is_early: bool = False
) -> Consequence:
    if edition.live_from > at:
        moment = _("scheduled for %(moment)s") % {"moment": _moment(edition.live_from)}
    elif edition.is_live(at):
        moment = _("live since %(moment)s") % {"moment": _moment(edition.live_from)}
    else:
        moment = _("an earlier edition, which readers can still open")
    label = f"{edition}, {edition.get_language_display()}"
    return Consequence(label, moment, "; ".join(told), edition.article.desk_url, is_early)


def _of_export(entry: LogEntry, told: list[str]) -> Consequence:
    detail = {"profile": "", "format": "", "language": ""} | entry.detail
    whole = _("Export of the whole record: %(format)s")
    label = whole if detail["profile"] == "record" else _("Export: %(format)s, %(language)s")
    language = dict(settings.LANGUAGES).get(detail["language"], detail["language"])
    who = str(entry.user) if entry.user else _("somebody at the command line")
    moment = _("%(moment)s, by %(who)s") % {"moment": _moment(entry.at), "who": who}
    url = reverse("admin:events_event_history", args=[entry.object_id])
    said = label % {"format": detail["format"], "language": language}
    return Consequence(said, moment, "; ".join(told), url)


def _rank(edition: Any, at: datetime) -> int:
    """What readers see now first, then what they will see, then what they may still look up."""
    return 0 if edition.is_live(at) else 1 if edition.live_from > at else 2


def _is_hidden(record: Participation | Statement) -> bool:
    """Whether not even the post of the speaker may be told."""
    return record.effective_rule > Rule.POST_ONLY


def _listed(told: str, names: Iterable[str]) -> list[str]:
    """The sentence with all the names, each once; none of nobody."""
    names = dict.fromkeys(names)
    return [told % {"names": ", ".join(names)}] if names else []


def _among(names: dict, keys: Iterable) -> dict[str, None]:
    """The names of those keys that are known, each once, in their order."""
    return dict.fromkeys(names[key] for key in keys if key in names)


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j E Y, H:i")
