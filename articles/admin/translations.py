"""What can be done about the versions of a text in other languages."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles import joining, translating
from articles.admin.act import Act
from articles.admin.moves import NoteMixin
from articles.admin.standing import moment
from articles.models import Article
from newsroom.keys import KeySelect

ASSIGN = "articles.assign_article"
OVERTAKEN = _("Somebody else was quicker: choose another language.")


class AgreeingMixin(forms.Form):
    """Asks, with a new edition of a stale translation, whether it agrees with its original now."""

    agrees = forms.BooleanField(required=False)
    agrees_with = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        newer = self.standing.versions.newer
        if newer is None:
            del self.fields["agrees"], self.fields["agrees_with"]
        else:
            # The last thing that is said before it is printed.
            self.fields["agrees"] = self.fields.pop("agrees")
            told = _("The text agrees with edition %(number)s of the original.")
            self.fields["agrees"].label = told % {"number": newer.number}
            self.fields["agrees_with"].initial = newer.number

    def agree(self) -> None:
        """Says so where it was ticked. Raises Refused."""
        given = self.cleaned_data
        if given.get("agrees"):
            translating.agree(self.article, self.user, given["agrees_with"] or 0)


class Agree(NoteMixin, Act):
    """That a translation needs no change because of its original's, or has it already."""

    name = "agree"
    title = _("Agrees with the original")
    done = _("The text agrees with the original.")
    permission = "articles.submit_article"
    is_of_versions = True
    field_order = ["note", "number"]

    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        newer = self.standing.versions.newer
        self.fields["number"].initial = newer.number
        told = _(
            "Readers see edition %(number)s of the original since %(moment)s. The text here needs "
            "no change because of it, or has been changed."
        )
        self.explanation = told % {"number": newer.number, "moment": moment(newer.live_from)}

    @classmethod
    def is_offered(cls, standing):
        return standing.versions.newer is not None

    def act(self):
        given = self.cleaned_data
        translating.agree(self.article, self.user, given["number"], given["note"])


class Waive(Act):
    """That no version in a language is needed."""

    name = "waive"
    title = _("No version is needed")
    explanation = _("The text is no longer listed as missing in that language.")
    done = _("No version in that language is asked for any more.")
    permission = ASSIGN
    is_of_versions = True

    language = forms.ChoiceField(
        label=_("Language"), error_messages={"invalid_choice": OVERTAKEN}, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = self.standing.versions.lacking

    @classmethod
    def is_offered(cls, standing):
        is_written = standing.article.pk and standing.article.stage != Article.Stage.SPIKED
        return bool(is_written and standing.versions.lacking)

    def act(self):
        given = self.cleaned_data
        translating.waive(self.article, given["language"], self.user, given["reason"])


class Unwaive(Act):
    """That a version is needed after all."""

    name = "unwaive"
    title = _("A version is needed after all")
    explanation = _("The text is listed as missing in that language again.")
    done = _("A version in that language is asked for again.")
    permission = ASSIGN
    is_of_versions = True

    language = forms.ChoiceField(
        label=_("Language"), error_messages={"invalid_choice": OVERTAKEN}, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = self.standing.versions.waived

    @classmethod
    def is_offered(cls, standing):
        return bool(standing.article.pk and standing.versions.waived)

    def act(self):
        translating.unwaive(self.article, self.cleaned_data["language"], self.user)


class Join(Act):
    """That the text is a translation of one that was written apart from it."""

    name = "join"
    title = _("Is a translation of")
    explanation = _(
        "The two lead readers to each other, and the text here is listed when its original changes."
    )
    done = _("The two are versions of one text now. Say next whether they agree.")
    permission = ASSIGN
    is_of_versions = True

    original = forms.ModelChoiceField(
        Article.objects.all(),
        label=_("Original"),
        widget=KeySelect(Article._meta.get_field("original"), admin.site),
    )

    @classmethod
    def is_offered(cls, standing):
        article = standing.article
        is_free = article.original_id is None and article.stage != Article.Stage.SPIKED
        return bool(article.pk and is_free)

    def act(self):
        joining.join(self.article, self.cleaned_data["original"], self.user)


class Part(Act):
    """That the text is no translation."""

    name = "part"
    title = _("Is no translation")
    explanation = _("The text becomes an article of its own; readers are led to no other version.")
    done = _("The text is an article of its own.")
    permission = ASSIGN
    is_of_versions = True

    @classmethod
    def is_offered(cls, standing):
        return standing.article.original_id is not None

    def act(self):
        joining.part(self.article, self.user)


TRANSLATING = [Agree, Waive, Unwaive, Join, Part]
