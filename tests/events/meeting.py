"""A meeting whose participants bear names that stand nowhere else, in every place of the record."""

import datetime as dt
import html
import io
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from django.core.files.base import ContentFile
from PIL import Image

from events.attribution import Rule
from newsroom.models import LogEntry, Redirect
from people.models import PersonLink, PersonName, PersonText
from tests.factories import (
    MOMENT,
    AffiliationFactory,
    ArticleFactory,
    CheckFactory,
    CommentFactory,
    EventFactory,
    EventTextFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    PictureFactory,
    RecordingFactory,
    SessionFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    WordingFactory,
    beside,
    mark,
    publish,
)

# Every spelling on record, in lower case and without its ending: in a sentence it may have another.
NAMES = ["kvitnev", "квітнев", "квитнев", "kwitniow", "kvitnew", "кветнев", "qvitnev"]
SPELLINGS = [
    ("en", "preferred", "Orest Kvitnevyi"),
    ("uk", "preferred", "Орест Квітневий"),
    ("ru", "preferred", "Орест Квитневый"),
    ("be", "preferred", "Арэст Кветневы"),
    ("uk-Latn", "transliteration", "Orest Kvitnevyj"),
    ("en", "variant", "Orest Kwitniowy"),
    ("en", "misspelling", "Orest Kvitnewy"),
    ("en", "former", "Orest Qvitnev"),
]
SAID_THERE = "the ferry will not run in winter"
DIRECT = "Not one more winter on that ferry."


@dataclass
class Meeting:
    """The records of one meeting under a rule, and an article about it."""

    rule: Rule
    event: object
    person: object
    organization: object
    topic: object
    statements: dict
    recordings: list
    article: object
    # What no output may hold: names, and where not even the post may stand, the post too.
    hidden: list[str]

    @property
    def is_named(self) -> bool:
        return self.rule == Rule.ON_RECORD


def hold(rule: Rule) -> Meeting:
    """The meeting with all that is on record about it."""
    editor = UserFactory(username="clerk")
    event = EventFactory(slug="closed-meeting", rule=rule, title="A closed meeting")
    EventTextFactory(event=event, language="uk", title="Закрита зустріч")
    person, organization = _person(rule), _organization(rule)
    session = SessionFactory(event=event)
    who = ParticipationFactory(
        event=event,
        session=session,
        person=person,
        affiliation=AffiliationFactory(person=person, organization=organization, post="qzpost"),
        printed_name="Orest Kvitnevyi",
        printed_post="qzpost",
        printed_organization="Qzboard",
        country="UA",
    )
    who.texts.create(language="uk", name="Орест Квітневий", post="qzpost", organization="Qzboard")
    if rule == Rule.POST_ONLY:
        beside(who)
    topic = TopicFactory(name="Winter", slug="winter")
    hidden_topic = TopicFactory(name="Kvitnevyi’s plan", slug="kvitnevyi-plan", published_at=None)
    statements = _statements(who, person, topic, hidden_topic)
    recordings = _recordings(event, statements["indirect"], editor)
    event.topics.add(topic, hidden_topic)
    article = _article(event, statements, editor)
    CommentFactory(record=event, text="Ask Kvitnevyi.", author=editor)
    LogEntry.objects.write(editor, event, LogEntry.Action.CHANGED, note="Kvitnevyi asked for it.")
    Redirect.objects.lead("/people/orest/", f"/people/{person.slug}/")
    post = ["qzpost", "qzboard"] if rule == Rule.NOT_FOR_ATTRIBUTION else []
    return Meeting(
        rule, event, person, organization, topic, statements, recordings, article, NAMES + post
    )


def _person(rule):
    """Public only where the rule lets the name stand: elsewhere nothing of it is to be found."""
    portrait = PictureFactory(
        alt="Orest Kvitnevyi at a desk", file__filename="kvitnevyi.png", credit="Kvitnevyi archive"
    )
    person = PersonFactory(
        slug="orest-kvitnevyi",
        name="",
        picture=portrait,
        published_at=MOMENT if rule == Rule.ON_RECORD else None,
    )
    for language, kind, text in SPELLINGS:
        PersonName.objects.create(person=person, language=language, kind=kind, text=text)
    PersonText.objects.create(person=person, language="en", biography="Kvitnevyi rows.")
    PersonLink.objects.create(person=person, url="https://example.org/kvitnevyi", title="Kvitnevyi")
    return person


