"""The words of a Word file or of HTML, as plain text with a blank line between paragraphs."""

import re
import zipfile
from collections.abc import Iterator
from typing import IO

import mammoth
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from lxml import etree, html

# What is weighed before a Word file is unpacked, in bytes.
LARGEST_FILE = 25 * 2**20
LARGEST_PART = 8 * 2**20  # of XML, unpacked: some 300 pages
LARGEST_WHOLE = 200 * 2**20  # unpacked, with the pictures that nobody unpacks
MOST_PARTS = 2_000
LARGEST_RATIO = 200  # Word's XML shrinks to a tenth, seldom to a fiftieth
SMALL_PART = 2**20  # below, the ratio says nothing
XML = (".xml", ".rels")

# What parts two paragraphs, what parts two lines, and what is no text.
APART = set(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend main nav ol p pre section summary table "
    "ul".split()
)
LINES = {"br", "li", "tr"}
NO_TEXT = set(
    "applet audio canvas embed head iframe math noscript object script select style svg template "
    "textarea title video".split()
)
CELLS = {"td", "th"}
LISTS = {"ol", "ul"}
NOTE = ("#footnote", "#endnote")  # the numbers of notes and the arrows back, as mammoth sets them
HTML = re.compile(r"<(?:!doctype|html|body|p|br|div|h[1-6]|ul|ol|li|table|article)\b[^<>]*>", re.I)
# As its own marks, which no text has after `_cleaned`.
PARAGRAPH, LINE = "\x1d", "\x1e"


class Unreadable(ValueError):
    """A file that is not read, with a sentence for whoever handed it in."""


def text_of_upload(file: IO[bytes]) -> str:
    """The words of an uploaded Word file (.docx). Raises Unreadable."""
    name = str(getattr(file, "name", None) or "")
    if not name.lower().endswith(".docx"):
        sentence = _("“%s” is not a Word file (.docx). Save it as .docx, or paste its text.")
        raise Unreadable(sentence % name)
    _weigh(file, name)
    try:
        # A picture would be written into the HTML as data; nobody reads it here.
        made = mammoth.convert_to_html(file, convert_image=lambda image: [])
    # A damaged file leads the library into whatever error its XML happens to cause.
    except Exception as error:
        raise Unreadable(_damaged(name)) from error
    return text_of_html(made.value)


def text_of_html(markup: str) -> str:
    """The words of HTML: paragraphs parted by a blank line, items of a list each on a line with a
    bullet or a number, the cells of a row joined by dashes. Scripts and styles are left out."""
    tree = _tree(markup)
    joined = "" if tree is None else "".join(_pieces(tree))
    joined = re.sub(r"[^\S\u00a0\x1d\x1e]+", " ", joined)
    joined = re.sub(r" ?([\x1d\x1e]) ?", r"\1", joined)
    joined = re.sub(r"\x1e*\x1d[\x1d\x1e]*", "\n\n", joined)
    return joined.replace(LINE, "\n").strip()


def text_of(pasted: str) -> str:
    """The words of what was pasted: of HTML where it looks like HTML, otherwise as it is."""
    return text_of_html(pasted) if HTML.search(pasted) else pasted


def _weigh(file: IO[bytes], name: str) -> None:
    """Raises Unreadable for a file that is no text or was made to fill the memory.

    Nothing is unpacked here, and later no more than these sizes: zipfile stops at them.
    """
    size = file.seek(0, 2)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(_damaged(name)) from error
    finally:
        file.seek(0)
    if len(parts) > MOST_PARTS:
        sentence = _("“%(name)s” is made of %(count)d parts; a Word file has at most %(most)d.")
        raise Unreadable(sentence % {"name": name, "count": len(parts), "most": MOST_PARTS})
    _limit(name, size, LARGEST_FILE)
    _limit(name, sum(part.file_size for part in parts), LARGEST_WHOLE)
    for part in parts:
        if part.filename.lower().endswith(XML):
            _limit(name, part.file_size, LARGEST_PART)
        if part.file_size > max(SMALL_PART, LARGEST_RATIO * part.compress_size):
            sentence = _("“%s” unpacks to far more than a text would. Paste its text instead.")
            raise Unreadable(sentence % name)


def _limit(name: str, size: int, most: int) -> None:
    if size > most:
        sentence = _(
            "“%(name)s” is too large: %(size)s where at most %(most)s are read. Paste its text instead."
        )
        sizes = {"size": filesizeformat(size), "most": filesizeformat(most)}
        raise Unreadable(sentence % {"name": name, **sizes})


def _damaged(name: str) -> str:
    sentence = _("“%s” cannot be read as a Word file. Save it again as .docx, or paste its text.")
    return sentence % name


def _tree(markup: str):
    """The elements of HTML, however it is written; None where there is none."""
    # Only XML's characters: others end the parser's reading.
    cleaned = re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", markup)
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return html.document_fromstring(cleaned.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _pieces(tree) -> Iterator[str]:
    """The texts in the order of reading, with what parts them."""
    skipped = 0
    numbers: list[int] = []  # how many items each open list had so far, the innermost last
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        begins = event == "start"
        if _is_no_text(element):
            skipped += 1 if begins else -1
        elif not skipped:
            yield _parting(element, begins, numbers)
        if not skipped:
            yield (element.text if begins else element.tail) or ""


def _is_no_text(element) -> bool:
    is_note = element.tag == "a" and element.get("href", "").startswith(NOTE)
    return is_note or element.tag in NO_TEXT


def _parting(element, begins: bool, numbers: list[int]) -> str:
    """What stands before the words of an element, or after them."""
    tag = element.tag
    if tag in LISTS:
        numbers.append(0) if begins else numbers.pop()
        return LINE if len(numbers) > (not begins) else PARAGRAPH
    if tag in APART:
        # Within an item or a cell even a paragraph is a part of the line.
        return LINE if _is_within_line(element) else PARAGRAPH
    if tag == "li" and begins and numbers:
        numbers[-1] += 1
        is_numbered = element.getparent().tag == "ol"
        return LINE + (f"{numbers[-1]}. " if is_numbered else BULLET)
    if tag in CELLS and not begins and element.getnext() is not None:
        return CELL
    return LINE if tag in LINES else ""
