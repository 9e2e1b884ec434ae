"""The picture of a statement that is shown where its address is shared.

It says what its page says and no more: the words, the speaker by `statement.label()`, the event,
the day. No name stands in the file beyond what is drawn.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import groupby

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from PIL import Image, ImageDraw, ImageFont

from events.models import Statement
from newsroom.templatetags.newsroom import first_letter_large, in_words, quote_marks

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 80
# Ink and paper as in the style sheet, from 0 to 255; the one accent is a shade of ink of its own.
INK, MUTED, LINE, PAPER, ACCENT = 0, 74, 210, 255, 1
COLOURS = {INK: (22, 24, 29), PAPER: (251, 250, 247), ACCENT: (143, 45, 34)}
# Where the words stand, and the sizes that are tried until they fit.
TOP, BOTTOM = 150, 448
SIZES = [96, 84, 72, 64, 56, 50, 44, 39, 35]
LEADING = 1.22
MOST_LETTERS = 700  # more than fits at the smallest size
MEASURED = 100
KEPT_SECONDS = 24 * 60 * 60
VERSION = "1"  # raised when the drawing changes, so that no older one is kept
# The parts into which a typeface of static/fonts is cut, by the signs that each holds.
CUTS = {
    "cyrillic": [(0x0301, 0x0301), (0x0400, 0x045F), (0x0490, 0x0491), (0x2116, 0x2116)],
    "cyrillic-ext": [(0x0460, 0x052F), (0x20B4, 0x20B4)],
    "latin-ext": [(0x0100, 0x0130), (0x0132, 0x0151), (0x0154, 0x02BA), (0x1E00, 0x1EFF)],
}


@dataclass(frozen=True)
class Card:
    """All that is drawn."""

    words: str
    opening: str
    closing: str
    speaker: str
    capacity: str
    event: str
    date: str
    site: str


def card_of(statement: Statement) -> Card:
    """The card of a statement in the language of the page."""
    label, wording, event = statement.label(), statement.wording, statement.event
    opening, closing = quote_marks(wording.language) if statement.is_verbatim else ("", "")
    return Card(
        words=wording.text,
        opening=opening,
        closing=closing,
        speaker=first_letter_large(label),
        capacity=label.capacity if label.name else "",
        event=event.text.title if event.text else event.slug,
        date=in_words(statement.said_on),
        site=settings.SITE_NAME,
    )


def picture(card: Card) -> bytes:
    """The card as PNG; drawn once a day, and anew whenever anything on it changes."""
    told = "\0".join((VERSION, *astuple(card))).encode(errors="replace")
    key = f"card:{hashlib.sha256(told).hexdigest()}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = draw(card)
        cache.set(key, drawn, KEPT_SECONDS)
    return drawn


def draw(card: Card) -> bytes:
    """The card as PNG."""
    image = Image.new("L", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    right = WIDTH - MARGIN
    pen.rectangle((MARGIN, 62, right, 65), fill=INK)
    small = Face("source-sans-3", 26, 600)
    small.write(pen, MARGIN, 104, small.fitted(card.site, 640), INK)
    plain = Face("source-sans-3", 26, 400)
    plain.write(pen, right - plain.width(card.date), 104, card.date, MUTED)
    face, lines = set_words(card)
    leading = round(face.size * LEADING)
    top = TOP + (BOTTOM - TOP - leading * len(lines)) // 2
    pen.rectangle((MARGIN, top + 8, MARGIN + 5, top + max(8, leading * len(lines))), fill=ACCENT)
    for number, line in enumerate(lines):
        face.write(pen, MARGIN + 34, top + leading * number + face.size, line, INK)
    pen.rectangle((MARGIN, 476, right, 477), fill=LINE)
    name = Face("source-sans-3", 30, 600)
    name.write(pen, MARGIN, 520, name.fitted(card.speaker, right - MARGIN), INK)
    plain.write(pen, MARGIN, 556, plain.fitted(card.capacity, right - MARGIN), MUTED)
    foot = 556 if not card.capacity else 590
    plain.write(pen, MARGIN, foot, plain.fitted(card.event, right - MARGIN), MUTED)
    image.putpalette(_palette())
    stored = io.BytesIO()
    image.save(stored, "PNG", compress_level=4)
    return stored.getvalue()


def set_words(card: Card) -> tuple["Face", list[str]]:
    """The words in lines, in the largest type in which all of them fit; in the smallest one they
    end at a word, with an ellipsis."""
    text = " ".join(card.words[: MOST_LETTERS + 1].split())
    is_cut = len(card.words) > MOST_LETTERS
    text = text.rpartition(" ")[0] or text if is_cut else text
    whole = f"{card.opening}{text}{'…' if is_cut else card.closing}"
    width = (WIDTH - 2 * MARGIN - 34) * 0.985  # what is drawn may be a little wider
    for size in SIZES:
        face = Face("source-serif-4", size, 400)
        lines = list(face.lines(whole, width))
        room = int((BOTTOM - TOP) / (size * LEADING))
        if len(lines) <= room and not (is_cut and size != SIZES[-1]):
            break
    else:
        ending = f"…{card.closing}"
        lines = [*lines[: room - 1], face.fitted(" ".join(lines[room - 1 :]), width, ending)]
    return face, lines


class Face:
    """A typeface in one size and weight, of the parts into which its file is cut by script."""

    def __init__(self, family: str, size: int, weight: int):
        self.family, self.size, self.weight = family, size, weight

    def width(self, text: str) -> float:
        """How wide the text is drawn, in pixels, or a little less than that."""
        return self.size / MEASURED * sum(_width(self.family, self.weight, w) for w in _parts(text))

    def fitted(self, text: str, width: float, ending: str = "…") -> str:
        """The text on one line, or as many of its words as fit with the ending."""
        text = " ".join(text[:MOST_LETTERS].split())
        if self.width(text) <= width:
            return text
        line = next(self.lines(text, width - self.width(ending)), "")
        return line.rstrip(" ,;:–—-") + ending

    def lines(self, text: str, width: float) -> Iterator[str]:
        """The text in lines no wider than `width`; a word that is wider is broken anywhere."""
        line, filled, space = "", 0.0, self.width(" ")
        for piece in (piece for word in text.split() for piece in self._broken(word, width)):
            needed = self.width(piece)
            if line and filled + space + needed > width:
                yield line
                line, filled = piece, needed
            else:
                line, filled = f"{line} {piece}".lstrip(), filled + space + needed
        if line:
            yield line

    def _broken(self, word: str, width: float) -> Iterator[str]:
        if self.width(word) <= width:
            yield word
            return
        piece, filled = "", 0.0
        for sign in word:
            needed = self.width(sign)
            if piece and filled + needed > width:
                yield piece
                piece, filled = "", 0.0
            piece, filled = piece + sign, filled + needed
        yield piece

    def write(self, pen: ImageDraw.ImageDraw, x: float, y: float, text: str, ink: int) -> None:
        """Writes the text on the line `y`."""
        for cut, run in _runs(text):
            font = _font(self.family, cut, self.size, self.weight)
            if not run.isspace():
                pen.text((x, y), run, fill=ink, font=font, anchor="ls")
            x += font.getlength(run)


def _parts(text: str) -> list[str]:
    """The words and the spaces: most of them are measured already."""
    return [part for word in text.split(" ") for part in (" ", word)][1:]


@lru_cache(maxsize=4096)
def _width(family: str, weight: int, text: str) -> float:
    """How wide the text is in the size in which all text is measured: others are in proportion."""
    return sum(_font(family, cut, MEASURED, weight).getlength(run) for cut, run in _runs(text))


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the part of the typeface that holds its signs."""
    for cut, signs in groupby(text, _cut):
        yield cut, "".join(signs)


@lru_cache(maxsize=2048)
def _cut(sign: str) -> str:
    code = ord(sign)
    found = (cut for cut, spans in CUTS.items() if any(a <= code <= b for a, b in spans))
    return next(found, "latin")


@lru_cache(maxsize=64)
def _font(family: str, cut: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """A font of the site's own, which FreeType reads as browsers do."""
    font = ImageFont.truetype(str(finders.find(f"fonts/{family}-{cut}.woff2")), size)
    # One optical size for all, so that widths are in proportion to sizes.
    axes = {"Weight": weight, "Optical Size": 40}
    font.set_variation_by_axes([axes[a["name"].decode()] for a in font.get_variation_axes()])
    return font


@lru_cache(maxsize=1)
def _palette() -> bytes:
    """The colours between ink and paper, and the accent."""
    ink, paper = COLOURS[INK], COLOURS[PAPER]
    shades = [
        tuple(round(a + (b - a) * shade / 255) for a, b in zip(ink, paper, strict=True))
        for shade in range(256)
    ]
    shades[ACCENT] = COLOURS[ACCENT]
    return bytes(channel for shade in shades for channel in shade)
