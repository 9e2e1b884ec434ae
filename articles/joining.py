"""Two articles that became translations of each other after they were written, or never were."""

import uuid

from django.utils.translation import gettext as _

from articles import embargo
from articles.models import Article
from articles.translating import among, held, root
from articles.workflow import Refused, locked, whole
from newsroom.models import LogEntry, User


@whole
def join(article: Article, other: Article, by: User) -> None:
    """Makes the article a translation of another one, or of that one's original; somebody has yet
    to say that the two agree. An embargo of either holds for both. Raises Refused."""
    versions = held(article, other)
    article, original = among(versions, article), root(versions, other)
    _refuse_translation(article, original)
    _refuse_family(article, original, versions)
    if article.translation_group != original.translation_group:
        _refuse_taken(article, original, versions)
    article.original, article.translation_group = original, original.translation_group
    article.agrees_with = 0
    article.save()
    _log(by, article, _("Is a translation of “%(headline)s”.") % {"headline": original})
    group = original.translation_group
    embargo.share([version for version in versions if version.translation_group == group], by)


@whole
def part(article: Article, by: User) -> None:
    """Makes a translation an article of its own. Raises Refused."""
    article = locked(article)
    if article.original is None:
        raise Refused([_("The article is no translation.")])
    told = _("Is no translation of “%(headline)s”.") % {"headline": article.original}
    article.original, article.translation_group = None, uuid.uuid4()
    article.agrees_with = 0
    article.save()
    _log(by, article, told)


def _refuse_translation(article: Article, original: Article) -> None:
    if article.original:
        told = _("The article is a translation of “%(headline)s” already.")
        raise Refused([told % {"headline": article.original}])
    if article == original:
        raise Refused([_("This article cannot be its own original: choose another one.")])


def _refuse_family(article: Article, original: Article, versions: list[Article]) -> None:
    """No version may lose the one to which it belongs."""
    group = article.translation_group
    is_leaving = group != original.translation_group
    others = [version for version in versions if version != article]
    left = [version for version in others if version.translation_group == group]
    if (is_leaving and left) or any(version.original_id == article.pk for version in others):
        raise Refused([_("The article has translations of its own: part them from it first.")])


def _refuse_taken(article: Article, original: Article, versions: list[Article]) -> None:
    for version in versions:
        is_beside = version.translation_group == original.translation_group
        if is_beside and version.language == article.language:
            told = _("“%(headline)s” is the version in this language already.")
            raise Refused([told % {"headline": version}])


def _log(by: User, article: Article, note: str) -> None:
    LogEntry.objects.write(by, article, LogEntry.Action.CHANGED, note=note)
