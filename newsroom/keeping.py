"""What somebody typed into a form that can no longer be saved: shown to them, to be copied."""

import re
from html import unescape

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import models
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

# What forms say to themselves.
MACHINERY = re.compile(
    r"csrfmiddlewaretoken|version|token|_.*|initial-.*"
    r"|.*-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|.*-__prefix__-.*"
)
END_OF_BLOCK = re.compile(r"</(?:p|h[1-6]|li|blockquote)>|<br\s*/?>", re.IGNORECASE)
LINE = re.compile(r"\w+-\d+-(\w+)")


class KeepingMixin:
    """Answers a save that is no longer allowed with the words that were typed, not without them."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            if request.method != "POST":
                raise
            told = _("You may not change this record, or no longer: it moved on meanwhile.")
            return self._kept(request, told, 403)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        if request.method != "POST":
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        return self._kept(request, _("Somebody deleted this record meanwhile."), 410)

    def _kept(self, request, told: str, status: int, record_url: str = ""):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Not saved"),
            "opts": self.opts,
            "told": told,
            "kept": self._words(request.POST),
            "record_url": record_url,
        }
        return TemplateResponse(request, "admin/words_kept.html", context, status=status)

    def _words(self, sent: QueryDict) -> list[tuple[str, str]]:
        """What somebody wrote into the form, by the labels of the fields."""
        found = []
        for name, values in sent.lists():
            if MACHINERY.fullmatch(name):
                continue
            column = self._column(name)
            label = capfirst(str(getattr(column, "verbose_name", name)))
            found += [(label, text) for text in map(plain, values) if text and holds(column, text)]
        return found

    def _column(self, name: str):
        """The field of a model that a field of the form is for; None where there is none."""
        line = LINE.fullmatch(name)
        for model in [self.model, *(inline.model for inline in self.inlines)]:
            try:
                return model._meta.get_field(line[1] if line else name)
            except FieldDoesNotExist:
                continue
        return None


def plain(value: str) -> str:
    """The words of what a form sent, without the marks of HTML."""
    if not value.lstrip().startswith("<"):
        return value.strip()
    return unescape(strip_tags(END_OF_BLOCK.sub("\n", value))).strip()


def holds(column: models.Field | None, text: str) -> bool:
    """Whether the text in a column was written, and not chosen."""
    if isinstance(column, models.CharField | models.TextField):
        return not column.choices and not isinstance(column, models.SlugField)
    # What belongs to no column and has no space is a choice or a key.
    return column is None and " " in text
