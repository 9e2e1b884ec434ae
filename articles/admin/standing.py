"""How an article stands towards its readers, for those who decide about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.versions import Versions
from articles.models import Article, Edition
from articles.publishing import last_take_down
from newsroom.models import Task


def moment(at: datetime) -> str:
    """A moment in words, in the time of the newsroom."""
    return date_format(timezone.localtime(at), "j E Y, H:i")


@dataclass
class Standing:
    """The editions of an article, seen from a moment; reads `article.editions` once."""

    article: Article
    at: datetime

    @cached_property
    def editions(self) -> list[Edition]:
        stored = self.article.editions.all() if self.article.pk else []
        return sorted(stored, key=lambda edition: -edition.number)

    @cached_property
    def versions(self) -> Versions:
        """The text in its languages."""
        return Versions(self.article, self.at)

    @cached_property
    def tasks(self) -> list[Task]:
        """What somebody is asked to do with it and has not done."""
        return list(Task.objects.open().about(self.article).for_list()) if self.article.pk else []

    @cached_property
    def live(self) -> Edition | None:
        return next((edition for edition in self.editions if edition.is_live(self.at)), None)

    @cached_property
    def waiting(self) -> Edition | None:
        return next((edition for edition in self.editions if edition.live_from > self.at), None)

    @cached_property
    def last(self) -> Edition | None:
        """The one after which no other comes."""
        return self.editions[0] if self.editions else None

    @property
    def removal(self) -> Edition | None:
        """The edition with which the article will be removed."""
        last = self.last
        return last if last and last.withdrawn_at and last.withdrawn_at > self.at else None

    @property
    def is_withdrawn(self) -> bool:
        """Whether readers saw the article and now see nothing."""
        return bool(self.last and not self.live and self.last.live_from <= self.at)

    @property
    def has_changed(self) -> bool:
        """Whether the working copy says other words than the last edition."""
        return bool(self.last and self.last.fingerprint != self.article.fingerprint)

    @property
    def short(self) -> str:
        """The standing in a cell of a list."""
        if self.waiting:
            moments = {"moment": moment(self.waiting.live_from)}
            waits = _("change waits for %(moment)s") if self.live else _("waits for %(moment)s")
            return waits % moments
        if self.live:
            return _("live, edition %(number)s") % {"number": self.live.number}
        return _("withdrawn") if self.is_withdrawn else ""

    @property
    def sentences(self) -> Iterator[str]:
        """The standing in full."""
        if not self.last:
            yield _("Never published.")
        if self.live:
            yield _("Live since %(moment)s, edition %(number)s.") % _told(self.live)
        if self.waiting:
            yield _("Edition %(number)s waits for %(moment)s.") % _told(self.waiting)
        if self.removal:
            yield _("To be removed on %(moment)s.") % {"moment": moment(self.removal.withdrawn_at)}
        taken_down = last_take_down(self.article) if self.is_withdrawn else None
        if taken_down:
            yield _("Taken down on %(moment)s: %(reason)s") % {
                "moment": moment(taken_down.at),
                "reason": taken_down.note,
            }
        elif self.is_withdrawn and self.last.withdrawn_at:
            yield _("Withdrawn on %(moment)s: %(reason)s") % {
                "moment": moment(self.last.withdrawn_at),
                "reason": self.last.withdrawn_reason,
            }
        if self.has_changed:
            told = _("The text here differs from edition %(number)s.")
            yield told % {"number": self.last.number}


def _told(edition: Edition) -> dict:
    return {"number": edition.number, "moment": moment(edition.live_from)}
