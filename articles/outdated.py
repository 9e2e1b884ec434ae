"""Quotations in what readers see that no longer agree with the record, and what is decided of them.

A new edition without the old words answers by itself: then readers no longer see them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Dismissal, Quotation
from articles.quoting import difference
from articles.workflow import Refused, locked, whole
from events.attribution import Label
from events.models import Statement, Wording
from newsroom.models import LogEntry, User


@dataclass
class Outdated:
    """One use in a live edition, beside what the record says now."""

    quotation: Quotation
    is_undecided: bool

    @property
    def statement(self) -> Statement:
        return self.quotation.statement.standing

    @cached_property
    def speaker(self) -> Label:
        """Who said it, as far as it may be told."""
        return self.quotation.label

    @property
    def is_withdrawn(self) -> bool:
        return self.statement.state == Statement.State.WITHDRAWN

    @cached_property
    def wording(self) -> Wording | None:
        """The words that stand now in the language of those that were printed."""
        language = self.quotation.wording.language
        return next((w for w in self.statement.current_wordings if w.language == language), None)

    @property
    def passages(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """What is printed, each with where it leaves the words that stand now."""
        for passage in self.quotation.passages:
            yield passage, difference(passage, self.wording.text) if self.wording else []

    @property
    def decision(self) -> Dismissal | None:
        """Somebody's decision that it stays, though the record may have changed since."""
        return getattr(self.quotation, "dismissal", None)


def outdated(article: Article, at: datetime | None = None) -> list[Outdated]:
    """The outdated uses in the live edition of an article, those first of which nobody decided."""
    uses = Quotation.objects.outdated(at).in_article(article)
    undecided = set(uses.undecided().values_list("pk", flat=True))
    found = [Outdated(one, one.pk in undecided) for one in uses.for_decision()]
    return sorted(found, key=lambda one: not one.is_undecided)


@whole
def dismiss(quotation: Quotation, by: User, reason: str) -> Dismissal:
    """Decides that an outdated use stays as it is printed. Raises Refused."""
    if not reason.strip():
        raise Refused([_("Give the reason.")])
    # Whoever publishes the article now finishes first, and the use may be gone with that.
    article = locked(quotation.edition.article)
    waiting = Quotation.objects.outdated().undecided().filter(pk=quotation.pk)
    if not waiting.exists():
        raise Refused([_settled(quotation)])
    decided = {"reason": reason, "decided_by": by, "decided_at": timezone.now()}
    dismissal, _is_new = Dismissal.objects.update_or_create(quotation=quotation, defaults=decided)
    about = {"statement": quotation.statement.public_id, "edition": quotation.edition.number}
    LogEntry.objects.write(by, article, LogEntry.Action.DISMISSED, note=reason, detail=about)
    return dismissal


def _settled(quotation: Quotation) -> str:
    """Why nothing is to be decided of it any more."""
    if not Quotation.objects.live().filter(pk=quotation.pk).exists():
        return _("Readers no longer see that edition: nothing is left to decide.")
    decision = Dismissal.objects.filter(quotation=quotation).select_related("decided_by").first()
    if decision is None:
        return _("The quotation agrees with the record.")
    told = _("%(who)s has decided already that it stays: %(reason)s")
    return told % {"who": decision.decided_by, "reason": decision.reason}
