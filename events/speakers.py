"""Links with which speakers look at their own words: given, taken back, answered, and settled.

Nothing is published or changed by an answer, and none is ever lost: an editor decides.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from events.models import Check, Participation, SpeakerAnswer, Statement, Wording
from newsroom.models import Invitation, LogEntry, User
from newsroom.notices import notify

Action, Kind = LogEntry.Action, SpeakerAnswer.Kind
# One link takes no more answers than this in an hour: nobody has so many words to look at.
MOST, SPAN = 60, timedelta(hours=1)
LONGEST = 10_000
Record = Participation | Statement


@transaction.atomic
def invite(record: Record, by: User, invited: str, days: int) -> Invitation:
    """A new link for what one speaker said at an event, or for one statement, for so many days.
    Raises ValidationError."""
    invitation = Invitation(
        purpose=Invitation.Purpose.SPEAKER,
        record=record,
        invited=invited,
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    invitation.full_clean()
    invitation.save()
    moment = date_format(timezone.localtime(invitation.expires_at), "j E Y, H:i")
    note = _("%(who)s, until %(moment)s") % {"who": invited, "moment": moment}
    LogEntry.objects.write(by, record, Action.INVITED, note=note)
    return invitation


@transaction.atomic
def revoke(invitation: Invitation, by: User) -> None:
    """Takes a link back: from now on it opens nothing. Raises ValidationError."""
    stored = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if stored.revoked_at:
        raise ValidationError(_("This link is taken back already."))
    stored.revoked_at = timezone.now()
    stored.save(update_fields=["revoked_at"])
    LogEntry.objects.write(by, stored.record, Action.REVOKED, note=stored.invited)


@transaction.atomic
def note_opening(invitation: Invitation) -> None:
    """Counts that somebody opened the page by the link, and logs the first time."""
    now = timezone.now()
    Invitation.objects.filter(pk=invitation.pk).update(opened=F("opened") + 1, last_opened_at=now)
    if not invitation.opened:
        LogEntry.objects.write(None, invitation.record, Action.OPENED, note=invitation.invited)


def note_preview(invitation: Invitation, by: User) -> None:
    """Logs that somebody of the newsroom looked at the page; the speaker did not open it."""
    note = _("previewed the link for %(who)s") % {"who": invitation.invited}
    LogEntry.objects.write(by, invitation.record, Action.OPENED, note=note)


def address(invitation: Invitation, language: str | None = None) -> str:
    """The path of the page that the link opens, in a language or that of the record."""
    with override(language or _participation(invitation).printed_language):
        return reverse("events:speaker", args=[invitation.token])


def _participation(invitation: Invitation) -> Participation:
    record: Any = invitation.record
    return record.participation if isinstance(record, Statement) else record


def closed(invitation: Invitation) -> str:
    """Why the link opens nothing any more; empty where it does."""
    if invitation.record is None:
        return _("The newsroom no longer keeps these words.")
    if invitation.revoked_at:
        return _("The newsroom took this link back.")
    if not invitation.is_valid():
        return _("This link has expired. Ask whoever gave it to you for another one.")
    return ""


class Own:
    """What the link shows: one speaker's confirmed words at one event, and nothing of others."""

    def __init__(self, invitation: Invitation):
        self.invitation = invitation
        self.participation = _participation(invitation)
        self.event = self.participation.event

    def statements(self) -> list[Statement]:
        """In their order, with words and the answers so far; withdrawn ones too."""
        record = self.invitation.record
        if isinstance(record, Statement):
            chosen = Statement.objects.filter(pk=record.pk)
        elif record.person_id:
            chosen = Statement.objects.at_event(self.event).by(record.person)
        else:
            chosen = Statement.objects.filter(participation=record)
        told = [Statement.State.CONFIRMED, Statement.State.WITHDRAWN]
        return list(
            chosen.filter(state__in=told)
            .select_related("participation__event", "participation__session")
            .prefetch_related("wordings__answers")
            .in_order()
        )


