"""Design section 4 as tables: at each hour of a day an act, what it leaves, what readers see."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.cache import cache
from lxml import html

from articles import embargo, publishing
from articles.models import Article, Edition
from articles.workflow import Refused
from tests.factories import ArticleFactory, StatementFactory, UserFactory, mark
from tests.pages import texts

pytestmark = pytest.mark.django_db
DAY = dt.datetime(2026, 3, 2, 0, 0, tzinfo=dt.UTC)
HOURS = [half / 2 for half in range(21)]
CORRECTION = publishing.Note("correction", "There are nine.")
RETRACTION = publishing.Note("retraction", "It did not happen.")
SCHEDULED = "Edition 2 is scheduled for 2 March 2026, 08:00: unschedule it first."


def at(hour: float) -> dt.datetime:
    return DAY + hour * dt.timedelta(hours=1)


class Desk:
    """One article and the acts of those who publish it, by hours."""

    def __init__(self):
        self.by, self.statement = UserFactory(), StatementFactory()
        self.key = ArticleFactory(slug="locks").pk

    @property
    def article(self) -> Article:
        return Article.objects.get(pk=self.key)

    @property
    def last(self) -> Edition:
        return self.article.editions.order_by("number").last()

    def write(self, word: str) -> None:
        """The words of a version: A and D print a statement, the others do not."""
        article = self.article
        quotation = mark(self.statement) if word in {"A", "D"} else ""
        article.headline, article.body = word, f"<p>Text. {quotation}</p>"
        article.save()

    def publish(self, word, hour=None, correction=None):
        self.write(word)
        change = {"change": "minor", "note": "Why."} if self.article.editions.exists() else {}
        moment = {} if hour is None else {"at": at(hour)}
        publishing.publish(
            self.article, self.by, approving=True, correction=correction, **change, **moment
        )

    def unschedule(self):
        publishing.unschedule(self.last, self.by)

    def reschedule(self, hour):
        publishing.reschedule(self.last, self.by, at(hour))

    def withdraw(self):
        publishing.withdraw(self.article, self.by, "It was wrong.")

    def plan_removal(self, hour):
        publishing.plan_removal(self.article, self.by, at(hour), "The project ends.")

    def take_down_statement(self):
        publishing.take_down(self.statement, self.by, "By order of a court.")

    def embargo(self, hour):
        embargo.set_embargo(self.article, self.by, at(hour))

    def lift_embargo(self):
        embargo.lift_embargo(self.article, self.by, "The minister spoke.")

    def rows(self) -> str:
        """The editions as the tables write them: when each is live, and when it was withdrawn."""
        return "  ".join(_row(edition) for edition in self.article.editions.order_by("number"))


def _row(edition: Edition) -> str:
    ends = f"{_hour(edition.superseded_at)})" if edition.superseded_at else "-)"
    withdrawn = f" x{_hour(edition.withdrawn_at)}" if edition.withdrawn_at else ""
    return f"{edition.headline} [{_hour(edition.live_from)}, {ends}{withdrawn}"


def _hour(moment: dt.datetime) -> str:
    return f"{(moment - DAY) / dt.timedelta(hours=1):g}"


# At which hour, what is done (and the refusal, where it is refused), the rows afterwards, and what
# readers see from then on: hours, each with words, a reason, or nothing.
THE_TABLE_OF_THE_DESIGN = [
    (1, lambda d: d.publish("A"), "", "A [1, -)", {1: "A"}),
    (2, lambda d: d.publish("B", 6), "", "A [1, 6)  B [6, -)", {2: "A", 6: "B"}),
    (3, lambda d: d.publish("C"), SCHEDULED, "A [1, 6)  B [6, -)", {3: "A", 6: "B"}),
    (3, lambda d: d.unschedule(), "", "A [1, -)", {3: "A"}),
    (3, lambda d: d.publish("C", correction=CORRECTION), "", "A [1, 3)  C [3, -)", {3: "C"}),
    (
        4, lambda d: d.publish("B'", 6), "",
        "A [1, 3)  C [3, 6)  B' [6, -)", {4: "C", 6: "B'"},
    ),
    (
        7, lambda d: d.plan_removal(9), "",
        "A [1, 3)  C [3, 6)  B' [6, -) x9", {7: "B'", 9: "The project ends."},
    ),
    (
        8, lambda d: d.publish("D"), "",
        "A [1, 3)  C [3, 6)  B' [6, 8)  D [8, -) x9", {8: "D", 9: "The project ends."},
    ),
    (
        8.5, lambda d: d.take_down_statement(), "",
        "A [1, 3) x8.5  C [3, 6)  B' [6, 8)  D [8, -) x8.5", {8.5: "By order of a court."},
    ),
]  # fmt: skip
A_CHANGE_THAT_MOVES = [
    (1, lambda d: d.publish("A"), "", "A [1, -)", {1: "A"}),
    (2, lambda d: d.publish("B", 6), "", "A [1, 6)  B [6, -)", {2: "A", 6: "B"}),
    (2, lambda d: d.publish("C"), SCHEDULED, "A [1, 6)  B [6, -)", {2: "A", 6: "B"}),
    (2, lambda d: d.withdraw(), SCHEDULED, "A [1, 6)  B [6, -)", {2: "A", 6: "B"}),
    (3, lambda d: d.unschedule(), "", "A [1, -)", {3: "A"}),
    (3, lambda d: d.publish("C", correction=CORRECTION), "", "A [1, 3)  C [3, -)", {3: "C"}),
    (
        4, lambda d: d.publish("B", 6), "",
        "A [1, 3)  C [3, 6)  B [6, -)", {4: "C", 6: "B"},
    ),
    (
        5, lambda d: d.reschedule(7), "",
        "A [1, 3)  C [3, 7)  B [7, -)", {5: "C", 7: "B"},
    ),
    (
        5, lambda d: d.reschedule(6.5), "",
        "A [1, 3)  C [3, 6.5)  B [6.5, -)", {5: "C", 6.5: "B"},
    ),
    (
        7, lambda d: d.reschedule(8),
        "This edition is live already: withdraw it, or publish a change.",
        "A [1, 3)  C [3, 6.5)  B [6.5, -)", {7: "B"},
    ),
    (
        7, lambda d: d.unschedule(),
        "This edition is live already: withdraw it, or publish a change.",
        "A [1, 3)  C [3, 6.5)  B [6.5, -)", {7: "B"},
    ),
    (
        8, lambda d: d.withdraw(), "",
        "A [1, 3)  C [3, 6.5)  B [6.5, -) x8", {8: "It was wrong."},
    ),
    (
        8, lambda d: d.withdraw(), "No edition of this article is live.",
        "A [1, 3)  C [3, 6.5)  B [6.5, -) x8", {8: "It was wrong."},
    ),
    (
        9, lambda d: d.publish("E"), "",
        "A [1, 3)  C [3, 6.5)  B [6.5, 9) x8  E [9, -)", {9: "E"},
    ),
]  # fmt: skip
EMBARGOED = "The article is under embargo until 2 March 2026, 07:00."
AN_EMBARGO = [
    (1, lambda d: d.embargo(5), "", "", {1: None}),
    (2, lambda d: d.publish("A"), EMBARGOED, "", {2: None}),
    (2, lambda d: d.publish("A", 4.5), EMBARGOED, "", {2: None}),
    (2, lambda d: d.publish("A", 5), "", "A [5, -)", {2: None, 5: "A"}),
    (2, lambda d: d.reschedule(4), EMBARGOED, "A [5, -)", {2: None, 5: "A"}),
    (
        2, lambda d: d.embargo(6),
        "An edition is live or scheduled for a moment before the embargo ends: an embargo comes "
        "too late for it.",
        "A [5, -)", {2: None, 5: "A"},
    ),
    (3, lambda d: d.lift_embargo(), "", "A [5, -)", {3: None, 5: "A"}),
    (3, lambda d: d.reschedule(4), "", "A [4, -)", {3: None, 4: "A"}),
    (3, lambda d: d.plan_removal(8), "", "A [4, -) x8", {3: None, 4: "A", 8: "The project ends."}),
    (
        3, lambda d: d.reschedule(8),
        "The article will be removed before that: lift the planned removal first.",
        "A [4, -) x8", {3: None, 4: "A", 8: "The project ends."},
    ),
    (
        6, lambda d: d.publish("B", 7), "",
        "A [4, 7)  B [7, -) x8", {6: "A", 7: "B", 8: "The project ends."},
    ),
    (6, lambda d: d.unschedule(), "", "A [4, -) x8", {6: "A", 8: "The project ends."}),
]  # fmt: skip
A_RETRACTION = [
    (1, lambda d: d.publish("A"), "", "A [1, -)", {1: "A"}),
    (2, lambda d: d.plan_removal(9), "", "A [1, -) x9", {2: "A", 9: "The project ends."}),
    (
        3, lambda d: d.publish("R", 9, RETRACTION),
        "The removal of the article is planned for before that: lift it first.",
        "A [1, -) x9", {3: "A", 9: "The project ends."},
    ),
    (
        3, lambda d: d.publish("R", 5, RETRACTION), "",
        "A [1, 5)  R [5, -) x9", {3: "A", 5: "R", 9: "The project ends."},
    ),
    (
        3, lambda d: d.plan_removal(5), "Choose a moment ahead, after the last edition goes live.",
        "A [1, 5)  R [5, -) x9", {3: "A", 5: "R", 9: "The project ends."},
    ),
    (
        6, lambda d: publishing.plan_removal(d.article, d.by, None), "",
        "A [1, 5)  R [5, -)", {6: "R"},
    ),
    (
        7, lambda d: publishing.plan_removal(d.article, d.by, None),
        "No removal of this article is planned.",
        "A [1, 5)  R [5, -)", {7: "R"},
    ),
    (7, lambda d: d.withdraw(), "", "A [1, 5)  R [5, -) x7", {7: "It was wrong."}),
    (
        8, lambda d: d.plan_removal(9), "No edition of this article is live or scheduled.",
        "A [1, 5)  R [5, -) x7", {8: "It was wrong."},
    ),
]  # fmt: skip
TABLES = {
    "the table of the design": THE_TABLE_OF_THE_DESIGN,
    "a change that moves": A_CHANGE_THAT_MOVES,
    "an embargo": AN_EMBARGO,
    "a retraction": A_RETRACTION,
}


@pytest.mark.parametrize("name", TABLES)
def test_readers_see_what_the_table_says(name, client):
    desk = Desk()
    with time_machine.travel(DAY, tick=False) as clock:
        for hour, act, refusal, rows, seen in TABLES[name]:
            clock.move_to(at(hour))
            assert (hour, done(act, desk)) == (hour, refusal)
            assert (hour, desk.rows()) == (hour, rows)
            ahead = [moment for moment in HOURS if moment >= hour]
            assert [(h, live(desk, h)) for h in ahead] == [
                (h, seen[max(since for since in seen if since <= h)]) for h in ahead
            ]
            for moment in seen:
                clock.move_to(at(moment))
                assert (hour, moment, page(client)) == (hour, moment, answer(seen[moment]))


def done(act, desk) -> str:
    """Why the act is refused; empty where it is done."""
    try:
        act(desk)
    except Refused as refused:
        return " ".join(refused.messages)
    return ""


def live(desk, hour) -> str | None:
    """The words that the database gives for the hour, or why it gives none."""
    editions = desk.article.editions
    if edition := editions.live(at(hour)).first():
        return edition.headline
    withdrawn = editions.withdrawn(at(hour)).first()
    return withdrawn and withdrawn.withdrawn_reason


def answer(seen: str | None) -> tuple:
    """How the page answers when readers see this."""
    if seen is None:
        return 404, "There is no such page", None
    if seen.endswith("."):
        return 410, "No longer published", seen
    return 200, seen, None


def page(client) -> tuple:
    """How the article's page answers: its code, its headline, and the reason of a withdrawal."""
    cache.clear()
    response = client.get("/articles/locks/")
    tree = html.fromstring(response.content.decode())
    (headline,) = texts(tree, "h1")
    reason = texts(tree, ".standfirst")[0] if response.status_code == 410 else None
    return response.status_code, headline.replace("’", "'"), reason


