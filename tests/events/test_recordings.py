"""What readers hear of an event, and where it is said that words were heard."""

import pytest
from django.core.files.base import ContentFile

from events.attribution import Rule
from events.models import Event
from tests.factories import (
    CheckFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    StatementFactory,
    TopicFactory,
)
from tests.pages import links, queries, read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def recording():
    event = EventFactory(slug="ice", title="Ice")
    file = ContentFile(b"0123456789", "a.mp3")
    return RecordingFactory(event=event, title="First part", address="", file=file)


def heard(recording, start_ms, words="We heard it.", outcome="exact", **fields):
    """A statement of the event with a check against the recording."""
    participation = ParticipationFactory(
        event=recording.event, person=PersonFactory(slug=f"p{start_ms}", name="Ada")
    )
    statement = StatementFactory(participation=participation, words=words, **fields)
    CheckFactory(
        wording=statement.wordings.get(),
        recording=recording,
        start_ms=start_ms,
        end_ms=start_ms + 4_000,
        outcome=outcome,
    )
    return statement


def test_recording_detail_plays_from_its_second_without_a_script(client, recording):
    page = read(client, f"/recordings/{recording.pk}/?t=754.5,760")

    [player] = page.xpath("//audio")
    assert player.get("src") == f"/recordings/{recording.pk}/file#t=754.5,760"
    assert player.get("controls") is not None
    assert texts(page, "h1") == ["First part"]
    assert "Begins at 12:34.5." in page.text_content()
    assert links(page, ".kicker") == ["/events/ice/"]


@pytest.mark.parametrize("moment", ["", "x", "-4", "0", "9" * 400, "5,4,3"])
def test_recording_detail_plays_from_the_beginning_where_no_moment_is_given(
    client, recording, moment
):
    page = read(client, f"/recordings/{recording.pk}/?t={moment}")

    assert page.xpath("//audio/@src") == [f"/recordings/{recording.pk}/file"]
    assert "Begins at" not in page.text_content()


def test_recording_detail_lists_what_is_heard_in_the_order_of_time(client, recording):
    heard(recording, 90_000, "Later.")
    heard(recording, 5_000, "Earlier.")
    heard(recording, 70_000, "In its sense.", outcome="sense")
    heard(recording, 80_000, "Withdrawn.", withdrawn=True)
    corrected = heard(recording, 85_000, "Corrected.")
    corrected.wording.correct("Put right.")
    twice = heard(recording, 1_000, "Twice.")
    CheckFactory(wording=twice.wordings.get(), recording=recording, start_ms=95_000, end_ms=None)
    StatementFactory(participation__event=recording.event, words="Never checked.")

    page = read(client, f"/recordings/{recording.pk}/?t=5,9")

    assert texts(page, ".heard-time") == ["0:05", "1:30", "1:35"]
    assert texts(page, ".words") == ["“Earlier.”", "“Later.”", "“Twice.”"]
    assert [a.get("href") for a in page.xpath("//a[@class='heard-time']")] == [
        f"/recordings/{recording.pk}/?t={span}" for span in ("5,9", "90,94", "95")
    ]
    assert page.xpath("//li[@aria-current]/a/text()") == ["0:05"]


def test_recording_detail_says_that_nothing_was_held_against_it(client, recording):
    page = read(client, f"/recordings/{recording.pk}/")

    assert texts(page, ".empty") == [
        "Nothing said at the event has been held against this recording yet."
    ]


def test_recording_detail_leads_to_one_elsewhere_at_its_second(client):
    recording = RecordingFactory(address="https://youtu.be/a1")

    response = client.get(f"/recordings/{recording.pk}/?t=754")

    assert (response.status_code, response.url) == (302, "https://youtu.be/a1?t=754s")


HIDDEN = {
    "record": lambda event: Event.objects.update(record_from=None),
    "event": lambda event: Event.objects.update(published_at=None, record_from=None),
    "rule": lambda event: Event.objects.update(rule=Rule.POST_ONLY),
    "participant": lambda event: ParticipationFactory(event=event, rule=Rule.POST_ONLY),
    "statement": lambda event: StatementFactory(
        participation__event=event, rule=Rule.NOT_FOR_ATTRIBUTION
    ),
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_is_told_of_a_recording_that_readers_may_not_hear(client, recording, hidden):
    statement = heard(recording, 754_000)
    statement.topics.add(TopicFactory(slug="water"))
    HIDDEN[hidden](recording.event)

    for address in ("", "file", "?t=754"):
        assert client.get(f"/recordings/{recording.pk}/{address}").status_code == 404
    for path in (
        "/events/ice/",
        "/statements/",
        "/people/p754000/",
        "/topics/water/",
        statement.get_absolute_url(),
    ):
        content = client.get(path).content.decode()
        assert "12:34" not in content
        assert "First part" not in content
        assert "/recordings/" not in content


@pytest.mark.parametrize(
    "path", ["/events/ice/", "/statements/", "/people/p754000/", "/topics/water/", "statement"]
)
def test_readers_are_led_to_where_the_words_are_heard(client, recording, path):
    statement = heard(recording, 754_000)
    statement.topics.add(TopicFactory(slug="water"))
    path = statement.get_absolute_url() if path == "statement" else path

    page = read(client, path)

    assert f"/recordings/{recording.pk}/?t=754,758" in links(page, ".checked")
    assert "12:34" in " ".join(texts(page, ".checked"))


@pytest.mark.parametrize("path", ["/events/ice/", "/statements/", "/people/p1/", "/topics/water/"])
def test_readers_are_told_that_exact_words_were_not_checked(client, path):
    ada = ParticipationFactory(event__slug="ice", person=PersonFactory(slug="p1"))
    water = TopicFactory(slug="water")
    for kind in ("direct", "indirect"):
        StatementFactory(participation=ada, kind=kind).topics.add(water)

    assert texts(read(client, path), ".unchecked") == ["not checked against a recording"]


def test_words_that_were_not_found_lead_nowhere(client, recording):
    statement = heard(recording, 0, outcome="not_found")

    page = read(client, statement.get_absolute_url())

    assert "/recordings/" not in " ".join(links(page, "dd"))
    assert "Not checked against a recording." in page.text_content()


def test_event_detail_lists_its_recordings_with_what_is_heard_in_each(client, recording):
    heard(recording, 5_000, "On the file.")
    elsewhere = RecordingFactory(event=recording.event, address="https://vimeo.com/1")
    heard(elsewhere, 9_000, "Elsewhere.")

    page = read(client, "/events/ice/")

    assert page.xpath("//audio/@src") == [f"/recordings/{recording.pk}/file"]
    assert [a.get("href") for a in page.xpath("//a[@class='heard-time']")] == [
        f"/recordings/{recording.pk}/?t=5,9",
        "https://vimeo.com/1#t=9s",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_recording_detail_costs(client, recording, number):
    for n in range(number):
        heard(recording, 5_000 * (n + 1))

    # recording, event texts; statements, printed capacities, wordings, checks; plain pages
    assert queries(client, f"/recordings/{recording.pk}/?t=5") == 7


def test_a_recording_is_played_by_ranges(client, recording):
    response = client.get(f"/recordings/{recording.pk}/file", headers={"Range": "bytes=2-4"})

    assert (response.status_code, response.getvalue()) == (206, b"234")
