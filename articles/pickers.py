"""What the editor of an article asks the record: statements, pictures, and whether words agree.

Everything comes back as plain data for JSON.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article
from articles.prose import Use
from articles.quoting import difference, is_verbatim
from articles.references import QUOTED, References, quotation_faults
from events.attribution import Rule
from events.models import Participation, Statement, Wording
from newsroom.folding import fold
from newsroom.models import Picture
from newsroom.texts import pick
from people.models import PersonName

SHOWN = 40
# The longest words of a selection tell it from others; more of them only cost time.
TELLING_WORDS = 8
MARKS = {"en": ("“”", "‘’"), "uk": ("«»", "„“"), "ru": ("«»", "„“")}


def find_statements(words: str, language: str, events: Iterable[int]) -> list[dict]:
    """The statements that fit the words: those of the events first, then all others.

    Without words, the statements of the events in the order in which they were said, or the
    latest ones where there are no events.
    """
    wanted = fold(words).split()
    usable = _usable()
    own = usable.filter(participation__event__in=events)
    if not wanted:
        found = own.order_by("-participation__event__starts_on", "order", "id")[: SHOWN * 5]
        return _lines(found or usable.order_by("-said_on", "-id")[:SHOWN], language)
    others = _holding(usable.exclude(pk__in=own.values("pk")), wanted)
    others = others.order_by("-said_on", "-id")[:SHOWN]
    return _lines([*_fitting(own.order_by("order", "id"), wanted), *others], language)


def _usable() -> QuerySet:
    gone = [Statement.State.WITHDRAWN, Statement.State.MERGED]
    usable = Statement.objects.exclude(state__in=gone).for_list()
    return usable.prefetch_related("participation__person__names")


def _lines(statements: Iterable[Statement], language: str) -> list[dict]:
    return [statement_line(statement, language) for statement in statements]


def _fitting(statements: QuerySet, wanted: list[str]) -> list[Statement]:
    """The statements that share words with the wanted ones, the best first."""
    scored = [(_share(_told_words(statement), wanted), statement) for statement in statements]
    best = max((score for score, statement in scored), default=0)
    near = [pair for pair in scored if pair[0] and pair[0] >= best / 2]
    return [statement for score, statement in sorted(near, key=lambda pair: -pair[0])[:SHOWN]]


def _told_words(statement: Statement) -> str:
    """All by which a statement is found: its words and the speaker's names, folded."""
    said = statement.participation
    names = said.person.names.all() if said.person else []
    rows: list[Any] = [*statement.wordings.all(), said, *said.texts.all(), *names]
    return " ".join(row.folded for row in rows)


def _share(told: str, wanted: list[str]) -> float:
    return sum(word in told for word in wanted) / len(wanted)


def _holding(statements: QuerySet, wanted: list[str]) -> QuerySet:
    """The statements in which each of the most telling words is found."""
    for word in sorted(set(wanted), key=len, reverse=True)[:TELLING_WORDS]:
        worded = Wording.objects.filter(folded__contains=word).values("statement")
        named = PersonName.objects.filter(folded__contains=word).values("person")
        speaking = Participation.objects.filter(Q(folded__contains=word) | Q(person__in=named))
        statements = statements.filter(Q(pk__in=worded) | Q(participation__in=speaking))
    return statements


def statement_line(statement: Statement, language: str) -> dict:
    """A statement as the picker and the card show it, and the words that it would insert."""
    wording = statement.wording_in(language) or pick(statement.wordings.all(), language)
    said = statement.participation
    speaker = pick([said, *said.texts.all()], language)
    return {
        "id": statement.public_id,
        "tag": "q" if statement.kind in QUOTED else "span",
        "kind": statement.get_kind_display(),
        "words": wording.text if wording else "",
        "language": wording.language if wording else "",
        "printed": _printed(statement, wording.text if wording else "", language),
        "speaker": speaker.name,
        "capacity": ", ".join(filter(None, [speaker.post, speaker.organization])),
        "event": str(statement.event),
        "said_on": date_format(statement.said_on),
        "checked": statement.is_checked,
        "notes": list(_notes(statement, wording, language)),
        "url": reverse("admin:events_statement_change", args=[statement.pk]),
    }


def _notes(statement: Statement, wording: Wording | None, language: str) -> Iterable[str]:
    """What an editor should know before the words are printed."""
    if statement.state != Statement.State.CONFIRMED:
        yield statement.get_state_display()
    if wording is None or wording.language != language:
        yield _("no words in the language of the article")
    if statement.effective_rule > Rule.ON_RECORD:
        yield str(statement.effective_rule.label)


def _printed(statement: Statement, words: str, language: str) -> str:
    words = " ".join(words.split())
    return quoted(words, language) if statement.kind in QUOTED else words


def quoted(words: str, language: str) -> str:
    """The words between the quotation marks of a language; equal marks inside become inner ones."""
    outer, inner = MARKS.get(language, MARKS["en"])
    words = words.translate(str.maketrans(outer, inner))
    return outer[0] + words + outer[1]


def marks(body: str, language: str) -> list[dict]:
    """Each statement marked in a body, with how the printed words stand to the recorded ones."""
    references = References(Article(body=body, language=language))
    return [_mark(references, use) for use in references.uses]


def _mark(references: References, use: Use) -> dict:
    statement = references.statements.get(use.statement_id)
    if statement is None:
        told = _("There is no statement %(id)s: mark the words anew.") % {"id": use.statement_id}
        return {"id": use.statement_id, "missing": True, "faults": [told], "passages": []}
    wording = references.wording(use, statement)
    return {
        **statement_line(statement, references.article.language),
        "faults": quotation_faults(use, statement, wording),
        "passages": [_passage(passage, wording) for passage in use.quoted],
    }


def _passage(passage: str, wording: Wording | None) -> dict:
    recorded = wording.text if wording else ""
    return {
        "words": passage,
        "verbatim": is_verbatim(passage, recorded),
        "difference": difference(passage, recorded),
    }


def find_pictures(words: str, language: str) -> list[dict]:
    """The pictures whose alternative text holds each of the words, the newest first."""
    found = Picture.objects.for_list().order_by("-pk")
    for word in fold(words).split():
        found = found.filter(pk__in=Picture.objects.filter(texts__folded__contains=word))
    return [picture_line(picture, language) for picture in found[:SHOWN]]


def picture_line(picture: Picture, language: str) -> dict:
    """A picture as the picker and the editor show it."""
    text = pick(picture.texts.all(), language)
    return {
        "id": str(picture.pk),
        "src": picture.file.small,
        "alt": text.alt if text else "",
        "caption": text.caption if text else "",
        "credit": picture.credit,
    }
