"""The desk for reports in the admin: handed in, decided line by line, finished."""

import io
import zipfile

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from lxml import html

from articles.intake import proposing
from articles.models import Article, Intake
from events.models import Event, Statement
from newsroom.models import LogEntry
from newsroom.templatetags.newsroom import lately
from tests.adminforms import shown, sign_in, text
from tests.factories import (
    EventFactory,
    EventTextFactory,
    IntakeFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
)
from tests.own_report import OWN

pytestmark = pytest.mark.django_db
ENGLISH = OWN["en"]
PASTE = "/admin/articles/intake/add/"


@pytest.fixture
def editor(client):
    return sign_in(client, "editor")


def desk(intake) -> str:
    return reverse("admin:articles_intake_change", args=[intake.pk])


def line(client, intake, key: str, **changed):
    """The answer to one line, sent as a script sends it, with some fields changed."""
    sent = shown(client.get(desk(intake)).content)
    own = {name: value for name, value in sent.items() if name.startswith(f"{key}-")}
    changed = {f"{key}-{name}": value for name, value in changed.items()}
    url = reverse("admin:articles_intake_line", args=[intake.pk])
    return client.post(url, {**own, **changed, "line": key})


def act(client, intake, name: str, **more):
    url = reverse("admin:articles_intake_line", args=[intake.pk])
    return client.post(url, {"act": name, **more})


def sent_whole(client, intake, button: str, state: str = "confirmed", **changed):
    """The answer to the page sent as a whole, as a browser without scripts sends it."""
    sent = shown(client.get(desk(intake)).content)
    sent |= {name: state for name in sent if name.endswith("-state")}
    return client.post(desk(intake), {**sent, **changed, button: "1"})


def word_file(*paragraphs: str, title: int | None = None) -> SimpleUploadedFile:
    """A Word file with these paragraphs, of which one may bear the style of titles."""
    document = Document()
    for number, paragraph in enumerate(paragraphs):
        document.add_paragraph(paragraph, style="Title" if number == title else None)
    made = io.BytesIO()
    document.save(made)
    return SimpleUploadedFile("report.docx", made.getvalue())


def paste(client, **fields):
    return client.post(PASTE, {"pasted": "", "language": "", "event": "", **fields})


def complaints(response) -> list[str]:
    tree = html.fromstring(response.content.decode())
    return [one.text_content() for one in tree.xpath("//ul[contains(@class, 'errorlist')]/li")]


# Handing in


def test_a_pasted_report_is_kept_and_read(editor):
    response = paste(editor, pasted=ENGLISH.text.replace("\n", "\r\n"))

    intake = Intake.objects.get()
    assert response.headers["Location"] == desk(intake)
    assert (intake.text, intake.language, intake.name) == (ENGLISH.text, "en", ENGLISH.headline)
    assert {one["name"] for one in intake.proposal["people"]} >= {"Olha Rii", "Danylo Hrab"}
    assert LogEntry.objects.about(intake).get().action == "added"


@pytest.mark.parametrize("language", OWN)
def test_the_language_is_that_of_the_text_unless_one_is_chosen(editor, language):
    other = "ru" if language == "uk" else "uk"
    paste(editor, pasted=OWN[language].text)
    paste(editor, pasted=OWN[language].text, language=other)

    assert [i.language for i in Intake.objects.order_by("pk")] == [language, other]


def test_a_text_in_no_language_of_ours_is_read_as_well_as_it_can_be(editor):
    paste(editor, pasted="Το ποτάμι πάγωσε.\n\n«Περιμένουμε», είπε ο Νίκος.")

    assert Intake.objects.get().text.startswith("Το ποτάμι")
    assert editor.get(desk(Intake.objects.get())).status_code == 200


def test_html_is_taken_as_text_and_brings_no_script_along(editor):
    hostile = (
        "<html><body><h1>Ice</h1><script>steal()</script>"
        "<p onclick='steal()'>“It holds,” said Olha Rii. &lt;img src=x onerror=steal()&gt;</p>"
    )

    paste(editor, pasted=hostile)

    intake = Intake.objects.get()
    assert intake.text == "Ice\n\n“It holds,” said Olha Rii. <img src=x onerror=steal()>"
    page = editor.get(desk(intake)).content.decode()
    assert "<img src=x" not in page
    sent_whole(editor, intake, "_finish", "rejected", **{"head-state": "confirmed"})
    assert "<img" not in Article.objects.get().body


