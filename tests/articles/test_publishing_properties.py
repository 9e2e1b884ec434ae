"""Whatever is done with an article, in whatever order: readers see what a simple model says."""

import datetime as dt
import re
from itertools import count, pairwise
from random import Random

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given, note, settings
from hypothesis import strategies as st

from articles import embargo, publishing, workflow
from articles.models import Article, Edition
from articles.publishing import Note
from articles.workflow import Refused
from events.models import Statement
from events.summaries.builder import summarize
from events.summaries.formats import FORMATS
from newsroom.models import LogEntry, Task
from tests.articles.simple_model import Model, No
from tests.factories import ArticleFactory, StatementFactory, UserFactory, mark

pytestmark = pytest.mark.django_db
HOUR, MINUTE, SECOND = (dt.timedelta(**{unit: 1}) for unit in ("hours", "minutes", "seconds"))
START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
WORD = re.compile(r"\bw\d+w\b")
REASON = "By order."
APPROVING = 0.75  # of all who publish, those who approve with it
# Each act, on an article of ours, about a moment; `ok` tells a publication to approve.
ACTS = {
    "submit": lambda n, at, ok: workflow.submit(n.article, n.by, to=n.editors),
    "take-back": lambda n, at, ok: workflow.take_back(n.article, n.by),
    "return": lambda n, at, ok: workflow.give_back(n.article, n.by, "Shorter."),
    "approve": lambda n, at, ok: workflow.approve(n.article, n.by),
    "bin": lambda n, at, ok: workflow.put_in_bin(n.article, n.by),
    "revive": lambda n, at, ok: workflow.revive(n.article, n.by),
    "publish": lambda n, at, ok: publishing.publish(n.article, n.by, **n.details(ok)),
    "schedule": lambda n, at, ok: publishing.schedule(n.article, n.by, at, **n.details(ok)),
    "unschedule": lambda n, at, ok: publishing.unschedule(n.last, n.by),
    "reschedule": lambda n, at, ok: publishing.reschedule(n.last, n.by, at),
    "withdraw": lambda n, at, ok: publishing.withdraw(n.article, n.by, REASON),
    "plan_removal": lambda n, at, ok: publishing.plan_removal(n.article, n.by, at, REASON),
    "lift_removal": lambda n, at, ok: publishing.plan_removal(n.article, n.by, None),
    "set_embargo": lambda n, at, ok: embargo.set_embargo(n.article, n.by, at),
    "lift_embargo": lambda n, at, ok: embargo.lift_embargo(n.article, n.by, REASON),
    "take_down": lambda n, at, ok: publishing.take_down(n.article, n.by, REASON),
    "take_down_statement": lambda n, at, ok: publishing.take_down(n.statement, n.by, REASON),
}
OF_EDITIONS = {"unschedule", "reschedule"}
# Some more often than others, so that an article lives long and much happens to it.
CHOICES = [
    *ACTS,
    *["edit", "edit with a quotation", "publish", "schedule", "time passes"] * 3,
    *["unschedule", "reschedule", "plan_removal", "lift_removal", "set_embargo"] * 3,
    *["withdraw", "lift_embargo", "revive"],
]


