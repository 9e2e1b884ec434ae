import io
import zipfile

import pytest

from events.attribution import Rule
from events.models import ParticipationText
from events.summaries.builder import people_named, summarize
from events.summaries.formats import FORMATS
from tests.factories import (
    MOMENT,
    CheckFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    StatementFactory,
    WordingFactory,
    beside,
)

pytestmark = pytest.mark.django_db


def text_of(content: bytes) -> str:
    """Everything that a file says, also in the parts of an Office document."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(
            package.read(name).decode()
            for name in package.namelist()
            if name.endswith(("xml", "rels"))
        )


def ruled_event(rule):
    """An event under a rule, with one speaker who said something direct and something indirect."""
    event = EventFactory(slug="closed", rule=rule, title="A closed meeting", countries=["UA", "PL"])
    speaker = ParticipationFactory(
        event=event,
        person=PersonFactory(slug="secret-speaker", name="Secret Speaker"),
        printed_post="keeper of locks",
        printed_organization="River Authority",
        country="UA",
    )
    ParticipationText.objects.create(
        participation=speaker, language="uk", name="Таємний Промовець", post="хранитель"
    )
    StatementFactory(participation=speaker, words="Exactly this.", order=1)
    StatementFactory(participation=speaker, words="roughly that.", kind="indirect", order=2)
    recording = RecordingFactory(event=event, title="Secret Speaker speaks")
    CheckFactory(wording=speaker.statements.first().wording, recording=recording)
    return event


NAMES = ["Secret", "secret-speaker", "Таємний", "Промовець"]
CAPACITY = ["keeper of locks", "River Authority", "хранитель"]


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("name", FORMATS)
def test_post_only_shows_the_post_and_no_name_anywhere(name, language):
    event = ruled_event(Rule.POST_ONLY)
    beside(event.participations.get())

    text = text_of(FORMATS[name].render(summarize(event, language)))

    assert [leak for leak in NAMES if leak in text] == []
    assert ("keeper of locks" if language == "en" else "хранитель") in text
    assert "Exactly this." in text


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("name", FORMATS)
def test_chatham_house_shows_neither_participant_nor_direct_words(name, language):
    event = ruled_event(Rule.NOT_FOR_ATTRIBUTION)

    text = text_of(FORMATS[name].render(summarize(event, language)))

    assert [leak for leak in [*NAMES, *CAPACITY, "Exactly this."] if leak in text] == []
    assert "roughly that." in text


@pytest.mark.parametrize("name", ["md", "docx", "xlsx", "json"])
def test_chatham_house_rule_and_the_number_of_participants_are_stated(name):
    event = ruled_event(Rule.NOT_FOR_ATTRIBUTION)

    text = text_of(FORMATS[name].render(summarize(event, "en")))

    assert "Held under the Chatham House Rule" in text
    assert {"md": "1 person took part.", "json": '"participants_total": 1'}.get(name, "") in text


@pytest.mark.parametrize("name", FORMATS)
def test_hidden_participant_of_an_open_event_is_not_named(name):
    event = ruled_event(Rule.ON_RECORD)
    event.participations.update(rule=Rule.NOT_FOR_ATTRIBUTION)

    text = text_of(FORMATS[name].render(summarize(event, "en")))

    assert [leak for leak in [*NAMES, *CAPACITY, "Exactly this."] if leak in text] == []


def test_consent_brings_name_and_direct_words_back():
    event = ruled_event(Rule.NOT_FOR_ATTRIBUTION)
    event.participations.update(consent_on=MOMENT.date(), consent_note="By letter.")

    summary = summarize(event, "en")

    assert [row.speaker.name for row in summary.participants] == ["Secret Speaker"]
    assert [row.words.text for row in summary.statements] == ["Exactly this.", "roughly that."]
    assert people_named(event) == [event.participations.get().person_id]


def test_nobody_is_named_in_the_log_of_what_hides_names():
    assert people_named(ruled_event(Rule.POST_ONLY)) == []


def test_translator_who_took_part_is_not_named():
    event = ruled_event(Rule.POST_ONLY)
    speaker = event.participations.get()
    WordingFactory(
        statement=speaker.statements.first(),
        language="uk",
        text="Саме так.",
        origin="human_translation",
        translator=speaker.person,
    )

    assert summarize(event, "uk").statements[0].translator == ""
