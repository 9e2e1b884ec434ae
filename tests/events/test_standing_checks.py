"""Which checks count: the latest against a recording, and the speaker's while they stand by it."""

import datetime as dt

import pytest
from django.utils import timezone

from events import proof
from events.listening import Listening
from events.models import Check, Statement
from events.summaries.builder import summarize
from events.summaries.formats import FORMATS
from tests.factories import (
    ArticleFactory,
    CheckFactory,
    ParticipationFactory,
    RecordingFactory,
    SpeakerAnswerFactory,
    StatementFactory,
    UserFactory,
    WordingFactory,
    mark,
    publish,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
START = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
NOT_RECORDED = {"recording": None, "start_ms": None, "end_ms": None}


@pytest.fixture
def statement():
    who = ParticipationFactory(event__title="Ice and roads")
    return StatementFactory(participation=who, words="The ice will hold.")


def both(statement) -> bool:
    """Whether the statement is checked, which Python, SQL and a fresh record say alike."""
    fresh = Statement.objects.get(pk=statement.pk)
    checked = Statement.objects.filter(pk=statement.pk).checked().exists()
    holding = Check.objects.filter(wording__statement=statement).holding()
    assert checked is not Statement.objects.filter(pk=statement.pk).not_checked().exists()
    assert checked is fresh.is_checked is (fresh.found is not None) is holding.exists()
    assert set(holding) == {c for c in Check.objects.all() if c.holds}
    return checked


@pytest.mark.parametrize(
    ("outcomes", "counts"),
    [
        (["exact"], True),
        (["exact", "not_found"], False),
        (["exact", "sense"], False),
        (["not_found", "minor"], True),
        (["exact", "not_found", "exact"], True),
        (["minor", "exact", "sense"], False),
    ],
)
@pytest.mark.parametrize("step", [HOUR, dt.timedelta(0)], ids=["later", "at once"])
def test_the_latest_check_against_a_recording_counts(statement, outcomes, counts, step):
    recording = RecordingFactory(event=statement.event)
    for n, outcome in enumerate(outcomes):
        CheckFactory(
            wording=statement.wording,
            recording=recording,
            outcome=outcome,
            checked_at=START + n * step,
        )

    assert both(statement) is counts
    fresh = Statement.objects.get(pk=statement.pk)
    assert (fresh.check_on(recording) is not None) is counts
    assert bool(proof.of_event(statement.event).heard) is counts
    assert [c.stands for c in fresh.wording.checks.all()] == [True] + [False] * (len(outcomes) - 1)


def test_a_check_entered_later_of_an_earlier_moment_undoes_nothing(statement):
    recording = RecordingFactory(event=statement.event)
    CheckFactory(wording=statement.wording, recording=recording, checked_at=START)
    CheckFactory(
        wording=statement.wording,
        recording=recording,
        outcome="not_found",
        checked_at=START - HOUR,
    )

    assert both(statement)


def test_not_being_on_another_recording_says_nothing_of_this_one(statement):
    CheckFactory(wording=statement.wording, checked_at=START)
    CheckFactory(wording=statement.wording, outcome="not_found", checked_at=START + HOUR)

    assert both(statement)


# The speaker's last answer


def confirm(statement, *kinds):
    """The answers one after another; the first confirmation is a check."""
    said = {"change": {"proposal": "The ice held."}, "dispute": {"reason": "No."}, "confirmed": {}}
    for n, kind in enumerate(kinds):
        SpeakerAnswerFactory(
            wording=statement.wording, kind=kind, answered_at=START + n * HOUR, **said[kind]
        )
        if kind == "confirmed" and not statement.wording.checks.exists():
            CheckFactory(
                wording=statement.wording,
                method=Check.Method.SPEAKER,
                checked_by=None,
                checked_at=START + n * HOUR,
                **NOT_RECORDED,
            )


@pytest.mark.parametrize(
    ("kinds", "counts"),
    [
        (["confirmed"], True),
        (["confirmed", "dispute"], False),
        (["confirmed", "change"], False),
        (["dispute", "confirmed"], True),
        (["confirmed", "dispute", "confirmed"], True),
        (["confirmed", "confirmed", "change"], False),
    ],
)
def test_a_confirmation_counts_while_it_is_the_last_answer(client, statement, kinds, counts):
    confirm(statement, *kinds)

    page = read(client, statement.get_absolute_url())
    summary = summarize(statement.event, "en")

    assert any("confirmed by the speaker" in told for told in texts(page, "dd")) is counts
    assert (summary.statements[0].mark is not None) is counts
    assert ("confirmed by the speaker" in FORMATS["csv"].render(summary).decode()) is counts
    assert bool(summary.statements[0].methods) is counts
    assert bool(proof.of_event(statement.event).checked) is counts


def test_what_the_newsroom_heard_from_the_speaker_after_a_dispute_counts(statement):
    confirm(statement, "dispute")
    CheckFactory(
        wording=statement.wording,
        method=Check.Method.SPEAKER,
        checked_at=START + HOUR,
        **NOT_RECORDED,
    )

    assert statement.wording.is_backed


def test_a_speakers_confirmation_leaves_the_words_on_the_lists_to_check(statement):
    RecordingFactory(event=statement.event)
    confirm(statement, "confirmed")

    assert list(Statement.objects.unchecked()) == [statement]
    assert len(Listening(statement.event, {}).open_lines) == 1
    CheckFactory(wording=statement.wording, method=Check.Method.NOTES, **NOT_RECORDED)
    assert not Statement.objects.unchecked()
    assert len(Listening(statement.event, {}).open_lines) == 1
    CheckFactory(wording=statement.wording)
    assert Listening(statement.event, {}).open_lines == []


# Translations


@pytest.fixture
def original(statement):
    """The Ukrainian words that were spoken and heard; the English ones are their translation."""
    spoken = WordingFactory(
        statement=statement, language="uk", text="Крига тримається.", origin="as_spoken"
    )
    recording = RecordingFactory(event=statement.event)
    CheckFactory(wording=spoken, recording=recording, start_ms=754_000, end_ms=None)
    return spoken


def test_a_translation_is_not_said_to_be_heard(client, statement, original):
    page = read(client, statement.event.get_absolute_url())
    spoken = read(client, f"/uk{statement.event.get_absolute_url().removeprefix('/en')}")

    assert texts(page, ".checked") == []
    assert texts(page, ".checked-original") == [
        "the original was checked against the recording, 12:34"
    ]
    assert len(texts(spoken, ".checked")) == 1
    assert texts(spoken, ".checked-original") == []


def test_the_proof_counts_the_words_that_are_printed(statement, original):
    row = Statement.objects.get(pk=statement.pk)
    english = row.wording_in("en")

    assert proof.prove([(english.text, row, english)]).heard == 0
    assert proof.prove([(original.text, row, row.wording_in("uk"))]).heard == 2
    assert row.found_for(english).wording == original
    assert row.found_for(row.wording_in("uk")).wording == original


def test_the_mark_of_an_export_says_that_the_original_was_checked(statement, original):
    summary = summarize(statement.event, "en")

    row = summary.statements[0]
    assert (row.mark.is_of_original, row.is_checked) == (True, False)
    assert "recording, the original only" in FORMATS["csv"].render(summary).decode()
    assert "The original was checked against" in FORMATS["md"].render(summary).decode()
    assert '"is_of_original": true' in FORMATS["json"].render(summary).decode()
    assert summarize(statement.event, "uk").statements[0].is_checked


def test_a_check_of_a_translation_says_nothing_of_the_original(statement):
    WordingFactory(statement=statement, language="uk", text="Крига.", origin="as_spoken")
    CheckFactory(wording=statement.wording_in("en"))
    row = Statement.objects.get(pk=statement.pk)

    assert row.found_for(row.original) is None
    assert row.found_for(row.wording_in("en")) is not None


@pytest.mark.parametrize("is_named", [True, False])
def test_the_note_of_an_article_tells_original_and_translation_apart(client, is_named):
    statement = StatementFactory(words="", draft=True)
    spoken = WordingFactory(
        statement=statement, language="uk", text="Крига тримається.", origin="as_spoken"
    )
    english = WordingFactory(
        statement=statement,
        text="The ice holds.",
        origin="human_translation",
        translated_from=spoken if is_named else None,
    )
    statement.state = Statement.State.CONFIRMED
    statement.save()
    recording = RecordingFactory(event=statement.event)
    CheckFactory(wording=spoken, recording=recording, start_ms=754_000, end_ms=None)
    article = ArticleFactory(body=f"<p>{mark(statement, english.text)}</p>")
    edition = publish(article, UserFactory(), at=timezone.now() - HOUR)

    told = texts(read(client, edition.get_absolute_url()), ".note-check")
    CheckFactory(wording=english, recording=recording)
    later = texts(read(client, f"{edition.get_absolute_url()}?later"), ".note-check")

    assert told == ["The original was checked against the recording, 12:34"] * 2
    assert later == ["Checked against the recording, 1:00"] * 2
