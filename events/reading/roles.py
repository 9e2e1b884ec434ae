"""The post beside a name, as printed: “the forum’s programme director, Ilinca Dobre”."""

import re

from . import english_roles
from .lines import Line
from .names import BODY, PERSON, Name, is_party
from .spelling import BEHIND
from .text import DASHES, ENDS, NUMBER, QUOTED, SIGN, WORD

LONGEST_SHORT = 4  # letters of “Capt.”
BRACKET = 10  # tokens between a post and the name behind a bracket
FARTHEST = 28  # tokens that a printed post may take
ACTS = ("ає", "яє", "ує", "ють", "ить", "ает", "яет", "ует", "ют", "ався", "алася", "ался")
HEARERS = ("у", "ю", "ові", "еві", "єві", "ам", "ям")  # the dative
MANY = ("ів", "їв", "ов", "ев", "ёв", "ей", "ам", "ям", "ами", "ями")
ACTING = {"в.о.", "т.в.о.", "и.о.", "врио", "тво"}
ACTING_APART = (["в.", "о"], ["и.", "о"])  # «в. о. директора»
OF_HEARER = ("ого", "ої", "ому", "ой", "ей", "ему")
CALLED = re.compile(r" (?:з|із|с|на|по)? ?(?:позивн|позывн|псевдо|прізвис|прозвищ)\w*$")
COPULAS = {"був", "була", "були", "є", "став", "стала", "был", "была", "были", "стал"}
BACKING = {"backing", "supporting", "representing", "opposing", "including", "accusing"}
TELLING = {"is", "was", "became", "becomes"}
BRACKETS = {"(", ")"}
RANKS = set(
    """sgt lt capt cpl maj col gen adm sergeant lieutenant captain corporal major colonel general
    admiral brigadier officer det detective""".split()
)
PEERS = {"lord", "lady", "baron", "baroness", "earl", "countess", "viscount", "duke", "duchess"}


def role_before(line: Line, name: Name) -> tuple[str, int]:
    """The post before the name and where it begins; empty when there is none."""
    first = name.run_first
    stop = name.first
    if first == stop and line.is_text(first - 1, ")") and not line.words.is_english:
        opened = next(
            (k for k in range(first - 2, max(first - BRACKET, -1), -1) if line.is_text(k, "(")), 0
        )
        first = stop = opened or first
    if first < stop and all(_is_bare_title(line, i) for i in range(first, stop)):
        found = _named_title(line, first, stop)
        if found is not None:
            first = found
        if first == stop:  # “Mr. Prof.”
            first = stop = name.run_first
    window = _window_before(line, first, is_run=first < stop)
    if window is None and first == stop:
        return _role_before_comma(line, first)
    start = first if window is None else window
    head = _leftmost_head(line, start, stop)
    if head is None:
        return _role_before_comma(line, first) if first == stop else ("", first)
    speaks = _past_hearer(line, head, stop)
    start = _widen_left(line, speaks, start if speaks == head else head + 1)
    if all(
        _is_bare_title(line, i) and not line.is_in(i, "role_titles") for i in range(start, stop)
    ):
        return "", first
    while not line.words.is_english and stop > start + 1 and _is_bare_title(line, stop - 1):
        stop -= 1  # «віцеспікер пан Бойко»
    earlier = _earlier_part(line, start)
    first = start if earlier is None else earlier
    return _printed(line.text(first, stop)), first


def _printed(role: str) -> str:
    """The post without the signs behind it, save the stop of “Sen.”."""
    bare = CALLED.sub("", role.rstrip(" .,"))
    is_short = role.startswith(bare + ".") and len(bare.rpartition(" ")[2]) <= LONGEST_SHORT
    return bare + "." if is_short else bare


def joined(before: str, after: str) -> str:
    """One line of the post before a name and of what follows it: “Sen. of Vermont”; a rank gives
    way to a post."""
    is_post = after and not after.startswith(("of ", "from ", "for ", "with "))
    if is_post and all(word.strip(".").lower() in RANKS for word in before.split()):
        return after
    if not before or not after or after.startswith(("who ", "whose ")):
        return before or after
    return (
        f"{before} {after}" if after.startswith(("of ", "from ", "for ")) else f"{before}, {after}"
    )


def _is_bare_title(line: Line, i: int) -> bool:
    return line.is_in(i, "titles") or line.is_text(i, ".")


def _named_title(line: Line, first: int, stop: int) -> int | None:
    """Where in “Sen. Prof.” a title begins that is a post as well."""
    for i in range(first, stop):
        if line.is_in(i, "role_titles"):
            return i
    return stop


