"""The subject of a Ukrainian or Russian verb of speech; it may stand on either side."""

from dataclasses import replace

from .lines import Line
from .names import BODY, CAPITALS, PERSON, Name, given_nominative, mans_name
from .subjects import (
    FARTHEST,
    GROUP,
    NOBODY,
    NOUN,
    Subject,
    by_name,
    by_noun,
    by_pronoun,
    is_person,
    widened,
)
from .text import DASHES, NUMBER, QUOTED, SIGN

NEAR = 5
FEW = 4  # words of a source that is no known noun
ADJECTIVE = ("ий", "ій", "ого", "ої", "ому", "им", "ою", "их", "ый", "ой", "его", "ым", "ей", "ом")
GOVERNED = ("ої", "ого", "ної", "ного", "ой", "нной", "нного", "вшей", "вшего", "щей", "щего")
OTHER_CASES = ("ам", "ям", "ами", "ями", "ах", "ях", "ові", "еві", "єві", "ою", "єю")
OF_ONE_WOMAN = ("иці", "ки", "ині", "ицы")  # «за словами дослідниці»
PARTICIPLES = (
    *("вший", "вшая", "вшее", "вшие", "вшийся", "вшаяся", "вшиеся", "ущий", "ющий", "ащий", "ящий"),
    *("ущая", "ющая", "ащая", "ящая", "ующее", "ущие", "ющие", "ащие", "ящие", "нный", "нная"),
    *("ний", "на", "ані", "ені", "ючи", "ачи", "вши", "аясь", "уясь", "ючись", "ачись", "вшись"),
)
DEMONSTRATIVE = {"этом", "цьому", "этого", "цього", "том", "тому", "чём"}
ASIDE = 16  # tokens
DATELINE = 10
AGREEING = (*ADJECTIVE, "а", "я", "на", "ча")
WITHIN = {"-", "/", "’", "&", "(", ")", "№"}


def dateline(line: Line) -> int:
    """Where the text begins after «КИЇВ, 4 червня – »; 0 without such a beginning."""
    for i in range(min(line.count, DATELINE)):
        if line.tokens[i].text in DASHES:
            return i + 1 if any(line.tokens[k].kind == NUMBER for k in range(i)) else 0
        is_place = line.tokens[i].is_capital or line.tokens[i].kind == NUMBER or line.is_sign(i)
        if not (is_place or line.is_in(i, "times")):
            return 0
    return 0


def subject_before(line: Line, verb: int) -> Subject | None:
    """Who stands before the verb at a place."""
    j = verb - 1
    while j >= 0 and (is_between(line, j)):
        j -= 1
    if j < 0:
        return None
    pronoun = by_pronoun(line, j)
    if pronoun:
        return pronoun
    if line.is_in(j, "relatives"):
        return _antecedent(line, j)
    if j in line.titles and not any(token.is_word for token in line.tokens[:j]):
        return quoted_body(line, j)
    if line.is_text(j, ","):
        return _over_aside(line, j) or _over_apposition(line, j)
    if line.is_in(j, "coordinators"):
        return shared(line, j)
    start = window_start(line, j)
    found = in_window(line, start, j + 1)
    if found is None and line.is_text(start - 1, ",") and _is_circumstance(line, start):
        return _over_aside(line, start - 1)
    return found


def _is_circumstance(line: Line, i: int) -> bool:
    """«на этот раз», «вчера»: words before a verb that are no subject."""
    return line.is_in(i, "prepositions") or line.is_in(i, "adverbs")


def _over_aside(line: Line, comma: int) -> Subject | None:
    """«ВОЗ, в свою очередь, предупреждает», «Союз, осудивший картину, заявил»."""
    first = aside_before(line, comma)
    found = in_window(line, window_start(line, first - 1), first) if first else None
    return widened(found, found.first, comma + 1) if found else None


