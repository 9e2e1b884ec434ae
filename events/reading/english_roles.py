"""Which words behind an English name tell what somebody is: “Jane Doe, tenant organizer,”."""

from .lines import Line
from .names import BODY, PERSON
from .text import WORD

AGENTS = ("ist", "er", "or", "ian", "ant", "man", "woman", "eur")
# End as “organizer” does, and are nobody.
NOBODIES = """
former other another older younger elder larger smaller later earlier rather however together never
ever either neither whether number order paper computer water power summer winter september october
november december quarter matter letter longer former latter better further higher lower over under
after for or nor major minor error senior junior interior exterior
""".split()
LONGEST_BARE = 6


def is_post(line: Line, i: int, end: int) -> bool:
    """Whether the words from one token up to another, behind a name and a comma, are a post."""
    stop = next((k for k in range(i, end) if line.is_in(k, "prepositions") and k > i), end)
    stop = next((k for k in range(i, stop) if line.is_in(k, "relatives")), stop)
    people = [n for n in line.names if n.kind == PERSON and i <= n.first < stop]
    if any(not line.lows[n.last - 1].endswith(("’s", "s’")) for n in people):
        return False
    if line.lows[i] in {"of", "for", "from"}:
        return any(line.tokens[k].is_capital for k in range(i, end))
    if any(line.lows[k] in line.words.stems["heads"] for k in range(i, stop)):
        return not line.is_in(i, "finite") and line.lows[i] not in line.words.pronouns
    if any(n.kind == BODY and n.run_first == i and n.last - i > 1 for n in line.names):
        return line.is_text(end, ",")  # “Jane Doe, Institute of Water, noted”
    if line.lows[i] in {"a", "an"}:
        return stop - i <= 6 and line.is_text(end, ",", ".")
    is_owned = any(line.lows[k].endswith(("’s", "s’")) for k in range(i, stop))
    if _is_bare_agent(line, i, stop, end):
        return True
    if line.lows[i] in {"the", "his", "her"} or is_owned:  # “the band’s longest-serving oboist”
        is_agent = line.lows[stop - 1].endswith(AGENTS) and not line.tokens[stop - 1].is_capital
        is_phrase = not any(line.is_in(k, "finite") for k in range(i, stop))
        return is_agent and is_phrase and stop - i <= 8 and line.is_text(end, ",", ".")
    return False


def _is_bare_agent(line: Line, i: int, stop: int, end: int) -> bool:
    """“Jane Doe, tenant organizer,”: what somebody is, without an article."""
    if stop - i > LONGEST_BARE or stop <= i or not (end >= line.count or line.is_sign(end)):
        return False
    if any(line.tokens[k].is_capital or line.tokens[k].kind != WORD for k in range(i, stop)):
        return False
    low = line.lows[stop - 1]
    if not low.endswith((*AGENTS, "lord", "lady")) or low in NOBODIES:
        return False
    keys = ("determiners", "prepositions", "adverbs", "conjunctions", "times", "asides")
    is_act = line.lows[i].endswith(("ing", "ed", "ly")) or any(line.is_in(i, k) for k in keys)
    return not is_act and not any(
        line.is_in(k, "finite") or line.lows[k] in line.words.verbs for k in range(i, stop)
    )
