"""What only a browser can tell of a statement: the words that a link shows, a frame elsewhere."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.browser.admin import leave
from tests.factories import ArticleFactory, StatementFactory, UserFactory, mark, publish

pytestmark = pytest.mark.django_db(transaction=True)
FILLER = "<p>Nothing of it.</p>" * 60


@pytest.mark.parametrize("width", [1280, 390])
def test_link_leads_to_the_very_words(browser_page, width):
    statement = StatementFactory(words="The river rose in one night and nobody had been told of it")
    other = StatementFactory(words="The river rose in May, said the papers, as in any other year")
    body = f"<p>{mark(other)}</p>{FILLER}<p>He said: {mark(statement)}.</p>{FILLER}"
    publish(ArticleFactory(slug="flood", body=body), UserFactory())
    browser_page.set_viewport_size({"width": width, "height": 700})

    browser_page.goto(statement.get_absolute_url())
    browser_page.get_by_role("link", name="Show the words in the text").click()
    browser_page.wait_for_url("**/articles/flood/**")

    words = browser_page.locator(f"#q-{statement.public_id}")
    browser_page.wait_for_function("scrollY > 0")
    top = words.evaluate("element => element.getBoundingClientRect().top")
    assert 0 <= top <= 700


@pytest.fixture
def elsewhere():
    """The address of a page of another origin; its content is set by `page`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(server.page.encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_frame_is_shown_by_a_page_of_another_host(browser_page, live_server, elsewhere):
    statement = StatementFactory(words="We heard it.")
    url = f"{live_server.url}{statement.get_absolute_url()}"
    asked = Client().get("/oembed", {"url": f"http://testserver{statement.get_absolute_url()}"})
    elsewhere.page = asked.json()["html"].replace("http://testserver", live_server.url)
    home = f"http://127.0.0.1:{elsewhere.server_port}/"
    hosts = []
    browser_page.on("request", lambda request: hosts.append(urlsplit(request.url).netloc))

    browser_page.goto(home)

    inside = browser_page.frame_locator("iframe")
    assert inside.locator("blockquote").inner_text() == "“We heard it.”"
    assert inside.get_by_role("link").first.get_attribute("href") in url
    assert set(hosts) == {urlsplit(live_server.url).netloc, urlsplit(home).netloc}


def test_no_other_page_is_shown_by_another_host(browser, live_server, elsewhere):
    statement = StatementFactory(words="We heard it.")
    elsewhere.page = f'<iframe src="{live_server.url}{statement.get_absolute_url()}"></iframe>'
    page = browser.new_context().new_page()

    with page.expect_console_message(lambda m: "frame-ancestors" in m.text):
        page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")

    assert page.frames[1].locator("blockquote").count() == 0
    leave(page.context)


def test_citation_is_copied(browser_page, live_server):
    statement = StatementFactory(words="We heard it.")
    permissions = ["clipboard-read", "clipboard-write"]
    browser_page.context.grant_permissions(permissions, origin=live_server.url)

    browser_page.goto(statement.get_absolute_url())
    browser_page.get_by_role("button", name="Copy").click()
    browser_page.get_by_role("button", name="Copied").wait_for()

    copied = browser_page.evaluate("navigator.clipboard.readText()")
    assert copied == browser_page.locator(".cite").inner_text()
    assert f"/statements/{statement.public_id}/wordings/en-1/" in copied
