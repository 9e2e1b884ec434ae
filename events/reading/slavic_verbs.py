"""Ukrainian and Russian verbs of speech: which words are some, and who speaks."""

from dataclasses import replace

from . import slavic, unnamed
from .clauses import CLOSE, Range
from .contents import to_the_right
from .lines import Line
from .names import PERSON
from .placing import Attribution, around, placed
from .subjects import (
    FARTHEST,
    GROUP,
    NAME,
    NOBODY,
    NOUN,
    PRONOUN,
    Subject,
    by_name,
    by_noun,
    is_person,
    widened,
)
from .text import DASHES, QUOTED
from .words import Verb

LIGHT = 7  # tokens after a verb within which its noun stands, its subject between
PROVERBIAL = {"кажуть", "говорят"}  # «як кажуть»: nobody said it
TOLD_OF = {("про", "те", ",", "що"), ("о", "том", ",", "что"), ("об", "этом", ",", "что")}
CITES = ("цитує", "цитуют", "процитува", "цитиру", "процитирова")
SINGULAR = tuple("б в г ґ д ж з к л м н п р с т ф х ц ч ш щ ь й о я".split())
REFERENCE = {"посиланням", "ссылкой"}
UNREAL = {"якби", "аби"}
UNREAL_PAIRS = {("если", "бы"), ("когда", "бы"), ("коли", "б"), ("коли", "би")}
CONDITION = 8  # tokens between the condition and its verb
LONGEST_NICKNAME = 2
OF_THE_MIND = {"вважає", "считает", "вважа", "счита"}


def is_cue(line: Line, i: int, verb: Verb) -> bool:
    """Whether the word tells that something was said."""
    is_negated = _is_negated(line, i)
    is_hearsay = line.is_text(i + 1, ":") and line.is_in(i + 2, "hearsay")
    is_either = verb.lemma in OF_THE_MIND or verb.has("either")
    if verb.has("negated") != is_negated and not is_hearsay and not is_either:
        return False
    if _is_unreal(line, i):
        return False
    if verb.lemma == "следует" and not line.is_text(i + 1, "из"):
        return False
    return not verb.has("light") or _has_light_noun(line, i)


def _is_about(line: Line, i: int) -> bool:
    """«Йдеться про те, що …»: the author speaks, and not «у листі йдеться про те, що»."""
    opens = not any(token.is_word for token in line.tokens[:i])
    if line.lows[i] == "написано":  # «На банері написано: „Зачинено“»
        return any(low == "на" for low in line.lows[max(i - 4, 0) : i])
    return line.lows[i] in {"йдеться", "ідеться", "мовиться"} and opens


def _is_unreal(line: Line, i: int) -> bool:
    """«Якби хтось сказав: „Тікайте“»: nobody did."""
    for k in range(i - 1, max(i - CONDITION, -1), -1):
        if line.is_sign(k) or line.is_speech(k):
            return False
        if line.lows[k] in UNREAL or tuple(line.lows[k : k + 2]) in UNREAL_PAIRS:
            return True
    return False


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
    if subject is None and verb.gender == "p":
        subject = _some(line, i) if as_at is not None else _some_before(line, i)
    if subject is None and (not verb.is_impersonal or _is_about(line, i)):
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
    subject = _cited(line, i) or _beside(line, i, is_after_as=is_after_as)
    subject = _referred_to(line, i, subject) or subject
    if subject and subject.last <= i and line.lows[i] in unnamed.SAYS:
        subject = unnamed.unnamed(line, i, verb) or subject
    if subject and verb.gender == "p" and _is_single(line, i, subject):
        subject = None  # «Музей називають „перлиною“»
    are_people = subject is not None and _opens_with_people(line, i, subject)
    if (
        verb.gender == "p"
        and not are_people
        and (subject is None or subject.kind in {NOUN, NOBODY} or _is_of_body(line, i, subject))
    ):
        subject = unnamed.place_after(line, i) or unnamed.place_before(line, i) or subject
    return subject or unnamed.unnamed(line, i, verb)


