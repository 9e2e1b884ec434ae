"""A clause that somebody said: where it begins, and where the author speaks again."""

from .english_clauses import author_goes_on
from .lines import Line
from .names import PERSON
from .text import DASHES, ENDS, QUOTED, WORD

Range = tuple[int, int]
CLOSE = 6  # tokens
SHORTEST = 3  # words
SILENCES = (
    *("воздерж", "отказал", "промолч", "умолча", "замолч", "уклони", "утрим", "відмов", "промовч"),
    *("змовч", "замовк", "ухили"),
)
OF_MEN = ("л", "лся", "ав", "ив", "їв", "яв", "ув", "вся", "шов")
OF_WOMEN = ("ла", "лась", "лася")
PAST = ("л", "ла", "лся", "лась", "в", "ла", "вся", "лася")
TOPICS = ("against", "about", "of", "for")
WARNED = {"cautioned", "warned", "complained", "argued", "called", "spoke"}
AGREED = {"agreed", "decided", "declined", "refused", "offered", "promised", "vowed"}
MAY_END = {",", ";", ":", "and", "but"}  # an English paraphrase


def clause(line: Line, first: int) -> Range | None:
    """The clause that begins at a place; only its marked words when it holds nothing else."""
    while (
        line.is_in(first, "hearsay")
        or line.is_text(first, ",")
        or (line.is_sign(first) and line.tokens[first].text in DASHES)
    ):
        first += 1
    last = clause_end(line, first)
    if last <= first:
        return None
    if line.is_speech(first) and _ends_after(line, first + 1, last):
        return first, first + 1
    has_marks = any(line.is_speech(i) for i in range(first, last))
    shortest = SHORTEST if line.words.is_english else SHORTEST - 1
    if line.count_words(first, last) < shortest and not has_marks:
        return None
    return first, last


def _ends_after(line: Line, i: int, last: int) -> bool:
    return i >= last or (line.is_sign(i) and line.piece(i - 1).is_whole)


def clause_end(line: Line, first: int) -> int:
    """Where the clause ends: at the end of the sentence, or before the author speaks again."""
    i = first + 1
    while i < line.count:
        if line.is_text(i, ",") or line.tokens[i].text in DASHES:
            if _author_speaks(line, i + 1):
                break
        elif _author_takes_over(line, i):
            break
        elif line.is_speech(i) and line.piece(i).ends_comma and _author_speaks(line, i + 1):
            i += 1
            break
        if line.words.is_english and line.lows[i] in MAY_END and author_goes_on(line, first, i):
            break
        i += 1
    while i > first and line.is_sign(i - 1) and not line.is_text(i - 1, ")", "%"):
        i -= 1
    return i


def _author_takes_over(line: Line, i: int) -> bool:
    """«… і додав, що», «…: „Полчаса можно вырезать“»."""
    if line.is_text(i, ":"):
        return _is_whole_speech(line, i + 1)
    return line.is_in(i, "coordinators") and _second_cue(line, i)


def _is_whole_speech(line: Line, i: int) -> bool:
    """«…, что спектакль затянут: „Полчаса можно вырезать“.»: what closes a sentence by itself."""
    if line.words.is_english or not line.is_speech(i) or not line.piece(i).begins_capital:
        return False
    return i + 1 >= line.count or line.tokens[i + 1].text in ENDS


def _author_speaks(line: Line, i: int) -> bool:
    """“…, adding that”, “…, according to”, «…, – сказав», «…, додавши, що»."""
    if i >= line.count:
        return False
    low = line.lows[i]
    verb = line.words.verbs.get(low)
    if verb and verb.is_participle:
        return _has_content(line, i + 1)
    if line.words.phrase_at("source", line.lows, i):
        return True
    if low == "then" and line.words.is_english:
        return _second_cue(line, i)  # “…, then quickly added that”
    if low == "without" and line.is_in(i + 1, "without"):
        return True
    if line.is_in(i, "as") and any(
        line.lows[k] in line.words.verbs for k in range(i + 1, min(i + 3, line.count))
    ):
        return True
    if not line.words.is_english and verb and line.tokens[i - 1].text in DASHES:
        return True
    if low == "while" and i + 2 < line.count and line.tokens[i + 1].is_capital:
        return any(line.lows[k] in line.words.verbs for k in range(i + 2, min(i + 4, line.count)))
    if line.words.is_english and _is_closing_cue(line, i):
        return True
    return line.is_in(i, "coordinators") and _second_cue(line, i)