def _window_before(line: Line, first: int, *, is_run: bool) -> int | None:
    """The farthest token before the name that its post may begin with."""
    i = first - 1
    if i < 0 or line.tokens[i].kind == SIGN or (line.is_in(i, "prepositions") and not is_run):
        return None
    while i >= 0 and first - i <= FARTHEST:
        token = line.tokens[i]
        if token.kind == SIGN and token.text not in {"-", "/", "’", "&", "№"}:
            break
        if token.kind == QUOTED and i not in line.titles:
            break
        if _bounds(line, i) or _ends_other(line, i):
            break
        i -= 1
    return i + 1 if i + 1 < first else None


def _ends_other(line: Line, i: int) -> bool:
    """«історик Анна Лось і директор Петро Гусь»: another person stands before «і»; in English
    anywhere, as in “Polls show Hill trailing former Gov. Dale”, save as the owner of something."""
    if line.words.is_english:
        other = line.ends.get(i + 1)
        return other is not None and other.is_sure and not line.lows[i].endswith(("’s", "s’"))
    is_joined = line.is_in(i, "coordinators")
    return is_joined and i in line.ends and line.ends[i].kind == PERSON


def _bounds(line: Line, i: int) -> bool:
    """Whether the word cannot stand within a printed post."""
    low = line.lows[i]
    if low in line.words.verbs and not line.tokens[i].is_capital:
        verb = line.words.verbs[low]
        if verb.is_base and line.words.is_english and line.is_in(i - 1, "groups"):
            return True  # “Prosecutors say Jane Doe …”
        return not (verb.is_base or (i > 0 and line.is_in(i - 1, "determiners")))
    if line.is_in(i, "relatives") or line.is_in(i, "finite") or low in line.words.pronouns:
        return True
    if line.is_in(i, "conjunctions"):
        return low not in {"and", "та", "і", "й", "и"}
    return False


def _leftmost_head(line: Line, start: int, stop: int) -> int | None:
    """The first word of a post within the window that no preposition ties to something before."""
    heads = [
        i
        for i in range(start, stop)
        if line.tokens[i].kind == WORD and line.lows[i] in line.words.stems["heads"]
    ]
    if not line.words.is_english and len(heads) > 1 and line.lows[heads[0]].endswith(HEARERS):
        # «розповіла кореспондентові газети мати трьох дітей Ганна Бойко»
        heads = [i for i in heads if not line.lows[i].endswith(HEARERS)] or heads
    return heads[0] if heads else None


def _past_hearer(line: Line, head: int, stop: int) -> int:
    """«звернулася до доповідача депутатка Марина»: the post of whom the verb agrees with."""
    i = head
    while i > 0 and line.lows[i - 1].endswith(OF_HEARER) and not line.is_in(i - 1, "prepositions"):
        i -= 1
    is_asked = line.is_in(i - 1, "prepositions") and line.lows[i - 2] in line.words.verbs
    if line.words.is_english or i < 2 or not is_asked or line.lows[i - 1] not in {"до", "к", "ко"}:
        return head
    heads = line.words.stems["heads"]
    return next((k for k in range(head + 1, stop) if line.lows[k] in heads), head)


def _widen_left(line: Line, head: int, start: int) -> int:
    """From the post’s noun left over its adjectives, its owner and its article."""
    i = head
    while i > start:
        j = i - 1
        low = line.lows[j]
        if low in ACTING:
            return j
        if line.tokens[j].kind not in (WORD, NUMBER) or line.is_in(j, "prepositions"):
            break
        if line.words.is_english:
            if line.is_in(j, "determiners"):
                return j
            is_act = low in BACKING or (low.endswith("ing") and j in line.ends)
            if line.is_in(j, "conjunctions") or line.is_in(j, "adverbs") or is_act:
                break
        elif not (_is_adjective(low) or low in line.words.stems["heads"]) or (
            low.endswith(HEARERS) and not line.lows[head].endswith(HEARERS)
        ):
            break
        i = j
    is_acting = line.is_text(i - 1, ".") and line.lows[max(i - 3, 0) : i - 1] in ACTING_APART
    return i - 3 if is_acting else i


