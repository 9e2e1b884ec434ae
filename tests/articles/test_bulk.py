"""What is done with several articles at once, from their list."""

import datetime as dt
import re

import pytest
import time_machine
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Group
from django.urls import reverse

from articles import workflow
from articles.admin import bulk
from articles.models import Article
from newsroom.models import LogEntry, Task
from tests.adminforms import address, errors, shown, sign_in, text
from tests.factories import (
    ArticleFactory,
    EventFactory,
    TaskFactory,
    TopicFactory,
    UserFactory,
    publish,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
TODAY, DAY = NOW.date(), dt.timedelta(days=1)
LIST = reverse("admin:articles_article_changelist")
BIN = f"{LIST}?stage=spiked"


@pytest.fixture(autouse=True)
def _still():
    with time_machine.travel(NOW, tick=False):
        yield


def choose(client, name, *articles, url=LIST):
    """The page on which the act is asked about."""
    keys = [article.pk for article in articles]
    return client.post(url, {"action": name, ACTION_CHECKBOX_NAME: keys})


def do(client, name, *articles, url=LIST, **fields):
    """The list after the act was done, from the page that asks."""
    page = choose(client, name, *articles, url=url)
    return client.post(url, shown(page.content) | fields, follow=True)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def stages(*articles) -> list[str]:
    found = dict(Article.objects.values_list("pk", "stage"))
    return [found[article.pk] for article in articles]


def offered(client, url=LIST) -> list[str]:
    page = read(client, url)
    return page.xpath("//select[@name='action']/option[@value!='']/@value")


def logged(article) -> list[tuple]:
    entries = LogEntry.objects.about(article).order_by("id")
    return [(entry.action, entry.before, entry.after, entry.note) for entry in entries]


@pytest.fixture
def three():
    return [ArticleFactory(headline=f"No. {n}") for n in (1, 2, 3)]


OFFERED = {
    "staff": ([], []),
    "reporter": (["topics", "submit"], []),
    "editor": (
        ["assign", "plan", "topics", "submit", "approve", "return", "bin"],
        ["delete_selected", "revive"],
    ),
}
OFFERED["publisher"] = OFFERED["editor"]


@pytest.mark.parametrize("group", OFFERED)
def test_only_what_one_may_do_is_offered(client, group):
    ArticleFactory()
    ArticleFactory(stage="spiked")
    sign_in(client, group)

    assert (offered(client), offered(client, BIN)) == OFFERED[group]


@pytest.mark.parametrize("name", [act.name for act in bulk.BULK])
def test_what_is_not_offered_is_not_done_either(client, three, name):
    sign_in(client, "staff")

    client.post(LIST, {"action": name, ACTION_CHECKBOX_NAME: [a.pk for a in three], "asked": "1"})

    assert stages(*three) == ["draft"] * 3
    assert LogEntry.objects.count() == 0


def test_the_page_names_what_is_chosen_and_does_nothing_yet(client, three):
    page = choose(sign_in(client, "editor"), "bin", *three[:2])

    assert re.findall(r"No\. \d", text(page)) == ["No. 2", "No. 1"]
    assert stages(*three) == ["draft"] * 3


def test_several_are_assigned(client, three):
    sign_in(client, "editor")
    reporters = Group.objects.get(name="reporter")

    response = do(
        client, "assign", *three[:2], to=f"group:{reporters.pk}", due_on="2026-12-01", note="Soon."
    )

    assert told(response) == ["Assign: done with 2 articles."]
    tasks = Task.objects.order_by("object_id")
    assert [(t.record, t.kind, t.group, t.due_on, t.note) for t in tasks] == [
        (article, "write", reporters, dt.date(2026, 12, 1), "Soon.") for article in three[:2]
    ]
    assert [logged(article) for article in three] == [
        [("assigned", "", "reporter", "Soon.")],
        [("assigned", "", "reporter", "Soon.")],
        [],
    ]


def test_what_the_page_asks_for_must_be_given(client, three):
    response = do(sign_in(client, "editor"), "assign", *three, to="")

    assert errors(response) == ["This field is required."]
    assert Task.objects.count() == 0


def test_several_are_planned_and_no_longer_planned(client, three):
    sign_in(client, "editor")
    first = do(client, "plan", *three, day="2026-12-01")
    planned = set(Article.objects.values_list("planned_for", flat=True))

    do(client, "plan", *three[:2], day="", note="Not this year.")

    assert told(first) == ["Plan: done with 3 articles."]
    assert planned == {dt.date(2026, 12, 1)}
    assert [a.planned_for for a in Article.objects.order_by("pk")] == [
        None,
        None,
        dt.date(2026, 12, 1),
    ]
    assert logged(three[0]) == [
        ("changed", "", "2026-12-01", "Planned for another day."),
        ("changed", "2026-12-01", "", "No longer planned for a day. Not this year."),
    ]


def test_topics_are_added_to_those_that_each_has(client, three):
    roads, ice = TopicFactory(name="Roads"), TopicFactory(name="Ice")
    three[0].topics.add(roads)
    workflow.approve(three[1], UserFactory())

    response = do(sign_in(client, "reporter"), "topics", *three[:2], topics=[roads.pk, ice.pk])

    assert told(response) == ["Add topics: done with 2 articles."]
    assert [sorted(t.name for t in a.topics.all()) for a in three] == [
        ["Ice", "Roads"],
        ["Ice", "Roads"],
        [],
    ]
    assert stages(*three) == ["draft", "ready", "draft"]
    assert logged(three[0]) == [("changed", "", "", "Topics added: Ice.")]


def test_several_are_handed_in_each_by_the_date_of_its_event(client, three):
    three[0].events.add(EventFactory(starts_on=TODAY + 5 * DAY))
    sign_in(client, "reporter")

    response = do(client, "submit", *three[:2])

    assert told(response) == ["Hand in: done with 2 articles."]
    assert stages(*three) == ["in_review", "in_review", "draft"]
    tasks = Task.objects.order_by("object_id")
    assert [(t.kind, t.group.name, t.due_on) for t in tasks] == [
        ("review", "editor", TODAY + 6 * DAY),
        ("review", "editor", None),
    ]


def test_what_cannot_be_done_is_told_by_name_and_the_rest_is_done(client, three):
    editor, by = Group.objects.get(name="editor"), UserFactory(username="olha")
    workflow.submit(three[1], by, to=editor)
    before = logged(three[1])

    response = do(sign_in(client, "reporter"), "submit", *three)

    assert told(response) == [
        "Hand in: done with 2 articles.",
        "Not done with “No. 2”: olha moved the article at 25 November, 11:00; its stage is now: "
        "in review.",
    ]
    assert stages(*three) == ["in_review"] * 3
    assert logged(three[1]) == before
    assert Task.objects.count() == 3


def test_several_are_returned_with_notes(client, three):
    editor, olha = Group.objects.get(name="editor"), UserFactory(username="olha")
    for article in three[:2]:
        workflow.submit(article, olha, to=editor)

    response = do(sign_in(client, "editor"), "return", *three[:2], note="Name the sources.")

    assert told(response) == ["Return: done with 2 articles."]
    assert stages(*three) == ["draft"] * 3
    waiting = Task.objects.waiting_for(olha).order_by("object_id")
    assert [(t.record, t.note) for t in waiting] == [(a, "Name the sources.") for a in three[:2]]


def test_several_are_approved_as_they_were_seen(client, three):
    sign_in(client, "editor")
    page = choose(client, "approve", *three)
    changed = three[1]
    changed.body = "<p>Other words.</p>"
    changed.save()

    response = client.post(LIST, shown(page.content), follow=True)

    assert told(response) == [
        "Approve: done with 2 articles.",
        "Not done with “No. 2”: Somebody changed the text since you opened this page: read it "
        "again.",
    ]
    assert stages(*three) == ["ready", "draft", "ready"]


def test_what_was_not_asked_about_is_not_approved(client, three):
    sign_in(client, "editor")
    page = choose(client, "approve", three[0])
    keys = [three[0].pk, three[1].pk]

    response = client.post(LIST, shown(page.content) | {ACTION_CHECKBOX_NAME: keys}, follow=True)

    assert told(response) == [
        "Approve: done with 1 article.",
        "Not done with “No. 2”: Its words were not among those that you were asked about.",
    ]
    assert stages(*three) == ["ready", "draft", "draft"]


def test_several_go_to_the_bin_but_not_what_readers_see(client, three):
    publish(three[1], UserFactory())

    response = do(sign_in(client, "editor"), "bin", *three[:2], note="Too late.")

    assert told(response) == [
        "Move to the bin: done with 1 article.",
        "Not done with “No. 2”: Readers see this article, or will: withdraw or unschedule it "
        "first.",
    ]
    assert stages(*three) == ["spiked", "ready", "draft"]
    assert logged(three[0]) == [("moved", "draft", "spiked", "Too late.")]


def test_several_are_taken_out_of_the_bin(client, three):
    Article.objects.update(stage="spiked")

    response = do(sign_in(client, "editor"), "revive", *three[:2], url=BIN)

    assert told(response) == ["Take out of the bin: done with 2 articles."]
    assert stages(*three) == ["draft", "draft", "spiked"]


@pytest.mark.parametrize(
    ("name", "fields"),
    [("assign", {}), ("plan", {"day": "2026-12-01"}), ("topics", {})],
)
def test_nothing_is_done_with_what_went_to_the_bin_meanwhile(client, three, name, fields):
    sign_in(client, "editor")
    if name == "assign":
        fields = {"to": f"group:{Group.objects.get(name='reporter').pk}"}
    if name == "topics":
        fields = {"topics": [TopicFactory().pk]}
    work = next(one for one in bulk.BULK if one.name == name)
    form = work(fields | {"due_on": "", "note": ""})
    assert form.is_valid(), form.errors
    Article.objects.filter(pk=three[0].pk).update(stage="spiked")

    outcome = bulk.run(form, three, UserFactory())

    assert outcome == bulk.Outcome(2, [(three[0], "The article is in the bin: take it out first.")])
    assert logged(three[0]) == []


def test_no_more_than_a_hundred_at_once(client, monkeypatch, three):
    monkeypatch.setattr(bulk, "MOST", 2)
    sign_in(client, "editor")
    keys = [article.pk for article in three]

    response = client.post(LIST, {"action": "bin", ACTION_CHECKBOX_NAME: keys}, follow=True)

    assert told(response) == ["At most 2 at once: choose fewer."]
    assert stages(*three) == ["draft"] * 3


def test_of_many_refusals_the_first_are_told_and_the_others_counted(client, monkeypatch, three):
    monkeypatch.setattr(bulk, "TOLD", 1)
    for article in three:
        publish(article, UserFactory())

    response = do(sign_in(client, "editor"), "bin", *three)

    reason = "Readers see this article, or will: withdraw or unschedule it first."
    assert told(response) == [f"Not done with “No. 3”: {reason}", "Nor with 2 others."]


# Deletion for good


def delete(client, *articles, url=BIN):
    keys = [article.pk for article in articles]
    data = {"action": "delete_selected", ACTION_CHECKBOX_NAME: keys, "post": "yes"}
    return client.post(url, data, follow=True)


def test_what_lies_in_the_bin_is_deleted_for_good_after_a_question(client, three):
    Article.objects.filter(pk__in=[a.pk for a in three[:2]]).update(stage="spiked")
    sign_in(client, "editor")
    page = choose(client, "delete_selected", *three[:2], url=BIN)
    before = Article.objects.count()

    delete(client, *three[:2])

    assert "Are you sure" in text(page)
    assert before == 3
    assert list(Article.objects.all()) == [three[2]]
    entries = LogEntry.objects.filter(action="deleted").order_by("label")
    assert [entry.label for entry in entries] == ["No. 1", "No. 2"]


@pytest.mark.parametrize("url", [LIST, BIN, f"{LIST}?stage=draft", f"{LIST}?stage=spiked&q=No"])
def test_what_does_not_lie_in_the_bin_is_not_deleted(client, three, url):
    delete(sign_in(client, "editor"), *three, url=url)

    assert stages(*three) == ["draft"] * 3


def test_what_readers_saw_is_not_deleted_out_of_the_bin(client, three):
    publish(three[0], UserFactory())
    Article.objects.filter(pk=three[0].pk).update(stage="spiked")

    delete(sign_in(client, "publisher"), three[0])

    assert Article.objects.filter(pk=three[0].pk).exists()


def test_a_reporter_deletes_nothing(client, three):
    Article.objects.update(stage="spiked")

    delete(sign_in(client, "reporter"), *three)

    assert stages(*three) == ["spiked"] * 3


# The list


def test_the_list_shows_who_is_asked_for_what(client):
    danylo = UserFactory(first_name="Danylo", last_name="Horishnii")
    article = ArticleFactory(headline="The river", planned_for=TODAY + 4 * DAY)
    TaskFactory(record=article, kind="write", person=danylo, due_on=TODAY + DAY)

    page = read(sign_in(client, "editor"), LIST)

    [row] = page.xpath("//table[@id='result_list']/tbody/tr")
    assert [" ".join(cell.text_content().split()) for cell in row.xpath("th|td")[1:]] == [
        "The river",
        "en",
        "news",
        "draft: Danylo Horishnii until 26 Nov",
        "planned for 29 Nov",
        "11:00",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_tasks(client, django_assert_num_queries, count):
    for _ in range(count):
        TaskFactory(record=ArticleFactory())
    sign_in(client, "editor")
    read(client, LIST)

    # session, user, their rights (2); sections of the filter and their texts, events of the
    # filter; count, articles, texts of their sections, editions, tasks
    with django_assert_num_queries(12):
        read(client, LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_that_asks_costs_the_same_for_one_and_three(
    client, django_assert_num_queries, count
):
    articles = [ArticleFactory() for _ in range(count)]
    sign_in(client, "editor")
    choose(client, "bin", *articles)

    # session, user, their rights (2), a point to go back to and its release; the filters (3), asked
    # once more for the choice; count, articles, texts of their sections, editions, tasks; those
    # chosen
    with django_assert_num_queries(19):
        choose(client, "bin", *articles)


WORK = {
    "mine": ["mine"],
    "late": ["late"],
    "": ["late", "mine"],
}


@pytest.mark.parametrize("work", WORK)
def test_the_list_is_narrowed_to_what_is_to_be_done(client, work):
    sign_in(client, "editor")
    me = Group.objects.get(name="editor").user_set.get()
    TaskFactory(record=ArticleFactory(headline="mine"), person=me, due_on=TODAY)
    TaskFactory(record=ArticleFactory(headline="late"), due_on=TODAY - DAY)

    page = read(client, f"{LIST}?work={work}")

    assert sorted(texts(page, ".field-headline")) == WORK[work]


def test_the_address_of_the_list_is_kept(client, three):
    url = f"{address(Article, 'changelist')}?stage=draft"

    response = do(sign_in(client, "editor"), "bin", three[0], url=url)

    assert response.redirect_chain == [(url, 302)]


def test_where_all_are_refused_what_was_typed_is_asked_again(client, three):
    sign_in(client, "editor")

    response = do(client, "return", *three, note="Name the harbour.")

    form = shown(response.content)
    assert form["note"] == ["Name the harbour."]
    assert form[ACTION_CHECKBOX_NAME] == [str(article.pk) for article in reversed(three)]
    assert len(told(response)) == 3
    workflow.submit(three[0], UserFactory(), to=Group.objects.get(name="editor"))
    assert client.post(LIST, form).status_code == 302
    assert stages(*three) == ["draft"] * 3
    assert Task.objects.open().get().note == "Name the harbour."
