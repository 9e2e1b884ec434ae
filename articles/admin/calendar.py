"""The calendar by week: events, what is planned, and what comes by itself.

What is planned is a day that somebody wrote down; what comes by itself has an hour. The page shows
them apart, and only reads.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import planning
from articles.admin.rows import address, elsewhere, hands
from articles.archive import YEARS
from articles.models import Article
from events.models import Event
from newsroom.models import Task

WEEK, DAY = timedelta(days=7), timedelta(days=1)
CALENDAR, PLAN = "articles_article_calendar", "articles.assign_article"


@dataclass(frozen=True)
class Entry:
    """A line of a day: `kind` says how it looks."""

    day: date
    kind: str
    label: str
    title: str
    url: str
    language: str = ""
    hour: str = ""
    fact: str = ""
    is_late: bool = False
    # Where another day is chosen.
    plan_url: str = ""


@dataclass(frozen=True)
class Day:
    """A day with what stands in it."""

    day: date
    entries: list[Entry]


@dataclass(frozen=True)
class Week:
    """A week from Monday to Sunday, where the newsroom is."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week that holds the day."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def named(cls, name: str) -> "Week":
        """The week of a name such as 2026-W48. Raises ValueError for one that is none."""
        year, _w, number = name.partition("-W")
        if not (name.isascii() and year.isdecimal() and number.isdecimal()):
            raise ValueError(name)
        return cls(date.fromisocalendar(int(year), int(number), 1)).checked()

    def checked(self) -> "Week":
        """The week, if a newsroom may ask for it. Raises ValueError."""
        if self.monday.year not in YEARS:
            raise ValueError(self.monday)
        return self

    @property
    def name(self) -> str:
        year, number, _day = self.monday.isocalendar()
        return f"{year:04}-W{number:02}"

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def days(self) -> list[date]:
        return [self.monday + n * DAY for n in range(7)]

    @property
    def sunday(self) -> date:
        return self.monday + 6 * DAY

    @property
    def url(self) -> str:
        return address(CALENDAR, week=self.name)

    @property
    def previous(self) -> "Week":
        return Week(self.monday - WEEK)

    @property
    def next(self) -> "Week":
        return Week(self.monday + WEEK)

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The moments at which it begins and is over."""
        zone = timezone.get_default_timezone()
        first, next_first = self.monday, self.monday + WEEK
        return datetime.combine(first, time.min, zone), datetime.combine(next_first, time.min, zone)


def asked(query) -> tuple[Week, bool]:
    """The week that a query asks for, by its name or one of its days, and whether there is such;
    the present one where there is not."""
    try:
        if day := query.get("day"):
            return Week.of(date.fromisoformat(day)).checked(), True
        if name := query.get("week"):
            return Week.named(name), True
    except (ValueError, OverflowError):
        return Week.of(timezone.localdate()), False
    return Week.of(timezone.localdate()), True


def days(week: Week, user) -> list[Day]:
    """The days of the week with all that the user may see in them."""
    sources = [_moments(week), _planned(week)]
    if user.has_perm("events.view_event"):
        sources.insert(0, _events(week))
    if user.has_perm("newsroom.view_task"):
        sources.append(_due(week))
    entries: dict[date, list[Entry]] = defaultdict(list)
    for entry in chain(*sources):
        entries[entry.day].append(entry)
    # What has an hour stands in its order; the rest after it, each kind by itself.
    return [Day(day, sorted(entries[day], key=lambda one: one.hour or "24")) for day in week.days]


def _events(week: Week) -> Iterator[Entry]:
    # Elsewhere it may be another day already, or still.
    for event in Event.objects.within(week.monday - DAY, week.sunday + DAY).for_links():
        first = planning.day_of(event)
        last = max(first, event.ends_on or first)
        for day in week.days:
            if first <= day <= last:
                yield _event(event, day, is_first=day == first)


def _event(event: Event, day: date, *, is_first: bool) -> Entry:
    beginning = event.beginning
    return Entry(
        day=day,
        kind="off" if event.is_off else "event",
        label=event.get_status_display() if event.is_off else event.get_kind_display(),
        title=str(event),
        url=reverse("admin:events_event_change", args=[event.pk]),
        language=event.text.language if event.text else "",
        hour=f"{timezone.localtime(beginning):%H:%M}" if is_first and beginning else "",
        fact=elsewhere(event) if is_first else _("goes on"),
    )


def _moments(week: Week) -> Iterator[Entry]:
    now = timezone.now()
    for one in planning.moments(*week.bounds):
        local = timezone.localtime(one.at)
        yield _article(
            one.article,
            day=local.date(),
            kind="passed" if one.at <= now else "ahead",
            label=one.past if one.at <= now else str(one.what.label),
            hour=f"{local:%H:%M}",
        )


def _planned(week: Week) -> Iterator[Entry]:
    today = timezone.localdate()
    begin, _end = week.bounds
    for article in planning.planned(week.monday, week.sunday, unmet_since=begin):
        is_late = article.planned_for < today
        yield _article(
            article,
            day=article.planned_for,
            kind="planned",
            label=_("planned"),
            fact=_("not published yet") if is_late else article.get_stage_display(),
            is_late=is_late,
            plan_url=reverse("admin:articles_article_act", args=[article.pk, "plan"]),
        )


def _due(week: Week) -> Iterator[Entry]:
    tasks = Task.objects.open().on(Article).filter(due_on__range=(week.monday, week.sunday))
    for task in tasks.for_list():
        is_late = task.is_late()
        yield _article(
            task.record,
            day=task.due_on,
            kind="due",
            label=task.get_kind_display(),
            fact=_("%(who)s, late") % {"who": hands(task)} if is_late else hands(task),
            is_late=is_late,
        )


def _article(article: Article, **fields) -> Entry:
    title, url = article.headline, article.desk_url
    return Entry(title=title, url=url, language=article.language, **fields)


class CalendarMixin:
    """The calendar of the newsroom, a week at a time."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.calendar_view)
        return [path("calendar/", view, name=CALENDAR), *super().get_urls()]

    def get_readonly_fields(self, request, obj=None):
        """The plan is made by those who may plan."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.has_perm(PLAN) else [*fields, "planned_for"]

    def calendar_view(self, request):
        """The week that the query asks for."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        week, is_known = asked(request.GET)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Calendar"),
            "opts": self.opts,
            "week": week,
            "is_known": is_known,
            "days": days(week, request.user),
            "may_plan": request.user.has_perm(PLAN),
        }
        return TemplateResponse(request, "admin/articles/article/calendar.html", context)