class Newsroom:
    """One article, those who work on it, and its readers; each act has a twin in the model."""

    def __init__(self, clock):
        self.clock, self.by, self.statement = clock, UserFactory(), StatementFactory()
        self.editors = Group.objects.get(name="editor")
        self.event = self.statement.event
        self.model, self.words = Model(word="w0w"), count(1)
        article = ArticleFactory(headline="w0w", standfirst="w0w", body="<p>w0w.</p>")
        article.events.add(self.event)
        self.key, self.address = article.pk, article.get_absolute_url()
        self.section = article.section.get_absolute_url()
        self.seen: dict[dt.datetime, list[str]] = {}
        self.looked = None

    @property
    def now(self) -> dt.datetime:
        return timezone.now()

    @property
    def article(self) -> Article:
        return Article.objects.get(pk=self.key)

    @property
    def last(self) -> Edition:
        return Edition.objects.get(number=len(self.model.rows))

    def details(self, approving: bool) -> dict:
        """What goes with a publication."""
        if not self.model.rows:
            return {"approving": approving}
        note = Note("correction", "It was wrong.")
        return {"approving": approving, "change": "minor", "note": "Why.", "correction": note}

    # What is done

    def step(self, chance: Random) -> None:
        """Tries something that is refused, and does something else; plans are for full hours."""
        self.clock.shift(MINUTE)
        at = self.now.replace(minute=0) + chance.choice([0, 1, 2, 4, 6]) * HOUR
        approving = chance.random() < APPROVING
        allowed = {name for name in CHOICES if self.allows(name, at, approving)}
        self.refuse(chance.choice([name for name in ACTS if name not in allowed]), at, approving)
        name = chance.choice([name for name in CHOICES if name in allowed])
        note(f"{self.now:%d %H:%M} {name}, {at:%d %H:%M}, {approving=}")
        if name == "time passes":
            self.clock.move_to(max(at, self.now + HOUR))
        elif name.startswith("edit"):
            self.edit(quotes=name != "edit")
        else:
            ACTS[name](self, at, approving)
            self.model.act(name, self.now, at, approving)

    def allows(self, name: str, at: dt.datetime, approving: bool) -> bool:
        """Whether the rules do."""
        if name not in ACTS:
            return self.model.stage != "spiked" or name == "time passes"
        try:
            self.model.copy().act(name, self.now, at, approving)
        except No:
            return False
        return True

    def edit(self, quotes: bool) -> None:
        word, article = f"w{next(self.words)}w", self.article
        article.headline = article.standfirst = word
        article.body = f"<p>{word}.</p>" + f"<p>{mark(self.statement)}</p>" * quotes
        article.save()
        self.model.edit(word, quotes)

    def refuse(self, name: str, at: dt.datetime, approving: bool) -> None:
        """What the rules refuse is refused in sentences, and nothing has changed."""
        if name in OF_EDITIONS and not self.model.rows:
            return
        before = snapshot()
        with pytest.raises(Refused) as caught:
            ACTS[name](self, at, approving)
        assert caught.value.messages
        assert [told for told in caught.value.messages if not str(told).endswith(".")] == []
        assert snapshot() == before

    # What holds afterwards

    def check(self, chance: Random) -> None:
        self.check_editions()
        anywhen = {self.now + chance.uniform(-30, 30) * HOUR, self.now}
        around = {m + s for m in self.model.moments for s in (-SECOND, 0 * SECOND, SECOND)}
        self.check_live(anywhen | around)
        self.check_past()
        self.check_newsroom()
        self.check_pages(chance)

    def check_editions(self) -> None:
        """The rows are those of the model, each with the words that it was made of."""
        stored, rows = list(Edition.objects.order_by("number")), self.model.rows
        assert [(e.number, e.live_from, e.superseded_at, e.withdrawn_at) for e in stored] == [
            (row.number, row.start, row.superseded, row.withdrawn) for row in rows
        ]
        assert [WORD.findall(f"{e.headline} {e.standfirst} {e.body}") for e in stored] == [
            [row.word] * 3 for row in rows
        ]

    def check_live(self, moments) -> None:
        """At each moment one edition at most is live, that of the model, in SQL and Python."""
        editions = list(Edition.objects.all())
        for at in moments:
            live = live_words(at)
            assert len(live) <= 1
            assert live == [row.word for row in self.model.live(at)]
            assert live == [edition.headline for edition in editions if edition.is_live(at)]

    def check_past(self) -> None:
        """What readers saw at any moment, they saw."""
        self.seen[self.now] = [row.word for row in self.model.live(self.now)]
        editions = list(Edition.objects.all())
        assert {
            at: [edition.headline for edition in editions if edition.is_live(at)]
            for at in self.seen
        } == self.seen

    def check_newsroom(self) -> None:
        """Stage and embargo are those of the model, and a text in review has its task."""
        article = self.article
        until, reviews = article.embargoed_until, Task.objects.open().filter(kind="review")
        assert (article.stage, until) == (self.model.stage, self.model.embargo)
        assert reviews.count() == (article.stage == "in_review")
        assert not (until and Edition.objects.filter(live_from__lt=until).exists())

    def check_pages(self, chance: Random) -> None:
        """Pages and exports hold the words of what readers may see, and no others."""
        model = self.model
        state = (*model.rows, *model.live(self.now), *model.shown(self.now))
        state = (state, model.is_statement_withdrawn)
        if state == self.looked:
            return
        self.looked, expected = state, self.expected()
        # The article's own page each time, and one of the others.
        for path in (self.address, chance.choice(sorted(expected))):
            assert (path, *self.read(path)) == (path, *expected[path])

    def expected(self) -> dict[str, tuple[int, set[str]]]:
        """How each page has to answer, and whose words it has to hold."""
        rows, now = self.model.rows, self.now
        live, shown = self.model.live(now), self.model.shown(now)
        absent = (410 if any(row.is_withdrawn(now) for row in rows) else 404, set())
        codes = [200 if row in shown else 410 if row.is_withdrawn(now) else 404 for row in rows]
        editions = f"{self.address}editions/"
        lists = ["/", "/articles/", "/articles/2026/", self.section, self.event.get_absolute_url()]
        pages = {path: (200, words(live)) for path in [*lists, "json", "md"]}
        pages[self.address] = (200, words(live)) if live else absent
        pages[editions] = (200, words(shown[-1:])) if shown else absent
        pages["/corrections/"] = (200, words(row for row in shown if row.number > 1))
        for row, code in zip(rows, codes, strict=True):
            pages[f"{editions}{row.number}/"] = code, words([row]) if code == 200 else set()
        for pair, both in zip(pairwise(rows), pairwise(codes), strict=True):
            code = next((code for code in both if code != 200), 200)
            path = f"{editions}{pair[0].number}-{pair[1].number}/"
            pages[path] = code, words(pair) if code == 200 else set()
        quoting = 200, words(row for row in live if row.quotes)
        is_gone = self.model.is_statement_withdrawn
        pages[self.statement.get_absolute_url()] = (410, set()) if is_gone else quoting
        return pages

    def read(self, path: str) -> tuple[int, set[str]]:
        """How a page answers, or an export, and whose words it holds."""
        if path in FORMATS:
            written = FORMATS[path].render(summarize(self.event, "en"))
            return 200, set(WORD.findall(written.decode()))
        cache.clear()
        response = Client().get(path)
        return response.status_code, set(WORD.findall(response.content.decode()))


def words(rows) -> set[str]:
    return {row.word for row in rows}


def live_words(at) -> list[str]:
    return list(Edition.objects.live(at).values_list("headline", flat=True))


def snapshot() -> list:
    """All that an act may write."""
    tables = (Article, Edition, Statement, LogEntry, Task)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@settings(max_examples=settings.default.max_examples // 5)
@given(chance=st.randoms(use_true_random=True), steps=st.integers(1, 40))
def test_whatever_is_done_readers_see_what_the_model_says(chance, steps):
    with time_machine.travel(START, tick=False) as clock, transaction.atomic():
        newsroom = Newsroom(clock)
        for _n in range(steps):
            newsroom.step(chance)
            newsroom.check(chance)
        transaction.set_rollback(True)