def test_a_word_file_is_read(editor):
    paste(editor, file=word_file("Ice", "“It holds,” said Olha Rii."))

    assert Intake.objects.get().text == "Ice\n\n“It holds,” said Olha Rii."


def test_the_headline_is_the_one_that_is_marked_in_html(editor):
    markup = f"<p>News</p><h1>{ENGLISH.headline}</h1><p>“It holds,” said Olha Rii.</p>"

    paste(editor, pasted=markup)

    intake = Intake.objects.get()
    assert (intake.name, intake.proposal["head"]["headline"]) == (ENGLISH.headline,) * 2
    assert "“News” comes from the page, not from the report." in text(editor.get(desk(intake)))
    sent_whole(editor, intake, "_finish", "rejected", **{"head-state": "confirmed"})
    assert Article.objects.get().body == "<p>“It holds,” said Olha Rii.</p>"


def test_the_headline_is_the_title_of_a_word_file(editor):
    file = word_file("News", "Ice", "“It holds,” said Olha Rii.", title=1)

    paste(editor, file=file)

    assert Intake.objects.get().name == "Ice"


def bomb() -> SimpleUploadedFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<w:p/>" * 5_000_000)
    return SimpleUploadedFile("bomb.docx", made.getvalue())


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (lambda: {}, "There is no text: paste the report, or choose a file."),
        (lambda: {"pasted": " \n… !"}, "There is no text: paste the report, or choose a file."),
        (
            lambda: {"pasted": "лід " * 800_000},
            "The text is too large: 5.3 MB, where at most 1.0 MB is taken. Hand in one text at "
            "a time.",
        ),
        (
            lambda: {"file": SimpleUploadedFile("report.docx", b"no Word file")},
            "“report.docx” cannot be read as a Word file. Save it again as .docx, or paste its "
            "text.",
        ),
        (
            lambda: {"file": SimpleUploadedFile("report.pdf", b"%PDF")},
            "“report.pdf” is not a Word file (.docx). Save it as .docx, or paste its text.",
        ),
        (
            lambda: {"file": bomb()},
            "“bomb.docx” is too large: 28.6 MB",
        ),
    ],
    ids=["nothing", "no letter", "huge", "damaged", "another kind", "bomb"],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(editor, sent, told):
    response = paste(editor, **sent())

    (complaint,) = complaints(response)
    assert complaint.replace("\xa0", " ").startswith(told)
    assert Intake.objects.count() == 0


def test_of_a_hostile_number_of_quotations_the_first_are_shown(editor):
    said = "“It holds well today, as it did before,” said Olha Rii.\n\n" * 600

    paste(editor, pasted=f"Ice\n\n{said}", language="en")

    proposal = Intake.objects.get().proposal
    assert len(proposal["statements"]) == 500
    assert [one["told"] for one in proposal["oddities"]] == [
        "Only the first 500 statements are shown, of 600: hand it in in parts."
    ]
    assert editor.get(desk(Intake.objects.get())).status_code == 200


def test_a_report_of_an_event_knows_its_participants(editor):
    event = EventFactory()
    known = ParticipationFactory(event=event, person=PersonFactory(name="Olha Rii"))

    paste(editor, pasted=ENGLISH.text, event=event.pk)

    intake = Intake.objects.get()
    assert intake.event == event
    (rii,) = [one for one in intake.proposal["people"] if one["name"] == "Olha Rii"]
    assert rii["person"] == known.person_id
    assert shown(editor.get(desk(intake)).content)["event-record"] == [str(event.pk)]


@pytest.mark.parametrize(
    ("address", "name"), [(PASTE, "pasted"), ("/admin/events/event/announcement/", "text")]
)
def test_both_desks_take_and_refuse_the_same(editor, address, name):
    def told(text, **more):
        response = editor.post(address, {name: text, "_read": "1", **more})
        return " ".join(complaints(response)) if response.content else ""

    assert "There is no text: paste the" in told("… — !")
    assert told("", file=word_file("")) == "There are no words in the file."
    assert "at most 1.0\xa0MB is taken. Hand in one text at a time." in told("Лід " * 200_000)
    assert told("The river froze\x00.") == ""


