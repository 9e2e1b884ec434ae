"""Checking statements against a recording: what the screen shows, keeps and refuses."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from lxml.html import fromstring

from events.listening import listen_url
from events.models import Check, Recording, Wording
from newsroom.models import LogEntry
from tests.adminforms import add, change, sign_in, text
from tests.factories import (
    MOMENT,
    CheckFactory,
    EventFactory,
    ParticipationFactory,
    RecordingFactory,
    StatementFactory,
    UserFactory,
    WordingFactory,
)
from tests.pages import links, read, texts

pytestmark = pytest.mark.django_db
DIGITS = b"0123456789"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def recording():
    return RecordingFactory(address="", file=ContentFile(DIGITS, "a.mp3"), length_ms=600_000)


@pytest.fixture
def desk(client):
    return sign_in(client, "editor")


def said(event, words="We heard it.", **fields):
    participation = ParticipationFactory(event=event, printed_name="Olha Rii")
    return StatementFactory(participation=participation, words=words, **fields)


def screen(recording, statement=None, **query) -> str:
    wording = statement.wording.pk if statement else None
    return listen_url(recording.event, wording=wording, recording=recording.pk, **query)


def send(client, url, outcome="exact", **fields):
    return client.post(url, {"start_ms": "1:00", "end_ms": "", "outcome": outcome} | fields)


def within(page, part: str, tag: str) -> list[str]:
    found = page.xpath(f"//*[@class='{part}']//{tag}")
    return [" ".join(element.text_content().split()) for element in found]


# What the screen shows


def test_the_words_that_nobody_checked_come_first(desk, recording):
    event = recording.event
    checked = said(event, "One.", order=1)
    CheckFactory(wording=checked.wording, recording=recording)
    said(event, "Two.", order=2)
    said(event, "Three.", order=3)
    said(event, "a paraphrase.", kind="indirect")
    said(event, "A draft.", draft=True)
    said(event, "Withdrawn.", withdrawn=True)
    said(EventFactory(), "Elsewhere.")

    page = read(desk, listen_url(event))

    assert within(page, "listening-lines", "span[@lang]") == ["Two.", "Three.", "One."]
    assert within(page, "listening-lines", "h2") == ["Not checked yet 2", "Checked 1"]
    assert texts(page, ".listening-words") == ["Two."]


@pytest.mark.parametrize(
    ("wordings", "expected"),
    [
        ([("en", "as_published"), ("uk", "as_spoken")], "uk as_spoken"),
        ([("en", "human_translation"), ("ru", "as_published")], "ru as_published"),
        ([("en", "as_published"), ("uk", "as_published")], "uk as_published"),
        ([("en", "human_translation")], "en human_translation"),
    ],
)
def test_what_is_nearest_to_the_spoken_words_is_held_against_the_recording(
    desk, recording, wordings, expected
):
    Recording.objects.update(language="uk")
    statement = said(recording.event, "", draft=True)
    for language, origin in wordings:
        text = f"{language} {origin}"
        WordingFactory(statement=statement, language=language, origin=origin, text=text)
    statement.state = "confirmed"
    statement.save()

    assert texts(read(desk, listen_url(recording.event)), ".listening-words") == [expected]


def test_next_and_previous_lead_through_what_nobody_checked_and_then_through_all(desk, recording):
    one, two, three = (said(recording.event, f"{n}.", order=n) for n in (1, 2, 3))
    CheckFactory(wording=two.wording, recording=recording)
    ways = ".listening-ways"

    first = read(desk, screen(recording, one))
    assert links(first, ways) == [screen(recording, three)]
    assert links(read(desk, screen(recording, two)), ways) == [
        screen(recording, one),
        screen(recording, three),
    ]
    for statement in (one, three):
        CheckFactory(wording=statement.wording, recording=recording)
    assert links(read(desk, screen(recording, one)), ways) == [screen(recording, two)]


def test_a_file_plays_from_where_the_words_were_heard(desk, recording):
    statement = said(recording.event)
    CheckFactory(wording=statement.wording, recording=recording, start_ms=12_500)

    page = read(desk, screen(recording, statement))

    file = reverse("admin:events_recording_file", args=[recording.pk])
    assert page.xpath("//audio/@src") == [f"{file}#t=12.5"]
    assert page.xpath("//input[@name='start_ms']/@value") == ["0:12.5"]


def test_a_film_is_shown(desk, recording):
    Recording.objects.update(file="recordings/a.mp4")
    said(recording.event)

    assert len(read(desk, listen_url(recording.event)).xpath("//video")) == 1


def test_a_recording_elsewhere_opens_at_its_second_in_a_new_tab(desk):
    recording = RecordingFactory(address="https://youtu.be/a1")
    statement = said(recording.event)
    CheckFactory(wording=statement.wording, recording=recording, start_ms=754_000, end_ms=None)

    page = read(desk, screen(recording, statement))

    [link] = page.xpath("//section[@class='listening-player']//a")
    assert (link.get("href"), link.get("target")) == ("https://youtu.be/a1?t=754s", "_blank")
    assert link.text_content() == "Open the recording in a new tab, at 12:34"
    assert "nothing from other sites is played inside our pages" in page.text_content()
    assert page.xpath("//audio | //iframe") == []


def test_an_event_without_a_recording_says_where_one_is_added(desk):
    statement = said(EventFactory())

    page = read(desk, listen_url(statement.event))

    assert links(page, ".listening-player") == [
        f"/admin/events/recording/add/?event={statement.event.pk}"
    ]
    assert page.xpath("//form[@data-check]") == []


def test_an_event_without_words_says_so(desk, recording):
    page = read(desk, listen_url(recording.event))

    assert "No exact words said at this event are confirmed yet." in page.text_content()


def test_another_recording_of_the_event_is_chosen(desk, recording):
    statement = said(recording.event)
    other = RecordingFactory(event=recording.event, title="Second part")

    page = read(desk, screen(recording, statement))
    [address] = page.xpath("//a[. = 'Second part']/@href")

    assert address == screen(other, statement)
    assert texts(read(desk, address), ".listening-title") == ["Second part"]


@pytest.mark.parametrize(
    "query",
    [
        "wording={foreign}", "recording={other}", "wording=0", "wording=x", "recording=",
        "wording=99999999999999999999", "wording={draft}", "recording=²", "wording=-1",
    ],
)  # fmt: skip
def test_words_and_recordings_of_elsewhere_are_not_there(desk, recording, query):
    said(recording.event)
    known = {
        "foreign": said(EventFactory()).wording.pk,
        "other": RecordingFactory().pk,
        "draft": WordingFactory(
            statement=said(recording.event, draft=True, words=""), draft=True
        ).pk,
    }
    url = f"{listen_url(recording.event)}?{query.format(**known)}"

    assert desk.get(url).status_code == 404
    assert send(desk, url).status_code in {302, 404}
    assert not Check.objects.exists()


@pytest.mark.parametrize("query", ["start=x", "start=99999999999999999999&end=-1", "start=²"])
def test_a_moment_that_is_none_is_left_out(desk, recording, query):
    statement = said(recording.event)

    page = read(desk, f"{screen(recording, statement)}&{query}")

    assert page.xpath("//input[@name='start_ms']/@value") == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_screen_costs(desk, recording, number, django_assert_num_queries):
    for n in range(number):
        statement = said(recording.event, f"{n}.", order=n)
        CheckFactory(wording=statement.wording, recording=recording)
        said(recording.event, f"Open {n}.", order=n)
        WordingFactory(statement=statement, language="uk")
    url = screen(recording, statement)

    # session, user, rights; event, titles, recordings; statements, wordings, checks; the words,
    # their checks, who checked, the recordings of these
    with django_assert_num_queries(14):
        read(desk, url)


# What comes of it


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("exact", "Stored: exact, at 1:00."),
        ("minor", "Stored: minor differences, at 1:00."),
        ("sense", "Stored: sense only, at 1:00."),
        ("not_found", "Stored: not found, at 1:00."),
    ],
)
def test_each_outcome_is_stored_at_once(desk, recording, outcome, told):
    statement = said(recording.event)
    url = screen(recording, statement)

    response = send(desk, url, outcome, end_ms="1:05.5", heard="We heard it.")

    check = Check.objects.get()
    assert (response.status_code, response.url) == (302, url)
    assert (check.method, check.wording, check.recording, check.outcome, check.heard) == (
        "recording",
        statement.wording,
        recording,
        outcome,
        "",
    )
    assert (check.start_ms, check.end_ms) == (60_000, 65_500)
    assert check.checked_by.groups.get().name == "editor"
    assert within(read(desk, url), "messagelist", "li") == [told]
    assert LogEntry.objects.about(check).get().action == "added"


def test_two_at_once_leave_two_checks(desk, recording):
    statement = said(recording.event)
    other = UserFactory(is_staff=True)
    other.groups.add(Group.objects.get(name="editor"))

    send(desk, screen(recording, statement))
    desk.force_login(other)
    send(desk, screen(recording, statement), "minor")

    assert sorted(Check.objects.values_list("outcome", flat=True)) == ["exact", "minor"]


def test_what_was_heard_is_kept_and_shown_in_place(desk, recording):
    statement = said(recording.event, "We heard the ice.")
    url = screen(recording, statement)

    send(desk, url, "minor", heard=" We all heard ice. ")
    page = read(desk, url)

    assert Check.objects.get().heard == "We all heard ice."
    assert within(page, "listening-checks", "del") == ["the"]
    assert within(page, "listening-checks", "ins") == ["all"]
    assert links(page, ".listening-checks") == [
        f"/admin/events/wording/{statement.wording.pk}/correct/?check={Check.objects.get().pk}"
    ]


def test_the_difference_is_shown_before_anything_is_stored(desk, recording):
    statement = said(recording.event, "We heard the ice.")

    response = send(
        desk, screen(recording, statement), heard="We heard <b>ice.", _compare="1", start_ms="1:0x"
    )

    assert not Check.objects.exists()
    assert within(fromstring(text(response)), "listening-difference", "del") == ["the ice"]
    assert "&lt;b&gt;" in response.content.decode()


def test_words_that_were_not_found_need_no_moment(desk, recording):
    statement = said(recording.event)

    send(desk, screen(recording, statement), "not_found", start_ms="")

    assert Check.objects.get().start_ms == 0


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"start_ms": ""}, "Say where the words begin: 12:34 or 1:02:03."),
        ({"start_ms": "soon"}, "“soon” is no moment of a recording: write 12:34 or 1:02:03."),
        ({"start_ms": "9" * 5000}, "is no moment of a recording: write 12:34 or 1:02:03."),
        ({"start_ms": "99999999:00"}, "“99999999:00” is no moment of a recording"),
        ({"start_ms": "10:02"}, "The recording ends at 10:00, before 10:02."),
        ({"end_ms": "10:01"}, "The recording ends at 10:00, before 10:01."),
        ({"end_ms": "0:59"}, "The passage cannot end before it starts."),
        ({"end_ms": "1:00"}, "The passage cannot end before it starts."),
        ({"outcome": "wrong"}, "wrong"),
        ({"outcome": ""}, "Say what came of it."),
        ({"heard": "Other words."}, "Other words were heard only where the outcome is minor"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_stored(desk, recording, fields, told):
    statement = said(recording.event)

    response = send(desk, screen(recording, statement), **fields)

    assert response.status_code == 200
    assert told in " ".join(texts(fromstring(text(response)), ".errornote"))
    assert not Check.objects.exists()


def test_the_other_form_of_a_check_knows_the_end_too(desk, recording):
    wording = said(recording.event).wording
    fields = {"method": "recording", "recording": recording.pk, "outcome": "exact"}

    response = add(desk, Check, f"?wording={wording.pk}", start_ms="10:02", **fields)

    assert "The recording ends at 10:00, before 10:02." in text(response)
    assert not Check.objects.exists()


def test_the_length_that_the_browser_tells_is_kept_where_none_is_known(desk, recording):
    statement = said(recording.event)
    Recording.objects.update(length_ms=None)

    late = send(desk, screen(recording, statement), start_ms="1:03", length_ms="61000")
    send(desk, screen(recording, statement), length_ms="61000")
    send(desk, screen(recording, statement), length_ms="99000")

    assert "The recording ends at 1:01, before 1:03." in text(late)
    recording.refresh_from_db()
    assert recording.length_ms == 61_000


def test_words_that_were_corrected_meanwhile_are_not_checked(desk, recording):
    statement = said(recording.event)
    url = screen(recording, statement)
    statement.wording.correct("We heard them.")

    response = send(desk, url)

    assert not Check.objects.exists()
    assert response.url == listen_url(recording.event)
    page = read(desk, response.url)
    assert within(page, "messagelist", "li") == [
        "Nothing is stored: the words were corrected meanwhile. Check the new ones."
    ]
    assert texts(page, ".listening-words") == ["We heard them."]


# Corrected words


def test_what_was_heard_is_proposed_as_the_correction_and_heard_once_more(desk, recording):
    statement = said(recording.event, "We heard the ice.")
    url = screen(recording, statement)
    send(desk, url, "minor", heard="We heard ice.", end_ms="1:04")
    check = Check.objects.get()
    [correct] = links(read(desk, url), ".listening-checks")

    page = read(desk, correct)
    response = desk.post(correct, {"text": page.xpath("//textarea")[0].text.strip()})

    corrected = Wording.objects.current().get()
    assert corrected.text == "We heard ice."
    assert response.url == listen_url(
        recording.event, wording=corrected.pk, recording=recording.pk, start=60_000, end=64_000
    )
    page = read(desk, response.url)
    assert within(page, "listening-lines", "h2") == ["Not checked yet 1"]
    assert page.xpath("//input[@name='start_ms' or @name='end_ms']/@value") == ["1:00", "1:04"]
    assert texts(page, ".listening-checks") == ["Nobody has checked them yet."]
    send(desk, response.url)
    assert [c.outcome for c in corrected.checks.all()] == ["exact"]
    assert [c.pk for c in check.wording.checks.all()] == [check.pk]


@pytest.mark.parametrize("query", ["", "?check=0", "?check=x", "?check={foreign}"])
def test_without_other_words_the_correction_begins_with_those_that_stand(desk, query):
    statement = StatementFactory(words="We heard it.")
    foreign = CheckFactory(outcome="minor", heard="Others.")
    url = reverse("admin:events_wording_correct", args=[statement.wording.pk])

    page = read(desk, url + query.format(foreign=foreign.pk))

    assert page.xpath("//textarea")[0].text.strip() == "We heard it."


def test_corrected_words_are_unchecked_for_readers_at_once(client, recording):
    statement = said(recording.event)
    CheckFactory(wording=statement.wording, recording=recording)
    statement.wording.correct("We heard them.", at=MOMENT + dt.timedelta(days=1))

    page = read(client, statement.get_absolute_url())

    assert "Not checked against a recording." in page.text_content()


# Who may


def test_only_those_who_may_add_checks_are_given_the_form_and_heard(client, recording):
    statement = said(recording.event)
    url = screen(recording, statement)
    seen = {}
    for group in ("staff", "reporter", "editor", "publisher"):
        sign_in(client, group)
        forms = read(client, url).xpath("//form[@data-check]")
        seen[group] = (len(forms), send(client, url).status_code)

    assert seen == {
        "staff": (0, 403), "reporter": (0, 403), "editor": (1, 302), "publisher": (1, 302),
    }  # fmt: skip
    assert Check.objects.count() == 2


def test_a_hidden_recording_is_played_by_ranges_for_those_who_work_here(client, recording):
    recording.event.record_from = None
    recording.event.save()
    url = reverse("admin:events_recording_file", args=[recording.pk])
    public = f"/recordings/{recording.pk}/file"
    assert [client.get(address).status_code for address in (url, public)] == [302, 404]

    sign_in(client, "staff")
    response = client.get(url, headers={"Range": "bytes=2-4"})

    assert (response.status_code, response.getvalue()) == (206, b"234")
    assert response.headers["Content-Range"] == "bytes 2-4/10"
    assert client.get(public).status_code == 404


def test_a_recording_elsewhere_has_no_file_here(desk):
    url = reverse("admin:events_recording_file", args=[RecordingFactory().pk])

    assert desk.get(url).status_code == 404
    assert desk.get(reverse("admin:events_recording_file", args=[99])).status_code == 404


def test_somebody_who_works_here_without_rights_hears_nothing(client, recording):
    client.force_login(UserFactory(is_staff=True))

    for url in (listen_url(recording.event), f"/admin/events/recording/{recording.pk}/file/"):
        assert client.get(url).status_code == 403


# Uploads


def test_a_file_has_its_sum_wherever_it_is_uploaded(desk):
    sound = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"
    event = EventFactory()

    add(desk, Recording, event=event.pk, file=ContentFile(DIGITS, "a.mp3"), length_ms="1:02:03")
    change(desk, event, [("recordings", {"file": ContentFile(DIGITS, "b.mp3"), "title": "B"})])

    assert list(Recording.objects.values_list("sha256", "length_ms")) == [
        (sound, 3_723_000),
        (sound, None),
    ]
