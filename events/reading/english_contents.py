"""What follows an English verb of speech: with “that”, without it, or in marks."""

from .clauses import CLOSE, Range, after_colon, clause, clause_end
from .lines import Line
from .text import DASHES, NUMBER, QUOTED, WORD
from .words import Verb

FARTHEST = 30  # tokens between a verb and what was said
SHORTEST_OBJECT = 4  # marked words after “mocked the …”
LONGEST_TITLE = 6
LIGHT = frozenset({"light"})
OF_DOING = {"deny", "admit", "acknowledge", "confess", "regret", "describe", "recall", "remember"}
NO_DOING = {"nothing", "something", "anything", "everything", "morning", "evening", "during"}
TELLS = {"tell", "inform", "assure", "remind"}
FORETELLS = {"forecast", "predict", "foresee", "envisage"}
FORESEES = {"expect", "forecast", "believe"}
CIRCUMSTANCE = 12  # tokens of “said in a statement”
LONGEST_NAMED = 9  # tokens between “called” and the marks
NOUNS = {"need", "needs", "will", "want", "wants", "take"}  # verbs as well
WITHOUT_HEARER = {"warn", "promise", "caution"}


def content(line: Line, verb: int, start: int) -> Range | None:
    form = line.words.verbs[line.lows[verb]]
    takes_clause = form.has("plain") or form.has("that")
    if form.has("light") and not takes_clause:
        found = _light(line, start)
        if found or form.flags == LIGHT:
            return found
    doing = _doing(line, form, start)
    if doing:
        return doing
    i = start
    while i < line.count and i - start < FARTHEST:
        if line.is_speech(i):
            return _around_quotation(line, verb, start, i)
        low = line.lows[i]
        if low == "that" and takes_clause and not _is_this_that(line, i):
            reaches = _may_reach(line, verb, start, i) or (
                form.has("light") and line.is_in(i - 1, "light_nouns")
            )
            return clause(line, i + 1) if reaches else None
        if low in line.words.sets["whether"] and takes_clause and i - start < CLOSE:
            is_question = low in {"whether", "if", "how", "why"} or form.lemma in {"ask", "wonder"}
            is_direct = i == start or not line.is_in(i - 1, "prepositions")
            return clause(line, i) if is_question and is_direct else None
        if low == "to" and form.has("action") and i - start < CLOSE + 2 and i + 1 < line.count:
            return _to_do(line, form, start, i)
        if low == "to" and form.lemma in FORESEES and _is_somebody_to(line, start, i):
            return clause(line, start)
        if line.is_text(i, ":"):
            return after_colon(line, i + 1)
        if line.is_text(i, ","):
            close = _aside(line, i)
            if close:
                i = close + 1
                continue
            if not line.is_speech(i + 1):
                return None
        elif line.is_sign(i) and (line.is_stop(i) or line.tokens[i].text in {";"} | DASHES):
            return None
        elif (takes_clause or form.has("hearer")) and _begins_clause(line, verb, start, i):
            found = clause(line, i)
            if found:
                return found
        elif i > start and _is_cue(line, i):
            return None
        i += 1
    return None


def _light(line: Line, start: int) -> Range | None:
    """“expressed confidence that”, “drew attention to the fact that”."""
    for i in range(start, min(start + CLOSE + 2, line.count)):
        if line.is_in(i, "that"):
            return clause(line, i + 1) if line.is_in(i - 1, "light_nouns") else None
        if line.is_sign(i):
            return None
    return None


def _to_do(line: Line, form: Verb, start: int, i: int) -> Range | None:
    """“promised to publish”, “urged the council to vote”: what is to be done, and by whom."""
    needs_somebody = form.lemma in {"ask", "demand", "advise", "warn", "call"}
    if needs_somebody and (i == start or line.is_in(start, "negations")):
        return None
    if line.tokens[i + 1].kind not in {WORD, QUOTED}:
        return None
    return clause(line, start + 1 if line.lows[start] in {"on", "for"} else start)


def _doing(line: Line, form: Verb, start: int) -> Range | None:
    """“denies ignoring …”, “described seeing …”; “forecast light winds”: what, as a noun."""
    if form.lemma in OF_DOING and start + 1 < line.count:
        low = line.lows[start]
        is_doing = low.endswith("ing") and len(low) > 5 and low not in NO_DOING
        return clause(line, start) if is_doing and not line.is_sign(start + 1) else None
    if form.lemma not in FORETELLS or start >= line.count or line.is_sign(start):
        return None
    keys = ("prepositions", "that", "whether", "adverbs", "times", "auxiliaries")
    if line.is_speech(start) or any(line.is_in(start, key) for key in keys):
        return None
    return clause(line, start)