def _is_closing_cue(line: Line, i: int) -> bool:
    """“…, people on the call said.”: another speaker closes the sentence."""
    last = line.count - 1
    while last > i and line.is_sign(last):
        last -= 1
    if not 1 <= last - i < CLOSE + 2 or line.lows[last] not in {"said", "say", "says"}:
        return False
    return not any(line.is_sign(k) or line.is_speech(k) for k in range(i, last))


def _second_cue(line: Line, i: int) -> bool:
    """“and added that”, “but he said that”, «і додав, що»: another verb of speech takes over."""
    i, is_named = i + 1, False
    while line.is_in(i, "adverbs"):
        i += 1
    if i < line.count and line.lows[i] in line.words.pronouns:
        i += 1
        while line.is_in(i, "adverbs"):
            i += 1
    elif i < line.count and line.tokens[i].is_capital:
        is_named = True
        while i < line.count and line.tokens[i].is_capital:
            i += 1
    elif not line.words.is_english:
        i = _behind_name(line, i)
    if i >= line.count:
        return False
    verb = line.words.verbs.get(line.lows[i])
    if is_named and verb and line.words.is_english and not verb.is_base and not verb.is_participle:
        return True  # “and Hill quoted a proverb”
    is_act = line.lows[i] in WARNED and line.is_text(i + 1, *TOPICS)  # “but warned against panic”
    is_act = is_act or (line.lows[i] in AGREED and line.is_text(i + 1, "to"))
    is_act = is_act or (line.lows[i] == "ruled" and line.is_text(i + 1, "out"))
    if line.words.is_english and is_act:  # “and agreed to meet”, “but ruled out job cuts”
        return True
    if verb and verb.has("action") and line.words.is_english and line.lows[i].endswith("ed"):
        return True
    if not line.words.is_english and (_falls_silent(line, i) or _acts(line, i)):
        return True
    if (
        verb is None
        or line.tokens[i].is_capital
        or (verb.has("quotation") and not verb.has("that"))
    ):
        return False
    if verb.has("plain") and not verb.is_base and i + 1 < line.count and not line.is_sign(i + 1):
        return not line.is_in(i + 1, "prepositions")
    return _has_content(line, i + 1)


def _behind_name(line: Line, i: int) -> int:
    """«…, а депутат Тарас Кут засумнівався»: the place behind the post and the name."""
    if line.lows[i : i + 1] == [] or line.lows[i] not in line.words.stems["heads"]:
        return i
    name = next((n for n in line.names if i < n.run_first), None)
    is_near = name is not None and name.first - i < CLOSE and name.kind == PERSON
    if name is None or not is_near or any(line.is_sign(k) for k in range(i, name.first)):
        return i
    return name.last


def _acts(line: Line, i: int) -> bool:
    """«…, що бюджет малий, і зажадав скликати раду»: where the clause has no such verb itself."""
    verb = line.words.verbs.get(line.lows[i])
    if verb is None or not verb.has("action") or verb.gender not in {"m", "f"}:
        return False
    that = next((k for k in range(i, -1, -1) if line.is_in(k, "that")), 0)
    ends = OF_MEN if verb.gender == "m" else OF_WOMEN
    return not any(line.lows[k].endswith(ends) for k in range(that, i))


