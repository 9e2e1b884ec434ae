"""The page on which preview links of an article are given, listed and taken back."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import invitations
from articles.embargo import is_embargoed
from articles.models import Article
from articles.workflow import Refused
from newsroom.linkform import LinkForm
from newsroom.models import Invitation

INVITE = "articles.invite_article"


class InvitationForm(LinkForm):
    """For whom a link is, and for how long."""

    offered, usual = (1, 3, 7, 14), 3
    told = gettext_lazy("A name: it stands on the page, and in the log at each opening.")


class InvitationsMixin:
    """Gives the article its preview links, for people without an account."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<int:object_id>/invitations/",
                view(self.invitations_view),
                name="articles_article_invitations",
            ),
            path(
                "<int:object_id>/invitations/<int:invitation_id>/revoke/",
                view(self.revoke_view),
                name="articles_article_revoke",
            ),
            *super().get_urls(),
        ]

    def invitations_view(self, request, object_id):
        """Lists the links; a filled form makes a new one."""
        article = self._invitable(request, object_id)
        form = InvitationForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                made = invitations.invite(article, request.user, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, refused.messages)
            else:
                return HttpResponseRedirect(f"{self._invitations_url(article)}?made={made.pk}")
        links = self._links(article)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview links"),
            "opts": self.opts,
            "original": article,
            "form": form,
            "links": links,
            "made": next((one for one in links if str(one.pk) == request.GET.get("made")), None),
            "is_binned": article.stage == Article.Stage.SPIKED,
            "is_embargoed": is_embargoed(article),
            "back": article.desk_url,
        }
        return TemplateResponse(request, "admin/articles/article/invitations.html", context)

    def revoke_view(self, request, object_id, invitation_id):
        """Takes a link back."""
        article = self._invitable(request, object_id)
        if request.method != "POST":
            raise PermissionDenied
        invitation = get_object_or_404(Invitation.objects.about(article), pk=invitation_id)
        try:
            invitations.revoke(invitation, request.user)
        except Refused as refused:
            self.message_user(request, " ".join(refused.messages), messages.WARNING)
        else:
            told = _("The link for %(who)s opens nothing any more.") % {"who": invitation.invited}
            self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(self._invitations_url(article))

    def _invitable(self, request, object_id):
        """The article, for those who may give links to it. Raises Http404 or PermissionDenied."""
        article = self.get_object(request, str(object_id))
        if article is None:
            raise Http404
        if not request.user.has_perm(INVITE):
            raise PermissionDenied
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return article

    def _invitations_url(self, article) -> str:
        return reverse("admin:articles_article_invitations", args=[article.pk])

    def _links(self, article) -> list[Invitation]:
        """The links given so far, each with its address while it is valid."""
        found = list(Invitation.objects.about(article).select_related("invited_by"))
        for link in found:
            path_ = invitations.address(link, article)
            link.is_open = link.is_valid()
            link.address = settings.SITE_URL + path_ if link.is_open else ""
            link.revoke_url = reverse("admin:articles_article_revoke", args=[article.pk, link.pk])
        return found