def _is_adjective(low: str) -> bool:
    return low.endswith(
        (
            "ча",
            "шня",
            "жня",
            "шего",
            "жего",
            "ший",
            "шей",
            "чий",
            "щий",
            "щая",
            "ева",
            "єва",
            "ша",
            "ий",
            "ій",
            "ого",
            "ої",
            "ым",
            "ый",
            "ого",
            "ської",
            "ська",
            "цька",
            "цкая",
            "ской",
            "ская",
            "ший",
            "ная",
            "на",
            "ний",
            "ного",
            "ної",
            "ной",
            "екс",
            "ому",
            "ім",
            "им",
            "ова",
            "вий",
            "вого",
            "ая",
            "яя",
        )
    ) or low in {"екс", "экс", "віце", "вице", "в.о", "т.в.о"}


def _earlier_part(line: Line, start: int) -> int | None:
    """“Модератор встречи, социолог Виктор”: a post before the comma belongs to it too."""
    if line.words.is_english or not line.is_text(start - 1, ","):
        return None
    i = start - 2
    while i >= 0 and line.tokens[i].kind in (WORD, NUMBER, QUOTED) and start - i < FARTHEST:
        if (
            line.lows[i] in COPULAS
            or _bounds(line, i)
            or (line.tokens[i].kind == QUOTED and i not in line.titles)
        ):
            break
        i -= 1
    if i + 1 >= start - 1:
        return None
    if any(n.kind == PERSON and n.first > i for n in line.names if n.last <= start):
        return None
    head = next(
        (k for k in range(i + 1, start - 1) if line.lows[k] in line.words.stems["heads"]), None
    )
    if head is None or head - i > 3 or is_of_many(line, head):
        return None
    begin = _widen_left(line, head, i + 1)
    earlier = _earlier_part(line, begin)
    return begin if earlier is None else earlier


def _role_before_comma(line: Line, first: int) -> tuple[str, int]:
    """“the forum’s programme director, Ilinca Dobre,”: the post stands before a comma."""
    if not line.is_text(first - 1, ","):
        return "", first
    i = first - 2
    while i >= 0 and line.tokens[i].kind != SIGN and first - i < FARTHEST:
        if line.tokens[i].kind == QUOTED and i not in line.titles:
            break
        if _bounds(line, i):
            break
        i -= 1
    start, stop = i + 1, first - 1
    if start >= stop or any(n.kind == PERSON and n.last == stop for n in line.names):
        return "", first
    head = _leftmost_head(line, start, stop)
    if head is None:
        return "", first
    start = _widen_left(line, head, start)
    if line.lows[start] in {"another", "one"}:
        return "", first
    if line.is_in(start - 1, "prepositions") and line.lows[start - 1] not in {"by", "of", "to"}:
        return "", first
    return line.text(start, stop), start


def role_after(line: Line, name: Name) -> tuple[str, int]:
    """The post after the name and where it ends, its closing comma included; a clause (“who …”)
    or an age is passed over and gives no post."""
    i = name.last
    by = name.run_first - 1
    if line.is_text(by, "by") and by > 0 and line.tokens[by - 1].kind == QUOTED:
        return "", i  # “‘The Lock’ by Jane Doe, an argument in a boat”
    if name.last - name.first > 2 and line.is_text(i - 1, *BEHIND) and line.words.is_english:
        after, end = _after_comma(line, name, i + 1) if line.is_text(i, ",") else ("", i)
        own = line.text(i - 1, i) if line.is_in(i - 1, "role_titles") else ""
        return joined(own, after), max(end, i)  # “Jane Doe MP, chair of …”
    if line.is_text(i, "("):
        return _in_brackets(line, i)
    if line.is_text(i, "of") and any(line.lows[k] in PEERS for k in range(name.run_first, i)):
        _, end = _of_body(line, i)  # “Lord Hume of Teviot, the minister”
        return _after_comma(line, name, end + 1) if line.is_text(end, ",") else ("", end)
    if (
        line.words.is_english
        and line.is_in(i, "prepositions")
        and line.lows[i] in {"of", "from", "for", "with"}
    ):
        return _of_body(line, i)
    if not line.words.is_english and line.is_sign(i) and line.tokens[i].text in DASHES:
        return _after_dash(line, name, i + 1)
    if not line.is_text(i, ","):
        return "", name.last
    return _after_comma(line, name, i + 1)


def role_told(line: Line, name: Name) -> str:
    """“Jane Doe is a lawyer in Hull.”: the post that an English sentence tells, to its end."""
    i = name.last
    if i + 1 >= line.count or line.lows[i + 1] not in {"a", "an", "the"}:
        return ""
    return _told_after(line, i)