@dataclass
class Given:
    """What somebody sends: about which words, and what of them."""

    wording: Wording
    kind: str
    proposal: str = ""
    reason: str = ""

    def faults(self) -> list[str]:
        """What is missing, a sentence each."""
        if self.kind == Kind.CHANGE and self.proposal in {"", self.wording.text}:
            return [_("Write the words as they should be: they are the same as before.")]
        if self.kind == Kind.DISPUTE and not self.reason:
            return [_("Say what is wrong, so that the newsroom can look into it.")]
        if max(len(self.proposal), len(self.reason)) > LONGEST:
            return [_("This is longer than the newsroom can read: %(most)s signs.")
                    % {"most": LONGEST}]  # fmt: skip
        return []


class Stale(ValidationError):
    """That the words were corrected, or the statement withdrawn, since the page was opened."""


class TooOften(ValidationError):
    """That one link sends more answers than anybody gives."""


@transaction.atomic
def answer(invitation: Invitation, given: Given) -> SpeakerAnswer:
    """The stored answer; a confirmation is also a check of these very words. Raises Stale,
    TooOften or ValidationError."""
    # Two answers by one link wait for each other, so that both are counted.
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    wording = Wording.objects.select_for_update(of=("self",)).get(pk=given.wording.pk)
    if wording.statement.state != Statement.State.CONFIRMED:
        raise Stale(_("The newsroom has withdrawn this statement."))
    if not wording.is_current:
        raise Stale(_("The newsroom has corrected these words since you opened the page."))
    if invitation.answers.since(SPAN).count() >= MOST:
        raise TooOften(_("These are very many answers. Please go on in an hour."))
    if faults := given.faults():
        raise ValidationError(faults)
    made = SpeakerAnswer(
        wording=wording,
        kind=given.kind,
        proposal=given.proposal if given.kind == Kind.CHANGE else "",
        reason=given.reason if given.kind != Kind.CONFIRMED else "",
        invitation=invitation,
        invited=invitation.invited,
    )
    made.full_clean()
    made.save()
    if made.kind == Kind.CONFIRMED:
        _check(made)
    _tell(made)
    return made


def _check(made: SpeakerAnswer) -> None:
    """That the speaker stands by the words: checked by nobody of the newsroom."""
    if not made.wording.checks.filter(method=Check.Method.SPEAKER, checked_by=None).exists():
        Check.objects.create(
            wording=made.wording,
            method=Check.Method.SPEAKER,
            outcome=Check.Outcome.EXACT,
            note=made.invited,
            checked_at=made.answered_at,
        )


def _tell(made: SpeakerAnswer) -> None:
    statement, invitation = made.statement, made.invitation
    note = f"{made.invited}: {made.get_kind_display()}"
    LogEntry.objects.write(None, statement, Action.ANSWERED, note=note)
    if invitation:
        notify(
            [invitation.invited_by],
            format_lazy(SUBJECTS[Kind(made.kind)], who=made.invited),
            "\n\n".join(part for part in (made.wording.text, made.proposal, made.reason) if part),
            reverse("admin:events_statement_change", args=[statement.pk]),
        )


SUBJECTS = {
    Kind.CONFIRMED: gettext_lazy("{who} confirmed their words"),
    Kind.CHANGE: gettext_lazy("{who} proposes other words"),
    Kind.DISPUTE: gettext_lazy("{who} disputes their words"),
}


@transaction.atomic
def settle(made: SpeakerAnswer, by: User, outcome: str, reason: str = "") -> None:
    """Keeps what was decided of an answer. Raises ValidationError where it is not open."""
    stored = SpeakerAnswer.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if stored.settled_at:
        told = _("%(who)s has settled this answer already.")
        raise ValidationError(told % {"who": stored.settled_by})
    stored.settled_at, stored.settled_by = timezone.now(), by
    stored.outcome, stored.outcome_reason = outcome, reason
    stored.full_clean()
    stored.save()
    note = f"{stored}: {stored.get_outcome_display()}"
    if reason:
        note += f" ({reason})"
    LogEntry.objects.write(by, stored.statement, Action.SETTLED, note=note)
