"""How a text moves through the newsroom: from draft to ready, back with notes, into the bin.

Each move is decided under a lock of the article, so that of two at once one is told what the other
did; each is logged with the fingerprint of the words, and opens and closes the tasks that it
asks for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from newsroom.models import Invitation, LogEntry, Task, User, called
from newsroom.notices import notify
from newsroom.refusals import sentence

Stage = Article.Stage
CHANGED = gettext_lazy("Somebody changed the text since you opened this page: read it again.")
DEADLOCK = "40P01"  # PostgreSQL ended one of two acts, each of which waited for the other


class Refused(ValidationError):
    """Why something cannot be done with an article; a sentence a reason in `messages`."""


@dataclass(frozen=True)
class Move:
    """A way from some stages to another, and the right that it needs."""

    name: str
    origins: frozenset[Stage]
    target: Stage
    permission: str

    def is_open(self, article: Article) -> bool:
        """Whether the article stands where the way begins."""
        return article.stage in self.origins


SUBMIT = Move("submit", frozenset({Stage.DRAFT}), Stage.IN_REVIEW, "articles.submit_article")
TAKE_BACK = Move("take-back", frozenset({Stage.IN_REVIEW}), Stage.DRAFT, "articles.submit_article")
RETURN = Move(
    "return", frozenset({Stage.IN_REVIEW, Stage.READY}), Stage.DRAFT, "articles.review_article"
)
APPROVE = Move(
    "approve", frozenset({Stage.DRAFT, Stage.IN_REVIEW}), Stage.READY, "articles.review_article"
)
BIN = Move(
    "bin",
    frozenset({Stage.DRAFT, Stage.IN_REVIEW, Stage.READY}),
    Stage.SPIKED,
    "articles.bin_article",
)
REVIVE = Move("revive", frozenset({Stage.SPIKED}), Stage.DRAFT, "articles.bin_article")
MOVES = {move.name: move for move in (SUBMIT, TAKE_BACK, RETURN, APPROVE, BIN, REVIVE)}


def whole(act: Callable) -> Callable:
    """Runs the act as one transaction; what a rule refuses comes back as a sentence."""

    @wraps(act)
    def run(*args, **kwargs):
        try:
            with transaction.atomic():
                return act(*args, **kwargs)
        except Refused:
            raise
        except ValidationError as error:
            raise Refused(error.messages) from error
        except IntegrityError as error:
            raise Refused([sentence(error)]) from error
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", "") != DEADLOCK:
                raise
            raise Refused(
                [_("Somebody did something else at the same moment: try again.")]
            ) from error

    return run


def locked(article: Article) -> Article:
    """The article as stored, with every other act on it waiting till we are done. Raises
    Refused."""
    stored = Article.objects.select_for_update().filter(pk=article.pk).first()
    if stored is None:
        raise Refused([_("Somebody deleted the article.")])
    return stored


def unchanged(article: Article, seen: str) -> Article:
    """The article as `locked`, if its words are still those of the fingerprint `seen`; empty: any
    words. Raises Refused."""
    stored = locked(article)
    if seen and seen != stored.fingerprint:
        raise Refused([CHANGED])
    return stored


def unmoved(article: Article, stood: str) -> Article:
    """The article as `locked`, if it still stands at the stage `stood`; empty: wherever it stands.
    Raises Refused."""
    stored = locked(article)
    if stood and stored.stage != stood:
        raise Refused([whereabouts(stored)])
    return stored


@whole
def submit(
    article: Article, by: User, *, to: User | Group, due_on: date | None = None, note: str = ""
) -> Task:
    """Hands the text in for review by a person or a group. Raises Refused."""
    article = _move(article, by, SUBMIT, note)
    _finish(article, Task.Kind.WRITE, by, Task.Outcome.DONE)
    return _ask(article, Task.Kind.REVIEW, by, to, due_on, note)


@whole
def take_back(article: Article, by: User, note: str = "") -> None:
    """Takes a text out of review again. Raises Refused."""
    review = _open_task(locked(article), Task.Kind.REVIEW)
    if review and review.asked_by != by and not by.has_perm(APPROVE.permission):
        told = _("%(who)s handed it in: only they, or an editor, take it back.")
        raise Refused([told % {"who": called(review.asked_by)}])
    article = _move(article, by, TAKE_BACK, note)
    _finish(article, Task.Kind.REVIEW, by, Task.Outcome.DROPPED, note)


@whole
def give_back(article: Article, by: User, notes: str) -> None:
    """Returns a text with notes to whoever handed it in, or approved it unread. Raises Refused."""
    if not notes.strip():
        raise Refused([_("Say what is to be done: the notes go to whoever wrote the text.")])
    waiting = locked(article).editions.waiting().first()
    if waiting:
        raise Refused(
            [
                _("Edition %(number)s waits for its moment: have it unscheduled first.")
                % {"number": waiting.number}
            ]
        )
    article = _move(article, by, RETURN, notes)
    review = _finish(article, Task.Kind.REVIEW, by, Task.Outcome.RETURNED, notes)
    writer = review.asked_by if review else _last_writer(article)
    if writer:
        # Somebody may have been asked to write while the text was read.
        _finish(article, Task.Kind.WRITE, by, Task.Outcome.DROPPED)
        _ask(article, Task.Kind.WRITE, by, writer, None, notes)


@whole
def approve(article: Article, by: User, *, seen: str = "", note: str = "") -> None:
    """Approves the words as they stand, or only those of the fingerprint `seen`. Raises
    Refused."""
    article = _move(unchanged(article, seen), by, APPROVE, note)
    for kind in Task.Kind.values:
        _finish(article, kind, by, Task.Outcome.DONE, note)


@whole
def put_in_bin(article: Article, by: User, note: str = "") -> None:
    """Drops a text that no reader sees, so that it can be taken up again. Raises Refused."""
    stored = locked(article)
    now = timezone.now()
    if stored.editions.live(now).exists() or stored.editions.waiting(now).exists():
        raise Refused([_("Readers see this article, or will: withdraw or unschedule it first.")])
    article = _move(stored, by, BIN, note)
    Invitation.objects.close(article)
    for kind in Task.Kind.values:
        _finish(article, kind, by, Task.Outcome.DROPPED, note)


@whole
def revive(article: Article, by: User, note: str = "") -> None:
    """Takes a text out of the bin, as a draft. Raises Refused."""
    _move(article, by, REVIVE, note)


@whole
def assign(
    article: Article, by: User, *, to: User | Group, due_on: date | None = None, note: str = ""
) -> Task:
    """Asks a person or a group to write; whoever was asked before no longer is."""
    article = locked(article)
    if article.stage == Stage.SPIKED:
        raise Refused([_("The article is in the bin: take it out first.")])
    if article.stage == Stage.READY:
        raise Refused([_("The text is ready: return it before somebody is asked to write.")])
    _finish(article, Task.Kind.WRITE, by, Task.Outcome.DROPPED)
    LogEntry.objects.write(by, article, LogEntry.Action.ASSIGNED, after=str(to)[:100], note=note)
    return _ask(article, Task.Kind.WRITE, by, to, due_on, note)


@whole
def unassign(article: Article, by: User, note: str = "") -> None:
    """Asks nobody to write any more. Raises Refused."""
    article = locked(article)
    task = _open_task(article, Task.Kind.WRITE)
    if task is None:
        raise Refused([_("Nobody is asked to write the text.")])
    if not task.is_for(by) and not by.has_perm("articles.assign_article"):
        raise Refused([_("This is asked of somebody else.")])
    _finish(article, Task.Kind.WRITE, by, Task.Outcome.DROPPED, note)
    LogEntry.objects.write(
        by, article, LogEntry.Action.ASSIGNED, before=str(task.doer or task.group)[:100], note=note
    )


@whole
def plan(article: Article, by: User, day: date | None, note: str = "") -> None:
    """Plans the article for a day, or for none any more; a plan publishes nothing. Raises
    Refused."""
    article = locked(article)
    if article.stage == Stage.SPIKED:
        raise Refused([_("The article is in the bin: take it out first.")])
    before, article.planned_for = article.planned_for, day
    if before == day:
        return
    article.save()
    told = _("Planned for another day.") if day else _("No longer planned for a day.")
    LogEntry.objects.write(
        by, article, LogEntry.Action.CHANGED, before=str(before or ""), after=str(day or ""),
        note=" ".join([told, note]).strip(),
    )  # fmt: skip


@whole
def claim(task: Task, by: User) -> None:
    """Says that somebody of the asked group has it in hand. Raises Refused."""
    task = _open(task)
    if task.doer is not None and task.doer != by:
        raise Refused([_("%(who)s has it in hand already.") % {"who": called(task.doer)}])
    if not task.is_for(by):
        raise Refused([_("This is asked of somebody else.")])
    if task.person is None:
        task.claimed_by = by
        task.save()


@whole
def release(task: Task, by: User) -> None:
    """Gives a claimed task back to the group. Raises Refused."""
    task = _open(task)
    if task.claimed_by != by:
        raise Refused([_("You do not have it in hand.")])
    task.claimed_by = None
    task.save()


def proposed_due(article: Article, today: date | None = None) -> date | None:
    """When a review should be done, by the article's event: an announcement a week before it, any
    other text the day after it; never before today. None where there is no event."""
    today = today or timezone.localdate()
    events = list(article.events.all())
    if not events:
        return None
    if article.kind == Article.Kind.ANNOUNCEMENT:
        due = min(event.starts_on for event in events) - timedelta(days=7)
    else:
        due = max(event.ends_on or event.starts_on for event in events) + timedelta(days=1)
    return max(due, today)


def note_lapse(article: Article, by: User, before: str) -> None:
    """Logs that the approval lapsed with a save that changed the words."""
    if before == Stage.READY and article.stage == Stage.DRAFT:
        _log_move(article, by, Stage.READY, _("The text changed after it was approved."))


def whereabouts(article: Article) -> str:
    """Where the article stands instead, and who put it there."""
    last = LogEntry.objects.about(article).filter(action=LogEntry.Action.MOVED).first()
    stage = article.get_stage_display()
    if last is None or last.user is None:
        return _("The article is not where you saw it; its stage is: %(stage)s.") % {"stage": stage}
    return _("%(who)s moved the article at %(moment)s; its stage is now: %(stage)s.") % {
        "who": called(last.user),
        "moment": date_format(timezone.localtime(last.at), "j E, H:i"),
        "stage": stage,
    }


def last_act(article: Article) -> str:
    """Who did what with the article last; empty where nobody did anything yet."""
    last = LogEntry.objects.about(article).first()
    if last is None or last.user is None:
        return ""
    return _("Last done here: %(what)s, by %(who)s, %(moment)s.") % {
        "what": last.get_action_display(),
        "who": called(last.user),
        "moment": date_format(timezone.localtime(last.at), "j E, H:i"),
    }


def _move(article: Article, by: User, move: Move, note: str) -> Article:
    article = locked(article)
    if not move.is_open(article):
        raise Refused([whereabouts(article)])
    before, article.stage = article.stage, move.target
    article.approved_fingerprint = article.fingerprint if move is APPROVE else ""
    article.save()
    _log_move(article, by, before, note)
    return article


def _log_move(article: Article, by: User, before: str, note: str) -> None:
    LogEntry.objects.write(
        by,
        article,
        LogEntry.Action.MOVED,
        before=before,
        after=article.stage,
        note=note,
        fingerprint=article.fingerprint,
    )


def _open(task: Task) -> Task:
    stored = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if stored.done_at:
        raise Refused([_("This is done already.")])
    return stored


def _open_task(article: Article, kind: str) -> Task | None:
    return Task.objects.open().about(article).filter(kind=kind).first()


def _finish(article: Article, kind: str, by: User, outcome: str, answer: str = "") -> Task | None:
    """Closes the open task of that kind, where there is one."""
    task = _open_task(article, kind)
    if task:
        task.finish(by, outcome, answer)
        if outcome == Task.Outcome.DONE and kind == Task.Kind.REVIEW:
            _tell([task.asked_by], by, gettext_lazy("approved"), article, answer)
    return task


def _ask(article: Article, kind: str, by: User, to: User | Group, due_on, note: str) -> Task:
    asked = {"group": to} if isinstance(to, Group) else {"person": to}
    task = Task.objects.create(
        kind=kind, record=article, asked_by=by, due_on=due_on, note=note, **asked
    )
    people = User.objects.filter(groups=to) if isinstance(to, Group) else [to]
    _tell(people, by, Task.Kind(kind).label, article, note)
    return task


def _tell(people, by: User, what, article: Article, note: str) -> None:
    others = [user for user in people if user != by]
    path = reverse("admin:articles_article_change", args=[article.pk])
    text = format_lazy("{by}: {what}\n\n{note}", by=called(by), what=what, note=note)
    notify(others, format_lazy("{what}: {title}", what=what, title=str(article)), text, path)


def _last_writer(article: Article) -> User | None:
    """Who handed the text in last, or approved it without a review, or began it."""
    entries = LogEntry.objects.about(article)
    handed_in = entries.filter(action=LogEntry.Action.MOVED, after=Stage.IN_REVIEW).first()
    approved = entries.filter(action=LogEntry.Action.MOVED, after=Stage.READY).first()
    last = handed_in or approved or entries.filter(action=LogEntry.Action.ADDED).first()
    return last.user if last else None