def _told_after(line: Line, i: int) -> str:
    if not line.words.is_english or i + 1 >= line.count or line.lows[i] not in TELLING:
        return ""
    end = _phrase_end(line, i + 1)
    is_whole = end >= line.count or line.is_text(end, ".", ",")
    if not is_whole or not _is_post(line, i + 1, end):
        return ""
    return line.text(i + 1, _without_clause(line, i + 1, end))


def _after_dash(line: Line, name: Name, i: int) -> tuple[str, int]:
    """«Ірина Мазур – директорка школи.»: a sentence that tells nothing else."""
    end = _phrase_end(line, i)
    is_whole = name.run_first == 0 and end < line.count and line.tokens[end].text in ENDS | {","}
    return (line.text(i, end), end) if is_whole and _is_post(line, i, end) else ("", name.last)


def _of_body(line: Line, i: int) -> tuple[str, int]:
    """“Matthew Ingram of The Globe and Mail”."""
    end = i + 1
    while end < line.count and end - i < FARTHEST:
        token = line.tokens[end]
        low = line.lows[end]
        if token.kind in (SIGN, QUOTED):
            break
        if not (token.is_capital or low in {"of", "and", "for", "&", "the", "’s", "on", "in"}):
            if line.words.stems["small_bodies"].find(low) or line.is_in(end - 1, "determiners"):
                end += 1
            elif low in line.words.stems["title_nouns"] and low not in line.words.verbs:
                end += 1
                continue
            break
        end += 1
    while (
        end > i + 1 and not line.tokens[end - 1].is_capital and line.is_in(end - 1, "prepositions")
    ):
        end -= 1
    if end == i + 1 or not any(line.tokens[k].is_capital for k in range(i + 1, end)):
        return "", i
    role = line.text(i, end)
    if line.is_text(end, ","):
        return role, end
    return role, end


def _after_comma(line: Line, name: Name, i: int) -> tuple[str, int]:
    if i >= line.count:
        return "", name.last
    if line.tokens[i].kind == NUMBER:  # an age
        if not line.words.is_english and not line.lows[i].isdigit():
            return _after_comma(line, name, i + 1)  # «45-річний директор»
        if line.is_in(i + 1, "ages"):  # «54 роки, директор»
            i += 1
        if line.is_text(i + 1, ","):
            role, end = _after_comma(line, name, i + 2)
            return (role, end) if role else ("", i + 2)
        return "", name.last
    if line.words.is_english and is_party(line.tokens[i].text):
        end = i + 2 if line.is_text(i + 1, ".") else i + 1  # “R-Ala.”
        return line.text(i, end), end
    if line.is_in(i, "relatives"):
        end = _clause_end(line, i, name.last)
        if line.lows[i] == "whose":
            stop = end - 1 if line.is_text(end - 1, ",") else _sentence_end(line, i)
            return line.text(i, stop), max(end, stop)
        is_who = line.lows[i] != "which"
        told = _told_after(line, i + 1) if line.lows[i] == "who" else ""
        if told:  # “who is president of the union”
            return told, end
        if not (is_who and any(line.is_in(k, "occupations") for k in range(i + 1, i + 3))):
            return "", end
        stop = next((k for k in range(i, line.count) if line.is_text(k, ",", ".", ";")), i)
        return line.text(i, stop), max(end, stop)
    end = _phrase_end(line, i)
    if end <= i:
        return "", name.last
    if not _is_post(line, i, end):
        return "", name.last
    if line.is_text(end, ",") and (_goes_on(line, end + 1) or _is_second_post(line, end + 1)):
        end = _phrase_end(line, end + 1)
    elif line.is_text(end, ",") and line.words.is_english:
        end = _with_body(line, end)
    end = end - 1 if line.is_text(end - 1, ")") else end
    return line.text(i, _without_clause(line, i, end)), end


def _is_second_post(line: Line, i: int) -> bool:
    """«Винник, астрофізик, завідувач відділу, сказав»."""
    end = _phrase_end(line, i)
    return not line.words.is_english and line.is_text(end, ",") and _is_post(line, i, end)


def _with_body(line: Line, comma: int) -> int:
    """“Health Economist, Nordic Institute for Health”: the end of the body behind a post."""
    body = next((n for n in line.names if n.run_first == comma + 1), None)
    if body is None or body.is_sure or body.last - body.run_first == 1:
        return comma
    end = _phrase_end(line, comma + 1)
    is_all = all(
        line.tokens[k].is_capital
        or line.is_in(k, "prepositions")
        or line.is_text(k, "and", "&", "the")
        for k in range(comma + 1, end)
    )
    is_body = any(line.lows[k] in line.words.stems["bodies"] for k in range(comma + 1, end))
    return end if is_all and is_body else comma


