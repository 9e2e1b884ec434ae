import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from events.attribution import Rule
from events.models import Event
from newsroom.models import LogEntry
from tests.events.whole_event import whole_event
from tests.factories import EventFactory, ParticipationFactory

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self):
        return True


def export(*args, stdout=None):
    stdout = stdout or io.StringIO()
    call_command("export_event", *args, stdout=stdout)
    return stdout.getvalue()


def test_recap_shows_what_readers_see_and_is_logged():
    event = EventFactory(slug="river", title="The river")
    speaker = ParticipationFactory(event=event)

    text = export("river", "--format", "md")

    assert text.startswith("# The river\n")
    entry = LogEntry.objects.about(event).get()
    assert (entry.action, entry.user) == ("exported", None)
    assert entry.detail == {
        "format": "md",
        "profile": "recap",
        "language": "en",
        "people": [speaker.person_id],
        "participations": [speaker.pk],
        "statements": [],
    }


@pytest.mark.parametrize("name", ["docx", "xlsx", "csv", "md", "json"])
def test_every_format_is_written_to_a_file(name, tmp_path):
    EventFactory(slug="river")

    export("river", "--format", name, "--language", "uk", "-o", str(tmp_path / "file"))

    assert (tmp_path / "file").stat().st_size > 100


def test_csv_can_carry_the_mark_for_excel(tmp_path):
    EventFactory(slug="river")

    export("river", "--format", "csv", "--bom", "-o", str(tmp_path / "file"))

    assert (tmp_path / "file").read_bytes().startswith(b"\xef\xbb\xbfNumber,")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing", "--format", "md"], "There is no event “nothing”."),
        (
            ["draft", "--format", "md"],
            "“draft” is not public, and a summary shows only what readers may see. Its whole "
            "record, not for publication: --profile record --format json.",
        ),
        (
            ["draft", "--format", "md", "--language", "xx"],
            "The site has no language “xx”; choose one of: en, uk, ru.",
        ),
        (
            ["draft", "--format", "docx", "--profile", "record", "-o", "x"],
            "The profile record is written as JSON only: --format json.",
        ),
        (["draft", "--format", "md", "--bom"], "--bom goes with --format csv."),
        (
            ["draft", "--format", "docx"],
            "docx is not for a terminal: name a file with -o, or redirect.",
        ),
    ],
)
def test_what_cannot_be_exported_is_refused_in_a_sentence(arguments, sentence):
    EventFactory(slug="draft", draft=True)

    with pytest.raises(CommandError) as error:
        export(*arguments, stdout=Terminal())

    assert str(error.value) == sentence
    assert not LogEntry.objects.exists()


def test_event_off_the_record_is_exported_as_a_record_only():
    EventFactory(slug="quiet", draft=True, rule=Rule.OFF_RECORD)

    with pytest.raises(CommandError):
        export("quiet", "--format", "json")

    assert (
        json.loads(export("quiet", "--format", "json", "--profile", "record"))["event"]["slug"]
        == "quiet"
    )


def test_file_that_cannot_be_written_is_told(tmp_path):
    EventFactory(slug="river")

    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        export("river", "--format", "md", "-o", str(tmp_path / "no" / "file"))


def test_record_is_read_back_by_the_other_command(tmp_path):
    path = tmp_path / "river.json"
    with transaction.atomic():
        whole_event()
        export("river", "--format", "json", "--profile", "record", "-o", str(path))
        transaction.set_rollback(True)

    imported, again = io.StringIO(), io.StringIO()
    call_command("import_event", str(path), stdout=imported)
    call_command("import_event", str(path), stdout=again)

    assert imported.getvalue() == "Imported river\n"
    assert again.getvalue() == "On record already, and nothing differs: river\n"
    assert json.loads(export("river", "--format", "json", "--profile", "record")) == json.loads(
        path.read_text()
    )


def test_faulty_file_is_refused_with_a_line_for_each_fault(tmp_path):
    path = tmp_path / "river.json"
    path.write_text(
        '{"format": "newsroom-event", "version": 1, "profile": "record", "event": {"slug": "a b"}}'
    )

    with pytest.raises(CommandError) as error:
        call_command("import_event", str(path))

    assert str(error.value).splitlines() == [
        f"{path}: event.slug: Enter a valid “slug” consisting of letters, numbers, underscores or "
        "hyphens.",
        f"{path}: event.starts_on: This is missing.",
        "Nothing was written.",
    ]
    assert not Event.objects.exists()


def test_missing_file_is_told():
    with pytest.raises(CommandError, match=r"nowhere\.json cannot be read: No such file"):
        call_command("import_event", "nowhere.json")


def test_export_of_a_published_event_is_downloaded_and_logged(admin_client):
    event = EventFactory(slug="river")

    response = admin_client.get(
        reverse("admin:events_event_export", args=[event.pk]), {"format": "csv", "language": "uk"}
    )

    assert response["Content-Disposition"] == 'attachment; filename="river.uk.csv"'
    assert response["Content-Type"].startswith("text/csv")
    assert LogEntry.objects.get(action="exported").detail["language"] == "uk"


@pytest.mark.parametrize(
    ("traits", "query", "status"),
    [
        ({"draft": True}, {}, 404),
        ({"draft": True}, {"format": "md"}, 404),
        ({}, {"format": "exe"}, 400),
        ({}, {"format": "md", "language": "xx"}, 400),
    ],
)
def test_export_that_cannot_be_is_refused(admin_client, traits, query, status):
    event = EventFactory(**traits)

    response = admin_client.get(reverse("admin:events_event_export", args=[event.pk]), query)

    assert response.status_code == status


@pytest.mark.parametrize("query", [{}, {"format": "md"}])
def test_export_needs_its_own_right(client, django_user_model, query):
    event = EventFactory()
    client.force_login(django_user_model.objects.create_user("someone", is_staff=True))

    response = client.get(reverse("admin:events_event_export", args=[event.pk]), query)

    assert response.status_code == 403


def test_button_leads_to_a_page_that_asks_for_format_and_language(admin_client):
    event = EventFactory()
    address = reverse("admin:events_event_export", args=[event.pk])

    form = admin_client.get(reverse("admin:events_event_change", args=[event.pk]))
    page = admin_client.get(address)

    assert address in form.content.decode()
    values = re.findall(r'name="(?:format|language)" value="(\w+)"', page.content.decode())
    assert values == ["docx", "xlsx", "csv", "md", "json", "en", "uk", "ru"]


def test_draft_has_no_button(admin_client):
    event = EventFactory(draft=True)

    form = admin_client.get(reverse("admin:events_event_change", args=[event.pk]))

    assert "/export/" not in form.content.decode()