def test_a_report_that_is_sent_again_is_gone_on_with(editor):
    paste(editor, pasted=ENGLISH.text)
    begun = Intake.objects.get()
    line(editor, begun, "s1", state="confirmed")

    again = editor.post(PASTE, {"pasted": ENGLISH.text, "language": "", "event": ""}, follow=True)

    assert again.redirect_chain == [(desk(begun), 302)]
    assert "This report is being read already: go on with it here." in text(again)
    assert shown(again.content)["s1-state"] == ["confirmed"]
    assert Intake.objects.count() == LogEntry.objects.about(begun).count() == 1


def test_a_report_of_another_event_or_after_the_first_is_finished_is_read_anew(editor):
    paste(editor, pasted=ENGLISH.text)
    paste(editor, pasted=ENGLISH.text, event=EventFactory().pk)
    paste(editor, pasted=ENGLISH.text, language="uk")
    for intake in Intake.objects.all():
        sent_whole(editor, intake, "_finish", "rejected", **{"head-state": "confirmed"})
    paste(editor, pasted=ENGLISH.text)

    assert [i.finished_at is None for i in Intake.objects.order_by("pk")] == [False] * 3 + [True]


def test_marks_that_nobody_sees_part_no_name(editor):
    paste(editor, pasted=ENGLISH.text.replace("Olha Rii", "Ol\u00adha \u202aRii\u202c\u200e"))

    assert Intake.objects.get().text == ENGLISH.text


# What the text leaves open

MOROZ = (
    "Pumps\n\nIvan Moroz, director of the Institute of Reservoirs, said that the pumps were old."
    "\n\n“We were warned,” said Oksana Moroz, head of the Valley Water Board.\n\n{}"
)


def doubt(page, key: str) -> str:
    """What a line says that the editor has to choose."""
    tree = html.fromstring(page.content.decode())
    found = tree.xpath(f"//li[@data-line='{key}']//p[@class='intake-doubt']")
    return "".join(one.text_content() for one in found)


def summary(page, key: str) -> str:
    tree = html.fromstring(page.content.decode())
    return tree.xpath(f"string(//li[@data-line='{key}']//legend)")


def odd(page) -> list[str]:
    tree = html.fromstring(page.content.decode())
    return [one.text_content() for one in tree.xpath("//*[@class='intake-oddities']//li")]


def test_a_speaker_of_whom_only_a_shared_surname_is_printed_is_chosen_by_the_editor(editor):
    paste(editor, pasted=MOROZ.format("“It is a rumour,” Moroz added."))
    intake = Intake.objects.get()

    page = editor.get(desk(intake))
    refused = line(editor, intake, "s3", state="confirmed")

    told = "The text gives only “Moroz”: choose one of 1. Ivan Moroz, 2. Oksana Moroz."
    assert summary(page, "s3") == "Ivan Moroz / Oksana Moroz: It is a rumour"
    assert doubt(page, "s3") == refused.json()["told"] == told
    assert shown(page.content)["s3-speaker"] == [""]
    assert odd(page) == [
        "“Moroz” may be by Oksana Moroz or by Ivan Moroz: the text gives only “Moroz”."
    ]
    line(editor, intake, "s3", state="confirmed", speaker="p1")
    page = editor.get(desk(intake))
    assert (summary(page, "s3"), doubt(page, "s3")) == ("Ivan Moroz: It is a rumour", "")


def test_one_of_a_surname_who_says_nothing_else_can_be_chosen_too(editor):
    text = MOROZ.replace("said that the pumps were old.", "was there.")

    paste(editor, pasted=text.format("“It is a rumour,” Moroz added."))

    proposal = Intake.objects.get().proposal
    people = {one["key"]: one for one in proposal["people"]}
    among = [people[key] for key in proposal["statements"][-1]["doubt"]["among"]]
    assert [(one["name"], one["post"], one["organization"]) for one in among] == [
        ("Ivan Moroz", "director", "Institute of Reservoirs"),
        ("Oksana Moroz", "head", "Valley Water Board"),
    ]


