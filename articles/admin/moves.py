"""What can be done with an article within the newsroom: hand in, return, approve, assign, hold."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import embargo, workflow
from articles.admin.act import Act, MomentMixin
from articles.models import Article
from events.models import Event
from newsroom.models import Task, User, called


def those_who_may(codename: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The groups and the people who hold a right of articles, as choices of a select."""
    held = {"permissions__codename": codename, "permissions__content_type__app_label": "articles"}
    groups = Group.objects.filter(**held).order_by("name")
    people = User.objects.filter(is_active=True, groups__in=groups).distinct().order_by("username")
    return [
        (_("Groups"), [(f"group:{group.pk}", group.name) for group in groups]),
        (
            _("People"),
            [(f"person:{user.pk}", called(user)) for user in people],
        ),
    ]


class DoerField(forms.ChoiceField):
    """A person or a group that holds a right of articles."""

    def __init__(self, *, codename: str, **kwargs):
        super().__init__(choices=lambda: [("", "---------"), *those_who_may(codename)], **kwargs)

    def clean(self, value):
        value = super().clean(value)
        kind, _colon, key = value.partition(":")
        model = {"group": Group, "person": User}.get(kind)
        return model._default_manager.get(pk=key) if model else None


class NoteMixin(forms.Form):
    """Asks for a note that may stay empty."""

    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("For the newsroom; readers do not see it."),
    )  # fmt: skip


class Move(Act):
    """A step from one stage to another."""

    way: workflow.Move
    is_step = True

    # The stage at which the article stood when the page was opened.
    stood = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stood"].initial = self.article.stage

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "way" in cls.__dict__:
            cls.name, cls.permission = cls.way.name, cls.way.permission

    @classmethod
    def is_offered(cls, standing):
        return cls.way.is_open(standing.article)

    def staleness(self):
        stood = self.data.get("stood", "")
        moved = stood and stood != self.article.stage
        return [workflow.whereabouts(self.article)] if moved else []

    @transaction.atomic
    def carry_out(self):
        workflow.unmoved(self.article, self.cleaned_data["stood"])
        self.act()


class Submit(NoteMixin, Move):
    """Into review."""

    way = workflow.SUBMIT
    title = _("Hand in")
    explanation = _("Somebody else reads the text before it is published.")
    done = _("Handed in for review.")
    is_about_words = True
    field_order = ["to", "due_on", "note"]

    to = DoerField(label=_("Who is to read it"), codename="review_article")
    due_on = forms.DateField(label=_("Until"), required=False, widget=AdminDateWidget)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = workflow.proposed_due(self.article)
        editors = Group.objects.filter(name="editor").first()
        self.fields["to"].initial = f"group:{editors.pk}" if editors else ""

    def act(self):
        given = self.cleaned_data
        workflow.submit(
            self.article, self.user, to=given["to"], due_on=given["due_on"], note=given["note"]
        )


class TakeBack(NoteMixin, Move):
    """Out of review."""

    way = workflow.TAKE_BACK
    title = _("Take back")
    explanation = _("The text is a draft again; nobody is asked to read it any more.")
    done = _("Taken back.")
    is_step = False

    def act(self):
        workflow.take_back(self.article, self.user, self.cleaned_data["note"])


class Return(Move):
    """Back to the writer, with notes."""

    way = workflow.RETURN
    title = _("Return")
    explanation = _("The text is a draft again, and waits for whoever handed it in.")
    done = _("Returned.")

    note = forms.CharField(label=_("What is to be done"), widget=forms.Textarea({"rows": 5}))

    def act(self):
        workflow.give_back(self.article, self.user, self.cleaned_data["note"])


class Approve(NoteMixin, Move):
    """Ready for publication."""

    way = workflow.APPROVE
    title = _("Approve")
    explanation = _("The words as they stand may be published. Changed words need a new approval.")
    done = _("Approved.")
    is_about_words = True

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.article.fingerprint

    def act(self):
        given = self.cleaned_data
        workflow.approve(self.article, self.user, seen=given["seen"], note=given["note"])


class Bin(NoteMixin, Move):
    """Out of the way."""

    way = workflow.BIN
    title = _("Move to the bin")
    explanation = _("The text leaves all lists. It can be taken out of the bin again.")
    done = _("Moved to the bin.")
    is_step = False

    @classmethod
    def is_offered(cls, standing):
        return super().is_offered(standing) and not (standing.live or standing.waiting)

    def act(self):
        workflow.put_in_bin(self.article, self.user, self.cleaned_data["note"])


