"""Versions of a text in other languages: which there are, and which are missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from articles.models import Article, Edition, Waiver

# What is older is no longer asked for.
WANTED_FOR = timedelta(days=60)


@dataclass(frozen=True)
class Missing:
    """An article that readers have, with the languages in which nobody gave it to them."""

    article: Article
    edition: Edition
    languages: list[tuple[str, str]]


def missing(at: datetime | None = None) -> list[Missing]:
    """The originals of the last 60 days that readers see at the moment `at` and that lack a
    version in some language, the latest first; what was decided to need none lacks none."""
    at = at or timezone.now()
    originals = _originals(at)
    had = _had(originals)
    found = [Missing(e.article, e, lacking(had[group])) for group, e in originals.items()]
    return [one for one in found if one.languages]


def lacking(had: set[str]) -> list[tuple[str, str]]:
    """The languages of the site without those, as code and name."""
    return [(code, str(name)) for code, name in settings.LANGUAGES if code not in had]


def _originals(at: datetime) -> dict[UUID, Edition]:
    """The live edition of each text's original, by its group."""
    # By language, since the index of the dates begins with it.
    codes = [code for code, _name in settings.LANGUAGES]
    recent = Edition.objects.live(at).listed().filter(language__in=codes)
    recent = recent.filter(dated_at__gte=at - WANTED_FOR, article__original=None)
    found: dict[UUID, Edition] = {}
    for edition in recent.for_links().order_by("-dated_at", "-id"):
        found.setdefault(edition.article.translation_group, edition)
    return found


def _had(groups: Iterable[UUID]) -> dict[UUID, set[str]]:
    """The languages in which each group has a version, or needs none."""
    had: dict[UUID, set[str]] = {group: set() for group in groups}
    kept = Article.objects.exclude(stage=Article.Stage.SPIKED)
    for model in (kept, Waiver.objects.all()):
        rows = model.filter(translation_group__in=had).values_list("translation_group", "language")
        for group, language in rows:
            had[group].add(language)
    return had
