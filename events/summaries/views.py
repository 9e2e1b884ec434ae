"""The download behind the export button of the admin."""

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from events.models import Event
from events.summaries.builder import summarize
from events.summaries.exporting import log_export
from events.summaries.formats import FORMATS, filename
from events.summaries.register import TABLES, table


@never_cache
@permission_required("events.export_event", raise_exception=True)
def event_export(request, pk):
    """A summary of a published event, in the format and language of the query string."""
    name = request.GET.get("format", "docx")
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if name not in FORMATS or language not in dict(settings.LANGUAGES):
        raise BadRequest(_("There is no such format or language."))
    event = get_object_or_404(Event.objects.published(), pk=pk)
    summary = summarize(event, language)
    content = FORMATS[name].render(summary)
    log_export(request.user, event, name, "recap", language)
    return HttpResponse(
        content,
        content_type=FORMATS[name].content_type,
        headers={"Content-Disposition": f'attachment; filename="{filename(summary, name)}"'},
    )


def table_response(statements, form: str, language: str) -> HttpResponse:
    """The public ones of the statements as a table. Raises TooMany."""
    content = TABLES[form].render(table(statements, language))
    return HttpResponse(
        content,
        content_type=TABLES[form].content_type,
        headers={"Content-Disposition": f'attachment; filename="statements.{language}.{form}"'},
    )