def test_what_two_said_together_says_so(editor):
    paste(editor, pasted=MOROZ.format("“Open it,” both Ivan Moroz and Oksana Moroz said."))

    page = editor.get(desk(Intake.objects.get()))

    assert doubt(page, "s3") == (
        "Said by 1. Ivan Moroz, 2. Oksana Moroz together: choose one, or press p to add them as a "
        "group."
    )
    assert odd(page) == [
        "“Open it” is said by Ivan Moroz and Oksana Moroz: one statement has one speaker."
    ]
    assert len(Intake.objects.get().proposal["people"]) == 2


@pytest.mark.parametrize(("of", "kind", "name"), [
    ("s3", "group", "Ivan Moroz and Oksana Moroz"), ("s1", "person", ""), ("", "person", "")
])  # fmt: skip
def test_two_who_spoke_together_are_added_as_a_group(editor, of, kind, name):
    paste(editor, pasted=MOROZ.format("“Open it,” both Ivan Moroz and Oksana Moroz said."))
    intake = Intake.objects.get()

    key = act(editor, intake, "person", line=of).json()["key"]

    sent = shown(editor.get(desk(intake)).content)
    assert (key, sent["p3-kind"], sent["p3-name"]) == ("p3", [kind], [name])


def test_of_two_capacities_of_one_person_the_editor_chooses_one(editor):
    towns = "Ivan Moroz, chairman of the Association of River Towns, said that towns would follow."
    paste(editor, pasted=MOROZ.format(towns))
    intake = Intake.objects.get()

    page = editor.get(desk(intake))
    refused = line(editor, intake, "p1", state="confirmed")
    answer = line(editor, intake, "p1", state="confirmed", capacity="1")

    told = "The text prints several capacities, and one is recorded: choose it (c)."
    assert doubt(page, "p1") == refused.json()["told"] == told
    assert odd(page) == [
        "Ivan Moroz stands in another capacity, “chairman of the Association of River Towns”: one "
        "is recorded at an event."
    ]
    assert "1. Ivan Moroz, chairman, Association of River Towns" in answer.json()["html"]
    line(editor, intake, "p1", post="chair")
    intake.refresh_from_db()
    kept = intake.decisions["p1"]
    assert (kept["post"], kept["organization"]) == ("chair", "Association of River Towns")


# Many lines

LETTERS = "bcdfghklmnprstvz"


def many(people: int, statements: int):
    """A report with so many people and statements, of whom everybody third is on record."""
    intake = ENGLISH.intake()
    names = [
        f"{a}a{b}o {c.upper()}{d}im".title()
        for a in LETTERS
        for b in LETTERS[:5]
        for c, d in (("o", a), ("u", b), ("e", a))
    ][:people]
    for name in names[::3]:
        PersonFactory(name=name)
    first, said = intake.proposal["people"][0], intake.proposal["statements"][0]
    intake.proposal["people"] = [
        {**first, "key": f"p{n}", "name": name} for n, name in enumerate(names, start=1)
    ]
    intake.proposal["statements"] = [
        {**said, "key": f"s{n}", "speaker": f"p{1 + n % people}"} for n in range(1, statements + 1)
    ]
    intake.save()
    return intake


@pytest.mark.parametrize(("people", "statements"), [(1, 1), (12, 6)])
def test_the_desk_takes_a_fixed_number_of_queries(
    editor, people, statements, django_assert_num_queries
):
    address = desk(many(people, statements))
    editor.get(address)

    with django_assert_num_queries(13):
        editor.get(address)


def test_of_many_people_a_statement_lists_its_speaker_alone(editor):
    intake = many(200, 15)

    page = html.fromstring(editor.get(desk(intake)).content.decode())
    at_hand = html.fromstring(editor.get(f"{desk(intake)}?at=s7").content.decode())

    def listed(tree, line):
        return tree.xpath(f"//select[@name='{line}-speaker']/option/@value")

    assert (listed(page, "s7"), len(listed(at_hand, "s7"))) == (["", "p8"], 201)
    assert listed(at_hand, "s8") == ["", "p9"]
    line(editor, intake, "s7", state="confirmed", speaker="p50")
    intake.refresh_from_db()
    assert intake.decisions["s7"]["speaker"] == "p50"


def test_a_speaker_who_is_not_listed_is_taken_with_the_whole_page_and_a_fault_keeps_all(editor):
    intake = many(200, 15)

    response = sent_whole(editor, intake, "_save", **{"s7-speaker": "p50", "s8-speaker": ""})

    sent = shown(response.content)
    assert (sent["s7-speaker"], sent["s8-speaker"]) == (["p50"], [""])


