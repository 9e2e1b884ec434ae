"""What everybody who works here sets for themselves, and for nobody else."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import construct_change_message
from django.contrib.admin.widgets import AdminEmailInputWidget, AdminTextInputWidget
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from newsroom.models import LogEntry, User

FIELDSETS = [
    (None, {"fields": [("first_name", "last_name"), "email", "language", "wants_notices"]})
]


class MeForm(forms.ModelForm):
    """A user's own settings; rights and password are not among them."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "language", "wants_notices"]
        help_texts = {
            "wants_notices": _(
                "When something waits for you, was returned to you, or somebody comments on what "
                "you work on."
            )
        }
        widgets = {
            "first_name": AdminTextInputWidget,
            "last_name": AdminTextInputWidget,
            "email": AdminEmailInputWidget,
        }


def me(request):
    """The form of whoever is signed in."""
    # Not `request.user`: what is typed wrongly would stand in the head of the page.
    user = User.objects.get(pk=request.user.pk)
    form = MeForm(request.POST if request.method == "POST" else None, instance=user)
    if form.is_valid():
        _save(form, user)
        with override(user.language or get_language()):
            messages.success(request, gettext("Your settings are saved."))
        return HttpResponseRedirect(reverse("me"))
    context = {
        **admin.site.each_context(request),
        "title": _("Your settings"),
        "form": form,
        "adminform": AdminForm(form, FIELDSETS, {}),
    }
    return TemplateResponse(request, "admin/me.html", context)


def _save(form, user: User) -> None:
    if form.changed_data:
        # What an administrator changes meanwhile stays.
        user.save(update_fields=form.changed_data)
        changes = construct_change_message(form, [], False)
        detail = {"changes": changes}
        LogEntry.objects.write(user, user, LogEntry.Action.CHANGED, detail=detail)
