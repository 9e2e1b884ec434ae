"""The publication gate: what stands against printing an article, and what is only advised.

The rules of each kind stand in tables; `publish` asks for what blocks, the form and the page of
the act show everything with a way to each place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import embargo, printed, prose
from articles.models import Article
from articles.references import References
from events import capacity, posts
from events.models import Event, Participation, Statement
from events.naming import Bound
from newsroom.models import Comment, Picture
from people.mentions import Reading
from people.models import Organization, Person

Kind = Article.Kind

# What a text of a kind cannot do without, and what readers expect of it.
NEEDED: dict[str, list[str]] = {
    Kind.REPORT: ["events"],
    Kind.ANNOUNCEMENT: ["events"],
    Kind.INTERVIEW: ["bylines"],
    Kind.OPINION: ["bylines"],
}
EXPECTED: dict[str, list[str]] = {
    Kind.PAGE: [],
    Kind.ANNOUNCEMENT: ["standfirst", "section", "topics"],
    Kind.POSITION: ["standfirst", "section", "topics"],
}
EXPECTED_OF_OTHERS = ["standfirst", "section", "topics", "picture", "bylines"]


@dataclass(frozen=True)
class Finding:
    """One thing that the gate says, and where to put it right."""

    blocks: bool
    told: str
    # A field of the form, a statement marked in the text, or an address in the admin.
    field: str = ""
    statement: str = ""
    url: str = ""


def findings(article: Article, at: datetime | None = None) -> list[Finding]:
    """All that is to be said before the article is printed at the moment `at` (default: now);
    what blocks comes first."""
    found = list(Gate(article, at or timezone.now()).findings())
    return sorted(found, key=lambda finding: not finding.blocks)


def faults(article: Article, references: References, at: datetime, note: str = "") -> list[str]:
    """What stands against printing the article at the moment `at`, a sentence each; with it
    readers would be told the note."""
    return [f.told for f in Gate(article, at, references, note).findings() if f.blocks]


class Gate:
    """The rules, asked of one article at one moment."""

    def __init__(
        self,
        article: Article,
        at: datetime,
        references: References | None = None,
        note: str = "",
    ):
        self.article, self.at, self.note = article, at, note
        self.references = references or References(article)

    def findings(self) -> Iterator[Finding]:
        yield from self._of_fields()
        yield from self._of_words()
        yield from self._of_names()
        yield from self._of_capacities()
        yield from self._of_records()
        yield from self._of_pictures()
        yield from self._of_language()
        yield from self._of_editions()
        yield from self._of_the_newsroom()

    @cached_property
    def events(self) -> list[Event]:
        return list(self.article.events.prefetch_related("texts"))

    @cached_property
    def bylines(self) -> list:
        return list(self.article.bylines.select_related("person", "organization"))

    @cached_property
    def pictures(self) -> list[Picture]:
        """The lead picture and those in the text, as far as they exist."""
        ids = [*prose.picture_ids(self.article.body), self.article.picture_id]
        found = Picture.objects.for_list().in_bulk([key for key in ids if key])
        return list(found.values())

    def _of_fields(self) -> Iterator[Finding]:
        kind = Kind(self.article.kind)
        for field in NEEDED.get(kind, []):
            if not self._has(field):
                yield Finding(True, NEEDS[field](), field=field)
        for field in EXPECTED.get(kind, EXPECTED_OF_OTHERS):
            if field not in NEEDED.get(kind, []) and not self._has(field):
                yield Finding(False, EXPECTS[field](), field=field)

    def _has(self, field: str) -> bool:
        held = {
            "events": lambda: self.events,
            "bylines": lambda: self.bylines,
            "topics": self.article.topics.exists,
        }
        return bool(held[field]() if field in held else getattr(self.article, field))

    def _of_words(self) -> Iterator[Finding]:
        for told, public_id in self.references.told(self.at):
            yield Finding(True, told, field="" if public_id else "body", statement=public_id)
        for use, statement, wording in self.references.printed():
            if statement.state != Statement.State.CONFIRMED:
                continue
            if use.quoted and not statement.found_for(wording):
                told = _("Statement %(id)s was never checked: it is printed as a quotation.")
                yield Finding(
                    False, told % {"id": statement.public_id}, statement=statement.public_id
                )
            elif wording.language != self.article.language:
                told = _("Statement %(id)s has no words in the language of the text.")
                yield Finding(
                    False, told % {"id": statement.public_id}, statement=statement.public_id
                )

    def _of_names(self) -> Iterator[Finding]:
        """Names of those whose rule forbids to name them, anywhere in what would be printed."""
        bound = Bound.of([*self.events, *self.references.events])
        words = f"{printed.words(self.article, self.pictures)}\n{self.note}" if bound else ""
        text = Reading(words)
        for one in bound:
            yield from self._of_name(one.participation, text, may_be_named=one.is_free_elsewhere)
        for statement in self.references.statements.values():
            if told := posts.fault(statement):
                url = reverse(
                    "admin:events_participation_change", args=[statement.participation_id]
                )
                yield Finding(True, told, statement=statement.public_id, url=url)

    def _of_name(
        self, who: Participation, text: Reading, *, may_be_named: bool
    ) -> Iterator[Finding]:
        """Where the piece names somebody whom it may not name, or only for another event."""
        url = reverse("admin:events_participation_change", args=[who.pk])
        said = {"name": who.person, "event": who.event, "rule": who.effective_rule.sentence}
        mention = text.mention(who.spellings)
        if mention and mention.is_certain:
            said["name"] = mention.name
            told = (
                _("“%(name)s” may be named here, but not as somebody at “%(event)s”: %(rule)s")
                if may_be_named
                else _("“%(name)s” may not be named here: %(rule)s")
            )
            yield Finding(not may_be_named, told % said, url=url)
        elif mention and not may_be_named:
            told = _("The text may name “%(name)s”, who may not be named here.")
            yield Finding(False, told % said, url=url)
        if self._is_byline_of(who):
            told = _(
                "“%(name)s” stands in the byline, and may not be named as taking part: %(rule)s"
            )
            yield Finding(False, told % said, url=url)

    def _is_byline_of(self, who: Participation) -> bool:
        texts = Reading("\n".join(line.text for line in self.bylines))
        return any(line.person_id == who.person_id for line in self.bylines) or bool(
            texts.mention(who.spellings)
        )

    def _of_capacities(self) -> Iterator[Finding]:
        """Where a speaker is printed in another capacity than the one on record for that day."""
        speakers = Participation.objects.filter(statements__in=self.references.statements.values())
        for who in speakers.distinct().select_related("person").prefetch_related(*capacity.POSTS):
            url = reverse("admin:events_participation_change", args=[who.pk])
            for told in capacity.disagreements(who):
                yield Finding(False, f"{who}: {told}", url=url)

    def _of_records(self) -> Iterator[Finding]:
        for event in self.events:
            url = reverse("admin:events_event_change", args=[event.pk])
            if event.published_at is None or event.published_at > self.at:
                told = _("“%(event)s” is not public at that moment: the text will not lead to it.")
                yield Finding(False, told % {"event": event}, url=url)
            elif event.status in {Event.Status.CANCELLED, Event.Status.POSTPONED}:
                told = _("“%(event)s” is %(status)s.")
                status = event.get_status_display()
                yield Finding(False, told % {"event": event, "status": status}, url=url)
            elif self.article.kind == Kind.ANNOUNCEMENT and event.is_past:
                yield Finding(False, _("“%(event)s” is over.") % {"event": event}, url=url)
        for who in self._named_in_bylines():
            if not who.is_published:
                url = reverse(f"admin:people_{who._meta.model_name}_change", args=[who.pk])
                told = _("“%(name)s” is not public: the byline prints the name without a link.")
                yield Finding(False, told % {"name": who}, url=url)

    def _named_in_bylines(self) -> Iterable[Person | Organization]:
        return [who for line in self.bylines for who in (line.person, line.organization) if who]

    def _of_pictures(self) -> Iterator[Finding]:
        language = self.article.get_language_display()
        for picture in self.pictures:
            url = reverse("admin:newsroom_picture_change", args=[picture.pk])
            if not picture.texts.all():
                told = _("A picture has no alternative text: say what is to be seen on it.")
                yield Finding(True, told, url=url)
            elif not any(t.language == self.article.language for t in picture.texts.all()):
                told = _(
                    "The picture “%(picture)s” is not described in this language: %(language)s."
                )
                yield Finding(False, told % {"picture": picture, "language": language}, url=url)
            if not picture.licence:
                told = _("The picture “%(picture)s” has no licence: say why we may print it.")
                yield Finding(False, told % {"picture": picture}, url=url)

    def _of_language(self) -> Iterator[Finding]:
        article = self.article
        if article.is_untranslated:
            yield Finding(True, _("The text is still to be translated."), field="is_untranslated")
        text = prose.plain_text(article.body)
        if text and not _is_written_in(text, article.language):
            told = _("The text does not look like this language: %(language)s.")
            name = dict(settings.LANGUAGES)[article.language]
            yield Finding(False, told % {"language": name}, field="language")
        if not any(t.language == article.language for e in self.events for t in e.texts.all()):
            for event in self.events:
                url = reverse("admin:events_event_change", args=[event.pk])
                told = _("“%(event)s” has no title in the language of the text.")
                yield Finding(False, told % {"event": event}, url=url)

    def _of_editions(self) -> Iterator[Finding]:
        """That nothing would be new to the readers."""
        live = self.article.editions.live(self.at).defer("body").first()
        if live and live.fingerprint == self.article.fingerprint:
            told = _("The text is the same as in edition %(number)s, which readers see.")
            yield Finding(False, told % {"number": live.number})

    def _of_the_newsroom(self) -> Iterator[Finding]:
        article = self.article
        yield from (Finding(True, told) for told in embargo.faults(article, self.at))
        if article.is_embargo_too_early and not article.editions.shown(self.at).exists():
            url = reverse("admin:articles_article_act", args=[article.pk, "embargo"])
            yield Finding(
                False, _("The event has moved: the embargo ends before it does."), url=url
            )
        count = Comment.objects.about(article).open().count()
        if count:
            told = _("Comments that nobody resolved yet: %(count)s.") % {"count": count}
            yield Finding(False, told, field="comments")


NEEDS = {
    "events": lambda: _("Name the event that the text is about."),
    "bylines": lambda: _("Say in a byline whose words these are."),
}
EXPECTS = {
    "standfirst": lambda: _("There is no standfirst: lists and shared links show it."),
    "section": lambda: _("The text stands in no section."),
    "topics": lambda: _("The text has no topic: readers find it by them."),
    "picture": lambda: _("There is no lead picture."),
    "bylines": lambda: _("There is no byline."),
}


def _is_written_in(text: str, language: str) -> bool:
    """Whether the letters of the text are those of the language, by and large."""
    letters = [c for c in text.casefold() if c.isalpha()]
    if not letters:
        return True
    cyrillic = [c for c in letters if "а" <= c <= "ґ"]
    if language == "en":
        return len(cyrillic) * 2 < len(letters)
    foreign = "ыэъё" if language == "uk" else "іїєґ"
    return len(cyrillic) * 2 > len(letters) and (
        sum(c in foreign for c in letters) * 50 < len(letters)
    )
