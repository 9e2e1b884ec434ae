"""A promise of silence: nothing of the article is seen outside the newsroom before its moment."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles import embargo, publishing
from articles.gate import findings
from articles.models import Article, Edition
from articles.workflow import Refused
from events.models import Event
from events.summaries.builder import summarize
from newsroom.models import LogEntry
from tests.adminforms import sign_in, text
from tests.factories import (
    ArticleFactory,
    EventFactory,
    StatementFactory,
    UserFactory,
    publish,
    schedule,
)
from tests.rules import write

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
SOON = timezone.now().replace(microsecond=0) + 24 * HOUR


def under_embargo(**values) -> Article:
    return embargo.set_embargo(ArticleFactory(**values), UserFactory(), SOON)


def meeting(**values) -> Event:
    """An event that ends on the day after tomorrow at 16:00."""
    day = timezone.localdate() + dt.timedelta(days=2)
    hours = {"starts_at": dt.time(14), "ends_on": day, "ends_at": dt.time(16)}
    return EventFactory(
        **{"starts_on": day, "status": "announced", "title": "Ice"} | hours | values
    )


def refused(act, *args, **details) -> list[str]:
    with pytest.raises(Refused) as refusal:
        act(*args, **details)
    return refusal.value.messages


def logged(article) -> list[tuple]:
    """What was done about the embargo, the last first."""
    entries = LogEntry.objects.about(article).filter(action__startswith="embargo")
    return [(e.action, e.user, e.note, e.detail["embargoed_until"]) for e in entries]


def test_an_embargo_is_set_and_prolonged():
    article, by = ArticleFactory(), UserFactory()

    embargo.set_embargo(article, by, SOON, "Promised to the speaker.")
    embargo.set_embargo(article, by, SOON + HOUR)

    article.refresh_from_db()
    assert article.embargoed_until == SOON + HOUR
    assert embargo.is_embargoed(article, SOON)
    assert not embargo.is_embargoed(article, SOON + HOUR)
    assert logged(article) == [
        ("embargoed", by, "", (SOON + HOUR).isoformat()),
        ("embargoed", by, "Promised to the speaker.", SOON.isoformat()),
    ]


@pytest.mark.parametrize(
    ("until", "told"),
    [
        (SOON - HOUR, "That would end the embargo earlier: lift it, with a reason."),
        (SOON - 48 * HOUR, "This moment has passed: an embargo ends at a moment ahead."),
    ],
)
def test_an_embargo_is_not_shortened_by_setting_it_anew(until, told):
    article = under_embargo()

    assert refused(embargo.set_embargo, article, UserFactory(), until) == [told]
    article.refresh_from_db()
    assert article.embargoed_until == SOON


def test_until_the_event_has_ended_fills_in_the_moment():
    article, event = ArticleFactory(), meeting()

    embargo.set_until_event_ends(article, UserFactory(), event)

    article.refresh_from_db()
    assert (article.embargoed_until, article.embargo_event) == (event.end, event)
    assert timezone.localtime(article.embargoed_until).time() == dt.time(16)


@pytest.mark.parametrize(
    "values",
    [
        {"ends_at": None},
        {"ends_at": None, "ends_on": None},
        {"status": "postponed"},
        {"status": "cancelled"},
    ],
)
def test_an_end_that_nobody_knows_is_no_moment(values):
    article = ArticleFactory()

    told = refused(embargo.set_until_event_ends, article, UserFactory(), meeting(**values))

    assert told == ["It is not known when “Ice” ends: give its last day and hour first."]
    article.refresh_from_db()
    assert article.embargoed_until is None


def test_an_embargo_is_lifted_early_with_a_reason():
    article, by = under_embargo(), UserFactory()

    without = refused(embargo.lift_embargo, article, by, " ")
    embargo.lift_embargo(article, by, "The speaker agreed.")
    again = refused(embargo.lift_embargo, article, by, "The speaker agreed.")

    assert without == ["Give the reason: an embargo is a promise to somebody."]
    assert again == ["The article is not under embargo."]
    assert logged(article)[0] == ("embargo_lifted", by, "The speaker agreed.", SOON.isoformat())
    assert publish(article, by).is_live()


@pytest.mark.parametrize(
    ("group", "name", "status"),
    [
        ("reporter", "embargo", 403),
        ("editor", "embargo", 200),
        ("publisher", "embargo", 200),
        ("reporter", "lift-embargo", 403),
        ("editor", "lift-embargo", 403),
        ("publisher", "lift-embargo", 200),
        ("staff", "lift-embargo", 403),
    ],
)
def test_only_publishers_lift_what_editors_set(client, group, name, status):
    article = under_embargo()
    page = reverse("admin:articles_article_act", args=[article.pk, name])
    client = sign_in(client, group)

    asked = client.get(page)
    client.post(page, {"reason": "Agreed."})

    article.refresh_from_db()
    assert asked.status_code == status
    assert (article.embargoed_until is None) is ((group, name) == ("publisher", "lift-embargo"))


def test_the_form_fills_in_the_end_of_the_event(client):
    article, event = ArticleFactory(), meeting()
    article.events.add(event)
    page = reverse("admin:articles_article_act", args=[article.pk, "embargo"])

    sign_in(client, "editor").post(page, {"until_end_of": event.pk, "note": "Promised."})

    article.refresh_from_db()
    assert (article.embargoed_until, article.embargo_event) == (event.end, event)


def test_nothing_is_published_before_the_embargo_ends():
    article, by = under_embargo(), UserFactory()

    now = refused(publish, article, by)
    early = refused(schedule, article, by, SOON - HOUR)
    edition = schedule(article, by, SOON)
    earlier = refused(publishing.reschedule, edition, by, SOON - HOUR)
    publishing.reschedule(edition, by, SOON + HOUR)

    assert len({*now, *early, *earlier}) == 1
    assert now[0].startswith("The article is under embargo until ")
    assert [e.live_from for e in Edition.objects.all()] == [SOON + HOUR]


def test_an_unscheduled_article_stays_under_its_embargo():
    article, by = under_embargo(), UserFactory()
    edition = schedule(article, by, SOON)

    publishing.unschedule(edition, by)

    assert refused(publish, article, by)[0].startswith("The article is under embargo until ")
    assert Edition.objects.count() == 0


def test_readers_see_the_article_from_the_end_of_the_embargo_on(client):
    event = EventFactory()
    article = under_embargo(headline="Thin ice")
    article.events.add(event)
    schedule(article, UserFactory(), SOON)
    own = article.get_absolute_url()
    places = ["/", event.get_absolute_url(), article.section.get_absolute_url()]

    with time_machine.travel(SOON - HOUR, tick=False):
        before = [client.get(own).status_code, *("Thin ice" in text(client.get(p)) for p in places)]
    with time_machine.travel(SOON + HOUR, tick=False):
        after = [client.get(own).status_code, *("Thin ice" in text(client.get(p)) for p in places)]

    assert before == [404, False, False, False]
    assert after == [200, True, True, True]


@pytest.mark.parametrize("ago", [HOUR, -HOUR])
def test_an_embargo_comes_too_late_for_what_was_published_or_scheduled_before(ago):
    article, by = ArticleFactory(), UserFactory()
    publish(article, by, at=timezone.now() - ago)

    assert refused(embargo.set_embargo, article, by, SOON) == [
        "An edition is live or scheduled for a moment before the embargo ends: an embargo comes "
        "too late for it."
    ]


def test_a_record_under_embargo_is_in_no_page_and_no_export(client):
    event = EventFactory(record_from=SOON)
    statement = StatementFactory(participation__event=event, words="Ice is thin.")
    places = [event.get_absolute_url(), statement.participation.person.get_absolute_url()]

    def seen():
        pages = ["Ice is thin." in text(client.get(place)) for place in places]
        said = [row.words.text for row in summarize(event, "en").statements]
        return [client.get(statement.get_absolute_url()).status_code, *pages, said]

    with time_machine.travel(SOON - HOUR, tick=False):
        before = seen()
    with time_machine.travel(SOON + HOUR, tick=False):
        after = seen()

    assert before == [404, False, False, []]
    assert after == [200, True, True, ["Ice is thin."]]


def bound(event, **values) -> Article:
    return embargo.set_until_event_ends(ArticleFactory(**values), UserFactory(), event)


MOVED = "The event has moved: the embargo ends before it does."


@pytest.mark.parametrize(
    ("values", "is_early"),
    [
        ({"ends_at": dt.time(18)}, True),
        ({"ends_at": None}, True),
        ({"status": "postponed"}, True),
        ({"ends_at": dt.time(15)}, False),
        ({}, False),
    ],
)
def test_an_embargo_that_ends_before_its_event_is_told_and_listed(values, is_early):
    event = meeting()
    article = bound(event)
    write(event, slug="moved", **values)()
    article = Article.objects.get(pk=article.pk)

    told = [(f.told, f.url) for f in findings(article, SOON + 96 * HOUR) if "moved" in f.told]

    page = reverse("admin:articles_article_act", args=[article.pk, "embargo"])
    assert told == ([(MOVED, page)] if is_early else [])
    assert list(Article.objects.embargo_too_early()) == ([article] if is_early else [])


def test_what_is_out_or_in_the_bin_needs_no_longer_embargo():
    event = meeting()
    out, binned, other = bound(event), bound(event), under_embargo()
    publish(out, UserFactory(), at=event.end)
    write(binned, stage="spiked")()
    write(event, ends_at=dt.time(18))()

    with time_machine.travel(event.end + HOUR, tick=False):
        assert list(Article.objects.embargo_too_early()) == []
        assert [f for f in findings(Article.objects.get(pk=out.pk)) if f.told == MOVED] == []
    assert other.embargo_event is None


def test_a_prolonged_embargo_is_listed_no_more():
    event = meeting()
    article = bound(event)
    write(event, ends_at=dt.time(18))()

    embargo.set_until_event_ends(article, UserFactory(), Event.objects.get(pk=event.pk))

    assert list(Article.objects.embargo_too_early()) == []
