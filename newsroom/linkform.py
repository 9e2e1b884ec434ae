"""What is asked before a link is given to somebody without an account."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class LinkForm(forms.Form):
    """For whom a link is, and for how long; `usual` is one of the `offered` numbers of days."""

    offered: Sequence[int]
    usual: int
    told = ""  # where the name of whoever gets it will stand

    invited = forms.CharField(label=_("For whom"), max_length=200)
    days = forms.TypedChoiceField(label=_("Open for"), coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["invited"].help_text = self.told
        self.fields["days"].initial = self.usual
        self.fields["days"].choices = [
            (days, ngettext("%(count)d day", "%(count)d days", days) % {"count": days})
            for days in self.offered
        ]
