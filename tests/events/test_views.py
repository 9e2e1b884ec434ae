import datetime as dt

import pytest
from django.utils import timezone

from events.attribution import Rule
from events.models import EventText, Participation, Statement
from tests.factories import (
    ArticleFactory,
    CheckFactory,
    EventFactory,
    EventOrganizationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    WordingFactory,
    beside,
    mark,
    publish,
)
from tests.pages import links, queries, read, texts

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + dt.timedelta(days=1)


def printed(statement):
    """An article that prints the statement."""
    article = ArticleFactory(body=f"<p>{mark(statement)}</p>")
    article.events.add(statement.event)
    return publish(article, UserFactory())


def test_event_list_parts_coming_from_past(client):
    EventFactory(title="Past")
    EventFactory(title="Earlier", starts_on=dt.date(2020, 1, 1))
    EventFactory(title="Next", starts_on=TOMORROW)
    EventFactory(title="Hidden", draft=True)

    assert texts(read(client, "/events/"), ".entry-title") == ["Next", "Past", "Earlier"]


def test_event_list_says_what_will_stand_there(client):
    assert texts(read(client, "/events/"), ".empty") == [
        "Nothing is announced at the moment. The next roundtable will stand here as soon as its "
        "date is set.",
        "Events that were held will stand here, with what was said at them.",
    ]


def test_event_list_goes_on_where_it_ended(client):
    for day in range(1, 22):
        EventFactory(title=f"Day {day}", starts_on=dt.date(2021, 3, day))

    first = read(client, "/events/")
    rest = read(client, f"/events/{links(first, '.pager')[0]}")

    assert texts(first, ".entry-title") == [f"Day {day}" for day in range(21, 1, -1)]
    assert texts(rest, ".entry-title") == ["Day 1"]
    assert links(rest, ".pager") == ["/events/"]


@pytest.mark.parametrize("number", [1, 3])
def test_event_list_costs(client, number):
    for _n in range(number):
        EventFactory(starts_on=TOMORROW, venue=OrganizationFactory())
        EventFactory(venue=OrganizationFactory())

    # coming: events, texts, venue names; past: the same; plain pages
    assert queries(client, "/events/") == 7


def test_event_detail_shows_participants_and_statements_in_their_order(client):
    event = EventFactory(slug="one")
    for order, name in ((2, "Ada"), (1, "Bo")):
        participation = ParticipationFactory(
            event=event, person=PersonFactory(name=name), order=order
        )
        StatementFactory(participation=participation, order=order, words=f"{name} spoke.")

    page = read(client, "/events/one/")

    assert texts(page, ".participants") == ["B Bo director, Centre A Ada director, Centre"]
    assert texts(page, ".words") == ["“Bo spoke.”", "“Ada spoke.”"]


def test_event_detail_marks_what_is_in_another_language(client):
    event = EventFactory(slug="one", title="")
    EventText.objects.create(event=event, language="uk", title="Нафта")

    assert read(client, "/events/one/").xpath("//h1/@lang") == ["uk"]
    assert read(client, "/uk/events/one/").xpath("//h1/@lang") == []


def test_event_detail_leaves_out_who_called_off(client):
    event = EventFactory(slug="one")
    ParticipationFactory(event=event, attendance=Participation.Attendance.CANCELLED)

    assert texts(read(client, "/events/one/"), ".participants") == []


def test_event_detail_names_nobody_under_the_chatham_house_rule(client):
    event = EventFactory(slug="one", rule=Rule.NOT_FOR_ATTRIBUTION)
    ada = ParticipationFactory(event=event, person=PersonFactory(name="Ada Lys"))
    StatementFactory(participation=ada, kind="indirect", words="It was feared.")
    StatementFactory(participation=ada, words="I fear it.")

    page = read(client, "/events/one/")

    assert texts(page, ".words") == ["It was feared."]
    assert texts(page, ".said-by") == ["A participant · Paraphrase"]
    assert "Ada" not in page.text_content()


def test_event_detail_tells_only_the_post_where_the_rule_says_so(client):
    event = EventFactory(slug="one", rule=Rule.POST_ONLY)
    beside(ParticipationFactory(event=event, person=PersonFactory(name="Ada Lys")))

    page = read(client, "/events/one/")

    assert texts(page, ".participants") == ["DC Director, Centre DC Director, Centre"]
    assert "Ada" not in page.text_content()


def test_event_detail_keeps_statements_until_the_record_opens(client):
    event = EventFactory(slug="one", record_from=None)
    StatementFactory(participation=ParticipationFactory(event=event))

    page = read(client, "/events/one/")

    assert texts(page, ".words") == []
    assert "being prepared" in texts(page, ".empty")[0]


@pytest.mark.parametrize("slug", ["hidden", "none"])
def test_event_detail_is_not_there_before_it_is_published(client, slug):
    EventFactory(slug="hidden", draft=True)

    read(client, f"/events/{slug}/", status=404)


