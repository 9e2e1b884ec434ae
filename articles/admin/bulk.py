"""What can be done with several articles at once: asked on a page, then done one by one.

Each article is done whole or not at all; of those refused the answer tells the reason.
"""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.models import Group
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import workflow
from articles.admin.moves import DoerField, NoteMixin
from articles.models import Article
from articles.workflow import Refused
from newsroom.models import LogEntry, User
from newsroom.recordforms import topics_field

MOST = 100
TOLD = 20  # refusals by name; of more only the number is told


class Bulk(forms.Form):
    """One act on several articles: what it asks, and what it does to each."""

    name = ""
    title: str | Promise = ""
    explanation: str | Promise = ""
    permission = ""
    do_not_call_in_templates = True

    def act(self, article: Article, by: User) -> None:
        """Does it to one article. Raises Refused."""
        raise NotImplementedError


class Move(NoteMixin, Bulk):
    """A step from one stage to another."""

    way: workflow.Move

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.name, cls.permission = cls.way.name, cls.way.permission


class Submit(Move):
    """Into review."""

    way = workflow.SUBMIT
    title = gettext_lazy("Hand in")
    explanation = gettext_lazy("Somebody else reads the texts before they are published.")
    field_order = ["to", "due_on", "note"]

    to = DoerField(label=gettext_lazy("Who is to read them"), codename="review_article")
    due_on = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=AdminDateWidget,
        help_text=gettext_lazy("Empty: as the event of each asks for."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        editors = Group.objects.filter(name="editor").first()
        self.fields["to"].initial = f"group:{editors.pk}" if editors else ""

    def act(self, article, by):
        given = self.cleaned_data
        due_on = given["due_on"] or workflow.proposed_due(article)
        workflow.submit(article, by, to=given["to"], due_on=due_on, note=given["note"])


class Approve(Move):
    """Ready for publication: only the words that were there when the page was opened."""

    way = workflow.APPROVE
    title = gettext_lazy("Approve")
    explanation = gettext_lazy(
        "The words as they stand may be published. Changed words need a new approval."
    )

    def act(self, article, by):
        seen = self.data.get(f"seen_{article.pk}", "")
        if not seen:
            raise Refused([_("Its words were not among those that you were asked about.")])
        workflow.approve(article, by, seen=seen, note=self.cleaned_data["note"])


class Return(Move):
    """Back to the writers, with notes."""

    way = workflow.RETURN
    title = gettext_lazy("Return")
    explanation = gettext_lazy(
        "The texts are drafts again, and each waits for whoever handed it in."
    )

    note = forms.CharField(
        label=gettext_lazy("What is to be done"), widget=forms.Textarea({"rows": 5})
    )

    def act(self, article, by):
        workflow.give_back(article, by, self.cleaned_data["note"])


class Bin(Move):
    """Out of the way."""

    way = workflow.BIN
    title = gettext_lazy("Move to the bin")
    explanation = gettext_lazy("The texts leave all lists. They can be taken out of the bin again.")

    def act(self, article, by):
        workflow.put_in_bin(article, by, self.cleaned_data["note"])


class Revive(Move):
    """Back from the bin."""

    way = workflow.REVIVE
    title = gettext_lazy("Take out of the bin")
    explanation = gettext_lazy("The texts are drafts again.")

    def act(self, article, by):
        workflow.revive(article, by, self.cleaned_data["note"])


class Assign(NoteMixin, Bulk):
    """Somebody to write them."""

    name = "assign"
    title = gettext_lazy("Assign")
    explanation = gettext_lazy("Somebody is asked to write the texts.")
    permission = "articles.assign_article"
    field_order = ["to", "due_on", "note"]

    to = DoerField(label=gettext_lazy("Who is to write them"), codename="submit_article")
    due_on = forms.DateField(label=gettext_lazy("Until"), required=False, widget=AdminDateWidget)

    def act(self, article, by):
        given = self.cleaned_data
        workflow.assign(article, by, to=given["to"], due_on=given["due_on"], note=given["note"])


class Plan(NoteMixin, Bulk):
    """A day for them."""

    name = "plan"
    title = gettext_lazy("Plan")
    explanation = gettext_lazy("On that day the texts are to come out. A plan publishes nothing.")
    permission = "articles.assign_article"
    field_order = ["day", "note"]

    day = forms.DateField(
        label=gettext_lazy("Planned for"), required=False, widget=AdminDateWidget,
        help_text=gettext_lazy("Empty: for no day."),
    )  # fmt: skip

    def act(self, article, by):
        workflow.plan(article, by, self.cleaned_data["day"], self.cleaned_data["note"])


class AddTopics(Bulk):
    """Topics, beside those that each has."""

    name = "topics"
    title = gettext_lazy("Add topics")
    explanation = gettext_lazy("Each keeps the topics that it has.")
    permission = "articles.change_article"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = topics_field(Article._meta.get_field("topics"), admin.site)
        field.required = True
        self.fields["topics"] = field

    def act(self, article, by):
        add_topics(article, by, self.cleaned_data["topics"])


@workflow.whole
def add_topics(article: Article, by: User, topics) -> None:
    """Adds the topics that the article does not have yet. Raises Refused."""
    article = workflow.locked(article)
    if article.stage == Article.Stage.SPIKED:
        raise Refused([_("The article is in the bin: take it out first.")])
    new = [topic for topic in topics if topic not in article.topics.all()]
    if not new:
        return
    article.topics.add(*new)
    told = _("Topics added: %(topics)s.") % {"topics": ", ".join(str(topic) for topic in new)}
    LogEntry.objects.write(by, article, LogEntry.Action.CHANGED, note=told)


BULK = [Assign, Plan, AddTopics, Submit, Approve, Return, Bin, Revive]
OF_THE_BIN = {Revive.name, "delete_selected"}


@dataclass
class Outcome:
    """What came of an act on several articles."""

    done: int
    refused: list[tuple[Article, str]]


def run(bulk: Bulk, articles: list[Article], by: User) -> Outcome:
    """Does the act to each article, and says which were refused, and why."""
    outcome = Outcome(0, [])
    for article in articles:
        try:
            bulk.act(article, by)
        except Refused as refused:
            outcome.refused.append((article, " ".join(refused.messages)))
        else:
            outcome.done += 1
    return outcome


class BulkMixin:
    """The acts on several articles, in the list; each is asked on a page of its own."""

    def get_actions(self, request):
        """Those that the user may do; what is about the bin only where the bin is looked at."""
        actions = super().get_actions(request)
        if "_popup" in request.GET:
            return actions
        for bulk in BULK:
            if request.user.has_perm(bulk.permission):
                actions[bulk.name] = (_asking(bulk), bulk.name, f"{bulk.title} …")
        is_bin = request.GET.get("stage") == Article.Stage.SPIKED
        return {name: act for name, act in actions.items() if (name in OF_THE_BIN) == is_bin}

    def ask(self, bulk: type[Bulk], request, queryset):
        """Asks what the act needs to know about the chosen articles; then does it."""
        # Since what is approved is all that would be printed.
        whole = queryset.prefetch_related(None).prefetch_related("bylines").defer(None)
        articles = list(whole[: MOST + 1])
        if len(articles) > MOST:
            told = _("At most %(number)s at once: choose fewer.") % {"number": MOST}
            self.message_user(request, told, messages.WARNING)
            return None
        form = bulk(request.POST if "asked" in request.POST else None)
        if form.is_valid():
            outcome = run(form, articles, request.user)
            self._tell(request, form, outcome)
            if outcome.done or not articles:
                return HttpResponseRedirect(request.get_full_path())
            # Nothing took what was typed, and so it is asked again.
            articles = list(whole.all())
        context = {
            **self.admin_site.each_context(request),
            "title": form.title,
            "opts": self.opts,
            "form": form,
            "articles": articles,
            "media": forms.Media(js=["admin/js/core.js"]) + form.media,
            "checkbox_name": ACTION_CHECKBOX_NAME,
            "back": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/articles/article/bulk.html", context)

    def _tell(self, request, form: Bulk, outcome: Outcome) -> None:
        if outcome.done:
            done = ngettext(
                "%(act)s: done with %(number)s article.",
                "%(act)s: done with %(number)s articles.",
                outcome.done,
            )
            told = done % {"act": form.title, "number": outcome.done}
            self.message_user(request, told, messages.SUCCESS)
        for article, reason in outcome.refused[:TOLD]:
            told = _("Not done with “%(headline)s”: %(reason)s")
            told %= {"headline": article, "reason": reason}
            self.message_user(request, told, messages.WARNING)
        if len(outcome.refused) > TOLD:
            more = _("Nor with %(number)s others.") % {"number": len(outcome.refused) - TOLD}
            self.message_user(request, more, messages.WARNING)


def _asking(bulk: type[Bulk]):
    """The act as the list of the admin calls it."""

    def ask(model_admin, request, queryset):
        return model_admin.ask(bulk, request, queryset)

    return ask
