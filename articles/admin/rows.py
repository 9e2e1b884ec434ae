"""How each line of the dashboard reads."""

from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.standing import moment
from articles.models import Article
from articles.planning import Coming, Moment, day_of
from articles.translating import Missing
from events.admin.speakers import acts_on
from events.listening import listen_url
from events.models import Event, SpeakerAnswer, Statement, Wording
from events.speakers import desk_address
from newsroom.models import Comment, Task, User, called


@dataclass(frozen=True)
class Row:
    """A line of a list: when, what, what is to be known about it, and what can be done."""

    title: str
    url: str
    language: str = ""
    day: date | None = None
    hour: str = ""
    is_late: bool = False
    facts: list[str] = field(default_factory=list)
    note: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    # What is sent rather than opened.
    acts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def when(self) -> str:
        """The day, with its year where that is not the present one."""
        return day_in_words(self.day, "D j M") if self.day else ""


@dataclass(frozen=True)
class Desk:
    """For whom the lines are set, and when."""

    user: User
    at: datetime

    @property
    def today(self) -> date:
        """The day where the newsroom is."""
        return timezone.localdate(self.at)


def address(page: str, **narrowed) -> str:
    """The address of a page of the admin, with what it is narrowed by."""
    query = urlencode(narrowed)
    return f"{reverse(f'admin:{page}')}?{query}" if query else reverse(f"admin:{page}")


def hands(task: Task) -> str:
    """Who has the task in hand, or which group it waits for."""
    return called(task.doer) if task.doer else str(task.group)


def elsewhere(event: Event) -> str:
    """The hour on the clocks of the event's own place; empty where they go as ours do."""
    beginning = event.beginning
    if beginning is None or beginning.utcoffset() == timezone.localtime(beginning).utcoffset():
        return ""
    place = event.time_zone.rpartition("/")[2].replace("_", " ")
    return _("%(hour)s in %(place)s") % {"hour": f"{beginning:%H:%M}", "place": place}


def task_row(task: Task, desk: Desk) -> Row:
    """What somebody asks the user, or a group of theirs."""
    asked = _("asked by %(who)s") % {"who": called(task.asked_by)}
    return _article_row(
        task.record,
        day=task.due_on,
        is_late=task.is_late(desk.today),
        facts=_facts(task.get_kind_display(), asked, _whose(task, desk)),
        note=task.note,
        acts=_task_acts(task, desk),
    )


def comment_row(comment: Comment) -> Row:
    """What somebody says about a text."""
    article: Article = comment.record
    return _article_row(
        article,
        url=f"{article.desk_url}#comment-{comment.pk}",
        day=timezone.localdate(comment.written_at),
        facts=[called(comment.author)],
        note=Truncator(comment.text).chars(200),
    )


def review_row(article: Article, tasks: list[Task], desk: Desk) -> Row:
    """A text in review, with whoever is to read it."""
    task = next((task for task in tasks if task.kind == Task.Kind.REVIEW), None)
    if task is None:
        return _article_row(article, facts=_facts(_("nobody is asked to read it")))
    who = called(task.doer) if task.doer else _free(task)
    since = _("since %(day)s") % {"day": day_in_words(task.asked_at)}
    return _article_row(
        article, day=task.due_on, is_late=task.is_late(desk.today), facts=_facts(who, since)
    )


def draft_row(article: Article) -> Row:
    """A draft of the user's, with the day on which it was changed."""
    told = _("changed %(day)s") % {"day": day_in_words(article.changed_at)}
    return _article_row(article, facts=_facts(article.get_kind_display(), told))


def approved_row(article: Article, desk: Desk) -> Row:
    """A text that may be published, and is not yet."""
    until = article.embargoed_until
    held = until and until > desk.at and _("under embargo until %(m)s") % {"m": moment(until)}
    return _article_row(
        article,
        day=article.planned_for,
        is_late=article.planned_for is not None and article.planned_for < desk.today,
        facts=_facts(article.get_kind_display(), held),
    )


def outdated_row(article: Article, number: int) -> Row:
    """An article whose quotations no longer match."""
    told = ngettext("%(number)s quotation", "%(number)s quotations", number)
    url = reverse("admin:articles_article_outdated", args=[article.pk])
    return _article_row(article, url=url, facts=[told % {"number": number}])


def stale_row(article: Article) -> Row:
    """A translation that is older than what readers see of its original."""
    [newest] = article.original.live_editions
    told = _("older than edition %(number)s of its original") % {"number": newest.number}
    day = timezone.localdate(newest.live_from)
    return _article_row(article, day=day, facts=_facts(told))


def missing_row(one: Missing) -> Row:
    """An article that some readers do not have in their language."""
    names = ", ".join(name for _code, name in one.languages)
    told = _("missing: %(languages)s") % {"languages": names}
    return _article_row(
        one.article, day=timezone.localdate(one.edition.dated_at), facts=_facts(told)
    )


def moment_row(one: Moment) -> Row:
    """What comes by itself."""
    local = timezone.localtime(one.at)
    told = _facts(one.what.label)
    return _article_row(one.article, day=local.date(), hour=f"{local:%H:%M}", facts=told)


