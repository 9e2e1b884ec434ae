"""What a tightened rule and a moved event touch, whatever form they were changed on."""

import datetime as dt

import pytest
from django.utils import timezone

from events.attribution import Rule
from events.consequences import Snapshot, between, still_naming
from events.models import Event
from events.summaries.exporting import log_export
from people.models import PersonName
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    PictureFactory,
    SessionFactory,
    StatementFactory,
    UserFactory,
    mark,
    publish,
    schedule,
)
from tests.rules import write

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
IVAN = "Ivan Horobets"


def ivan_at(event, **values):
    """Ivan, taking part in an event."""
    person = PersonFactory(name=IVAN)
    PersonName.objects.create(person=person, language="uk", text="Іван Горобець")
    return ParticipationFactory(event=event, person=person, printed_name=IVAN, **values)


def about(event, ago=HOUR, **values):
    """A live edition about an event."""
    article = ArticleFactory(**values)
    article.events.add(event)
    return publish(article, UserFactory(), at=timezone.now() - ago)


def told(found) -> list[tuple[str, str]]:
    """What is touched, and why."""
    return [(one.label, one.told) for one in found]


def tighten(record, **values):
    """What the change of the record touches."""
    return changed(getattr(record, "event", record), write(record, **values))


def changed(event, change):
    before = [Snapshot.of(event.pk)]
    change()
    return between(before, [Snapshot.of(event.pk)])


def test_a_rule_tightened_by_each_way_names_edition_and_export():
    def event_rule(who):
        return who.event, {"rule": Rule.POST_ONLY}

    def session_rule(who):
        return who.session, {"rule": Rule.NOT_FOR_ATTRIBUTION}

    def own_rule(who):
        return who, {"rule": Rule.POST_ONLY}

    def statement_rule(who):
        return who.statements.get(), {"rule": Rule.OFF_RECORD}

    for choose in (event_rule, session_rule, own_rule, statement_rule):
        event = EventFactory()
        who = ivan_at(event, session=SessionFactory(event=event))
        statement = StatementFactory(participation=who)
        edition = about(event, body=f"<p>{mark(statement)}</p>", headline="Ice")
        log_export(None, event, "docx", "recap", "en")
        record, values = choose(who)

        found = tighten(record, **values)

        assert told(found) == [
            ("Ice (1), English", f"prints words of {IVAN}"),
            ("Export: docx, English", f"names {IVAN}"),
        ], choose.__name__
        assert [one.url for one in found] == [
            f"/admin/articles/article/{edition.article.pk}/change/",
            f"/admin/events/event/{event.pk}/history/",
        ]


def test_a_consent_taken_back_tightens():
    event = EventFactory(rule=Rule.POST_ONLY)
    who = ivan_at(event, consent_on=event.starts_on, consent_note="By letter.")
    about(event, headline=f"{IVAN} speaks")

    found = tighten(who, consent_on=None, consent_note="")

    assert told(found) == [(f"{IVAN} speaks (1), English", f"names {IVAN}")]


@pytest.mark.parametrize(
    ("before", "after"),
    [(Rule.POST_ONLY, Rule.ON_RECORD), (Rule.POST_ONLY, Rule.POST_ONLY)],
)
def test_a_rule_that_is_no_stricter_touches_nothing(before, after):
    event = EventFactory()
    ivan_at(event)
    about(event, headline=f"{IVAN} speaks")
    write(event, rule=before)()

    assert tighten(event, rule=after) == []


def test_a_stricter_event_touches_nobody_who_was_bound_before():
    event = EventFactory()
    who = ivan_at(event)
    about(event, headline=f"{IVAN} speaks")
    write(who, rule=Rule.POST_ONLY)()

    assert tighten(event, rule=Rule.POST_ONLY) == []


PLACES = {
    "headline": lambda: about_ivan(headline=f"{IVAN} speaks"),
    "kicker": lambda: about_ivan(kicker=IVAN),
    "standfirst": lambda: about_ivan(standfirst=f"As {IVAN} said."),
    "body": lambda: about_ivan(body="<p>So <em>Ivan</em>&nbsp;Horobets said.</p>"),
    "alt": lambda: about_ivan(picture=PictureFactory(alt=f"{IVAN} at a table.")),
    "credit": lambda: about_ivan(picture=PictureFactory(credit=IVAN)),
    "picture in the text": lambda: about_ivan(
        body=f'<p>Text.</p><figure data-picture="{PictureFactory(alt=IVAN).pk}"></figure>'
    ),
    "byline": lambda: about_ivan(byline=IVAN),
}


