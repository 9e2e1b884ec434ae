"""Ukrainian and Russian verbs of speech: which words are some, and who speaks."""

from dataclasses import replace

from . import slavic, unnamed
from .clauses import Range
from .contents import to_the_right
from .lines import Line
from .placing import Attribution, around, placed
from .subjects import NAME, NOBODY, NOUN, PRONOUN, Subject, is_person
from .text import DASHES, QUOTED
from .words import Verb

LIGHT = 7  # tokens after a verb within which its noun stands, its subject between
PROVERBIAL = {"кажуть", "говорят"}  # «як кажуть»: nobody said it
TOLD_OF = {("про", "те", ",", "що"), ("о", "том", ",", "что"), ("об", "этом", ",", "что")}
LONGEST_NICKNAME = 2
OF_THE_MIND = {"вважає", "считает", "вважа", "счита"}


def is_cue(line: Line, i: int, verb: Verb) -> bool:
    """Whether the word tells that something was said."""
    is_negated = _is_negated(line, i)
    is_hearsay = line.is_text(i + 1, ":") and line.is_in(i + 2, "hearsay")
    if verb.has("negated") != is_negated and not is_hearsay and verb.lemma not in OF_THE_MIND:
        return False
    if verb.lemma == "следует" and not line.is_text(i + 1, "из"):
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
    """Who says what by the verb at a place."""
    if verb.is_participle:
        return _gerund(line, i, found)
    as_at = next((k for k in (i - 1, i - 2) if line.is_in(k, "as")), None)
    if as_at is not None and line.lows[i] in PROVERBIAL:
        return None
    subject = _speaker(line, i, verb, is_after_as=as_at is not None)
    if subject is None and not verb.is_impersonal:
        return None
    if (
        subject
        and subject.kind in {NAME, NOUN}
        and not subject.gender
        and verb.gender in {"m", "f"}
    ):
        subject = replace(subject, gender=verb.gender)
    told = _told_of(line, i, free)
    if told:
        return Attribution(i, i + 1, subject, (told,))
    is_behind = subject is not None and subject.first > i
    last = max(i + 1, subject.last) if subject and is_behind else i + 1
    opens = as_at is not None and (
        as_at == 0 or line.is_sign(as_at - 1) or line.is_in(as_at - 1, "coordinators")
    )
    if as_at is not None and opens:
        return placed(line, as_at, last, subject, free) if subject else None
    return around(line, i, (min(i, subject.first) if subject else i, last), subject, free)


def _told_of(line: Line, i: int, free: int) -> Range | None:
    """«Про те, що лабораторія запрацює, повідомив речник»: the clause stands before its verb."""
    if tuple(line.lows[free : free + 4]) not in TOLD_OF:
        return None
    end = next((k for k in range(i, free + 4, -1) if line.is_text(k, ",")), 0)
    return (free + 4, end) if line.count_words(free + 4, end) > 1 else None


def _speaker(line: Line, i: int, verb: Verb, *, is_after_as: bool) -> Subject | None:
    if verb.is_impersonal:
        return unnamed.agent(line, i)
    subject = _beside(line, i, is_after_as=is_after_as)
    if subject and subject.last <= i and line.lows[i] in unnamed.SAYS:
        subject = unnamed.unnamed(line, i, verb) or subject
    if verb.gender == "p" and (subject is None or subject.kind in {NOUN, NOBODY}):
        subject = unnamed.place_after(line, i) or unnamed.place_before(line, i) or subject
    return subject or unnamed.unnamed(line, i, verb)


def _beside(line: Line, i: int, *, is_after_as: bool) -> Subject | None:
    """The subject on either side of the verb."""
    before = slavic.subject_before(line, i)
    follows_sign = line.tokens[i - 1].text in DASHES | {","} if i else False
    if before and not (follows_sign or is_after_as):
        return before
    after = slavic.subject_after(line, i + 1)
    if after is None and follows_sign and _is_nickname(line, i + 1):
        after = slavic.quoted_body(line, i + 1)
    if not (before and after) or is_after_as:
        return after or before
    # «Ткач, директор центру, сказав» has its subject before, «…, сказав Ткач» behind.
    is_apposed = before.last >= i and before.kind != NOBODY and not _quoted_before(line, i)
    is_next = after.first == i + 1 and (after.kind in {NAME, PRONOUN} or before.kind != NAME)
    gender = line.words.verbs[line.lows[i]].gender
    is_other = {before.gender, gender} == {"m", "f"} or before.kind != NAME
    is_next = is_next or (is_other and is_person(after.name))
    return before if is_apposed and not is_next else after


def _is_nickname(line: Line, i: int) -> bool:
    """«…», – каже „Лис“."""
    if i >= line.count or line.tokens[i].kind != QUOTED:
        return False
    piece = line.piece(i)
    return piece.count <= LONGEST_NICKNAME and piece.begins_capital and not piece.ends_sentence


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
