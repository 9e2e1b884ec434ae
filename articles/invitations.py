"""Links with which somebody without an account reads a working copy: given, opened, taken back."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles import prose
from articles.models import Article
from articles.publishing import last_take_down
from articles.workflow import Refused, locked, whole
from events.models import Statement
from newsroom.models import Invitation, LogEntry, User

Action = LogEntry.Action
# A page that is loaded again so soon, be it a thousand times, was opened once.
SAME_OPENING = timedelta(minutes=1)


@whole
def invite(article: Article, by: User, invited: str, days: int) -> Invitation:
    """A new link for somebody, for so many days. Raises Refused."""
    article = locked(article)
    if article.stage == Article.Stage.SPIKED:
        raise Refused([_("The article is in the bin: take it out first.")])
    invitation = Invitation(
        purpose=Invitation.Purpose.PREVIEW,
        record=article,
        invited=invited,
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    invitation.full_clean()
    invitation.save()
    note = _("%(who)s, until %(moment)s") % {
        "who": invited,
        "moment": date_format(timezone.localtime(invitation.expires_at), "j E Y, H:i"),
    }
    LogEntry.objects.write(by, article, Action.INVITED, note=note)
    return invitation


@whole
def revoke(invitation: Invitation, by: User) -> None:
    """Takes a link back: from now on it opens nothing. Raises Refused."""
    stored = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if stored.revoked_at:
        raise Refused([_("This link is taken back already.")])
    stored.revoked_at = timezone.now()
    stored.save(update_fields=["revoked_at"])
    LogEntry.objects.write(by, stored.record, Action.REVOKED, note=stored.invited)


@whole
def note_opening(invitation: Invitation, article: Article) -> None:
    """Counts and logs that somebody opened the page by the link; not that they load it anew."""
    now = timezone.now()
    is_new = Q(last_opened_at=None) | Q(last_opened_at__lte=now - SAME_OPENING)
    link = Invitation.objects.filter(is_new, pk=invitation.pk)
    if link.update(opened=F("opened") + 1, last_opened_at=now):
        LogEntry.objects.write(None, article, Action.OPENED, note=invitation.invited)


def address(invitation: Invitation, article: Article) -> str:
    """The path of the page that the link opens, in the language of the article."""
    with override(article.language):
        return reverse("articles:preview", args=[invitation.token])


def closed(invitation: Invitation, article: Article | None) -> str:
    """Why the link opens nothing any more; empty where it does."""
    if article is None or article.stage == Article.Stage.SPIKED:
        return _("The newsroom no longer works on this text.")
    if invitation.revoked_at:
        return _("The newsroom took this link back.")
    if not invitation.is_valid():
        return _("This link has expired. Ask whoever gave it to you for another one.")
    if last_take_down(article) or _taken_down_statements(article):
        return _("This text may not be shown.")
    return ""


def _taken_down_statements(article: Article) -> bool:
    """Whether the text still holds words that a duty of law took from everybody."""
    ids = [use.statement_id for use in prose.uses(article.body)]
    statements = Statement.objects.filter(public_id__in=ids)
    return LogEntry.objects.filter(
        action=Action.TAKEN_DOWN,
        content_type=ContentType.objects.get_for_model(Statement),
        object_id__in=statements.values("pk"),
    ).exists()