def about_ivan(byline="", **values):
    event = EventFactory()
    ivan_at(event)
    article = ArticleFactory(**{"headline": "Ice"} | values)
    article.events.add(event)
    if byline:
        BylineFactory(article=article, person=None, text=byline)
    publish(article, UserFactory())
    return event


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_found_wherever_readers_meet_it(place):
    event = PLACES[place]()

    assert [why for _label, why in told(tighten(event, rule=1))] == [f"names {IVAN}"]


def test_the_speaker_as_author_is_found_by_the_record():
    event = EventFactory()
    who = ivan_at(event)
    article = ArticleFactory(headline="Ice")
    article.events.add(event)
    BylineFactory(article=article, person=who.person)
    publish(article, UserFactory())

    assert told(tighten(event, rule=1)) == [("Ice (1), English", f"names {IVAN}")]


def test_a_name_in_another_script_and_case_may_be_meant():
    event = EventFactory()
    ivan_at(event)
    about(event, language="uk", headline="Лід", body="<p>На думку Горобця, лід тонкий.</p>")

    assert told(tighten(event, rule=1)) == [("Лід (1), Ukrainian", "may name Іван Горобець")]


def test_live_scheduled_and_earlier_editions_are_told_apart():
    event = EventFactory()
    ivan_at(event)
    first = about(event, 3 * HOUR, headline=f"{IVAN}, first")
    article = first.article
    article.headline = f"{IVAN}, second"
    article.save()
    publish(article, UserFactory(), at=timezone.now() - HOUR, change="minor", note="x")
    article.headline = f"{IVAN}, third"
    article.save()
    schedule(article, UserFactory(), timezone.now() + HOUR, change="minor", note="x")

    found = tighten(event, rule=1)

    assert [one.label for one in found] == [
        f"{IVAN}, second (2), English",
        f"{IVAN}, third (3), English",
        f"{IVAN}, first (1), English",
    ]
    assert [one.moment[:9] for one in found] == ["live sinc", "scheduled", "an earlie"]


def test_what_no_reader_can_open_is_not_told():
    event = EventFactory()
    ivan_at(event)
    edition = about(event, headline=IVAN)
    write(edition, withdrawn_at=timezone.now(), withdrawn_reason="A duty.")()

    assert tighten(event, rule=1) == []


def test_an_edition_that_only_prints_words_of_the_event_is_found():
    event = EventFactory()
    ivan_at(event)
    other = StatementFactory(participation__event=event, participation__printed_name="Olha Rii")
    body = f"<p>{mark(other)}, and {IVAN} agreed.</p>"
    publish(ArticleFactory(body=body, headline="Ice"), UserFactory())

    found = tighten(event, rule=1)

    assert told(found) == [("Ice (1), English", f"prints words of Olha Rii; names {IVAN}")]


def test_other_people_and_other_events_are_not_told():
    event = EventFactory()
    who = ivan_at(event)
    StatementFactory(participation__event=event, participation__printed_name="Olha Rii")
    about(event, headline="Olha Rii speaks")
    about(EventFactory(), headline=f"{IVAN} speaks elsewhere")
    log_export(None, EventFactory(), "docx", "recap", "en")

    assert tighten(who, rule=1) == []


def test_whoever_joins_an_event_under_a_rule_is_looked_for():
    event = EventFactory(rule=Rule.NOT_FOR_ATTRIBUTION)
    about(event, headline=f"{IVAN} speaks")

    found = changed(event, lambda: ivan_at(event))

    assert told(found) == [(f"{IVAN} speaks (1), English", f"names {IVAN}")]


def test_the_text_of_the_event_itself_is_told():
    event = EventFactory(title=f"An evening with {IVAN}")
    ivan_at(event)

    found = tighten(event, rule=1)

    assert [(one.label, one.moment, one.told) for one in found] == [
        (f"An evening with {IVAN}, the event's own page", "English", f"names {IVAN}")
    ]


