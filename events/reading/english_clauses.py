"""Where an English paraphrase ends although its sentence goes on: the author speaks again."""

from .lines import Line
from .text import SIGN

NEAR = 9  # tokens between the beginning of another clause and its verb
FARTHEST_CLAUSE = 30  # tokens of “While conceding that …,”
SHORT = 4  # tokens from “a” to the noun that sums up what was said
POSSESSIVES = {"his", "her", "their", "its"}
TOLD = {"said", "told", "vowed", "warned", "insisted", "argued", "denied", "declined", "called"}
MARKET = {"shares", "stock", "stocks", "prices", "yields"}
DENIES = {"declined", "refused"}


def author_goes_on(line: Line, first: int, i: int) -> bool:
    """Whether the paraphrase that begins at `first` ends at the sign or the “but” at `i`."""
    if line.is_text(i, ":"):
        return line.is_speech(i + 1)
    if line.is_text(i, ";"):
        return another_speaks(line, i + 1)
    if line.is_text(i, ","):
        return _is_aside(line, i + 1)
    return _is_silence(line, i + 1) or _is_own_act(line, first, i + 1)


def another_speaks(line: Line, i: int) -> bool:
    """“; the ministry called …”: a subject and a verb of speech before the next sign."""
    for k in range(i + 1, min(i + NEAR, line.count)):
        if line.tokens[k].kind == SIGN or line.is_speech(k) or line.is_in(k, "that"):
            return False
        verb = line.words.verbs.get(line.lows[k])
        if verb is None or verb.is_participle or line.tokens[k].is_capital:
            continue
        if line.is_in(k - 1, "determiners") or line.is_in(k - 1, "prepositions"):
            continue
        is_plural = line.lows[k - 1].endswith("s") or line.is_in(k - 1, "groups")
        if verb.is_base and not is_plural:
            continue
        return not verb.is_predicate and bool(verb.flags - {"light"})
    return False


def _another_tells(line: Line, i: int) -> bool:
    """“, but Senate leaders vowed to press ahead”: a plain subject, and a verb in the past."""
    for k in range(i + 1, min(i + SHORT + 2, line.count)):
        if line.is_sign(k) or line.is_speech(k) or line.is_in(k, "finite"):
            return False
        verb = line.words.verbs.get(line.lows[k])
        if verb and not verb.is_participle and not verb.is_base:
            return line.lows[k] in TOLD and not line.is_in(k - 1, "prepositions")
    return False


def _is_aside(line: Line, i: int) -> bool:
    """“, though he cautioned that”, “, escalating the dispute”, “, a promise that few believe”."""
    if line.is_in(i, "concessives"):
        return another_speaks(line, i)
    if line.lows[0] in {"while", "although", "though"} and i < FARTHEST_CLAUSE:
        return another_speaks(line, i - 1)  # “While conceding that it leaks, she warned”
    if line.is_in(i, "asides"):
        return True
    if line.is_text(i, "sending") and any(low in MARKET for low in line.lows[i : i + 5]):
        return True
    if line.is_in(i, "relatives") and i + 2 < line.count:  # “, which he called ‘a joke’”
        verb = line.words.verbs.get(line.lows[i + 2])
        return line.lows[i + 1] in line.words.pronouns and verb is not None and verb.has("naming")
    if line.is_text(i, "but", "and"):
        return _another_tells(line, i + 1)
    return line.lows[i : i + 1] in (["a"], ["an"]) and any(
        line.is_in(k, "sums") and _is_described(line, k + 1) for k in range(i + 1, i + SHORT)
    )


def _is_described(line: Line, i: int) -> bool:
    """“a step that …”, “a promise economists view …”; not “a move” alone."""
    is_named = line.is_text(i, "the", "his", "her") or (
        i < line.count and line.tokens[i].is_capital
    )
    return line.is_in(i, "relatives") or line.is_in(i, "groups") or is_named


def _is_silence(line: Line, i: int) -> bool:
    """“but wouldn’t say what”, “and declined to comment”."""
    if line.lows[i : i + 1] and line.lows[i] in DENIES:
        return line.is_text(i + 1, "to")
    while line.is_in(i, "auxiliaries") and not line.is_in(i, "negations"):
        i += 1
    if not line.is_in(i, "negations"):
        return False
    return any(line.is_in(k, "silences") for k in range(i + 1, i + 3))


def _is_own_act(line: Line, first: int, i: int) -> bool:
    """“said the sale was overdone but cut her rating”: she who spoke, for nobody else is named."""
    if not line.is_text(i - 1, "but", "and") or i + 1 >= line.count or line.is_sign(i):
        return False
    if not (line.lows[i + 1] in POSSESSIVES - {"its", "their"} and line.tokens[i].is_word):
        return False
    if line.is_in(i, "prepositions") or line.is_in(i, "determiners") or line.is_in(i, "finite"):
        return False
    people = any(name.first < i and name.last > first for name in line.names)
    return not people and not any(
        line.lows[k] in line.words.pronouns or line.lows[k] in POSSESSIVES for k in range(first, i)
    )
