"""The interface in Ukrainian and Russian: nothing is missing, stale or left in English."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import timezone

from articles.models import Article
from articles.publishing import Note
from events.models import Event, EventOrganization, Participation, Statement
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    BylineFactory,
    CheckFactory,
    EventFactory,
    EventOrganizationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    PictureFactory,
    RecordingFactory,
    SectionFactory,
    SessionFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    WordingFactory,
    mark,
    publish,
)
from tests.pages import read

LANGUAGES = ("uk", "ru")
FOLDERS = [Path(path) for path in settings.LOCALE_PATHS]
CATALOGUES = [
    pytest.param(folder / language / "LC_MESSAGES/django.po", id=f"{folder.name}-{language}")
    for folder in FOLDERS
    for language in LANGUAGES
]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
SOURCES = ("articles", "events", "newsroom", "people", "templates")
ADDRESS = re.compile(r"https?://\S+")


def placeholders(text: str) -> list[str]:
    """The placeholders and tags of a message, in the order of the alphabet."""
    return sorted(PLACEHOLDER.findall(text))


def translations(entry: polib.POEntry) -> list[str]:
    """The one translation of a message, or one for each number."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("file", CATALOGUES)
def test_every_message_is_translated(file):
    entries = polib.pofile(str(file))

    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete] == []
    assert [entry.msgid for entry in entries if not all(translations(entry))] == []


@pytest.mark.parametrize("file", CATALOGUES)
def test_translations_keep_the_placeholders(file):
    differing = [
        (entry.msgid, text)
        for entry in polib.pofile(str(file))
        for text in translations(entry)
        if set(placeholders(text)) != set(placeholders(entry.msgid_plural or entry.msgid))
    ]

    assert differing == []


@pytest.mark.parametrize("file", CATALOGUES)
def test_the_compiled_catalogue_is_that_of_the_text(file):
    compiled = polib.mofile(str(file.with_suffix(".mo")))

    assert contents(compiled) == contents(polib.pofile(str(file)))


def contents(catalogue) -> dict:
    """What a catalogue says: the translations of each message."""
    return {(e.msgctxt, e.msgid, e.msgid_plural): translations(e) for e in catalogue}


@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not installed")
def test_the_catalogues_hold_the_messages_of_the_sources(tmp_path):
    for name in SOURCES:
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name)
    (tmp_path / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "-l", "uk", "--no-location"]
    bare = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=tmp_path, env=bare, check=True, capture_output=True)
    found = messages(tmp_path / "locale/uk/LC_MESSAGES/django.po")

    for language in LANGUAGES:
        assert messages(FOLDERS[0] / language / "LC_MESSAGES/django.po") == found


def messages(file: Path) -> set:
    """The messages of a catalogue with their contexts."""
    return {(e.msgctxt, e.msgid, e.msgid_plural) for e in polib.pofile(str(file))}


@pytest.fixture
def small_newsroom(settings):
    """One public thing of every kind, its own words in English except for the articles'; comes
    back as the address of a statement that was withdrawn."""
    settings.SITE_NAME = "Weir"  # its usual name is a word of the interface, too
    section, topic = SectionFactory(name="Rivers"), TopicFactory(name="Sluices")
    picture = PictureFactory(alt="Weir")
    house = OrganizationFactory(name="Weir House", country="UA", website="https://example.org/")
    OrganizationFactory(name="Weir Yard", parent=house)
    person = PersonFactory(name="Olha Rii", picture=picture)
    AffiliationFactory(person=person, organization=house, post="hydrologist", held_from=None)
    held = EventFactory(
        title="Sluices after floods", venue=house, mode=Event.Mode.MIXED, countries=["UA", "MD"],
        working_languages="uk, en", attending=12, rule=1,
    )  # fmt: skip
    ahead = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    coming = EventFactory(title="Sluices ahead", starts_on=ahead, status=Event.Status.POSTPONED)
    for kind in EventOrganization.Kind.values:
        EventOrganizationFactory(event=held, organization=house, kind=kind)
    SessionFactory(event=held)
    RecordingFactory(event=held)
    spoken = said_everything(held, person, topic)
    ParticipationFactory(event=coming, person=person, printed_post="hydrologist")
    for event in (held, coming):
        event.topics.add(topic)
    for language in LANGUAGES:
        article_with_two_editions(language, spoken, section=section, picture=picture)
    return StatementFactory(
        participation=spoken.participation, withdrawn=True, withdrawn_reason="Weir"
    ).get_absolute_url()


