"""A save that touches what is published or planned: refused once, with the list, and then taken."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from lxml.html import fromstring

from events.attribution import Rule
from events.models import Event, EventText, Participation, Session, Statement
from newsroom.models import LogEntry
from tests.adminforms import address, change, errors, send, shown, sign_in, text
from tests.factories import (
    ArticleFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    SessionFactory,
    StatementFactory,
    UserFactory,
    beside,
    mark,
    publish,
    schedule,
)
from tests.rules import write

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
IVAN = "Ivan Horobets"
NAMED = f"{IVAN} speaks (1), English"


@pytest.fixture
def speaker():
    """Ivan, who spoke in a session of an event, with a live edition that names and quotes him."""
    session = SessionFactory(event__title="Ice")
    who = ParticipationFactory(
        event=session.event, session=session, person=PersonFactory(name=IVAN), printed_name=IVAN
    )
    beside(who)
    statement = StatementFactory(participation=who)
    article = ArticleFactory(headline=f"{IVAN} speaks", body=f"<p>{mark(statement)}</p>")
    article.events.add(session.event)
    publish(article, UserFactory(), at=timezone.now() - HOUR)
    return who


def listed(response) -> list[str]:
    """What the refused form lists."""
    lines = fromstring(response.content.decode()).xpath("//ul[@class='touched']/li/a")
    return [line.text for line in lines]


def tick(response) -> dict:
    """The tick of the refused form."""
    found = fromstring(response.content.decode()).xpath("//*[@name='consequences_seen']/@value")
    return {"consequences_seen": found}


FORMS = {
    "event": (lambda who: who.event, {"rule": Rule.POST_ONLY}),
    "session on the event": (
        lambda who: who.event,
        {"sessions-0-rule": Rule.NOT_FOR_ATTRIBUTION},
    ),
    "session": (lambda who: who.session, {"rule": Rule.POST_ONLY}),
    "participation": (lambda who: who, {"rule": Rule.POST_ONLY}),
    "statement": (lambda who: who.statements.get(), {"rule": Rule.OFF_RECORD}),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_tightened_rule_is_saved_once_its_list_was_seen(admin_client, speaker, form):
    choose, values = FORMS[form]
    record = choose(speaker)

    refused = change(admin_client, record, **values)
    before = Statement.objects.named().count()
    saved = change(admin_client, record, **values, **tick(refused))

    assert (refused.status_code, listed(refused)) == (200, [NAMED])
    assert before == 1
    assert saved.status_code == 302, errors(saved)
    assert Statement.objects.named().count() == 0
    kept = LogEntry.objects.about(record).get().detail["touched"]
    assert [line.partition(" (live since ")[0] for line in kept] == [NAMED]


def test_a_consent_taken_back_is_told(admin_client, speaker):
    write(speaker, consent_on="2021-05-13", consent_note="By letter.")()
    write(speaker.event, rule=Rule.NOT_FOR_ATTRIBUTION)()

    refused = change(admin_client, speaker, consent_on="", consent_note="")

    assert listed(refused) == [NAMED]
    assert Participation.objects.named().count() == 1


def test_nothing_that_was_typed_is_lost(admin_client, speaker):
    event = speaker.event
    typed = {"rule": "1", "texts-0-title": "Thin ice", "attending": "40", "_continue": "1"}

    refused = change(
        admin_client, event, [("texts", {"language": "uk", "title": "Тонкий лід"})], **typed
    )
    form = shown(refused.content)
    saved = admin_client.post(
        address(Event, "change", event.pk), form | tick(refused) | {"_continue": "1"}
    )

    titles = EventText.objects.filter(event=event).values_list("title", flat=True)
    assert saved.status_code == 302, errors(saved)
    assert sorted(titles) == ["Thin ice", "Тонкий лід"]
    event.refresh_from_db()
    assert (event.rule, event.attending) == (1, 40)


def test_the_button_that_was_pressed_stands_beside_the_tick(admin_client, speaker):
    refused = change(admin_client, speaker.event, rule="1", _unpublish="1")

    buttons = fromstring(refused.content.decode()).xpath(
        "//section[@class='consequences']//input[@type='submit']/@name"
    )
    assert buttons == ["_unpublish"]
    assert Event.objects.published().count() == 1


def test_a_tick_stands_for_the_list_that_was_seen(admin_client, speaker):
    refused = change(admin_client, speaker.event, rule="1")
    article = ArticleFactory(headline=f"{IVAN} again")
    article.events.add(speaker.event)
    publish(article, UserFactory())

    again = change(admin_client, speaker.event, rule="1", **tick(refused))

    assert sorted(listed(again)) == [f"{IVAN} again (1), English", NAMED]


@pytest.mark.parametrize("values", [{"rule": "0", "attending": "40"}, {"attending": "40"}])
def test_what_touches_nothing_is_saved_at_once(admin_client, speaker, values):
    saved = change(admin_client, speaker.event, **values)

    assert saved.status_code == 302, errors(saved)
    assert LogEntry.objects.about(speaker.event).get().detail.keys() == {"changes"}


def test_what_is_wrong_is_said_before_what_is_touched(admin_client, speaker):
    refused = change(admin_client, speaker.event, rule="1", starts_on="")

    assert errors(refused) == ["This field is required."]
    assert listed(refused) == []


def test_a_tightened_rule_without_a_trace_is_saved_at_once(admin_client):
    who = ParticipationFactory()
    beside(who)

    assert change(admin_client, who.event, rule="1").status_code == 302


def test_the_history_tells_what_was_touched(admin_client, speaker):
    event = speaker.event
    tightened = {"rule": "1"}
    change(admin_client, event, **tightened, **tick(change(admin_client, event, **tightened)))

    page = text(admin_client.get(address(Event, "history", event.pk)))

    assert f"Touched: {NAMED} (live since" in page


def test_a_version_that_would_tighten_is_not_restored(admin_client, speaker):
    event = Event.objects.get(pk=speaker.event_id)
    event.rule = Rule.POST_ONLY
    event.save()
    strict = event.history.first()
    event.rule = Rule.ON_RECORD
    event.save()
    restore = reverse("admin:events_event_restore", args=[event.pk, strict.pk])

    response = admin_client.post(restore, follow=True)

    event.refresh_from_db()
    assert event.rule == Rule.ON_RECORD
    assert f"This version touches what is published or planned ({NAMED}" in text(response)


TODAY = timezone.localdate()


@pytest.fixture
def moved():
    """An event in two days till 16:00, with a report that waits for 17:00."""
    day = TODAY + dt.timedelta(days=2)
    event = EventFactory(
        title="Ice",
        status="announced",
        starts_on=day,
        starts_at=dt.time(14),
        ends_on=day,
        ends_at=dt.time(16),
        record_from=None,
    )
    article = ArticleFactory(headline="Report")
    article.events.add(event)
    schedule(article, UserFactory(), event.end + HOUR)
    return event


@pytest.mark.parametrize("group", ["reporter", "editor"])
def test_whoever_moves_an_event_is_told_what_would_come_too_early(client, moved, group):
    client = sign_in(client, group)

    refused = change(client, moved, ends_at="18:00")
    saved = change(client, moved, ends_at="18:00", **tick(refused))

    assert listed(refused) == ["Report (1), English"]
    assert "I have seen what would come out too early; save" in text(refused)
    assert saved.status_code == 302, errors(saved)
    entry = LogEntry.objects.about(moved).get()
    assert [line.partition(",")[0] for line in entry.detail["touched"]] == ["Report (1)"]
    moved.refresh_from_db()
    assert moved.ends_at == dt.time(18)


def test_the_moment_that_is_typed_beside_the_new_end_counts(admin_client, moved):
    early, late = moved.end + HOUR, moved.end + 3 * HOUR

    def record_from(at):
        local = timezone.localtime(at)
        return {"record_from_0": f"{local:%Y-%m-%d}", "record_from_1": f"{local:%H:%M:%S}"}

    too_early = change(admin_client, moved, ends_at="18:00", **record_from(early))
    in_time = change(admin_client, moved, ends_at="18:00", **record_from(late))

    assert listed(too_early) == ["Report (1), English", "Ice, what was said"]
    assert listed(in_time) == ["Report (1), English"]


# The page to look it up later


@pytest.mark.parametrize(
    ("group", "status"), [("staff", 403), ("reporter", 403), ("editor", 200), ("publisher", 200)]
)
def test_who_decides_about_names_can_look_up_what_still_names_somebody(
    client, speaker, group, status
):
    write(speaker.event, rule=Rule.POST_ONLY)()
    page = reverse("admin:events_event_naming", args=[speaker.event_id])
    client = sign_in(client, group)

    response = client.get(page)
    form = client.get(address(Event, "change", speaker.event_id))

    assert response.status_code == status
    assert (page in text(form)) is (status == 200)
    if status == 200:
        assert listed(response) == [NAMED]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(admin_client, count, django_assert_num_queries):
    event = EventFactory()
    for n in range(count):
        who = ParticipationFactory(event=event, printed_post=f"director {n}")
        article = ArticleFactory(headline=who.printed_name)
        article.events.add(event)
        publish(article, UserFactory())
    write(event, rule=Rule.POST_ONLY)()
    page = reverse("admin:events_event_naming", args=[event.pk])
    # What is asked once in a process: the types of content.
    ContentType.objects.get_for_models(Event, Statement)
    admin_client.get(page)

    # Session and user: 2. The event: 2. The rules in force at it, and what is public: 5. What post
    # only cannot hide, and whose posts these are: 5. Who may not be named: 3. Editions with bylines
    # and quotations: 3. Texts of sessions, what was said there, and the log: 3.
    with django_assert_num_queries(23):
        response = admin_client.get(page)

    assert len(listed(response)) == count


def test_the_button_is_not_there_where_all_is_on_the_record(admin_client, speaker):
    page = reverse("admin:events_event_naming", args=[speaker.event_id])

    assert page not in text(admin_client.get(address(Event, "change", speaker.event_id)))
    assert "Nothing names or quotes anybody" in text(admin_client.get(page))


def test_a_new_session_touches_nothing(admin_client, speaker):
    add = reverse("admin:events_session_add")

    saved = send(admin_client, add, event=speaker.event_id, rule="2")

    assert saved.status_code == 302, errors(saved)
    assert Session.objects.count() == 2
