"""Records that may be of one and the same: a page of pairs, and a word of warning on the form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.keys import key
from newsroom.models import LogEntry
from people.doubles import doubles, doubles_of, holdings

SHOWN = 30


class DoublesMixin:
    """Shows which records may be of one and the same, and takes an editor's word that they are
    not. Stands before `MergingAdmin`, whose rights and pages it uses."""

    change_form_template = "admin/people/doubles_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.doubles_view)
        name = f"people_{self.opts.model_name}_doubles"
        return [path("doubles/", view, name=name), *super().get_urls()]

    def doubles_view(self, request):
        """The pairs that may be one; sent to it are two that are different, or are not after
        all."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._mark(request)
        pairs, number = doubles(self.kind, SHOWN)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Possible doubles"),
            "opts": self.opts,
            "number": number,
            "pairs": self._shown(pairs),
            "marks": self.kind.marks.objects.for_list()[:SHOWN],
        }
        return TemplateResponse(request, "admin/people/doubles.html", context)

    def _shown(self, pairs):
        """Each pair with both records, what each has, and where they are brought together."""
        held = holdings(self.kind, [one for pair in pairs for one in (pair.first, pair.second)])
        return [
            (
                pair,
                [(one, held[one.pk]) for one in (pair.first, pair.second)],
                self._address("merge", pair.first, pair.second),
            )
            for pair in pairs
        ]

    def _mark(self, request):
        one = get_object_or_404(self.model, pk=key(request.POST.get("one")))
        others = self.model.objects.exclude(pk=one.pk)
        other = get_object_or_404(others, pk=key(request.POST.get("other")))
        if "different" in request.POST:
            self.kind.marks.objects.part(one, other, marked_by=request.user)
            note = gettext("different from “%s”")
        else:
            self.kind.marks.objects.parting(one, other).delete()
            note = gettext("perhaps the same as “%s”, after all")
        for record, another in ((one, other), (other, one)):
            LogEntry.objects.write(
                request.user, record, LogEntry.Action.CHANGED, note=note % another
            )
        return HttpResponseRedirect(self._address("doubles"))

    def _address(self, page, *records):
        name = f"admin:people_{self.opts.model_name}_{page}"
        return reverse(name, args=[record.pk for record in records])

    def changelist_view(self, request, extra_context=None):
        address = self._address("doubles") if self.has_merge_permission(request) else ""
        return super().changelist_view(request, {"doubles_url": address, **(extra_context or {})})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["doubles"] = [self._beside(request, obj, one) for one in self._doubles_of(obj)]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self._tell_doubles(request, form.instance)

    def _set_published(self, request, obj, is_public):
        super()._set_published(request, obj, is_public)
        # The form has saved no names yet here, and tells when it has.
        if is_public and not self._asks(request):
            self._tell_doubles(request, obj)

    def _tell_doubles(self, request, record):
        told = gettext("“%(one)s” has the same name as “%(other)s”. Are they one?")
        for one in self._doubles_of(record):
            address = self._beside(request, record, one)[1]
            sentence = told % {"one": record, "other": one}
            link = format_html('{} <a href="{}">{}</a>', sentence, address, gettext("Compare"))
            self.message_user(request, link, messages.WARNING)

    def _doubles_of(self, record):
        stored = self.model.objects.filter(pk=record.pk).first() if record else None
        return doubles_of(self.kind, stored) if stored else []

    def _beside(self, request, record, another):
        """The other record, and where both are brought together, or where it is looked at."""
        if self.has_merge_permission(request):
            return another, self._address("merge", record, another)
        return another, self._address("change", another)
