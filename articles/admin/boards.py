"""The lists on the first page of the admin: what waits for whoever opens it.

Each list is shown to those who may do its work, and is emptied by doing it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import planning, translating
from articles.admin import rows
from articles.admin.act import PUBLISH
from articles.admin.outdated import DECIDE
from articles.admin.rows import Desk, Row, address
from articles.models import Article, Edition, Quotation
from events.models import SpeakerAnswer, Statement, Wording
from newsroom.models import Comment, Task, User

SHOWN = 10
DUTY, WRITE = "articles.submit_article", "articles.add_article"
ARTICLES = "articles_article_changelist"


@dataclass(frozen=True)
class Board:
    """A list of the dashboard; `url` leads to the whole of it."""

    name: str
    title: str
    empty: str
    url: str
    rows: list[Row]

    @property
    def is_dated(self) -> bool:
        """Whether days stand beside the lines."""
        return any(row.day for row in self.rows)


def boards(user: User, at: datetime | None = None) -> list[list[Board]]:
    """The lists of the user in two columns, the more urgent ones first."""
    desk = Desk(user, at or timezone.now())
    columns = [
        [make(desk) for right, make in column if user.has_perm(right)]
        for column in (WORK, WHAT_COMES)
    ]
    return [column for column in columns if column]


def waiting(desk: Desk) -> Board:
    """What the user is asked to do."""
    tasks = Task.objects.waiting_for(desk.user).on(Article).for_list()[:SHOWN]
    return Board(
        "waiting",
        _("Waiting for you"),
        _("Nothing waits for you."),
        address(ARTICLES, work="mine"),
        [rows.task_row(task, desk) for task in tasks],
    )


def drafts(desk: Desk) -> Board:
    """What the user writes without being asked, and has not handed in."""
    return Board(
        "drafts",
        _("Your drafts"),
        _("You have handed in all that you began."),
        address(ARTICLES, work="drafts"),
        [rows.draft_row(article) for article in planning.drafts_of(desk.user, desk.at)[:SHOWN]],
    )


def remarks(desk: Desk) -> Board:
    """What others say about texts that the user is asked to work on, or asked others."""
    said = Comment.objects.open().on_work_of(desk.user, Article)
    latest = said.for_list().prefetch_related("record").order_by("-written_at", "-id")
    return Board(
        "remarks",
        _("Said about your texts"),
        _("No remark is left open."),
        address(ARTICLES, work="remarks"),
        [rows.comment_row(comment) for comment in latest[:SHOWN]],
    )


def in_review(desk: Desk) -> Board:
    """The texts that somebody else reads, or should."""
    own = Task.objects.waiting_for(desk.user).on(Article)
    review = Task.objects.open().on(Article).filter(kind=Task.Kind.REVIEW)
    due_on = review.filter(object_id=OuterRef("pk")).values("due_on")
    found = (
        Article.objects.filter(stage=Article.Stage.IN_REVIEW)
        .exclude(pk__in=own.order_by().values("object_id"))
        .annotate(due_on=Subquery(due_on[:1]))
        .order_by(F("due_on").asc(nulls_last=True), "changed_at", "id")
        .defer("body")[:SHOWN]
    )
    tasks = planning.tasks_on(found)
    return Board(
        "review",
        _("In review"),
        _("Nothing else is in review."),
        address(ARTICLES, stage=Article.Stage.IN_REVIEW.value),
        [rows.review_row(article, tasks[article.pk], desk) for article in found],
    )


def approved(desk: Desk) -> Board:
    """The texts that may be published, and are not yet."""
    return Board(
        "approved",
        _("Approved, not published"),
        _("Every approved text is published or scheduled."),
        address(ARTICLES, work="approved"),
        [rows.approved_row(article, desk) for article in planning.approved(desk.at)[:SHOWN]],
    )


def outdated(desk: Desk) -> Board:
    """The articles with quotations about which somebody has to decide."""
    uses = Quotation.objects.outdated(desk.at).undecided().order_by()
    counted = uses.values(article_id=F("edition__article")).annotate(number=Count("pk"))
    numbers = {row["article_id"]: row["number"] for row in counted.order_by("-article_id")[:SHOWN]}
    articles = Article.objects.defer("body").in_bulk(numbers)
    return Board(
        "outdated",
        _("Quotations that no longer match"),
        _("Every quotation that readers see agrees with the record."),
        address(ARTICLES, work="outdated"),
        [rows.outdated_row(articles[key], number) for key, number in numbers.items()],
    )


def translations(desk: Desk) -> Board:
    """The translations that are older than their original, and the texts that lack some."""
    live = Prefetch(
        "original__editions", Edition.objects.live(desk.at).defer("body"), to_attr="live_editions"
    )
    stale = Article.objects.stale(desk.at).select_related("original").prefetch_related(live)
    older = stale.defer("body", "original__body").order_by("-id")[:SHOWN]
    lines = [rows.stale_row(article) for article in older]
    lines += [rows.missing_row(one) for one in translating.missing(desk.at)[:SHOWN]]
    return Board(
        "translations",
        _("Translations"),
        _("Every new text is there in every language, and agrees with its original."),
        address(ARTICLES, work="translations"),
        lines[:SHOWN],
    )


def ahead(desk: Desk) -> Board:
    """What comes by itself."""
    found = [one for one in planning.moments(desk.at, most=SHOWN) if one.at > desk.at]
    return Board(
        "ahead",
        _("Scheduled and under embargo"),
        _("Nothing comes out by itself, and nothing is held back."),
        address(ARTICLES, standing="ahead"),
        [rows.moment_row(one) for one in found[:SHOWN]],
    )


def coming(desk: Desk) -> Board:
    """The events ahead, with their announcements."""
    found = planning.coming(desk.today, desk.today + planning.SOON, SHOWN)
    return Board(
        "coming",
        _("Coming events"),
        _("No event in the next four weeks."),
        address("events_event_changelist", starts_on__gte=desk.today, o=1),
        [rows.coming_row(one, desk) for one in found],
    )


def unreported(desk: Desk, most: int | None = SHOWN) -> Board:
    """The events that were held and of which nobody began a report."""
    return Board(
        "unreported",
        _("Held without a report"),
        _("Each event of the last 60 days has its report."),
        address("articles_article_unreported"),
        [rows.unreported_row(event, desk) for event in planning.unreported(desk.today)[:most]],
    )


def unchecked(desk: Desk) -> Board:
    """The events with statements that nobody checked."""
    found = planning.unchecked(desk.today, SHOWN)
    return Board(
        "unchecked",
        _("Statements never checked"),
        _("Each exact statement of the last 60 days was checked."),
        address("events_statement_changelist", checked="never"),
        [rows.unchecked_row(event, number) for event, number in found],
    )


def forecasts(desk: Desk) -> Board:
    """What was said to be by now, and of which nobody told whether it is."""
    due = Statement.objects.filter(state=Statement.State.CONFIRMED).due(desk.today)
    found = due.select_related("participation").prefetch_related("wordings")
    return Board(
        "forecasts",
        _("Forecasts whose day has come"),
        _("Of each forecast whose day has come, the outcome is on record."),
        address("events_statement_changelist", forecast="due", state__exact="confirmed"),
        [rows.forecast_row(one) for one in found.order_by("forecast_due_on", "id")[:SHOWN]],
    )


def answers(desk: Desk) -> Board:
    """What speakers say is not right in their words, until somebody decides."""
    found = SpeakerAnswer.objects.open().for_list().order_by("answered_at", "id")
    return Board(
        "answers",
        _("Answers of speakers"),
        _("No speaker waits for an answer about their words."),
        address("events_speakeranswer_changelist", decision="open"),
        [rows.answer_row(answer, desk) for answer in found[:SHOWN]],
    )


def older(desk: Desk) -> Board:
    """The translations of words whose original was corrected since."""
    confirmed = Statement.State.CONFIRMED
    found = Wording.objects.older_than_original().filter(statement__state=confirmed)
    found = found.select_related("statement__participation")
    found = found.prefetch_related("statement__wordings").order_by("-statement", "language")
    return Board(
        "older",
        _("Translated words older than the original"),
        _("Each translation of words was looked at since its original was corrected."),
        address("events_statement_changelist", translations="older"),
        [rows.older_row(wording) for wording in found[:SHOWN]],
    )


# The lists of either column, each with the right of those who do its work.
WORK: list[tuple[str, Callable[[Desk], Board]]] = [
    (DUTY, waiting),
    (DUTY, drafts),
    ("newsroom.add_comment", remarks),
    (DUTY, in_review),
    (PUBLISH, approved),
    (DECIDE, outdated),
    ("events.confirm_statement", answers),
    (WRITE, translations),
    ("events.confirm_statement", older),
]
WHAT_COMES: list[tuple[str, Callable[[Desk], Board]]] = [
    ("articles.embargo_article", ahead),
    ("events.view_event", coming),
    (WRITE, unreported),
    ("events.add_check", unchecked),
    ("events.confirm_statement", forecasts),
]
