"""Writing with the record at hand: marks, pictures and videos in the editor."""

import pytest

from events.models import Statement
from tests.browser.admin import (
    body,
    go_to_end,
    open_article,
    paste,
    pick,
    put_cursor_after,
    select,
    sign_in,
)
from tests.factories import (
    ArticleFactory,
    EventFactory,
    ParticipationFactory,
    StatementFactory,
    UserFactory,
    enter_as,
    mark,
)

WORDS = "The river has always been a polite excuse."
QUOTED = f"“{WORDS[:-1]}”"
WORD_HTML = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal
{font-size:11pt}</style></head><body><!--StartFragment--><p class=MsoNormal
style='margin-left:2cm'><b><span style='font-size:14pt;color:red'>Bold</span></b> and
<i>plain</i><o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>One<o:p></o:p></p><p
class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·
</span>Two</p><!--EndFragment--></body></html>"""


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def said(event):
    speaker = ParticipationFactory(event=event, printed_name="Dumitru Ciornei")
    StatementFactory(participation=speaker, words="The first thing is to know the water.", order=1)
    return StatementFactory(participation=speaker, words=WORDS, order=2)


@pytest.fixture
def page(browser_page, live_server, event):
    sign_in(browser_page, live_server, UserFactory(admin=True))
    article = ArticleFactory(body=f"<p>He said: {QUOTED}, and left.</p><p>The end.</p>")
    article.events.add(event)
    browser_page.article = article
    return browser_page


def written(page, html: str) -> None:
    page.article.body = html
    page.article.save()
    open_article(page, page.article)


def test_selected_words_become_a_quotation_in_three_actions(page, said):
    open_article(page, page.article)

    select(page, QUOTED)
    pick(page)

    assert body(page) == (
        f'<p>He said: <q data-statement="{said.public_id}">{QUOTED}</q>, and left.</p>'
        "<p>The end.</p>"
    )


def test_a_cursor_in_a_quotation_is_enough_to_mark_it(page, said):
    open_article(page, page.article)

    select(page, "polite")
    put_cursor_after(page)
    pick(page)

    assert f'<q data-statement="{said.public_id}">{QUOTED}</q>' in body(page)


def test_marks_and_blanks_round_the_selected_words_are_set_right(page, said):
    open_article(page, page.article)

    select(page, f"{WORDS[:-1]}")
    pick(page)

    assert f'<q data-statement="{said.public_id}">{QUOTED}</q>' in body(page)


def test_a_paraphrase_becomes_a_span(page, said):
    enter_as(Statement.Kind.INDIRECT)
    written(page, "<p>He noted that the river was a polite excuse for all.</p>")

    select(page, " the river was a polite excuse ")
    pick(page)

    assert body(page) == (
        f'<p>He noted that <span data-statement="{said.public_id}">the river was a polite excuse'
        "</span> for all.</p>"
    )


def test_nothing_selected_inserts_the_recorded_words_in_the_marks_of_the_language(page, said):
    written(page, "<p>The end.</p>")

    go_to_end(page)
    pick(page, "ArrowDown")
    page.keyboard.type(" he said")

    assert body(page) == (
        f'<p>The end.<q data-statement="{said.public_id}">“{WORDS}”</q> he said</p>'
    )


def test_the_statements_of_the_event_are_listed_in_order_after_the_last_marked(page, said):
    written(page, f"<p>{mark(Statement.objects.get(order=1))}</p><p>Next:</p>")

    select(page, "Next:")
    put_cursor_after(page)
    page.keyboard.press("Control+Shift+Q")
    page.locator(".picker [role=option]").first.wait_for()

    assert page.locator(".picker-words").all_inner_texts() == [
        "The first thing is to know the water.",
        WORDS,
    ]
    assert page.locator(".picker [aria-selected=true] .picker-words").inner_text() == WORDS


def test_the_picker_finds_speakers_in_cyrillic_and_leaves_by_escape(page, event):
    speaker = ParticipationFactory(event=event, printed_name="Северин Гайдайчук")
    StatementFactory(participation=speaker, words="Ріка – не дорога.", language="uk")
    open_article(page, page.article)

    page.locator(".tiptap").focus()
    page.keyboard.press("Control+Shift+Q")
    page.keyboard.type("гайдайчук РІКА")
    page.locator(".picker [role=option]").first.wait_for()
    found = page.locator(".picker-words").all_inner_texts()
    page.keyboard.press("Escape")

    assert found == ["Ріка – не дорога."]
    assert page.locator(".picker").count() == 0
    assert page.evaluate("document.activeElement.classList.contains('ProseMirror')")


def test_a_mark_survives_undo_and_redo(page, said):
    open_article(page, page.article)
    before = body(page)

    select(page, QUOTED)
    pick(page)
    marked = body(page)
    page.keyboard.press("Control+z")
    undone = body(page)
    page.keyboard.press("Control+Shift+z")

    assert marked != before
    assert undone == before
    assert body(page) == marked


def test_bold_inside_does_not_split_a_quotation(page, said):
    open_article(page, page.article)

    select(page, QUOTED)
    pick(page)
    select(page, "polite")
    page.keyboard.press("Control+b")

    inside = QUOTED.replace("polite", "<strong>polite</strong>")
    assert f'<q data-statement="{said.public_id}">{inside}</q>' in body(page)


def test_two_paragraphs_become_two_marks_of_one_statement(page, said):
    written(page, "<p>“The river has always been</p><p>a polite excuse”, he said.</p>")

    select(page, "“The river has always beena polite excuse”")
    pick(page)

    assert body(page) == (
        f'<p><q data-statement="{said.public_id}">“The river has always been</q></p>'
        f'<p><q data-statement="{said.public_id}">a polite excuse”</q>, he said.</p>'
    )


def test_unlinking_leaves_the_words(page, said):
    written(page, f"<p>He said: {mark(said)}.</p>")

    select(page, "polite")
    page.keyboard.press("Control+Shift+X")

    assert body(page) == f"<p>He said: “{WORDS}”.</p>"


def test_a_copied_quotation_keeps_its_statement(page, said):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    written(page, f"<p>{mark(said)}</p><p>End</p>")

    select(page, f"“{WORDS}”")
    page.keyboard.press("Control+c")
    go_to_end(page)
    page.keyboard.press("Control+v")

    assert body(page) == f"<p>{mark(said)}</p><p>End{mark(said)}</p>"


def test_marks_of_every_shape_pass_the_editor_and_a_paste_unchanged(page, said):
    shapes = [
        f"<p>{mark(said)}</p>",
        f"<p>Before {mark(said)}, after.</p>",
        f'<p><q data-statement="{said.public_id}">«The <strong>river</strong> has»</q> always</p>',
        f"<p>{mark(said, '<strong>has always</strong>')}</p>",
        f'<p><span data-statement="{said.public_id}">He told of <em>it</em></span>.</p>',
        f"<p>{mark(said, 'The river')} said he {mark(said, 'a polite excuse')}.</p>",
        f"<ul><li><p>{mark(said)}</p></li></ul><blockquote><p>{mark(said)}</p></blockquote>",
    ]
    written(page, "".join(shapes))
    as_written = body(page)
    written(page, "<p>Here:</p>")

    go_to_end(page)
    page.keyboard.press("Enter")
    paste(page, as_written)

    assert [shape.count("data-statement") for shape in (as_written, "".join(shapes))] == [9, 9]
    assert body(page) == f"<p>Here:</p>{as_written}"


def test_text_from_word_comes_without_its_dress(page):
    written(page, "<p>Here:</p>")

    go_to_end(page)
    page.keyboard.press("Enter")
    paste(page, WORD_HTML)

    assert body(page) == (
        "<p>Here:</p><p><strong>Bold</strong> and <em>plain</em></p>"
        "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"
    )


def test_the_strip_says_whose_words_they_are_and_that_they_hold(page, said):
    written(page, f"<p>{mark(said)}</p><p>End</p>")

    select(page, "polite")
    page.locator(".strip-holds").wait_for()

    assert page.locator(".strip b").inner_text() == "Dumitru Ciornei"
    assert page.locator(".strip-holds").inner_text() == "Equal to the recorded words."


def test_the_strip_shows_where_the_words_differ(page, said):
    written(page, f"<p>{mark(said)}</p><p>End</p>")

    select(page, "polite")
    page.keyboard.type("rude")
    page.locator(".strip-difference").wait_for()

    assert page.locator(".strip-difference").inner_text() == "printed rude recorded polite"
    assert page.locator(".statement-differs").inner_text() == f"“{WORDS}”".replace("polite", "rude")


def test_a_video_is_inserted_by_its_address(page):
    written(page, "<p>Watch:</p>")

    page.locator(".tiptap").focus()
    page.get_by_role("button", name="Insert a video").click()
    page.keyboard.type("https://www.youtube.com/watch?v=abc")
    page.locator(".picker [role=option]").wait_for()
    page.keyboard.press("Enter")
    page.locator("figure[data-embed]").wait_for()

    assert body(page) == (
        '<p>Watch:</p><figure data-embed="https://www.youtube.com/watch?v=abc"></figure><p></p>'
    )
