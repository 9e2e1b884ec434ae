"""The admin of the ground floor: people who work here, pictures, topics, old addresses, the log."""

import taggit.admin  # noqa: F401  (registers a model that is not ours, which we take back)
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from newsroom import logadmin  # noqa: F401  (registers the log)
from newsroom.history import HistoryMixin
from newsroom.keys import KeyActionsMixin, KeyFieldsMixin, KeyListMixin
from newsroom.models import Picture, PictureText, Redirect, Topic, TopicText, User
from newsroom.recordadmin import (
    LogMixin,
    PublishableAdmin,
    ReadOnlyMixin,
    RecordAdmin,
    RefusalMixin,
    StackedTextInline,
    TextInline,
)
from newsroom.recordforms import RecordForm, RefusableForm

admin.site.unregister([Tag, Group])
admin.site.index_title = _("Newsroom")
# Not the `site_name` of the templates: the login calls the host so.
admin.site.site_header = admin.site.site_title = lazy(lambda: settings.SITE_NAME, str)()


class UserForm(RefusableForm, UserChangeForm):
    pass


class NewUserForm(RefusableForm, AdminUserCreationForm):
    pass


@admin.register(User)
class UserAdmin(LogMixin, RefusalMixin, HistoryMixin, KeyActionsMixin, KeyFieldsMixin, UserAdmin):
    form = UserForm
    add_form = NewUserForm
    list_display = ["username", "first_name", "last_name", "group_names", "language", "is_active"]
    list_filter = ["groups", "is_active", "language"]
    show_full_result_count = False
    filter_horizontal = []
    autocomplete_fields = ["groups"]
    fieldsets = [
        (None, {"fields": ["username", "password", ("first_name", "last_name"), "email"]}),
        (_("Rights"), {"fields": ["groups", "is_active", "is_staff", "is_superuser"]}),
        (_("Admin"), {"fields": ["language", "wants_notices"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"], "classes": ["collapse"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "usable_password",
                    "password1",
                    "password2",
                    "groups",
                    "is_staff",
                    "language",
                ]
            },
        )
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("groups"))
    def group_names(self, user):
        return ", ".join(group.name for group in user.groups.all())


@admin.register(Group)
class GroupAdmin(ReadOnlyMixin, KeyListMixin, GroupAdmin):
    """The groups and their rights are set anew after every `migrate`, so they are only shown."""


class PictureTextInline(TextInline):
    model = PictureText


class PictureForm(RecordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # The model names the few formats that we take; Django's own check names sixty.
            self.fields["file"].validators = []


@admin.register(Picture)
class PictureAdmin(RecordAdmin):
    form = PictureForm
    list_display = ["thumbnail", "__str__", "credit", "licence", "size", "created_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = ["created_at"]
    search_fields = ["texts__folded"]
    fields = ["file", "ppoi", "credit", "licence"]
    inlines = [PictureTextInline]

    @admin.display(description=_("picture"))
    def thumbnail(self, picture):
        return format_html('<img src="{}" alt="" width="72" height="72">', picture.file.square)

    @admin.display(description=_("size"))
    def size(self, picture):
        return f"{picture.width} × {picture.height}"


class TopicTextInline(StackedTextInline):
    model = TopicText


@admin.register(Topic)
class TopicAdmin(PublishableAdmin):
    list_display = ["name", "slug", "published_at"]
    list_filter = [("published_at", admin.EmptyFieldListFilter)]
    search_fields = ["texts__folded", "slug"]
    fields = ["name", "slug", "published_at"]
    inlines = [TopicTextInline]


@admin.register(Redirect)
class RedirectAdmin(ReadOnlyMixin, KeyListMixin, admin.ModelAdmin):
    list_display = ["old_path", "new_path", "created_at"]
    search_fields = ["old_path", "new_path"]
    show_full_result_count = False
    list_display_links = None