def _organization(rule):
    published_at = MOMENT if rule == Rule.ON_RECORD else None
    return OrganizationFactory(slug="qzboard", name="Qzboard", published_at=published_at)


def _statements(who, person, topic, hidden_topic) -> dict:
    made = {
        "direct": StatementFactory(participation=who, words=DIRECT, order=1),
        "indirect": StatementFactory(
            participation=who,
            kind="indirect",
            words=SAID_THERE,
            order=2,
            forecast_due_on=dt.date(2021, 12, 1),
        ),
        "collective": StatementFactory(participation=who, kind="collective", order=3),
        "draft": StatementFactory(participation=who, draft=True, words="Kvitnevyi: not yet."),
        "withdrawn": StatementFactory(participation=who, withdrawn=True, kind="indirect"),
    }
    made["reply"] = StatementFactory(
        participation=who, kind="indirect", words="it will", order=4, reply_to=made["indirect"]
    )
    for number, one in enumerate(("draft", "direct", "withdrawn"), 5):
        StatementFactory(
            participation=who, kind="indirect", words="no", order=number, reply_to=made[one]
        )
    for one in ("direct", "indirect"):
        made[one].topics.add(topic, hidden_topic)
        WordingFactory(
            statement=made[one],
            language="uk",
            text="узимку пором не ходитиме",
            origin="human_translation",
            translated_from=made[one].wording_in("en"),
            translator=person,
        )
        WordingFactory(statement=made[one], language="ru", draft=True, text="Квитневый так сказал")
    made["indirect"].wordings.get(language="en").correct(SAID_THERE + ", I fear")
    return made


def _recordings(event, statement, editor) -> list:
    file = ContentFile(b"Kvitnevyi", name="kvitnevyi.mp3")
    stored = RecordingFactory(event=event, address="", file=file, title="Kvitnevyi speaks")
    linked = RecordingFactory(
        event=event,
        title="Квітневий говорить",
        address="https://example.org/kvitnevyi.mp4",
        archive_copy="https://example.org/archive/kvitnevyi",
    )
    wording = statement.wording_in("en")
    CheckFactory(wording=wording, recording=linked, note="Kvitnevyi mumbles.", checked_by=editor)
    CheckFactory(
        wording=wording,
        method="speaker",
        recording=None,
        start_ms=None,
        end_ms=None,
        note="Kvitnevyi wrote to us.",
        checked_by=editor,
    )
    return [stored, linked]


def _article(event, statements, editor):
    """A public text that prints what it may, and a draft that names everybody."""
    words = mark(statements["indirect"], tag="span")
    quoted = "" if event.rule == Rule.NOT_FOR_ATTRIBUTION else mark(statements["direct"])
    article = ArticleFactory(
        slug="ferries",
        headline="Ferries in winter",
        standfirst="Nobody rows.",
        body=f"<p>It was said that {words}. {quoted}</p>",
        picture=PictureFactory(alt="A ferry.", file__filename="kvitnevyi-on-a-ferry.png"),
    )
    article.events.add(event)
    publish(article, editor, note="Kvitnevyi saw it.")
    draft = ArticleFactory(
        slug="what-kvitnevyi-said", headline="Kvitnevyi", body="<p>Kvitnevyi</p>"
    )
    draft.events.add(event)
    return article


def told(content: bytes) -> str:
    """All that bytes say to whoever looks: the text of a file and of the files inside it, their
    names, and what a picture says of itself; escapes of every kind undone."""
    parts = [content.decode(errors="replace")]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [f"{name}\n{told(package.read(name))}" for name in package.namelist()]
    if content.startswith(b"\x89PNG"):
        parts.append(str(Image.open(io.BytesIO(content)).info))
    text = "\n".join(parts)
    escaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    return unquote(html.unescape(escaped)).casefold()


def found(hidden: list[str], content: bytes, headers: dict | None = None) -> list[str]:
    """Which of the hidden words an answer holds, in its body or its headers."""
    text = told(content) + unquote("\n".join(map(str, (headers or {}).values()))).casefold()
    return [word for word in hidden if word in text]
