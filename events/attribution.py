"""Which name may stand beside which words: the one place that decides.

A rule is set on the event or a session of it, and may be tightened on a participation or a
statement; the strictest holds. A logged consent lifts only what the event or session set, and only
for the one who consented.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils.translation import gettext_lazy as _


class Rule(models.IntegerChoices):
    """How what was said may be attributed, from the freest to the strictest."""

    ON_RECORD = 0, _("on the record")
    POST_ONLY = 1, _("post only")
    NOT_FOR_ATTRIBUTION = 2, _("not for attribution (Chatham House Rule)")
    OFF_RECORD = 3, _("off the record")

    @property
    def sentence(self) -> str:
        """What the rule means, as readers and staff are told."""
        return str(SENTENCES[self])


SENTENCES = {
    Rule.ON_RECORD: _("On the record: words and names may be quoted."),
    Rule.POST_ONLY: _("Speakers are identified by their post, not by name."),
    Rule.NOT_FOR_ATTRIBUTION: _(
        "Held under the Chatham House Rule: what was said may be used, but neither the identity "
        "nor the affiliation of any participant may be revealed."
    ),
    Rule.OFF_RECORD: _("Off the record: nothing of it may be published."),
}


def participation_rule(path: str = "") -> Greatest:
    """The rule in force for a participation, as SQL; `path` leads to it from the queried model."""
    general = Greatest(_number(f"{path}event__rule"), Coalesce(_number(f"{path}session__rule"), 0))
    lifted = Case(When(**{f"{path}consent_on__isnull": False}, then=Value(0)), default=general)
    return Greatest(_number(f"{path}rule"), lifted)


def statement_rule(path: str = "") -> Greatest:
    """The rule in force for a statement, as SQL."""
    return Greatest(_number(f"{path}rule"), participation_rule(f"{path}participation__"))


def _number(column: str) -> Cast:
    # The columns are small integers and literals are not; comparing them needs one type.
    return Cast(column, models.IntegerField())


def rule_of_participation(participation) -> Rule:
    """The rule in force for a participation, in Python; equals `participation_rule`."""
    session = participation.session
    general = max(participation.event.rule, session.rule if session else 0)
    return Rule(max(participation.rule, 0 if participation.consent_on else general))


def rule_of_statement(statement) -> Rule:
    """The rule in force for a statement, in Python; equals `statement_rule`."""
    return Rule(max(statement.rule, rule_of_participation(statement.participation)))


@dataclass(frozen=True)
class Label:
    """Who spoke, as far as it may be told: never more than the rule allows."""

    name: str
    post: str
    organization: str
    language: str
    person: Any = None  # the Person, where the name may stand and has a page of its own

    @property
    def capacity(self) -> str:
        """Post and organization in one line."""
        return ", ".join(part for part in (self.post, self.organization) if part)

    @property
    def is_told(self) -> bool:
        """Whether anything of who spoke is told; else their country and part are not either."""
        return bool(self.name or self.capacity)

    @property
    def person_url(self) -> str:
        """The address of the speaker's page; empty where there is none."""
        return self.person.get_absolute_url() if self.person else ""

    def __str__(self):
        return self.name or self.capacity or str(_("a participant"))