def aside_before(line: Line, comma: int) -> int:
    """The comma before a link or a clause of a participle that another comma closes; or 0."""
    first = next(
        (k for k in range(comma - 1, max(comma - ASIDE, 0), -1) if line.is_text(k, ",")), 0
    )
    size = comma - first - 1
    if not first or not size:
        return 0
    low = line.lows[first + 1]
    is_link = line.words.phrase_at("links", line.lows, first + 1) == size or (
        size == 1 and line.is_in(first + 1, "adverbs")
    )
    is_participle = low.endswith(PARTICIPLES) and low not in line.words.stems["heads"]
    return first if is_link or is_participle else 0


def is_between(line: Line, i: int) -> bool:
    return (
        line.is_in(i, "adverbs")
        or line.is_in(i, "auxiliaries")
        or line.is_in(i, "negations")
        or line.is_in(i, "pronouns_object")
    )


def window_start(line: Line, j: int) -> int:
    i = j
    while i >= 0 and j - i < FARTHEST:
        token = line.tokens[i]
        if token.kind == SIGN and token.text not in WITHIN and not is_initial(line, i):
            break
        if token.kind == QUOTED and i not in line.titles:
            break
        if _ends_window(line, i):
            break
        i -= 1
    return i + 1


def is_initial(line: Line, i: int) -> bool:
    return line.is_text(i, ".") and any(n.run_first <= i < n.last for n in line.names)


def _ends_window(line: Line, i: int) -> bool:
    low = line.lows[i]
    if low in line.words.verbs and not line.tokens[i].is_capital:
        return True
    if line.is_in(i, "relatives"):
        return True
    return line.is_in(i, "conjunctions") and low not in {"та", "і", "й", "и"}


OBLIQUE = (
    "ові",
    "еві",
    "єві",
    "ому",
    "ським",
    "цьким",
    "ською",
    "ским",
    "ской",
    "ского",
    "ського",
    "цького",
    "цкого",
    "ою",
    "ею",
    "овым",
    "евым",
    "овой",
    "евой",
    "овою",
    "евою",
)


def is_oblique(line: Line, name: Name) -> bool:
    """Whether the name stands in a case that no subject has."""
    low = line.lows[name.first]
    given = given_nominative(low, line.words)
    if given and name.last - name.first > 1:
        return given != low or (name.gender == "m" and line.words.given.get(low) == "f")
    return line.lows[name.last - 1].endswith(OBLIQUE)


def in_window(
    line: Line, start: int, end: int, *, is_last: bool = True, is_any_case: bool = False
) -> Subject | None:
    """The person named in a stretch, or the noun that stands for one."""
    names = [
        name
        for name in line.names
        if name.run_first >= start
        and name.last <= end
        and not line.is_text(name.run_first - 1, "(")
        and not _is_tied(line, name, start)
        and (is_any_case or not (is_oblique(line, name) or _is_owner(line, name, start)))
    ]
    people = [name for name in names if is_person(name)]
    if people:
        sure = [name for name in people if name.is_sure] or people
        name = sure[-1] if is_last else sure[0]
        return by_name(line, name, name.run_first, name.last)
    for i in range(start, end):
        pronoun = by_pronoun(line, i)
        if pronoun:
            return pronoun
    noun = _noun(line, start, end, is_any_case=is_any_case)
    bodies = [name for name in names if name.kind == BODY]
    if bodies and (noun is None or bodies[0].run_first <= noun.first):
        return by_name(line, bodies[0], bodies[0].run_first, bodies[0].last)
    return noun


def _is_owner(line: Line, name: Name, start: int) -> bool:
    """«у промзоні Заріччя»: a word before an unknown name that it belongs to."""
    i = name.run_first - 1
    if name.kind == PERSON or i < start or line.lows[name.first][:CAPITALS] in line.pages.surnames:
        return False
    if _is_first_name(line, name) and any(
        line.lows[k] in line.words.stems["heads"] for k in range(start, i)
    ):
        return False  # «мешканка селища Ніна»
    is_free = line.is_in(i, "adverbs") or line.is_in(i, "coordinators") or line.is_in(i, "openers")
    is_post = line.lows[i] in line.words.stems["heads"] or line.lows[i] in line.words.verbs
    return line.tokens[i].is_word and name.kind != BODY and not (is_free or is_post)


