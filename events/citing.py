"""How a statement is cited: in a sentence, and for the programs that keep references.

Nothing here names a speaker but by `statement.label()`, so a citation says no more than the rule
of attribution allows. When the reader looked at it ("accessed") is left to the reader.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from events.models import Check, Participation, Statement, Wording
from newsroom.romanization import slugify
from newsroom.templatetags.newsroom import first_letter_large, in_words, quote_marks

# What would end a line or a field in the middle.
BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# What TeX reads as a command (The TeXbook, chapter 7).
TEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "{}%$&#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
ENDS = re.compile(r"[.!?…][”»“\"’)]*$")
TITLE_WORDS = 12


class Citation:
    """What is known of a statement by those who cite it; `wording` is which words they cite."""

    def __init__(self, statement: Statement, wording: Wording | None = None):
        self.statement = statement
        self.wording: Any = wording or statement.wording
        self.label = statement.label()

    @property
    def id(self) -> str:
        """The id of the statement, which is the name of the files too."""
        return self.statement.public_id

    @cached_property
    def key(self) -> str:
        """A key in Latin letters that is the same in every language: surname, year, id."""
        printed = self.statement.label(self.statement.participation.printed_language)
        surname = _family_and_given(printed.name)[0] if printed.name else ""
        stem = slugify(surname, printed.language).replace("-", "")
        return f"{stem or 'statement'}{self.statement.said_on.year}{self.id}"

    @property
    def is_person(self) -> bool:
        """Whether the speaker is one human being whose name may stand."""
        participation = self.statement.participation
        return participation.kind == Participation.Kind.PERSON and bool(self.label.name)

    @property
    def author(self) -> str:
        """Name or, where the rule says so, post; empty where neither may stand."""
        return self.label.name or self.label.capacity

    @property
    def title(self) -> str:
        """The first of the words."""
        return Truncator(_line(self.wording.text)).words(TITLE_WORDS, truncate="…")

    @cached_property
    def event_title(self) -> str:
        """What the event is called in the language of the page."""
        event = self.statement.event
        return _line(event.text.title if event.text else event.slug)

    @cached_property
    def place(self) -> str:
        """Where the event was held, as far as it is known."""
        event = self.statement.event
        venue = event.venue.name.text if event.venue and event.venue.name else ""
        parts = (venue, event.text.place if event.text else "")
        return _line(", ".join(part for part in parts if part))

    @property
    def translator(self) -> str:
        """Who translated the words that are cited."""
        person = self.wording.named_translator
        return _line(person.name.text) if person and person.name else ""

    @property
    def version(self) -> str:
        """Which words are cited: their language and number."""
        return self.wording.version

    @property
    def corrected_on(self) -> str:
        """The day on which these words took the place of others; empty for the first."""
        is_first = self.wording.number == 1
        return "" if is_first else localdate(self.wording.confirmed_at).isoformat()

    @property
    def url(self) -> str:
        """The address at which exactly these words stay."""
        return settings.SITE_URL + self.wording.get_absolute_url()

    @cached_property
    def check(self) -> Check | None:
        """A check that found these words on a recording that readers may hear."""
        checks = self.wording.checks.all()
        return next((check for check in checks if check.holds and check.public_url), None)

    @property
    def timecode(self) -> str:
        """Where the words are heard on the recording."""
        return self.check.timecode if self.check else ""

    def __str__(self):
        marks = quote_marks(self.wording.language) if self.statement.is_verbatim else ("", "")
        who = ", ".join(dict.fromkeys(part for part in (self.author, self.label.capacity) if part))
        version = _("version %(version)s") % {"version": self.version}
        if self.corrected_on:
            day = in_words(self.wording.confirmed_at)
            version = f"{version}, {_('corrected on %(day)s') % {'day': day}}"
        heard = _("recording, %(timecode)s") % {"timecode": self.timecode} if self.timecode else ""
        pieces = [
            first_letter_large(who),
            self.title.join(marks),
            ", ".join(part for part in (self.event_title, self.place) if part),
            in_words(self.statement.said_on),
            settings.SITE_NAME,
            first_letter_large(heard),
            first_letter_large(version),
        ]
        sentences = (piece if ENDS.search(piece) else f"{piece}." for piece in pieces if piece)
        return f"{_line(' '.join(sentences))} {self.url}"


def as_csl(citation: Citation) -> str:
    """CSL-JSON 1.0.2, which Zotero, Mendeley and pandoc read: a list of one speech."""
    said_on = {"date-parts": [list(citation.statement.said_on.timetuple()[:3])]}
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "speech",
        "title": citation.title,
        "author": _csl_names(citation.author, citation.is_person),
        "issued": said_on,
        "event-date": said_on,
        "event-title": citation.event_title,
        "event-place": citation.place,
        "container-title": settings.SITE_NAME,
        "publisher": settings.SITE_NAME,
        "translator": _csl_names(citation.translator, is_person=True),
        "language": citation.wording.language,
        "abstract": _line(citation.wording.text),
        "version": citation.version,
        "locator": citation.timecode,
        "note": _note(citation),
        "URL": citation.url,
    }
    known = {name: value for name, value in item.items() if value}
    return json.dumps([known], ensure_ascii=False, indent=2) + "\n"


def as_bibtex(citation: Citation) -> str:
    """BibTeX; what only biblatex knows (`eventtitle`, `date` ...) is passed over by the rest."""
    said_on = citation.statement.said_on
    fields = {
        "author": _tex_name(citation.author, citation.is_person),
        "title": f"{{{_tex(citation.title)}}}",
        "howpublished": _tex(", ".join(p for p in (citation.event_title, citation.place) if p)),
        "eventtitle": _tex(citation.event_title),
        "venue": _tex(citation.place),
        "eventdate": said_on.isoformat(),
        "date": said_on.isoformat(),
        "year": f"{said_on.year:04}",
        "month": f"{said_on.month}",
        "publisher": _tex(settings.SITE_NAME),
        "translator": _tex_name(citation.translator, is_person=True),
        "language": citation.wording.language,
        "abstract": _tex(_line(citation.wording.text)),
        "version": citation.version,
        "pages": citation.timecode,
        "note": _tex(_note(citation)),
        "url": citation.url,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}"]) + "\n"


def as_ris(citation: Citation) -> str:
    """RIS, which EndNote and Zotero read."""
    said_on = citation.statement.said_on
    fields = [
        ("TY", "GEN"),
        ("ID", citation.key),
        ("AU", _ris_name(citation.author, citation.is_person)),
        ("TI", citation.title),
        ("T2", citation.event_title),
        ("CY", citation.place),
        ("PY", f"{said_on.year:04}"),
        ("DA", f"{said_on:%Y/%m/%d}"),
        ("PB", settings.SITE_NAME),
        ("A4", _ris_name(citation.translator, is_person=True)),
        ("LA", citation.wording.language),
        ("AB", _line(citation.wording.text)),
        ("ET", citation.version),
        ("SP", citation.timecode),
        ("N1", _note(citation)),
        ("UR", citation.url),
    ]
    lines = [f"{tag}  - {value}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n"])


@dataclass(frozen=True)
class Format:
    """A kind of file in which a citation is taken along."""

    name: str
    content_type: str
    write: Callable[[Citation], str]


FORMATS = {
    "bib": Format("BibTeX", "application/x-bibtex", as_bibtex),
    "ris": Format("RIS", "application/x-research-info-systems", as_ris),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", as_csl),
}


def files(statement: Statement) -> list[tuple[str, str]]:
    """The name of each format, and the address of the citation in it."""
    return [
        (form.name, reverse("events:statement_citation", args=[statement.public_id, ending]))
        for ending, form in FORMATS.items()
    ]


def _note(citation: Citation) -> str:
    """In what capacity it was said, and since when the words are as they are."""
    capacity = citation.label.capacity if citation.label.name else ""
    corrected = citation.corrected_on and _("corrected on %(day)s") % {"day": citation.corrected_on}
    return _line("; ".join(part for part in (capacity, corrected) if part))


def _line(text: str) -> str:
    return BREAKS.sub(" ", text).strip()


def _family_and_given(name: str) -> tuple[str, str]:
    """The name in its two parts; all of it is the first where it has one word."""
    name = _line(name)
    if "," in name:
        family, _comma, given = name.partition(",")
    else:
        given, _space, family = name.rpartition(" ")
    return family.strip() or given.strip(), given.strip() if family.strip() else ""


def _csl_names(name: str, is_person: bool) -> list[dict[str, str]]:
    if not name:
        return []
    family, given = _family_and_given(name)
    whole = not (is_person and given)
    return [{"literal": _line(name)} if whole else {"family": family, "given": given}]


def _ris_name(name: str, is_person: bool) -> str:
    return ", ".join(part for part in _family_and_given(name) if part) if is_person else _line(name)


def _tex(text: str) -> str:
    return text.translate(TEX)


def _tex_name(name: str, is_person: bool) -> str:
    family, given = _family_and_given(name)
    if not name or (is_person and given and " and " not in name):
        return ", ".join(_tex(part) for part in (family, given) if part)
    return f"{{{_tex(_line(name))}}}"
