"""The calendar of the newsroom: what is planned, and what comes by itself."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse

from articles import embargo, workflow
from articles.models import Article, Edition
from articles.publishing import plan_removal, take_down, withdraw
from newsroom.models import LogEntry
from tests.adminforms import address, change, sign_in
from tests.factories import (
    ArticleFactory,
    EventFactory,
    TaskFactory,
    UserFactory,
    publish,
    schedule,
)
from tests.pages import queries, read, texts

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)  # Wednesday of week 48, 11:00 in Kyiv
TODAY, DAY, HOUR = NOW.date(), dt.timedelta(days=1), dt.timedelta(hours=1)
CALENDAR = reverse("admin:articles_article_calendar")
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _still():
    with time_machine.travel(NOW, tick=False):
        yield


def entries(client, query="") -> dict[str, list[str]]:
    """What stands in each day that holds something: kind and words."""
    page = read(client, CALENDAR + query)
    found = {}
    for day in page.xpath("//li[contains(@class, 'week-day')]"):
        name = day.xpath("string(.//h2/time/@datetime)")
        lines = [
            f"{line.get('class').split()[1].removeprefix('entry-')}: "
            + " ".join(line.text_content().split())
            for line in day.xpath(".//li")
        ]
        if lines:
            found[name] = lines
    return found


def heading(client, query="") -> str:
    return texts(read(client, CALENDAR + query), "h1")[0]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("", "2026-11-23", id="this week"),
        pytest.param("?week=2026-W49", "2026-11-30", id="by its name"),
        pytest.param("?week=2026-W53", "2026-12-28", id="a long year"),
        pytest.param("?week=2027-W01", "2027-01-04", id="the next year"),
        pytest.param("?day=2026-12-03", "2026-11-30", id="by a day"),
        pytest.param("?day=2026-11-29", "2026-11-23", id="by its Sunday"),
    ],
)
def test_a_week_is_asked_for_by_its_name_or_one_of_its_days(client, query, first):
    page = read(sign_in(client, "editor"), CALENDAR + query)

    days = page.xpath("//li[contains(@class, 'week-day')]//time/@datetime")
    begin = dt.date.fromisoformat(first)
    assert days == [str(begin + n * DAY) for n in range(7)]
    assert texts(page, ".week-unknown") == []


@pytest.mark.parametrize(
    "query",
    [
        "?week=2026-W54", "?week=2026-W00", "?week=hm", "?week=2026-W", "?week=-1-W01",
        "?week=0001-W01", "?week=0001-W02", "?week=0001-W05", "?week=9999-W49", "?week=9999-W52",
        "?week=1799-W50", "?week=2201-W01", "?week=99999-W01", "?week=٢٠٢٦-W48",
        "?day=2026-02-30", "?day=hm", "?day=0001-01-01", "?day=9999-12-31",
    ],
)  # fmt: skip
def test_for_a_week_that_there_is_not_stands_the_present_one(client, query):
    page = read(sign_in(client, "editor"), CALENDAR + query)

    assert texts(page, "h1") == ["Week 48: 23 November to 29 November 2026"]
    assert texts(page, ".week-unknown") == ["There is no such week. This is the present one."]


def test_from_a_week_ways_lead_to_those_beside_it_and_to_the_present_one(client):
    page = read(sign_in(client, "editor"), f"{CALENDAR}?week=2026-W53")

    ways = page.xpath("//nav[@class='week-ways']/a/@href")
    assert ways == [f"{CALENDAR}?week=2026-W52", CALENDAR, f"{CALENDAR}?week=2027-W01"]
    assert heading(client, "?week=2026-W53") == "Week 53: 28 December to 3 January 2027"


@pytest.mark.parametrize(
    ("name", "status"),
    [("staff", 200), ("reporter", 200), ("editor", 200), ("publisher", 200)],
)
def test_who_may_open_the_calendar(client, name, status):
    assert sign_in(client, name).get(CALENDAR).status_code == status


def test_nobody_else_opens_the_calendar(client):
    anonymous = client.get(CALENDAR)
    client.force_login(UserFactory(is_staff=True))

    assert anonymous.headers["Location"].startswith(reverse("admin:login"))
    assert client.get(CALENDAR).status_code == 403


def test_the_dashboard_and_the_list_lead_to_the_calendar(client):
    sign_in(client, "editor")

    for url in (reverse("admin:index"), address(Article, "changelist")):
        assert read(client, url).xpath(f"//a[@href='{CALENDAR}']")


# Events


def test_an_event_stands_at_its_hour_here(client):
    EventFactory(title="Winter roads", starts_on=TODAY, starts_at=dt.time(15))
    EventFactory(title="Day of books", starts_on=TODAY)

    assert entries(sign_in(client, "staff")) == {
        "2026-11-25": ["event: 15:00 roundtable Winter roads", "event: roundtable Day of books"]
    }


def test_an_event_elsewhere_stands_on_our_day_with_its_own_hour_beside(client):
    EventFactory(
        title="Winter roads", starts_on=TODAY, starts_at=dt.time(23), time_zone="America/New_York"
    )
    EventFactory(
        title="Sixth year", starts_on=TODAY, starts_at=dt.time(17), time_zone="Europe/Vilnius"
    )

    assert entries(sign_in(client, "staff")) == {
        "2026-11-25": ["event: 17:00 roundtable Sixth year"],
        "2026-11-26": ["event: 06:00 roundtable Winter roads 23:00 in New York"],
    }


def test_an_event_on_the_edge_stands_in_the_week_in_which_it_is_here(client):
    sunday = MONDAY + 6 * DAY
    EventFactory(
        title="Winter roads", starts_on=sunday, starts_at=dt.time(23), time_zone="America/New_York"
    )
    sign_in(client, "staff")

    assert entries(client) == {}
    assert entries(client, "?week=2026-W49") == {
        "2026-11-30": ["event: 06:00 roundtable Winter roads 23:00 in New York"]
    }


def test_an_event_of_several_days_goes_on(client):
    EventFactory(title="Book fair", starts_on=MONDAY - 2 * DAY, ends_on=MONDAY + DAY)

    assert entries(sign_in(client, "staff")) == {
        "2026-11-23": ["event: roundtable Book fair goes on"],
        "2026-11-24": ["event: roundtable Book fair goes on"],
    }


def test_an_event_that_is_off_says_so(client):
    EventFactory(title="Winter roads", starts_on=TODAY, status="cancelled")

    assert entries(sign_in(client, "staff")) == {"2026-11-25": ["off: cancelled Winter roads"]}


# What is planned, and what comes by itself


def test_a_plan_looks_other_than_what_comes_by_itself(client):
    ArticleFactory(headline="The river", planned_for=TODAY + DAY)
    schedule(ArticleFactory(headline="The road"), UserFactory(), NOW + DAY)

    assert entries(sign_in(client, "editor")) == {
        "2026-11-26": [
            "ahead: 11:00 goes live The road",
            "planned: planned The river draft another day",
        ]
    }


def test_planning_never_publishes(client):
    article = ArticleFactory(headline="The river", planned_for=TODAY - DAY)
    url = article.get_absolute_url()

    assert client.get(url).status_code == 404
    assert Edition.objects.count() == 0
    assert entries(sign_in(client, "editor")) == {
        "2026-11-24": ["planned: planned The river not published yet another day"]
    }


def test_a_plan_is_gone_once_the_article_is_out(client):
    article = ArticleFactory(headline="The river", planned_for=TODAY)
    publish(article, UserFactory(), at=NOW - HOUR)

    assert entries(sign_in(client, "editor")) == {
        "2026-11-25": ["passed: 10:00 published The river"]
    }


def test_the_plan_of_a_change_stands_until_it_is_out(client):
    article = ArticleFactory(headline="The river")
    publish(article, UserFactory(), at=NOW - 7 * DAY)
    workflow.plan(article, UserFactory(), TODAY)

    assert entries(sign_in(client, "editor")) == {
        "2026-11-25": ["planned: planned The river ready another day"]
    }


def test_what_lies_in_the_bin_is_not_planned(client):
    ArticleFactory(planned_for=TODAY, stage="spiked")

    assert entries(sign_in(client, "editor")) == {}


def test_all_that_comes_by_itself_stands_at_its_hour(client):
    by = UserFactory()
    embargo.set_embargo(ArticleFactory(headline="The seat"), by, NOW + 2 * HOUR)
    leaving = publish(ArticleFactory(headline="The call"), by, at=NOW - HOUR).article
    plan_removal(leaving, by, NOW + HOUR, "The call is over.")
    changing = publish(ArticleFactory(headline="The road"), by, at=NOW - 9 * DAY).article
    schedule(changing, by, NOW + 3 * HOUR, change="minor")

    assert entries(sign_in(client, "editor")) == {
        "2026-11-25": [
            "passed: 10:00 published The call",
            "ahead: 12:00 is removed The call",
            "ahead: 13:00 the embargo ends The seat",
            "ahead: 14:00 a change goes live The road",
        ]
    }


def test_what_was_withdrawn_is_not_told_as_if_it_stood(client):
    article = publish(ArticleFactory(headline="The river"), UserFactory(), at=NOW - HOUR).article
    withdraw(article, UserFactory(), "It was wrong.")

    assert entries(sign_in(client, "editor")) == {
        "2026-11-25": [
            "passed: 10:00 published, withdrawn since The river",
            "passed: 11:00 withdrawn The river",
        ]
    }


def test_what_was_taken_down_went_at_one_moment(client):
    article, by = ArticleFactory(headline="The river"), UserFactory()
    publish(article, by, at=NOW - 2 * HOUR)
    publish(article, by, at=NOW - HOUR, change="minor")
    take_down(article, by, "A court said so.")

    assert entries(sign_in(client, "editor")) == {
        "2026-11-25": [
            "passed: 09:00 published, withdrawn since The river",
            "passed: 10:00 change published, withdrawn since The river",
            "passed: 11:00 withdrawn The river",
        ]
    }


def test_a_removal_that_has_come_is_told_too(client):
    article = publish(ArticleFactory(headline="The call"), UserFactory(), at=NOW - 9 * DAY).article
    plan_removal(article, UserFactory(), NOW + HOUR, "The call is over.")
    sign_in(client, "editor")

    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        found = entries(client)

    assert found == {"2026-11-25": ["passed: 12:00 withdrawn The call"]}


def test_midnight_belongs_to_the_day_that_begins(client):
    midnight = dt.datetime(2026, 11, 29, 22, 0, tzinfo=dt.UTC)
    schedule(ArticleFactory(headline="The river"), UserFactory(), midnight)
    sign_in(client, "editor")

    assert entries(client) == {}
    assert entries(client, "?week=2026-W49") == {"2026-11-30": ["ahead: 00:00 goes live The river"]}


def test_tasks_stand_on_the_day_by_which_they_are_due(client):
    danylo = UserFactory(first_name="Danylo", last_name="Horishnii")
    TaskFactory(record=ArticleFactory(headline="The river"), person=danylo, due_on=TODAY)
    TaskFactory(
        record=ArticleFactory(headline="The road"),
        kind="write",
        person=None,
        group=Group.objects.get(name="reporter"),
        due_on=TODAY,
    )
    TaskFactory(record=EventFactory(starts_on=TODAY - 99 * DAY), due_on=TODAY)
    TaskFactory(record=ArticleFactory(headline="The ice"), person=danylo, due_on=TODAY - DAY)

    assert entries(sign_in(client, "reporter")) == {
        "2026-11-24": ["due: to review The ice Danylo Horishnii, late"],
        "2026-11-25": [
            "due: to review The river Danylo Horishnii", "due: to write The road reporter"
        ]
    }  # fmt: skip


def test_who_may_not_see_tasks_sees_none_here(client):
    TaskFactory(record=ArticleFactory(), due_on=TODAY)

    assert entries(sign_in(client, "staff")) == {}


# Planning


def plan(client, article, day):
    url = reverse("admin:articles_article_act", args=[article.pk, "plan"])
    return client.post(url, {"day": day, "note": "With the anniversary."})


def test_an_editor_plans_an_article_for_a_day_and_for_none(client):
    sign_in(client, "editor")
    article = ArticleFactory()
    days = []
    for day in ("2026-12-01", ""):
        assert plan(client, article, day).status_code == 302
        article.refresh_from_db()
        days.append(article.planned_for)

    assert days == [dt.date(2026, 12, 1), None]
    log = LogEntry.objects.about(article).order_by("id")
    assert [(entry.before, entry.after, entry.note) for entry in log] == [
        ("", "2026-12-01", "Planned for another day. With the anniversary."),
        ("2026-12-01", "", "No longer planned for a day. With the anniversary."),
    ]
    assert Edition.objects.count() == 0


def test_a_plan_leaves_an_approval_as_it_is(client):
    article = ArticleFactory()
    workflow.approve(article, UserFactory())

    plan(sign_in(client, "editor"), article, "2026-12-01")

    article.refresh_from_db()
    assert (article.is_approved, article.planned_for) == (True, dt.date(2026, 12, 1))


@pytest.mark.parametrize("group", ["staff", "reporter"])
def test_who_may_not_plan_is_offered_no_other_day(client, group):
    article = ArticleFactory(headline="The river", planned_for=TODAY)
    sign_in(client, group)

    assert entries(client) == {"2026-11-25": ["planned: planned The river draft"]}
    assert plan(client, article, "2026-12-01").status_code == 403


@pytest.mark.parametrize(
    ("group", "day"), [("reporter", None), ("editor", TODAY), ("publisher", TODAY)]
)
def test_the_plan_on_the_form_is_made_by_those_who_may_plan(client, group, day):
    article = ArticleFactory()

    change(sign_in(client, group), article, planned_for=str(TODAY), headline="The river")

    article.refresh_from_db()
    assert (article.headline, article.planned_for) == ("The river", day)


def test_what_lies_in_the_bin_cannot_be_planned():
    article = ArticleFactory(stage="spiked")

    with pytest.raises(workflow.Refused) as refused:
        workflow.plan(article, UserFactory(), TODAY)

    assert refused.value.messages == ["The article is in the bin: take it out first."]


def test_the_same_day_is_no_change():
    article = ArticleFactory(planned_for=TODAY)

    workflow.plan(article, UserFactory(), TODAY)

    assert not LogEntry.objects.about(article).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_calendar_takes_a_fixed_number_of_queries(client, count):
    sign_in(client, "publisher")
    by = UserFactory()
    for _ in range(count):
        EventFactory(starts_on=TODAY)
        ArticleFactory(planned_for=TODAY)
        TaskFactory(record=ArticleFactory(), due_on=TODAY)
        schedule(ArticleFactory(), by, NOW + HOUR)
        embargo.set_embargo(ArticleFactory(), by, NOW + HOUR)
        plan_removal(publish(ArticleFactory(), by).article, by, NOW + HOUR, "It is over.")

    assert [len(lines) for lines in entries(client).values()] == [7 * count]
    # session, user, their rights (2); of the week the events and their titles, the editions, the
    # embargoes, the removals, the plans, the tasks and their articles
    assert queries(client, CALENDAR) == 12
