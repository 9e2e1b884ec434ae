"""The addresses of one statement: its page, each of its wordings, the citations of it."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from events import citing
from events.models import Statement
from events.models.statement import StatementQuerySet
from newsroom.views import gone


def told(prepare: Callable[[StatementQuerySet], StatementQuerySet], gone=gone):
    """For a view of one statement: hands it the one at the address, with what `prepare` fetches;
    of one that was withdrawn, `gone` answers with the reason instead."""

    def decorate(view):
        @wraps(view)
        def answer(request, public_id, **kwargs):
            statements = prepare(Statement.objects.public_or_withdrawn())
            statement = get_object_or_404(statements, public_id=public_id)
            if statement.state == Statement.State.WITHDRAWN:
                return gone(request, statement.withdrawn_reason, statement.withdrawn_at)
            return view(request, statement, **kwargs)

        return answer

    return decorate


@told(StatementQuerySet.for_page)
def statement_detail(request, statement):
    recordings = list(statement.event.recordings.public())
    wording, original = statement.wording, statement.original
    beside = original if original != wording else None
    context = {
        "statement": statement,
        "wording": wording,
        "beside": beside,
        "others": [one for one in statement.current_wordings if one not in (wording, beside)],
        "recordings": recordings,
        "quotations": statement.quotations.live().for_record(),
        "citation": citing.Citation(statement, recordings),
        "citation_files": citing.files(statement),
    }
    return render(request, "events/statement_detail.html", context)


@told(StatementQuerySet.for_citation)
def statement_wording(request, statement, language, number):
    wording = statement.wording_numbered(language, number)
    if wording is None:
        raise Http404("There are no such words.")
    recordings = list(statement.event.recordings.public())
    context = {
        "statement": statement,
        "wording": wording,
        "citation": citing.Citation(statement, recordings, wording),
    }
    return render(request, "events/statement_wording.html", context)


@told(StatementQuerySet.for_citation)
def statement_citation(request, statement, form):
    if form not in citing.FORMATS:
        raise Http404("There is no such form of a citation.")
    kind = citing.FORMATS[form]
    citation = citing.Citation(statement, list(statement.event.recordings.public()))
    return HttpResponse(
        kind.write(citation),
        content_type=f"{kind.content_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{statement.public_id}.{form}"'},
    )