def test_more_people_than_a_page_can_show_are_left_out_and_said(editor, monkeypatch):
    monkeypatch.setattr(proposing, "MOST_PEOPLE", 1)

    paste(editor, pasted=ENGLISH.text)

    intake = Intake.objects.get()
    assert [one["name"] for one in intake.proposal["people"]] == ["Olha Rii"]
    assert {one["speaker"] for one in intake.proposal["statements"]} == {"p1", ""}
    assert "Only the first 1 participants are shown; Danylo Hrab" in text(editor.get(desk(intake)))


# What a line may mean on record


def test_the_same_name_in_any_script_is_proposed_first(editor):
    known = PersonFactory(name="Ольга Рій")
    other = PersonFactory(name="Danylo Hrib")

    sent = shown(editor.get(desk(ENGLISH.intake())).content)

    assert (sent["p1-record"], sent["p2-record"]) == ([str(known.pk)], ["new"])
    choices = html.fromstring(editor.get(desk(Intake.objects.get())).content.decode()).xpath(
        "//select[@name='p2-record']/option/@value"
    )
    assert choices == ["new", str(other.pk)]


def test_of_namesakes_on_record_nobody_is_chosen_first(editor):
    one, other = PersonFactory(name="Olha Rii"), PersonFactory(name="Olha Rii")
    intake = ENGLISH.intake()

    page = editor.get(desk(intake))
    refused = line(editor, intake, "p1", state="confirmed")

    told = "Several on record bear this name: choose one, or a new one."
    assert shown(page.content)["p1-record"] == [""]
    assert doubt(page, "p1") == refused.json()["told"] == told
    assert line(editor, intake, "p1", state="rejected").status_code == 200
    assert line(editor, intake, "p1", state="confirmed").status_code == 400
    for record in (one.pk, other.pk, "new"):
        line(editor, intake, "p1", state="confirmed", record=record)
        assert shown(editor.get(desk(intake)).content)["p1-record"] == [str(record)]
    assert doubt(editor.get(desk(intake)), "p1") == ""


def test_a_group_has_no_namesakes(editor):
    PersonFactory(name="Olha Rii"), PersonFactory(name="Olha Rii")

    answer = line(editor, ENGLISH.intake(), "p1", state="confirmed", kind="group")

    assert answer.status_code == 200


def test_an_event_of_that_day_and_title_is_proposed_first(editor):
    event = EventFactory(title="", starts_on="2026-03-12")
    EventTextFactory(event=event, title="One boat, two banks")
    EventFactory(title="One boat, two banks", starts_on="2025-03-12")
    another_day = EventFactory(title="One boat, two banks", starts_on="2026-02-01")

    page = editor.get(desk(ENGLISH.intake())).content

    assert shown(page)["event-record"] == [str(event.pk)]
    choices = html.fromstring(page.decode()).xpath("//select[@name='event-record']/option/@value")
    assert choices == ["new", str(event.pk), str(another_day.pk)]


def test_words_on_record_already_are_proposed_instead_of_a_double(editor):
    words = "nobody had counted the passengers since 2019"
    known = StatementFactory(words=words, kind="indirect")

    sent = shown(editor.get(desk(ENGLISH.intake(event=known.event))).content)

    assert sent["s1-recorded"] == [known.public_id]
    assert "s2-recorded" not in sent


def test_other_words_are_another_statement(editor):
    words = "nobody had counted the passengers since 2019"
    known = StatementFactory(words=words, kind="indirect")
    intake = ENGLISH.intake(event=known.event)

    line(editor, intake, "s1", state="confirmed", words="counted the passengers")

    intake.refresh_from_db()
    assert intake.decisions["s1"]["recorded"] == ""


def test_a_double_that_is_wanted_stays_one(editor):
    known = StatementFactory(words="nobody had counted the passengers since 2019")
    intake = ENGLISH.intake(event=known.event)

    line(editor, intake, "s1", state="confirmed", recorded="new")

    assert shown(editor.get(desk(intake)).content)["s1-recorded"] == ["new"]


# One line at a time