def _beside(line: Line, i: int, *, is_after_as: bool) -> Subject | None:
    """The subject on either side of the verb."""
    before = slavic.subject_before(line, i)
    follows_sign = line.tokens[i - 1].text in DASHES | {","} if i else False
    after = slavic.subject_after(line, i + 1)
    if before and not (follows_sign or is_after_as):
        return after if after and _is_sure_behind(line, i, after) else before
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


def _opens_with_people(line: Line, i: int, subject: Subject) -> bool:
    """«Джерела в уряді стверджують»: the noun is the subject, and not the place."""
    is_first = not any(line.is_in(k, "prepositions") for k in range(subject.said_first + 1))
    return is_first and subject.last <= i and subject.head in line.words.stems["heads"]


def _is_of_body(line: Line, i: int, subject: Subject) -> bool:
    """«В Управлінні у справах біженців кажуть»: a group that only names the body."""
    first = slavic.window_start(line, i - 1)
    return subject.kind == GROUP and first < subject.said_first and line.lows[first] in unnamed.IN


def _some(line: Line, i: int) -> Subject | None:
    """«Як припускають у селі, …»: people of a place, none of them named."""
    comma = next((k for k in range(i + 1, min(i + CLOSE, line.count)) if line.is_text(k, ",")), 0)
    is_place = line.is_in(i + 1, "prepositions")
    return Subject(NOBODY, i, comma, i, comma) if comma and is_place else None


def _some_before(line: Line, i: int) -> Subject | None:
    """«У мережі підкреслюють, що …»: people of a place that no list knows as a body."""
    first = slavic.window_start(line, i - 1)
    follows = line.is_text(i + 1, ":") or (line.is_text(i + 1, ",") and line.is_in(i + 2, "that"))
    is_place = i - first > 1 and line.lows[first] in {*unnamed.IN, "на"}
    return Subject(NOBODY, first, i, first, i) if is_place and follows else None


def _is_single(line: Line, i: int, subject: Subject) -> bool:
    """Whether a noun before a plural verb is not its subject."""
    is_body = subject.kind == NAME and subject.name is not None and subject.name.kind != PERSON
    if subject.said_last > i or not (subject.kind == NOUN or is_body):
        return False
    words = range(subject.said_first, i)
    if any(line.is_in(k, "coordinators") or line.is_sign(k) for k in words):
        return False
    if any(k in line.titles for k in words) or line.tokens[subject.said_first].text.isupper():
        return False
    noun = subject.head or line.lows[subject.said_first]
    return noun.endswith(SINGULAR)


def _cited(line: Line, i: int) -> Subject | None:
    """«…», – цитує депутата Ігоря Мазура видання «Час»: whose words a paper repeats."""
    if not line.lows[i].startswith(CITES) or not _quoted_before(line, i):
        return None
    name = next((n for n in line.names if n.first > i and n.kind == PERSON), None)
    return by_name(line, name, name.run_first, name.last) if name else None


def _referred_to(line: Line, i: int, subject: Subject | None) -> Subject | None:
    """«повідомляє „Час“ з посиланням на раду»: whom a paper has it from."""
    if subject and (subject.kind == PRONOUN or (is_person(subject.name) and subject.role)):
        return None
    for k in range(max(i - FARTHEST, 0), min(i + FARTHEST, line.count - 1)):
        if line.lows[k] in REFERENCE and line.is_text(k + 1, "на"):
            end = _reference_end(line, k + 2, i)
            found = slavic.in_window(line, k + 2, end, is_any_case=True)
            found = by_noun(line, k + 2, end) if found and found.kind == NOUN else found
            return widened(found, min(i + 1, found.first), found.last) if found else None
    return None


def _reference_end(line: Line, start: int, verb: int) -> int:
    limit = min(start + FARTHEST, line.count)
    return next((k for k in range(start, limit) if line.is_sign(k) or k == verb), limit)


def _is_sure_behind(line: Line, i: int, after: Subject) -> bool:
    """«На слова Ткача відповів Іван Рак: …»: what opens with a preposition is no subject."""
    name = after.name
    if name is None or name.kind != PERSON or not name.is_sure:
        return False
    opens = line.is_in(slavic.window_start(line, i - 1), "prepositions")
    return opens and (line.is_text(after.last, ":", ",") or line.is_in(after.last, "that"))


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
