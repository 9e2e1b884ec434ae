"""The page on which speakers look at their own words, by a link and without an account."""

import unicodedata
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import speakers
from events.models import Participation, SpeakerAnswer, Wording
from events.models.wording import without_outer_marks
from events.speakerlines import PROPOSAL, REASON, Named, Refused, Said
from events.speakers import Given, Own, Stale, TooOften
from newsroom.keys import key, keys
from newsroom.languages import fronts
from newsroom.models import Invitation

Kind = SpeakerAnswer.Kind
FIELDS = (PROPOSAL, REASON)


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
        typed = [_text(request.POST.get(name, "")) for name in FIELDS]
        context = {"reason": reason, "alternates": fronts(), "typed": list(filter(None, typed))}
        return render(request, "events/speaker_closed.html", context, status=HTTPStatus.GONE)
    own = Own(invitation)
    if request.user.is_staff:
        return _preview(request, own)
    if request.method == "POST":
        return _answer(request, own)
    sent = invitation.answers.filter(pk__in=keys([request.GET.get("sent")])).first()
    if sent is None:
        speakers.note_opening(invitation)
    return _own_words(request, own, sent=sent)


def _preview(request, own: Own):
    """The page for whoever is signed in to the newsroom: only the speaker answers by it."""
    if request.method == "POST":
        told = _("You are signed in to the newsroom, and only the speaker answers by this link.")
        refused = Refused(_given(request, own), {"": told})
        return _own_words(request, own, HTTPStatus.FORBIDDEN, refused, is_preview=True)
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
        found = status.get(type(refused), HTTPStatus.BAD_REQUEST)
        sent = Refused(given, _faults(refused), isinstance(refused, Stale))
        return _own_words(request, own, found, sent)
    address = speakers.address(own.invitation, get_language())
    return HttpResponseRedirect(f"{address}?sent={made.pk}#sent")


def _faults(refused: ValidationError) -> dict[str, str]:
    """What is wrong, by the field; the first one where it is of none."""
    if not hasattr(refused, "error_dict"):
        return {"": " ".join(refused.messages)}
    told = refused.message_dict.items()
    return {"" if name == NON_FIELD_ERRORS else name: " ".join(said) for name, said in told}


def _given(request, own: Own) -> Given:
    """What was sent, about what the link shows or showed. Raises Http404."""
    typed = {name: _text(request.POST.get(name, "")) for name in FIELDS}
    # Whoever copies the words from the page takes the marks round them along.
    typed[PROPOSAL] = without_outer_marks(typed[PROPOSAL]).strip()
    kind = request.POST.get("kind", "")
    about: Wording | Participation | None = None
    if kind == Kind.CAPACITY:
        asked = key(request.POST.get("participation"))
        about = next((one for one in own.participations() if one.pk == asked), None)
    elif kind in Kind.values:
        shown = [statement.pk for statement in own.statements()]
        known = Q(statement__in=shown) | Q(statement__merged_into__in=shown)
        confirmed = Wording.objects.filter(known, confirmed_at__isnull=False)
        about = confirmed.filter(pk__in=keys([request.POST.get("wording")])).first()
    if about is None:
        raise Http404("There are no such words.")
    return Given(about, kind, **typed)


def _text(typed: str) -> str:
    """What was typed, with the line ends and the letters of the record."""
    return unicodedata.normalize("NFC", typed.replace("\0", "").replace("\r\n", "\n")).strip()


def _own_words(request, own: Own, status=HTTPStatus.OK, refused: Refused | None = None, **context):
    codes = [code for code, _name in settings.LANGUAGES]
    said = [Said(statement, refused) for statement in own.statements()]
    named = [Named(one, refused) for one in own.participations()]
    shown = [*named, *(line for one in said for line in one.lines)]
    context |= {
        "invitation": own.invitation,
        "event": own.event,
        "named": named,
        "said": said,
        "refused": refused,
        "mistakes": [mistake for line in shown for mistake in line.mistakes],
        "alternates": {code: speakers.address(own.invitation, code) for code in codes},
    }
    return render(request, "events/speaker.html", context, status=status)
