"""A draft goes out by a link, is read without an account, and the link is taken back."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from newsroom.models import Invitation
from tests.browser.admin import sign_in
from tests.factories import ArticleFactory, StatementFactory, UserFactory, mark

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_link_is_given_copied_read_and_taken_back(browser, browser_page, live_server, settings):
    settings.SITE_URL = live_server.url
    said = StatementFactory(words="The river is polite.")
    article = ArticleFactory(headline="The ice", body=f"<p>{mark(said)}</p>")
    editor = UserFactory(is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    page = browser_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, live_server, editor)

    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.get_by_role("link", name="Preview links").click()
    page.get_by_label("For whom").fill("Olha Rii")
    page.get_by_role("button", name="Make a link").click()
    page.locator(".invitation-made").get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    address = page.evaluate("navigator.clipboard.readText()")

    reader = browser.new_context().new_page()
    faults = []
    reader.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    assert reader.goto(address).status == 200
    assert reader.locator("h1").inner_text() == "The ice"
    assert reader.locator(".article-notice").inner_text().startswith("A draft, given to Olha Rii")
    assert faults == []

    page.reload()
    assert "opened 1 time" in page.locator(".invitation-list").inner_text()
    page.get_by_role("button", name="Revoke").click()
    page.get_by_text("The link for Olha Rii opens nothing any more.").wait_for()
    assert reader.goto(address).status == 410
    assert "The ice" not in reader.content()
    assert Invitation.objects.get().opened == 1
    reader.context.close()
