"""What python-docx leaves to its users: languages, links, fields, styles and table headers."""

import re
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

TAGS = {
    "en": "en-GB",
    "uk": "uk-UA",
    "ru": "ru-RU",
    "be": "be-BY",
    "pl": "pl-PL",
    "de": "de-DE",
}
# Faces that Word has on Windows and on a Mac, both with full Cyrillic.
SERIF, SANS = "Georgia", "Calibri"
INK, GREY, ACCENT, RULE = "16181D", "5F5B53", "8F2D22", "D9D4C9"
TEXT_WIDTH = Mm(160)
# Control characters cannot stand in XML, and Word refuses a file that has them.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def set_up_page(document: Any) -> None:
    """A4 with wide margins."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)


def set_up_styles(document: Any, language: str) -> None:
    """The house's type: serif for what is read, sans for labels, one accent."""
    _set_language(document, language)
    styles = document.styles
    _style(styles["Normal"], SERIF, 10.5, INK, after=0, line=1.3)
    _style(_own(styles, "Kicker"), SANS, 9.5, ACCENT, bold=True, after=4, spaced=20)
    _style(styles["Title"], SERIF, 25, INK, after=3, line=1.1)
    _style(styles["Subtitle"], SANS, 12, GREY, after=16)
    _style(styles["Heading 1"], SERIF, 15, INK, bold=True, before=20, after=6, line=1.15)
    _style(styles["Heading 2"], SANS, 11, ACCENT, bold=True, before=14, after=2)
    _style(styles["Body Text"], SERIF, 10.5, INK, after=7, line=1.35)
    _style(styles["List Bullet"], SERIF, 10.5, INK, after=3, line=1.3)
    _style(_own(styles, "Note"), SANS, 9.5, GREY, before=4, after=6)
    _style(styles["Quote"], SERIF, 11.5, INK, before=12, after=3, line=1.35, indent=6)
    _style(_own(styles, "Attribution"), SANS, 10, INK, after=3, indent=6)
    _style(_own(styles, "Original"), SERIF, 10, GREY, after=3, line=1.3, indent=6)
    _style(_own(styles, "Details"), SANS, 8.5, GREY, after=10, indent=6)
    _style(_own(styles, "Table Text"), SANS, 9.5, INK, before=3, after=3)
    _style(_own(styles, "Table Label"), SANS, 9, GREY, before=3, after=3)
    _style(_own(styles, "Table Header"), SANS, 9, INK, bold=True, before=3, after=3)
    _style(styles["Header"], SANS, 8.5, GREY)
    _style(styles["Footer"], SANS, 8.5, GREY)
    # Word's own stops would catch the page number in the middle.
    styles["Footer"].paragraph_format.tab_stops.clear_all()
    # On the words alone: Word joins the lines of neighbours that have the same border.
    _border(styles["Quote"].element.get_or_add_pPr(), "w:pBdr", "left", ACCENT, 12, 10)
    _remove(styles["Title"].element.get_or_add_pPr(), "w:pBdr")
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(ACCENT), True
    styles.add_style("Strong Name", WD_STYLE_TYPE.CHARACTER).font.bold = True


def _own(styles: Any, name: str) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.quick_style = True
    return style


def _style(style: Any, face: str, size: float, colour: str, **details: Any) -> None:
    """Sets the type of a style; the details are `bold`, `before`, `after` and `line` in points
    and lines, `indent` in millimetres, `spaced` in twentieths of a point between letters."""
    font, paragraph = style.font, style.paragraph_format
    font.name, font.size = face, Pt(size)
    font.bold, font.italic = details.get("bold", False), False
    font.color.rgb = RGBColor.from_string(colour)
    _set_face(style.element.rPr.rFonts, face)
    paragraph.space_before = Pt(details.get("before", 0))
    paragraph.space_after = Pt(details.get("after", 0))
    paragraph.line_spacing = details.get("line", 1.15)
    if "indent" in details:
        paragraph.left_indent = Mm(details["indent"])
    _remove(style.element.rPr, "w:spacing")
    if "spaced" in details:
        style.element.rPr.append(_element("w:spacing", val=str(details["spaced"])))


