"""Which words behind an English name tell what somebody is: “Jane Doe, tenant organizer,”."""

from .lines import Line
from .names import BODY, PERSON
from .text import NUMBER, WORD

AGENTS = ("ist", "er", "or", "ian", "ant", "man", "woman", "eur")
# End as “organizer” does, and are nobody.
NOBODIES = """
former other another older younger elder larger smaller later earlier rather however together never
ever either neither whether number order paper computer water power summer winter september october
november december quarter matter letter longer former latter better further higher lower over under
after for or nor major minor error senior junior interior exterior
""".split()
LONGEST_BARE = 6
FIRMS = {"inc", "ltd", "llc", "llp", "l.l.p.", "l.l.c.", "plc", "co", "corp", "n.a."}
YEARS = {"years", "months", "decades", "seasons", "weeks"}
MOST_OF_YEARS = 6  # tokens of “for more than 16 years”
LONGEST_FIRM = 8  # tokens of “Price, Lund, Dorn & Co.”


def is_post(line: Line, i: int, end: int) -> bool:
    """Whether the words from one token up to another, behind a name and a comma, are a post."""
    stop = next((k for k in range(i, end) if line.is_in(k, "prepositions") and k > i), end)
    stop = next((k for k in range(i, stop) if line.is_in(k, "relatives")), stop)
    people = [n for n in line.names if n.kind == PERSON and i <= n.first < stop]
    # “Middle East researcher”
    people = [n for n in people if n.is_sure or n.last == stop]
    if any(not line.lows[n.last - 1].endswith(("’s", "s’")) for n in people):
        return False
    if line.lows[i] in {"of", "for", "from"}:
        return any(line.tokens[k].is_capital for k in range(i, end))
    if any(line.lows[k] in line.words.stems["heads"] for k in range(i, stop)):
        return not line.is_in(i, "finite") and line.lows[i] not in line.words.pronouns
    if any(n.kind == BODY and n.run_first == i and n.last - i > 1 for n in line.names):
        return line.is_text(end, ",")  # “Jane Doe, Institute of Water, noted”
    if line.lows[i : i + 3] == ["one", "of", "the"]:
        return line.is_text(end, ",", ".")
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


def past_sign(line: Line, i: int) -> int:
    """The token behind a sign that belongs to a name: the stop of “Mr. Hill”, the commas of “Lund,
    Price & Co.”, “Lund, Inc.” and “Hull, Ohio”; else the same token."""
    if i + 1 >= line.count or i == 0:
        return i
    follows = line.tokens[i + 1]
    if line.is_text(i, "."):
        is_title = line.is_in(i - 1, "titles") and line.tokens[i - 1].is_capital
        is_number = line.is_text(i - 1, "No") and follows.kind == NUMBER  # “the No. 2 official”
        is_saint = line.is_text(i - 1, "St") and follows.is_capital
        return i + 1 if is_number or is_saint or (is_title and follows.is_capital) else i
    if not line.is_text(i, ",") or not line.tokens[i - 1].is_capital or not follows.is_capital:
        return i
    if line.is_in(i + 1, "states"):  # “a nurse in Hull, Ohio, said”
        end = i + 3 if line.tokens[i + 2 : i + 3] and line.tokens[i + 2].is_capital else i + 2
        return end + 1 if line.is_text(end, ".") and line.is_text(end + 1, ",") else end
    if line.lows[i + 1] in FIRMS:
        is_short = line.is_text(i + 2, ".") and line.is_text(i + 3, ",")
        return i + 3 if is_short else i + 2
    for k in range(i + 1, min(i + LONGEST_FIRM, line.count)):
        if line.is_text(k, "&"):
            return k
        if not (line.tokens[k].is_capital or line.is_text(k, ",")):
            return i
    return i


def without_years(line: Line, i: int, end: int) -> int:
    """Where a post ends before “for 16 years”, “since 1998”, “until 2001”."""
    for k in range(i + 1, end - 1):
        if line.is_text(k, "since", "until") and line.tokens[k + 1].kind == NUMBER:
            return k
        years = line.lows[k + 2 : min(k + MOST_OF_YEARS, end)]
        if line.is_text(k, "for") and any(low in YEARS for low in years):
            return k
    return end