def test_a_decision_is_kept_at_once(editor):
    intake = ENGLISH.intake()

    answer = line(editor, intake, "s1", state="confirmed", speaker="p2", kind="direct").json()

    intake.refresh_from_db()
    kept = intake.decisions["s1"]
    assert (kept["state"], kept["speaker"], kept["kind"]) == ("confirmed", "p2", "direct")
    assert (answer["key"], answer["open"], answer["told"]) == ("s1", 8, "8 lines left.")
    again = shown(editor.get(desk(intake)).content)
    assert (again["s1-state"], again["s1-speaker"]) == (["confirmed"], ["p2"])


@pytest.mark.parametrize(
    ("key", "changed", "told"),
    [
        ("s1", {"speaker": ""}, "Choose who said it."),
        ("s1", {"words": "nobody had ever counted"}, "These words do not stand so in the text."),
        ("s1", {"passages": "5-999999"}, "These words are not in the text."),
        ("p1", {"name": ""}, "Give the name, or the label of the group."),
        ("head", {"headline": ""}, "Give a headline."),
        ("event", {"title": ""}, "A new event needs a title."),
        ("event", {"countries": "Ukraine, Mu"}, "There is no country with this name: Mu."),
        ("event", {"starts_on": "yesterday"}, "Enter a valid date."),
    ],
)  # fmt: skip
def test_a_line_that_cannot_stand_says_why(editor, key, changed, told):
    intake = ENGLISH.intake()

    answer = line(editor, intake, key, state="confirmed", **changed)

    assert (answer.status_code, answer.json()["told"]) == (400, told)
    intake.refresh_from_db()
    assert intake.decisions == {}


def test_words_that_are_typed_are_found_in_the_text(editor):
    intake = ENGLISH.intake()

    line(editor, intake, "s1", state="confirmed", words="counted the\npassengers")

    intake.refresh_from_db()
    ((start, end),) = intake.decisions["s1"]["passages"]
    assert intake.text[start:end] == "counted the passengers"


def test_the_last_decisions_are_taken_back_one_by_one(editor):
    intake = ENGLISH.intake()
    line(editor, intake, "s1", state="confirmed")
    line(editor, intake, "s2", state="rejected")
    line(editor, intake, "s1", state="rejected")

    taken = [act(editor, intake, "undo").json() for _n in range(4)]

    assert [one.get("key") for one in taken] == ["s1", "s2", "s1", None]
    assert taken[-1]["told"] == "There is nothing to take back."
    assert shown(editor.get(desk(intake)).content)["s1-state"] == [""]


def test_of_two_tabs_the_older_one_looks_again(editor):
    intake = ENGLISH.intake()
    url = reverse("admin:articles_intake_line", args=[intake.pk])
    first = shown(editor.get(desk(intake)).content)
    own = {name: value for name, value in first.items() if name.startswith("s1-")}
    line(editor, intake, "s1", state="rejected")

    answer = editor.post(url, {**own, "s1-state": "confirmed", "line": "s1"})

    assert answer.status_code == 409
    assert "decided a line in another place meanwhile" in answer.json()["told"]
    assert 'data-state="rejected"' in answer.json()["html"]
    intake.refresh_from_db()
    assert intake.decisions["s1"]["state"] == "rejected"


def test_another_tab_may_decide_another_line(editor):
    intake = ENGLISH.intake()
    url = reverse("admin:articles_intake_line", args=[intake.pk])
    first = shown(editor.get(desk(intake)).content)
    own = {name: value for name, value in first.items() if name.startswith("s1-")}
    line(editor, intake, "s2", state="rejected")

    answer = editor.post(url, {**own, "s1-state": "confirmed", "line": "s1"})

    assert answer.status_code == 200
    intake.refresh_from_db()
    assert intake.decisions.keys() == {"s1", "s2"}


def test_a_statement_that_was_not_found_is_added_in_its_place(editor):
    intake = ENGLISH.intake()
    words = "The ferry at Stara Brama crossed the river"
    start = intake.text.index(words)

    answer = act(editor, intake, "add", passages=f"{start}-{start + len(words)}").json()

    assert answer["key"] == "s5"
    line(editor, intake, "s5", state="confirmed", speaker="p2")
    page = html.fromstring(editor.get(desk(intake)).content.decode())
    assert page.xpath("//li[contains(@class, 'intake-line')]/@data-line")[5:] == [
        "s5", "s1", "s2", "s3", "s4"
    ]  # fmt: skip
    assert page.xpath("//mark[@data-of='s5']/text()") == [words]


