"""A roundtable and its report, entered through the admin alone, and read as a reader does."""

import re
from collections import Counter

from django.urls import reverse
from lxml import html

from articles.models import Article, Edition
from articles.prose import uses
from events.models import Event, Statement
from tests.browser.admin import pick, select, sign_in
from tests.factories import UserFactory
from tests.twin_report import TwinReport

# Besides typing: the speaker twice, the kind once, and saving.
ACTIONS_A_STATEMENT = 4
ACTIONS_A_MARK = 3


class Hand:
    """Somebody at keyboard and mouse, whose every field, click and key is counted."""

    def __init__(self, page):
        self.page, self.fields, self.actions = page, Counter(), Counter()
        self.task = ""

    def begin(self, task: str, url: str = "") -> None:
        self.task = task
        if url:
            self.page.goto(url)

    def fill(self, name: str, text: str) -> None:
        """Types into a field that stands open."""
        self.page.locator(f"[name='{name}']").fill(text)
        self.fields[self.task] += 1

    def set(self, name: str, value: str) -> None:
        """Chooses from a list, unless it stands so already."""
        field = self.page.locator(f"[name='{name}']")
        if field.input_value() != value:
            field.select_option(value)
            self.actions[self.task] += 1

    def tick(self, name: str) -> None:
        field = self.page.locator(f"[name='{name}']")
        if not field.is_checked():
            field.check()
            self.actions[self.task] += 1

    def look_up(self, name: str, words: str) -> None:
        """Opens a field that searches, types, and takes the first that is found."""
        box = self.page.locator(f"[name='{name}'] + .select2")
        box.click()
        # Letters typed before the search field is there would be lost.
        field = self.page.locator(".select2-container--open .select2-search__field")
        field.wait_for()
        field.press_sequentially(words)
        self.page.locator(".select2-results__option--highlighted", has_text=words).wait_for()
        self.page.keyboard.press("Enter")
        self.fields[self.task] += 1
        self.actions[self.task] += 2

    def click(self, target: str) -> None:
        self.page.locator(target).click()
        self.actions[self.task] += 1

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)
        self.actions[self.task] += 1

    def save(self, target: str) -> None:
        with self.page.expect_navigation():
            self.click(target)
        assert self.page.locator(".errornote, .errorlist").all_inner_texts() == []

    def line(self, prefix: str) -> str:
        """Adds an empty line to a list of the form; the prefix of its fields."""
        total = self.page.locator(f"[name='{prefix}-TOTAL_FORMS']")
        number = int(total.input_value())
        self.click(f"#{prefix}-group .add-row a")
        return f"{prefix}-{number}"


def enter_organization(hand, row) -> str:
    hand.begin("organizations", reverse("admin:people_organization_add"))
    name = row["names"][0]
    hand.fill("names-0-text", name["text"])
    hand.fill("names-0-language", name["language"])
    hand.set("kind", row["kind"])
    hand.save("[name=_publish]")
    return name["text"]


def enter_person(hand, printed) -> None:
    hand.begin("people", reverse("admin:people_person_add"))
    hand.fill("names-0-text", printed["name"])
    hand.fill("names-0-language", printed["language"])
    post = hand.line("affiliations")
    hand.fill(f"{post}-post", printed["post"])
    if printed["organization"]:
        hand.look_up(f"{post}-organization", printed["organization"])
    hand.save("[name=_publish]")


def enter_event(hand, event) -> None:
    hand.begin("event", reverse("admin:events_event_add"))
    text = event["texts"]["en"]
    hand.set("status", "held")
    hand.set("mode", event["mode"])
    hand.fill("starts_on", event["starts_on"])
    hand.look_up("venue", "Lyman")
    hand.set("texts-0-language", "en")
    for name in ("title", "place", "summary"):
        hand.fill(f"texts-0-{name}", text[name])
    organiser = hand.line("organizations")
    hand.look_up(f"{organiser}-organization", "Brid Centre")
    for participation in event["participations"]:
        enter_participation(hand, participation)
    hand.save("[name=_publish]")


def enter_participation(hand, participation) -> None:
    line, printed = hand.line("participations"), participation["printed"]
    hand.set(f"{line}-attendance", "spoke")
    if participation["kind"] == "group":
        hand.set(f"{line}-kind", "group")
        hand.fill(f"{line}-printed_name", printed["name"])
        return
    with hand.page.expect_response(re.compile("/capacity/")):
        hand.look_up(f"{line}-person", printed["name"])
    post = hand.page.locator(f"[name='{line}-printed_post']")
    hand.page.wait_for_function("field => field.value !== ''", arg=post.element_handle())


def enter_statements(hand, event) -> list[int]:
    """The actions that each statement took."""
    stored, taken, speaker = Event.objects.get(), [], ""
    hand.begin("statements", f"{reverse('admin:events_statement_add')}?event={stored.slug}")
    names = {p["key"]: p["printed"]["name"] for p in event["participations"]}
    for statement in event["statements"]:
        before = hand.actions["statements"]
        if names[statement["participation"]] != speaker:
            speaker = names[statement["participation"]]
            hand.look_up("participation", speaker)
        hand.set("kind", statement["kind"])
        hand.tick("wordings-0-confirm")
        hand.fill("wordings-0-text", statement["wordings"][0]["text"])
        with hand.page.expect_navigation():
            hand.press("Control+Enter")
        assert hand.page.locator(".errornote, .errorlist").all_inner_texts() == []
        taken.append(hand.actions["statements"] - before)
    return taken


