"""One text on its way from a reporter to its readers and to its correction, in four hands."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Edition
from newsroom.models import LogEntry
from tests.browser.admin import go_to_end, leave, open_article, sign_in
from tests.factories import SectionFactory, UserFactory

HEADLINE = "The ice came early"
# Two, and one for the page to be sent on a busy machine.
SECONDS_AHEAD = dt.timedelta(seconds=3)
# A page is kept for two seconds.
KEPT = dt.timedelta(seconds=2.1)


@pytest.fixture
def hands(browser, live_server):
    """Opens a browser for each of the groups, and one for a reader."""
    contexts = []

    def hand(group=""):
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        if group:
            user = UserFactory(username=group, is_staff=True)
            user.groups.add(Group.objects.get(name=group))
            sign_in(page, live_server, user)
        return page

    yield hand

    for context in contexts:
        leave(context)


def do(page, name: str, **fields) -> None:
    """Presses the button of an act on the form, answers what its page asks, and acts."""
    button = page.locator(f"[name=_act][value={name}], .panel a[href$='/act/{name}/']")
    if not button.is_visible():
        page.locator(".panel-more summary").click()
    button.click()
    page.locator(".act form").wait_for()
    for field, value in fields.items():
        _answer(page.locator(f"[name={field}]"), value() if callable(value) else value)
    page.locator(".act [type=submit]").click()
    page.locator(".tiptap, .edition-text").wait_for()


def _answer(field, value) -> None:
    kind = field.first.evaluate("field => field.type")
    if kind == "radio":
        field.locator(f"nth={['minor', 'material'].index(value)}").check()
    elif kind == "checkbox":
        field.check()
    elif kind.startswith("select"):
        field.select_option(label=value)
    else:
        field.fill(value)


def stage(page) -> str:
    return page.locator(".panel-stage").inner_text()


def test_a_text_goes_through_four_hands_to_its_readers(hands):
    SectionFactory(slug="rivers", name="Rivers")
    reporter, editor, publisher, reader = map(hands, ["reporter", "editor", "publisher", ""])

    article = write_and_hand_in(reporter)
    return_with_notes(editor)
    mend_and_hand_in_again(reporter)
    approve(editor, article)
    assert reader.goto(article.get_absolute_url()).status == 404
    edition = schedule(publisher, article)
    see_it_at_its_moment(reader, article, edition)
    correct(publisher, article)
    see_the_correction(reader, article)

    moves = LogEntry.objects.about(article).filter(action="moved").order_by("at", "id")
    assert [(e.user.username, e.before, e.after, e.note) for e in moves] == [
        ("reporter", "draft", "in_review", "Please look at the day."),
        ("editor", "in_review", "draft", "It was a Thursday."),
        ("reporter", "draft", "in_review", ""),
        ("editor", "in_review", "ready", ""),
        ("publisher", "ready", "draft", "The text changed after it was approved."),
        ("publisher", "draft", "ready", ""),
    ]


def write_and_hand_in(reporter) -> Article:
    reporter.goto(reverse("admin:articles_article_add"))
    reporter.locator(".tiptap").wait_for()
    reporter.locator("#id_headline").fill(HEADLINE)
    reporter.locator("#id_standfirst").fill("Ferries stayed where they were.")
    reporter.locator("#id_section").select_option(label="Rivers")
    reporter.locator("#id_kind").select_option("news")
    reporter.locator(".tiptap").click()
    reporter.keyboard.type("The river froze on Friday. Nobody had expected it.")
    do(reporter, "submit", note="Please look at the day.")
    assert stage(reporter) == "In review"
    return Article.objects.get()


def open_from_first_page(page) -> None:
    """Finds the text among what waits for whoever signed in."""
    page.goto(reverse("admin:index"))
    page.get_by_role("link", name=HEADLINE).first.click()
    page.locator(".tiptap").wait_for()


def return_with_notes(editor) -> None:
    open_from_first_page(editor)
    assert "Please look at the day." in editor.locator(".panel").inner_text()
    do(editor, "return", note="It was a Thursday.")
    assert stage(editor) == "Draft"


def mend_and_hand_in_again(reporter) -> None:
    open_from_first_page(reporter)
    assert "It was a Thursday." in reporter.locator(".panel").inner_text()
    go_to_end(reporter)
    reporter.keyboard.type(" The ferries wait.")
    do(reporter, "submit")


def approve(editor, article) -> None:
    open_article(editor, article)
    assert "The ferries wait." in editor.locator(".tiptap").inner_text()
    do(editor, "approve")
    assert stage(editor) == "Ready"


def schedule(publisher, article) -> Edition:
    open_article(publisher, article)
    do(
        publisher,
        "schedule",
        at_0=lambda: f"{ahead():%Y-%m-%d}",
        at_1=lambda: f"{ahead():%H:%M:%S}",
    )
    return Edition.objects.get()


def ahead() -> dt.datetime:
    """The moment of the publication, as it is typed."""
    return timezone.localtime(timezone.now() + SECONDS_AHEAD)


def see_it_at_its_moment(reader, article, edition) -> None:
    """Before it there is nothing to read; at it there is, though nothing ran."""
    path = article.get_absolute_url()
    assert edition.published_at < edition.live_from
    if timezone.now() + dt.timedelta(seconds=1) < edition.live_from:
        assert reader.goto(path).status == 404
    while timezone.now() <= edition.live_from + KEPT:
        reader.wait_for_timeout(100)
    assert reader.goto(path).status == 200
    assert "The ferries wait." in reader.locator("article").inner_text()
    reader.goto("/")
    assert reader.get_by_role("link", name=HEADLINE).count() > 0


def correct(publisher, article) -> None:
    open_article(publisher, article)
    publisher.locator(".tiptap").evaluate(
        "(root, words) => root.editor.commands.setContent(`<p>${words}</p>`)",
        "The river froze on Thursday. Nobody had expected it. The ferries wait.",
    )
    do(
        publisher,
        "publish",
        change="material",
        note="A reader wrote to us.",
        correction_kind="correction",
        correction_text="We named the wrong day.",
        approving=True,
    )


def see_the_correction(reader, article) -> None:
    """On the article, in what differs, and in the list of corrections."""
    path = article.get_absolute_url()
    reader.wait_for_timeout(KEPT.total_seconds() * 1000)
    reader.goto(path)
    assert "We named the wrong day." in reader.locator("article").inner_text()
    reader.goto(f"{path}editions/1-2/")
    assert reader.locator("main .prose del").all_inner_texts() == ["Friday"]
    assert reader.locator("main .prose ins").all_inner_texts() == ["Thursday"]
    reader.goto("/corrections/")
    assert "We named the wrong day." in reader.locator("main").inner_text()