@pytest.mark.parametrize(
    ("profile", "label", "why"),
    [
        ("recap", "Export: json, Ukrainian", f"holds words or the post of {IVAN}"),
        ("record", "Export of the whole record: json", f"names {IVAN}"),
    ],
)
def test_an_export_of_posts_alone_is_told_when_posts_are_forbidden(profile, label, why):
    event = EventFactory(rule=Rule.POST_ONLY)
    ivan_at(event)
    user = UserFactory(username="olena")
    log_export(user, event, "json", profile, "uk")

    found = tighten(event, rule=Rule.NOT_FOR_ATTRIBUTION)

    assert told(found) == [(label, why)]
    assert found[0].moment.endswith(", by olena")


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (Rule.POST_ONLY, []),
        (
            Rule.NOT_FOR_ATTRIBUTION,
            [("Export: csv, English", "holds words or the post of The participants")],
        ),
    ],
)
def test_an_export_without_a_name_stays_right_while_posts_may_be_told(rule, found):
    event = EventFactory()
    group = ParticipationFactory(event=event, group=True)
    StatementFactory(participation=group)
    log_export(None, event, "csv", "recap", "en")

    assert told(tighten(event, rule=rule)) == found


@pytest.mark.parametrize("count", [1, 3])
def test_the_search_asks_a_fixed_number_of_times(count, django_assert_num_queries):
    event = EventFactory()
    for _n in range(count):
        who = ParticipationFactory(event=event)
        statement = StatementFactory(participation=who)
        picture = PictureFactory()
        body = f'<p>{mark(statement)}</p><figure data-picture="{picture.pk}"></figure>'
        article = ArticleFactory(body=body, picture=picture)
        article.events.add(event)
        BylineFactory(article=article)
        publish(article, UserFactory())
        log_export(UserFactory(), event, "docx", "recap", "en")
    before = [Snapshot.of(event.pk)]
    write(event, rule=1)()
    after = [Snapshot.of(event.pk)]

    # Words and speakers, with their names and translations: 4. Editions with bylines, the names in
    # them, quotations, pictures and their texts: 6. The event's own texts: 1. Its statements, with
    # their words: 2. Exports: 1.
    with django_assert_num_queries(14):
        found = between(before, after)

    assert len(found) == 2 * count


def test_what_still_names_somebody_can_be_looked_up_later():
    event = EventFactory(rule=Rule.NOT_FOR_ATTRIBUTION)
    who = ivan_at(event)
    direct = StatementFactory(participation=who, words="Ice is thin.")
    paraphrase = StatementFactory(participation=who, words="Ice melts.", kind="indirect")
    write(event, rule=0)()
    for statement, tag in ((direct, "q"), (paraphrase, "span")):
        about(event, body=f"<p>{mark(statement, tag=tag)}</p>", headline=statement.wording.text)
    about(event, headline=IVAN)
    write(event, rule=Rule.NOT_FOR_ATTRIBUTION)()

    assert sorted(told(still_naming(Snapshot.of(event.pk)))) == sorted(
        [
            (f"{IVAN} (1), English", f"names {IVAN}"),
            ("Ice is thin. (1), English", f"prints words of {IVAN}"),
        ]
    )


def test_statements_and_reasons_that_name_are_told_of():
    event = EventFactory()
    said = {"participation": ivan_at(event), "kind": "indirect"}
    StatementFactory(public_id="sbbbbbb", words=f"{IVAN} saw ice.", order=1, **said)
    StatementFactory(public_id="scccccc", words="Ice melts.", order=2, **said)
    gone = StatementFactory(public_id="sdddddd", order=3, **said)
    gone.withdraw(f"{IVAN} was misheard.")

    touched = tighten(event, rule=Rule.NOT_FOR_ATTRIBUTION)

    assert [(one.label, one.moment, one.told) for one in touched] == [
        ("Statement sbbbbbb", "its own words", f"names {IVAN}"),
        ("Statement sdddddd", "the reason of its withdrawal", f"names {IVAN}"),
    ]
    assert touched == still_naming(Snapshot.of(event.pk))


