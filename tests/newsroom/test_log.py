import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

from newsroom import logadmin
from newsroom.models import LogEntry, Redirect
from tests.adminforms import address, sign_in, text
from tests.factories import (
    MOMENT,
    ArticleFactory,
    CheckFactory,
    EventFactory,
    PersonFactory,
    PictureFactory,
    TopicFactory,
    UserFactory,
    publish,
)

pytestmark = pytest.mark.django_db
LOG = "/admin/newsroom/logentry/"
Action = LogEntry.Action


def entry(record=None, by=None, action=Action.CHANGED, **fields):
    return LogEntry.objects.create(
        user=by or UserFactory(),
        record=record or TopicFactory(),
        action=action,
        **{"label": "Ice", **fields},
    )


def one_of_each():
    """An entry about a record of each kind; their labels are the names of the kinds."""
    records = {
        "article": ArticleFactory(),
        "check": CheckFactory(),
        "edition": publish(ArticleFactory(), UserFactory()),
        "event": EventFactory(),
        "group": Group.objects.get(name="staff"),
        "person": PersonFactory(),
        "picture": PictureFactory(),
        "redirect": Redirect.objects.create(old_path="/a/", new_path="/b/"),
        "topic": TopicFactory(),
        "user": UserFactory(),
    }
    LogEntry.objects.all().delete()
    for kind, record in records.items():
        entry(record, label=kind)
    return set(records)


def listed(client, query=""):
    answer = client.get(LOG + query)
    assert answer.status_code == 200
    return {shown.label for shown in answer.context["cl"].result_list}


@pytest.mark.parametrize(
    ("group", "hidden"),
    [
        ("reporter", {"group", "user", "redirect"}),
        ("editor", {"group", "user"}),
        ("publisher", {"group", "user"}),
    ],
)
def test_each_sees_what_was_done_to_what_they_may_see(client, group, hidden):
    kinds = one_of_each()

    assert listed(sign_in(client, group)) == kinds - hidden


def test_an_administrator_sees_all(admin_client):
    kinds = one_of_each()

    assert listed(admin_client) == kinds


def test_staff_and_strangers_see_no_log(client):
    hidden = entry()
    pages = [LOG, f"{LOG}{hidden.pk}/change/", f"{LOG}{hidden.pk}/history/"]

    strangers = [client.get(page) for page in pages]
    sign_in(client, "staff")
    staff = [client.get(page) for page in pages]

    assert [answer.url.partition("?")[0] for answer in strangers] == ["/admin/login/"] * 3
    assert [answer.status_code for answer in staff] == [403, 403, 403]


def test_an_entry_that_is_hidden_has_no_page(client):
    hidden, shown = entry(UserFactory(), label="A secret."), entry(label="Ice")
    sign_in(client, "reporter")

    answers = {
        (name, page): client.get(f"{LOG}{one.pk}/{page}/")
        for name, one in (("hidden", hidden), ("shown", shown))
        for page in ("change", "history")
    }

    assert {which: answer.status_code for which, answer in answers.items()} == {
        ("hidden", "change"): 302,
        ("hidden", "history"): 302,
        ("shown", "change"): 200,
        ("shown", "history"): 200,
    }
    assert b"A secret." not in b"".join(answer.content for answer in answers.values())


@pytest.mark.parametrize(
    "query",
    ["?content_type__id__exact={kind}", "?user__id__exact={user}", "?q=secret", "?action=changed"],
)
def test_no_filter_leads_to_what_is_hidden(client, query):
    hidden = entry(UserFactory(), label="A secret.")
    sign_in(client, "reporter")

    query = query.format(kind=hidden.content_type_id, user=hidden.user_id)

    assert listed(client, query) == set()


def test_filters_offer_only_those_of_what_is_seen(client):
    seen = UserFactory(username="seen")
    entry(by=seen)
    entry(EventFactory(), by=seen)
    entry(UserFactory(), by=UserFactory(username="hidden"))
    UserFactory(username="idle")
    sign_in(client, "reporter")

    page = fromstring(text(client.get(LOG)))

    links = page.xpath("//*[@id='changelist-filter']//a[contains(@href, '__id__exact')]")
    offered = [link.text_content().strip() for link in links]
    assert offered == ["seen", "Events | event", "Newsroom | topic"]


