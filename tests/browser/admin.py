"""What the browser tests of the admin share: signing in, and working in the editor."""

from django.conf import settings
from django.test import Client
from django.urls import reverse

SELECT = """words => {
    const root = document.querySelector(".tiptap");
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    while (walker.nextNode()) {
        nodes.push([walker.currentNode, text.length]);
        text += walker.currentNode.data;
    }
    const start = text.indexOf(words), end = start + words.length;
    const place = (offset, fits) => {
        const [node, begin] = nodes.findLast(([, begin]) => fits(begin, offset));
        return [node, offset - begin];
    };
    const range = document.createRange();
    range.setStart(...place(start, (begin, offset) => begin <= offset));
    range.setEnd(...place(end, (begin, offset) => begin < offset));
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
}"""


def sign_in(page, live_server, user) -> None:
    """Makes the visitor the user, by the cookie of a session."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )


def leave(context) -> None:
    """Closes a browser once the server has heard that its pages are left: what it does for a page
    that is gone must not meet the database of the next test."""
    for page in context.pages:
        page.goto("about:blank")
        page.wait_for_timeout(250)
    context.close()


def open_article(page, article) -> None:
    """Opens the writing form and waits for its editor."""
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.locator(".tiptap").wait_for()


def body(page) -> str:
    """The HTML that the form would send."""
    return page.locator("#id_body").input_value()


def select(page, words: str) -> None:
    """Selects the first run of the words in the editor, as a mouse would.

    A selection set by a script is lost when the editor draws itself at that very moment, which
    cannot happen to a mouse; so it is looked at, and set again.
    """
    page.locator(".tiptap").focus()
    for _ in range(10):
        page.evaluate(SELECT, words)
        page.wait_for_timeout(100)
        if page.evaluate("getSelection().toString().replaceAll('\\n', '')") == words:
            return
    raise AssertionError(f"not selected: {words}")


def put_cursor_after(page) -> None:
    """Leaves the selection for a cursor at its end; the editor learns of it a moment later."""
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(50)


def go_to_end(page) -> None:
    """Puts the cursor behind the last word of the text."""
    page.locator(".tiptap").focus()
    page.wait_for_timeout(100)
    page.keyboard.press("Control+End")
    page.wait_for_timeout(100)


def pick(page, *keys: str) -> None:
    """Opens the picker by its keys, waits for what it finds, and chooses by keyboard alone."""
    page.keyboard.press("Control+Shift+Q")
    page.locator(".picker [role=option]").first.wait_for()
    for key in [*keys, "Enter"]:
        page.keyboard.press(key)
    page.locator(".picker").wait_for(state="detached")


def paste(page, html: str) -> None:
    """Pastes HTML at the cursor, as the clipboard would bring it."""
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            const how = { clipboardData: data, bubbles: true, cancelable: true };
            const event = new ClipboardEvent("paste", how);
            document.querySelector(".tiptap").dispatchEvent(event);
        }""",
        html,
    )
