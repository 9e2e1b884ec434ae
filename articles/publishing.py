"""When readers see what of an article: the only ways in which editions come, move and go.

Time is a query: nothing runs at the moment of a publication. Each function moves moments that lie
ahead and never a past one, refuses in sentences, and changes nothing when it refuses.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _

from articles import embargo, gate
from articles.freezing import add_rows, dated, frozen
from articles.models import Article, Correction, Edition, Quotation
from articles.references import References, closed
from articles.workflow import Refused, approve, locked, whole
from events import naming, posts
from events.attribution import Rule
from events.models import Event, Statement
from newsroom.models import Invitation, LogEntry, User, called

Action = LogEntry.Action


@dataclass(frozen=True)
class Note:
    """What readers are told of an edition that puts something right."""

    kind: str
    text: str
    what_changed: str = ""


@whole
def publish(
    article: Article,
    by: User,
    *,
    at: datetime | None = None,
    change: str = "",
    note: str = "",
    correction: Note | None = None,
    open_records: bool = False,
    approving: bool = False,
) -> Edition:
    """The new edition of the article's words as they stand, live from `at` (default: now).

    After the first one, `change` says whether it is minor or material and `note` why, for the
    newsroom; `correction` tells the readers. `open_records` makes the statements of the printed
    events public with it. The words have to be approved, if only by this act: `approving`. Raises
    Refused.
    """
    at = at or timezone.now()
    article = locked(article)
    if approving and not article.is_approved:
        approve(article, by)
        article.refresh_from_db()
    previous = article.editions.filter(superseded_at=None).first()
    _refuse(
        _moment_faults(article, previous, at) + _change_faults(previous, change, note, correction)
    )
    _refuse_unapproved(article)
    references = References.locked(article)
    if open_records:
        _open_records(references.events, at, by)
    told = f"{correction.text}\n{correction.what_changed}" if correction else ""
    _refuse(gate.faults(article, references, at, told))
    edition = frozen(article, previous, by, at, change or Edition.Change.FIRST, note)
    if previous:
        _supersede(previous, edition)
    edition.full_clean(exclude=["body"])
    edition.save(force_insert=True)
    add_rows(edition, references)
    if correction:
        Correction.objects.create(
            edition=edition,
            kind=correction.kind,
            text=correction.text,
            what_changed=correction.what_changed,
            decided_by=by,
        )
    action = Action.SCHEDULED if at > timezone.now() else Action.PUBLISHED
    _log(by, article, action, edition, note=note)
    return edition


def refuse_after(article: Article, last: int) -> None:
    """Raises Refused where another edition is the last one than that of the key `last`; 0: where
    there is one at all."""
    editions = article.editions.select_related("published_by").order_by("number")
    if last and not editions.filter(pk=last).exists():
        _refuse([_("Somebody unscheduled the edition that waited: look at the article first.")])
    # A key is never given again, the number of an unscheduled edition is.
    later = editions.filter(pk__gt=last).first()
    if later:
        told = _("%(who)s made edition %(number)s since you opened this page: look at it first.")
        _refuse([told % {"who": called(later.published_by), "number": later.number}])


def schedule(article: Article, by: User, at: datetime, **details) -> Edition:
    """The edition that goes live at a moment ahead; else as `publish`."""
    if at <= timezone.now():
        raise Refused([_("This moment has passed: choose one ahead, or publish now.")])
    return publish(article, by, at=at, **details)


@whole
def unschedule(edition: Edition, by: User) -> None:
    """Deletes an edition that no reader saw, and reopens the one before."""
    article = locked(edition.article)
    edition = _waiting(edition)
    previous = article.editions.filter(number=edition.number - 1).first()
    edition.delete()
    if previous:
        previous.superseded_at = None
        _plan_removal_of(previous, edition.withdrawn_at, edition.withdrawn_reason)
        previous.save()
    _log(by, article, Action.UNSCHEDULED, edition)


@whole
def reschedule(edition: Edition, by: User, at: datetime) -> Edition:
    """The edition, moved to another moment ahead."""
    article = locked(edition.article)
    edition = _waiting(edition)
    if at <= timezone.now():
        _refuse([_("This moment has passed: choose one ahead, or publish now.")])
    if edition.withdrawn_at and edition.withdrawn_at <= at:
        _refuse([_("The article will be removed before that: lift the planned removal first.")])
    _refuse(embargo.faults(article, at))
    printed = [quotation.statement for quotation in edition.quotations.all()]
    _refuse([told for told, _statement in closed(printed, at)])
    previous = article.editions.filter(number=edition.number - 1).first()
    if previous:
        # First the end of the one before, so that the two never overlap on the way.
        Edition.objects.filter(pk=previous.pk).update(superseded_at=min(at, edition.live_from))
    edition.live_from = at
    edition.dated_at = dated(article, previous, at)
    edition.save(update_fields=["live_from", "dated_at"])
    for rows in (edition.topic_rows, edition.event_rows, edition.bylines):
        rows.update(dated_at=edition.dated_at)
    if previous:
        Edition.objects.filter(pk=previous.pk).update(superseded_at=at)
    _log(by, article, Action.RESCHEDULED, edition)
    return edition


@whole
def withdraw(article: Article, by: User, reason: str) -> Edition:
    """The live edition, taken from the readers now: the page tells them the reason."""
    article = locked(article)
    now = timezone.now()
    _refuse_waiting(article)
    edition = article.editions.live(now).first()
    if edition is None:
        raise Refused([_("No edition of this article is live.")])
    _refuse(_naming_faults(article, reason))
    _withdraw_rows(Edition.objects.filter(pk=edition.pk), reason, now)
    Invitation.objects.close(article)
    _log(by, article, Action.WITHDRAWN, edition, note=reason)
    edition.refresh_from_db()
    return edition


@whole
def plan_removal(article: Article, by: User, at: datetime | None, reason: str = "") -> None:
    """Removes the article from a moment ahead on, whatever editions come before; None lifts it."""
    article = locked(article)
    now = timezone.now()
    last = article.editions.filter(superseded_at=None).first()
    if last is None or (last.withdrawn_at and last.withdrawn_at <= now):
        raise Refused([_("No edition of this article is live or scheduled.")])
    _refuse(_removal_faults(last, at, reason, now) + _naming_faults(article, reason))
    _plan_removal_of(last, at, reason)
    last.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    note = reason if at else _("The planned removal is lifted.")
    _log(by, article, Action.REMOVAL_PLANNED, last, note=note)


@whole
def take_down(target: Article | Statement, by: User, reason: str) -> list[Edition]:
    """All editions that held the words of an article or a statement, withdrawn at once.

    A duty of law: page, list, difference, feeds and exports answer 410 with the reason.
    """
    if not reason.strip():
        _refuse([_("Give the reason: readers are told it.")])
    if isinstance(target, Statement):
        target = target.standing
    # First the articles, as `publish` does: whoever is publishing one of them finishes first, and
    # what they published is among `holding`.
    list(_printing(target).select_for_update().order_by("pk").values_list("pk"))
    if isinstance(target, Statement):
        target = Statement.objects.select_for_update(of=("self",)).get(pk=target.pk)
    _refuse(_taken_down_faults(target) + _naming_faults(target, reason))
    if isinstance(target, Statement):
        if target.state != Statement.State.WITHDRAWN:
            target.withdraw(reason)
        uses = Quotation.objects.of_saying(target)
        holding = Edition.objects.filter(pk__in=uses.order_by().values("edition"))
    else:
        holding = target.editions.all()
    now = timezone.now()
    for waiting in holding.waiting(now).select_related("article"):
        unschedule(waiting, by)
    editions = list(holding.exclude(withdrawn_at__lte=now).select_related("article"))
    _withdraw_rows(Edition.objects.filter(pk__in=[e.pk for e in editions]), reason, now)
    LogEntry.objects.write(by, target, Action.TAKEN_DOWN, note=reason)
    return editions


def _printing(target: Article | Statement) -> QuerySet[Article]:
    """The article, or those that print the statement or are about to."""
    if isinstance(target, Article):
        return Article.objects.filter(pk=target.pk)
    printing = Q(pk__in=Quotation.objects.of_saying(target).order_by().values("edition__article"))
    for one in (target, *target.merged.all()):
        printing |= Q(body__contains=one.public_id)
    return Article.objects.filter(printing)


def last_take_down(target: Article | Statement) -> LogEntry | None:
    """That somebody took it down, and nothing was published since; None where it is not so."""
    deciding = [Action.TAKEN_DOWN, Action.PUBLISHED, Action.SCHEDULED]
    last = LogEntry.objects.about(target).filter(action__in=deciding).first()
    return last if last and last.action == Action.TAKEN_DOWN else None


def _naming_faults(target: Article | Statement, reason: str) -> list[str]:
    """Whom the reason names, though a rule protects them: readers are told it."""
    if isinstance(target, Statement):
        return naming.faults(reason, [target.event])
    return naming.faults(reason, [*target.events.all(), *References(target).events])


def _taken_down_faults(target: Article | Statement) -> list[str]:
    last = last_take_down(target)
    if last is None:
        return []
    told = _("%(who)s took it down at %(moment)s.")
    return [told % {"who": called(last.user), "moment": localize(timezone.localtime(last.at))}]


def _refuse(faults: list[str]) -> None:
    if faults:
        raise Refused(faults)


def _refuse_waiting(article: Article) -> None:
    waiting = article.editions.waiting(timezone.now()).first()
    if waiting:
        _refuse(
            [
                _("Edition %(number)s is scheduled for %(moment)s: unschedule it first.")
                % {
                    "number": waiting.number,
                    "moment": localize(timezone.localtime(waiting.live_from)),
                }
            ]
        )


def _moment_faults(article: Article, previous: Edition | None, at: datetime) -> list[str]:
    _refuse_waiting(article)
    if previous and at <= previous.live_from:
        return [_("The edition before is live from a later moment than that.")]
    removal = previous.withdrawn_at if previous and _is_planned(previous) else None
    if removal and removal <= at:
        return [_("The removal of the article is planned for before that: lift it first.")]
    return []


def _refuse_unapproved(article: Article) -> None:
    if not article.is_approved and article.stage != Article.Stage.SPIKED:
        _refuse([_("Nobody approved the words as they stand now.")])


def _change_faults(
    previous: Edition | None, change: str, note: str, correction: Note | None
) -> list[str]:
    if previous is None:
        return [_("A first edition corrects nothing.")] if change or correction else []
    faults = []
    if change not in {Edition.Change.MINOR, Edition.Change.MATERIAL}:
        faults.append(_("Say whether the change is minor or material."))
    elif not note.strip():
        faults.append(_("Say why the text changes."))
    if correction and not correction.text.strip():
        faults.append(_("Tell the readers what was wrong."))
    return faults


def _removal_faults(last: Edition, at: datetime | None, reason: str, now: datetime) -> list[str]:
    if at is None and not _is_planned(last):
        return [_("No removal of this article is planned.")]
    if at is not None and at <= max(now, last.live_from):
        return [_("Choose a moment ahead, after the last edition goes live.")]
    if at is not None and not reason.strip():
        return [_("Give the reason: readers are told it.")]
    return []


def _open_records(events: list[Event], at: datetime, by: User) -> None:
    """Makes the events, and what was said there, public at the moment; not what is off the
    record. Raises Refused where readers would learn from a post who spoke."""
    for event in events:
        moments = [event.published_at, event.record_from]
        if event.rule == Rule.OFF_RECORD or all(one and one <= at for one in moments):
            continue
        _refuse([str(fault) for fault in posts.faults(event).values()])
        event.published_at, event.record_from = (min(one or at, at) for one in moments)
        event.save()
        LogEntry.objects.write(by, event, Action.PUBLISHED)


def _supersede(previous: Edition, edition: Edition) -> None:
    """Ends the previous edition where the new one begins; a planned removal passes on to it."""
    previous.superseded_at = edition.live_from
    if _is_planned(previous):
        _plan_removal_of(edition, previous.withdrawn_at, previous.withdrawn_reason)
        _plan_removal_of(previous, None, "")
    previous.save()


def _is_planned(edition: Edition) -> bool:
    """Whether the edition will be removed at a moment that lies ahead."""
    return edition.withdrawn_at is not None and edition.withdrawn_at > timezone.now()


def _plan_removal_of(edition: Edition, at: datetime | None, reason: str) -> None:
    """Sets the planned removal, unless the edition is withdrawn already."""
    if edition.withdrawn_at is None or _is_planned(edition):
        edition.withdrawn_at, edition.withdrawn_reason = at, reason if at else ""


def _withdraw_rows(editions, reason: str, at: datetime) -> None:
    if not reason.strip():
        _refuse([_("Give the reason: readers are told it.")])
    editions.update(withdrawn_at=at, withdrawn_reason=reason)


def _waiting(edition: Edition) -> Edition:
    """The edition as stored, when it still lies ahead."""
    stored = Edition.objects.filter(pk=edition.pk).first()
    if stored is None:
        raise Refused([_("This edition is no longer scheduled.")])
    if stored.live_from <= timezone.now():
        _refuse([_("This edition is live already: withdraw it, or publish a change.")])
    return stored


def _log(by: User, article: Article, action: str, edition: Edition, note: str = "") -> None:
    LogEntry.objects.write(
        by,
        article,
        action,
        note=note,
        fingerprint=edition.fingerprint,
        detail={"edition": edition.number, "live_from": edition.live_from.isoformat()},
    )
