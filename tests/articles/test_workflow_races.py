"""Two people at one article at the same moment: one is told what the other did, or both may."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from articles import embargo, publishing, workflow
from articles.models import Article, Edition
from newsroom.models import LogEntry, Task
from tests import factories
from tests.races import ONLY_WHERE_TWO_WRITE, slowly, together

pytestmark = ONLY_WHERE_TWO_WRITE
AT = dt.datetime(2040, 3, 2, 9, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
REASON = "So it is."
CHANGE = {"change": "minor", "note": REASON}


class Desk:
    """An article as two people have it before them; Olha is a little quicker than Petro."""

    def __init__(self):
        self.olha = factories.UserFactory(username="olha")
        self.petro = factories.UserFactory(username="petro")
        self.editors = Group.objects.get(name="editor")
        for user in (self.olha, self.petro):
            user.groups.add(self.editors)
        self.article = factories.ArticleFactory()
        self.seen = self.article.fingerprint

    @property
    def edition(self) -> Edition:
        return self.article.editions.latest("number")

    @property
    def task(self) -> Task:
        return Task.objects.about(self.article).get()

    def save(self, by) -> None:
        """What the form does with other words."""
        with transaction.atomic():
            article = workflow.locked(self.article)
            before, article.headline = article.stage, "Other words"
            article.save()
            workflow.note_lapse(article, by, before)


ACTS = {
    "submit": lambda d, by: workflow.submit(d.article, by, to=d.editors),
    "take back": lambda d, by: workflow.take_back(d.article, by),
    "return": lambda d, by: workflow.give_back(d.article, by, REASON),
    "approve": lambda d, by: workflow.approve(d.article, by, seen=d.seen),
    "bin": lambda d, by: workflow.put_in_bin(d.article, by),
    "revive": lambda d, by: workflow.revive(d.article, by),
    "delete": lambda d, by: Article.objects.filter(pk=d.article.pk).delete(),
    "assign": lambda d, by: workflow.assign(d.article, by, to=d.editors),
    "claim": lambda d, by: workflow.claim(d.task, by),
    "release": lambda d, by: workflow.release(d.task, d.olha),
    "save": lambda d, by: d.save(by),
    "publish": lambda d, by: publishing.publish(d.article, by, approving=True),
    "publish what is approved": lambda d, by: publishing.publish(d.article, by),
    "publish a change": lambda d, by: publishing.publish(d.article, by, **CHANGE),
    "schedule": lambda d, by: publishing.schedule(d.article, by, AT, approving=True),
    "schedule a change": lambda d, by: publishing.schedule(d.article, by, AT, **CHANGE),
    "unschedule": lambda d, by: publishing.unschedule(d.edition, by),
    "reschedule": lambda d, by: publishing.reschedule(d.edition, by, AT + HOUR),
    "withdraw": lambda d, by: publishing.withdraw(d.article, by, REASON),
    "plan the removal": lambda d, by: publishing.plan_removal(d.article, by, AT, REASON),
    "lift the removal": lambda d, by: publishing.plan_removal(d.article, by, None),
    "take down": lambda d, by: publishing.take_down(d.article, by, REASON),
    "set an embargo": lambda d, by: embargo.set_embargo(d.article, by, AT),
    "lift the embargo": lambda d, by: embargo.lift_embargo(d.article, by, REASON),
}


def moved(stage: str) -> str:
    return f"olha moved the article at …; its stage is now: {stage}."


UNSCHEDULED = "This edition is no longer scheduled."
SCHEDULED = "Edition {} is scheduled for 2 March 2040, 11:00: unschedule it first."
# What was done before, what Olha does, what Petro does at the same moment, what he is told (nothing
# where both may), and what the log says of the two in the end.
PAIRS = [
    ([], "submit", "submit", moved("in review"), ["moved"]),
    (["submit"], "take back", "take back", moved("draft"), ["moved"]),
    (["submit"], "return", "return", moved("draft"), ["moved"]),
    (["submit"], "approve", "approve", moved("ready"), ["moved"]),
    ([], "bin", "bin", moved("in the bin"), ["moved"]),
    (["bin"], "revive", "revive", moved("draft"), ["moved"]),
    ([], "assign", "assign", "", ["assigned", "assigned"]),
    (["submit"], "claim", "claim", "olha has it in hand already.", []),
    (["submit", "claim"], "release", "release", "You do not have it in hand.", []),
    (
        [], "publish", "publish",
        "Say whether the change is minor or material.", ["moved", "published"],
    ),
    (["publish"], "publish a change", "publish a change", "", ["published", "published"]),
    ([], "schedule", "schedule", SCHEDULED.format(1), ["moved", "scheduled"]),
    (["schedule"], "unschedule", "unschedule", UNSCHEDULED, ["unscheduled"]),
    (["schedule"], "reschedule", "reschedule", "", ["rescheduled", "rescheduled"]),
    (["publish"], "withdraw", "withdraw", "No edition of this article is live.", ["withdrawn"]),
    (["publish"], "plan the removal", "plan the removal", "", ["removal_planned"] * 2),
    (
        ["publish", "plan the removal"], "lift the removal", "lift the removal",
        "No removal of this article is planned.", ["removal_planned"],
    ),
    (["publish"], "take down", "take down", "olha took it down at …", ["taken_down"]),
    ([], "set an embargo", "set an embargo", "", ["embargoed", "embargoed"]),
    (
        ["set an embargo"], "lift the embargo", "lift the embargo",
        "The article is not under embargo.", ["embargo_lifted"],
    ),
    # Different acts
    (
        ["submit"], "save", "approve",
        "Somebody changed the text since you opened this page: read it again.", [],
    ),
    (["submit"], "approve", "save", "", ["moved", "moved"]),
    (
        ["approve"], "save", "publish what is approved",
        "Nobody approved the words as they stand now.", ["moved"],
    ),
    (["approve"], "publish what is approved", "save", "", ["published", "moved"]),
    (["submit"], "approve", "take back", moved("ready"), ["moved"]),
    (["submit"], "return", "approve", "", ["moved", "moved"]),
    (["submit"], "approve", "return", "", ["moved", "moved"]),
    (["submit"], "approve", "claim", "This is done already.", ["moved"]),
    (["submit"], "claim", "approve", "", ["moved"]),
    ([], "bin", "publish", moved("in the bin"), ["moved"]),
    (
        [], "publish", "bin",
        "Readers see this article, or will: withdraw or unschedule it first.",
        ["moved", "published"],
    ),
    ([], "bin", "assign", "The article is in the bin: take it out first.", ["moved"]),
    (["bin"], "delete", "revive", "Somebody deleted the article.", []),
    (
        [], "set an embargo", "publish",
        "The article is under embargo until 2 March 2040, 11:00.", ["embargoed"],
    ),
    (
        [], "publish", "set an embargo",
        "An edition is live or scheduled for a moment before the embargo ends: an embargo comes "
        "too late for it.",
        ["moved", "published"],
    ),
    (["set an embargo"], "lift the embargo", "publish", "",
     ["embargo_lifted", "moved", "published"]),
    (["schedule"], "unschedule", "reschedule", UNSCHEDULED, ["unscheduled"]),
    (["schedule"], "take down", "reschedule", UNSCHEDULED, ["unscheduled", "taken_down"]),
    (["publish"], "schedule a change", "withdraw", SCHEDULED.format(2), ["scheduled"]),
    (["publish"], "withdraw", "schedule a change", "", ["withdrawn", "scheduled"]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "first", "second", "told", "logged"), PAIRS)
def test_the_slower_one_is_told_or_both_may(before, first, second, told, logged):
    desk = Desk()
    for name in before:
        ACTS[name](desk, desk.olha)
    known = set(LogEntry.objects.values_list("pk", flat=True))

    refused = together(slowly(ACTS[first], desk, desk.olha), lambda: ACTS[second](desk, desk.petro))

    assert [re.sub(r" at [A-Z0-9][^;]*", " at …", line) for line in refused] == [told] * bool(told)
    entries = LogEntry.objects.exclude(pk__in=known).order_by("pk")
    assert [entry.action for entry in entries] == logged
    assert Edition.objects.live().count() <= 1
    tasks = Task.objects.open().values_list("kind", flat=True)
    assert len(tasks) == len(set(tasks))