def said_everything(event, person, topic) -> Statement:
    """A statement, checked, translated, answered and due; more of the other kinds after it."""
    open_words = {"consent_on": event.starts_on, "consent_note": "By letter."}
    speaker = {"printed_post": "hydrologist", "printed_organization": "Weir House"} | open_words
    participation = ParticipationFactory(event=event, person=person, **speaker)
    first, *_ = parts = [
        participation,
        *(
            ParticipationFactory(
                event=event, person=PersonFactory(name=f"Rii {n}"), part=part, **speaker
            )
            for n, part in enumerate(Participation.Part.values)
        ),
    ]
    said = StatementFactory(
        participation=first, words="Sluices leak.", forecast_due_on=event.starts_on
    )
    said.topics.add(topic)
    wording = said.wordings.get()
    CheckFactory(wording=wording, recording=event.recordings.get(), checked_by=UserFactory())
    WordingFactory(statement=said, language="pl", text="Śluzy ciekną.")
    for kind, part in zip(Statement.Kind.values, parts, strict=False):
        StatementFactory(participation=part, kind=kind, words="Old weirs.", reply_to=said)
    return said


def article_with_two_editions(language, said, **details) -> None:
    """An article in the language that quotes the statement and was corrected."""
    user, person = UserFactory(), said.participation.person
    WordingFactory(statement=said, language=language, text="Шлюз")
    article = ArticleFactory(
        language=language,
        slug=f"sluice-{language}",
        headline="Шлюз",
        standfirst="Шлюз",
        body=f"<p>{mark(said, 'Шлюз')}</p>",
        **details,
    )
    article.topics.add(*said.topics.all())
    article.events.add(said.participation.event)
    for credit in ("author", "translator", "photographer", "editor"):
        BylineFactory(article=article, person=person, credit=credit)
    publish(article, user)
    article.body += "<p>Шлюз</p>"
    article.save()
    publish(article, user, change="material", correction=Note("correction", "Шлюз", "Шлюз"))
    page = {"kind": Article.Kind.PAGE, "headline": "Шлюз", "body": "<p>Шлюз</p>", "section": None}
    publish(ArticleFactory(language=language, slug=f"weir-{language}", **page), user)


def visible_words(page) -> list[str]:
    """What a reader sees or hears of a page, except for passages marked as English."""
    texts = page.xpath(
        "//body//text()[not(ancestor::script or ancestor::*[@lang][1][@lang='en'])]"
        " | //body//@aria-label | //body//@placeholder | //body//@title"
    )
    return [ADDRESS.sub("", " ".join(str(text).split())) for text in texts]


def interface_words() -> re.Pattern:
    """Any English message of the interface, or part of one between placeholders."""
    entries = polib.pofile(str(FOLDERS[0] / "uk/LC_MESSAGES/django.po"))
    messages = {text for e in entries for text in (e.msgid, e.msgid_plural) if text}
    parts = {
        part.strip(" .:,“”()·–") for message in messages for part in PLACEHOLDER.split(message)
    }
    # A message that is a name or a sign in every language says nothing.
    names = {"HTML", "JSON", "Markdown", "Word", "SHA-256"}
    words = sorted((re.escape(p) for p in parts - names if len(p) > 3), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)


# A card, a citation, a table: no page.
FILE = re.compile(r"\.\w+(\?|$)")


def walked(client, language: str) -> dict:
    """Every page of a language that a reader comes to by links from its front page."""
    pages, waiting = {}, [f"/{language}/"]
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        pages[path] = read(client, path)
        links = (a.get("href").partition("#")[0] for a in pages[path].iter("a"))
        waiting += [
            link for link in links if link.startswith(f"/{language}/") and not FILE.search(link)
        ]
    return pages


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_speak_one_language(client, language, small_newsroom):
    english = interface_words()
    pages = walked(client, language)
    pages["404"] = read(client, f"/{language}/nowhere/", 404)
    pages["410"] = read(client, f"/{language}{small_newsroom}", 410)

    found = {
        (path, text): english.findall(text)
        for path, page in pages.items()
        for text in visible_words(page)
        if english.search(text)
    }

    assert found == {}
    assert len(pages) > 20
