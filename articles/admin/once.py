"""One form makes one article, however often it is sent: the back button sends it again."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.copies import confirm

WORDS = ["kicker", "headline", "standfirst", "body"]


class OnceForm(forms.ModelForm):
    """A form that bears, while it is new, the group that its article will be the first of."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["token"]
        else:
            self.fields["token"].initial = uuid.uuid4

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        if token := cleaned.get("token"):
            self.instance.translation_group = token
        return cleaned


class OnceMixin:
    """Leads a form that is sent a second time to the article that it made."""

    def _changeform_view(self, request, object_id, form_url, extra_context):
        is_new = request.method == "POST" and object_id is None
        if is_new and self.has_add_permission(request) and (made := self._made(request)):
            return self._answer_again(request, made)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def _made(self, request) -> Article | None:
        """The article that the form made when it was sent before."""
        try:
            group = uuid.UUID(request.POST.get("token", ""))
        except ValueError:
            return None
        return Article.objects.filter(translation_group=group, original=None).first()

    def _answer_again(self, request, made: Article):
        url = self.change_url(made)
        if not self._is_kept(request, made):
            told = _("This form made an article already, and what you wrote since is not in it.")
            return self._kept(request, told, 409, url)
        told = _("This form was sent already: here is the article that it made.")
        self.message_user(request, told, messages.WARNING)
        return confirm(request, HttpResponseRedirect(url))

    def _is_kept(self, request, made: Article) -> bool:
        """Whether the words that were sent stand in some version of the article."""
        form = self.get_form(request, None, change=False)(request.POST, request.FILES)
        form.is_valid()
        words = {name: form.cleaned_data.get(name, "") for name in WORDS}
        return made.history.filter(**words).exists()
