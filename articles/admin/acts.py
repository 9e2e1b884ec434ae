"""What can be done with an article towards its readers: a form each, that asks and then acts.

What is done within the newsroom stands in `moves`.
"""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles import publishing, workflow
from articles.admin.act import Act, MomentMixin
from articles.admin.translations import AgreeingMixin
from articles.embargo import is_embargoed
from articles.models import Article, Correction, Edition
from articles.references import References
from articles.workflow import CHANGED
from events.attribution import Rule
from events.models import Statement
from newsroom.models import User

TAKE_DOWN = "articles.take_down_article"


class OnEditions(Act):
    """An act on the editions that were there when the page was opened."""

    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        last = self.standing.last
        self.fields["after"].initial = last.pk if last else 0

    def staleness(self):
        number = self.data.get("after", "")
        try:
            if number.isdecimal():
                publishing.refuse_after(self.article, int(number[:18]))
        except workflow.Refused as refused:
            return refused.messages
        return []

    @transaction.atomic
    def carry_out(self):
        article = workflow.locked(self.article)
        if self.cleaned_data["after"] is not None:
            publishing.refuse_after(article, self.cleaned_data["after"])
        self.act()


class Publish(AgreeingMixin, OnEditions):
    """A new edition, now."""

    name = "publish"
    title = _("Publish now")
    explanation = _("Readers see the text as it stands now, at once.")
    done = _("Published.")
    is_about_words = prints = True

    change = forms.ChoiceField(
        label=_("The change is"),
        choices=[choice for choice in Edition.Change.choices if choice[0] != Edition.Change.FIRST],
        widget=forms.RadioSelect,
        help_text=_("Minor: a misprint, a picture. Material: what the text says is not the same."),
    )
    note = forms.CharField(
        label=_("Why"), required=False, help_text=_("For the newsroom; readers do not see it.")
    )
    correction_kind = forms.ChoiceField(
        label=_("Note for the readers"),
        choices=[("", _("none")), *Correction.Kind.choices],
        required=False,
    )
    correction_text = forms.CharField(
        label=_("What the note says"), required=False, widget=forms.Textarea({"rows": 3})
    )
    what_changed = forms.CharField(
        label=_("What changed"), required=False, widget=forms.Textarea({"rows": 2})
    )
    open_records = forms.BooleanField(required=False)
    duty_over = forms.BooleanField(
        label=_("This article was taken down. The duty that led to it is over."),
        error_messages={
            "required": _("It was taken down: say that the duty is over, or leave it down.")
        },
    )
    approving = forms.BooleanField(
        label=_("Nobody approved these words yet. I approve them."),
        error_messages={"required": _("Approve the words, or have them reviewed first.")},
    )
    # The words that were there when the page was opened.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.article.fingerprint
        if self.article.is_approved or not self.user.has_perm("articles.review_article"):
            del self.fields["approving"]
        if publishing.last_take_down(self.article) is None:
            del self.fields["duty_over"]
        self.fields["note"].required = self.standing.last is not None
        if self.standing.last is None:
            for name in ("change", "correction_kind", "correction_text", "what_changed"):
                del self.fields[name]
        closed = self.closed_events()
        if closed and self.user.has_perm("events.publish_event"):
            names = " · ".join(str(event) for event in closed)
            if all(event.is_published for event in closed):
                label = _("Make what was said at the event public, too: %(events)s")
            else:
                label = _("Make the event and what was said there public, too: %(events)s")
            self.fields["open_records"].label = label % {"events": names}
        else:
            del self.fields["open_records"]

    def closed_events(self) -> list:
        """The events whose statements the text prints, but readers may not see yet; none off the
        record."""
        events = References(self.article).events
        return [e for e in events if not e.is_record_open and e.rule < Rule.OFF_RECORD]

    @classmethod
    def is_offered(cls, standing):
        is_binned = standing.article.stage == Article.Stage.SPIKED
        return standing.waiting is None and not is_binned

    @classmethod
    def label(cls, standing):
        return _("Publish change") if standing.last else cls.title

    def clean(self):
        given = super().clean()
        if given.get("correction_kind") and not given.get("correction_text"):
            self.add_error("correction_text", _("Tell the readers what was wrong."))
        if given.get("correction_text") and not given.get("correction_kind"):
            self.add_error("correction_kind", _("Say what kind of note this is."))
        if given.get("what_changed") and not given.get("correction_kind"):
            self.add_error("what_changed", _("This goes with a note for the readers."))
        return given

    def staleness(self):
        seen = self.data.get("seen", "")
        changed = [CHANGED] if seen and seen != self.article.fingerprint else []
        return super().staleness() or changed

    @transaction.atomic
    def act(self):
        # What is printed are the words that were seen; nobody changes them in between.
        workflow.unchanged(self.article, self.cleaned_data["seen"])
        self.publish()
        self.agree()

    def publish(self) -> None:
        publishing.publish(self.article, self.user, **self.details())

    def details(self) -> dict:
        given = self.cleaned_data
        kind = given.get("correction_kind")
        words = given.get("correction_text"), given.get("what_changed", "")
        return {
            "change": given.get("change", ""),
            "note": given["note"],
            "correction": publishing.Note(kind, *words) if kind else None,
            "open_records": given.get("open_records", False),
            "approving": given.get("approving", False),
        }


