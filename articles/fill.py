"""Bulk content for measuring: any number of articles with their events, people and statements.

Rows are written past the models, so that a hundred thousand take minutes; the rules of the database
still hold. The same number and seed give the same content.
"""

import datetime as dt
import random
import uuid
from collections.abc import Iterable

from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Model

from articles import prose
from articles.models import (
    Article,
    Byline,
    Edition,
    EditionByline,
    EditionEvent,
    EditionTopic,
    Quotation,
    Section,
    SectionText,
)
from events.models import (
    Event,
    EventOrganization,
    EventText,
    EventTopic,
    Participation,
    Statement,
    StatementTopic,
    Wording,
)
from events.models.statement import ID_LETTERS
from newsroom.models import Topic, TopicText, User
from people.models import Affiliation, Organization, OrganizationName, Person, PersonName

FIRST_DAY = dt.date(2010, 1, 4)
LAST_DAY = dt.date(2026, 10, 30)
TOPICS, SECTIONS, STATEMENTS_AN_EVENT, SPEAKERS_AN_EVENT = 40, 6, 20, 5
LANGUAGES = ["en", "en", "en", "uk", "uk", "ru"]
WORDS = {
    "en": """river harbour winter bridge archive council school border station power voice letter
        bread field library court teacher ice engine ferry morning grant rule road depth signal
        often slowly again without before almost never still keeps opens carries needs finds the
        the the a of of in to and and with""".split(),
    "uk": """річка порт зима міст архів рада школа кордон станція струм голос лист хліб поле
        бібліотека суд учителька крига двигун пором ранок грант правило дорога глибина сигнал
        часто повільно знову без до майже ніколи ще тримає відкриває несе потребує і в на з та
        що це""".split(),
    "ru": """река порт зима мост архив совет школа граница станция ток голос письмо хлеб поле
        библиотека суд учительница лёд двигатель паром утро грант правило дорога глубина сигнал
        часто медленно снова без до почти никогда ещё держит открывает несёт требует и в на с
        что это""".split(),
}


