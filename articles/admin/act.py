"""One thing that can be done with an article: a form that asks what it needs, and then acts."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.translation import gettext_lazy as _

from articles.admin.standing import Standing

PUBLISH = "articles.publish_article"


class Act(forms.Form):
    """One act: what it is called, when it is offered, and what it does."""

    name = ""
    title = ""
    explanation = ""
    done = ""
    permission = PUBLISH
    do_not_call_in_templates = True
    # Whether the words in the form are saved first, since the act is about them.
    is_about_words = False
    # Whether it is the next step of somebody; the others stand below "More".
    is_step = False
    # Whether it is about the versions in other languages: it stands below these.
    is_of_versions = False
    # Whether it prints the words, so that the gate is asked.
    prints = False

    def __init__(self, *args, article, user, standing, **kwargs):
        super().__init__(*args, **kwargs)
        self.article, self.user, self.standing = article, user, standing

    @classmethod
    def is_offered(cls, standing: Standing) -> bool:  # noqa: ARG003 - each act looks at it
        return True

    @classmethod
    def label(cls, standing: Standing) -> str:  # noqa: ARG003 - as above
        """What the button says."""
        return cls.title

    def carry_out(self) -> None:
        """Acts, if things still stand as they stood when the page was opened. Raises Refused."""
        self.act()

    def act(self) -> None:
        raise NotImplementedError


class MomentMixin(forms.Form):
    """Asks for a moment, in the time zone of the newsroom."""

    at = forms.SplitDateTimeField(
        label=_("When"), widget=AdminSplitDateTime, help_text=_("In the time of the newsroom.")
    )
