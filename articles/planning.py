"""What lies before the newsroom, and what it still owes its readers.

A plan is a day that somebody wrote down and publishes nothing; a moment is one that comes by
itself. Every question here is about some days, so that an index answers it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition
from events.models import Event, Statement
from newsroom.models import Task, User

SOON = timedelta(days=28)
# What is older is no longer asked for.
RECENT = timedelta(days=60)
About = Article.events.through


class What(models.TextChoices):
    """What comes by itself at a moment."""

    FIRST = "first", _("goes live")
    CHANGE = "change", _("a change goes live")
    EMBARGO = "embargo", _("the embargo ends")
    REMOVAL = "removal", _("is removed")


PAST = {
    What.FIRST: _("published"),
    What.CHANGE: _("change published"),
    What.EMBARGO: _("embargo ended"),
    What.REMOVAL: _("withdrawn"),
}
# As it is told of what readers can no longer open.
UNDONE = {
    What.FIRST: _("published, withdrawn since"),
    What.CHANGE: _("change published, withdrawn since"),
}


@dataclass(frozen=True)
class Moment:
    """Something that comes by itself, or came, to one article."""

    at: datetime
    what: What
    article: Article
    is_undone: bool = False

    @property
    def past(self) -> str:
        """As it is told afterwards."""
        return str((UNDONE if self.is_undone else PAST)[self.what])


@dataclass(frozen=True)
class Coming:
    """An event ahead, with the announcement that is nearest to its readers."""

    event: Event
    announcement: Article | None
    edition: Edition | None


def moments(begin: datetime, end: datetime | None = None, most: int | None = None) -> list[Moment]:
    """What comes by itself from the one moment until before the other, the earliest first;
    of each kind at most so many."""
    asked = _between("live_from", begin, end)
    editions = Edition.objects.filter(asked).order_by("live_from", "id").for_links()[:most]
    now = timezone.now()
    found = [Moment(e.live_from, _what(e), e.article, _is_gone(e, now)) for e in editions]
    embargoed = Article.objects.exclude(stage=Article.Stage.SPIKED).defer("body")
    held = embargoed.filter(_between("embargoed_until", begin, end)).order_by("embargoed_until")
    found += [Moment(a.embargoed_until, What.EMBARGO, a) for a in held[:most] if a.embargoed_until]
    removed = Edition.objects.filter(_between("withdrawn_at", begin, end))
    last = removed.order_by("withdrawn_at", "id").for_links()[:most]
    # All editions of an article that is taken down go at one moment.
    gone = {(e.article_id, e.withdrawn_at): e for e in last}
    found += [Moment(at, What.REMOVAL, e.article) for (_pk, at), e in gone.items() if at]
    return sorted(found, key=lambda moment: moment.at)


def has_moment(at: datetime) -> Q:
    """The condition that something comes by itself to an article after the moment."""
    editions = Edition.objects.order_by()
    coming = editions.filter(Q(live_from__gt=at) | Q(withdrawn_at__gt=at))
    return Q(embargoed_until__gt=at) | Q(pk__in=coming.values("article"))


def coming(first: date, last: date, most: int | None = None) -> list[Coming]:
    """The events of the days, both counted, each with its announcement."""
    events = list(Event.objects.on().within(first, last).for_links()[:most])
    announced = _announcements(events)
    return [Coming(event, *announced.get(event.pk, (None, None))) for event in events]


def unreported(today: date | None = None) -> models.QuerySet[Event]:
    """The events of the last 60 days that are over and of which nobody began a report, the latest
    first."""
    today = today or timezone.localdate()
    about = About.objects.filter(event=OuterRef("pk"), article__kind=Article.Kind.REPORT)
    reports = about.exclude(article__stage=Article.Stage.SPIKED)
    recent = Event.objects.over(today).within(today - RECENT, today)
    return recent.filter(~Exists(reports)).newest().for_links()


def unchecked(today: date | None = None, most: int | None = None) -> list[tuple[Event, int]]:
    """The events of whose statements of the last 60 days some were never checked, with how many,
    the latest first."""
    today = today or timezone.localdate()
    said = Statement.objects.unchecked().filter(said_on__gte=today - RECENT).order_by()
    counted = said.values(event_id=F("participation__event")).annotate(number=Count("pk"))
    latest = counted.order_by("-participation__event__starts_on", "-event_id")[:most]
    numbers = {row["event_id"]: row["number"] for row in latest}
    events = Event.objects.for_links().in_bulk(numbers)
    return [(events[pk], number) for pk, number in numbers.items()]


def planned(first: date, last: date, unmet_since: datetime) -> models.QuerySet[Article]:
    """The articles planned for the days, both counted, of which no edition came out since the
    moment or waits."""
    met = Edition.objects.filter(article=OuterRef("pk"), live_from__gte=unmet_since)
    kept = Article.objects.exclude(stage=Article.Stage.SPIKED).filter(~Exists(met)).defer("body")
    return kept.filter(planned_for__gte=first, planned_for__lte=last).order_by("planned_for", "id")


def approved(at: datetime) -> models.QuerySet[Article]:
    """The articles of the last 60 days whose words were approved and stand in no edition yet,
    those planned for a day first."""
    printed = Edition.objects.filter(
        article=OuterRef("pk"), fingerprint=OuterRef("approved_fingerprint")
    )
    recent = Article.objects.filter(stage=Article.Stage.READY, changed_at__gte=at - RECENT)
    order = F("planned_for").asc(nulls_last=True), "-changed_at", "-id"
    return recent.filter(~Exists(printed)).order_by(*order).defer("body")


def drafts_of(user: User, at: datetime) -> models.QuerySet[Article]:
    """The drafts of the last 60 days that the user saved and nobody is asked to write, changes of
    published texts among them; the latest first."""
    saved = Article.history.filter(id=OuterRef("pk"), history_user=user)
    asked = Task.objects.open().on(Article).filter(object_id=OuterRef("pk"))
    recent = Article.objects.filter(stage=Article.Stage.DRAFT, changed_at__gte=at - RECENT)
    found = recent.filter(Exists(saved), ~Exists(asked))
    return found.order_by("-changed_at", "-id").defer("body")


def tasks_on(articles: Iterable[Article]) -> dict[int, list[Task]]:
    """The open tasks on each of the articles, by its key, the most urgent first."""
    found: dict[int, list[Task]] = defaultdict(list)
    keys = [article.pk for article in articles]
    tasks = Task.objects.open().on(Article).filter(object_id__in=keys)
    for task in tasks.for_list().prefetch_related(None):
        found[task.object_id].append(task)
    return found


def day_of(event: Event) -> date:
    """The day on which the event begins where the newsroom is."""
    return timezone.localdate(event.beginning) if event.beginning else event.starts_on


def _is_gone(edition: Edition, at: datetime) -> bool:
    return edition.withdrawn_at is not None and edition.withdrawn_at <= at


def _what(edition: Edition) -> What:
    return What.FIRST if edition.number == 1 else What.CHANGE


def _between(field: str, begin: datetime, end: datetime | None) -> Q:
    since = Q(**{f"{field}__gte": begin})
    return since & Q(**{f"{field}__lt": end}) if end else since


def _announcements(events: list[Event]) -> dict[int, tuple[Article, Edition | None]]:
    """The announcement of each event that is nearest to its readers, with its edition."""
    now = timezone.now()
    editions = Edition.objects.shown_or_waiting(now).defer("body").order_by("live_from")
    rows = (
        About.objects.filter(event__in=events, article__kind=Article.Kind.ANNOUNCEMENT)
        .exclude(article__stage=Article.Stage.SPIKED)
        .select_related("article")
        .defer("article__body")
        .prefetch_related(Prefetch("article__editions", editions, to_attr="seen_or_waiting"))
    )
    found: dict[int, tuple[Article, Edition | None]] = {}
    for row in sorted(rows, key=_distance):
        found.setdefault(row.event_id, (row.article, _first_edition(row)))
    return found


def _first_edition(row: Any) -> Edition | None:
    return next(iter(row.article.seen_or_waiting), None)


def _distance(row: Any) -> datetime:
    """The moment at which readers see the announcement; far ahead where nobody knows it."""
    first = _first_edition(row)
    return first.live_from if first else datetime.max.replace(tzinfo=UTC)