@transaction.atomic
def fill(articles: int, seed: int = 0) -> dict[str, int]:
    """Writes `articles` published articles, a tenth as many events, a twentieth as many people and
    twice as many statements; returns how many of each. Raises CommandError when it was done."""
    filling = Filling(seed)
    if Section.objects.filter(slug=f"fill-{seed}-0").exists():
        raise CommandError(f"Seed {seed} has been filled already: give another --seed.")
    filling.ground()
    filling.people(max(articles // 20, SPEAKERS_AN_EVENT))
    filling.events(max(articles // 10, 1))
    filling.statements(2 * articles)
    filling.articles(articles)
    return filling.written


class Filling:
    """One run: what it wrote so far, for the rows that refer to it."""

    def __init__(self, seed: int):
        self.seed = seed
        self.random = random.Random(seed)  # noqa: S311  the same content each time, no secret
        self.written: dict[str, int] = {}
        self.editor, _ = User.objects.get_or_create(username="fill", is_active=False)

    def ground(self) -> None:
        """Topics, sections and organizations."""
        self._topics = self._save(
            Topic(name=f"Topic {self.seed}-{i}", slug=f"fill-{self.seed}-{i}", published_at=_at(0))
            for i in range(TOPICS)
        )
        self._save(TopicText(topic=t, language="en", name=t.name) for t in self._topics)
        self._sections = self._save(
            Section(slug=f"fill-{self.seed}-{i}", order=i) for i in range(SECTIONS)
        )
        self._save(
            SectionText(section=s, language="en", name=self._line("en", 2)) for s in self._sections
        )

    def people(self, number: int) -> None:
        """People with a name and a post each, and an organization for every five."""
        self._organizations = self._save(
            Organization(slug=f"fill-{self.seed}-{i}", kind="analysis_centre", published_at=_at(0))
            for i in range(max(number // 5, 3))
        )
        self._save(
            OrganizationName(organization=o, language="en", text=self._line("en", 3).title())
            for o in self._organizations
        )
        self._people = self._save(
            Person(slug=f"fill-{self.seed}-{i}", published_at=_at(0)) for i in range(number)
        )
        self._names = [
            PersonName(person=p, language="en", text=self._line("en", 2).title())
            for p in self._people
        ]
        self._save(self._names)
        self._save(
            Affiliation(
                person=p,
                organization=self.random.choice(self._organizations),
                post="director",
                post_language="en",
            )
            for p in self._people
        )

    def events(self, number: int) -> None:
        """Events, evenly over the years, each with its organiser and speakers."""
        days = (LAST_DAY - FIRST_DAY).days
        self._events = self._save(
            Event(
                slug=f"fill-{self.seed}-{i}",
                starts_on=FIRST_DAY + dt.timedelta(days * i // number),
                status=Event.Status.HELD,
                published_at=_at(0),
                record_from=_at(0),
            )
            for i in range(number)
        )
        self._save(
            EventText(event=e, language="en", title=self._line("en", 6)) for e in self._events
        )
        self._save(
            EventOrganization(event=e, organization=self.random.choice(self._organizations))
            for e in self._events
        )
        self._save(
            EventTopic(content_object=e, tag=topic, starts_on=e.starts_on)
            for e in self._events
            for topic in self.random.sample(self._topics, 2)
        )
        self._participations = self._save(
            self._participation(event, name, order)
            for event in self._events
            for order, name in enumerate(self.random.sample(self._names, SPEAKERS_AN_EVENT))
        )

    def statements(self, number: int) -> None:
        """Confirmed statements with one wording, the languages mixed."""
        said = [self._statement(i) for i in range(number)]
        self._statements = self._save(said)
        self._wordings = self._save(
            self._wording(s, LANGUAGES[i % len(LANGUAGES)]) for i, s in enumerate(said)
        )
        for chunk in _chunks(self._statements, 500):
            Statement.objects.filter(pk__in=[s.pk for s in chunk]).update(state="confirmed")
        self._save(
            StatementTopic(content_object=s, tag=self._topic(), said_on=s.said_on) for s in said
        )

    def articles(self, number: int) -> None:
        """Articles with one edition each, two quotations, two topics, an event and a byline."""
        for numbers in _chunks(range(number), 2000):
            copies = self._save(self._article(i, number) for i in numbers)
            editions = self._save(self._edition(a) for a in copies)
            self._rows(editions)
        self.written["articles"] = number

    def _rows(self, editions: list[Edition]) -> None:
        self._save(
            EditionTopic(topic=topic, **_beside(e))
            for e in editions
            for topic in self.random.sample(self._topics, 2)
        )
        self._save(EditionEvent(event=self._event_of(e.article), **_beside(e)) for e in editions)
        bylines = [(e, self.random.choice(self._people)) for e in editions]
        self._save(Byline(article=e.article, person=person) for e, person in bylines)
        self._save(EditionByline(person=person, **_beside(e)) for e, person in bylines)
        self._save(
            Quotation(edition=e, statement=w.statement, wording=w, passages=[w.text])
            for e in editions
            for w in self._quoted(e.article)
        )

    def _participation(self, event: Event, name: PersonName, order: int) -> Participation:
        return Participation(
            event=event,
            person=name.person,
            order=order,
            attendance=Participation.Attendance.SPOKE,
            printed_name=name.text,
            printed_post="director",
            printed_organization="Centre",
            printed_language="en",
        )

    def _statement(self, number: int) -> Statement:
        event = number // STATEMENTS_AN_EVENT % len(self._events)
        speaker = number % SPEAKERS_AN_EVENT
        participation = self._participations[event * SPEAKERS_AN_EVENT + speaker]
        letters = self.random.choices(ID_LETTERS, k=10)
        return Statement(
            public_id="s" + "".join(letters),
            participation=participation,
            order=number % STATEMENTS_AN_EVENT,
            said_on=self._events[event].starts_on,
        )

    def _wording(self, statement: Statement, language: str) -> Wording:
        text = ". ".join(self._line(language, 12).capitalize() for _ in range(2))
        return Wording(
            statement=statement, language=language, text=text, confirmed_at=_at(0), number=1
        )

    def _article(self, number: int, of: int) -> Article:
        language = LANGUAGES[number % len(LANGUAGES)]
        article = Article(
            slug=f"fill-{self.seed}-{number}",
            language=language,
            headline=self._line(language, 8).capitalize(),
            standfirst=self._line(language, 20).capitalize() + ".",
            section=self.random.choice(self._sections),
            stage=Article.Stage.READY,
            translation_group=uuid.UUID(int=self.random.getrandbits(128), version=4),
        )
        article.number, article.share = number, number / of
        article.body = self._body(article)
        article.approved_fingerprint = article.fingerprint
        return article

    def _body(self, article: Article) -> str:
        quoted = [
            f'<p><q data-statement="{w.statement.public_id}">“{w.text}”</q></p>'
            for w in self._quoted(article)
        ]
        told = [f"<p>{self._line(article.language, 60).capitalize()}.</p>" for _ in range(5)]
        return "".join([told[0], *quoted, *told[1:]])

    def _quoted(self, article: Article) -> list[Wording]:
        """Two wordings of the article's language, the same each time."""
        first = 2 * article.number
        near = self._wordings[first : first + 4 * len(LANGUAGES)]
        near = near if len(near) > len(LANGUAGES) else self._wordings[-4 * len(LANGUAGES) :]
        return [w for w in near if w.language == article.language][:2]

    def _event_of(self, article: Article) -> Event:
        return self._events[int(article.share * len(self._events))]

    def _edition(self, article: Article) -> Edition:
        at = _at(article.share)
        return Edition(
            article=article,
            number=1,
            language=article.language,
            kind=article.kind,
            headline=article.headline,
            standfirst=article.standfirst,
            body=prose.finish(article.body, article.language),
            section=article.section,
            dated_at=at,
            live_from=at,
            change=Edition.Change.FIRST,
            fingerprint=article.fingerprint,
            published_by=self.editor,
        )

    def _topic(self) -> Topic:
        return self.random.choice(self._topics)

    def _line(self, language: str, words: int) -> str:
        return " ".join(self.random.choices(WORDS[language], k=words))

    def _save(self, rows: Iterable[Model]) -> list:
        rows = list(rows)
        if rows:
            model = type(rows[0])
            model._base_manager.bulk_create(rows, batch_size=500)
            name = str(model._meta.verbose_name_plural)
            self.written[name] = self.written.get(name, 0) + len(rows)
        return rows


def _beside(edition: Edition) -> dict:
    return {"edition": edition, "language": edition.language, "dated_at": edition.dated_at}


def _at(share: float) -> dt.datetime:
    """The moment at a share, 0 to 1, of the years that are filled."""
    start = dt.datetime.combine(FIRST_DAY, dt.time(9), dt.UTC)
    return start + share * (LAST_DAY - FIRST_DAY)


def _chunks(rows, size: int):
    return (rows[i : i + size] for i in range(0, len(rows), size))