def _set_face(fonts: Any, face: str) -> None:
    # A theme's face would win over ours.
    for name in [name for name in fonts.attrib if str(name).endswith(("Theme", "theme"))]:
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), face)


def _set_language(document: Any, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _remove(properties, "w:lang")
    properties.append(_element("w:lang", val=TAGS[language], eastAsia=TAGS[language]))


def write_margins(document: Any, left: str, title: str) -> None:
    """The site's name in the header, the title and the page in the footer."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    add_run(section.header.paragraphs[0], left)
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Footer"]
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        add_run(paragraph, f"{title[:80]}\t")
        _add_field(paragraph, "PAGE")
        add_run(paragraph, " / ")
        _add_field(paragraph, "NUMPAGES")


def add_run(
    paragraph: Any, text: str, *, language: str = "", href: str = "", is_name: bool = False
) -> None:
    """Adds a stretch of text, marked with its language where that is not the document's."""
    style = "Strong Name" if is_name else "Hyperlink" if href else None
    run = paragraph.add_run(NOT_XML.sub("", text), style=style)
    if language:
        tag = TAGS.get(language, language)
        run._r.get_or_add_rPr().append(_element("w:lang", val=tag))
    if href:
        target = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), target)
        run._r.addprevious(link)
        link.append(run._r)


def set_up_table(table: Any, widths: list[int], title: str, description: str) -> None:
    """Sets widths as parts of the text's width, lines between rows, and the alternative text."""
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    properties = table._tbl.tblPr
    _remove(properties, "w:tblBorders")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=RULE))
    _place(properties, borders, before=("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"))
    # No margin at the left of a cell, so that tables stand in line with the text.
    margins = OxmlElement("w:tblCellMar")
    margins.append(_element("w:left", w="0", type="dxa"))
    margins.append(_element("w:right", w="140", type="dxa"))
    _place(properties, margins, before=("w:tblLook",))
    properties.append(_element("w:tblCaption", val=title))
    properties.append(_element("w:tblDescription", val=description))
    whole = sum(widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(TEXT_WIDTH * width // whole)
        for cell in column.cells:
            cell.width = column.width
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def mark_header_row(table: Any) -> None:
    """Marks the first row as the header, repeated on each page, and no column as one."""
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    _look(table, firstRow="1", firstColumn="0")
    for cell in row.cells:
        _border(cell._tc.get_or_add_tcPr(), "w:tcBorders", "bottom", ACCENT, 8, 0)


def mark_first_column(table: Any) -> None:
    """Marks the first column as the names of the rows."""
    _look(table, firstRow="0", firstColumn="1")


def _look(table: Any, **marks: str) -> None:
    properties = table._tbl.tblPr
    _remove(properties, "w:tblLook")
    look = _element("w:tblLook", val="0000", lastRow="0", lastColumn="0", **marks)
    look.set(qn("w:noHBand"), "1")
    look.set(qn("w:noVBand"), "1")
    _place(properties, look, before=("w:tblCaption", "w:tblDescription"))


def _border(properties: Any, group: str, side: str, colour: str, eighths: int, space: int) -> None:
    _remove(properties, group)
    borders = OxmlElement(group)
    borders.append(
        _element(f"w:{side}", val="single", sz=str(eighths), space=str(space), color=colour)
    )
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:vAlign")
    _place(properties, borders, before=after)


def _place(parent: Any, child: Any, before: tuple[str, ...]) -> None:
    """Puts a child where the schema wants it: before the first of these that is there."""
    names = {qn(name) for name in before}
    follower = next((each for each in parent if each.tag in names), None)
    if follower is None:
        parent.append(child)
    else:
        follower.addprevious(child)


def _add_field(paragraph: Any, code: str) -> None:
    """A number that Word counts."""
    field = _element("w:fldSimple", instr=code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _remove(parent: Any, tag: str) -> None:
    for child in parent.findall(qn(tag)):
        parent.remove(child)
