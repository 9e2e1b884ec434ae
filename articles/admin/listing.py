"""The list of articles: what an editor decides by, in few columns."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import planning
from articles.admin.filters import (
    EventFilter,
    SectionFilter,
    StageFilter,
    StandingFilter,
    WorkFilter,
)
from articles.admin.rows import day_in_words, hands
from articles.admin.standing import Standing
from newsroom.templatetags.newsroom import lately


class ListMixin:
    """The columns of the list, with the open tasks of each article."""

    list_display = ["headline", "tongue", "kind", "step", "readers", "changed"]
    list_filter = [
        StageFilter, WorkFilter, StandingFilter, "language", "kind", SectionFilter, EventFilter
    ]  # fmt: skip
    change_list_template = "admin/articles/article/change_list.html"

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        # The list keeps its rows, and the columns ask each for its tasks.
        tasks = planning.tasks_on(changelist.result_list)
        for article in changelist.result_list:
            article.open_tasks = tasks[article.pk]
        return changelist

    @admin.display(description=gettext_lazy("language"), ordering="language")
    def tongue(self, article):
        return article.language

    @admin.display(description=gettext_lazy("stage"), ordering="stage")
    def step(self, article):
        """The stage, and who is asked for the next step, until when."""
        asked = "; ".join(_asked(task) for task in article.open_tasks)
        stage = article.get_stage_display()
        return f"{stage}: {asked}" if asked else stage

    @admin.display(description=gettext_lazy("readers see"))
    def readers(self, article):
        """What readers see, or for when it is planned."""
        short = Standing(article, timezone.now()).short
        if article.planned_for is None or short:
            return short
        return _("planned for %(day)s") % {"day": day_in_words(article.planned_for, "j M")}

    @admin.display(description=gettext_lazy("changed"), ordering="changed_at")
    def changed(self, article):
        return lately(article.changed_at)


def _asked(task) -> str:
    if task.due_on is None:
        return hands(task)
    day = day_in_words(task.due_on, "j M")
    return _("%(who)s until %(day)s") % {"who": hands(task), "day": day}
