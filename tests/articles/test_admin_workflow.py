"""The buttons with which an article moves through the newsroom."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles import embargo, workflow
from articles.admin.moves import MOVING
from articles.models import Article
from newsroom.models import LogEntry, Task
from tests.adminforms import address, change, errors, send, shown, sign_in, text
from tests.factories import ArticleFactory, EventFactory, UserFactory, publish, standing_at
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
GROUPS = ["reporter", "editor", "publisher", "staff"]


def act(article, name) -> str:
    return reverse("admin:articles_article_act", args=[article.pk, name])


def offers(client, article) -> list[str]:
    """The moves that the form offers, by their names."""
    page = read(client, address(Article, "change", article.pk))
    names = page.xpath("//button[@name='_act']/@value")
    names += [
        link.rstrip("/").rpartition("/")[2]
        for link in page.xpath("//a/@href[contains(., '/act/')]")
    ]
    return [move.name for move in MOVING if move.name in names]


def told(response) -> list[str]:
    """The messages on the page that an answer leads to."""
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("group", "stage", "expected"),
    [
        ("reporter", "draft", "submit"),
        ("reporter", "in_review", "take-back"),
        ("reporter", "ready", ""),
        ("reporter", "spiked", ""),
        ("editor", "draft", "submit approve assign plan embargo bin"),
        ("editor", "in_review", "approve return take-back plan embargo bin"),
        ("editor", "ready", "return plan embargo bin"),
        ("editor", "spiked", "revive"),
        ("publisher", "draft", "submit approve assign plan embargo bin"),
        ("publisher", "spiked", "revive"),
        ("staff", "draft", ""),
        ("staff", "in_review", ""),
        ("staff", "ready", ""),
        ("staff", "spiked", ""),
    ],
)
def test_each_group_is_offered_what_it_may_do_at_the_stage(client, group, stage, expected):
    assert offers(sign_in(client, group), standing_at(stage)) == expected.split()


def test_an_embargo_is_lifted_by_a_publisher_alone(client):
    article = ArticleFactory()
    embargo.set_embargo(article, UserFactory(), timezone.now() + HOUR)

    found = {group: "lift-embargo" in offers(sign_in(client, group), article) for group in GROUPS}

    assert found == {"reporter": False, "editor": False, "publisher": True, "staff": False}


def test_what_readers_see_is_neither_binned_nor_held_back(client):
    article = ArticleFactory()
    publish(article, UserFactory())

    assert offers(sign_in(client, "editor"), article) == ["return", "plan"]


@pytest.mark.parametrize(
    ("group", "may"),
    [
        ("reporter", {"submit", "take-back", "unassign"}),
        ("editor", {move.name for move in MOVING} - {"lift-embargo"}),
        ("publisher", {move.name for move in MOVING}),
        ("staff", set()),
    ],
)
def test_the_page_of_a_move_opens_for_those_who_may(client, group, may):
    article, client = ArticleFactory(), sign_in(client, group)

    for move in MOVING:
        codes = {client.get(act(article, move.name)).status_code} - {302}
        assert codes <= ({200} if move.name in may else {403}), move.name
        if move.name not in may:
            assert client.post(act(article, move.name), {"note": "Hm."}).status_code == 403

    assert not LogEntry.objects.exists()


def test_a_text_goes_from_its_writer_to_the_editor_and_back(client):
    article = ArticleFactory()
    olha, petro = (UserFactory(username=name, is_staff=True) for name in ("olha", "petro"))
    olha.groups.add(Group.objects.get(name="reporter"))
    petro.groups.add(Group.objects.get(name="editor"))

    client.force_login(olha)
    handed_in = send(client, act(article, "submit"), note="Check the date.")
    client.force_login(petro)
    returned = send(client, act(article, "return"), note="It was a Monday.")
    client.force_login(olha)
    send(client, act(article, "submit"), to=f"person:{petro.pk}")
    client.force_login(petro)
    approved = send(client, act(article, "approve"))

    form = address(Article, "change", article.pk)
    answers = [(r.status_code, r.headers["Location"]) for r in (handed_in, returned, approved)]
    assert answers == [(302, form)] * 3
    article.refresh_from_db()
    assert article.is_approved
    tasks = Task.objects.about(article).order_by("pk")
    assert [(t.kind, str(t.person or t.group), t.outcome, t.note, t.answer) for t in tasks] == [
        ("review", "editor", "returned", "Check the date.", "It was a Monday."),
        ("write", "olha", "done", "It was a Monday.", ""),
        ("review", "petro", "done", "", ""),
    ]
    moves = LogEntry.objects.about(article).filter(action="moved").order_by("pk")
    assert [(str(e.user), e.before, e.after) for e in moves] == [
        ("olha", "draft", "in_review"),
        ("petro", "in_review", "draft"),
        ("olha", "draft", "in_review"),
        ("petro", "in_review", "ready"),
    ]


def test_a_review_is_proposed_to_the_editors_for_the_day_after_the_event(client):
    article, day = ArticleFactory(), timezone.localdate() + dt.timedelta(days=3)
    article.events.add(EventFactory(starts_on=day))

    page = sign_in(client, "reporter").get(act(article, "submit"))

    form = shown(page.content)
    assert form["to"] == [f"group:{Group.objects.get(name='editor').pk}"]
    assert form["due_on"] == [str(day + dt.timedelta(days=1))]


def test_only_those_who_may_review_are_asked_to(client):
    reporter = UserFactory(is_staff=True)
    reporter.groups.add(Group.objects.get(name="reporter"))
    article = ArticleFactory()

    response = send(sign_in(client, "reporter"), act(article, "submit"), to=f"person:{reporter.pk}")

    assert len(errors(response)) == 1
    article.refresh_from_db()
    assert article.stage == "draft"


def test_a_return_says_what_is_to_be_done(client):
    article = standing_at("in_review")

    response = send(sign_in(client, "editor"), act(article, "return"), note="  ")

    assert errors(response) == ["This field is required."]
    article.refresh_from_db()
    assert article.stage == "in_review"


def test_words_that_changed_since_the_page_was_opened_are_not_approved(client):
    article = standing_at("in_review")
    url, client = act(article, "approve"), sign_in(client, "editor")
    opened = shown(client.get(url).content)
    Article.objects.filter(pk=article.pk).update(headline="Other words")

    response = client.post(url, opened)

    assert "Somebody changed the text since you opened this page: read it again." in text(response)
    article.refresh_from_db()
    assert article.stage == "in_review"


def test_words_that_changed_since_the_page_was_opened_are_not_published(client):
    article = standing_at("ready")
    url, client = act(article, "publish"), sign_in(client, "publisher")
    opened = shown(client.get(url).content)
    article.headline = "Other words"
    article.save()

    response = client.post(url, opened | {"approving": "on"})

    assert "Somebody changed the text since you opened this page: read it again." in text(response)
    assert not article.editions.exists()


def test_an_edition_that_came_since_the_page_was_opened_is_looked_at_first(client):
    article = ArticleFactory()
    publish(article, UserFactory())
    url, client = act(article, "publish"), sign_in(client, "publisher")
    opened = shown(client.get(url).content) | {"change": "minor", "note": "A misprint."}
    publish(article, UserFactory(username="olha"), change="minor")

    response = client.post(url, opened)

    told = "olha made edition 2 since you opened this page: look at it first."
    assert texts(html.fromstring(response.content.decode()), ".act-refusals")[0].count(told) == 1
    assert article.editions.count() == 2


def test_whoever_comes_late_reads_who_was_there_before(client):
    article = standing_at("in_review")
    client = sign_in(client, "editor")
    opened = shown(client.get(act(article, "approve")).content)
    workflow.give_back(article, UserFactory(username="olha"), "Shorter.")

    late = client.post(act(article, "return"), {"note": "Longer."}, follow=True)
    stale = client.post(act(article, "approve"), opened)

    assert late.redirect_chain == [(address(Article, "change", article.pk), 302)]
    (message,) = told(late)
    assert message.startswith("This cannot be done now. olha moved the article at ")
    assert message.endswith("; its stage is now: draft.")
    assert "olha moved the article at" in text(stale)
    article.refresh_from_db()
    assert article.stage == "draft"


# What the form does with an approval


def test_changed_words_in_the_form_need_a_new_approval(client):
    article, client = standing_at("ready"), sign_in(client, "reporter")

    change(client, article, body="<p>Other words.</p>")

    article.refresh_from_db()
    assert article.stage == "draft"
    entry = LogEntry.objects.about(article).filter(action="moved").first()
    assert (entry.before, entry.after, entry.note) == (
        "ready", "draft", "The text changed after it was approved."
    )  # fmt: skip


def test_another_address_or_event_in_the_form_needs_none(client):
    article, client = standing_at("ready"), sign_in(client, "reporter")

    change(client, article, slug="another", events=[EventFactory().pk])

    article.refresh_from_db()
    assert (article.slug, article.is_approved) == ("another", True)


def restore(client, article, version):
    return client.post(address(Article, "restore", article.pk, version.history_id))


def test_a_restored_version_needs_a_new_approval(client):
    article = ArticleFactory(headline="First")
    first = article.history.first()
    article.headline = "Second"
    article.save()
    workflow.approve(article, UserFactory())

    restore(sign_in(client, "reporter"), article, first)

    article.refresh_from_db()
    assert (article.headline, article.stage) == ("First", "draft")
    entry = LogEntry.objects.about(article).filter(action="moved").first()
    assert (entry.before, entry.after) == ("ready", "draft")


def test_a_restored_version_brings_no_old_approval_back(client):
    article = standing_at("ready", headline="First")
    approved = article.history.first()
    article.headline = "Second"
    article.save()

    restore(sign_in(client, "reporter"), article, approved)

    article.refresh_from_db()
    assert (article.headline, article.stage) == ("First", "draft")


def test_a_restored_version_leaves_the_embargo_and_the_review_as_they_are(client):
    article, until = ArticleFactory(headline="First"), timezone.now() + HOUR
    first = article.history.first()
    embargo.set_embargo(article, UserFactory(), until)
    workflow.submit(article, UserFactory(), to=Group.objects.get(name="editor"))

    restore(sign_in(client, "reporter"), article, first)

    article.refresh_from_db()
    assert (article.embargoed_until, article.stage) == (until, "in_review")


def test_colleagues_are_told_of_by_their_names(client):
    article, client = standing_at("in_review"), sign_in(client, "editor")
    olha = UserFactory(username="olha", first_name="Olha", last_name="Rii")
    late = shown(client.get(act(article, "approve")).content)
    workflow.take_back(article, Task.objects.open().about(article).get().asked_by)
    workflow.assign(article, olha, to=olha)
    workflow.submit(article, olha, to=olha)
    workflow.give_back(article, olha, "Shorter.")

    panel = read(client, address(Article, "change", article.pk))

    assert texts(panel, ".panel-standing")[0].startswith("To write: Olha RiiShorter.")
    assert "Olha Rii moved the article at" in text(client.post(act(article, "approve"), late))