def _is_somebody_to(line: Line, start: int, i: int) -> bool:
    """“expects growth to slow”: a noun between the verb and “to”."""
    if i == start or line.is_in(start, "prepositions") or line.is_in(start, "adverbs"):
        return False
    return i + 1 < line.count and line.tokens[i + 1].is_word and not line.is_in(i - 1, "times")


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
    if any(_is_cue(line, k) for k in range(i + 2, close)):
        return None
    return close


def _begins_clause(line: Line, verb: int, start: int, i: int) -> bool:
    """Whether a clause without “that” begins here."""
    low = line.lows[i]
    form = line.words.verbs[line.lows[verb]]
    if low in line.words.pronouns or low in {"there", "it’s", "he’s", "she’s", "they’re", "we’re"}:
        is_subject = not (line.is_sign(i + 1) or line.is_in(i + 1, "prepositions"))
        is_tied = any(line.is_in(i - 1, key) for key in ("prepositions", "whether", "relatives"))
        return i == start or (is_subject and not is_tied)
    if form.lemma in TELLS and _is_after_hearer(line, start, i):
        return _has_finite(line, i)
    if form.has("hearer") and not form.has("plain") and form.lemma not in WITHOUT_HEARER:
        return False
    if _is_after_circumstance(line, start, i) and form.has("plain"):
        return _has_finite(line, i)
    if low in {"responsibility", "credit", "victory"}:  # “claimed responsibility for”
        return False
    if i > start + 3 or line.is_sign(i):
        return False
    if line.is_in(i, "prepositions") and not _is_about(line, i):
        return False
    if any(not (line.is_in(k, "times") or line.is_in(k, "adverbs")) for k in range(start, i)):
        return False
    is_adverb = line.is_in(i, "adverbs") or (low.endswith("ly") and len(low) > 5)
    if is_adverb and line.is_in(i + 1, "that"):  # “said privately that”, “said only that”
        return False
    if line.is_in(i, "times") or low in {"so", "nothing", "yes", "goodbye", "hello", "to"}:
        return False
    if low == "no" and line.is_sign(i + 1):
        return False
    if line.tokens[i].kind not in (WORD, NUMBER):
        return False
    if not form.has("plain"):
        return _is_surely_clause(line, i)
    is_word = line.is_text(i, "just", "only", "one")  # “said just one word”
    return (form.lemma == "say" and not is_word) or _has_finite(line, i)


def _is_after_circumstance(line: Line, start: int, i: int) -> bool:
    """“said on Monday the lock”, “said in a statement the lock”: a second noun begins."""
    if not (start < i < start + CIRCUMSTANCE and line.is_in(start, "prepositions")):
        return False
    if not (line.is_in(i, "determiners") or line.tokens[i].is_capital):
        return False
    keys = ("prepositions", "determiners", "coordinators", "adverbs")
    if any(line.is_in(i - 1, key) for key in keys) or line.tokens[i - 1].kind != WORD:
        return False
    if line.is_in(i, "times") or line.lows[i - 1].endswith(("’s", "s’")):
        return False
    is_capital = line.tokens[i].is_capital
    return not is_capital or not line.tokens[i - 1].is_capital or line.is_in(i - 1, "times")


def _is_after_hearer(line: Line, start: int, i: int) -> bool:
    """“told reporters the lock”, “told the court Hill”: who was told, and then a clause."""
    if not start < i < start + CLOSE:
        return False
    if not (line.is_in(i, "determiners") or line.tokens[i].is_capital):
        return False
    if any(line.is_in(k, "prepositions") or line.is_sign(k) for k in range(start, i)):
        return False
    if line.is_in(i - 1, "groups") or line.is_in(i - 1, "pronouns_object"):
        return True
    is_named = any(name.run_first == start and name.last == i for name in line.names)
    is_noun = line.is_in(start, "determiners") and not line.is_in(i - 1, "determiners")
    is_new = not line.tokens[i - 1].is_capital or not line.tokens[i].is_capital
    return (is_named or is_noun) and is_new and not line.lows[i - 1].endswith(("’s", "s’"))


def _is_about(line: Line, i: int) -> bool:
    """“said at least twenty”, “said about 200”: the preposition only rounds a number."""
    if line.lows[i] == "at":
        return line.is_text(i + 1, "least", "most")
    return line.lows[i] in {"about", "over", "under", "between"} and (
        i + 1 < line.count and (line.tokens[i + 1].kind == NUMBER or line.is_in(i + 1, "numerals"))
    )


def _is_surely_clause(line: Line, first: int) -> bool:
    """After “added” or “warned”: a clause, and not the plain object of the verb."""
    for i in range(first, min(first + 9, line.count)):
        if _is_finite(line, i) or (i > first + 1 and _is_act(line, i)):
            return i > first
        if line.is_sign(i) or line.is_in(i, "relatives") or line.is_in(i, "whether"):
            return False
        if i > first and _is_cue(line, i):
            return False
    return False


