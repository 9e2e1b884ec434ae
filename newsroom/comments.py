"""What those who work here say to each other about a record, beside its form."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, label_for_field
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.forms.utils import pretty_name
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from newsroom.models import Comment, Task, User, called
from newsroom.notices import notify

LONGEST = 5000
# How many resolved ones stand beside the form; their own page has all.
SETTLED_BESIDE_FORM = 10


class Files:
    """What a page with comments loads."""

    css = {"all": ["css/comments.css"]}
    js = [forms.Script("js/admin/comments.js", type="module")]


MEDIA = forms.Media(media=Files)


@dataclass(frozen=True)
class Place:
    """A part of a form that a comment can be about."""

    name: str
    label: str | Promise
    anchor: str = ""


class CommentForm(forms.ModelForm):
    """A new comment on a record or on one of its places."""

    prefix = "comment"
    text = forms.CharField(
        label=_("Comment"),
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST,
        error_messages={
            "required": _("Write something."),
            "max_length": _(
                "A comment has at most %(limit_value)d characters, and this one has "
                "%(show_value)d: write it shorter, or put the text where it belongs."
            ),
        },
    )

    class Meta:
        model = Comment
        fields = ["field", "text"]

    def __init__(self, *args, places: dict[str, Place], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(place.name, place.label) for place in places.values()]
        self.fields["field"] = forms.ChoiceField(
            label=_("About"), required=False, choices=[("", _("the whole record")), *choices]
        )
        # The browser would cut what is pasted without a word.
        self.fields["text"].widget.attrs.pop("maxlength")
        for field in self.fields.values():
            # Beside the form of the record, and so never a part of it.
            field.widget.attrs["form"] = "comments-form"


class Talk:
    """The comments on a record beside its form in the admin."""

    def __init__(self, model_admin: admin.ModelAdmin, request, record: Model):
        self.admin, self.request, self.record = model_admin, request, record

    def url(self, page: str) -> str:
        """The address of a page of the record."""
        return reverse(f"admin:{_url_name(self.admin)}_{page}", args=[self.record.pk])

    @cached_property
    def places(self) -> dict[str, Place]:
        """What of the form can be spoken of: its fields and its lines, by name."""
        return {place.name: place for place in [*self._fields(), *self._lines()]}

    def _fields(self) -> Iterator[Place]:
        # Not of a form of this record: to build one may cost queries.
        declared = self.admin.form.declared_fields
        for name in flatten_fieldsets(self.admin.get_fieldsets(self.request, self.record)):
            if name not in declared:
                label = label_for_field(name, self.admin.model, self.admin, return_attr=False)
                yield Place(name, capfirst(label), f"id_{name}")
            elif not declared[name].widget.is_hidden:
                yield Place(name, declared[name].label or pretty_name(name), f"id_{name}")

    def _lines(self) -> Iterator[Place]:
        relations = self.admin.opts.related_objects
        names = {relation.related_model: relation.get_accessor_name() for relation in relations}
        for inline in self.admin.get_inline_instances(self.request, self.record):
            name = str(names[inline.model])
            yield Place(name, capfirst(inline.verbose_name_plural or name), f"{name}-group")

    def form(self, sent=None) -> CommentForm:
        """The form of a new comment, with what was sent."""
        new = Comment(record=self.record, author=self.request.user)
        return CommentForm(sent, places=self.places, instance=new)

    def context(self, form: CommentForm) -> dict:
        """What the template of the comments takes."""
        said = [
            (comment, self.places.get(comment.field) or Place(comment.field, comment.field))
            for comment in Comment.objects.about(self.record).for_list()
        ]
        still_open = [(comment, place) for comment, place in said if not comment.resolved_at]
        return {
            "open_comments": still_open,
            "settled_comments": [line for line in reversed(said) if line[0].resolved_at],
            "settled_beside_form": SETTLED_BESIDE_FORM,
            "comment_marks": _marks(still_open),
            "comment_form": form,
            "comments_url": self.url("comments"),
        }

    def answer(self, form: CommentForm):
        """The comments as a page, or as the part of the form whose script asked for them."""
        if _is_from_form(self.request):
            context = self.context(form) | {"beside_form": True}
            return TemplateResponse(self.request, "admin/_comments.html", context)
        context = {
            **self.admin.admin_site.each_context(self.request),
            "title": _("Comments"),
            "opts": self.admin.opts,
            "original": self.record,
            "form_url": self.url("change"),
            "media": MEDIA,
            **self.context(form),
        }
        return TemplateResponse(self.request, "admin/comments.html", context)

    def done(self, comment: Comment):
        """The comments after something happened to one of them."""
        if _is_from_form(self.request):
            return self.answer(self.form())
        return HttpResponseRedirect(f"{self.url('comments')}#comment-{comment.pk}")


class CommentsMixin(admin.ModelAdmin):
    """Lets those who see the form of a record talk about it; no save waits for that."""

    def get_urls(self):
        one = "<int:object_id>/comments/<int:comment_id>/"
        view, name = self.admin_site.admin_view, _url_name(self)
        resolve, reopen = require_POST(self.resolve_view), require_POST(self.reopen_view)
        return [
            path("<int:object_id>/comments/", view(self.comments_view), name=f"{name}_comments"),
            path(f"{one}resolve/", view(resolve), name=f"{name}_comment_resolve"),
            path(f"{one}reopen/", view(reopen), name=f"{name}_comment_reopen"),
            *super().get_urls(),
        ]

    def may_comment(self, request, record) -> bool:
        """Whether the user reads and writes the comments on the record."""
        may_write = request.user.has_perm("newsroom.add_comment")
        return may_write and self.has_view_or_change_permission(request, record)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        rest = add, change, form_url, obj
        if not obj or context.get("is_popup") or not self.may_comment(request, obj):
            return super().render_change_form(request, context, *rest)
        talk = Talk(self, request, obj)
        context |= talk.context(talk.form()) | {"beside_form": True}
        context["media"] += MEDIA
        response = super().render_change_form(request, context, *rest)
        number = len(context["open_comments"])
        label = gettext("Comments (%s)") % number if number else gettext("Comments")
        # A form may be long, and they stand below it.
        response.context_data.setdefault("record_tools", []).append(("#id_comments", label))
        return response

    def comments_view(self, request, object_id):
        """All comments on the record; what is sent is written."""
        talk = self.talk(request, object_id)
        form = talk.form(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return talk.answer(form)
        comment = form.save()
        tell(comment, talk.places.get(comment.field), talk.url("change"))
        return talk.done(comment)

    def resolve_view(self, request, object_id, comment_id):
        """Puts a comment aside as answered."""
        talk = self.talk(request, object_id)
        comment = get_object_or_404(Comment.objects.about(talk.record), pk=comment_id)
        comment.resolve(request.user)
        return talk.done(comment)

    def reopen_view(self, request, object_id, comment_id):
        """Takes a resolved comment up again."""
        talk = self.talk(request, object_id)
        comment = get_object_or_404(Comment.objects.about(talk.record), pk=comment_id)
        comment.reopen()
        return talk.done(comment)

    def talk(self, request, object_id: int) -> Talk:
        """The comments on a record, for those who may read them. Raises Http404."""
        record = self.get_object(request, str(object_id))
        if record is None:
            raise Http404
        if not self.may_comment(request, record):
            raise PermissionDenied
        return Talk(self, request, record)


def tell(comment: Comment, place: Place | None, form_url: str) -> None:
    """Tells those who work on the record that somebody wrote about it: who wrote about it too, and
    who is asked to do something with it."""
    said, tasks = Comment.objects.about(comment.record), Task.objects.open().about(comment.record)
    involved = User.objects.filter(
        Q(pk__in=said.values("author"))
        | Q(pk__in=tasks.filter(person__isnull=False).values("person"))
        | Q(pk__in=tasks.filter(claimed_by__isnull=False).values("claimed_by"))
    ).exclude(pk=comment.author_id)
    # Whoever no longer may read comments is not sent one either.
    users = [user for user in involved if user.has_perm("newsroom.add_comment")]
    who = called(comment.author)
    by = format_lazy("{who} ({place})", who=who, place=place.label) if place else who
    notify(
        users,
        format_lazy("{what}: {title}", what=_("comment"), title=comment.record),
        format_lazy("{by}: {text}", by=by, text=comment.text),
        f"{form_url}#comment-{comment.pk}",
    )


def _url_name(model_admin: admin.ModelAdmin) -> str:
    return f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"


def _marks(said: list[tuple[Comment, Place]]) -> list[tuple[str, int, int]]:
    """Of each place with open comments its name, the first comment and their number."""
    about: dict[str, list[Comment]] = {}
    for comment, place in said:
        if place.name:
            about.setdefault(place.name, []).append(comment)
    return [(name, comments[0].pk, len(comments)) for name, comments in about.items()]


def _is_from_form(request) -> bool:
    """Whether a script on the form asks, which wants the comments and no page round them."""
    return request.headers.get("X-Requested-With") == "comments.js"
