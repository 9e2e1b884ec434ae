"""The subject of an English verb of speech: before it, or after it as in “said Smith”."""

from .lines import Line
from .names import BODY, CAPITALS, PERSON, UNKNOWN, Name
from .roles import role_after
from .subjects import (
    FARTHEST,
    LONGEST_PHRASE,
    NOBODY,
    Subject,
    by_name,
    by_noun,
    by_pronoun,
    is_person,
    widened,
)
from .text import DASHES, NUMBER, QUOTED, SIGN, WORD

POSSIBLE_WITHIN = {"-", "/", "’", "&", "%", "$"}
EAGER = {"quick", "keen", "careful", "pains", "eager", "right", "anxious", "happy"}
LONGEST_DATELINE = 14  # tokens
AFTER_NAME = {"of", "for", "from"}


def subject_before(line: Line, verb: int) -> Subject | None:
    """Who stands before the verb at a place, its adverbs and auxiliaries passed over."""
    j = verb - 1
    while j >= 0 and (
        _is_auxiliary(line, j) or _is_adverb(line, j) or _is_eager(line, j) or _is_when(line, j)
    ):
        j -= 1
    if j < 0 or verb - j > FARTHEST:
        return None
    pronoun = by_pronoun(line, j)
    if pronoun:
        return pronoun
    if line.lows[j] in {"who", "which"}:
        return _antecedent(line, j)
    if line.is_text(j, ",") and line.is_speech(j - 1):  # “Hill, hailing it as ‘a gift’, said”
        return _over_relative(line, j - 1)
    if line.is_text(j, ","):
        return _over_apposition(line, j)
    if line.is_speech(j) and line.piece(j).ends_comma:
        return _over_relative(line, j)
    if line.is_text(j, ")"):
        opened = next((k for k in range(j, max(j - 12, -1), -1) if line.is_text(k, "(")), None)
        found = phrase_ending(line, opened) if opened else None
        return widened(found, found.first, j + 1) if found else None
    if line.tokens[j].text in DASHES:
        return _between_dashes(line, j)
    if line.is_in(j, "coordinators"):
        return shared(line, j)
    start = _phrase_start(line, j + 1)
    if line.is_text(start - 1, ",") and line.lows[start] in AFTER_NAME:
        return _over_apposition(line, j + 1)  # “Mary Jones, 65, of Akron said”
    return phrase_ending(line, j + 1)


def _over_relative(line: Line, j: int) -> Subject | None:
    """“Smith, who has called it ‘a joke,’ said”."""
    for k in range(j - 1, max(j - FARTHEST, 1), -1):
        is_act = line.lows[k].endswith("ing") and line.lows[k] in line.words.verbs
        if (line.is_in(k, "relatives") or is_act) and line.is_text(k - 1, ","):
            found = phrase_ending(line, k - 1)
            return widened(found, found.first, j + 1) if found else None
        if line.is_text(k, ",", ";", ":") or line.is_stop(k):
            return None
    return None


def _between_dashes(line: Line, dash: int) -> Subject | None:
    """“Jane Doe – head of the centre – noted”."""
    for k in range(dash - 1, max(dash - FARTHEST, 0), -1):
        if line.is_speech(k):
            return None
        if line.tokens[k].text in DASHES:
            found = phrase_ending(line, k)
            return widened(found, found.first, dash + 1) if found else None
    return None


def _is_auxiliary(line: Line, i: int) -> bool:
    return line.is_in(i, "auxiliaries") or line.is_in(i, "negations")


def _is_adverb(line: Line, i: int) -> bool:
    if line.is_in(i, "adverbs"):
        return True
    low = line.lows[i]
    return len(low) > 4 and low.endswith("ly") and not line.tokens[i].is_capital


def _is_eager(line: Line, i: int) -> bool:
    """“was quick to add”, “was at pains to stress”, “went on to say”."""
    if line.lows[i] == "at":
        return line.is_text(i + 1, "pains")
    if line.is_text(i, "went", "goes", "go") or line.is_text(i - 1, "went", "goes", "go"):
        return line.is_text(i, "on") or line.is_text(i + 1, "on")
    return line.lows[i] in EAGER and line.is_text(i + 1, "to")