def test_a_statement_without_words_is_not_added(editor):
    answer = act(editor, ENGLISH.intake(), "add", passages="7-3")

    assert (answer.status_code, answer.json()["told"]) == (
        400, "Select the words in the text first."
    )  # fmt: skip


def test_a_participant_who_was_not_found_is_added(editor):
    intake = ENGLISH.intake()

    assert act(editor, intake, "person").json()["key"] == "p4"

    line(editor, intake, "p4", state="confirmed", name="Petro Did", post="captain")
    line(editor, intake, "s1", state="confirmed", speaker="p4")
    intake.refresh_from_db()
    assert intake.decisions["s1"]["speaker"] == "p4"


def test_what_is_added_and_taken_back_is_gone(editor):
    intake = ENGLISH.intake()
    act(editor, intake, "person")

    answer = act(editor, intake, "undo").json()

    assert (answer["key"], "html" in answer) == ("p4", False)
    assert "p4-name" not in shown(editor.get(desk(intake)).content)


# Without a script


def test_the_page_sent_as_a_whole_keeps_all_lines(editor):
    intake = ENGLISH.intake()

    sent_whole(editor, intake, "_save", **{"s2-state": "rejected", "s3-speaker": "p1"})

    intake.refresh_from_db()
    assert len(intake.decisions) == 9
    assert intake.decisions["s2"]["state"] == "rejected"
    assert intake.decisions["s3"]["speaker"] == "p1"


def test_the_page_sent_as_a_whole_makes_the_article(editor):
    response = sent_whole(editor, ENGLISH.intake(), "_finish")

    article = Article.objects.get()
    assert response.headers["Location"] == article.desk_url
    assert Statement.objects.filter(state="confirmed").count() == 4


def test_a_fault_keeps_what_was_typed_and_says_where(editor):
    intake = ENGLISH.intake()

    response = sent_whole(editor, intake, "_finish", **{"s1-speaker": "", "s2-kind": "mixed"})

    assert response.status_code == 200
    page = html.fromstring(response.content.decode())
    (error,) = page.xpath("//li[@data-line='s1']//*[@data-error]")
    assert error.text_content().strip() == "Choose who said it."
    assert shown(response.content)["s2-kind"] == ["mixed"]
    assert Article.objects.count() == 0


def test_a_whole_page_that_is_older_than_a_decision_is_shown_anew(editor):
    intake = ENGLISH.intake()
    sent = shown(editor.get(desk(intake)).content)
    line(editor, intake, "s1", state="rejected")

    response = editor.post(desk(intake), {**sent, "s1-state": "confirmed", "_save": "1"})

    assert "decided a line in another place meanwhile" in text(response)
    assert shown(response.content)["s1-state"] == ["rejected"]


# Finishing, and who else is there


def test_a_second_finish_leads_to_the_article_of_the_first(editor):
    intake = ENGLISH.intake()
    sent = shown(editor.get(desk(intake)).content)
    sent |= {name: "confirmed" for name in sent if name.endswith("-state")} | {"_finish": "1"}

    first, second = editor.post(desk(intake), sent), editor.post(desk(intake), sent, follow=True)

    assert (Article.objects.count(), Event.objects.count()) == (1, 1)
    assert second.redirect_chain == [(first.headers["Location"], 302)]
    assert "This report is finished: here is the article that was made of it." in text(second)


def test_a_line_of_a_finished_report_leads_there_too(editor):
    intake = ENGLISH.intake()
    sent_whole(editor, intake, "_finish")

    answer = act(editor, intake, "undo")

    assert (answer.status_code, answer.json()["url"]) == (409, desk(intake))


def test_a_finished_report_stays_and_an_unfinished_one_can_be_thrown_away(editor):
    finished, other = ENGLISH.intake(), IntakeFactory()
    sent_whole(editor, finished, "_finish")

    urls = [reverse("admin:articles_intake_delete", args=[one.pk]) for one in (finished, other)]
    answers = [editor.post(url, {"post": "yes"}).status_code for url in urls]

    assert answers == [403, 302]
    assert list(Intake.objects.all()) == [finished]