def test_what_stays_of_a_taken_down_article_are_the_editions_without_the_words(client):
    desk = Desk()
    with time_machine.travel(DAY, tick=False) as clock:
        for hour, act, *_rest in THE_TABLE_OF_THE_DESIGN:
            clock.move_to(at(hour))
            done(act, desk)
        response = client.get("/articles/locks/editions/")
        codes = [client.get(f"/articles/locks/editions/{n}/").status_code for n in range(1, 6)]

    tree = html.fromstring(response.content.decode())
    assert texts(tree, ".entry-title") == ["Edition 3", "Edition 2"]
    assert codes == [410, 200, 200, 410, 404]


def test_a_retraction_is_an_edition_whose_page_says_so(client):
    desk = Desk()
    with time_machine.travel(at(1), tick=False) as clock:
        desk.publish("A")
        clock.move_to(at(2))
        desk.publish("R", correction=RETRACTION)
        article = html.fromstring(client.get("/articles/locks/").content.decode())
        corrections = html.fromstring(client.get("/corrections/").content.decode())

    assert texts(article, "h1") == ["R"]
    (notice,) = texts(article, ".article-notice")
    assert re.fullmatch(r"Retraction, 2 March 2026\. It did not happen\..*", notice)
    assert texts(corrections, ".entry-line") == ["It did not happen."]
