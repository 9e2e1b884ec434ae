"""Who spoke where a Ukrainian or Russian verb of speech has no subject of its own."""

from dataclasses import replace

from .lines import Line
from .names import BODY
from .slavic import (
    WITHIN,
    aside_before,
    in_window,
    is_between,
    is_initial,
    quoted_body,
    window_start,
)
from .subjects import FARTHEST, NOUN, PRONOUN, Subject, by_name
from .text import QUOTED, SIGN
from .words import Verb

IN = {"у", "в", "во"}
WORKS = tuple(
    """
    кафедр факультет завод підприємств предприят станці станци митниц таможн комбінат комбинат
    фабри шахт ферм
    """.split()
)  # where one works «на»
PAPERS_AFTER = {*IN, "на", "із", "з", "зі", "из", "с", "со"}
FINITE = ("ють", "уть", "ают", "яют", "уют", "али", "яли", "или", "ули", "ыли", "лись", "лися")
OBJECTS = ("ацию", "ацію", "ение", "ание", "ытие", "ення", "ання")
HEARERS = ("у", "ю", "ам", "ям", "ові")
SAYS = {"говорит", "каже", "кажет"}
INSTRUMENTAL = ("ом", "ем", "єм", "ою", "єю", "ой", "ей", "им", "ім", "ым", "ами", "ями")


def agent(line: Line, verb: int) -> Subject | None:
    """«Було заявлено Іваном Петренком», «сказано в заяві спілки»: who, beside «сказано»."""
    end = _stretch_end(line, verb + 1)
    before = aside_before(line, verb - 1) if line.is_text(verb - 1, ",") else 0
    before = before or verb  # «У звіті, зокрема, сказано»
    for first, last in ((verb + 1, end), (window_start(line, before - 1), before)):
        paper = _paper(line, first, last)
        if paper:
            return paper
        found = in_window(line, first, last, is_any_case=True)
        if found and _is_instrumental(line, found):
            return found
    start = window_start(line, verb - 1)
    if line.lows[start : start + 1] == ["там"]:
        return Subject(NOUN, start, start + 1, start, start + 1, head="там")
    comma = next((k for k in range(verb - 2, 0, -1) if line.is_text(k, ",")), 0)
    has_clause = line.is_text(verb - 1, ",") and any(
        line.is_in(k, "relatives") for k in range(comma + 1, comma + 3)
    )
    if not (comma and has_clause):
        return None
    found = in_window(line, window_start(line, comma - 1), comma, is_any_case=True)
    return found if found and _is_instrumental(line, found) else None


def _is_instrumental(line: Line, subject: Subject) -> bool:
    words = range(subject.said_first, subject.said_last)
    return any(line.lows[i].endswith(INSTRUMENTAL) for i in words)


def _paper(line: Line, first: int, last: int) -> Subject | None:
    """«в заяві спілки»: whose paper it is; where nobody owns it, who spoke before."""
    for i in range(first, last - 1):
        if line.lows[i] not in PAPERS_AFTER:
            continue
        for k in range(i + 1, min(i + 4, last)):
            if line.lows[k] in line.words.stems["papers"]:
                stop = next((j for j in range(k + 1, last) if line.is_in(j, "prepositions")), last)
                owner = in_window(line, k + 1, stop, is_any_case=True)
                return owner or Subject(PRONOUN, k, k + 1, k, k + 1, gender="p")
    return None


def place_before(line: Line, verb: int) -> Subject | None:
    """«У міністерстві також заявили»: a body where somebody spoke without a name."""
    start = window_start(line, verb - 1)
    if line.is_in(verb - 1, "coordinators"):  # «У центрі підтвердили це, але заявили»
        comma = verb - 2 if line.is_text(verb - 2, ",") else verb - 1
        start = next((k + 1 for k in range(comma - 1, -1, -1) if line.is_sign(k)), 0)
    found = _place(line, start, verb)
    if found is None and line.is_text(start - 1, ","):  # «У поліції, посилаючись на суд, заявили»
        first = aside_before(line, start - 1)
        found = _place(line, window_start(line, first - 1), first) if first else None
        if first and line.lows[first - 1] == "там":
            return Subject(NOUN, first - 1, first, first - 1, first, head="там")
    if found is None and line.lows[start : start + 1] == ["там"]:
        return Subject(NOUN, start, start + 1, start, start + 1, head="там")
    return found


