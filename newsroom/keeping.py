"""What somebody typed into a form that can no longer be saved: shown to them, to be copied."""

import re
from html import unescape

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

# Keys and numbers, choices, and what forms say to themselves.
MACHINERY = re.compile(
    r"^(csrfmiddlewaretoken|version|_.*|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)$"
)
END_OF_BLOCK = re.compile(r"</(?:p|h[1-6]|li|blockquote)>|<br\s*/?>", re.IGNORECASE)
LINE = re.compile(r"^\w+-(?:\d+|__prefix__)-(\w+)$")


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

    def _kept(self, request, told: str, status: int):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Not saved"),
            "opts": self.opts,
            "told": told,
            "kept": [(self._label(name), text) for name, text in typed_words(request.POST)],
        }
        return TemplateResponse(request, "admin/words_kept.html", context, status=status)

    def _label(self, name: str) -> str:
        line = LINE.match(name)
        for model in [self.model, *(inline.model for inline in self.inlines)]:
            try:
                field = model._meta.get_field(line[1] if line else name)
            except FieldDoesNotExist:
                continue
            return capfirst(str(getattr(field, "verbose_name", name)))
        return name


def typed_words(sent: QueryDict) -> list[tuple[str, str]]:
    """The texts that a form sent, by the names of their fields; HTML as plain words."""
    found = []
    for name, values in sent.lists():
        for value in [] if MACHINERY.match(name) else values:
            text = value
            if value.lstrip().startswith("<"):
                text = unescape(strip_tags(END_OF_BLOCK.sub("\n", value)))
            # What has no space is a choice, a key or an address.
            if any(c.isalpha() for c in text) and " " in text.strip():
                found.append((name, text.strip()))
    return found
