"""The page that readers would see of the text as it stands in the form; nothing is saved."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path

from articles.drafts import Draft


class PreviewMixin:
    """Shows the article as it would be read: the stored text, or what is in the form now."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("preview/", view, name="articles_article_preview_new"),
            path("<int:object_id>/preview/", view, name="articles_article_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request, object_id=None):
        article = self.get_object(request, str(object_id)) if object_id else None
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        if article is None and (object_id or request.method != "POST"):
            raise Http404
        is_typed = request.method == "POST"
        draft = self._typed(request, article) if is_typed else Draft.stored(article)
        return draft.show(request, "admin/articles/article/preview.html")

    def _typed(self, request, article) -> Draft:
        """What stands in the form: a field with a fault keeps what is stored."""
        form_class = self.get_form(request, article, change=article is not None)
        form = form_class(request.POST, instance=article)
        form.is_valid()
        typed = form.instance
        # A text that has no headline yet has no address, and the page says where it would stand.
        typed.slug = typed.slug or "preview"
        (bylines,), _inlines = self._create_formsets(request, typed, change=article is not None)
        lines = [
            line.instance
            for line in bylines.forms
            if line.is_valid() and (line.has_changed() or line.instance.pk)
        ]
        given = form.cleaned_data
        return Draft(typed, given.get("topics", []), given.get("events", []), lines)
