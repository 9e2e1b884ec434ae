"""Links with which speakers look at their own words: given, taken back, answered, and settled.

Nothing is published or changed by an answer, and none is ever lost: an editor decides.
"""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
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
    """What the link shows: one speaker's confirmed words at one event and how they are named
    there, and nothing of others."""

    def __init__(self, invitation: Invitation):
        self.invitation = invitation
        self.participation = _participation(invitation)
        self.event = self.participation.event

    def participations(self) -> list[Participation]:
        """In what capacities the speaker took part: one, or one in each session."""
        record, found = self.invitation.record, Participation.objects.filter(event=self.event)
        if isinstance(record, Participation) and record.person_id:
            found = found.filter(person=record.person)
        else:
            found = found.filter(pk=self.participation.pk)
        return list(found.prefetch_related("texts", "answers").order_by("order", "id"))

    def statements(self) -> list[Statement]:
        """In their order, with words and the answers so far; withdrawn ones too."""
        record = self.invitation.record
        if isinstance(record, Statement):
            chosen = Statement.objects.filter(pk=record.merged_into_id or record.pk)
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
    """What somebody sends: about which words or whose capacity, and what of it."""

    about: Any  # a Wording or a Participation
    kind: str
    proposal: str = ""
    reason: str = ""

    @property
    def wording(self) -> Wording | None:
        return self.about if isinstance(self.about, Wording) else None

    def faults(self) -> dict[str, str]:
        """What is missing, by the field: a sentence each."""
        faults = {}
        if self.wording and self.kind == Kind.CHANGE and self.proposal in {"", self.wording.text}:
            told = _("Write the words as they should be: they are the same as before.")
            faults["proposal"] = told
        if self.kind in {Kind.DISPUTE, Kind.CAPACITY} and not self.reason:
            faults["reason"] = _("Say what is wrong, so that the newsroom can look into it.")
        for name in ("proposal", "reason"):
            if len(typed := getattr(self, name)) > LONGEST:
                told = _("This has %(number)s signs; the newsroom can read no more than %(most)s.")
                numbers = {"number": len(typed), "most": LONGEST}
                faults[name] = told % {
                    key: number_format(n, force_grouping=True) for key, n in numbers.items()
                }
        return faults


class Stale(ValidationError):
    """That the words were corrected, or the statement withdrawn, since the page was opened."""


class TooOften(ValidationError):
    """That one link sends more answers than anybody gives."""


@transaction.atomic
def answer(invitation: Invitation, given: Given) -> SpeakerAnswer:
    """The stored answer; a confirmation is also a check of these very words. One that was sent
    twice is stored once. Raises Stale, TooOften or ValidationError."""
    # Two answers by one link wait for each other, so that both are counted.
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    if given.wording:
        _refuse_stale(given.wording)
    if faults := given.faults():
        raise ValidationError({name: [told] for name, told in faults.items()})
    made = SpeakerAnswer(
        wording=given.wording,
        participation=None if given.wording else given.about,
        kind=given.kind,
        proposal=given.proposal if given.kind == Kind.CHANGE else "",
        reason=given.reason if given.kind != Kind.CONFIRMED else "",
        invitation=invitation,
        invited=invitation.invited,
    )
    if known := _sent_before(made):
        return known
    if invitation.answers.since(SPAN).count() >= MOST:
        raise TooOften(_("These are very many answers. Please go on in an hour."))
    made.full_clean()
    made.save()
    if made.kind == Kind.CONFIRMED:
        _check(made)
    _tell(made)
    return made


def _refuse_stale(shown: Wording) -> None:
    """Holds the words until the answer is stored. Raises Stale where they stand no more."""
    wording = Wording.objects.select_for_update(of=("self",)).get(pk=shown.pk)
    if wording.statement.state == Statement.State.MERGED:
        raise Stale(_("The newsroom has made two records of this into one: look at the other."))
    if wording.statement.state != Statement.State.CONFIRMED:
        raise Stale(_("The newsroom has withdrawn this statement."))
    if not wording.is_current:
        raise Stale(_("The newsroom has corrected these words since you opened the page."))


def _sent_before(made: SpeakerAnswer) -> SpeakerAnswer | None:
    """The last answer about the same, where it says the same and nobody decided of it yet."""
    last = made.about.answers.newest().first()
    told = ("kind", "proposal", "reason", "invitation", "settled_at")
    is_same = last and all(getattr(last, name) == getattr(made, name) for name in told)
    return last if is_same else None


def _check(made: SpeakerAnswer) -> None:
    """That the speaker stands by the words: checked by nobody of the newsroom."""
    if not made.about.checks.filter(method=Check.Method.SPEAKER, checked_by=None).exists():
        Check.objects.create(
            wording=made.about,
            method=Check.Method.SPEAKER,
            outcome=Check.Outcome.EXACT,
            note=made.invited,
            checked_at=made.answered_at,
        )


def _tell(made: SpeakerAnswer) -> None:
    note = f"{made.invited}: {made.get_kind_display()}"
    LogEntry.objects.write(None, made.statement or made.speaker, Action.ANSWERED, note=note)
    if made.invitation:
        notify(
            [made.invitation.invited_by],
            format_lazy(SUBJECTS[Kind(made.kind)], who=made.invited),
            "\n\n".join(part for part in (made.subject, made.proposal, made.reason) if part),
            desk_address(made),
        )


def desk_address(made: SpeakerAnswer) -> str:
    """Where the newsroom reads the answer: the form of the statement, or of the participant."""
    record = made.statement or made.speaker
    return reverse(f"admin:events_{record._meta.model_name}_change", args=[record.pk])


SUBJECTS = {
    Kind.CONFIRMED: gettext_lazy("{who} confirmed their words"),
    Kind.CHANGE: gettext_lazy("{who} proposes other words"),
    Kind.DISPUTE: gettext_lazy("{who} disputes their words"),
    Kind.CAPACITY: gettext_lazy("{who} says that their name or post is printed wrong"),
}


@transaction.atomic
def settle(
    made: SpeakerAnswer, by: User, outcome: str, reason: str = "", saved: str = ""
) -> SpeakerAnswer:
    """Keeps what was decided of an answer, with the words that were saved because of it. Raises
    ValidationError where it is not open."""
    stored = SpeakerAnswer.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if stored.settled_at:
        told = _("%(who)s has settled this answer already.")
        raise ValidationError(told % {"who": stored.settled_by})
    stored.settled_at, stored.settled_by = timezone.now(), by
    stored.outcome, stored.outcome_reason = outcome, reason
    stored.saved = unicodedata.normalize("NFC", saved)
    stored.full_clean()
    stored.save()
    note = f"{stored}: {stored.decision}"
    if reason:
        note += f" ({reason})"
    LogEntry.objects.write(by, stored.statement or stored.speaker, Action.SETTLED, note=note)
    return stored
