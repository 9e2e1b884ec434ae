"""Comments beside the form: no word typed in the form is lost by them."""

import pytest
from django.contrib.auth.models import Group

from newsroom.models import Comment
from tests.browser.admin import open_article, sign_in
from tests.factories import ArticleFactory, EventFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "абвгд" * 300 + " https://example.org/" + "x" * 300


@pytest.fixture
def editor(browser_page, live_server):
    user = UserFactory(is_staff=True, first_name="Marta", last_name="Zalizniak")
    user.groups.add(Group.objects.get(name="editor"))
    sign_in(browser_page, live_server, user)
    return user


def comment(page, words, about=""):
    number = page.locator(".comment").count()
    page.get_by_label("New comment").fill(words)
    page.locator("#id_comment-field").select_option(about)
    page.get_by_role("button", name="Write").click()
    page.locator(".comment").nth(number).wait_for()


def said():
    return list(Comment.objects.values_list("text", "field"))


def test_an_unsaved_text_stays_while_comments_come_and_go(browser_page, editor):
    article = ArticleFactory(headline="Winter")
    open_article(browser_page, article)
    browser_page.get_by_label("Headline").first.fill("Winter is here")

    comment(browser_page, "Is it?", "headline")
    mark = browser_page.locator(".field-headline .comment-mark")
    assert mark.inner_text() == "1 comment"
    comment(browser_page, "Since when?", "headline")
    assert mark.inner_text() == "2 comments"
    browser_page.get_by_role("button", name="Resolve").first.click()
    browser_page.get_by_text("Resolved: 1").wait_for()
    assert mark.inner_text() == "1 comment"

    assert browser_page.locator("#id_headline").input_value() == "Winter is here"
    assert said() == [("Is it?", "headline"), ("Since when?", "headline")]
    article.refresh_from_db()
    assert article.headline == "Winter"


def test_a_comment_half_written_survives_a_save_and_another_comment(browser_page, editor):
    article = ArticleFactory()
    Comment.objects.create(record=article, text="Look.", author=editor)
    open_article(browser_page, article)
    browser_page.get_by_label("New comment").fill("Half a")

    browser_page.get_by_role("button", name="Resolve").click()
    browser_page.get_by_text("All are resolved.").wait_for()
    assert browser_page.get_by_label("New comment").input_value() == "Half a"
    browser_page.locator(".panel-main").click()
    browser_page.locator(".messagelist .success").wait_for()

    assert browser_page.get_by_label("New comment").input_value() == "Half a"
    assert said() == [("Look.", "")]


def test_what_did_not_arrive_is_told_and_kept(browser_page, editor):
    open_article(browser_page, ArticleFactory())
    # As after a session that ended: the answer is the page of the login.
    browser_page.context.clear_cookies()
    browser_page.get_by_label("New comment").fill("Is it?")

    browser_page.get_by_role("button", name="Write").click()

    browser_page.get_by_text("This did not reach the newsroom.").wait_for()
    assert browser_page.get_by_label("New comment").input_value() == "Is it?"
    assert said() == []


def test_what_is_too_long_is_told_beside_the_form(browser_page, editor):
    open_article(browser_page, ArticleFactory())
    browser_page.get_by_label("New comment").fill("x" * 102_400)

    browser_page.get_by_role("button", name="Write").click()

    told = browser_page.locator(".comments .errorlist")
    told.wait_for()
    assert told.inner_text().startswith("A comment has at most 5000 characters")
    assert len(browser_page.get_by_label("New comment").input_value()) == 102_400


@pytest.mark.parametrize(
    ("make", "about", "place"),
    [
        pytest.param(EventFactory, "rule", ".field-rule", id="event"),
        pytest.param(EventFactory, "texts", "#texts-group", id="texts of an event"),
        pytest.param(StatementFactory, "wordings", "#wordings-group", id="words"),
    ],
)
def test_a_mark_at_the_place_leads_to_the_comment_and_back(
    browser_page, editor, make, about, place
):
    record = make()
    meta = record._meta
    browser_page.goto(f"/admin/{meta.app_label}/{meta.model_name}/{record.pk}/change/")

    comment(browser_page, LONG, about)
    browser_page.locator(f"{place} .comment-mark").first.click()

    written = browser_page.locator(".comment")
    assert browser_page.url.endswith(f"#comment-{Comment.objects.get().pk}")
    assert written.is_visible()
    width = written.evaluate("comment => comment.scrollWidth - comment.clientWidth")
    assert width == 0
    browser_page.locator(".comment-place a").click()
    assert browser_page.locator(place).first.evaluate(
        "place => { const box = place.getBoundingClientRect();"
        " return box.top < innerHeight && box.bottom > 0; }"
    )


def test_without_script_the_form_links_to_the_page_of_the_comments(browser, live_server, editor):
    article = ArticleFactory()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, editor)
    page.goto(f"/admin/articles/article/{article.pk}/change/")

    assert not page.get_by_label("New comment").is_visible()
    page.get_by_role("link", name="All comments").click()
    page.get_by_label("New comment").fill("Is it?")
    page.get_by_role("button", name="Write").click()
    page.get_by_role("button", name="Resolve").click()
    page.get_by_text("All are resolved.").wait_for()

    assert said() == [("Is it?", "")]
    assert Comment.objects.get().resolved_by == editor
    context.close()