@pytest.mark.parametrize("number", [1, 3])
def test_event_detail_costs(client, number):
    event = EventFactory(slug="one", venue=OrganizationFactory())
    for _n in range(number):
        EventOrganizationFactory(event=event)
        event.topics.add(TopicFactory())
        statement = StatementFactory(participation=ParticipationFactory(event=event))
        CheckFactory(wording=statement.wordings.get(), recording=RecordingFactory(event=event))
        printed(statement)

    # event, texts, venue names, topics, their texts; organizations, names; sessions; participants,
    # printed capacities; statements, wordings, checks, printed capacities; recordings; articles;
    # plain pages
    assert queries(client, "/events/one/") == 17


def test_statement_list_shows_the_latest_first(client):
    StatementFactory(words="Old.", said_on=dt.date(2020, 1, 1))
    StatementFactory(words="New.")
    StatementFactory(words="Draft.", draft=True)

    assert texts(read(client, "/statements/"), ".words") == ["“New.”", "“Old.”"]


@pytest.mark.parametrize("number", [1, 3])
def test_statement_list_costs(client, number):
    for _n in range(number):
        StatementFactory()

    # statements, wordings, checks, printed capacities, event texts; topics, events and
    # their titles, to choose from; plain pages
    assert queries(client, "/statements/") == 9


def test_statement_detail_tells_who_when_and_how_it_was_checked(client):
    statement = StatementFactory(participation__person=PersonFactory(name="Ada"))
    check = CheckFactory(wording=statement.wordings.get())

    page = read(client, statement.get_absolute_url())

    assert texts(page, "dt") == [
        "Said by",
        "In the capacity of",
        "At",
        "On",
        "Form",
        "Language",
        "Original",
        "Checked",
    ]
    assert texts(page, "dd")[:2] == ["Ada", "director, Centre"]
    assert links(page, ".checked") == [check.recording_url]


def test_statement_detail_sets_no_marks_round_a_paraphrase(client):
    statement = StatementFactory(kind=Statement.Kind.INDIRECT, words="It was late.")

    page = read(client, statement.get_absolute_url())

    assert texts(page, "blockquote") == ["It was late."]


def test_statement_detail_gives_the_words_in_the_language_of_the_page(client):
    statement = StatementFactory(words="We heard it.")
    WordingFactory(statement=statement, language="uk", text="Ми це чули.")

    page = read(client, f"/uk{statement.get_absolute_url()}")

    assert texts(page, "blockquote") == ["«Ми це чули.»", "“We heard it.”"]
    assert page.xpath("//blockquote/@lang") == ["en"]


def test_statement_detail_leads_to_what_prints_it(client):
    statement = StatementFactory()
    edition = printed(statement)

    page = read(client, statement.get_absolute_url())

    place = f"{edition.get_absolute_url()}#q-{statement.public_id}"
    assert links(page, ".posts") == [place, f"{place}:~:text=We%20heard%20it"]


def test_statement_that_was_withdrawn_is_gone_with_its_reason(client):
    statement = StatementFactory(withdrawn=True, words="Never said.")

    page = read(client, statement.get_absolute_url(), status=410)

    assert texts(page, ".standfirst") == ["The speaker was misheard."]
    assert "Never said" not in page.text_content()


@pytest.mark.parametrize(
    "hidden",
    [
        {"draft": True},
        {"participation__event__record_from": None},
        {"participation__event__draft": True},
        {"participation__event__rule": Rule.NOT_FOR_ATTRIBUTION},
        {"withdrawn": True, "participation__event__draft": True},
    ],
)
def test_statement_detail_is_not_there_unless_it_is_public(client, hidden):
    read(client, StatementFactory(**hidden).get_absolute_url(), status=404)


@pytest.mark.parametrize("number", [1, 3])
def test_statement_detail_costs(client, number):
    statement = StatementFactory()
    for _n in range(number):
        statement.topics.add(TopicFactory())
        CheckFactory(
            wording=statement.wordings.get(), recording=RecordingFactory(event=statement.event)
        )
        StatementFactory(reply_to=statement)
        printed(statement)

    # statement, wordings, checks with recordings, printed capacities, event texts, topics,
    # their texts; replies (whether, and which), wordings, checks, printed capacities, event texts;
    # joined records; articles; plain pages
    assert queries(client, statement.get_absolute_url()) == 16


def test_recording_file_leads_to_the_address_of_one_elsewhere(client):
    recording = RecordingFactory()

    response = client.get(f"/recordings/{recording.pk}/file")

    assert (response.status_code, response.url) == (302, recording.address)


def test_recording_file_of_a_closed_event_is_not_there(client):
    recording = RecordingFactory(event__rule=Rule.POST_ONLY)

    assert client.get(f"/recordings/{recording.pk}/file").status_code == 404
