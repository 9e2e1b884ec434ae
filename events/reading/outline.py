"""An announcement cut into its sections: what stands under which label, and what is prose."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from .documents import CELL
from .eventwords import EventWords
from .marks import SINGLE, marked
from .persons import name_at, name_before

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f\u20e3]")
SPACES = re.compile(r"[^\S\n]+")
ROW = re.compile(r"^\|?(?:[^|\n]+\|){2,}.*$|^\|[^|\n]+\|$|^[^\n\t:]+\t.*$", re.MULTILINE)
RULE = re.compile(r"^[ |:+=–—-]*-{3}[ |:+=–—-]*$", re.MULTILINE)  # beneath the head of a table
BULLET = re.compile(
    r"^(?:[•·●▪◦‣*►▸■□▶→➤➢✓✔–—−-]|\d{1,2}[.)](?![\d.])|[a-zа-яіїє]\)) ?(?=\S)", re.IGNORECASE
)
MONTH_AFTER = re.compile(r"^\d{1,2}\. \w+ (?:19|20)\d\d")
SIGNS = {"📅": "date", "🗓": "date", "📆": "date", "📍": "place", "🏢": "place", "🏛": "place"}
SIGNS |= dict.fromkeys("🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧⏰⌚⏱", "time")
ABBREVIATED = set(
    "дж дз вул просп пр пл бул бульв б буд кв корп м с смт ім обл р рр т тт ст св д-р проф доц "
    "акад п год хв тел моб грн тис млн млрд ул г гг д стр им пер наб ч мин доб напр ред зам dr mr "
    "mrs ms prof st str ave sq blvd no jr sr vs e.g i.e col gen lt maj capt hon rev gov sen rep "
    "dept attn univ inst ext tel mob fl approx rm bldg кімн ауд оф кв під пов корп каб эт вх комн "
    "пом р-н геогр філол істор екон юрид техн мед політ пед психол філос біол хім фіз-мат ист "
    "филол экон юрид техн мед полит пед психол филос биол хим".split()
)
WITH = re.compile(r" (?:with|з|із|зі|с|со) *$")  # «Говоримо з:»; names in another case follow
LONGEST_LABEL = 4  # words of «Модераторы сессий»
LONGEST_LINE, MOST_LINES = 5_000, 1_000  # characters; more is no announcement
KINDS = (
    "moderator",
    "organizers",
    "participants",
    "questions",
    "title",
    "kind",
    "date",
    "time",
    "place",
    "online",
    "other",
)
WITH_DASH = {"moderator", "organizers", "date", "time", "place", "title", "participants", "kind"}


@dataclass
class Line:
    """A line without its bullet."""

    text: str
    has_bullet: bool = False
    after_blank: bool = False
    sign: str = ""  # what a pictogram before it says
    columns: list[str] = field(default_factory=list)  # what the cells of a row of a table are


@dataclass
class Section:
    """What stands under a label; `lead` is what stands under none."""

    kind: str
    label: str = ""
    inline: str = ""  # on the line of the label
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join([self.inline, *(line.text for line in self.lines)]).strip()


def cleaned(text: str) -> str:
    """The text with plain spaces and without what nobody sees."""
    text = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    text = ROW.sub(_row, RULE.sub("", text))
    text = "".join(c if c == "\n" or c.isprintable() or c.isspace() else " " for c in text)
    return "\n".join(line.strip() for line in SPACES.sub(" ", text).split("\n")).strip()


def _row(match: re.Match[str]) -> str:
    """A row of cells that tabs or upright lines part, with dashes between them."""
    row = match.group().strip()
    cells = [cell.strip() for cell in re.split(r"[|\t]", row.removeprefix("|").removesuffix("|"))]
    named = [cell for cell in cells if cell]
    return CELL.join(cells if len(named) > 2 else named)


def cells_of(text: str) -> list[str]:
    """The cells of a row; an empty one keeps its place."""
    return [cell.strip() for cell in re.split(r" –(?= |$)", text)]


def lines_of(text: str, words: EventWords) -> list[Line]:
    """The lines that hold something; a label within a line begins a line of its own."""
    found: list[Line] = []
    after_blank = False
    for whole in (line[:LONGEST_LINE] for line in text.split("\n")[:MOST_LINES]):
        if not whole.strip():
            after_blank = True
        for part in _parted(whole, words):
            line = _line(part)
            if line.text:
                line.after_blank = after_blank
                found.append(line)
                after_blank = False
    return found


def _parted(line: str, words: EventWords) -> list[str]:
    kinds = [k for k in KINDS if k not in ("kind", "online")]
    labels = "|".join(words.source("labels", kind) for kind in kinds)
    dashed = "|".join(words.source("labels", kind) for kind in ("moderator", "organizers"))
    stems = "|".join(words.source("labels", f"{key}_stems") for key in ("question", "participant"))
    longer = rf"(?-i:[A-ZА-ЯІЇЄҐ])[^.;:!?«“\"()]{{0,90}}?(?:{stems})[^.;:!?«“\"]{{0,60}}:(?!//|\d)"
    pattern = words.build(
        "inline label",
        lambda: rf"(?<=[.;!?»”\")…]) (?=(?:{labels}) ?:|(?:{dashed}) ?[–—] |{longer})",
    )
    return pattern.split(line)


def _line(text: str) -> Line:
    line = Line(text.strip())
    while line.text:
        first = line.text[0]
        if first in SIGNS:
            line.sign = line.sign or SIGNS[first]
        elif unicodedata.category(first) not in ("So", "Sk", "Cs", "Co") or first in "№©®":
            break
        else:
            line.has_bullet = True
        line.text = line.text[1:].lstrip()
    if (match := BULLET.match(line.text)) and not MONTH_AFTER.match(line.text):
        line.text, line.has_bullet = line.text[match.end() :].strip(), True
    # Words after a # are for machines.
    line.text = re.sub(r"(?<!\S)#[\w]+", "", line.text).strip()
    return line


def label_of(line: Line, words: EventWords) -> tuple[str, str, str] | None:
    """Kind, label and what stands after it, where a line begins with a label."""
    for kind in KINDS:
        ends = r"(?: ?:| ?[–—-] |\.? *$|\? )" if kind in WITH_DASH else r"(?: ?:|[.?]? *$)"
        pattern = words.build(
            f"label {kind}", lambda k=kind, e=ends: f"({words.source('labels', k)}){e}"
        )
        match = pattern.match(line.text)
        if match and not (
            line.has_bullet
            and kind in ("other", "online", "title", "kind", "questions")
            and not match.group().rstrip().endswith(":")
        ):
            return kind, match[1], line.text[match.end() :].strip()
    less_plain = (_label_with_kind, _leading_label, _longer_label)
    return next(filter(None, (reads(line, words) for reads in less_plain)), None)


def _label_with_kind(line: Line, words: EventWords) -> tuple[str, str, str] | None:
    """«Ведущий круглого стола – …»: a label, the kind of event and a dash or a colon."""
    pattern = words.build(
        "label with kind",
        lambda: (
            rf"(?P<label>{words.source('labels', 'moderator')} (?:of the )?(?:[\w-]+ )?"
            rf"(?:{_any_kind(words)})) ?[:–—] ?"
        ),
    )
    match = pattern.match(line.text)
    return ("moderator", match["label"], line.text[match.end() :]) if match else None


def _leading_label(line: Line, words: EventWords) -> tuple[str, str, str] | None:
    """“Moderator Jane Doe, journalist”, without a colon."""
    pattern = words.build("leading label", lambda: f"({words.source('labels', 'moderator')}) ")
    match = pattern.match(line.text)
    rest = line.text[match.end() :] if match else ""
    name = name_at(rest, 0, words)
    if match is None or line.text[match.end() :][:1].islower() or not (name and name.is_sure):
        return None
    return "moderator", match[1], rest


def _longer_label(line: Line, words: EventWords) -> tuple[str, str, str] | None:
    """A line that ends with a colon, or begins with few words and one, and says what follows."""
    head, colon, rest = line.text.partition(":")
    if (
        not colon
        or len(head) > 160
        or (rest.strip() and len(head) > 100)
        or re.search(r"\d$", head)
    ):
        return None
    if line.has_bullet and rest.strip():
        return None
    if words.find("labels", "contact_stems").match(head):
        return "other", head, rest.strip()
    # A colon within a title, and “Panel discussion: how the port survives”.
    kinds = words.build("ends with kind", lambda: rf"(?:{_any_kind(words)})$")
    is_label = any(
        words.find("labels", kind).match(head)
        for kind in ("moderator", "organizers", "participants", "questions")
    )
    is_kind = kinds.search(head) and rest.strip() and not is_label
    if re.search('[«„“"]', head) or is_kind:
        return None
    # “a roundtable on the topic:” introduces a title.
    if re.search(rf"{words.source('cues', 'title_after')}$", head, re.IGNORECASE):
        return None
    cues = words.find("cues", "participants_after").finditer(head)
    if WITH.search(head) and (name_in(rest, words) or not rest.strip()):
        return "participants", head, rest.strip()
    is_cue = any(match.end() == len(head.rstrip()) for match in cues)
    if is_cue and (name_in(rest, words) or not rest.strip()):
        return "participants", head, rest.strip()
    if words.find("labels", "moderator").match(head) and len(head.split()) <= LONGEST_LABEL:
        return "moderator", head, rest.strip()
    stems = [("questions", "question_stems"), ("participants", "participant_stems")]
    # “Experts invited to the discussion:” stands before names.
    for kind, key in reversed(stems) if name_in(rest, words) else stems:
        if words.find("labels", key).search(head):
            if words.find("labels", "moderator").match(head):
                return "moderator", head, rest.strip()
            if rest.strip() and len(head.split()) > (9 if kind == "questions" else 5):
                return None
            return kind, head, rest.strip()
    if words.find("labels", "organizers").search(head) and len(head.split()) <= 4:
        return "organizers", head, rest.strip()
    return None


def _any_kind(words: EventWords) -> str:
    return "|".join(words.source("kinds", kind) for kind in words.keys("kinds"))


def name_in(text: str, words: EventWords) -> bool:
    """Whether somebody is named before the first comma."""
    first = text.strip(" .;").partition(",")[0]
    return bool(name_at(first, 0, words) or name_before(first, words))


@lru_cache(maxsize=1_000)
def sentences(text: str) -> list[str]:
    """The sentences of a text; a stop after an initial or an abbreviation, or within marks, ends
    none."""
    found, start = [], 0
    titles = [one for one in marked(text, 0, len(text)) if one.is_closed and one.family != SINGLE]
    for match in re.finditer(r"[.!?…]+[»”\")]* +(?=[^\sa-zа-яіїєґё])|\n", text):
        before = text[start : match.start()]
        word = re.search(r"([\w.'’-]+)$", before)
        is_stop = match.group().startswith(".") and len(match.group().strip()) == 1
        if is_stop and word and _is_abbreviated(word[1]):
            continue
        if any(one.start < match.start() and match.end() <= one.inner_end for one in titles):
            continue  # “Cities Without Heat? The Next Winter”
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def _is_abbreviated(word: str) -> bool:
    is_short = len(word) == 1 and word.isalpha()
    is_degree = re.fullmatch(r"(?:[^\W\d_]{1,4}\.){1,3}[^\W\d_]", word)
    return bool(is_short or is_degree or word.lower().rstrip(".") in ABBREVIATED)
