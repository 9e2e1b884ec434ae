"""The bin: what lies there is only read, can be taken out, and is deleted for good from there."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article
from articles.publishing import withdraw
from newsroom.models import LogEntry
from tests.adminforms import address, send, sign_in
from tests.factories import ArticleFactory, UserFactory, publish, standing_at
from tests.pages import links, read, texts

pytestmark = pytest.mark.django_db
GROUPS = ["reporter", "editor", "publisher", "staff"]


def test_what_lies_in_the_bin_is_only_read(client):
    article, client = standing_at("spiked", headline="The ice is out"), sign_in(client, "publisher")
    url = address(Article, "change", article.pk)

    page = read(client, url)
    sent = client.post(url, {"headline": "Other words", "body": "<p>Other.</p>"})

    names = {"headline", "body", "_continue", "_act", "_save"}
    assert names.isdisjoint(page.xpath("//@name"))
    assert sent.status_code == 403
    article.refresh_from_db()
    assert article.headline == "The ice is out"


def test_what_lies_in_the_bin_is_listed_when_asked_for(client):
    standing_at("spiked", headline="Dropped")
    ArticleFactory(headline="Kept")
    client, url = sign_in(client, "editor"), address(Article, "changelist")

    assert texts(read(client, url), ".field-headline") == ["Kept"]
    assert texts(read(client, f"{url}?stage=spiked"), ".field-headline") == ["Dropped"]


def test_what_was_binned_is_taken_up_again(client):
    article = standing_at("spiked")
    revive = reverse("admin:articles_article_act", args=[article.pk, "revive"])

    send(sign_in(client, "editor"), revive, note="It is news again.")

    article.refresh_from_db()
    assert article.stage == "draft"


def binned_after_readers_saw_it() -> Article:
    article, by = ArticleFactory(), UserFactory()
    publish(article, by)
    withdraw(article, by, "It was wrong.")
    workflow.put_in_bin(article, by)
    return article


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize(
    ("make", "those_who_may"),
    [
        (lambda: standing_at("draft"), set()),
        (lambda: standing_at("ready"), set()),
        (binned_after_readers_saw_it, set()),
        (lambda: standing_at("spiked"), {"editor", "publisher"}),
    ],
    ids=["draft", "ready", "seen by readers", "spiked"],
)
def test_for_good_goes_only_what_lies_in_the_bin_unseen(client, make, those_who_may, group):
    article, client = make(), sign_in(client, group)
    url = address(Article, "delete", article.pk)

    opened = client.get(url).status_code
    sent = client.post(url, {"post": "yes"}).status_code

    assert (opened, sent) == ((200, 302) if group in those_who_may else (403, 403))
    assert Article.objects.filter(pk=article.pk).exists() is (group not in those_who_may)


def test_the_list_deletes_nothing_else_either(client):
    draft, seen = ArticleFactory(), binned_after_readers_saw_it()
    client, url = sign_in(client, "publisher"), address(Article, "changelist")
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk, seen.pk], "post": "yes"}

    client.post(url, chosen)
    client.post(f"{url}?stage=spiked", chosen)

    assert Article.objects.count() == 2


def test_what_is_deleted_stays_in_the_log(client):
    article = standing_at("spiked", headline="Dropped")

    client = sign_in(client, "editor")
    client.post(address(Article, "delete", article.pk), {"post": "yes"})

    entry = LogEntry.objects.filter(action="deleted").get()
    assert (entry.label, entry.object_id) == ("Dropped", article.pk)


@pytest.mark.parametrize(
    ("make", "group", "is_offered"),
    [
        (lambda: standing_at("spiked"), "editor", True),
        (lambda: standing_at("spiked"), "reporter", False),
        (binned_after_readers_saw_it, "editor", False),
        (lambda: standing_at("draft"), "editor", False),
    ],
    ids=["in the bin", "without the right", "seen by readers", "draft"],
)
def test_the_panel_offers_to_delete_what_may_be_deleted(client, make, group, is_offered):
    article, client = make(), sign_in(client, group)

    page = read(client, address(Article, "change", article.pk))

    assert (address(Article, "delete", article.pk) in links(page, ".panel-more")) is is_offered
    assert texts(page, ".submit-row") == []