def _is_when(line: Line, i: int) -> bool:
    """“who on Friday called”, “Hill last week said”: a time between a subject and its verb."""
    if line.is_text(i, "on"):
        return line.is_in(i + 1, "times")
    is_part = line.is_in(i, "times") or line.is_text(i, "week", "month", "year", "night")
    return is_part and (line.is_text(i - 1, "on", "last") or line.lows[i] == "last")


def _antecedent(line: Line, j: int) -> Subject | None:
    k = j - 1 if line.is_text(j - 1, ",") else j
    for name in line.names:  # “heard from Jane Doe of the University of Leeds, who told members”
        if name.kind == PERSON and name.last < k and role_after(line, name)[1] in {k, j}:
            return by_name(line, name, name.run_first, k)
        is_known = line.lows[name.last - 1][:CAPITALS] in line.pages.surnames
        is_person_named = name.kind == PERSON or (name.kind == UNKNOWN and is_known)
        if name.last == k < j and is_person_named:  # “a rebuke from Hill, who”
            return by_name(line, name, name.run_first, k)
    found = phrase_ending(line, k) if k > 0 else None
    if k < j and found and found.name is None and not found.is_definite:
        named = _over_apposition(line, k)  # “Cal Whit, a machinist from Leeds, who said”
        return named if named and named.name else found
    if found and found.name is None:  # “was freed by a judge who said”
        nouns = [i for i in range(found.first + 1, k) if line.lows[i] in {"a", "an"}]
        return (by_noun(line, nouns[-1], k) or found) if nouns else found
    return found


def shared(line: Line, j: int, floor: int = 0) -> Subject | None:
    """“Smith took the floor and said”: the first name or noun of the clause."""
    start = j - 1
    while start >= floor and j - start < FARTHEST:
        if line.is_text(start, ";", ":") or line.is_speech(start):
            break
        start -= 1
    start = max(start + 1, dateline(line))
    for name in line.names:
        is_tied = name.run_first == name.first and line.is_in(name.run_first - 1, "prepositions")
        is_able = is_person(name) or (name.kind == BODY and name.run_first - start <= 1)
        if name.kind == UNKNOWN and line.is_in(name.run_first - 1, "determiners"):
            is_able = not _is_modifier(line, name)  # “the Benue gauge”
        if name.run_first >= start and name.last <= j and is_able and not is_tied:
            return by_name(line, name, name.run_first, name.last)
    for i in range(start, j):
        pronoun = by_pronoun(line, i)
        if pronoun and not line.is_in(i - 1, "that"):
            return pronoun
    end = start + 1
    while end < j and not (line.lows[end] in line.words.verbs or line.is_in(end, "finite")):
        end += 1
    found = by_noun(line, start, end)
    is_known = found is not None and (found.kind != NOBODY or line.is_in(start, "determiners"))
    return found if is_known else None


def _segments(line: Line, comma: int) -> list[tuple[int, int]]:
    """The stretches between commas to the left, the nearest first."""
    found: list[tuple[int, int]] = []
    end, i = comma, comma - 1
    while i >= 0 and comma - i <= FARTHEST and len(found) < 7:
        token = line.tokens[i]
        is_hard = line.is_speech(i) or (
            token.kind == SIGN and token.text in {";", ":", "—", "–", ".", "?", "!", "--"}
        )
        is_short = token.text == "." and i + 1 < line.count and line.tokens[i + 1].is_capital
        if is_hard and not is_short and not (token.text == "." and line.is_text(i + 1, ",")):
            break  # “Jane Doe, a nurse at St. Luke’s, said”
        if token.text == ",":
            found.append((i + 1, end))
            end = i
        i -= 1
    found.append((i + 1, end))
    return found