def test_nobody_is_looked_for_where_all_is_on_the_record():
    event = EventFactory()
    ivan_at(event)
    about(event, headline=IVAN)

    assert still_naming(Snapshot.of(event.pk)) == []


TODAY = timezone.localdate()
EVENING = {
    "starts_on": TODAY + dt.timedelta(days=2),
    "starts_at": dt.time(14),
    "ends_on": TODAY + dt.timedelta(days=2),
    "ends_at": dt.time(16),
}


def planned(**values):
    return EventFactory(**{"status": "announced", "title": "Ice", **EVENING, **values})


def waiting(event, after, kind="report", headline="Report"):
    """An edition about the event, scheduled for some time after its end."""
    article = ArticleFactory(kind=kind, headline=headline)
    article.events.add(event)
    return schedule(article, UserFactory(), event.over_by + after)


def move(event, **values):
    event = Event.objects.get(pk=event.pk)
    return changed(event, write(event, **values))


MOVES = {
    "later": {"ends_at": dt.time(18)},
    "to another day": {
        "starts_on": TODAY + dt.timedelta(days=3),
        "ends_on": TODAY + dt.timedelta(days=3),
    },
    "westwards": {"time_zone": "America/New_York"},
    "no hour": {"ends_at": None},
    "no last day": {"ends_at": None, "ends_on": None},
    "postponed": {"status": "postponed"},
    "cancelled": {"status": "cancelled"},
}


@pytest.mark.parametrize("how", MOVES)
def test_a_moved_event_tells_what_waits_for_its_old_end(how):
    event = planned(record_from=None)
    waiting(event, HOUR)
    ArticleFactory(headline="Held", embargoed_until=event.end, embargo_event=event)
    write(event, record_from=event.end)()

    found = move(event, **MOVES[how])

    assert [(one.label, one.is_early) for one in found] == [
        ("Report (1), English", True),
        ("Held", True),
        ("Ice, what was said", True),
    ]


STAYS = {
    "earlier": {"ends_at": dt.time(15)},
    "eastwards": {"time_zone": "Asia/Tokyo"},
    "a little later": {"ends_at": dt.time(16, 30)},
    "held": {"status": "held"},
    "another kind": {"kind": "lecture"},
}


@pytest.mark.parametrize("how", STAYS)
def test_nothing_is_told_of_what_still_comes_after_the_end(how):
    event = planned(record_from=None)
    waiting(event, HOUR)

    assert move(event, **STAYS[how]) == []


def test_what_came_before_the_old_end_anyway_is_not_told():
    event = planned(record_from=None)
    waiting(event, -HOUR)

    assert move(event, ends_at=dt.time(18)) == []


def test_an_announcement_is_meant_to_come_before_the_event():
    event = planned(record_from=None)
    waiting(event, HOUR, kind="announcement")
    ArticleFactory(
        kind="announcement", headline="Held", embargoed_until=event.end, embargo_event=event
    )

    assert [one.label for one in move(event, ends_at=dt.time(18))] == ["Held"]


def test_an_article_that_is_out_or_in_the_bin_waits_for_nothing():
    event = planned(record_from=None)
    bound = {"embargoed_until": event.end, "embargo_event": event}
    ArticleFactory(stage="spiked", **bound)
    published = publish(ArticleFactory(), UserFactory(), at=timezone.now() - HOUR).article
    write(published, embargo_event=event, embargoed_until=timezone.now() - 2 * HOUR)()

    assert move(event, ends_at=dt.time(18)) == []


def test_of_an_event_without_hours_the_day_counts():
    event = planned(record_from=None, starts_at=None, ends_at=None, ends_on=None)
    waiting(event, HOUR)

    same_day = move(event, starts_at=dt.time(10))
    next_day = move(event, starts_on=event.starts_on + dt.timedelta(days=1))

    assert same_day == []
    assert [(one.label, one.told.partition(" by ")[0]) for one in next_day] == [
        ("Report (1), English", "the event is over only")
    ]


def test_a_new_date_of_a_postponed_event_is_held_against_what_waits():
    event = planned(record_from=None)
    waiting(event, HOUR)
    write(event, status="postponed")()

    found = move(event, status="announced", ends_at=dt.time(18))

    assert [one.label for one in found] == ["Report (1), English"]
