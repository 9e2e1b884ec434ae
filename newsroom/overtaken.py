"""Two people at one record: a save over what somebody else stored meanwhile comes back.

The form carries a print of each value that it was opened with, of the record and of its lines.
What the writer left alone takes what is stored now; what both changed is shown, and what was typed
stays in the form. Nothing is stored until it is sent again.
"""

import json
from copy import copy
from hashlib import sha256

from django.contrib.admin.utils import unquote
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from newsroom.keys import key
from newsroom.models import LogEntry, called
from newsroom.reconciling import Prints, Reconciliation, mapping, shown

FIELD = "_opened"
LETTERS = 10  # so many of a print are enough to tell a value from another one of its field


class OvertakenMixin:
    """Lets nobody save a record over what they did not see."""

    # Whether the form knows in a way of its own with what it was opened.
    has_own_versions = False

    def _changeform_view(self, request, object_id, form_url, extra_context):
        """Whoever saves has the record to themselves until it is saved."""
        pk = key(object_id) if request.method == "POST" and FIELD in request.POST else None
        if pk is not None and not self.has_own_versions:
            # Django is in a transaction here, which is over when the answer is made.
            list(self.model._base_manager.select_for_update().filter(pk=pk).values_list("pk"))
            record = self.get_object(request, unquote(object_id))
            if record is not None and self.has_change_permission(request, record):
                self._reconcile(request, record)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def _reconcile(self, request, record):
        """Brings what was sent together with what is stored, where that is newer."""
        opened = _read(request.POST[FIELD])
        asked = copy(request)
        asked.method = "GET"  # the form as it would be opened now
        form = self.get_form(asked, record, change=True)(instance=record)
        formsets, _inlines = self._create_formsets(asked, record, change=True)
        both = Reconciliation(request.POST, mapping(opened.get("values")), form, formsets, _print)
        if both.is_overtaken:
            request.POST, request.overtaken = both.data, both
            request.refusal = _sentence(record, opened.get("at"))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        is_written = obj is not None and self.has_change_permission(request, obj)
        if is_written and not self.has_own_versions:
            formsets = [shown_.formset for shown_ in context["inline_admin_formsets"]]
            context["opened"] = _written(context["adminform"].form, formsets)
            context["overtaken"] = getattr(request, "overtaken", None)
        return super().render_change_form(request, context, add, change, form_url, obj)


def _written(form, formsets) -> str:
    """The prints of what the form of a stored record shows, as it carries them."""
    values: Prints = {"": {"": _prints(form)}}
    for formset in formsets:
        values[formset.prefix] = {str(f.instance.pk): _prints(f) for f in formset.initial_forms}
    return json.dumps({"at": timezone.now().timestamp(), "values": values}, separators=(",", ":"))


def _prints(form) -> dict[str, str]:
    return {name: _print(values) for name, values in shown(form).items()}


def _print(values: list[str]) -> str:
    """Equal for values that are the same to a reader, however a browser writes them."""
    said = sorted(v.replace("\r\n", "\n").strip() for v in values if v.strip())
    return sha256("\0".join(said).encode()).hexdigest()[:LETTERS]


def _read(sent: str) -> dict:
    """What a form carries; nothing, where somebody sent something else."""
    try:
        return mapping(json.loads(sent))
    except (ValueError, RecursionError):
        return {}


def _sentence(record, opened_at: object) -> str:
    """Who saved the record since, where the log tells it."""
    last = LogEntry.objects.about(record).first()
    if last is None or not isinstance(opened_at, float) or last.at.timestamp() < opened_at:
        return _("Not saved: this changed after you opened it.")
    moment = date_format(timezone.localtime(last.at), "j E, H:i:s")
    told = _("Not saved: %(who)s saved this at %(moment)s, after you opened it.")
    return told % {"who": called(last.user), "moment": moment}
