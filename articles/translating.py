"""Versions of a text in other languages: begun from their original, agreeing with it or older,
missing, or not needed.

Each act locks all versions of the text, so that of two at once one is told what the other did.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Byline, Edition, Waiver
from articles.models.article import RESERVED
from articles.requoting import requoted
from articles.workflow import Refused, locked, whole
from newsroom.addresses import propose_slug
from newsroom.models import LogEntry, User

Action = LogEntry.Action
# What is older is no longer asked for.
WANTED_FOR = timedelta(days=60)
# An embargo is a promise about what is told, in whatever language.
COPIED = """headline kicker standfirst kind section picture first_printed_on first_printed_in
    embargoed_until embargo_event translation_group""".split()
COPIED_OF_BYLINE = "person organization order credit text".split()


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


def lacking(had: Iterable[str]) -> list[tuple[str, str]]:
    """The languages of the site without those, as code and name."""
    return [(code, str(name)) for code, name in settings.LANGUAGES if code not in had]


def newer(article: Article, at: datetime | None = None) -> Edition | None:
    """What readers see of the original, where that came after the edition with which the article
    agrees; equals `stale`."""
    if article.original is None or article.stage == Article.Stage.SPIKED:
        return None
    live = article.original.editions.live(at).defer("body").first()
    return live if live and live.number > article.agrees_with else None


@whole
def start(original: Article, language: str, by: User) -> Article:
    """The version of the text in the language: a new one with all that it shares with the
    original, still to be translated, or the one that there is. Raises Refused."""
    original = root(held(original), original)
    if original.stage == Article.Stage.SPIKED:
        raise Refused([_("The original is in the bin: take it out first.")])
    known = _versions_of(original).filter(language=language).first()
    return _usable(known) if known else _begun(original, _wanted(original, language), by)


@whole
def agree(article: Article, by: User, number: int, note: str = "") -> None:
    """Says that the text agrees with the edition of the original that readers see, which whoever
    says so has seen: `number`. Raises Refused."""
    article = locked(article)
    newest = newer(article)
    if newest is None:
        raise Refused([_("Nothing is new: the text agrees with what readers see of the original.")])
    if newest.number != number:
        told = _("Readers see edition %(number)s of the original now: look at that one first.")
        raise Refused([told % {"number": newest.number}])
    before, article.agrees_with = article.agrees_with, number
    article.save()
    told = _("The text agrees with edition %(number)s of the original.") % {"number": number}
    LogEntry.objects.write(
        by, article, Action.CHANGED, before=str(before), after=str(number),
        note=" ".join([told, note]).strip(),
    )  # fmt: skip


@whole
def waive(article: Article, language: str, by: User, reason: str) -> Waiver:
    """Decides that the text needs no version in the language. Raises Refused."""
    versions = held(article)
    if language in {one.language for one in versions if one.stage != Article.Stage.SPIKED}:
        raise Refused([_("The text has a version in this language already.")])
    waiver = Waiver(
        translation_group=versions[0].translation_group,
        language=language,
        reason=reason,
        decided_by=by,
    )
    waiver.full_clean()
    waiver.save()
    LogEntry.objects.write(by, article, Action.DISMISSED, after=language, note=reason)
    return waiver


@whole
def unwaive(article: Article, language: str, by: User) -> None:
    """Takes back that the text needs no version in the language. Raises Refused."""
    group = held(article)[0].translation_group
    taken_back, _rows = Waiver.objects.filter(translation_group=group, language=language).delete()
    if not taken_back:
        raise Refused([_("Somebody took this back already.")])
    told = _("A version in this language is needed after all.")
    LogEntry.objects.write(by, article, Action.CHANGED, before=language, note=told)


def held(*articles: Article) -> list[Article]:
    """All versions of the texts, with every other act on them waiting till we are done. Raises
    Refused."""
    keys = [article.pk for article in articles]
    groups = Article.objects.filter(pk__in=keys).values("translation_group")
    rows = Article.objects.filter(translation_group__in=groups).order_by("pk")
    list(rows.select_for_update().values_list("pk"))
    # Read after the wait: whoever held them may have begun one, or joined another.
    versions = list(rows)
    if not set(keys) <= {version.pk for version in versions}:
        raise Refused([_("Somebody deleted the article.")])
    return versions


def among(versions: list[Article], article: Article) -> Article:
    """The article as stored."""
    return next(version for version in versions if version.pk == article.pk)


def root(versions: list[Article], article: Article) -> Article:
    """The original of the article, which may be itself."""
    stored = among(versions, article)
    return next((v for v in versions if v.pk == stored.original_id), stored)


def _versions_of(article: Article) -> QuerySet[Article]:
    return Article.objects.filter(translation_group=article.translation_group)


def _usable(version: Article) -> Article:
    """The version that there is, unless it was dropped. Raises Refused."""
    if version.stage == Article.Stage.SPIKED:
        told = _("The version in this language is in the bin: take “%(headline)s” out.")
        raise Refused([told % {"headline": version}])
    return version


def _wanted(original: Article, language: str) -> str:
    """The language, unless the site has none such or needs no version in it. Raises Refused."""
    if language not in dict(settings.LANGUAGES):
        raise Refused([_("The site has no such language.")])
    waivers = Waiver.objects.filter(translation_group=original.translation_group)
    if waived := waivers.filter(language=language).first():
        told = _("Somebody decided that no version in this language is needed: %(reason)s")
        raise Refused([told % {"reason": waived.reason}])
    return language


def _begun(original: Article, language: str, by: User) -> Article:
    live = original.editions.live().first()
    version = Article(
        original=original,
        language=language,
        body=requoted(original, language),
        agrees_with=live.number if live else 0,
        is_untranslated=True,
        **{name: getattr(original, name) for name in COPIED},
    )
    version.slug = _slug(version, original)
    version.save()
    version.topics.set(original.topics.all())
    version.events.set(original.events.all())
    Byline.objects.bulk_create(
        Byline(article=version, **{name: getattr(line, name) for name in COPIED_OF_BYLINE})
        for line in original.bylines.all()
    )
    told = _("Begun as a translation of “%(headline)s”.") % {"headline": original}
    LogEntry.objects.write(by, version, Action.ADDED, note=told)
    return version


def _slug(version: Article, original: Article) -> str:
    """A free address from the headline, else from that of the original."""
    words = [version.headline, original.slug, f"{original.slug} {version.language}"]
    proposed = [propose_slug(version, one, version.language) for one in words]
    is_page = version.kind == Article.Kind.PAGE
    return next(slug for slug in proposed if slug and not (is_page and slug in RESERVED))


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
