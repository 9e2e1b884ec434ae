import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.reading.documents import (
    LARGEST_TEXT,
    MOST_PARTS,
    Unreadable,
    html_of_upload,
    text_of,
    text_of_html,
    text_of_upload,
    title_of_html,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TIMES_TEN = "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True)
)
LAUGHS = f'<!DOCTYPE l [<!ENTITY a "{"ha" * 500}">{TIMES_TEN}]>'


def upload(content: bytes, name: str = "report.docx") -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def word(document: docx.document.Document) -> io.BytesIO:
    file = upload(b"")
    document.save(file)
    return file


def packed(parts: dict[str, str | bytes]) -> io.BytesIO:
    """A zip file of these parts, the others as Word writes them."""
    whole = zipfile.ZipFile(word(docx.Document()))
    file = upload(b"")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in [*whole.namelist(), *(name for name in parts if name not in whole.NameToInfo)]:
            archive.writestr(name, parts[name] if name in parts else whole.read(name))
    return file


def body(xml: str, before: str = "") -> str:
    return f'{before}<w:document xmlns:w="{W}"><w:body>{xml}</w:body></w:document>'


def test_word_file_becomes_paragraphs_lists_and_rows():
    document = docx.Document()
    document.add_heading("Чи витримає порт зиму?")
    document.add_paragraph("Круглий стіл відбудеться ").add_run("13 травня").bold = True
    for name in ["Олена Гай", "Ян Руда"]:
        document.add_paragraph(name, style="List Bullet")
    row = document.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "11:00", "Вступне слово"

    text = text_of_upload(word(document))

    assert text == (
        "Чи витримає порт зиму?\n\n"
        "Круглий стіл відбудеться 13 травня\n\n"
        "• Олена Гай\n• Ян Руда\n\n"
        "11:00 – Вступне слово"
    )


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<p>News</p><h1>The ice<br>holds</h1>tail<h1>Another</h1>", "The ice holds"),
        ("<header><h1>Our paper</h1></header><article><h1>Ice</h1></article>", "Ice"),
        ("<nav><h1>Menu</h1></nav><h1> </h1><h2>Ice</h2>", ""),
        ("", ""),
    ],
    ids=["first", "of the article", "none", "nothing"],
)
def test_the_title_of_html_is_what_it_marks_as_one(markup, title):
    assert title_of_html(markup) == title


def test_the_title_of_a_word_file_is_its_title_before_any_heading():
    document = docx.Document()
    document.add_heading("News", 1)
    document.add_heading("Чи витримає порт зиму?", 0)

    assert title_of_html(html_of_upload(word(document))) == "Чи витримає порт зиму?"


def test_html_loses_scripts_and_keeps_lines():
    markup = (
        "<title>t</title><style>p {}</style><h1>One</h1><p>Two <b>th</b>ree<br>four &amp; five</p>"
        "<script>alert('no')</script>loose<!-- no --><ol><li><p>six</p><li>seven</ol>"
        "<p>eight<a href='#footnote-1'>[1]</a>"
    )

    assert (
        text_of_html(markup)
        == "One\n\nTwo three\nfour & five\n\nloose\n\n1. six\n2. seven\n\neight"
    )


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        pytest.param("a < b\n\n\nc > d", "a < b\n\n\nc > d", id="text"),
        pytest.param("<p>a<p class='x'>b", "a\n\nb", id="html"),
        pytest.param("<DIV>a</DIV>", "a", id="capitals"),
    ],
)
def test_pasted_html_is_told_from_text(pasted, expected):
    assert text_of(pasted) == expected


@pytest.mark.parametrize(
    ("file", "said"),
    [
        pytest.param(
            upload(b"{\\rtf1}", "report.rtf"), "“report.rtf” is not a Word file", id="kind"
        ),
        pytest.param(upload(b"", ""), "“” is not a Word file", id="no name"),
        pytest.param(upload(b"PK\x03\x04"), "cannot be read as a Word file", id="no zip"),
        pytest.param(
            packed({"word/document.xml": "<w:"}), "cannot be read as a Word", id="damaged"
        ),
        pytest.param(
            packed({"word/document.xml": body("<w:p>" * 5000 + "</w:p>" * 5000)}),
            "cannot be read as a Word file",
            id="nested",
        ),
        pytest.param(
            packed({"word/document.xml": body("<w:p><w:r><w:t>&h;</w:t></w:r></w:p>", LAUGHS)}),
            "cannot be read as a Word file",
            id="entities",
        ),
        pytest.param(
            packed({"word/document.xml": "0" * (LARGEST_TEXT + 1)}), "is too large: 12", id="large"
        ),
        pytest.param(
            packed({"word/document.xml": "0" * LARGEST_TEXT}), "is too large: 12", id="in all"
        ),
        pytest.param(packed({"word/a.png": bytes(2**24)}), "far more than a text", id="bomb"),
        pytest.param(
            packed({"word/document.xml": body("<w:p/>" * 150_000)}), "more formatting", id="tags"
        ),
        pytest.param(
            packed({f"word/{n}.png": b"" for n in range(MOST_PARTS)}), "parts; a Word", id="parts"
        ),
    ],
)
def test_file_that_is_no_text_is_refused(file, said):
    with pytest.raises(Unreadable, match=said):
        text_of_upload(file)


@given(
    st.text()
    | st.lists(st.sampled_from(["<ul>", "<li>", "</ul>", "<td>", "<p>", "x", "</b>"])).map("".join)
)
def test_any_markup_is_read(markup):
    text = text_of_html(markup)

    assert text == text.strip()
    assert not set(text) & set("\x1d\x1e\x1f")


def test_what_stands_round_a_text_on_a_page_is_left_out():
    page = (
        "<body><header>Our site</header><nav><p>News</p></nav><article><header><h1>Ice</h1>"
        "</header><p>The river froze.</p></article><footer><p>Write to us</p></footer></body>"
    )

    assert text_of_html(page) == "Ice\n\nThe river froze."
