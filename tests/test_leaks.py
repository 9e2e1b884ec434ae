"""Nothing hidden reaches a reader: each hidden record bears a word that no answer may hold."""

import datetime as dt
import re
from urllib.parse import quote, urljoin, urlsplit
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from articles.models import Article, Section
from articles.publishing import take_down, withdraw
from events.attribution import Rule
from events.models import Event, Participation, Statement
from newsroom.models import Topic
from people.models import Organization, Person, PersonText
from tests.factories import (
    MOMENT,
    AffiliationFactory,
    ArticleFactory,
    BylineFactory,
    EventFactory,
    EventOrganizationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    PictureFactory,
    RecordingFactory,
    SectionFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    WordingFactory,
    beside,
    mark,
    publish,
    schedule,
)

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
# What stands below the address of a statement.
OF_STATEMENTS = """
annotations.json card.png embed/ cite.bib cite.ris cite.json
wordings/en-1/ wordings/en-2/ wordings/uk-1/
""".split()
LINK = re.compile(r"""(?:href|src|srcset|cite|action|content)=["']((?:/|\?|http)[^"'\s]*)""")


class Secrets:
    """Words that stand in hidden records and nowhere else."""

    def __init__(self):
        self.words: list[str] = []

    def word(self, what: str) -> str:
        """A new word for a hidden record."""
        self.words.append(f"qzx{what}qzx")
        return self.words[-1]

    def found_in(self, text: str) -> list[str]:
        return [word for word in self.words if word in text.lower()]


@pytest.fixture
def secrets():
    """A newsroom in which something of every kind is hidden beside something that is not."""
    secrets, user = Secrets(), UserFactory(username="qzxaccountqzx", last_name="Qzxaccountqzx")
    secrets.words.append("qzxaccountqzx")
    section, topic = SectionFactory(), TopicFactory()
    event = EventFactory()
    public = ParticipationFactory(event=event)
    said = StatementFactory(participation=public, words="What may be read.")
    open_article = ArticleFactory(section=section, body=f"<p>{mark(said)}</p>")
    open_article.topics.add(topic)
    open_article.events.add(event)
    publish(open_article, user, note=secrets.word("note"))
    _hide_articles(secrets, user, section, topic, event)
    _hide_statements(secrets, public)
    _hide_events(secrets, topic)
    _hide_names(secrets, event, topic, user)
    return secrets


def _hide_articles(secrets, user, section, topic, event):
    def article(what, **values):
        word = secrets.word(what)
        made = ArticleFactory(
            section=section,
            slug=f"{word}-slug",
            headline=f"Headline {word}",
            standfirst=word,
            body=f"<p>{word}</p>",
            picture=PictureFactory(alt=f"{word} alt", file__filename=f"{word}.png"),
            **values,
        )
        made.topics.add(topic)
        made.events.add(event)
        return made

    article("draft")
    article("draftpage", kind=Article.Kind.PAGE)
    schedule(article("scheduled"), user, timezone.now() + HOUR)
    withdrawn = article("withdrawn")
    publish(withdrawn, user)
    withdraw(withdrawn, user, "It was wrong.")
    taken = article("takendown")
    publish(taken, user)
    take_down(taken, user, "By order of a court.")
    changed = ArticleFactory(section=section, headline="Open")
    publish(changed, user)
    changed.headline = f"Working {secrets.word('workingcopy')}"
    changed.body = f"<p>{secrets.word('workingbody')}</p>"
    changed.save()
    schedule(changed, user, timezone.now() + HOUR, change="minor")


def _hide_statements(secrets, who):
    StatementFactory(participation=who, draft=True, words=secrets.word("draftstatement"))
    StatementFactory(participation=who, withdrawn=True, words=secrets.word("withdrawnstatement"))
    open_one = StatementFactory(participation=who, words="Open words.")
    WordingFactory(statement=open_one, draft=True, language="uk", text=secrets.word("draftwording"))
    StatementFactory(participation=who, rule=Rule.OFF_RECORD, words=secrets.word("offstatement"))
    Participation.objects.filter(pk=who.pk).update(
        consent_on=MOMENT.date(), consent_note=secrets.word("consent")
    )


def _hide_events(secrets, topic):
    for what, values in {
        "draftevent": {"published_at": None},
        "laterevent": {"published_at": timezone.now() + HOUR},
        "offevent": {"published_at": None, "rule": Rule.OFF_RECORD},
    }.items():
        word = secrets.word(what)
        event = EventFactory(slug=f"{word}-slug", title=f"Title {word}", **values)
        event.topics.add(topic)
        StatementFactory(participation__event=event, words=f"Said {word}")
        RecordingFactory(event=event, title=word, address=f"https://example.org/{word}")
    embargo = EventFactory(record_from=timezone.now() + HOUR)
    statement = StatementFactory(
        participation__event=embargo, words=secrets.word("embargostatement")
    )
    statement.topics.add(topic)
    RecordingFactory(event=embargo, title=secrets.word("embargorecording"))