def coming_row(one: Coming, desk: Desk) -> Row:
    """An event ahead, and how it stands with its announcement."""
    event, beginning = one.event, one.event.beginning
    return _event_row(
        event,
        day=day_of(event),
        hour=f"{timezone.localtime(beginning):%H:%M}" if beginning else "",
        facts=_facts(event.get_kind_display(), elsewhere(event), _announced(one, desk.at)),
        links=_begin(desk, event, Article.Kind.ANNOUNCEMENT) if one.announcement is None else [],
    )


def unreported_row(event: Event, desk: Desk) -> Row:
    """An event that was held and of which nobody began a report."""
    return _event_row(
        event,
        day=event.starts_on,
        facts=_facts(event.get_kind_display()),
        links=[*_begin(desk, event, Article.Kind.REPORT), *_read(desk, event)],
    )


def unchecked_row(event: Event, number: int) -> Row:
    """An event with statements that nobody checked."""
    told = ngettext("%(number)s statement", "%(number)s statements", number)
    url = listen_url(event)
    return _event_row(event, url=url, day=event.starts_on, facts=[told % {"number": number}])


def answer_row(answer: SpeakerAnswer, desk: Desk) -> Row:
    """What a speaker says of their words, with what may be done."""
    overtaken = _("the words were corrected since") if answer.is_overtaken else ""
    return Row(
        title=Truncator(answer.subject).chars(120),
        url=f"{desk_address(answer)}#answers",
        language=answer.about.language,
        day=timezone.localdate(answer.answered_at),
        facts=_facts(answer.get_kind_display(), answer.invited, overtaken),
        note=Truncator(answer.proposal or answer.reason).chars(200),
        links=[(label, way) for way, label in acts_on(answer, desk.user)],
    )


def older_row(wording: Wording) -> Row:
    """Translated words whose original was corrected since."""
    newer = wording.newer_original
    told = _("older than number %(number)s of the original") % {"number": newer.number}
    return Row(
        title=Truncator(wording.text).chars(120),
        url=reverse("admin:events_wording_agree", args=[wording.pk]),
        language=wording.language,
        day=timezone.localdate(newer.confirmed_at),
        facts=[wording.language.upper(), told, wording.statement.participation.printed_name],
    )


def forecast_row(statement: Statement) -> Row:
    """A forecast whose day has come."""
    wording = statement.wording
    return Row(
        title=Truncator(wording.text).chars(120),
        url=reverse("admin:events_statement_change", args=[statement.pk]),
        language=wording.language,
        day=statement.forecast_due_on,
        facts=[statement.participation.printed_name],
    )


def _read(desk: Desk, event: Event) -> list[tuple[str, str]]:
    """The link that reads a report about the event which was written elsewhere."""
    if not desk.user.has_perm("articles.add_intake"):
        return []
    return [(_("Read a report"), address("articles_intake_add", event=event.pk))]


def _article_row(article: Article, facts: list[str], **fields) -> Row:
    """A text; its versions may bear one headline, and are told apart by their languages."""
    own = {"title": article.headline, "url": article.desk_url, "language": article.language}
    return Row(facts=[article.language.upper(), *facts], **own | fields)


def _event_row(event: Event, **fields) -> Row:
    own = {
        "title": str(event),
        "url": reverse("admin:events_event_change", args=[event.pk]),
        "language": event.text.language if event.text else "",
    }
    return Row(**own | fields)


def _facts(*facts) -> list[str]:
    """The facts that there are; the first one begins a sentence."""
    first, *others = [str(fact) for fact in facts if fact]
    return [capfirst(first), *others]


def day_in_words(day: date, form: str = "j E") -> str:
    """The day where the newsroom is, with its year where that is not the present one."""
    local = timezone.localtime(day) if isinstance(day, datetime) else day
    return date_format(local, form if local.year == timezone.localdate().year else f"{form} Y")


def _whose(task: Task, desk: Desk) -> str:
    """Whose hands it is in, where that is not plain."""
    if task.group is None:
        return ""
    return _("you have it in hand") if task.claimed_by == desk.user else _free(task)


def _free(task: Task) -> str:
    return _("free for anybody of the group %(group)s") % {"group": task.group}


def _task_acts(task: Task, desk: Desk) -> list[tuple[str, str]]:
    if task.group is None:
        return []
    if task.claimed_by == desk.user:
        return [(_("Give back"), reverse("admin:articles_task_release", args=[task.pk]))]
    return [(_("I do it"), reverse("admin:articles_task_claim", args=[task.pk]))]


def _announced(one: Coming, at: datetime) -> str:
    """How it stands with the announcement of the event."""
    if one.announcement is None:
        return _("no announcement")
    if one.edition:
        is_seen = one.edition.live_from <= at
        told = _("announced on %(moment)s") if is_seen else _("to be announced on %(moment)s")
        return told % {"moment": moment(one.edition.live_from)}
    if one.announcement.planned_for:
        day = day_in_words(one.announcement.planned_for)
        return _("announcement planned for %(day)s") % {"day": day}
    return _("announcement: %(stage)s") % {"stage": one.announcement.get_stage_display()}


def _begin(desk: Desk, event: Event, kind: Article.Kind) -> list[tuple[str, str]]:
    """The link that begins a text about the event, for those who write."""
    if not desk.user.has_perm("articles.add_article"):
        return []
    is_report = kind == Article.Kind.REPORT
    label = _("Begin the report") if is_report else _("Begin the announcement")
    return [(label, address("articles_article_add", events=event.pk, kind=kind.value))]
