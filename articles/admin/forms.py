"""The form on which an article is written."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from articles import prose
from articles.admin.conflict import VersionedForm
from articles.admin.editor import ArticleEditor
from articles.admin.once import OnceForm
from articles.models import Article
from articles.references import References
from newsroom.recordforms import RecordForm
from newsroom.romanization import slugify


class ArticleForm(OnceForm, VersionedForm, RecordForm):
    """An article's working copy."""

    class Meta:
        widgets = {
            "headline": forms.Textarea({"rows": 1, "placeholder": _("Headline")}),
            "kicker": forms.TextInput({"placeholder": _("Kicker")}),
            "standfirst": forms.Textarea({"rows": 2, "placeholder": _("Standfirst")}),
            "body": ArticleEditor,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "language" in self.fields and self.instance.pk and self.instance.editions.all():
            # Readers have seen it; the scripts of the form still ask the field.
            self.fields["language"].disabled = True
        if "slug" in self.fields:
            self.fields["slug"].help_text = _("The last part of the address.")

    def words_for_slug(self):
        language = self.cleaned_data.get("language") or settings.LANGUAGE_CODE
        return language, self.cleaned_data.get("headline", "")

    def clean(self):
        cleaned = super().clean()
        if self._has_borrowed_slug():
            cleaned["slug"] = self._proposed_slug()
        return cleaned

    def _has_borrowed_slug(self) -> bool:
        """Whether the address of a translation still repeats the headline of its original, though
        it has a headline of its own now and no reader has seen it."""
        article = self.instance
        if not article.original_id or "headline" not in self.changed_data:
            return False
        if "headline" in self.errors:
            return False
        if "slug" not in self.fields or "slug" in self.changed_data or article.editions.all():
            return False
        borrowed = slugify(article.original.headline, article.language)
        return bool(borrowed) and article.slug.startswith(borrowed)

    def clean_headline(self):
        """The headline in one line; the field wraps only to be seen whole."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean_body(self):
        body = self.cleaned_data["body"]
        faults = prose.faults(body)
        known = References(Article(body=body)).statements
        faults += [
            _("“%(words)s” is marked as statement %(id)s, which does not exist: mark it anew.")
            % {"words": use.passages[0].strip("“”„«»")[:80], "id": use.statement_id}
            for use in prose.uses(body)
            if use.statement_id not in known and prose.STATEMENT_ID.match(use.statement_id)
        ]
        if faults:
            raise forms.ValidationError(faults)
        return body