class Schedule(MomentMixin, Publish):
    """A new edition, at a moment ahead."""

    name = "schedule"
    title = _("Schedule")
    explanation = _("The text as it stands now goes live by itself at the moment you choose.")
    done = _("Scheduled.")
    field_order = ["at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if is_embargoed(self.article):
            self.fields["at"].initial = self.article.embargoed_until

    def moment(self):
        chosen = getattr(self, "cleaned_data", {}).get("at") or self.fields["at"].initial
        return chosen or super().moment()

    @classmethod
    def label(cls, standing):
        return _("Schedule change") if standing.last else cls.title

    def publish(self):
        publishing.schedule(self.article, self.user, self.cleaned_data["at"], **self.details())


class Reschedule(MomentMixin, OnEditions):
    """Another moment for the edition that waits."""

    name = "reschedule"
    title = _("Reschedule")
    explanation = _("The edition that waits goes live at another moment; its words stay.")
    done = _("Rescheduled.")

    @classmethod
    def is_offered(cls, standing):
        return standing.waiting is not None

    def act(self):
        publishing.reschedule(self.standing.waiting, self.user, self.cleaned_data["at"])


class Unschedule(OnEditions):
    """No edition waits any more."""

    name = "unschedule"
    title = _("Unschedule")
    explanation = _("The edition that waits is taken back. No reader saw it; your text stays here.")
    done = _("Unscheduled.")

    @classmethod
    def is_offered(cls, standing):
        return standing.waiting is not None

    def act(self):
        publishing.unschedule(self.standing.waiting, self.user)


class ReasonMixin(forms.Form):
    """Asks for a reason that readers are told."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Readers are told it, in place of the text."),
    )


class PlanRemoval(MomentMixin, ReasonMixin, OnEditions):
    """The end of the article at a moment ahead."""

    name = "plan-removal"
    title = _("Plan the removal")
    explanation = _("From that moment on readers see no text, whatever is published before.")
    done = _("The removal is planned.")
    field_order = ["at", "reason"]

    @classmethod
    def is_offered(cls, standing):
        return bool(standing.live or standing.waiting) and standing.removal is None

    def act(self):
        given = self.cleaned_data
        publishing.plan_removal(self.article, self.user, given["at"], given["reason"])


class LiftRemoval(OnEditions):
    """No end of the article is planned any more."""

    name = "lift-removal"
    title = _("Lift the planned removal")
    explanation = _("The article stays.")
    done = _("The article stays.")

    @classmethod
    def is_offered(cls, standing):
        return standing.removal is not None

    def act(self):
        publishing.plan_removal(self.article, self.user, None)


class Withdraw(ReasonMixin, OnEditions):
    """The live edition, taken from the readers."""

    name = "withdraw"
    title = _("Withdraw")
    explanation = _("Readers no longer see the live edition. Earlier editions stay in the list.")
    done = _("Withdrawn.")

    @classmethod
    def is_offered(cls, standing):
        return standing.live is not None

    def act(self):
        publishing.withdraw(self.article, self.user, self.cleaned_data["reason"])


class TakeDown(ReasonMixin, OnEditions):
    """All editions, taken from everybody: a duty of law."""

    name = "take-down"
    title = _("Take down")
    explanation = _("A duty of law: every edition, list, feed and export stops showing the text.")
    done = _("Taken down.")
    permission = TAKE_DOWN

    @classmethod
    def is_offered(cls, standing):
        return standing.last is not None

    def act(self):
        publishing.take_down(self.article, self.user, self.cleaned_data["reason"])


class TakeDownStatement(ReasonMixin, forms.Form):
    """A statement, taken from every article that prints it: a duty of law."""

    def act(self, statement: Statement, user: User) -> int:
        """How many editions are withdrawn with it. Raises Refused."""
        return len(publishing.take_down(statement, user, self.cleaned_data["reason"]))


PUBLISHING = [
    Publish, Schedule, Reschedule, Unschedule, PlanRemoval, LiftRemoval, Withdraw, TakeDown
]  # fmt: skip
