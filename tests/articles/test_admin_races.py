"""Two browsers at one article at the same moment: the slower one reads what the quicker one did."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles import embargo, publishing, workflow
from articles.models import Article
from newsroom.models import LogEntry
from tests.adminforms import address, shown
from tests.factories import ArticleFactory, UserFactory, publish, schedule
from tests.races import ONLY_WHERE_TWO_WRITE, slowly, together

pytestmark = ONLY_WHERE_TWO_WRITE
AT = (timezone.now() + dt.timedelta(days=90)).replace(hour=9, minute=0, second=0, microsecond=0)
AHEAD = {
    "at_0": f"{timezone.localtime(AT):%Y-%m-%d}", "at_1": f"{timezone.localtime(AT):%H:%M:%S}"
}  # fmt: skip
REASON = {"reason": "So it is."}
BEFORE = {
    "submit": lambda a, by: workflow.submit(a, by, to=Group.objects.get(name="editor")),
    "bin": workflow.put_in_bin,
    "publish": publish,
    "schedule": lambda a, by: schedule(a, by, AT),
    "plan": lambda a, by: publishing.plan_removal(a, by, AT, "So it is."),
    "hold": lambda a, by: embargo.set_embargo(a, by, AT),
}


class Browser:
    """Somebody with a page open: that of an act, or one whose button sends nothing else."""

    def __init__(self, username: str, url: str, is_button: bool = False, **filled):
        self.client, self.url, self.answer = Client(), url, None
        self.user = UserFactory(username=username, admin=True)
        self.client.force_login(self.user)
        self.filled = filled if is_button else shown(self.client.get(url).content) | filled

    def send(self) -> None:
        self.answer = self.client.post(self.url, self.filled)

    def told(self) -> list[str]:
        """What the answer says that is not as it was wished."""
        response = self.answer
        if response.status_code == 302:
            response = self.client.get(response.headers["Location"])
        page = html.fromstring(response.content.decode())
        lines = page.xpath(
            "//*[@class='messagelist']/li[@class='warning'] | //*[@class='act-refusals']//li"
            " | //*[@class='act-refusals']/p | //ul[contains(@class, 'nonfield')]/li"
        )
        return [_without_moment(" ".join(line.text_content().split())) for line in lines]


def _without_moment(line: str) -> str:
    return re.sub(r"\d+ \w+( \d{4})?, \d\d:\d\d(:\d\d)?", "…", line)


def act_url(article, name: str) -> str:
    return reverse("admin:articles_article_act", args=[article.pk, name])


def moved(stage: str) -> str:
    return f"Olha moved the article at …; its stage is now: {stage}."


def last(what: str) -> str:
    return f"Last done here: {what}, by Olha, …."


TAKEN_BACK = "Somebody unscheduled the edition that waited: look at the article first."
# What was done before, the act of both, what they fill in, and what the slower one reads.
SAME_ACTS = [
    ([], "submit", {}, [moved("in review")]),
    (["submit"], "take-back", {}, [moved("draft")]),
    (["submit"], "return", {"note": "Shorter."}, [moved("draft")]),
    (["submit"], "approve", {}, [moved("ready")]),
    ([], "bin", {}, [moved("in the bin")]),
    (["bin"], "revive", {}, [moved("draft")]),
    (
        [], "publish", {"approving": "on"},
        [
            "Olha made edition 1 since you opened this page: look at it first.",
            last("published"),
        ],
    ),
    (
        ["publish"], "publish", {"change": "minor", "note": "Why."},
        [
            "Olha made edition 2 since you opened this page: look at it first.",
            last("published"),
        ],
    ),
    (
        [], "schedule", {"approving": "on", **AHEAD},
        [
            "Olha made edition 1 since you opened this page: look at it first. "
            + last("scheduled"),
        ],
    ),
    (["schedule"], "unschedule", {},
     [f"{TAKEN_BACK} {last('unscheduled')}"]),
    (["publish"], "withdraw", REASON,
     [f"No edition of this article is live. {last('withdrawn')}"]),
    (["publish"], "take-down", REASON, ["Olha took it down at ….", last("taken down")]),
    (["publish", "plan"], "lift-removal", {},
     [f"No removal of this article is planned. {last('removal planned')}"]),
    (["hold"], "lift-embargo", REASON,
     [f"The article is not under embargo. {last('embargo lifted')}"]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "name", "filled", "told"), SAME_ACTS)
def test_of_two_who_send_the_same_page_one_reads_what_the_other_did(before, name, filled, told):
    article, by = ArticleFactory(), UserFactory()
    for done in before:
        BEFORE[done](article, by)
    known = LogEntry.objects.latest("pk").pk if before else 0
    olha, petro = (Browser(who, act_url(article, name), **filled) for who in ("Olha", "Petro"))

    together(slowly(olha.send), petro.send)

    assert (olha.answer.status_code, olha.told()) == (302, [])
    assert petro.told() == told
    done = LogEntry.objects.filter(pk__gt=known)
    assert {str(entry.user) for entry in done} == {"Olha"}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("return", "approve", [moved("draft"), last("moved to another stage")]),
        ("approve", "return", [moved("ready"), last("moved to another stage")]),
    ],
)
def test_nobody_approves_what_was_returned_or_returns_what_was_approved(first, second, told):
    article = ArticleFactory()
    BEFORE["submit"](article, UserFactory())
    filled = {"note": "Look again."}
    olha = Browser("Olha", act_url(article, first), **filled)
    petro = Browser("Petro", act_url(article, second), **filled)

    together(slowly(olha.send), petro.send)

    assert petro.told() == told
    assert LogEntry.objects.filter(action="moved").count() == 2


def test_nobody_approves_words_that_were_saved_at_the_same_moment():
    article = ArticleFactory()
    BEFORE["submit"](article, UserFactory())
    olha = Browser("Olha", address(Article, "change", article.pk), headline="Other words")
    petro = Browser("Petro", act_url(article, "approve"))

    together(slowly(olha.send), petro.send)

    assert petro.told()[0] == (
        "Somebody changed the text since you opened this page: read it again."
    )
    article.refresh_from_db()
    assert (article.headline, article.stage) == ("Other words", "in_review")


def test_words_saved_beside_an_approval_come_back_to_their_writer():
    article = ArticleFactory()
    BEFORE["submit"](article, UserFactory())
    olha = Browser("Olha", act_url(article, "approve"))
    petro = Browser("Petro", address(Article, "change", article.pk), headline="Other words")

    together(slowly(olha.send), petro.send)

    assert petro.told() == ["Not saved: Olha saved the text at …, after you opened it."]
    assert shown(petro.answer.content)["headline"] == ["Other words"]
    article.refresh_from_db()
    assert article.is_approved


def test_of_two_who_take_a_review_in_hand_one_reads_who_has_it():
    article = ArticleFactory()
    task = BEFORE["submit"](article, UserFactory())
    url = reverse("admin:articles_task_claim", args=[task.pk])
    olha, petro = (Browser(who, url, is_button=True) for who in ("Olha", "Petro"))
    for browser in (olha, petro):
        browser.user.groups.add(task.group)

    together(slowly(olha.send), petro.send)

    assert petro.told() == ["Olha has it in hand already."]
    task.refresh_from_db()
    assert task.claimed_by == olha.user
