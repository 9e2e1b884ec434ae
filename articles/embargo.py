"""Until when nothing of an article may be seen outside the newsroom, in no language."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article
from articles.translating import held
from articles.workflow import Refused, locked, whole
from events.models import Event
from newsroom.models import LogEntry, User

Action = LogEntry.Action


@whole
def set_embargo(article: Article, by: User, until: datetime, note: str = "") -> Article:
    """Holds the article back until a moment ahead, or longer than before. Raises Refused."""
    return _set(article, by, until, None, note)


@whole
def set_until_event_ends(article: Article, by: User, event: Event, note: str = "") -> Article:
    """Holds the article back until the event has ended. Raises Refused."""
    end = event.end
    if end is None:
        raise Refused(
            [
                _("It is not known when “%(event)s” ends: give its last day and hour first.")
                % {"event": event}
            ]
        )
    return _set(article, by, end, event, note)


@whole
def lift_embargo(article: Article, by: User, reason: str) -> Article:
    """Ends the embargo before its moment. Raises Refused."""
    if not reason.strip():
        raise Refused([_("Give the reason: an embargo is a promise to somebody.")])
    embargoed = [version for version in held(article) if is_embargoed(version)]
    if article.pk not in {version.pk for version in embargoed}:
        raise Refused([_("The article is not under embargo.")])
    for version in embargoed:
        until = version.embargoed_until
        version.embargoed_until = version.embargo_event = None
        version.save()
        _log(by, version, Action.EMBARGO_LIFTED, until, reason)
    return locked(article)


def share(versions: list[Article], by: User) -> None:
    """Holds all versions of a text back as long as the one that is held longest."""
    embargoed = [version for version in versions if is_embargoed(version)]
    if not embargoed:
        return
    longest = max(embargoed, key=lambda version: version.embargoed_until or timezone.now())
    until, event = longest.embargoed_until, longest.embargo_event
    for version in versions:
        if version.embargoed_until != until:
            version.embargoed_until, version.embargo_event = until, event
            version.save()
            note = _("As of “%(headline)s”, a version of the text.") % {"headline": longest}
            _log(by, version, Action.EMBARGOED, until, note)


def is_embargoed(article: Article, at: datetime | None = None) -> bool:
    """Whether the article may not be seen outside the newsroom at the moment `at`."""
    return article.embargoed_until is not None and article.embargoed_until > (at or timezone.now())


def faults(article: Article, at: datetime) -> list[str]:
    """The sentence that forbids to show the article at the moment `at`, where one does."""
    if not is_embargoed(article, at):
        return []
    moment = date_format(timezone.localtime(article.embargoed_until), "j E Y, H:i")
    return [_("The article is under embargo until %(moment)s.") % {"moment": moment}]


def _set(article: Article, by: User, until: datetime, event: Event | None, note: str) -> Article:
    versions = held(article)
    if until <= timezone.now():
        raise Refused([_("This moment has passed: an embargo ends at a moment ahead.")])
    if any(v.embargoed_until and until < v.embargoed_until for v in versions):
        raise Refused([_("That would end the embargo earlier: lift it, with a reason.")])
    for version in versions:
        version.embargoed_until, version.embargo_event = until, event
        version.save()
        _log(by, version, Action.EMBARGOED, until, note)
    return locked(article)


def _log(by: User, article: Article, action: str, until: datetime | None, note: str) -> None:
    moment = until.isoformat() if until else ""
    LogEntry.objects.write(by, article, action, note=note, detail={"embargoed_until": moment})