def _hide_names(secrets, event, topic, user):
    chatham = EventFactory(rule=Rule.NOT_FOR_ATTRIBUTION, title="Under the rule")
    hidden = _participant(secrets, chatham, "chathamname", "chathampost", "chathamorg")
    StatementFactory(participation=hidden, words=secrets.word("chathamdirect"))
    StatementFactory(participation=hidden, kind="collective", words=secrets.word("collective"))
    paraphrase = StatementFactory(participation=hidden, kind="indirect", words="Some argued so.")
    paraphrase.topics.add(topic)
    RecordingFactory(event=chatham, title=secrets.word("chathamrecording"))
    body = f"<p>{mark(paraphrase, 'Some argued so.', 'span')}</p>"
    publish(ArticleFactory(body=body, headline="About the rule"), user)

    post_only = EventFactory(rule=Rule.POST_ONLY, title="Posts alone")
    speaker = _participant(secrets, post_only, "postonlyname", None, None)
    beside(speaker)
    said = StatementFactory(participation=speaker, words="Said by a post.")
    publish(ArticleFactory(body=f"<p>{mark(said)}</p>", headline="By a post"), user)

    tightened = ParticipationFactory(
        event=event, rule=Rule.NOT_FOR_ATTRIBUTION, printed_name=secrets.word("tightened")
    )
    StatementFactory(participation=tightened, kind="indirect", words="Somebody said so.")

    person = PersonFactory(draft=True, slug=f"{secrets.word('draftperson')}-slug", name="Ada Rii")
    PersonText.objects.create(person=person, language="en", biography=secrets.word("biography"))
    ParticipationFactory(event=event, person=person, printed_name="Ada Rii")
    organization = OrganizationFactory(
        draft=True,
        slug=f"{secrets.word('draftorganization')}-slug",
        website=f"https://{secrets.word('website')}.example/",
        name="Plain Centre",
    )
    EventOrganizationFactory(event=event, organization=organization)
    AffiliationFactory(person=person, organization=organization, post=secrets.word("affiliation"))
    byline = ArticleFactory(headline="By somebody without a page")
    BylineFactory(article=byline, person=person)
    publish(byline, user)
    hidden_topic = TopicFactory(published_at=None, slug=f"{secrets.word('drafttopic')}-slug")
    Event.objects.get(pk=event.pk).topics.add(hidden_topic)


def _participant(secrets, event, name, post, organization):
    word = secrets.word(name)
    person = PersonFactory(slug=f"{word}-slug", name=word, published_at=None)
    return ParticipationFactory(
        event=event,
        person=person,
        printed_name=word,
        printed_post=secrets.word(post) if post else "minister",
        printed_organization=secrets.word(organization) if organization else "Ministry",
    )


def guesses() -> list[tuple[str, str]]:
    """The pages that records have or would have in every language, and what names them there."""
    models = [Article, Event, Organization, Person, Section, Statement, Topic]
    found = []
    for code, _ in settings.LANGUAGES:
        with override(code):
            for row in (row for model in models for row in model.objects.all()):
                name = getattr(row, "slug", None) or row.public_id
                found.append((row.get_absolute_url(), name))
                if isinstance(row, Article):
                    found.append((f"{row.get_absolute_url()}editions/", name))
                    found.append((f"{row.get_absolute_url()}editions/1/", name))
                if isinstance(row, Statement):
                    found += [(row.get_absolute_url() + below, name) for below in OF_STATEMENTS]
                    url = quote(settings.SITE_URL + row.get_absolute_url(), safe="")
                    found += [(f"/oembed?url={url}&format={f}", name) for f in ("json", "xml")]
    return found


class Walk:
    """Asks for addresses, and keeps what the answers hold of the secrets."""

    def __init__(self, client: Client, secrets: Secrets):
        self.client, self.secrets = client, secrets
        self.asked: set[str] = set()
        self.leaks: list[tuple[str, list[str]]] = []

    def follow(self, addresses: list[str]) -> "Walk":
        """Asks for the addresses and for all that the answers name, and so on."""
        waiting = list(addresses)
        while waiting:
            address = waiting.pop()
            if address not in self.asked:
                told = self.ask(address)
                waiting += [
                    a for a in (self._own(address, link) for link in LINK.findall(told)) if a
                ]
        return self

    def ask(self, address: str, name: str = "") -> str:
        """Body and headers of the answer; `name` is what the request says itself of a record, which
        a page may repeat."""
        self.asked.add(address)
        response = self.client.get(address)
        content = b"".join(response) if response.streaming else response.content
        headers = [f'{name}="{value}"' for name, value in response.headers.items()]
        told = "\n".join([content.decode(errors="replace"), *headers])
        found = self.secrets.found_in(told.replace(name, "") if name else told)
        if found:
            self.leaks.append((address, found))
        return told.replace("Location=", "href=")

    def _own(self, address: str, link: str) -> str | None:
        parts = urlsplit(urljoin(address, link))
        if parts.netloc not in {"", "testserver", urlsplit(settings.SITE_URL).netloc}:
            return None
        if not parts.path.startswith("/") or parts.path.startswith(("/static/", "/admin/")):
            return None
        return parts.path + (f"?{parts.query}" if parts.query else "")


STARTS = ["/", "/uk/", "/ru/", "/robots.txt", "/healthz", "/nothing/"]


def test_no_reader_meets_a_hidden_word(secrets, client):
    walk = Walk(client, secrets).follow(STARTS)

    assert walk.leaks == []
    assert len(walk.asked) > 100


def test_no_guessed_address_tells_a_hidden_word(secrets, client):
    walk = Walk(client, secrets)

    for address, name in guesses():
        walk.ask(address, name)

    assert walk.leaks == []


def test_the_walk_would_notice_a_leak(secrets, client):
    Event.objects.filter(slug__startswith="qzxdraftevent").update(published_at=MOMENT)

    assert Walk(client, secrets).follow(["/"]).leaks != []


@pytest.mark.parametrize("form", ["json", "md", "csv", "docx", "xlsx"])
def test_no_export_holds_a_hidden_word(secrets, form, tmp_path):
    for event in Event.objects.published():
        path = tmp_path / f"{event.slug}.{form}"
        call_command("export_event", event.slug, "--format", form, "--output", str(path))

        assert secrets.found_in(_told(path, form)) == [], event


def _told(path, form) -> str:
    """All text of a file, and of the files inside it."""
    if form not in {"docx", "xlsx"}:
        return path.read_text(encoding="utf-8").lower()
    with ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
