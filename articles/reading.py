"""An edition as it is read: its text with the notes of the moment, and what stands round it."""

import re
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import pairwise

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles import prose
from articles.models import Edition, Quotation
from events.attribution import Label, Rule
from events.models import Check
from events.proof import count
from newsroom.models import Picture
from newsroom.views import gone

# The first mark of a statement in a finished body bears its anchor.
ANCHORED = re.compile(r'<(q|span)\b[^>]*\bid="q-(s[a-z0-9]+)"[^>]*>.*?</\1>', re.DOTALL)
LINKED = re.compile(
    r'<(q|span)( data-statement="(s[a-z0-9]+)"[^>]*)><a href="[^"]*">(.*?)</a></\1>', re.DOTALL
)


class ElsewhereError(Exception):
    """The article stands at another address."""

    def __init__(self, url: str):
        self.url = url


class WithdrawnError(Exception):
    """No edition of the article can be read any more."""

    def __init__(self, edition: Edition):
        self.edition = edition


def explains_absence(view):
    """Leads readers to where an article stands, or tells them why it stands nowhere."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except ElsewhereError as elsewhere:
            return HttpResponseRedirect(elsewhere.url)
        except WithdrawnError as withdrawn:
            edition = withdrawn.edition
            return gone(request, edition.withdrawn_reason, edition.withdrawn_at)

    return answer


def find(editions, slug: str) -> Edition:
    """The live edition among `editions` at the address. Raises Http404, ElsewhereError or
    WithdrawnError."""
    own = editions.named(slug, get_language())
    if edition := own.live().for_page().first():
        return edition
    if edition := own.withdrawn().first():
        raise WithdrawnError(edition)
    if edition := editions.named(slug).live().for_list().first():
        raise ElsewhereError(edition.get_absolute_url())
    raise Http404("There is no such article.")


def editions(slug: str) -> list[Edition]:
    """All that readers may open of an article, the newest first. Raises as `find`."""
    named = Edition.objects.named(slug, get_language())
    shown = list(named.shown().for_history())
    for newer, older in pairwise(shown):
        newer.previous_number = older.number
    return shown or [find(Edition.objects.all(), slug)]


def edition(slug: str, number: int) -> Edition:
    """One edition of an article. Raises Http404 or WithdrawnError."""
    numbered = Edition.objects.named(slug, get_language()).numbered(number)
    if edition := numbered.withdrawn().first():
        raise WithdrawnError(edition)
    return get_object_or_404(numbered.shown().for_page())


def corrected_between(older: Edition, newer: Edition) -> list[Edition]:
    """The editions after the older one, up to the newer, that told their readers what they put
    right; the first of them first."""
    shown = Edition.objects.of(newer.article).shown().for_history()
    between = [one for one in shown if older.number < one.number <= newer.number]
    return [one for one in reversed(between) if hasattr(one, "correction")]


def languages(edition: Edition) -> dict:
    """The addresses of the article in each language in which it can be read."""
    translations = Edition.objects.live().in_group(edition.article.translation_group)
    return {"alternates": {other.language: other.get_absolute_url() for other in translations}}


@dataclass
class Note:
    """What stands beside a quotation: who spoke, in what capacity, how it was checked."""

    number: int
    quotation: Quotation
    label: Label
    check: Check | None = None  # the one that found the words on a recording, or the original
    is_same_speaker: bool = False  # as in the note before

    @property
    def statement(self):
        return self.quotation.statement.standing

    @property
    def printed_id(self) -> str:
        """The id under which the text has it: another one's that was merged into the statement."""
        return self.quotation.statement.public_id

    @property
    def is_withdrawn(self) -> bool:
        return self.statement.state == self.statement.State.WITHDRAWN

    @property
    def is_checked(self) -> bool:
        """Whether the very words that are printed were found on a recording."""
        return self.check is not None and not self.is_original_checked

    @property
    def is_original_checked(self) -> bool:
        """Whether what the printed words are translated from was found on a recording."""
        printed = self.quotation.wording.language
        return self.check is not None and self.check.wording.language != printed

    @property
    def words(self) -> int:
        """How many exact words are printed; none of a paraphrase."""
        return sum(map(count, self.quotation.passages)) if self.statement.is_verbatim else 0

    @property
    def is_corrected(self) -> bool:
        """Whether the words printed here were put right since."""
        return self.quotation.wording.replaced_at is not None