def _is_first_name(line: Line, name: Name) -> bool:
    low = line.lows[name.first]
    return low in line.words.given and not mans_name(low, line.words)


def _is_tied(line: Line, name: Name, start: int) -> bool:
    """Whether a preposition makes the name something other than the subject: «з Іваненком»."""
    i = name.run_first - 1
    if line.is_in(i, "prepositions") and i >= start:
        # «посол у Тегерані Тамара Литвинова»: the place stands before the name.
        return not (name.is_sure and name.first > name.run_first and not is_oblique(line, name))
    while i >= start and name.run_first - i < NEAR:
        if line.is_in(i, "prepositions"):
            return not any(line.lows[k] in line.words.stems["heads"] for k in range(start, i))
        if line.lows[i] in line.words.stems["heads"]:
            return line.is_in(i - 1, "prepositions") and i - 1 >= start
        if not line.lows[i].endswith(ADJECTIVE) or line.lows[i] in DEMONSTRATIVE:
            return False  # «При этом Ткач …»
        i -= 1
    return False


def _noun(line: Line, start: int, end: int, *, is_any_case: bool = False) -> Subject | None:
    """The first noun for a person, a group or a body that no preposition governs."""
    i = start
    while i < end:
        if line.is_in(i, "somebody") and line.is_in(i + 1, "prepositions"):
            return Subject(NOBODY, i, end, i, end, role=line.text(i, end), is_definite=False)
        if line.is_in(i, "prepositions"):
            i += 2
            while i < end and line.lows[i].endswith(
                ("ого", "ої", "ому", "ій", "их", "им", "ой", "ом")
            ):
                i += 1
            continue
        found = by_noun(line, i, i + 1)
        if found and (is_any_case or not line.lows[i].endswith((*OTHER_CASES, "у", "ю"))):
            last = _noun_end(line, i + 1, end)
            first = _noun_start(line, i, start)
            return by_noun(line, first, last) or found
        i += 1
    return None


def _noun_start(line: Line, i: int, start: int) -> int:
    while i > start and line.lows[i - 1].endswith(("ий", "ій", "ый", "а", "і", "ые", "ні")):
        if line.is_in(i - 1, "openers") or line.lows[i - 1] in line.words.verbs:
            break
        i -= 1
    return i


def _noun_end(line: Line, i: int, end: int) -> int:
    while i < end and not line.is_in(i, "adverbs") and line.tokens[i].kind != SIGN:
        if line.is_in(i, "prepositions"):
            break
        i += 1
    return i


def _antecedent(line: Line, j: int) -> Subject | None:
    k = j - 1 if line.is_text(j - 1, ",") else j
    start = window_start(line, k - 1) if k > 0 else 0
    return in_window(line, start, k) if k > 0 else None


def _over_apposition(line: Line, comma: int) -> Subject | None:
    """«Журналістка Леся Кравець, модераторка, поцікавилася»; «Іваненко, який …, сказав»."""
    end = comma
    for _ in range(5):
        start = window_start(line, end - 1)
        if start >= end:
            return None
        person = next(
            (
                n
                for n in reversed(line.names)
                if is_person(n)
                and start <= n.run_first
                and n.last <= end
                and not line.is_text(n.run_first - 1, "(")
                and not _is_tied(line, n, start)
                and not _is_owner(line, n, start)
            ),
            None,
        )
        is_clause = line.is_in(start - 1, "relatives") or line.is_in(start, "relatives")
        if person and not is_clause:
            found = by_name(line, person, person.run_first, person.last)
            return widened(found, found.first, comma + 1)
        if not is_clause:
            noun = _noun(line, start, end)
            if noun and not line.is_text(start - 1, ","):
                return widened(noun, noun.first, comma + 1)
        end = start - 1
        while end > 0 and not line.is_text(end, ","):
            end -= 1
        if end <= 0:
            return None
    return None


