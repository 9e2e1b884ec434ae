"""The body of an article: the marks in it, and the finished text that an edition keeps.

In the working copy `<q data-statement="ID">` marks quoted words, `<span data-statement="ID">` a
paraphrase, `<figure data-picture="ID">` a picture and `<figure data-embed="URL">` a video. The
finished text adds links to the statements, and leaves places, as comments, where the page puts in
the notes on the speakers and the pictures of the moment.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import etree, html

from newsroom.models import Picture

EMBED_HOSTS = {
    "www.youtube.com": "YouTube",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "player.vimeo.com": "Vimeo",
}
STATEMENT_ID = re.compile(r"^s[a-z0-9]{5,11}$")
PICTURE_ID = re.compile(r"^[1-9][0-9]{0,17}$")
# What begins a line of its own.
PARTED = set("blockquote br div figcaption figure h2 h3 hr li ol p pre ul".split())
SEAM = "\ue000"  # a sign of no script, put between words to find them again
PLACE = re.compile(r"<!--(notes|picture) ([a-z0-9 ]+)-->")


@dataclass
class Use:
    """All marks of one statement in one body."""

    statement_id: str
    quoted: list[str] = field(default_factory=list)  # passages in <q>, exact words
    told: list[str] = field(default_factory=list)  # passages in <span>, a paraphrase

    @property
    def passages(self) -> list[str]:
        return self.quoted + self.told


@dataclass
class Part:
    """A piece of a finished body: its HTML, or what the page puts in between."""

    kind: str  # html, notes, picture
    value: str

    @property
    def ids(self) -> list[str]:
        """The ids of the statements whose notes stand here."""
        return self.value.split()


def uses(body: str) -> list[Use]:
    """The statements marked in a body, each once, in the order of their first marks."""
    found: dict[str, Use] = {}
    for mark in _marks(_read(body)):
        use = found.setdefault(mark.get("data-statement"), Use(mark.get("data-statement")))
        (use.quoted if mark.tag == "q" else use.told).append(_words(mark))
    return list(found.values())


def faults(body: str) -> list[str]:
    """What in a body no edition can carry, in sentences for the editor."""
    tree = _read(body)
    return [*_embed_faults(tree), *_picture_faults(tree), *_id_faults(tree)]


def picture_ids(body: str) -> list[int]:
    """The ids of the pictures in a body, in their order."""
    places = _read(body).iterfind(".//figure[@data-picture]")
    ids = [figure.get("data-picture") for figure in places]
    return [int(key) for key in ids if PICTURE_ID.match(key)]


def placed_pictures(finished: str) -> list[int]:
    """The ids of the pictures in a finished body, in their order."""
    return [int(match[2]) for match in PLACE.finditer(finished) if match[1] == "picture"]


def plain_text(body: str) -> str:
    """The words of a body, a line a paragraph, heading or item of a list."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(_read(body), events=("start", "end", "comment")):
        words = element.text if event == "start" else element.tail
        pieces += ["\n" if element.tag in PARTED else "", re.sub(r"\s+", " ", words or "")]
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def around(finished: str, statement_id: str) -> Iterator[tuple[str, str, str]]:
    """For each mark of a statement in a finished body: the text before it, its words, the text
    after it."""
    tree = _read(finished)
    for mark in tree.xpath(".//*[@data-statement=$id]", id=statement_id):
        text, tail = mark.text, mark.tail
        mark.text, mark.tail = SEAM + (text or ""), SEAM + (tail or "")
        before, words, *after = plain_text(_written(tree)).split(SEAM)
        mark.text, mark.tail = text, tail
        yield before, words, "".join(after)


def reworded(body: str, word: Callable[[str, str], str | None]) -> str:
    """The body with other words in its quotations: those that `word` gives for the id of a
    statement and a passage; None leaves the passage as it is."""
    tree = _read(body)
    for mark in tree.xpath(".//q[@data-statement]"):
        words = word(mark.get("data-statement"), _words(mark))
        if words is not None:
            del mark[:]
            mark.text = words
    return _written(tree)


