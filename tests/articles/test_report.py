"""The path of the seed report: imported, published, read, exported; and that of its twin."""

import datetime as dt
import json
import shutil
import subprocess

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from docx import Document
from lxml import html
from openpyxl import load_workbook

from articles.models import Article, Edition
from events.models import Event, Participation
from people.models import Person
from tests.factories import SectionFactory, UserFactory, publish
from tests.seed_report import SeedReport, available
from tests.twin_report import TwinReport

pytestmark = pytest.mark.django_db
SEED = pytest.param(
    SeedReport,
    id="seed",
    marks=pytest.mark.skipif(not available(), reason="SEED_REPORT_DIR names no folder with it"),
)


@pytest.fixture(scope="module", params=[SEED, pytest.param(TwinReport, id="twin")])
def report(request, lasting, tmp_path_factory):
    """The report, imported, and its article published."""
    report = request.param()
    with lasting():
        _publish(report, tmp_path_factory.mktemp("report") / "event.json")
        yield report


def _publish(report, path) -> None:
    path.write_text(json.dumps(report.data()), encoding="utf-8")
    call_command("import_event", path)
    event = Event.objects.get(slug=report.slug)
    now = timezone.now() - dt.timedelta(minutes=1)
    Event.objects.filter(pk=event.pk).update(published_at=now, record_from=now)
    article = Article.objects.create(
        kind="report",
        language="en",
        slug="the-report",
        headline=report.headline,
        body=Article._meta.get_field("body").clean(_without_figures(report.body()), None),
        section=SectionFactory(),
        first_printed_on=dt.date(2021, 5, 22),
    )
    article.events.add(event)
    article.bylines.create(text=report.byline())
    publish(article, UserFactory())


def _without_figures(body: str) -> str:
    tree = html.fragment_fromstring(body, create_parent="div")
    for figure in tree.xpath(".//figure"):
        figure.drop_tree()
    return "".join(html.tostring(element, encoding="unicode") for element in tree)


def page(address: str) -> html.HtmlElement:
    response = Client().get(address)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_article_links_each_direct_quotation_to_its_statement_word_for_word(report):
    tree = page("/articles/the-report/")

    quotations = tree.xpath("//article//q[@data-statement]")
    direct = [n for n, id_ in enumerate(report.ids) if _kind(id_) == "direct"]
    assert [q.get("data-statement") for q in quotations] == [report.ids[n] for n in direct]
    assert [q.get("cite") for q in quotations] == [f"/statements/{report.ids[n]}/" for n in direct]
    for quotation, number in zip(quotations, direct, strict=True):
        assert text(quotation).strip("“”").rstrip(",.") == report.words(number).rstrip(".")
    assert len(direct) == report.direct == 7
    assert report.byline() in text(tree)


def _kind(public_id: str) -> str:
    return Event.objects.filter(participations__statements__public_id=public_id).values_list(
        "participations__statements__kind", flat=True
    )[0]


def test_the_event_shows_speakers_statements_and_countries(report):
    tree = page(f"/events/{report.slug}/")
    told = text(tree)

    assert len(report.people) == 5
    for person in report.people:
        post, organization = report.capacity(person)
        assert person in told
        assert ", ".join(part for part in (post, organization) if part) in told
    shown = {a.get("href") for a in tree.xpath("//a[starts-with(@href, '/statements/s')]")}
    assert shown >= {f"/statements/{id_}/" for id_ in report.ids}
    assert len(report.ids) == report.direct + report.indirect + report.collective == 17
    assert [country for country in report.countries if country in told] == list(report.countries)


def test_the_page_of_a_speaker_shows_the_department_on_three_levels(report):
    spoke = Participation.objects.get(printed_name=report.long_unit)
    _, organization = report.capacity(report.long_unit)
    unit = spoke.affiliation.organization

    told = text(page(spoke.person.get_absolute_url()))
    assert organization in told
    assert unit.parent.parent is not None
    assert str(unit.parent) in text(page(unit.get_absolute_url()))


def test_an_expert_without_an_organization_stands_with_the_post_alone(report):
    person = Person.objects.get(names__text=report.without_organization, names__language="en")
    post, organization = report.capacity(report.without_organization)

    assert organization == ""
    assert post in text(page(person.get_absolute_url()))


def test_a_statement_without_an_original_says_so(report):
    told = text(page(f"/statements/{report.ids[1]}/"))

    assert report.words(1) in told
    assert "original" in told.lower()


@pytest.fixture
def exported(report, tmp_path):
    def export(form):
        path = tmp_path / f"event.{form}"
        call_command("export_event", report.slug, "--format", form, "--output", str(path))
        return path

    return export


def test_the_word_file_holds_the_same_facts(report, exported):
    document = Document(exported("docx"))
    told = _document_text(document)

    for person in report.people:
        assert person in told
        assert all(part in told for part in report.capacity(person))
    for number in range(17):
        assert report.words(number) in told
    for country in report.countries:
        assert country in told
    assert "0 of 7 direct quotations checked against a recording" in told


def test_the_excel_file_holds_the_same_facts(report, exported):
    book = load_workbook(exported("xlsx"))
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]

    assert all(report.words(number) in cells for number in range(17))
    assert all(person in cells for person in report.people)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_files_open_in_libreoffice(report, exported, form, tmp_path):
    path = exported(form)

    _convert(path, tmp_path)

    pdf = tmp_path / "event.pdf"
    told = " ".join(
        subprocess.run(
            ["pdftotext", pdf, "-"], capture_output=True, text=True, check=True
        ).stdout.split()
    )
    assert all(person in told for person in report.people)


def _convert(path, folder) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=120,
    )


def _document_text(document) -> str:
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_edition_is_the_one_that_readers_see(report):
    assert [e.headline for e in Edition.objects.live()] == [report.headline]
