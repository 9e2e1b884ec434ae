"""What was said: where the clause after a verb of speech begins and where it ends."""

from .lines import Line
from .text import DASHES, ENDS, NUMBER, QUOTED, SIGN, WORD
from .words import Verb

FARTHEST = 30  # tokens between a verb and what was said
CLOSE = 6
SHORTEST_CLAUSE = 3  # words
SHORTEST_OBJECT = 4  # marked words after “mocked the …”
LONGEST_TITLE = 6
WITHOUT_HEARER = {"warn", "promise", "caution"}
LONGEST_NAMED = 9  # tokens between “called” and the marks
Range = tuple[int, int]
INFINITIVES = ("ти", "тися", "тись", "ть", "ться", "чь", "чься")


def to_the_right(line: Line, verb: int, start: int, *, is_attached: bool) -> Range | None:
    """What follows a verb of speech; `is_attached` when marked words stand before it already."""
    form = line.words.verbs[line.lows[verb]]
    if is_attached:
        return _second_part(line, start)
    if line.words.is_english:
        return _english(line, verb, start)
    return _slavic(line, start, form)


def _second_part(line: Line, start: int) -> Range | None:
    """The words after “he said,” when they go on: “…,” he said, “…”."""
    for i in range(start, min(start + FARTHEST // 2, line.count)):
        if line.is_speech(i):
            before = line.tokens[i - 1].text
            return (i, i + 1) if before in DASHES or before in {",", ":", ".", "…"} else None
        if line.lows[i] in line.words.verbs or line.is_text(i, ";", ".", "?"):
            break
    return None


def _english(line: Line, verb: int, start: int) -> Range | None:
    form = line.words.verbs[line.lows[verb]]
    is_plain, takes_clause = form.has("plain"), form.has("plain") or form.has("that")
    i = start
    while i < line.count and i - start < FARTHEST:
        if line.is_speech(i):
            return _around_quotation(line, verb, start, i)
        low = line.lows[i]
        if low == "that" and takes_clause and not _is_this_that(line, i):
            return _clause(line, i + 1) if _may_reach(line, verb, start, i) else None
        if low in line.words.sets["whether"] and takes_clause and i - start < CLOSE:
            is_question = low in {"whether", "if", "how", "why"} or form.lemma in {"ask", "wonder"}
            is_direct = i == start or not line.is_in(i - 1, "prepositions")
            return _clause(line, i) if is_question and is_direct else None
        if low == "to" and form.has("action") and i - start < CLOSE + 2 and i + 1 < line.count:
            return _clause(line, i) if line.tokens[i + 1].kind == WORD else None
        if line.is_text(i, ":"):
            return _after_colon(line, i + 1)
        if line.is_text(i, ","):
            close = _aside(line, i)
            if close:
                i = close + 1
                continue
            if not line.is_speech(i + 1):
                return None
        elif line.is_sign(i) and line.tokens[i].text in ENDS | {";"} | DASHES:
            return None
        elif (takes_clause or form.has("hearer")) and _begins_clause(line, verb, start, i):
            found = _clause(line, i)
            if found:
                return found
        elif i > start and _is_cue(line, i):
            return None
        i += 1
    return None


def _may_reach(line: Line, verb: int, start: int, i: int) -> bool:
    """Whether “that” belongs to the verb, and not to its object: “announced a plan that”."""
    if i == start or line.words.verbs[line.lows[verb]].has("hearer"):
        return True
    keys = ("prepositions", "times", "adverbs", "pronouns_object", "that")
    return any(line.is_in(start, key) for key in keys) or line.is_sign(start)


def _is_this_that(line: Line, i: int) -> bool:
    """“said that day”, “said that was”: the word points and opens no clause."""
    return line.is_in(i + 1, "copulas") or line.is_sign(i + 1)


def _aside(line: Line, i: int) -> int | None:
    """The closing comma in “said, however, that”; “said, speaking in Kyiv, that”."""
    close = next((k for k in range(i + 1, min(i + 12, line.count)) if line.is_text(k, ",")), None)
    if close is None or not (line.is_in(close + 1, "that") or line.is_speech(close + 1)):
        return None
    return close


def _begins_clause(line: Line, verb: int, start: int, i: int) -> bool:
    """Whether a clause without “that” begins here."""
    low = line.lows[i]
    form = line.words.verbs[line.lows[verb]]
    if low in line.words.pronouns or low in {"there", "it’s", "he’s", "she’s", "they’re", "we’re"}:
        return i == start or not line.is_in(i - 1, "prepositions")
    if form.has("hearer") and not form.has("plain") and form.lemma not in WITHOUT_HEARER:
        return False
    if i > start + 3 or line.is_in(i, "prepositions") or line.is_sign(i):
        return False
    if any(not (line.is_in(k, "times") or line.is_in(k, "adverbs")) for k in range(start, i)):
        return False
    if line.is_in(i, "times") or low in {"so", "nothing", "yes", "goodbye", "hello", "to"}:
        return False
    if low == "no" and line.is_sign(i + 1):
        return False
    if line.tokens[i].kind not in (WORD, NUMBER):
        return False
    if not form.has("plain"):
        return _is_surely_clause(line, i)
    return form.lemma == "say" or _has_finite(line, i)


def _is_surely_clause(line: Line, first: int) -> bool:
    """After “added” or “warned”: a clause, and not the plain object of the verb."""
    for i in range(first, min(first + 9, line.count)):
        if line.is_in(i, "finite"):
            return i > first
        if line.is_sign(i) or line.is_in(i, "relatives") or line.is_in(i, "whether"):
            return False
    return False


def _has_finite(line: Line, first: int) -> bool:
    for i in range(first, min(first + 18, line.count)):
        low = line.lows[i]
        if line.is_in(i, "finite") or low.endswith(("n’t", "’re", "’ll", "’ve")):
            return True
        if line.is_text(i, ";", ":") or line.tokens[i].text in ENDS:
            return False
        is_verb = i > first and len(low) > 4 and low.endswith("ed") and low not in {"united"}
        if is_verb and not line.is_in(i - 1, "determiners"):
            return True
    return False


def _is_cue(line: Line, i: int) -> bool:
    verb = line.words.verbs.get(line.lows[i])
    if verb is None or verb.is_base or line.tokens[i].is_capital:
        return False
    return not (line.is_in(i - 1, "determiners") or line.is_in(i - 1, "prepositions"))


def _around_quotation(line: Line, verb: int, start: int, i: int) -> Range | None:
    """The marked words after a verb, with their clause where they are only a part of it."""
    form = line.words.verbs[line.lows[verb]]
    piece = line.piece(i)
    between = i - start
    if form.has("naming") and not form.has("that"):
        return _named(line, start, i)
    if not (form.has("that") or form.has("plain")) and between and piece.count < SHORTEST_OBJECT:
        if not line.is_sign(i - 1) and line.lows[i - 1] != "as":
            return None
    following = i + 1
    is_alone = following >= line.count or line.is_sign(following)
    is_clause = form.has("plain") or form.has("that")
    if is_alone or piece.is_whole or piece.ends_comma or not is_clause or form.has("naming"):
        return i, i + 1
    if between and not line.is_sign(i - 1) and not line.is_in(i - 1, "that"):
        return i, i + 1
    return i, clause_end(line, i)


def _named(line: Line, start: int, i: int) -> Range | None:
    """“called the idea ‘…’”, “described it as ‘…’”: the thing named belongs to the words."""
    if any(line.lows[k] == "what" for k in range(max(start - 4, 0), start)):
        return None  # “what traders call a ‘…’”
    if i == start:  # “a plan called ‘…’”
        return (i, i + 1) if line.piece(i).count > LONGEST_TITLE else None
    if i - start > LONGEST_NAMED or line.is_sign(i - 1):
        return i, i + 1
    is_name = line.words.verbs[line.lows[start - 1]].lemma in {
        "call",
        "dub",
        "label",
        "brand",
        "term",
    }
    is_short = line.piece(i).count < SHORTEST_OBJECT and line.lows[i - 1] != "as" and not is_name
    return None if is_short and line.lows[i - 1].endswith("’s") else (start, i + 1)


def _after_colon(line: Line, i: int) -> Range | None:
    if line.is_speech(i):
        return i, i + 1
    if not line.words.is_english:
        return None if _new_source(line, i) else _clause(line, i)
    if any(line.lows[k] in line.words.verbs for k in range(i, min(i + 4, line.count))):
        return None
    if any(line.lows[k] in line.words.possessives for k in range(i, min(i + 3, line.count))):
        return None
    return _clause(line, i)


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


def _clause(line: Line, first: int) -> Range | None:
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
    if line.count_words(first, last) < SHORTEST_CLAUSE and not has_marks:
        return None
    return first, last


def _ends_after(line: Line, i: int, last: int) -> bool:
    return i >= last or line.is_sign(i) and line.piece(i - 1).is_whole


def clause_end(line: Line, first: int) -> int:
    """Where the clause ends: at the end of the sentence, or before the author speaks again."""
    i = first + 1
    while i < line.count:
        if line.is_text(i, ",") or line.tokens[i].text in DASHES:
            if _author_speaks(line, i + 1):
                break
        elif line.is_in(i, "coordinators") and _second_cue(line, i):
            break
        i += 1
    while i > first and line.is_sign(i - 1) and not line.is_text(i - 1, ")", "%"):
        i -= 1
    return i


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
    if low == "without" and line.is_in(i + 1, "without"):
        return True
    if line.is_in(i, "as") and any(
        line.lows[k] in line.words.verbs for k in range(i + 1, min(i + 3, line.count))
    ):
        return True
    if not line.words.is_english and verb and line.tokens[i - 1].text in DASHES:
        return True
    return line.is_in(i, "coordinators") and _second_cue(line, i)


def _second_cue(line: Line, i: int) -> bool:
    """“and added that”, “but he said that”, «і додав, що»: another verb of speech takes over."""
    i += 1
    while line.is_in(i, "adverbs"):
        i += 1
    if i < line.count and line.lows[i] in line.words.pronouns:
        i += 1
        while line.is_in(i, "adverbs"):
            i += 1
    elif i < line.count and line.tokens[i].is_capital:
        while i < line.count and line.tokens[i].is_capital:
            i += 1
    if i >= line.count:
        return False
    verb = line.words.verbs.get(line.lows[i])
    if (
        verb is None
        or line.tokens[i].is_capital
        or (verb.has("quotation") and not verb.has("that"))
    ):
        return False
    if verb.has("plain") and not verb.is_base and i + 1 < line.count and not line.is_sign(i + 1):
        return not line.is_in(i + 1, "prepositions")
    return _has_content(line, i + 1)


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


def _slavic(line: Line, start: int, form: Verb) -> Range | None:
    is_action, is_quotation = form.has("action"), form.has("quotation")
    i = start
    while i < line.count and i - start < FARTHEST + 10:
        if line.is_speech(i):
            is_named = form.has("naming") or (form.has("opinion") and i - start < LONGEST_NAMED)
            return _named(line, start, i) if is_named else (i, i + 1)
        if line.is_text(i, ","):
            if line.is_speech(i + 1):
                return i + 1, i + 2
            if line.is_in(i + 1, "that") and not is_quotation:
                return _clause(line, i + 2)
            is_asked = line.is_in(i + 1, "whether") and not line.is_in(i + 1, "relatives")
            if is_asked and not is_quotation and i - start < 4:
                return _clause(line, i + 1)
            if not _passes_comma(line, i):
                return None
        elif line.is_text(i, ":"):
            return _after_colon(line, i + 1)
        elif line.tokens[i].text in ENDS | {";"} or line.tokens[i].text in DASHES:
            if not (line.tokens[i].text in DASHES and line.is_speech(i + 1)):
                return None
        elif is_action and line.lows[i].endswith(INFINITIVES) and i - start < CLOSE:
            return _clause(line, i)
        elif line.lows[i] in line.words.verbs and i > start:
            return None
        i += 1
    return None


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
    if first == i or i - first > LONGEST_NAMED or line.is_sign(first - 1):
        return i, i + 1
    return first, i + 1


def to_the_left(line: Line, first: int, floor: int) -> Range | None:
    """The clause before “…, he said.”; `floor` is where something else ends."""
    last = first
    while last > floor and (line.is_sign(last - 1) and not line.is_text(last - 1, ")", "%")):
        last -= 1
    while floor < last and line.is_sign(floor) and not line.is_text(floor, "("):
        floor += 1
    if line.count_words(floor, last) < SHORTEST_CLAUSE:
        return None
    return floor, last


def is_tail(line: Line, i: int) -> bool:
    """Whether only the end of the sentence or a word of time follows."""
    k = i
    while k < line.count and k - i < 16:
        if line.tokens[k].text in ENDS:
            return True
        if line.is_speech(k) or line.is_text(k, ",", ":", ";") or line.is_in(k, "that"):
            return False
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


def _is_hearer(line: Line, i: int) -> bool:
    return line.words.verbs[line.lows[i]].has("hearer")
