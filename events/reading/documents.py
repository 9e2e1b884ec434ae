"""The words of a Word file or of HTML, as plain text with a blank line between paragraphs."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

import mammoth
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from lxml import etree, html

# What a Word file may be, in bytes; whoever hands in more is asked to paste.
LARGEST_FILE = 25 * 2**20
LARGEST_WHOLE = 200 * 2**20  # unpacked, with the pictures that nobody unpacks
LARGEST_TEXT = 12 * 2**20  # of its XML, unpacked: some 300 pages
MOST_PARTS = 2_000
MOST_TAGS = 150_000  # some five seconds of reading
LARGEST_RATIO = 200  # Word's XML shrinks to a tenth, seldom to a fiftieth
SMALL_PART = 2**20  # below, the ratio says nothing
READING_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

# What parts two paragraphs, what parts two lines, and what is no text.
APART = set(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend main nav ol p pre section summary table "
    "ul".split()
)
LINES = {"br", "tr"}
NO_TEXT = set(
    "applet audio canvas embed head iframe math noscript object script select style svg template "
    "textarea title video".split()
)
AROUND = {"footer", "nav"}
CELLS = {"td", "th"}
LISTS = {"ol", "ul"}
NOTE = ("#footnote", "#endnote")  # the numbers of notes and the arrows back, as mammoth sets them
HTML = re.compile(r"<(?:!doctype|html|body|p|br|div|h[1-6]|ul|ol|li|table|article)\b[^<>]*>", re.I)
# As its own marks, which no text has after `_cleaned`.
PARAGRAPH, LINE = "\x1d", "\x1e"
HANGS = "\x1f"  # no new line here: the item has begun
CELL = " – "
# Word's own style for the title of a text, which mammoth takes for a paragraph.
STYLES = "p[style-name='Title'] => h1.title:fresh"


class Unreadable(Exception):
    """A file that is not read, with a sentence for whoever handed it in."""


def text_of_upload(file: IO[bytes]) -> str:
    """The words of an uploaded Word file (.docx). Raises Unreadable."""
    return text_of_html(html_of_upload(file))


def html_of_upload(file: IO[bytes]) -> str:
    """An uploaded Word file (.docx) as HTML. Raises Unreadable."""
    name = str(getattr(file, "name", None) or "")
    if not name.lower().endswith(".docx"):
        sentence = _("“%s” is not a Word file (.docx). Save it as .docx, or paste its text.")
        raise Unreadable(sentence % name)
    _weigh(file, name)
    try:
        # A picture would be written into the HTML as data; nobody reads it here.
        made = mammoth.convert_to_html(file, style_map=STYLES, convert_image=lambda image: [])
    # A damaged file leads the library into whatever error its XML happens to cause.
    except Exception as error:
        raise Unreadable(_damaged(name)) from error
    return made.value


def text_of_html(markup: str) -> str:
    """The words of HTML: paragraphs parted by a blank line, items of a list each on a line with a
    bullet or a number, the cells of a row joined by dashes. Scripts and styles are left out."""
    tree = _tree(markup)
    joined = "" if tree is None else "".join(_Words().of(tree))
    joined = re.sub(r"[^\S\u00a0\x1d-\x1f]+", " ", joined)
    joined = re.sub(r"\x1f[ \x1d\x1e]*", "", joined)
    joined = re.sub(r" *\x1e[ \x1e]*", LINE, joined)
    joined = re.sub(r"[ \x1e]*\x1d[ \x1d\x1e]*", "\n\n", joined)
    return joined.replace(LINE, "\n").strip()


def title_of_html(markup: str) -> str:
    """The words that HTML marks as the title of its text, by the title of Word or an h1, that of
    the article before that of the page; empty without one."""
    tree = _tree(markup)
    found = [] if tree is None else [one for one in tree.iter("h1") if not _is_hidden(one)]
    found.sort(key=lambda one: (one.get("class") != "title", not _is_in_article(one)))
    for one in found:
        one.tail = None
    titles = (" ".join("".join(_Words().of(one)).split()) for one in found)
    return next(filter(None, titles), "")


def _is_in_article(element) -> bool:
    return any(one.tag in ("article", "main") for one in element.iterancestors())


def _is_hidden(element) -> bool:
    return any(_is_no_text(one) for one in [element, *element.iterancestors()])


def text_of(pasted: str) -> str:
    """The words of what was pasted: of HTML where it looks like HTML, otherwise as it is."""
    return text_of_html(pasted) if is_html(pasted) else pasted


def is_html(pasted: str) -> bool:
    """Whether what was pasted looks like HTML."""
    return bool(HTML.search(pasted))


def _weigh(file: IO[bytes], name: str) -> None:
    """Raises Unreadable for a file that is no text or was made to fill memory and time.

    The sizes in its directory are the most that zipfile unpacks, whatever the file holds.
    """
    size = file.seek(0, 2)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            _limit_sizes(name, size, parts)
            tags = sum(packed.read(part).count(b"<") for part in parts if _is_xml(part))
    except READING_FAULTS as error:
        raise Unreadable(_damaged(name)) from error
    finally:
        file.seek(0)
    if tags > MOST_TAGS:
        sentence = _("“%s” holds more formatting than text. Paste its text instead.")
        raise Unreadable(sentence % name)


def _limit_sizes(name: str, size: int, parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        sentence = _("“%(name)s” is made of %(count)d parts; a Word file has at most %(most)d.")
        raise Unreadable(sentence % {"name": name, "count": len(parts), "most": MOST_PARTS})
    _limit(name, size, LARGEST_FILE)
    _limit(name, sum(part.file_size for part in parts), LARGEST_WHOLE)
    _limit(name, sum(part.file_size for part in parts if _is_xml(part)), LARGEST_TEXT)
    if any(p.file_size > max(SMALL_PART, LARGEST_RATIO * p.compress_size) for p in parts):
        sentence = _("“%s” unpacks to far more than a text would. Paste its text instead.")
        raise Unreadable(sentence % name)


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _limit(name: str, size: int, most: int) -> None:
    if size > most:
        sentence = _(
            "“%(name)s” is too large: %(size)s, where at most %(most)s are read. Paste its "
            "text instead."
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


class _Words:
    """The texts of a tree in the order of reading, with what parts them."""

    def __init__(self) -> None:
        self.skipped = 0  # elements without text that are open
        self.cells = 0
        self.items = 0
        self.numbers: list[int] = []  # how many items each open list had so far

    def of(self, tree) -> Iterator[str]:
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            begins = event == "start"
            if _is_no_text(element):
                self.skipped += 1 if begins else -1
            elif not self.skipped:
                yield self._parting(element.tag, begins, element)
            if not self.skipped:
                yield (element.text if begins else element.tail) or ""

    def _parting(self, tag: str, begins: bool, element) -> str:
        """What stands before the words of an element, or after them."""
        if tag in CELLS:
            self.cells += 1 if begins else -1
            return "" if begins or element.getnext() is None else CELL
        if tag in LISTS:
            self.numbers.append(0) if begins else self.numbers.pop()
            return LINE if self.items else PARAGRAPH
        if tag == "li":
            self.items += 1 if begins else -1
            return LINE + self._bullet(element) if begins else LINE
        if tag in APART:
            return " " if self.cells else LINE if self.items else PARAGRAPH
        return LINE if tag in LINES else ""

    def _bullet(self, item) -> str:
        if not self.numbers or item.getparent().tag != "ol":
            return f"• {HANGS}"
        self.numbers[-1] += 1
        return f"{self.numbers[-1]}. {HANGS}"


def _is_no_text(element) -> bool:
    tag = element.tag
    is_note = tag == "a" and element.get("href", "").startswith(NOTE)
    # What stands round the text on a page; a header may hold the headline.
    is_around = tag in AROUND or (tag == "header" and element.find(".//h1") is None)
    return is_note or is_around or tag in NO_TEXT
