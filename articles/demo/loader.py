"""Loads the demonstration newsroom; what is there already is left alone."""

import math
import re
import uuid
from collections import Counter
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from articles import publishing
from articles.demo import desk, drawings, files, sound
from articles.models import Article, Byline, Edition, Section, SectionText
from events.models import Event
from events.transfer.reader import read_event, read_names
from newsroom.models import Picture, PictureText, Topic, User
from people.models import Organization, Person

GROUPS = ["reporter", "editor", "publisher", "staff"]
NAMES = ("people", "organizations", "topics")
GROUP_NAMESPACE = uuid.UUID("7d1e1b9e-5f0e-4f5e-9a55-0c3c6a1f0f7b")


def load(password: str) -> Counter[str]:
    """Writes what is missing of the demonstration, and counts what was written; new users get the
    password."""
    return Loader(password).load()


class Loader:
    """Writes the demonstration, from the ground floor up."""

    def __init__(self, password: str):
        self.password = password
        self.written: Counter[str] = Counter()
        self.base = files.base()
        self.pictures: dict[str, Picture] = {}

    def load(self) -> Counter[str]:
        """Writes what is missing."""
        self._load_users()
        self._load_names()
        self._load_pictures()
        self._load_sections()
        for data in files.events():
            self._load_event(data)
        self.publisher = User.objects.get(username="publisher")
        for article in sorted(files.articles(), key=_first_moment):
            self._load_article(article)
        self.written["tasks"] += desk.furnish()
        return self.written

    def _load_users(self) -> None:
        for name in [*GROUPS, "admin"]:
            if User.objects.filter(username=name).exists():
                continue
            is_admin = name == "admin"
            user = User.objects.create_user(
                name, password=self.password, is_staff=True, is_superuser=is_admin
            )
            user.groups.set(Group.objects.filter(name=name))
            desk.name(user)
            self.written["users"] += 1

    def _load_names(self) -> None:
        before = _count_names()
        read_names({name: _without_pictures(self.base[name]) for name in NAMES})
        self.written.update(_count_names() - before)

    def _load_pictures(self) -> None:
        missing = []
        for row in self.base["pictures"]:
            found = Picture.objects.filter(
                credit=row["credit"], texts__language="en", texts__alt=row["texts"]["en"]["alt"]
            ).first()
            if found:
                self.pictures[row["key"]] = found
            else:
                missing.append(row)
        drawn = drawings.draw_all([(row["drawing"], row["seed"]) for row in missing])
        for row, content in zip(missing, drawn, strict=True):
            self._load_picture(row, content)
        for row in self.base["people"]:
            if "picture" in row:
                people = Person.objects.filter(slug=row["slug"], picture=None)
                people.update(picture=self.pictures[row["picture"]])

    @transaction.atomic
    def _load_picture(self, row: dict[str, Any], content: bytes) -> None:
        picture = Picture(credit=row["credit"], licence=row["licence"])
        picture.file.save(f"{row['key']}.jpg", ContentFile(content), save=False)
        picture.save()
        for language, text in row["texts"].items():
            PictureText.objects.create(picture=picture, language=language, **text)
        self.pictures[row["key"]] = picture
        self.written["pictures"] += 1

    def _load_sections(self) -> None:
        for row in self.base["sections"]:
            section, is_new = Section.objects.get_or_create(
                slug=row["slug"], defaults={"order": row["order"]}
            )
            for language, text in row["texts"].items() if is_new else ():
                SectionText.objects.create(section=section, language=language, **text)
            self.written["sections"] += is_new

    def _load_event(self, data: dict[str, Any]) -> None:
        """Reads an event; one that is there is not read again, since days ahead move on."""
        slug = data["event"]["slug"]
        if Event.objects.filter(slug=slug).exists():
            return
        for recording in data["event"]["recordings"]:
            if recording.get("file") == "demo:tone":
                recording["file"] = _tone(slug)
        people = {row["person"] for row in data["event"]["participations"]}
        own = [row for row in self.base["people"] if row["slug"] in people]
        read_event({**data, "people": _without_pictures(own)})
        self.written["events"] += 1

    @transaction.atomic
    def _load_article(self, file: files.ArticleFile) -> None:
        if Article.objects.filter(language=file.language, slug=file.slug).exists():
            return
        article = self._article(file)
        _make_translation(article)
        for number, part in enumerate(file.parts):
            self._fill(article, part)
            if not number:
                _relate(article, part)
            if not self._publish(article, part):
                break
        _note_agreement(article)
        self.written["articles"] += 1

    def _article(self, file: files.ArticleFile) -> Article:
        first = file.parts[0]
        printed = first.get("First-Printed")
        return Article(
            kind=first.get("Kind"),
            language=file.language,
            slug=file.slug,
            section=Section.objects.filter(slug=first.get("Section")).first(),
            picture=self.pictures.get(first.get("Picture")),
            translation_group=uuid.uuid5(GROUP_NAMESPACE, first.get("Group")),
            first_printed_on=files.day(printed) if printed else None,
        )

    def _fill(self, article: Article, part: files.Part) -> None:
        """Takes the words of one edition into the working copy."""
        article.headline = part.get("Headline") or article.headline
        article.kicker = part.get("Kicker") or article.kicker
        article.standfirst = part.get("Standfirst") or article.standfirst
        article.body = re.sub(
            r'data-picture="([\w-]+)"',
            lambda found: f'data-picture="{self.pictures[found.group(1)].pk}"',
            part.body,
        )
        article.full_clean()
        article.save()

    def _publish(self, article: Article, part: files.Part) -> Edition | None:
        """The edition of one part; None for a draft, and while the one before is not live yet."""
        at = part.get("Published")
        if at == "draft" or article.editions.waiting().exists():
            return None
        note = None
        if part.get("Correction"):
            note = publishing.Note(part.get("Correction-Kind"), part.get("Correction"))
        return publishing.publish(
            article,
            self.publisher,
            at=files.moment(at),
            change=part.get("Change"),
            note=part.get("Note"),
            correction=note,
            approving=True,
        )


