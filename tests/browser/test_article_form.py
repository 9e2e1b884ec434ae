"""Where things stand on the form of an article, on a desk and on a phone."""

import pytest
from django.contrib.auth.models import Group

from tests.browser.admin import open_article, sign_in
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    CommentFactory,
    OrganizationFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = (1366, 768), (390, 844)

CUT = """() => [...document.querySelectorAll(".writing :is(div, table, section, fieldset)")]
    .filter(box => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 2)
    .filter(box => ["auto", "hidden", "scroll"].includes(getComputedStyle(box).overflowX))
    .map(box => box.className)"""
TOPS = """() => Object.entries({
    text: ".tiptap", panel: ".panel-top", fields: "#id_language", bylines: "#bylines-group",
    gate: "#gate-heading", comments: "#id_comments", translations: "#translations-heading",
    editions: "#editions-heading",
}).map(([name, selector]) => [name, document.querySelector(selector).getBoundingClientRect().top])
    .sort((one, other) => one[1] - other[1]).map(([name]) => name)"""


@pytest.fixture
def article():
    article = ArticleFactory(headline="How the river fell", body="")
    BylineFactory(article=article, person=PersonFactory(), organization=OrganizationFactory())
    CommentFactory(record=article)
    return article


@pytest.fixture
def page(browser_page, live_server):
    editor = UserFactory(is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    sign_in(browser_page, live_server, editor)
    return browser_page


def open_at(page, article, size) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_article(page, article)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_is_cut_at_the_side(page, article, size):
    open_at(page, article, size)

    # The fields that search take their width a moment after the page is there.
    page.wait_for_function("width => document.documentElement.scrollWidth === width", arg=size[0])
    assert page.evaluate(CUT) == []


def test_the_side_scrolls_with_the_page_and_its_buttons_stay(page, article):
    open_at(page, article, DESK)
    save = page.locator("[name=_continue]")

    page.locator("#editions-heading").scroll_into_view_if_needed()
    page.mouse.wheel(0, 5000)
    page.wait_for_timeout(200)

    assert page.evaluate("scrollY") > 500
    assert 0 < save.bounding_box()["y"] < 100
    assert save.count() == 1


def test_on_a_phone_the_panel_and_the_fields_come_right_after_the_text(page, article):
    open_at(page, article, PHONE)

    assert page.evaluate(TOPS) == [
        "text", "panel", "fields", "bylines", "gate", "comments", "translations", "editions"
    ]  # fmt: skip


def test_a_new_line_is_written_and_a_byline_is_deleted_on_a_phone(page, article):
    open_at(page, article, PHONE)
    page.locator("#id_bylines-0-DELETE").check()
    page.locator("#bylines-group .add-row a").click()
    page.locator("#id_bylines-1-text").fill("Marta Kruk")

    with page.expect_navigation():
        page.keyboard.press("Control+s")

    assert [line.text for line in article.bylines.all()] == ["Marta Kruk"]
