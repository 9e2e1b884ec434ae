"""What follows a Ukrainian or Russian verb of speech: after «що», after a colon, or in marks."""

from .clauses import CLOSE, Range, after_colon, clause
from .lines import Line
from .text import DASHES, ENDS
from .words import Verb

FARTHEST = 40  # tokens between a verb and what was said
SHORTEST_QUOTED = 3  # words behind «про»
LONGEST_NAMED = 9  # tokens between «назвав» and the marks
INSTRUMENTAL = ("ом", "ем", "ём", "єм", "ою", "ею", "єю", "ой", "ей", "ым", "им", "ами", "ями")
NAMES = ("фамили", "имен", "имя", "имён", "прізвищ", "ім’я", "імен")
# «Мороз каже, діти повернулися»: what is said follows the comma by itself.
SAYS = set(
    """
    каже кажуть говорить говорять розповідає пригадує зізнається запевняє переконує
    говорит говорят рассказывает вспоминает признаётся признается уверяет
    """.split()
)
TOLD = {"про", "те", "тому", "о", "об", "том"}
DOUBTED = {"ніби", "нібито", "начебто", "буцімто", "мовляв", "будто", "якобы"}
INFINITIVES = {
    "uk": ("ти", "тися", "тись"),
    "ru": ("ать", "ять", "ить", "еть", "уть", "ыть", "оть", "ться", "ти", "тись", "чь", "чься"),
}
NOUNS = {"пять", "девять", "десять", "опять", "память", "печать", "сеть", "нить", "треть"}


def content(line: Line, start: int, form: Verb) -> Range | None:
    """The words that a verb gives, from the place behind it and its subject on."""
    for i in range(start, min(start + FARTHEST, line.count)):
        found = _here(line, start, i, form)
        if found is not None:
            return found[0]
    return None


def _here(line: Line, start: int, i: int, form: Verb) -> tuple[Range | None] | None:
    """What a token shows: the words, that there are none, or (None) that the search goes on."""
    if line.is_speech(i):
        if line.lows[i - 1] in {"про", "о", "об"} and _is_scare(line, i):
            return None
        is_named = form.has("naming") or (form.has("opinion") and i - start < LONGEST_NAMED)
        return (_named(line, start, i) if is_named else (i, i + 1),)
    if line.is_text(i, ","):
        return _at_comma(line, start, i, form)
    if line.is_text(i, ":"):
        return (after_colon(line, i + 1),)
    if line.tokens[i].text in ENDS | {";"} | DASHES:
        return None if line.tokens[i].text in DASHES and line.is_speech(i + 1) else (None,)
    if form.has("action") and _is_infinitive(line, i) and i - start < CLOSE:
        first = i - 1 if line.is_in(i - 1, "negations") else i
        return (_asked_for(line, clause(line, first)),)
    return (None,) if line.lows[i] in line.words.verbs and i > start else None


def _is_scare(line: Line, i: int) -> bool:
    """«заявив про „карусель“»: a word of others."""
    piece = line.piece(i)
    return piece.count < SHORTEST_QUOTED and not piece.begins_capital and not piece.ends_sentence


def _at_comma(line: Line, start: int, i: int, form: Verb) -> tuple[Range | None] | None:
    if line.is_speech(i + 1):
        return ((i + 1, i + 2),)
    if form.has("light") and _is_by_which(line, i + 1):
        which = next(k for k in range(i + 2, i + 4) if line.is_in(k, "relatives"))
        return (clause(line, which + 1),)
    if line.is_in(i + 1, "that") and not form.has("quotation"):
        return (None,) if _is_denied(line, start, i, form) else (clause(line, i + 2),)
    if i == start and line.lows[i - 1] in SAYS and not line.is_sign(i - 2):
        return (None if _is_linked(line, i + 1) else clause(line, i + 1),)
    is_asked = line.is_in(i + 1, "whether") and not line.is_in(i + 1, "relatives")
    if is_asked and form.has("asking") and i - start < CLOSE:
        return (clause(line, i + 1),)
    return None if _passes_comma(line, i) else (None,)


def _is_linked(line: Line, i: int) -> bool:
    """«каже, а сам …», «говорить, коли …»: what follows is not said."""
    return any(line.is_in(i, key) for key in ("coordinators", "relatives", "whether"))


def _is_denied(line: Line, start: int, comma: int, form: Verb) -> bool:
    """«заперечив, нібито …», «отверг утверждения о том, что …»: others say so, not the speaker."""
    if not form.has("denial"):
        return False
    is_of_others = any(line.lows[k] in TOLD for k in range(start, comma))
    return is_of_others or line.lows[comma + 1] in DOUBTED


def _asked_for(line: Line, asked: Range | None) -> Range | None:
    """«закликає надсилати запити й оголошує конкурс»: the infinitive ends before a verb; none for
    «просить не називати прізвищ»."""
    if asked is None:
        return None
    first, last = asked
    ends = (k for k in range(first, last) if line.is_in(k, "coordinators"))
    last = next((k for k in ends if line.lows[k + 1] in line.words.verbs), last)
    comma = next((k for k in range(first, last) if line.is_text(k, ",")), last)
    is_of_names = comma - first < CLOSE and line.lows[comma - 1].startswith(NAMES)
    return None if is_of_names else (first, last)


def _is_by_which(line: Line, i: int) -> bool:
    """«привела данные, согласно которым …»."""
    return line.is_in(i, "by_which") and any(line.is_in(k, "relatives") for k in (i + 1, i + 2))


def _is_infinitive(line: Line, i: int) -> bool:
    low = line.lows[i]
    return low.endswith(INFINITIVES[line.words.language]) and not (
        low in NOUNS or low.endswith("дцать")
    )


def _passes_comma(line: Line, i: int) -> bool:
    """Whether an apposition closes before «, що»: «заявив Ткач, директор центру, що»."""
    for k in range(i + 1, min(i + 16, line.count)):
        if line.is_text(k, ","):
            return line.is_in(k + 1, "that") or line.is_speech(k + 1)
        if line.is_text(k, ":"):
            return True
        if line.lows[k] in line.words.verbs or line.tokens[k].text in ENDS:
            return False
    return False


def _named(line: Line, start: int, i: int) -> Range:
    """«назвав ідею „авантюрою“»: the marked words with the thing that they name."""
    first = i
    while first > start and not line.is_sign(first - 1) and not line.is_in(first - 1, "as"):
        first -= 1
    if first == i and line.words.verbs[line.lows[start - 1]].has("opinion"):
        return i, _over_kind(line, i + 1)
    if first == i or i - first > LONGEST_NAMED or line.is_sign(first - 1):
        return i, i + 1
    return first, i + 1


def _over_kind(line: Line, i: int) -> int:
    """«считает „дешёвую воду“ сказкой»: the word for what the marked words are."""
    end = i
    while end < i + 2 and end < line.count and line.lows[end].endswith(INSTRUMENTAL):
        end += 1
    return end if line.is_sign(end) else i
