import datetime as dt
import json

import pytest

from events.attribution import Rule
from events.models import Participation
from events.summaries.builder import summarize
from events.summaries.formats import FORMATS, filename
from events.summaries.phrases import citation, verification_lines
from tests.events.whole_event import whole_event
from tests.factories import (
    MOMENT,
    ArticleFactory,
    CheckFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    SessionFactory,
    StatementFactory,
    UserFactory,
    publish,
)

pytestmark = pytest.mark.django_db
LATER = MOMENT + dt.timedelta(days=30)


def test_rule_of_one_session_is_stated():
    summary = summarize(whole_event(), "en")

    assert summary.is_ruled
    assert [(title.text, rule) for title, rule in summary.session_rules] == [
        ("Ice", Rule.POST_ONLY)
    ]
    assert "Ice: Speakers are identified by their post" in FORMATS["md"].render(summary).decode()


def test_whole_event_is_collected_in_order():
    summary = summarize(whole_event(), "en")

    assert [row.speaker.name for row in summary.participants] == [
        "Mod",
        "Olena Pilot",
        "Ivan Ice",
        "The participants",
    ]
    assert [row.presence.label for row in summary.participants] == [
        "not known",
        "online",
        "not known",
        "not known",
    ]
    assert [row.id for row in summary.statements] == ["sbcdfg1", "sbcdfg2", "sbcdfg3", "sbcdfg6"]
    first, reply, forecast, _collective = summary.statements
    assert (first.words.text, first.original.text) == ("We heard the ice.", "Ми чули лід.")
    assert (first.translator, first.is_checked, first.mark.timecode) == ("Lidiia Temnyk", False, "")
    assert reply.reply_to == "sbcdfg1"
    assert forecast.forecast_outcome.label == "did not come true"


def test_recording_is_linked_at_its_second_when_nobody_is_under_a_rule():
    event = EventFactory()
    statement = StatementFactory(participation__event=event)
    CheckFactory(wording=statement.wording, recording=RecordingFactory(event=event))

    mark = summarize(event, "en").statements[0].mark

    assert (mark.timecode, mark.recording_url) == ("1:00", "https://example.org/recording#t=60")


def test_texts_are_taken_in_the_language_or_the_nearest():
    summary = summarize(whole_event(), "uk")

    assert (summary.title.text, summary.title.language) == ("Річка – хто її береже?", "uk")
    assert summary.participants[1].speaker.name == "Олена Пілот"
    assert (summary.participants[2].speaker.name, summary.participants[2].speaker.language) == (
        "Ivan Ice",
        "en",
    )
    assert summary.statements[0].words.text == "Ми чули лід."
    assert summary.url == "http://testserver/uk/events/river/"


def test_zeros_are_printed():
    event = EventFactory(countries=["UA", "BY", "PL", "LT"])
    for country in ("UA", "BY"):
        speaker = ParticipationFactory(event=event, country=country)
        StatementFactory(participation=speaker)

    assert verification_lines(summarize(event, "en")) == [
        "2 statements: 2 direct, 0 partly quoted, 0 paraphrased, 0 collective",
        "0 of 2 direct quotations checked against a recording",
        "Statements checked by method: recording 0, notes 0, confirmed by the speaker 0, second "
        "source 0",
        "0 originals (the words as they were spoken, in the language in which they were spoken)",
        "4 countries stated by the organiser, without a named speaker: 2 (Lithuania, Poland)",
    ]


def test_record_that_is_not_open_yet_shows_no_statement():
    event = EventFactory(record_from=None)
    StatementFactory(participation__event=event)

    summary = summarize(event, "en")

    assert summary.statements == []
    assert (
        "The record of what was said is not public yet." in FORMATS["md"].render(summary).decode()
    )


def test_summary_is_of_a_moment():
    event = EventFactory(record_from=LATER)
    StatementFactory(participation__event=event)

    assert len(summarize(event, "en", LATER).statements) == 1
    assert summarize(event, "en", MOMENT).statements == []


def test_participant_who_called_off_is_not_listed():
    event = EventFactory()
    ParticipationFactory(event=event, attendance=Participation.Attendance.CANCELLED)

    summary = summarize(event, "en")

    assert (summary.participants, summary.present) == ([], 0)


def test_person_in_two_sessions_counts_once():
    event, person = EventFactory(), PersonFactory()
    for _number in range(2):
        ParticipationFactory(event=event, person=person, session=SessionFactory(event=event))

    assert summarize(event, "en").present == 1


def test_live_article_is_listed_and_a_withdrawn_one_is_not():
    event = EventFactory()
    for headline in ("First", "Second"):
        article = ArticleFactory(headline=headline, stage="ready")
        article.events.add(event)
        publish(article, UserFactory())
    event.coverage.filter(headline="Second").update(
        withdrawn_at=dt.datetime.now(dt.UTC), withdrawn_reason="A mistake."
    )

    assert [row.headline.text for row in summarize(event, "en").coverage] == ["First"]


def test_citation_names_the_source_in_one_line():
    summary = summarize(EventFactory(slug="river", title="The river"), "en")

    assert citation(summary) == (
        "Newsroom. The river. Roundtable, 13 May 2021. http://testserver/events/river/"
    )
    assert filename(summary, "docx") == "river.en.docx"


@pytest.mark.parametrize("statements", [1, 3])
def test_summary_costs_the_same_whatever_was_said(statements, django_assert_num_queries):
    event = EventFactory()
    for _number in range(statements):
        statement = StatementFactory(participation__event=event)
        CheckFactory(wording=statement.wording, recording=RecordingFactory(event=event))

    with django_assert_num_queries(22):
        summarize(event, "en")


def test_json_is_documented_and_versioned():
    data = json.loads(FORMATS["json"].render(summarize(whole_event(), "en", LATER)))

    assert list(data) == [
        "format",
        "version",
        "profile",
        "language",
        "at",
        "publisher",
        "cite_as",
        "event",
        "participants",
        "participants_total",
        "is_record_open",
        "statements",
        "recordings",
        "coverage",
        "verification",
    ]
    assert (data["format"], data["version"], data["profile"]) == ("newsroom-event", 1, "recap")
    assert data["at"] == "2021-06-12T12:00:00+03:00"
    assert data["verification"] == {
        "statements": 4,
        "by_kind": {"direct": 1, "mixed": 1, "indirect": 1, "collective": 1},
        "direct_checked_against_recording": 0,
        "originals": 1,
        "by_method": {"recording": 1, "notes": 0, "speaker": 1, "second_source": 0},
        "countries_without_a_named_speaker": ["MD", "RO"],
    }