@pytest.mark.parametrize("changed", ["add/", "{pk}/delete/"])
def test_nobody_adds_or_deletes_an_entry(admin_client, changed):
    kept = entry()

    answer = admin_client.post(LOG + changed.format(pk=kept.pk), {"post": "yes"})

    assert answer.status_code == 403
    assert LogEntry.objects.get() == kept


def test_what_is_deleted_is_still_in_the_log(client):
    topic = TopicFactory()
    entry(topic, action=Action.DELETED, label="Gone")
    topic.delete()

    assert listed(sign_in(client, "reporter")) == {"Gone"}


@pytest.mark.parametrize("words", ["кордон", "КОРДОН лісу", "лісу", "п'ята"])
def test_an_entry_is_found_by_its_label_in_any_case(client, words):
    entry(label="П’ята: Кордон лісу")
    entry(label="Another")

    assert listed(sign_in(client, "reporter"), f"?q={words}") == {"П’ята: Кордон лісу"}


@pytest.mark.parametrize("words", ["кордон моря", "!!!", "2021-13-45", "9999-12-31", "0001-01-01"])
def test_what_does_not_fit_finds_nothing(client, words):
    entry(label="Кордон лісу")

    assert listed(sign_in(client, "reporter"), f"?q={words}") == set()


def test_a_day_finds_what_was_done_on_it_here(client, settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    for hour, label in ((20, "before"), (21, "first"), (44, "last"), (45, "after")):
        midnight = dt.datetime(2021, 5, 12, tzinfo=dt.UTC)
        entry(at=midnight + dt.timedelta(hours=hour), label=label)

    client = sign_in(client, "reporter")

    assert listed(client, "?q=2021-05-13") == {"first", "last"}
    assert listed(client, "?q=2021-05-13 first") == {"first"}


def test_the_newest_stands_first_and_pages_end_where_nobody_turns_them(client, monkeypatch):
    monkeypatch.setattr(logadmin.NewestPaginator, "limit", 60)
    for n in range(70):
        entry(at=MOMENT + dt.timedelta(minutes=n), label=str(n))
    sign_in(client, "reporter")

    pages = [client.get(f"{LOG}?p={number}") for number in (1, 2)]

    numbers = [[int(shown.label) for shown in p.context["cl"].result_list] for p in pages]
    assert numbers == [list(range(69, 19, -1)), list(range(19, 9, -1))]
    told = "The newest 60 entries can be turned over"
    assert [told in text(page) for page in pages] == [True, True]
    assert told not in text(client.get(f"{LOG}?q=69"))


def test_nothing_counts_the_whole_log(client):
    entry()
    sign_in(client, "reporter")

    with CaptureQueriesContext(connection) as queries:
        client.get(LOG)

    counts = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
    assert len(counts) == 1
    assert counts[0].endswith("LIMIT 5000) subquery")


def test_the_log_costs_a_reporter_the_same_for_one_and_three(client):
    sign_in(client, "reporter")
    costs = []
    for more in (1, 2):
        for _ in range(more):
            entry()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LOG).status_code == 200
        costs.append(len(queries))

    # Session, user, two for rights, users and kinds of the filters, count and rows.
    assert costs == [8, 8]


@pytest.mark.parametrize("group", ["reporter", "staff"])
def test_the_history_of_a_record_shows_its_log_to_those_who_see_the_record(client, group):
    event = EventFactory()
    entry(event, note="The hall was changed.")
    sign_in(client, group)

    page = text(client.get(address(type(event), "history", event.pk)))

    assert "The hall was changed." in page


def test_a_move_names_the_stages_in_the_language_of_who_reads(client):
    article = ArticleFactory()
    entry(article, action=Action.MOVED, before="in_review", after="ready", note="Good.")
    entry(article, action=Action.ASSIGNED, after="draft")
    sign_in(client, "reporter")

    log = client.get(LOG)

    rows = fromstring(text(log)).find_class("field-explanation")
    assert [row.text_content() for row in rows] == ["→ draft", "in review → ready Good."]
    history = text(client.get(address(type(article), "history", article.pk)))
    assert "in review → ready Good." in history