class Reading:
    """What the page of an edition shows; each part is looked up once, when it is asked for."""

    def __init__(self, edition: Edition):
        self.edition = edition

    @cached_property
    def quotations(self) -> dict[str, Quotation]:
        """What stands beside its note, by the id of the statement."""
        return {q.statement.public_id: q for q in self.edition.quotations.told().for_notes()}

    @cached_property
    def notes(self) -> list[Note]:
        """The notes in the order of the text."""
        order = [match[2] for match in ANCHORED.finditer(self.edition.body)]
        present = [
            self.quotations[public_id] for public_id in order if public_id in self.quotations
        ]
        notes = [Note(n, q, q.label, q.found_check) for n, q in enumerate(present, 1)]
        for before, note in pairwise(notes):
            note.is_same_speaker = note.label == before.label
        return notes

    @property
    def quoted_words(self) -> int:
        """How many words of others the text quotes."""
        return sum(note.words for note in self.notes)

    @property
    def heard_words(self) -> int:
        """How many of them were found on a recording."""
        return sum(note.words for note in self.notes if note.is_checked)

    @cached_property
    def body(self) -> SafeString:
        """The text with its pictures, and a note at the first mark of each statement."""
        notes = {note.printed_id: note for note in self.notes}
        text = LINKED.sub(
            lambda m: m[0] if m[3] in notes else f"<{m[1]}{m[2]}>{m[4]}</{m[1]}>", self.edition.body
        )
        text = prose.PLACE.sub(self._picture, text)
        text = ANCHORED.sub(lambda m: self._noted(m[0], notes.get(m[2])), text)
        return mark_safe(text)  # noqa: S308 - cleaned when it was published

    @cached_property
    def pictures(self) -> dict[int, Picture]:
        """The pictures in the text."""
        ids = prose.placed_pictures(self.edition.body)
        return Picture.objects.for_list().in_bulk(ids) if ids else {}

    @cached_property
    def speakers(self) -> list[Label]:
        """Those whose words are printed, each once."""
        return list(
            {str(note.label): note.label for note in self.notes if note.label.name}.values()
        )

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules of attribution under which it was said, the freest first."""
        said = {note.statement.effective_rule for note in self.notes}
        held = {Rule(event.rule) for event in self.events}
        return sorted((said | held) - {Rule.ON_RECORD, Rule.OFF_RECORD})

    @cached_property
    def events(self) -> list:
        """The events that the text is about."""
        return list(self.edition.events.published().for_links())

    @cached_property
    def history(self) -> list[Edition]:
        """All editions that readers may open, the newest first; nothing of a first edition."""
        if not self.edition.is_updated:
            return []
        return list(Edition.objects.of(self.edition.article).shown().for_history())

    @property
    def previous(self) -> Edition | None:
        """The edition before this one that readers may open."""
        return next((one for one in self.history if one.number < self.edition.number), None)

    @cached_property
    def related(self) -> list[Edition]:
        """Other texts about the same event, or else the same topic."""
        subject = next(iter([*self.events, *self.topics]), None)
        if subject is None:
            return []
        coverage = subject.coverage.live().listed().in_language(self.edition.language)
        return list(coverage.but(self.edition.article).for_links().order_by("-dated_at", "-id")[:4])

    @property
    def topics(self) -> list:
        """The topics that have a page."""
        return [topic for topic in self.edition.topics.all() if topic.is_published]

    def _picture(self, place: re.Match) -> str:
        picture = self.pictures.get(int(place[2])) if place[1] == "picture" else None
        if picture is None:
            return ""
        return get_template("newsroom/_figure.html").render({"picture": picture})

    def _noted(self, mark: str, note: Note | None) -> str:
        if note is None:
            return mark
        context = {"note": note, "mark": mark_safe(mark)}  # noqa: S308 - it is part of the cleaned body
        return get_template("articles/_note.html").render(context).strip()
