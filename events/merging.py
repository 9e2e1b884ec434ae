"""Two records of one saying made one: the address of the other leads to the one that is kept.

Nothing that was printed changes. Editions keep the words that they print, and their links lead on.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import SpeakerAnswer, Statement
from newsroom.models import LogEntry
from newsroom.templatetags.newsroom import language_name


class MergeRefused(ValidationError):
    """Why two statements cannot be made one."""


@transaction.atomic
def merge(other: Statement, keep: Statement, by=None) -> None:
    """Makes `other` one with the statement that is kept, which takes its topics, and what replies
    to it; what it is a reply to and what became of a forecast, where it says nothing of that.

    Raises MergeRefused, and changes nothing, where readers would lose something.
    """
    rows = Statement.objects.select_for_update(of=("self",)).filter(pk__in=[other.pk, keep.pk])
    found = {row.pk: row for row in rows.order_by("pk")}
    other, keep = found[other.pk], found[keep.pk]
    if told := list(faults(other, keep)):
        raise MergeRefused(told)
    for reply in other.replies.exclude(pk=keep.pk):
        reply.reply_to = keep
        reply.save()
    _take(keep, other)
    for earlier in other.merged.all():
        earlier.merged_into = keep
        earlier.save()
    other.state, other.merged_into = Statement.State.MERGED, keep
    other.save()
    about = {"other": other.public_id, "kept": keep.public_id}
    for one in (keep, other):
        LogEntry.objects.write(by, one, LogEntry.Action.MERGED, note=str(other), detail=about)


def faults(other: Statement, keep: Statement) -> Iterator[str]:
    """What stands against making the two one, in sentences for the editor."""
    if other.pk == keep.pk:
        yield _("Choose another statement: this is the same record.")
        return
    for one in (other, keep):
        if one.state != Statement.State.CONFIRMED:
            told = _("Only confirmed statements can be the same; %(id)s is: %(state)s.")
            yield told % {"id": one.public_id, "state": one.get_state_display()}
    if other.participation_id != keep.participation_id:
        yield _("They were said by different speakers, or at different events or sessions.")
    if other.kind != keep.kind:
        told = _("One is a %(one)s, the other a %(other)s: choose the same form first.")
        yield told % {"one": keep.get_kind_display(), "other": other.get_kind_display()}
    if other.rule != keep.rule:
        yield _("The attribution of one is tightened: tighten the other in the same way first.")
    if SpeakerAnswer.objects.open().of_statement(other).exists():
        told = _("The speaker’s answer about %(id)s is not decided: decide it first.")
        yield told % {"id": other.public_id}
    yield from _faults_of_words(other, keep)


def _faults_of_words(other: Statement, keep: Statement) -> Iterator[str]:
    kept = {w.language: w.text for w in keep.current_wordings}
    for wording in other.current_wordings:
        named = {"language": language_name(wording.language), "id": other.public_id}
        if wording.language not in kept:
            told = _("Only %(id)s has words in %(language)s: add them to the other, or keep it.")
            yield told % named
        elif kept[wording.language] != wording.text:
            told = _("The words in %(language)s differ: correct one of them first.")
            yield told % named
    if other.is_checked and not keep.is_checked:
        told = _("Only %(id)s was checked against a recording: check the other, or keep it.")
        yield told % {"id": other.public_id}


def _take(keep: Statement, other: Statement) -> None:
    """Gives the kept statement what only the other one knew."""
    if other.reply_to_id != keep.pk:
        keep.reply_to = keep.reply_to or other.reply_to
    if keep.reply_to_id == other.pk:
        keep.reply_to = other.reply_to if other.reply_to_id != keep.pk else None
    if keep.forecast_due_on is None:
        keep.forecast_due_on = other.forecast_due_on
        keep.forecast_outcome = other.forecast_outcome
    keep.topics.add(*other.topics.all())
    keep.save()
