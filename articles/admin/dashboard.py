"""What can be done from the first page of the admin, and the list that has a page of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import workflow
from articles.admin.boards import DUTY, unreported
from articles.admin.rows import Desk
from articles.models import Article
from articles.workflow import Refused
from newsroom.models import Task


class DashboardMixin:
    """Takes tasks in hand from the dashboard, and shows in full what no list of the admin does."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "tasks/<int:task_id>/claim/",
                view(self.hand_view),
                {"act": workflow.claim},
                name="articles_task_claim",
            ),
            path(
                "tasks/<int:task_id>/release/",
                view(self.hand_view),
                {"act": workflow.release},
                name="articles_task_release",
            ),
            path("unreported/", view(self.unreported_view), name="articles_article_unreported"),
            *super().get_urls(),
        ]

    def hand_view(self, request, task_id, act):
        """Takes a task in hand or gives it back, or says why that is refused."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm(DUTY):
            raise PermissionDenied
        task = get_object_or_404(Task.objects.on(Article), pk=task_id)
        try:
            act(task, request.user)
        except Refused as refused:
            self.message_user(request, " ".join(refused.messages), messages.WARNING)
        return HttpResponseRedirect(reverse("admin:index"))

    def unreported_view(self, request):
        """All events that were held and of which nobody began a report."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        board = unreported(Desk(request.user, timezone.now()), None)
        context = {
            **self.admin_site.each_context(request),
            "title": board.title,
            "opts": self.opts,
            "board": board,
        }
        return TemplateResponse(request, "admin/articles/article/unreported.html", context)