def _first_moment(file: files.ArticleFile) -> float:
    """When the first edition goes live, in seconds; drafts come last."""
    at = file.parts[0].get("Published")
    return math.inf if at == "draft" else files.moment(at).timestamp()


def _count_names() -> Counter[str]:
    models = {"people": Person, "organizations": Organization, "topics": Topic}
    return Counter({name: model._default_manager.count() for name, model in models.items()})


def _without_pictures(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key != "picture"} for row in rows]


def _list(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _make_translation(article: Article) -> None:
    """Leads a version of a text that is there already to its original."""
    group = Article.objects.filter(translation_group=article.translation_group)
    article.original = group.order_by("pk").first()


def _note_agreement(article: Article) -> None:
    """A translation agrees with the edition of its original that was live when it was published."""
    last = article.editions.order_by("number").last()
    if article.original and last:
        seen = article.original.editions.filter(live_from__lte=last.live_from)
        Article.objects.filter(pk=article.pk).update(agrees_with=seen.count())


def _relate(article: Article, part: files.Part) -> None:
    """Gives an article its topics, events and bylines."""
    article.topics.set(Topic.objects.filter(slug__in=_list(part.get("Topics"))))
    article.events.set(Event.objects.filter(slug__in=_list(part.get("Events"))))
    for order, line in enumerate(part.headers.get("Byline", [])):
        _byline(article, order, line)


def _byline(article: Article, order: int, line: str) -> None:
    credit, person, organization, text = (each.strip() for each in line.split("|", 3))
    Byline.objects.create(
        article=article,
        order=order,
        credit=credit,
        person=Person.objects.filter(slug=person).first(),
        organization=Organization.objects.filter(slug=organization).first(),
        text=text,
    )


def _tone(slug: str) -> str:
    """The name of a recording in the storage, made where it is missing."""
    name = f"recordings/demo-{slug}.wav"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(sound.tones()))
    return name
