"""The page of a working copy for those who were given a link and have no account."""

from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import invitations
from articles.drafts import Draft, unlisted
from articles.embargo import is_embargoed
from articles.models import Article
from newsroom.languages import fronts
from newsroom.models import Invitation
from newsroom.templatetags.newsroom import moment_in_words


def is_unlisted(view):
    """Nobody keeps what the view answers, and no search engine lists it."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        return unlisted(view(request, *args, **kwargs))

    return answer


@is_unlisted
def preview(request, token):
    invitation = _invitation(token)
    article = invitation.record
    if article and article.language != get_language():
        return HttpResponseRedirect(invitations.address(invitation, article))
    if reason := invitations.closed(invitation, article):
        return _closed(request, HTTPStatus.GONE, _("This link opens nothing any more"), reason)
    if is_embargoed(article):
        until = _("It may be read from %(moment)s on, by this same link.")
        told = until % {"moment": moment_in_words(article.embargoed_until)}
        return _closed(request, HTTPStatus.FORBIDDEN, _("The text is under embargo"), told)
    if request.method == "GET":
        invitations.note_opening(invitation, article)
    draft = Draft.stored(article)
    return draft.show(request, "articles/preview.html", invitation=invitation)


def _invitation(token: str) -> Invitation:
    """The invitation to a text that the token was made for. Raises Http404."""
    previews = Invitation.objects.filter(purpose=Invitation.Purpose.PREVIEW)
    invitation = previews.of_token(token).first()
    if invitation is None or invitation.content_type.model_class() is not Article:
        raise Http404("There is no such link.")
    return invitation


def _closed(request, status: HTTPStatus, title: str, reason: str):
    context = {"title": title, "reason": reason, "alternates": fronts()}
    return render(request, "articles/preview_closed.html", context, status=status)