def _falls_silent(line: Line, i: int) -> bool:
    """«…, но от подробностей воздержался»: the speaker acts, and the clause is over."""
    for k in range(i, min(i + CLOSE, line.count)):
        if line.is_sign(k) or line.is_in(k, "conjunctions"):
            return False
        if line.lows[k].startswith(SILENCES) and line.lows[k].endswith(PAST):
            return line.is_sign(k + 1) or k == i
    return False


def _has_content(line: Line, i: int) -> bool:
    """Whether a clause or marked words follow within a few tokens."""
    for k in range(i, min(i + CLOSE, line.count)):
        if line.is_in(k, "that") or line.is_speech(k) or line.is_text(k, ":"):
            return True
        if k - i < 2 and line.lows[k] in line.words.pronouns:
            return True
        if line.tokens[k].text in ENDS:
            return False
    return i < line.count and line.words.is_english and line.is_in(i, "determiners")


def after_colon(line: Line, i: int) -> Range | None:
    if line.is_speech(i):
        return i, i + 1
    if not line.words.is_english:
        return None if _new_source(line, i) else clause(line, i)
    if any(line.lows[k] in line.words.verbs for k in range(i, min(i + 4, line.count))):
        return None
    if any(line.lows[k] in line.words.possessives for k in range(i, min(i + 3, line.count))):
        return None
    return clause(line, i)


def _new_source(line: Line, i: int) -> bool:
    """Whether another cue follows a colon: «: за його словами, …», «: він вважає, що …»."""
    if line.words.phrase_at("source", line.lows, i):
        return True
    if line.lows[i + 1 : i + 2] and line.lows[i + 1] in line.words.possessives:
        return bool(line.words.phrase_at("owned", [line.lows[i], *line.lows[i + 2 : i + 4]], 0))
    for k in range(i, min(i + 4, line.count)):
        if line.lows[k] in line.words.verbs and not line.words.verbs[line.lows[k]].has("quotation"):
            return line.is_text(k + 1, ",", ":") or line.is_text(i, *line.words.pronouns)
    return False


def to_the_left(line: Line, first: int, floor: int) -> Range | None:
    """The clause before “…, he said.”; `floor` is where something else ends."""
    last = first
    while last > floor and (line.is_sign(last - 1) and not line.is_text(last - 1, ")", "%")):
        last -= 1
    while floor < last and line.is_sign(floor) and not line.is_text(floor, "("):
        floor += 1
    if line.count_words(floor, last) < SHORTEST:
        return None
    return floor, last


def is_tail(line: Line, i: int) -> bool:
    """Whether only the end of the sentence or a word of time follows."""
    k = i
    if line.words.is_english and line.is_text(i, "to") and not _is_addressed(line, i + 1):
        return False
    while k < line.count and k - i < 16:
        if line.is_stop(k) if line.words.is_english else line.tokens[k].text in ENDS:
            return True
        if line.is_speech(k) or line.is_text(k, ",", ":", ";") or line.is_in(k, "that"):
            return False
        if line.words.is_english and line.lows[k] in {"what", "how", "why"}:
            return False  # “knew at once what it meant”
        if line.tokens[k].kind == QUOTED and k not in line.titles:
            return False
        if (
            k == i
            and line.tokens[k].kind == WORD
            and not (
                line.is_in(k, "prepositions")
                or line.is_in(k, "times")
                or line.is_in(k, "adverbs")
                or line.is_in(k, "conjunctions")
                or line.is_in(k, "pronouns_object")
                or line.lows[k].endswith(("ing", "ly"))
            )
        ):
            return line.words.verbs.get(line.lows[i - 1]) is not None and _is_hearer(line, i - 1)
        k += 1
    return k >= line.count


def _is_addressed(line: Line, i: int) -> bool:
    """“said to reporters”, “to the council”; not “agreed to prepare”."""
    keys = ("determiners", "pronouns_object", "groups")
    return any(line.is_in(i, key) for key in keys) or (i < line.count and line.tokens[i].is_capital)


def _is_hearer(line: Line, i: int) -> bool:
    return line.words.verbs[line.lows[i]].has("hearer")