def finish(body: str, language: str) -> str:
    """The body as an edition keeps it: marks linked, places left for notes and pictures."""
    tree = _read(body)
    with override(language):
        for mark in _marks(tree):
            _link(mark)
        for figure in tree.xpath(".//figure[@data-embed]"):
            _finish_embed(figure)
    for figure in tree.xpath(".//figure[@data-picture]"):
        _put(figure, etree.Comment(f"picture {figure.get('data-picture')}"))
    _leave_places_for_notes(tree)
    return _written(tree)


def parts(body: str) -> list[Part]:
    """A finished body, cut at the places that the page fills."""
    pieces = PLACE.split(body)
    found = [Part("html", pieces[0])]
    for kind, value, rest in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        found += [Part(kind, value), Part("html", rest)]
    return [part for part in found if part.value.strip()]


def _read(body: str) -> html.HtmlElement:
    return html.fragment_fromstring(body or "<p></p>", create_parent="div")


def _written(tree: html.HtmlElement) -> str:
    pieces = [etree.tostring(e, encoding="unicode", method="html") for e in tree]
    return (tree.text or "") + "".join(pieces)


def _marks(tree: html.HtmlElement) -> list[html.HtmlElement]:
    return tree.xpath(".//q[@data-statement] | .//span[@data-statement]")


def shortened(words: str) -> str:
    """The first of the words, for a sentence that sets its own quotation marks."""
    return words.strip('“”«»„‟"')[:80]


def _words(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _link(mark: html.HtmlElement) -> None:
    """Makes the marked words a link to the statement; a link within or around them gives way."""
    for other in [*mark.xpath(".//a"), *mark.xpath("ancestor::a")]:
        other.drop_tag()
    url = reverse("events:statement_detail", args=[mark.get("data-statement")])
    if mark.tag == "q":
        mark.set("cite", url)
    link = html.Element("a", href=url)
    link.text, mark.text = mark.text, None
    link.extend(list(mark))
    mark.append(link)


def _finish_embed(figure: html.HtmlElement) -> None:
    url = figure.get("data-embed")
    link = html.Element("a", href=url, rel="noopener")
    link.text = _("Watch on %(host)s") % {"host": EMBED_HOSTS[urlsplit(url).hostname]}
    finished = html.Element("figure")
    finished.set("class", "embed")
    finished.append(link)
    _put(figure, finished)


def _put(old: html.HtmlElement, new: etree._Element) -> None:
    new.tail = old.tail
    old.getparent().replace(old, new)


def _leave_places_for_notes(tree: html.HtmlElement) -> None:
    """Gives each statement an anchor at its first mark, and its note a place below that block."""
    seen: set[str] = set()
    for block in list(tree):
        fresh = []
        for mark in _marks_at(block):
            statement_id = mark.get("data-statement")
            if statement_id not in seen:
                seen.add(statement_id)
                fresh.append(statement_id)
                mark.set("id", f"q-{statement_id}")
        if fresh:
            place = etree.Comment(f"notes {' '.join(fresh)}")
            block.addnext(place)


def _marks_at(block: html.HtmlElement) -> list[html.HtmlElement]:
    if not isinstance(block.tag, str):
        return []
    own = [block] if block.get("data-statement") else []
    return own + _marks(block)


def _embed_faults(tree: html.HtmlElement) -> Iterator[str]:
    for figure in tree.xpath(".//figure[@data-embed]"):
        url = urlsplit(figure.get("data-embed"))
        if url.scheme != "https" or url.hostname not in EMBED_HOSTS:
            yield _(
                "The embed %(url)s is from a place that we do not show; allowed are YouTube and "
                "Vimeo. Make it a link instead."
            ) % {"url": figure.get("data-embed")[:200]}


def _picture_faults(tree: html.HtmlElement) -> Iterator[str]:
    wanted = [figure.get("data-picture") for figure in tree.xpath(".//figure[@data-picture]")]
    ids = {int(key) for key in wanted if PICTURE_ID.match(key)}
    known = {str(key) for key in Picture.objects.filter(pk__in=ids).values_list("pk", flat=True)}
    for key in wanted:
        if key not in known:
            yield _("There is no picture %(id)s: take it out or pick another.") % {"id": key[:40]}


def _id_faults(tree: html.HtmlElement) -> Iterator[str]:
    for mark in _marks(tree):
        if not STATEMENT_ID.match(mark.get("data-statement")):
            yield _("“%(words)s” is marked, but with no statement: mark it anew.") % {
                "words": shortened(_words(mark))
            }