class Revive(NoteMixin, Move):
    """Back from the bin."""

    way = workflow.REVIVE
    title = _("Take out of the bin")
    explanation = _("The text is a draft again.")
    done = _("Taken out of the bin.")

    def act(self):
        workflow.revive(self.article, self.user, self.cleaned_data["note"])


class Assign(NoteMixin, Act):
    """Somebody to write it."""

    name = "assign"
    title = _("Assign")
    explanation = _("Somebody is asked to write the text.")
    done = _("Assigned.")
    permission = "articles.assign_article"
    field_order = ["to", "due_on", "note"]

    to = DoerField(label=_("Who is to write it"), codename="submit_article")
    due_on = forms.DateField(label=_("Until"), required=False, widget=AdminDateWidget)

    @classmethod
    def is_offered(cls, standing):
        return standing.article.stage == Article.Stage.DRAFT

    def act(self):
        given = self.cleaned_data
        workflow.assign(
            self.article, self.user, to=given["to"], due_on=given["due_on"], note=given["note"]
        )


class Unassign(NoteMixin, Act):
    """Nobody to write it any more."""

    name = "unassign"
    title = _("No longer asked")
    explanation = _("Whoever was asked to write the text is asked no more.")
    done = _("Nobody is asked to write it any more.")
    permission = "articles.submit_article"

    @classmethod
    def is_offered(cls, standing):
        return any(task.kind == Task.Kind.WRITE for task in standing.tasks)

    def act(self):
        workflow.unassign(self.article, self.user, self.cleaned_data["note"])


class Plan(NoteMixin, Act):
    """A day for it."""

    name = "plan"
    title = _("Plan")
    explanation = _("On that day the text is to come out. A plan publishes nothing.")
    done = _("Planned.")
    permission = "articles.assign_article"
    field_order = ["day", "note"]

    day = forms.DateField(
        label=_("Planned for"), required=False, widget=AdminDateWidget,
        help_text=_("Empty: for no day."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = self.article.planned_for

    @classmethod
    def is_offered(cls, standing):
        return standing.article.stage != Article.Stage.SPIKED

    def act(self):
        workflow.plan(self.article, self.user, self.cleaned_data["day"], self.cleaned_data["note"])


class Embargo(NoteMixin, MomentMixin, Act):
    """Nothing outside the newsroom before a moment."""

    name = "embargo"
    title = _("Embargo")
    explanation = _(
        "Before that moment nothing of the text can be published, and preview links do not open."
    )
    done = _("The text is under embargo.")
    permission = "articles.embargo_article"
    field_order = ["until_end_of", "at", "note"]

    until_end_of = forms.ModelChoiceField(
        Event.objects.none(), label=_("Until the event has ended"), required=False,
        empty_label=_("no: until a moment of your choice"),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].required = False
        events = self.article.events.prefetch_related("texts")
        self.fields["until_end_of"].queryset = events
        if not events:
            del self.fields["until_end_of"]

    @classmethod
    def is_offered(cls, standing):
        return not standing.live and standing.article.stage != Article.Stage.SPIKED

    def clean(self):
        given = super().clean()
        if not (given.get("at") or given.get("until_end_of") or "at" in self.errors):
            self.add_error("at", _("Choose the event whose end is meant, or a moment."))
        return given

    def act(self):
        given = self.cleaned_data
        if event := given.get("until_end_of"):
            embargo.set_until_event_ends(self.article, self.user, event, given["note"])
        else:
            embargo.set_embargo(self.article, self.user, given["at"], given["note"])


class LiftEmbargo(Act):
    """The embargo ends before its moment."""

    name = "lift-embargo"
    title = _("Lift the embargo")
    explanation = _("The text may be published from now on. Tell whoever was promised silence.")
    done = _("The embargo is lifted.")
    permission = "articles.lift_embargo"

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))

    @classmethod
    def is_offered(cls, standing):
        return embargo.is_embargoed(standing.article, timezone.now())

    def act(self):
        embargo.lift_embargo(self.article, self.user, self.cleaned_data["reason"])


MOVING = [
    Submit, Approve, Return, TakeBack, Revive, Assign, Unassign, Plan, Embargo, LiftEmbargo, Bin
]  # fmt: skip
