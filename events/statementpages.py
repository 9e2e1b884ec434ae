"""The addresses of one statement: its page, each of its wordings, the citations of it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt

from events import cards, citing, naming, oembed, structured
from events.attribution import Rule
from events.models import Statement
from events.models.statementset import StatementQuerySet
from newsroom.views import gone


def told(prepare: Callable[[StatementQuerySet], StatementQuerySet], gone=gone):
    """For a view of one statement: hands it the one at the address, with what `prepare` fetches.

    Of one that was withdrawn `gone` answers with the reason instead, and one that was merged into
    another leads to the same address of that.
    """

    def decorate(view):
        @wraps(view)
        def answer(request, public_id, **kwargs):
            statements = prepare(Statement.objects.public_or_withdrawn())
            statement = get_object_or_404(statements, public_id=public_id)
            if statement.state == Statement.State.WITHDRAWN:
                return gone(request, _reason(statement), statement.withdrawn_at)
            if statement.state == Statement.State.MERGED:
                return _to_the_kept(request, statement, **kwargs)
            return view(request, statement, **kwargs)

        return answer

    return decorate


def _reason(statement: Statement) -> str:
    """Why it was withdrawn; nothing where that names whom a rule protects since."""
    reason = statement.withdrawn_reason
    return "" if naming.faults_beside(statement, reason) else reason


def _to_the_kept(request, statement, **kwargs):
    """Leads to the same address of the one that is kept; if it is of a wording, to that with the
    same words. Words that the kept one never had stay where they were cited."""
    kept, view = statement.merged_into, request.resolver_match.view_name
    if "number" in kwargs:
        asked = statement.wording_numbered(**kwargs)
        same = (w for w in kept.shown_wordings if asked and w.language == asked.language)
        wording = next((w for w in same if w.text == asked.text), None)
        # Under a rule only words that stand are at an address.
        is_lost = asked and not asked.is_current and wording is None
        if is_lost and kept.state == Statement.State.CONFIRMED:
            return _words(request, statement, asked)
        path = (wording or kept).get_absolute_url()
    else:
        path = reverse(view, args=[kept.public_id, *kwargs.values()])
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


@told(StatementQuerySet.for_page)
def statement_detail(request, statement):
    wording, original = statement.wording, statement.original
    beside = original if original != wording else None
    quotations = list(statement.quotations.of_saying(statement).live().for_record())
    citation = citing.Citation(statement)
    card = reverse("events:statement_card", args=[statement.public_id])
    context = {
        "statement": statement,
        "wording": wording,
        "beside": beside,
        "others": [one for one in statement.current_wordings if one not in (wording, beside)],
        "quotations": quotations,
        "earlier": _earlier_wordings(statement),
        "answered": _answered(statement),
        "replies": _replies(statement),
        "citation": citation,
        "citation_files": citing.files(statement),
        "card": settings.SITE_URL + card,
        "offers": oembed.discovery(statement),
        "annotations": reverse("events:statement_annotations", args=[statement.public_id]),
        "annotations_type": structured.ANNOTATIONS,
        "structure": structured.script(structured.quotation(citation, quotations)),
    }
    return render(request, "events/statement_detail.html", context)


# Few statements answer another one: whether they do is asked first, since the rest costs much more.


def _answered(statement) -> Statement | None:
    """What the statement replies to, as far as readers may see it."""
    asked = Statement.objects.filter(pk=statement.reply_to_id)
    return asked.public().for_list().first() if statement.reply_to_id else None


def _replies(statement) -> list[Statement]:
    """What replies to the statement, as far as readers may see it, in its order."""
    if not statement.replies.exists():
        return []
    return list(statement.replies.public().in_order().for_list())


def _earlier_wordings(statement) -> list:
    """The words whose place others took, here or in a record that was joined to this, the latest
    first; of a record that was joined only words that were never here."""
    if statement.effective_rule != Rule.ON_RECORD:
        return []
    here = {(w.language, w.text) for w in statement.shown_wordings}
    found = statement.earlier_wordings
    for joined in statement.merged.all():
        joined.participation = statement.participation
        found += [w for w in joined.earlier_wordings if (w.language, w.text) not in here]
    return sorted(found, key=lambda w: w.replaced_at, reverse=True)


@told(StatementQuerySet.for_citation)
def statement_wording(request, statement, language, number):
    wording = statement.wording_numbered(language, number)
    if wording is None:
        raise Http404("There are no such words.")
    return _words(request, statement, wording)


def _words(request, statement, wording):
    context = {
        "statement": statement,
        "wording": wording,
        "citation": citing.Citation(statement, wording),
    }
    return render(request, "events/statement_wording.html", context)


@told(StatementQuerySet.for_citation)
def statement_citation(request, statement, form):
    if form not in citing.FORMATS:
        raise Http404("There is no such form of a citation.")
    kind = citing.FORMATS[form]
    return HttpResponse(
        kind.write(citing.Citation(statement)),
        content_type=f"{kind.content_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{statement.public_id}.{form}"'},
    )


# A frame on a page of somebody else may show it: of all our pages this one alone.
FRAMED = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)


def _framed(request, status=HTTPStatus.OK, **context):
    response = render(request, "events/statement_embed.html", context, status=status)
    response.headers["Content-Security-Policy"] = FRAMED
    return response


def _gone_from_frame(request, reason, at):
    return _framed(request, HTTPStatus.GONE, reason=reason, at=at)


@xframe_options_exempt
@told(StatementQuerySet.for_list, gone=_gone_from_frame)
def statement_embed(request, statement):
    return _framed(request, statement=statement, wording=statement.wording)


def statement_oembed(request):
    form = request.GET.get("format", "json")
    if form not in oembed.FORMATS:
        return HttpResponse(status=HTTPStatus.NOT_IMPLEMENTED)
    hosts = {urlsplit(settings.SITE_URL).netloc, request.get_host()}
    public_id, language = oembed.asked_for(request.GET.get("url", ""), hosts)
    found = Statement.objects.filter(public_id=public_id)
    statement = found.public_or_withdrawn().for_list().first()
    if statement is None:
        get_object_or_404(found)
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    if statement.state == Statement.State.MERGED:
        statement = Statement.objects.for_list().get(pk=statement.merged_into_id)
    with override(language):
        return oembed.FORMATS[form](oembed.answer(statement, request.GET))


@told(StatementQuerySet.for_list)
def statement_annotations(request, statement):
    quotations = statement.quotations.of_saying(statement).live().for_record()
    page = structured.annotations(statement, quotations)
    return JsonResponse(page, content_type=structured.ANNOTATIONS)


@told(StatementQuerySet.for_list)
def statement_card(request, statement):
    drawn = cards.picture(cards.card_of(statement))
    return HttpResponse(drawn, content_type="image/png")
