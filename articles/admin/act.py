"""One thing that can be done with an article: a form that asks what it needs, and then acts."""

from datetime import datetime, timedelta

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.standing import Standing

PUBLISH = "articles.publish_article"
# What lies further ahead is a slip of the hand.
FURTHEST = timedelta(days=2 * 366)


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

    def staleness(self) -> list[str]:
        """What became of the article since the page was opened, where that stands against acting:
        asked before anything else, since the page may now ask other things."""
        return []

    def moment(self) -> datetime:
        """When the words would be printed."""
        return timezone.now()

    def carry_out(self) -> None:
        """Acts, if things still stand as they stood when the page was opened. Raises Refused."""
        self.act()

    def act(self) -> None:
        raise NotImplementedError


class MomentField(forms.SplitDateTimeField):
    """A moment that the clocks of the newsroom show once, and that is near."""

    widget = AdminSplitDateTime

    def compress(self, data_list):
        if data_list and all(data_list):
            self._refuse_hour(datetime.combine(*data_list))
        moment = super().compress(data_list)
        if moment and moment > timezone.now() + FURTHEST:
            raise ValidationError(_("Choose a moment within two years."), "too_far")
        return moment

    def _refuse_hour(self, shown: datetime) -> None:
        """Raises ValidationError for an hour in which the clocks are changed."""
        here = shown.replace(tzinfo=timezone.get_current_timezone())
        first, second = here.utcoffset(), here.replace(fold=1).utcoffset()
        if first < second:
            told = _("That hour does not exist on that day: the clocks go forward. Choose another.")
        elif first > second:
            told = _("That hour comes twice on that day: the clocks go back. Choose another.")
        else:
            return
        raise ValidationError(told, "changed_clocks")


class MomentMixin(forms.Form):
    """Asks for a moment, in the time zone of the newsroom."""

    at = MomentField(label=_("When"), help_text=_("In the time of the newsroom."))
