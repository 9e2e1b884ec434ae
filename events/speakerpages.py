"""The page on which speakers look at their own words, by a link and without an account."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from events import speakers
from events.models import SpeakerAnswer, Statement, Wording
from events.speakers import Given, Own, Stale, TooOften
from newsroom.languages import fronts
from newsroom.models import Invitation
from newsroom.texts import pick

Kind = SpeakerAnswer.Kind


def speaker(request, token):
    response = _page(request, token)
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _page(request, token):
    links = Invitation.objects.filter(purpose=Invitation.Purpose.SPEAKER)
    invitation = links.of_token(token).first()
    if invitation is None:
        raise Http404("There is no such link.")
    if reason := speakers.closed(invitation):
        typed = [_text(request.POST.get(name, "")) for name in ("proposal", "reason")]
        context = {"reason": reason, "alternates": fronts(), "typed": list(filter(None, typed))}
        return render(request, "events/speaker_closed.html", context, status=HTTPStatus.GONE)
    own = Own(invitation)
    if request.user.is_staff:
        return _preview(request, own)
    if request.method == "POST":
        return _answer(request, own)
    speakers.note_opening(invitation)
    return _own_words(request, own, sent=request.GET.get("sent", ""))


def _preview(request, own: Own):
    """The page for whoever is signed in to the newsroom: only the speaker answers by it."""
    if request.method == "POST":
        return _own_words(request, own, HTTPStatus.FORBIDDEN, is_preview=True, is_refused=True)
    speakers.note_preview(own.invitation, request.user)
    return _own_words(request, own, is_preview=True)


def _answer(request, own: Own):
    """Keeps what was sent, and leads back to the words; or the page with what is wrong, and all
    that was typed."""
    given = _given(request, own)
    try:
        made = speakers.answer(own.invitation, given)
    except ValidationError as refused:
        status = {Stale: HTTPStatus.CONFLICT, TooOften: HTTPStatus.TOO_MANY_REQUESTS}
        told = {"faults": refused.messages, "is_stale": isinstance(refused, Stale)}
        found = status.get(type(refused), HTTPStatus.BAD_REQUEST)
        return _own_words(request, own, found, given, **told)
    address = speakers.address(own.invitation, get_language())
    return HttpResponseRedirect(f"{address}?sent={made.pk}#w{made.wording_id}")


def _given(request, own: Own) -> Given:
    """What was sent, about words that the link shows or showed. Raises Http404."""
    sent = {name: _text(request.POST.get(name, "")) for name in ("kind", "proposal", "reason")}
    key = request.POST.get("wording", "")
    shown = [statement.pk for statement in own.statements()]
    confirmed = Wording.objects.filter(statement__in=shown, confirmed_at__isnull=False)
    wording = confirmed.filter(pk=key).first() if _is_key(key) else None
    if wording is None or sent["kind"] not in Kind.values:
        raise Http404("There are no such words.")
    return Given(wording, **sent)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < len("1" * 19)


def _text(typed: str) -> str:
    """What was typed, with the line ends of the record."""
    return typed.replace("\0", "").replace("\r\n", "\n").strip()


def _own_words(request, own: Own, status=HTTPStatus.OK, given: Given | None = None, **context):
    codes = [code for code, _name in settings.LANGUAGES]
    context |= {
        "invitation": own.invitation,
        "event": own.event,
        "capacity": pick([own.participation, *own.participation.texts.all()]),
        "said": [Said(statement, given) for statement in own.statements()],
        "given": given,
        "alternates": {code: speakers.address(own.invitation, code) for code in codes},
    }
    return render(request, "events/speaker.html", context, status=status)


class Line:
    """Words in one language, what the speaker said of them last, and what was typed now."""

    def __init__(self, wording: Wording, given: Given | None):
        self.wording = wording
        answers = sorted(wording.answers.all(), key=lambda one: (one.answered_at, one.pk))
        self.answer = answers[-1] if answers else None
        # What was typed of words that were corrected meanwhile stands beside those that are new.
        is_about = given is not None and (
            given.wording.pk == wording.pk
            or (
                not given.wording.is_current
                and given.wording.statement_id == wording.statement_id
                and given.wording.language == wording.language
            )
        )
        self.typed = given if is_about else None

    @property
    def proposal(self) -> str:
        """What stands in the field: what was typed, what was proposed last, or the words."""
        if self.typed and self.typed.proposal:
            return self.typed.proposal
        return (self.answer and self.answer.proposal) or self.wording.text


class Said:
    """A statement as its speaker sees it: the words to look at first, then other languages."""

    def __init__(self, statement: Statement, given: Given | None):
        self.statement = statement
        first = statement.original or statement.wording_in(statement.participation.printed_language)
        others = [one for one in statement.current_wordings if one != first]
        self.first = Line(first, given) if first else None
        self.others = [Line(one, given) for one in others]
        self.has_typed = any(line.typed for line in self.others)

    @property
    def is_withdrawn(self) -> bool:
        return self.statement.state == Statement.State.WITHDRAWN
