"""Two states of one article, held against each other: working copy, edition, kept version."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import prose
from articles.difference import Part, any_changed, difference
from articles.models import Article, Byline, Edition, Section
from newsroom.models import Picture

NAME = re.compile(r"^(edition|version)-([0-9]{1,18})$")
NOW = "now"
SECONDS = "H:i:s"  # two versions may be saved within a minute
VERSIONS = 50  # kept versions that are offered; older ones stand in the history
# What an article, an edition and a version say of themselves, beside their words.
OWN = ["kind", "language", "first_printed_on", "first_printed_in"]
Facts = dict[str, dict[Any, str]]


@dataclass
class Text:
    """The words of one state."""

    kicker: str
    headline: str
    standfirst: str
    body: str  # as an edition keeps it


@dataclass
class Side:
    """One state of the article: its words, and by their label all facts that it keeps."""

    name: str
    title: str
    text: Text
    facts: Facts


@dataclass
class Fact:
    """What differs beside the words."""

    label: str
    taken_out: list[str]
    put_in: list[str]


class Comparison:
    """What differs between two states."""

    def __init__(self, older: Side, newer: Side):
        self.older, self.newer = older, newer

    @cached_property
    def parts(self) -> list[Part]:
        """The words, with all that differs marked."""
        return difference(self.older.text, self.newer.text)

    @cached_property
    def facts(self) -> list[Fact]:
        """What else differs, of that which both states keep."""
        return [
            _fact(label, self.older.facts[label], held)
            for label, held in self.newer.facts.items()
            if label in self.older.facts and list(self.older.facts[label]) != list(held)
        ]

    @property
    def is_changed(self) -> bool:
        return any_changed(self.parts)

    @property
    def is_changed_in_form_alone(self) -> bool:
        """Whether the words are the same, but not their bold letters, links or marks."""
        return not self.is_changed and self.older.text.body != self.newer.text.body

    @property
    def keeps_all(self) -> bool:
        """Whether both states keep topics, events and bylines; a version does not."""
        return self.older.facts.keys() == self.newer.facts.keys()


def choices(article: Article) -> list[tuple[str, list[tuple[str, str]]]]:
    """The states of an article that can be compared, in groups: name and title of each."""
    editions = sorted(article.editions.all(), key=lambda edition: -edition.number)
    return [
        (_("Working copy"), [(NOW, _working_title())]),
        (_("Editions"), [(edition_name(e), _edition_title(e)) for e in editions]),
        (_("Versions"), [(version_name(v), _version_title(v)) for v in versions(article)]),
    ]


def versions(article: Article) -> list:
    """The last kept versions, the newest first."""
    return list(article.history.select_related("history_user").defer("body")[:VERSIONS])


def first_choice(article: Article) -> str:
    """What the working copy is held against: the live edition, else the last one, else the version
    before this one; empty where there is none."""
    editions = sorted(article.editions.all(), key=lambda edition: -edition.number)
    live = next((edition for edition in editions if edition.is_live()), None)
    if edition := live or next(iter(editions), None):
        return edition_name(edition)
    kept = versions(article)[1:2]
    return version_name(kept[0]) if kept else ""


def edition_name(edition: Edition) -> str:
    """The name of an edition in an address."""
    return f"edition-{edition.number}"


def version_name(version) -> str:
    """The name of a kept version in an address."""
    return f"version-{version.pk}"


def side(article: Article, name: str) -> Side:
    """The state of the article with that name. Raises Http404."""
    if name == NOW:
        return _working_copy(article)
    match = NAME.match(name)
    if match is None:
        raise Http404("There is no such state of the article.")
    find = {"edition": _edition, "version": _version}[match[1]]
    return find(article, int(match[2]))


def _working_copy(article: Article) -> Side:
    bylines = article.bylines.select_related("person", "organization").prefetch_related(
        "person__names", "organization__names"
    )
    text = _finished(article)
    facts = _own_facts(article, text, article.section, _picture(article)) | _rows(
        article.topics.all(), article.events.prefetch_related("texts"), bylines
    )
    return Side(NOW, _working_title(), text, facts)


def _edition(article: Article, number: int) -> Side:
    edition = Edition.objects.of(article).numbered(number).for_page().first()
    if edition is None:
        raise Http404("The article has no such edition.")
    text = Text(edition.kicker, edition.headline, edition.standfirst, edition.body)
    facts = _own_facts(edition, text, edition.section, edition.picture) | _rows(
        edition.topics.all(), edition.events.prefetch_related("texts"), edition.bylines.all()
    )
    return Side(edition_name(edition), _edition_title(edition), text, facts)


def _version(article: Article, key: int) -> Side:
    version = article.history.filter(pk=key).select_related("history_user").first()
    if version is None:
        raise Http404("The article has no such version.")
    # What the version names may be gone.
    section = Section.objects.for_list().filter(pk=version.section_id).first()
    text = _finished(version)
    facts = _own_facts(version, text, section, _picture(version))
    return Side(version_name(version), _version_title(version), text, facts)


def _picture(copy) -> Picture | None:
    return Picture.objects.for_list().filter(pk=copy.picture_id).first()


def _finished(copy) -> Text:
    """The words of a working copy, stored or kept, as an edition would keep them."""
    body = prose.finish(copy.body, copy.language)
    return Text(copy.kicker, copy.headline, copy.standfirst, body)


def _own_facts(record, text: Text, section: Section | None, picture: Picture | None) -> Facts:
    plain = {_label(name): _shown(record, name) for name in OWN}
    return {
        **{label: {value: value} if value else {} for label, value in plain.items()},
        _label("section"): _by_key([section] if section else []),
        _label("picture"): _by_key([picture] if picture else []),
        _("pictures in the text"): {key: f"{key}" for key in prose.placed_pictures(text.body)},
        _("statements in the text"): {
            use.statement_id: f"{use.statement_id}: {prose.shortened(use.passages[0])}"
            for use in prose.uses(text.body)
        },
    }


def _shown(record, name: str) -> str:
    value = getattr(record, name)
    labels = dict(Article._meta.get_field(name).flatchoices)
    return str(labels.get(value, value or ""))


def _rows(topics: Iterable, events: Iterable, bylines: Iterable) -> Facts:
    lines = [f"{line} ({line.get_credit_display()})" for line in bylines]
    return {
        _label("topics"): _by_key(sorted(topics, key=lambda topic: topic.pk)),
        _label("events"): _by_key(sorted(events, key=lambda event: event.pk)),
        str(Byline._meta.verbose_name_plural): {line: line for line in lines},
    }


def _label(name: str) -> str:
    """What a field of an article is called."""
    return str(Article._meta.get_field(name).verbose_name)


def _by_key(records: Iterable) -> dict[Any, str]:
    return {record.pk: str(record) for record in records}


def _fact(label: str, older: dict[Any, str], newer: dict[Any, str]) -> Fact:
    """What is no longer there and what is new; all, where only the order is another."""
    if older.keys() == newer.keys():
        return Fact(label, list(older.values()), list(newer.values()))
    return Fact(
        label,
        [name for key, name in older.items() if key not in newer],
        [name for key, name in newer.items() if key not in older],
    )


def _working_title() -> str:
    return _("the text here, as last saved")


def _edition_title(edition: Edition) -> str:
    said = {"number": edition.number, "moment": _moment(edition.live_from)}
    if edition.withdrawn_at and edition.withdrawn_at <= timezone.now():
        return _("edition %(number)s, %(moment)s, withdrawn") % said
    return _("edition %(number)s, %(moment)s") % said


def _version_title(version) -> str:
    title = _("version of %(moment)s") % {"moment": _moment(version.history_date, SECONDS)}
    return f"{title}, {version.history_user}" if version.history_user else title


def _moment(at: datetime, clock: str = "H:i") -> str:
    return date_format(timezone.localtime(at), f"j E Y, {clock}")