def _over_apposition(line: Line, comma: int) -> Subject | None:
    """“Smith, a lawyer from Leeds, said”; “the director, Jane Doe, said”."""
    segments = _with_whole_places(line, _segments(line, comma))
    first, last = segments[0]
    if line.is_text(last - 1, ")"):  # “Jane Doe (Institute of Water), …”
        last = next((k for k in range(last - 1, first, -1) if line.is_text(k, "(")), last)
    if len(segments) > 2 and line.is_in(segments[1][0], "relatives"):
        found = phrase_ending(line, segments[2][1])  # “one man, who gave only one name, Odd, said”
        if found:
            return widened(found, found.first, comma + 1)
    name = line.ends.get(last)
    if name and _is_bare(line, first, name) and not _follows_person(line, segments):
        return widened(by_name(line, name, first, last), first, comma + 1)
    if line.is_in(first, "relatives") and len(segments) > 1:
        named = (_person_at_end(line, *segment) for segment in segments[1:3])
        name = next((name for name in named if name), None)
        found = by_name(line, name, name.run_first, first) if name else None
        found = found or phrase_ending(line, segments[1][1])
        return widened(found, found.first, comma + 1) if found else None
    for first, last in segments[1:]:
        name = _person_at_end(line, first, last)
        if name:
            found = by_name(line, name, name.run_first, last)
            return widened(found, found.first, comma + 1)
    if len(segments) > 1:
        start, end = segments[-1] if len(segments) == 2 else segments[1]
        found = phrase_ending(line, end) if end > start else None
        if found:
            return widened(found, found.first, comma + 1)
    return phrase_ending(line, comma)


