"""Two at one text, a lost login, a closed tab: whatever happens, no word is lost."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.urls import reverse

from articles.models import Article
from tests.browser.admin import body, go_to_end, leave, open_article, sign_in
from tests.factories import ArticleFactory, UserFactory

BODY = "<p>The river froze.</p><p>The ferries wait.</p>"
# Longer than the interval at which the form keeps a copy.
KEPT_MS = 2000


@pytest.fixture
def article(live_server):
    return ArticleFactory(kind="news", headline="Ice", standfirst="In short.", body=BODY)


@pytest.fixture
def writer(browser, live_server, article):
    """Opens a browser for somebody by their name."""
    contexts = []

    def make(first, last):
        user = UserFactory(username=first.lower(), first_name=first, last_name=last, is_staff=True)
        user.set_password("long enough for a test")
        user.save()
        user.groups.add(Group.objects.get(name="editor"))
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, live_server, user)
        return page

    yield make

    for context in contexts:
        leave(context)


def write(page, words: str) -> None:
    go_to_end(page)
    page.keyboard.type(words)
    page.wait_for_timeout(200)


def save(page) -> None:
    with page.expect_navigation():
        page.locator("[name=_continue]").first.click()
    page.locator(".tiptap").wait_for()


def lose(page, article, **words):
    """A new tab of the same browser, where words that were typed into another one are offered."""
    open_article(page, article)
    for name, text in words.items():
        page.locator(f"#id_{name}").fill(text)
    page.wait_for_timeout(KEPT_MS)
    page.close(run_before_unload=False)
    again = page.context.new_page()
    open_article(again, article)
    again.locator(".copies section").wait_for()
    return again


def log_in(page) -> None:
    page.locator("#id_username").fill("olena")
    page.locator("#id_password").fill("long enough for a test")
    with page.expect_navigation():
        page.locator("[type=submit]").click()


def test_of_two_who_save_the_second_reads_both_texts_and_merges_them(writer, article):
    olena, marta = writer("Olena", "Rii"), writer("Marta", "Kruk")
    open_article(olena, article)
    open_article(marta, article)
    marta.locator(".presence li").wait_for()
    assert marta.locator(".presence").inner_text().startswith("Olena Rii has this open since")
    write(olena, " On Friday they sail.")
    save(olena)
    marta.locator("#id_headline").fill("Ice in May")
    write(marta, " Nobody knows for how long.")

    save(marta)

    article.refresh_from_db()
    assert (article.headline, article.body.count("On Friday they sail.")) == ("Ice", 1)
    assert (
        "Olena Rii saved the text at" in marta.locator(".errornote, .errorlist").last.inner_text()
    )
    assert marta.locator("#id_headline").input_value() == "Ice in May"
    assert "Nobody knows for how long." in marta.locator(".tiptap").inner_text()
    assert "On Friday they sail." in marta.locator(".conflict del").all_inner_texts()
    assert "Nobody knows for how long." in marta.locator(".conflict ins").all_inner_texts()

    write(marta, " On Friday they sail.")
    save(marta)

    article.refresh_from_db()
    assert article.headline == "Ice in May"
    assert "Nobody knows for how long. On Friday they sail." in article.body
    assert marta.locator(".conflict").count() == 0


def test_whoever_saved_meanwhile_is_told_while_one_writes(writer, article):
    olena, marta = writer("Olena", "Rii"), writer("Marta", "Kruk")
    open_article(marta, article)
    open_article(olena, article)
    write(olena, " On Friday they sail.")
    save(olena)

    marta.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    marta.locator("[data-saved]:visible").wait_for()
    assert "Olena Rii saved this at" in marta.locator("[data-saved]").inner_text()


def test_a_lost_login_loses_no_word(writer, article):
    olena = writer("Olena", "Rii")
    open_article(olena, article)
    write(olena, " On Friday they sail.")
    Session.objects.all().delete()

    with olena.expect_navigation():
        olena.locator("[name=_continue]").first.click()
    log_in(olena)
    olena.locator(".copies section").wait_for()
    assert "On Friday they sail." in olena.locator(".copies").text_content()
    olena.locator(".copies button").first.click()
    save(olena)

    article.refresh_from_db()
    assert "The ferries wait. On Friday they sail." in article.body
    assert olena.locator(".copies section").count() == 0


def test_a_login_lost_while_writing_is_told_and_found_again_in_another_tab(writer, article):
    olena = writer("Olena", "Rii")
    open_article(olena, article)
    write(olena, " On Friday they sail.")
    Session.objects.all().delete()
    olena.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    link = olena.locator("[data-gone=signed-out] a")
    link.wait_for()

    with olena.context.expect_page() as opened:
        link.click()
    log_in(opened.value)
    opened.value.close()
    olena.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    olena.locator("[data-gone=signed-out]").wait_for(state="hidden")
    save(olena)

    article.refresh_from_db()
    assert "The ferries wait. On Friday they sail." in article.body


def test_a_closed_tab_loses_no_word(writer, article):
    olena = writer("Olena", "Rii")
    open_article(olena, article)
    olena.locator("#id_standfirst").fill("At length.")
    write(olena, " On Friday they sail.")
    olena.wait_for_timeout(KEPT_MS)
    context = olena.context
    olena.close(run_before_unload=False)

    again = context.new_page()
    open_article(again, article)
    again.locator(".copies section").wait_for()
    assert again.locator("#id_standfirst").input_value() == "In short."
    assert again.locator(".copies summary").all_inner_texts() == ["Standfirst", "Text"]
    again.locator(".copies button").first.click()

    assert again.locator("#id_standfirst").input_value() == "At length."
    again.wait_for_timeout(300)
    assert "On Friday they sail." in body(again)
    article.refresh_from_db()
    assert article.standfirst == "In short."


def test_a_new_article_that_was_never_saved_is_offered_once(writer):
    olena = writer("Olena", "Rii")
    new = reverse("admin:articles_article_add")
    olena.goto(new)
    olena.locator(".tiptap").wait_for()
    olena.locator("#id_headline").fill("Snow")
    olena.wait_for_timeout(KEPT_MS)
    context = olena.context
    olena.close(run_before_unload=False)
    again = context.new_page()
    again.goto(new)
    again.locator(".copies section").wait_for()
    again.locator(".copies button").first.click()
    again.locator("#id_kind").select_option("news")
    save(again)

    again.goto(new)
    again.locator(".tiptap").wait_for()
    again.wait_for_timeout(500)

    assert Article.objects.filter(headline="Snow").count() == 1
    assert again.locator(".copies section").count() == 0


def test_discarded_words_are_not_offered_again(writer, article):
    olena = writer("Olena", "Rii")
    open_article(olena, article)
    write(olena, " On Friday they sail.")
    olena.wait_for_timeout(KEPT_MS)
    context = olena.context
    olena.close(run_before_unload=False)
    again = context.new_page()
    open_article(again, article)
    again.locator(".copies section").wait_for()

    again.locator(".copies button").last.click()
    again.reload()
    again.locator(".tiptap").wait_for()
    again.wait_for_timeout(500)

    assert again.locator(".copies section").count() == 0
    assert "On Friday" not in again.locator(".tiptap").inner_text()


def test_nobody_is_offered_the_words_of_another(writer, article, live_server):
    olena = writer("Olena", "Rii")
    open_article(olena, article)
    write(olena, " On Friday they sail.")
    olena.wait_for_timeout(KEPT_MS)
    context = olena.context
    olena.close(run_before_unload=False)
    page = context.new_page()
    other = UserFactory(is_staff=True)
    other.groups.add(Group.objects.get(name="editor"))
    sign_in(page, live_server, other)

    open_article(page, article)
    page.wait_for_timeout(500)

    assert page.locator(".copies section").count() == 0


def test_a_second_tab_of_the_same_person_is_noticed(writer, article):
    olena = writer("Olena", "Rii")
    open_article(olena, article)
    second = olena.context.new_page()

    open_article(second, article)

    third = olena.context.new_page()
    open_article(third, article)
    for page in (olena, second, third):
        page.locator("[data-tab]:visible").wait_for()
    third.close()
    olena.wait_for_timeout(500)
    assert olena.locator("[data-tab]").is_visible()
    second.close()
    olena.locator("[data-tab]").wait_for(state="hidden")
    assert olena.locator(".presence li").count() == 0


def test_two_tabs_keep_their_words_apart(writer, article):
    first = writer("Olena", "Rii")
    open_article(first, article)
    first.locator("#id_kicker").fill("Winter")
    first.wait_for_timeout(KEPT_MS)
    second = first.context.new_page()
    open_article(second, article)
    second.locator("#id_standfirst").fill("At length.")
    second.wait_for_timeout(KEPT_MS)
    assert second.locator(".copies section").count() == 0
    first.locator("#id_kicker").fill("Deep winter")
    first.wait_for_timeout(KEPT_MS)
    context = first.context
    first.close(run_before_unload=False)
    second.close(run_before_unload=False)

    again = context.new_page()
    open_article(again, article)

    again.locator(".copies section").nth(1).wait_for()
    assert again.locator(".copies summary").all_inner_texts() == ["Standfirst", "Kicker"]
    assert again.locator(".copies details div").all_text_contents() == ["At length.", "Deep winter"]


def test_saving_other_words_leaves_an_offer_open(writer, article):
    olena = lose(writer("Olena", "Rii"), article, standfirst="At length.")
    olena.locator("#id_kicker").fill("Winter")

    save(olena)

    olena.locator(".copies section").wait_for()
    assert olena.locator(".copies details div").all_text_contents() == ["At length."]
    olena.locator(".copies button").last.click()
    article.refresh_from_db()
    assert (article.kicker, article.standfirst) == ("Winter", "In short.")


def test_what_was_saved_on_the_way_to_an_act_is_not_offered(writer, article):
    olena = writer("Olena", "Rii")
    open_article(olena, article)
    olena.locator("#id_standfirst").fill("At length.")
    olena.wait_for_timeout(KEPT_MS)
    with olena.expect_navigation():
        olena.locator("[name=_act]").first.click()
    Article.objects.filter(pk=article.pk).update(standfirst="Anew.")

    open_article(olena, article)
    olena.wait_for_timeout(700)

    assert olena.locator(".copies section").count() == 0


def test_a_refused_save_whose_tab_is_closed_is_offered(writer, article):
    olena = writer("Olena", "Rii")
    open_article(olena, article)
    article.headline = "Frost"
    article.save()
    olena.locator("#id_standfirst").fill("At length.")
    save(olena)
    context = olena.context
    olena.close(run_before_unload=False)

    again = context.new_page()
    open_article(again, article)

    again.locator(".copies section").wait_for()
    assert again.locator(".copies summary").all_inner_texts() == ["Standfirst"]
    assert again.locator("#id_headline").input_value() == "Frost"


def test_what_others_wrote_since_is_shown_before_restored_words_replace_it(writer, article):
    olena = lose(writer("Olena", "Rii"), article, standfirst="At length.")
    article.standfirst = "In a word."
    article.save()
    olena.reload()
    olena.locator(".copies section").wait_for()
    olena.locator(".copies button").first.click()

    save(olena)

    assert olena.locator(".conflict del").all_inner_texts() == ["In a word."]
    assert olena.locator(".conflict ins").all_inner_texts() == ["At length."]
    save(olena)
    article.refresh_from_db()
    assert article.standfirst == "At length."


def test_a_byline_comes_back_with_its_line(writer, article):
    olena = writer("Olena", "Rii")
    open_article(olena, article)
    olena.locator("#bylines-group .add-row a").click()
    olena.locator("#id_bylines-0-text").fill("Marta Kruk")
    olena.wait_for_timeout(KEPT_MS)
    context = olena.context
    olena.close(run_before_unload=False)
    again = context.new_page()
    open_article(again, article)
    again.locator(".copies section").wait_for()

    again.locator(".copies button").first.click()
    save(again)

    assert [byline.text for byline in article.bylines.all()] == ["Marta Kruk"]
    assert again.locator(".copies section").count() == 0
