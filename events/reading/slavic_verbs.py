"""Ukrainian and Russian verbs of speech: which words are some, and who speaks."""

from dataclasses import replace

from . import slavic, unnamed
from .contents import to_the_right
from .lines import Line
from .placing import Attribution, around, placed
from .subjects import NAME, NOBODY, NOUN, PRONOUN
from .text import DASHES
from .words import Verb

LIGHT = 7  # tokens after a verb within which its noun stands, its subject between
OF_THE_MIND = {"вважає", "считает", "вважа", "счита"}


def is_cue(line: Line, i: int, verb: Verb) -> bool:
    """Whether the word tells that something was said."""
    is_negated = _is_negated(line, i)
    if verb.has("negated") != is_negated and verb.lemma not in OF_THE_MIND:
        return False
    return not verb.has("light") or _has_light_noun(line, i)


def _is_negated(line: Line, i: int) -> bool:
    return line.is_in(i - 1, "negations") or (
        line.is_in(i - 1, "adverbs") and line.is_in(i - 2, "negations")
    )


def _has_light_noun(line: Line, i: int) -> bool:
    """«звернула увагу», «дійшли висновку»: alone the verb does not tell of speaking."""
    return any(line.is_in(k, "light_nouns") for k in (*range(i - 2, i), *range(i + 1, i + LIGHT)))


def attribution(
    line: Line, i: int, verb: Verb, free: int, found: list[Attribution]
) -> Attribution | None:
    if verb.is_participle:
        return _gerund(line, i, found)
    as_at = i - 1 if line.is_in(i - 1, "as") else None
    if as_at is None and line.is_in(i - 2, "as"):
        as_at = i - 2
    follows_marks = line.is_sign(i - 1) and (
        line.tokens[i - 1].text in DASHES or line.is_text(i - 1, ",")
    )
    if as_at is not None and line.lows[i] in {"кажуть", "говорят"}:
        return None
    before = slavic.subject_before(line, i)
    after = None
    if before is None or follows_marks or as_at is not None:
        after = slavic.subject_after(line, i + 1)
    subject = after or before
    is_beside = after is not None and after.first == i + 1 and follows_marks
    is_beside = is_beside and (
        after.kind in {NAME, PRONOUN} or before is None or before.kind != NAME
    )
    if before and before.last >= i and before.kind != NOBODY and not _quoted_before(line, i):
        before = None if is_beside else before
    if before and before.last >= i and before.kind != NOBODY and not _quoted_before(line, i):
        subject = before if not (after and as_at is not None) else after
    if verb.is_impersonal:
        subject = unnamed.agent(line, i)
        after = subject if subject and subject.first > i else None
        before = None if after else subject
    elif verb.gender == "p" and (subject is None or subject.kind in {NOUN, NOBODY}):
        place = unnamed.place_after(line, i) or unnamed.place_before(line, i)
        if place:
            subject, before, after = place, place, None
    if subject is None and not verb.is_impersonal:
        subject = before = unnamed.unnamed(line, i, verb)
        if subject is None:
            return None
    if subject and subject.kind == NAME and not subject.gender and verb.gender in {"m", "f"}:
        agreed = replace(subject, gender=verb.gender)
        after, subject = (agreed if after is subject else after), agreed
        before = agreed if after is not agreed else before
    last = max(i + 1, subject.last) if subject and subject is after else i + 1
    first = min(i, subject.first) if subject and subject is before else i
    if as_at is not None and (
        as_at == 0 or line.is_sign(as_at - 1) or line.is_in(as_at - 1, "coordinators")
    ):
        if subject is None:
            return None
        return placed(line, as_at, last, subject, free)
    return around(line, i, (first, last), subject, free)


def _quoted_before(line: Line, i: int) -> bool:
    k = i - 1
    while k >= 0 and line.is_sign(k):
        k -= 1
    return line.is_speech(k)


def _gerund(line: Line, i: int, found: list[Attribution]) -> Attribution | None:
    """«…, додавши, що …»."""
    subject = found[-1].subject if found else slavic.shared(line, i)
    if subject is None:
        return None
    content = to_the_right(line, i, i + 1, is_attached=False)
    return Attribution(i, i + 1, subject, (content,)) if content else None