def place_after(line: Line, verb: int) -> Subject | None:
    """«відповіли у відомстві»."""
    i = verb + 1
    while is_between(line, i) and i - verb < 4:
        i += 1
    if line.lows[i : i + 1] == ["там"]:
        return Subject(NOUN, i, i + 1, i, i + 1, head="там")
    while (
        i < line.count and i - verb < 4 and not _is_at(line, i) and line.lows[i].endswith(HEARERS)
    ):
        i += 1  # «запевнили журналістку в мерії»
    is_in = _is_at(line, i)
    return _place(line, i, _stretch_end(line, i)) if is_in else None


def _is_at(line: Line, i: int) -> bool:
    """«в», or the «на» of «на кафедрі», «на митниці»."""
    if i >= line.count:
        return False
    is_works = any(low.startswith(WORKS) for low in line.lows[i + 1 : i + 3])
    is_acronym = i + 1 < line.count and line.tokens[i + 1].text[:2].isupper()
    return line.lows[i] in IN or (line.lows[i] == "на" and (is_works or is_acronym))


def _place(line: Line, start: int, end: int) -> Subject | None:
    for i in range(start, end - 1):
        if not _is_at(line, i):
            continue
        name = next((n for n in line.names if n.run_first == i + 1), None)
        if name and not name.is_sure:
            small = line.words.stems["small_bodies"]
            near = range(name.last, min(name.last + 2, end))
            last = next((k + 1 for k in near if line.lows[k] in small), name.last)
            body = replace(name, first=name.run_first, last=last, kind=BODY)
            return by_name(line, body, i + 1, last)
        if i + 1 in line.titles:
            return quoted_body(line, i + 1)
        if _is_owned(line, i + 1):
            return Subject(PRONOUN, i + 1, i + 2, i + 1, i + 2, gender="p")
        last = next((k for k in range(i + 1, end) if _ends_phrase(line, i, k)), end)
        nouns = range(i + 1, min(i + 5, last))
        if any(line.lows[k] in line.words.stems["small_bodies"] for k in nouns):
            return Subject(NOUN, i + 1, last, i + 1, last, head=_body_head(line, i + 1, last))
    return None


def _is_owned(line: Line, i: int) -> bool:
    """«в её пресс-службе»: of the body that spoke before."""
    is_owner = line.lows[i] in line.words.possessives and i + 1 < line.count
    return is_owner and line.lows[i + 1] in line.words.stems["small_bodies"]


def _ends_phrase(line: Line, preposition: int, i: int) -> bool:
    """Whether the name of a place where somebody spoke ends before a word."""
    if is_between(line, i) or (i > preposition + 1 and line.is_in(i, "prepositions")):
        return True
    low = line.lows[i]
    if low in line.words.verbs or low.endswith(FINITE) or low.endswith(OBJECTS):
        return i > preposition + 1
    return line.is_in(i, "coordinators") and (
        i + 1 >= line.count or line.lows[i + 1] in line.words.verbs
    )


def _body_head(line: Line, first: int, last: int) -> str:
    small = line.words.stems["small_bodies"]
    return next(line.lows[k] for k in range(first, last) if line.lows[k] in small)


def unnamed(line: Line, verb: int, form: Verb) -> Subject | None:
    """«Згодом додала, що …»: whoever spoke before, by the gender of the verb."""
    if form.gender in {"p", "n"} or form.is_predicate:
        return None
    is_parted = line.is_text(verb - 1, ",") and line.is_text(verb + 1, ",")
    if is_parted and line.lows[verb] in SAYS:  # «Міст, каже, давно продали»
        return Subject(PRONOUN, verb, verb + 1, verb, verb + 1)
    start = window_start(line, verb - 1)
    while start > 0 and line.is_in(start - 1, "coordinators"):
        start -= 1
    has_speech = line.is_text(verb + 1, ":") and line.is_speech(verb + 2)
    is_open = (
        has_speech
        or start == 0
        or line.is_text(start - 1, ".", ";", "–", "—")
        or line.is_speech(start - 1)
    )
    if not is_open or any(name.run_first >= start for name in line.names if name.last <= verb):
        return None
    return Subject(PRONOUN, verb, verb + 1, verb, verb + 1, gender=form.gender)


def _stretch_end(line: Line, start: int) -> int:
    """Where the words after a verb end that may name who spoke."""
    end = start
    while end < line.count and end - start < FARTHEST:
        token = line.tokens[end]
        if token.kind == SIGN and token.text not in WITHIN and not is_initial(line, end):
            break
        if token.kind == QUOTED and end not in line.titles:
            break
        if line.is_in(end, "relatives") or line.is_in(end, "that"):
            break
        end += 1
    return end