def test_a_colleague_goes_on_where_one_stopped(editor):
    intake = ENGLISH.intake()
    line(editor, intake, "s1", state="rejected")
    colleague = sign_in(Client(), "reporter")

    page = colleague.get(desk(intake))

    assert f"Handed in by {intake.given_by}" in text(page)
    assert shown(page.content)["s1-state"] == ["rejected"]


def rows(page, path: str) -> list[list[str]]:
    """What each row of a list says, part by part."""
    tree = html.fromstring(page.content.decode())
    found = [row.xpath("./*[not(self::th[not(.//a)])]") for row in tree.xpath(path)]
    return [[" ".join(one.text_content().split()) for one in row] for row in found]


def test_the_list_begins_with_what_is_being_read_and_says_how_far_it_is(editor):
    begun = ENGLISH.intake()
    line(editor, begun, "s1", state="rejected")
    finished = ENGLISH.intake()
    sent_whole(editor, finished, "_finish")

    page = editor.get("/admin/articles/intake/")

    told = [tuple(row[:3]) for row in rows(page, "//table[@id='result_list']/tbody/tr")]
    assert told == [
        (ENGLISH.headline, "1 of 9 lines decided", "Go on Throw it away"),
        (ENGLISH.headline, "-", ENGLISH.headline),
    ]
    links = html.fromstring(page.content.decode()).xpath("//*[@class='intake-acts']/a/@href")
    assert links == [desk(begun), reverse("admin:articles_intake_delete", args=[begun.pk])]


def test_where_a_report_is_handed_in_those_begun_before_are_listed(editor):
    begun = ENGLISH.intake()
    line(editor, begun, "s1", state="confirmed")
    sent_whole(editor, ENGLISH.intake(), "_finish")

    told = rows(editor.get(PASTE), "//*[@class='intake-unfinished']//li")

    assert told == [
        [
            ENGLISH.headline,
            "1 of 9 lines decided",
            f"handed in by {begun.given_by}, {lately(begun.given_at)}",
            "Go on Throw it away",
        ]
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_of_reports_take_a_fixed_number_of_queries(
    editor, count, django_assert_num_queries
):
    for _number in range(count):
        ENGLISH.intake()
    editor.get(PASTE)

    with django_assert_num_queries(6):
        editor.get("/admin/articles/intake/")
    with django_assert_num_queries(5):
        editor.get(PASTE)


@pytest.mark.parametrize("group", ["staff", None])
def test_whoever_may_not_add_all_of_it_is_refused(client, group):
    intake = IntakeFactory()
    if group:
        sign_in(client, group)
    else:
        user = UserFactory(is_staff=True)
        user.user_permissions.set(
            Group.objects.get(name="editor").permissions.exclude(codename="add_event")
        )
        client.force_login(user)

    urls = [PASTE, desk(intake), reverse("admin:articles_intake_line", args=[intake.pk])]
    assert [client.post(url).status_code for url in urls] == [403, 403, 403]


# The ways that lead here


def test_the_first_page_the_list_of_articles_and_the_event_lead_here(editor):
    event = EventFactory()
    pages = {
        reverse("admin:index"): PASTE,
        reverse("admin:articles_article_changelist"): PASTE,
        reverse("admin:events_event_change", args=[event.pk]): f"{PASTE}?event={event.pk}",
    }

    found = {
        url: html.fromstring(editor.get(url).content.decode()).xpath(
            "//div[@id='content']//a[contains(., 'Read a report')]/@href"
        )
        for url in pages
    }

    assert found == {url: [address] for url, address in pages.items()}
    assert "/admin/articles/intake/" in html.fromstring(
        editor.get(reverse("admin:index")).content.decode()
    ).xpath("//div[@class='desk-head']//a/@href")
    assert shown(editor.get(pages[reverse("admin:index")]).content)["event"] == [""]


def test_the_event_that_leads_here_is_chosen(editor):
    event = EventFactory()

    sent = shown(editor.get(f"{PASTE}?event={event.pk}").content)

    assert sent["event"] == [str(event.pk)]


def test_those_who_may_not_read_reports_are_not_led_here(client):
    staff = sign_in(client, "staff")
    event = EventFactory()

    pages = [reverse("admin:index"), reverse("admin:events_event_change", args=[event.pk])]

    assert [PASTE in text(staff.get(url)) for url in pages] == [False, False]