def _with_whole_places(line: Line, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """“The company, based in Toledo, Ohio, said”: of the last comma both sides are one place."""
    if len(segments) < 3:
        return segments
    (first, last), (start, end) = segments[:2]
    name, place = line.ends.get(last), line.ends.get(end)
    is_alone = name and not name.is_sure and name.run_first == first
    if is_alone and place and not place.is_sure and _is_tied(line, place) and place.first > start:
        return [(start, last), *segments[2:]]
    return segments


def _is_tied(line: Line, name: Name) -> bool:
    is_run = name.run_first == name.first or not name.is_sure
    return is_run and line.is_in(name.run_first - 1, "prepositions")


def _is_bare(line: Line, first: int, name: Name) -> bool:
    """Whether the stretch is a name and nothing but its titles and its post."""
    if name.kind == BODY:
        return name.first - first <= 1
    if name.run_first <= first:
        return True
    return not any(
        line.is_in(i, "prepositions") or line.lows[i] in line.words.verbs
        for i in range(first, name.run_first)
    )


def _follows_person(line: Line, segments: list[tuple[int, int]]) -> bool:
    """“Jane Doe, D-Ohio, said”: what follows a sure name is no name of a speaker, nor is the body
    behind her post: “Jane Doe, Chief Medical Officer, Volta Hospital, said”."""
    if len(segments) < 2:
        return False
    name = line.ends.get(segments[0][1])
    if len(segments) > 2 and name and name.kind == BODY:
        post = range(*segments[1])
        person = line.ends.get(segments[2][1])
        is_post = any(line.lows[i] in line.words.stems["heads"] for i in post)
        if is_post and person and person.is_sure:
            return True
    before = _person_at_end(line, *segments[1])
    return bool(before and before.kind == PERSON and name and name.kind != PERSON)


def _person_at_end(line: Line, first: int, last: int) -> Name | None:
    name = line.ends.get(last)
    is_place = name and not name.is_sure and _is_tied(line, name) and name.first - 1 > first
    if name and is_person(name) and name.first >= first and not is_place:
        return name
    # “Smith of the Daily Post, …”
    for found in line.names:
        is_within = found.kind == PERSON and found.run_first >= first and found.last < last
        if is_within and (
            line.lows[found.last] in AFTER_NAME or line.is_in(found.last, "relatives")
        ):
            return found
    return None


def phrase_ending(line: Line, end: int) -> Subject | None:
    """The noun phrase that ends at a place."""
    if end <= 0:
        return None
    start = _phrase_start(line, end)
    if start >= end:
        return None
    start = _after_leading_phrase(line, start, end)
    cut = next((i for i in range(start + 1, end) if line.is_in(i, "prepositions")), end)
    for name in line.names:
        is_able = is_person(name) or name.kind == BODY
        if is_able and name.run_first >= start and name.last == cut:
            found = by_name(line, name, start, end)
            return widened(found, min(start, found.first), max(end, found.last))
    last_name = line.ends.get(end)
    if last_name and is_person(last_name):
        is_tied = last_name.run_first == last_name.first and (
            line.is_in(last_name.run_first - 1, "prepositions")
            or line.is_in(last_name.run_first - 1, "determiners")
        )
        if not is_tied and (last_name.run_first > cut or last_name.kind == PERSON):
            found = by_name(line, last_name, start, end)
            return widened(found, min(start, found.first), end)
    if last_name and last_name.kind == BODY and cut == end:
        return by_name(line, last_name, start, end)
    return by_noun(line, start, end)


def _phrase_start(line: Line, end: int) -> int:
    i = end - 1
    while i >= 0 and end - i <= LONGEST_PHRASE:
        token = line.tokens[i]
        if token.kind == SIGN and token.text not in POSSIBLE_WITHIN:
            if not (token.text == "." and _is_in_name(line, i)):
                break
        elif (token.kind == QUOTED and i not in line.titles) or _ends_phrase(line, i):
            break
        elif line.is_in(i, "determiners") and not (
            line.is_in(i - 1, "prepositions") or line.is_in(i - 1, "determiners")
        ):
            return i
        i -= 1
    return i + 1


def _is_in_name(line: Line, i: int) -> bool:
    return any(name.run_first <= i < name.last for name in line.names)


def _ends_phrase(line: Line, i: int) -> bool:
    low = line.lows[i]
    if line.is_in(i, "conjunctions") and not _is_in_name(line, i) and low != "and":
        return True
    if line.is_in(i, "finite") or low in line.words.pronouns:
        return True
    verb = line.words.verbs.get(low)
    if verb is None or line.tokens[i].is_capital or verb.is_base:
        return False
    return not (line.is_in(i - 1, "determiners") or line.is_in(i - 1, "prepositions"))


def _after_leading_phrase(line: Line, start: int, end: int) -> int:
    """“During the round table experts said”: the subject begins after the first phrase."""
    if not line.is_in(start, "prepositions"):
        return start
    name = line.ends.get(end)
    if name:
        return name.run_first
    i = end - 1
    while i > start and not (line.is_in(i, "determiners") or line.is_in(i, "prepositions")):
        if line.lows[i] in line.words.sets["groups"]:
            return i
        i -= 1
    return i + 1 if line.is_in(i, "prepositions") else i


def subject_after(line: Line, start: int) -> Subject | None:
    """Who stands after the verb: “said the coordinator of the project … Jane Doe”."""
    i = start
    while i < line.count and _is_adverb(line, i) and i - start < 3:
        i += 1
    pronoun = by_pronoun(line, i)
    if pronoun:
        return pronoun
    if i >= line.count or (line.tokens[i].kind == SIGN and not line.is_text(i, "@")):
        return None
    is_owner = line.lows[i] in line.words.possessives and line.is_in(i + 1, "works")
    if line.is_in(i, "prepositions") or line.is_in(i, "that"):
        return None
    if line.is_in(i, "pronouns_object") and not is_owner:
        return None
    end = _phrase_stop(line, i)
    return _named_after(line, i, end)


def _phrase_stop(line: Line, i: int) -> int:
    end = i
    while end < line.count and end - i < FARTHEST:
        token = line.tokens[end]
        if token.kind == SIGN and token.text not in POSSIBLE_WITHIN:
            if not (token.text == "." and _is_in_name(line, end)):
                break
        elif (
            (token.kind == QUOTED and end not in line.titles)
            or line.is_in(end, "relatives")
            or line.is_in(end, "finite")
            or (line.is_in(end, "conjunctions") and line.lows[end] != "and")
        ):
            break
        end += 1
    return end


def _named_behind_comma(line: Line, comma: int) -> Name | None:
    """“by the director of the department, Leonid Doe.”"""
    if not line.is_text(comma, ","):
        return None
    name = next((n for n in line.names if n.run_first == comma + 1), None)
    if name is None or name.kind != PERSON:
        return None
    return name if name.last >= line.count or line.is_sign(name.last) else None


def _is_modifier(line: Line, name: Name) -> bool:
    """“the Crown prosecutor”: a plain noun follows, so that the name only describes."""
    i = name.last
    if name.kind == PERSON or i >= line.count or not line.tokens[i].is_word:
        return False
    keys = ("prepositions", "conjunctions", "relatives", "adverbs", "times", "finite")
    return not line.tokens[i].is_capital and not any(line.is_in(i, key) for key in keys)


def _named_after(line: Line, start: int, end: int) -> Subject | None:
    names = [n for n in line.names if n.run_first >= start and n.last <= end and is_person(n)]
    cut = next((i for i in range(start + 1, end) if line.is_in(i, "prepositions")), end)
    for name in names:
        if name.last <= cut and not _is_modifier(line, name):
            return by_name(line, name, start, name.last)
    first = next((n for n in line.names if n.run_first >= start and n.last <= end), None)
    if first and first.kind == BODY and first.last <= cut:
        return by_name(line, first, start, first.last)
    for name in sorted(names, key=lambda name: not name.is_sure):
        before = name.run_first - 1
        is_tied = line.is_in(before, "prepositions") or line.is_in(before, "determiners")
        if name.kind in (PERSON, UNKNOWN) and (not is_tied or name.is_sure):
            return by_name(line, name, start, name.last)
    named = _named_behind_comma(line, end)
    if named:
        return by_name(line, named, start, named.last)
    while end > start and line.tokens[end - 1].kind not in (WORD, NUMBER, QUOTED):
        end -= 1
    for i in range(start + 1, end):
        if line.is_in(i, "prepositions") and line.lows[i] not in {
            "of",
            "for",
            "from",
            "at",
            "with",
        }:
            end = i
            break
    return by_noun(line, start, end) if end > start else None


def dateline(line: Line) -> int:
    """Where the sentence begins after “LEEDS, May 9 (Agency) – ”; 0 where none stands before it."""
    if not (line.count and line.tokens[0].text.isupper() and len(line.tokens[0].text) > 1):
        return 0
    for i in range(1, min(LONGEST_DATELINE, line.count)):
        if line.tokens[i].text in DASHES:
            return i + 1
        is_verb = line.is_in(i, "finite") and not line.tokens[i].is_capital
        if line.tokens[i].kind == QUOTED or is_verb:
            return 0
    return 0


def main_name(line: Line, start: int) -> Name | None:
    """Whom a sentence is about behind the clause it opens with: “Asked if Dale would go, Hill”."""
    if start >= line.count:
        return None
    is_clause = any(line.is_in(start, key) for key in ("conjunctions", "prepositions"))
    if not is_clause and not line.lows[start].endswith(("ed", "ing")):
        return None
    for name in line.names:
        if not line.is_text(name.run_first - 1, ",") or not is_person(name):
            continue
        i = name.last
        is_act = i < line.count and line.tokens[i].kind == WORD and not line.tokens[i].is_capital
        keys = ("prepositions", "coordinators", "conjunctions", "relatives")
        return name if is_act and not any(line.is_in(i, key) for key in keys) else None
    return None


def subject_of_main_clause(line: Line, start: int) -> Subject | None:
    """Who begins the clause behind the comma: “While conceding that it leaks, she warned”."""
    for comma in range(start, min(start + FARTHEST, line.count)):
        is_within = line.is_speech(comma) and line.piece(comma).ends_comma
        if not line.is_text(comma, ",") and not is_within:
            continue
        pronoun = by_pronoun(line, comma + 1)
        if pronoun:
            return pronoun
        name = next((n for n in line.names if n.run_first == comma + 1), None)
        if name and is_person(name) and name.last < line.count:
            low = line.lows[name.last]
            is_subject = low in line.words.verbs or line.is_in(name.last, "finite")
            is_subject = is_subject or (low.endswith("ed") and len(low) > 4)
            return by_name(line, name, name.run_first, name.last) if is_subject else None
    return None