def _goes_on(line: Line, i: int) -> bool:
    """“director of X, and chairman of Y”."""
    return line.is_in(i, "coordinators") and _is_post(line, i + 1, min(i + 5, line.count))


def _phrase_end(line: Line, i: int) -> int:
    end = i
    while end < line.count and end - i < FARTHEST:
        token = line.tokens[end]
        if line.words.is_english and (beyond := english_roles.past_sign(line, end)) > end:
            end = beyond
            continue
        if token.kind == SIGN and token.text not in {"-", "/", "’", "&", "(", ")", "№"}:
            break
        if token.kind == QUOTED and end not in line.titles:
            break
        low = line.lows[end]
        verb = line.words.verbs.get(low)
        is_finite = verb is not None and not verb.is_base and not token.is_capital
        is_noun = line.is_in(end - 1, "determiners") or line.is_in(end - 1, "relatives")
        if is_finite and not is_noun and not _is_in_clause(line, i, end):
            break
        end += 1
    return end


def _is_in_clause(line: Line, i: int, end: int) -> bool:
    return any(line.is_in(k, "relatives") for k in range(i, end))


def _without_clause(line: Line, i: int, end: int) -> int:
    """A post without what a clause adds; in English a clause without a comma is part of it."""
    if line.words.is_english:
        end = next((k for k in range(i + 1, end - 1) if _is_added(line, i, k)), end)
        return english_roles.without_years(line, i, end)
    return next((k for k in range(i + 1, end) if line.is_in(k, "relatives") and k > i), end)


def _is_added(line: Line, i: int, k: int) -> bool:
    """“and no relation of the mayor”, “who is not …”; “the engineer who built it”; where a body
    is told, as in “a nurse at Hull Hospital who saw it”, any clause."""
    if line.is_in(k, "coordinators"):
        return line.lows[k + 1] in {"no", "not"}
    is_no = any(line.is_in(j, "negations") for j in range(k + 1, k + 4))
    is_full = any(line.tokens[j].is_capital for j in range(i + 1, k))
    is_any = is_full or not line.is_text(i, "a", "an")
    return line.is_in(k, "relatives") and (is_no or is_any)


def _sentence_end(line: Line, i: int) -> int:
    return next((k for k in range(i, line.count) if line.is_text(k, ".", ";")), line.count)


def _clause_end(line: Line, i: int, default: int) -> int:
    """After “who …,”: the next comma, when one comes."""
    for k in range(i, min(i + FARTHEST, line.count)):
        if line.is_text(k, ","):
            return k + 1
    return default


def _is_post(line: Line, i: int, end: int) -> bool:
    """Whether the words after the comma tell what somebody is."""
    if i >= end:
        return False
    if line.words.is_english:
        return english_roles.is_post(line, i, end)
    for k in range(i, min(i + 4, end)):
        if line.lows[k] in line.words.stems["heads"]:
            if k + 1 < end and (line.lows[k + 1].endswith(ACTS) or line.is_in(k, "groups")):
                return False
            if is_of_many(line, k) or _is_denied(line, k + 1, end):
                return False
            return not any(n.kind == PERSON and n.first < end and n.last > k for n in line.names)
        if not _is_adjective(line.lows[k]) and not line.is_in(k, "adverbs"):
            return False
    return False


def is_of_many(line: Line, i: int) -> bool:
    """«учителей», «членів»: a noun for several people in another case."""
    low = line.lows[i]
    return low.endswith(MANY) and line.words.stems["heads"].find(low) not in {"", low}


def _is_denied(line: Line, i: int, end: int) -> bool:
    """«…, директор не приїхав»: a clause, no post."""
    stop = next((k for k in range(i, end) if line.is_in(k, "relatives")), end)
    return any(line.is_in(k, "negations") for k in range(i, stop))


def _in_brackets(line: Line, i: int) -> tuple[str, int]:
    """“Jane Doe (Institute of Water)”: the post or the body, where the brackets hold one."""
    close = next((k for k in range(i, min(i + 12, line.count)) if line.is_text(k, ")")), None)
    if close is None:
        return "", i
    is_body = any(n.kind == BODY and i < n.first < close for n in line.names)
    is_body = is_body or line.is_in(i + 1, "parties") or is_party(line.tokens[i + 1].text)
    is_post = any(line.lows[k] in line.words.stems["heads"] for k in range(i, close))
    return line.text(i + 1, close) if is_body or is_post else "", close + 1