def _is_finite(line: Line, i: int) -> bool:
    """Whether a word is a finite verb; of “the need for reform” it is a noun."""
    is_noun = line.lows[i] in NOUNS and line.is_in(i - 1, "determiners")
    return line.is_in(i, "finite") and not is_noun


def _is_act(line: Line, i: int) -> bool:
    """“the council faced a hole”, “the study explains two harvests”: a verb with its object."""
    low = line.lows[i]
    if not line.tokens[i].is_word or line.tokens[i].is_capital or len(low) < CLOSE - 1:
        return False
    keys = ("determiners", "prepositions", "adverbs", "coordinators")
    if any(line.is_in(i - 1, key) for key in keys) or line.tokens[i - 1].kind != WORD:
        return False
    has_object = line.is_in(i + 1, "determiners") or line.is_in(i + 1, "pronouns_object")
    if low.endswith("ed"):
        return has_object
    is_singular = not line.lows[i - 1].endswith(("s", "’s"))
    return has_object and is_singular and low.endswith("s") and not low.endswith(("ss", "’s"))


def _has_finite(line: Line, first: int) -> bool:
    for i in range(first, min(first + 18, line.count)):
        low = line.lows[i]
        if _is_finite(line, i) or low.endswith(("n’t", "’re", "’ll", "’ve")):
            return True
        if line.is_text(i, ";", ":") or line.is_stop(i):
            return False
        if i > first + 1 and line.is_in(i, "relatives") and line.is_text(i - 1, ","):
            return False
        if line.is_in(i, "coordinators") and _is_cue(line, i + 1):
            return False  # “declared a state of emergency and urged …”
        is_verb = i > first and len(low) > 4 and low.endswith("ed") and low not in {"united"}
        if is_verb and not line.is_in(i - 1, "determiners"):
            return True
        if i > first + 1 and _is_act(line, i):
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
    if form.lemma == "speak" and line.is_text(i - 1, "on", "about"):
        return None  # “spoke on ‘Why prices rise’”
    if form.has("naming") and not form.has("that"):
        return _thing_named(line, start, i)
    is_tied = line.is_sign(i - 1) or line.is_in(i - 1, "prepositions") or line.is_in(i - 1, "as")
    is_clause = form.has("plain") or form.has("that")
    if between and not (is_clause or is_tied) and piece.count < SHORTEST_OBJECT:
        return None
    following = i + 1
    is_alone = following >= line.count or line.is_sign(following)
    if between and is_clause and _is_predicate(line, start, i):
        return start, clause_end(line, i)
    if is_alone or piece.is_whole or piece.ends_comma or not is_clause or form.has("naming"):
        return i, i + 1
    if between and not line.is_sign(i - 1) and not line.is_in(i - 1, "that"):
        return i, i + 1
    return i, clause_end(line, i)


def _is_predicate(line: Line, start: int, i: int) -> bool:
    """“stated the city ‘will pay’”: the marks open with the verb of a clause that began before."""
    words = line.piece(i).words
    if not words or words[0].is_capital or words[0].low not in line.words.sets["finite"]:
        return False
    is_noun = line.is_in(start, "determiners") or line.tokens[start].is_capital
    return is_noun and not any(
        line.is_sign(k) or line.is_in(k, "prepositions") for k in range(start, i)
    )


def _thing_named(line: Line, start: int, i: int) -> Range | None:
    """“called the idea ‘…’”, “described it as ‘…’”: the thing named belongs to the words."""
    what = next((k for k in range(max(start - 5, 0), start) if line.lows[k] == "what"), None)
    if what is not None:  # “what Hill called ‘…’”, and not “what traders call a ‘…’”
        is_one = any(n.first > what and n.last == start - 1 for n in line.names)
        is_one = is_one or line.lows[start - 2] in {"he", "she"}
        return (i, i + 1) if is_one and i == start and line.piece(i).count > 1 else None
    is_hers = line.lows[start - 2] in line.words.pronouns and line.is_in(start - 3, "relatives")
    if i == start and is_hers:  # “which he called ‘…’”
        return i, i + 1
    if i == start:  # “a plan called ‘…’”
        return (i, i + 1) if line.piece(i).count > LONGEST_TITLE else None
    later = next((k for k in range(i + 1, min(i + CLOSE, line.count)) if line.is_speech(k)), 0)
    if later and line.is_in(later - 1, "as") and line.piece(i).count < SHORTEST_OBJECT:
        return start, later + 1  # “dismissed talk of a ‘free’ move as ‘a fairy tale’”
    if i - start > LONGEST_NAMED or line.is_sign(i - 1) or line.is_in(start, "prepositions"):
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