def write_article(hand, report) -> None:
    hand.begin("article", reverse("admin:articles_article_add"))
    hand.page.locator(".tiptap").wait_for()
    for field, header in (
        ("kicker", "Kicker"),
        ("headline", "Headline"),
        ("standfirst", "Standfirst"),
    ):
        hand.fill(field, report.header[header])
    hand.look_up("events", "The lower Danube")
    byline = hand.line("bylines")
    hand.fill(f"{byline}-text", report.byline())
    hand.click(".tiptap")
    paragraphs = [p.text_content() for p in html.fromstring(report.body())]
    for number, paragraph in enumerate(paragraphs):
        if number:
            hand.page.keyboard.press("Enter")
        hand.page.keyboard.insert_text(paragraph)
    hand.fields["article"] += 1


def mark_statements(hand, report) -> None:
    hand.begin("marks")
    for mark in html.fromstring(report.body()).xpath("//*[@data-statement]"):
        select(hand.page, mark.text_content())
        pick(hand.page)
        hand.actions["marks"] += ACTIONS_A_MARK  # select, Ctrl+Shift+Q, Enter


def publish(hand) -> None:
    hand.begin("publication")
    hand.save("[name=_act][value=publish]")
    hand.tick("open_records")
    hand.tick("approving")
    hand.save("input.default")


def told(hand, taken) -> str:
    lines = [
        f"{task}: {hand.fields[task]} fields, {hand.actions[task]} other actions"
        for task in hand.actions
    ]
    return "\n".join([*lines, f"a statement: {Counter(taken)} actions besides typing"])


def test_a_roundtable_is_entered_by_hand_and_read_without_scripts(
    browser, browser_page, live_server, capsys
):
    report = TwinReport()
    event = report.event["event"]
    sign_in(browser_page, live_server, UserFactory(admin=True))
    hand = Hand(browser_page)

    wanted = {p["printed"]["organization"] for p in report.participations} - {""}
    for row in organizations(report, wanted):
        enter_organization(hand, row)
    for participation in report.participations:
        enter_person(hand, participation["printed"])
    enter_event(hand, event)
    taken = enter_statements(hand, event)
    write_article(hand, report)
    mark_statements(hand, report)
    publish(hand)

    with capsys.disabled():
        print(f"\n{told(hand, taken)}")  # noqa: T201 - the counts are what this run is for
    assert max(taken) <= ACTIONS_A_STATEMENT
    assert hand.actions["marks"] == ACTIONS_A_MARK * len(event["statements"])
    assert entered() == as_reported(report)
    assert marks_of(Article.objects.get().body) == marks_of(report.body())
    assert read_by_a_reader(browser, live_server, report) == as_read(report)


def organizations(report, wanted) -> list[dict]:
    """The organizations that stand beside a name as printed, the venue and the organiser."""
    rows = report.base["organizations"]
    printed = [
        {"kind": "other", "names": [{"text": text, "language": "en"}]} for text in sorted(wanted)
    ]
    return [row for row in rows if row["slug"] in {"lyman", "brid"}] + printed


def entered() -> list[tuple]:
    """Each statement on record: who, in which capacity, of what kind, in which words."""
    statements = Statement.objects.order_by("order", "id").for_list()
    return [
        (
            s.participation.printed_name,
            s.participation.printed_post,
            s.participation.printed_organization,
            s.kind,
            s.state,
            s.wording.text,
        )
        for s in statements
    ]


def as_reported(report) -> list[tuple]:
    printed = {p["key"]: p["printed"] for p in report.event["event"]["participations"]}
    return [
        (
            printed[s["participation"]]["name"],
            printed[s["participation"]]["post"],
            printed[s["participation"]]["organization"],
            s["kind"],
            "confirmed",
            s["wordings"][0]["text"],
        )
        for s in report.event["event"]["statements"]
    ]


def marks_of(body: str) -> list[tuple]:
    """What is marked, as which kind."""
    return [(use.quoted, use.told) for use in uses(body)]


def read_by_a_reader(browser, live_server, report) -> dict:
    """What the public page says, with scripts off."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(Edition.objects.get().get_absolute_url())
    shown = {
        "headline": page.locator("h1").inner_text(),
        "byline": report.byline() in page.locator("main, body").first.inner_text(),
        "quotations": page.locator("q[cite]").count(),
        "paraphrases": page.locator("span[data-statement]").count(),
        "speakers": page.locator(".note-name").all_inner_texts(),
        "links": [link_answers(page, live_server)],
    }
    context.close()
    return shown


def link_answers(page, live_server) -> bool:
    """Whether each marked passage leads to a page of its statement."""
    links = {link.get_attribute("href") for link in page.locator("[data-statement] a").all()}
    answers = [page.request.get(live_server.url + link).status for link in links]
    return answers == [200] * Statement.objects.count()


def as_read(report) -> dict:
    names = {p["key"]: p["printed"]["name"] for p in report.event["event"]["participations"]}
    statements = report.event["event"]["statements"]
    return {
        "headline": report.headline,
        "byline": True,
        "quotations": report.direct,
        "paraphrases": report.indirect + report.collective,
        "speakers": [names[s["participation"]] for s in statements],
        "links": [True],
    }