def shared(line: Line, j: int) -> Subject | None:
    """«Іваненко взяв слово і сказав»: the first name or pronoun of the clause."""
    start = j - 1
    while start >= 0 and j - start < FARTHEST:
        if line.is_text(start, ";", ":") or (line.is_speech(start) and not _is_irony(line, start)):
            break
        start -= 1
    return in_window(line, start + 1, j, is_last=False)


def _is_irony(line: Line, i: int) -> bool:
    """«мріє про „політех“ і каже»: a word in marks that nobody said."""
    return line.piece(i).count == 1 and not line.piece(i).begins_capital


def subject_after(line: Line, start: int) -> Subject | None:
    """Who stands after the verb."""
    i = start
    while i < line.count and is_between(line, i) and i - start < 4:
        i += 1
    pronoun = by_pronoun(line, i)
    if pronoun:
        return pronoun
    end = i
    while end < line.count and end - i < FARTHEST:
        token = line.tokens[end]
        if token.kind == SIGN and token.text not in WITHIN and not is_initial(line, end):
            break
        if token.kind == QUOTED and end not in line.titles:
            break
        if line.is_in(end, "relatives") or line.is_in(end, "that"):
            break
        if line.is_in(end, "conjunctions") and line.lows[end] not in {"та", "і", "й", "и"}:
            break
        end += 1
    return in_window(line, i, _over_posts(line, i, end)) if end > i else None


def _over_posts(line: Line, start: int, comma: int) -> int:
    """«зазначила кандидатка наук, співробітниця інституту Віта Бойко»: two posts of one name."""
    has_post = any(line.lows[k] in line.words.stems["heads"] for k in range(start, comma))
    if not line.is_text(comma, ",") or not has_post:
        return comma
    if any(start <= n.first and n.last <= comma and is_person(n) for n in line.names):
        return comma
    limit = min(comma + FARTHEST // 2, line.count)
    end = next((k for k in range(comma + 1, limit) if line.is_sign(k)), limit)
    person = next((n for n in line.names if n.first > comma and n.last == end), None)
    heads = [k for k in range(comma + 1, end) if line.lows[k] in line.words.stems["heads"]]
    is_post = bool(heads) and all(
        line.lows[k].endswith(AGREEING) for k in range(comma + 1, heads[0])
    )
    return end if is_post and person and person.kind == PERSON else comma


def phrase_after(line: Line, start: int) -> Subject | None:
    """The source after «за словами»: up to the comma, names in any case."""
    end = start
    while end < line.count and end - start < FARTHEST:
        token = line.tokens[end]
        if token.kind == SIGN and token.text not in WITHIN and not is_initial(line, end):
            break
        if token.kind == QUOTED and end not in line.titles:
            break
        end += 1
    end = _over_relative(line, _over_posts(line, start, end))
    found = in_window(line, start, end, is_any_case=True)
    if found is None and start in line.titles:
        found = quoted_body(line, start)
    if found is None and start < end <= start + FEW and not line.tokens[start].is_capital:
        found = Subject(NOBODY, start, end, start, end, role=line.text(start, end))
    if found and found.kind == GROUP and found.head.endswith(OF_ONE_WOMAN):
        found = replace(found, kind=NOUN)
    return widened(found, start, end) if found else None


def _over_relative(line: Line, comma: int) -> int:
    """«за даними інституту, які озвучив Іваненко, …»: where what tells more of the source ends."""
    if not line.is_text(comma, ","):
        return comma
    low = line.lows[comma + 1 : comma + 2]
    if not (line.is_in(comma + 1, "relatives") or (low and low[0].endswith(GOVERNED))):
        return comma
    limit = min(comma + FARTHEST // 2, line.count)
    return next((k for k in range(comma + 2, limit) if line.is_text(k, ",")), comma)


def quoted_body(line: Line, i: int) -> Subject:
    """«за даними „Горизонту“»: the marked words alone name the body."""
    return by_name(line, Name(i, i + 1, BODY, i), i, i + 1)
