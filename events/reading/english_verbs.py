"""English verbs of speech: which words are some, and who speaks."""

from . import english
from .contents import to_the_right
from .lines import Line
from .placing import Attribution, around, placed
from .subjects import GROUP, NOBODY, PRONOUN, Subject, by_name, is_person
from .words import Verb

PARTICIPLES = {
    "known",
    "written",
    "shown",
    "sworn",
    "foreseen",
    "sung",
    "begun",
    "spoken",
    "drawn",
    "given",
    "taken",
}
FARTHEST = 8  # tokens
LIGHT = frozenset({"light"})
ASKED = {"asked", "pressed", "questioned", "quizzed", "challenged"}
RUMOURED = {"say", "believe", "think", "know", "hope", "fear", "expect"}
TELLS = {"tell", "inform", "assure", "remind"}
PLURALS = {"police", "people", "staff"}
QUESTIONS = {"would", "will", "could", "can", "did", "does", "do", "has", "have", "should"}
AFTER_COMMA = {"say", "believe", "think", "argue", "claim", "warn", "insist", "contend", "maintain"}
BEFORE_PARTICIPLES = {"by", "in", "as", "with", "before", "after"}
GO_ON = {"call", "go", "agree", "insist"}  # “called on”; of “said on Tuesday” the word is no part
MOOD = {"may", "might", "could", "should", "must"}
OF_THE_MIND = {"exclude", "rule", "doubt", "think", "believe", "expect", "know", "feel", "agree"}
GOES_ON = {"went", "goes", "continued", "continues", "wants", "wanted", "like"}


def is_cue(line: Line, i: int, verb: Verb, *, has_earlier: bool) -> bool:
    """Whether the word is a verb here, and tells that something was said."""
    j = i - 1
    while j >= 0 and (line.is_in(j, "adverbs") or line.lows[j].endswith("ly")):
        j -= 1
    before = line.lows[j] if j >= 0 else ""
    if line.lows[0] in QUESTIONS and line.is_text(line.count - 1, "?"):
        return False  # “Would he say how he planned to vote?”
    if line.lows[0] in {"nor", "neither"} or _is_asked(line, i) or _is_supposed(line, i):
        return False
    if verb.lemma == "say" and line.is_text(i + 1, "to") and line.is_text(i + 2, "be", "have"):
        return False  # “the bridge, said to be the oldest”
    if line.is_in(j, "determiners") and before not in {"that", "this", "all", "both", "each"}:
        return False
    if _is_noun_form(line, i, j):
        return False
    if before in line.words.possessives and before != "her":
        return False
    if verb.lemma == "shoot":  # “shot back”
        return line.is_text(i + 1, "back")
    if verb.lemma == "read":  # “…,” read a statement
        is_behind = line.is_speech(i - 1) or (line.is_text(i - 1, ",") and line.is_speech(i - 2))
        return is_behind or line.is_text(i + 1, ":")
    if verb.is_predicate:
        return before in line.words.sets["copulas"] or before in {"remains", "remained", "became"}
    if verb.is_participle:
        if before in line.words.sets["passive"]:  # “is recalling”
            return verb.lemma in {"say", "warn", "argue", "urge", "claim", "call", "ask"}
        return before not in line.words.sets["prepositions"] or before in BEFORE_PARTICIPLES
    if before in line.words.sets["passive"] and not verb.is_base:
        is_told = verb.has("that") or verb.has("plain")
        if before == "is" and verb.lemma in RUMOURED:
            return False
        if line.is_text(j - 1, "It", "it") and is_told:  # “It was noted that”
            return line.is_in(i + 1, "that")
        return line.lows[i] in {"quoted", "cited"} and line.is_in(i + 1, "as")
    if before == "to" and line.lows[j - 1] in english.EAGER:
        return True
    if before == "to":
        return j > 0 and (line.lows[j - 1] in {"on"} and line.lows[j - 2] in GOES_ON)
    if before in line.words.sets["prepositions"]:
        return False
    if before in MOOD or (before in line.words.sets["negations"] and verb.lemma not in OF_THE_MIND):
        return False
    if verb.is_base and line.lows[i] not in {"said", "told", "put"}:
        return _is_plural_before(line, j, verb.lemma, has_earlier=has_earlier)
    return True


def _is_asked(line: Line, i: int) -> bool:
    """“Asked if he believed the company, Smith paused.”: the verb stands in the question."""
    if line.lows[0] not in ASKED or i == 0:
        return False
    comma = next((k for k in range(1, min(line.count, FARTHEST * 5)) if line.is_text(k, ",")), 0)
    asks = any(line.is_in(k, "whether") for k in range(1, min(i, FARTHEST)))
    return asks and i < comma


def _is_supposed(line: Line, i: int) -> bool:
    """“If the minister says that it is safe, people will come.”"""
    if line.lows[0] not in {"if", "unless"} or line.is_text(1, ","):
        return False
    return i < next((k for k in range(line.count) if line.is_text(k, ",")), 0)


def _is_noun_form(line: Line, i: int, j: int) -> bool:
    """“Smith’s claims”, “prompted calls”, “well known”: no finite verb."""
    low, before = line.lows[i], line.lows[j] if j >= 0 else ""
    if low in PARTICIPLES:
        return before not in {"has", "have", "had", "having", "’ve", "’d"}
    if low.endswith("s"):
        if j > 0 and line.lows[j - 1] in line.words.possessives and not _is_somebody(line, j):
            return True  # “in her closing remarks”
        return before.endswith(("’s", "s’", "ed")) or before in line.words.sets["prepositions"]
    return before.endswith(("’s", "s’")) and line.words.verbs[low].is_base


def _is_somebody(line: Line, j: int) -> bool:
    """“her lawyer claims”, “his firm says”: the noun of a person or a body."""
    stems = ("heads", "general", "small_bodies")
    return line.lows[j] in line.words.sets["groups"] or any(
        line.lows[j] in line.words.stems[key] for key in stems
    )


def _is_plural_before(line: Line, j: int, lemma: str, *, has_earlier: bool) -> bool:
    """A base form is a verb only after a plural, an auxiliary or a pronoun."""
    if j < 0:
        return False
    low = line.lows[j]
    if line.is_in(j, "determiners"):
        return False
    if line.is_in(j, "negations"):
        return True
    if low in line.words.pronouns or low in line.words.sets["auxiliaries"]:
        return True
    if low in {"who", "which"} | PLURALS or low in line.words.sets["groups"]:
        return True
    if _is_of_group(line, j) or _is_pair(line, j):
        return True
    if line.is_text(j, ",", ")"):
        return lemma in AFTER_COMMA or _is_group_apart(line, j)
    if line.is_in(j, "coordinators"):
        return has_earlier
    if line.is_in(j + 1, "that") or line.is_in(j + 2, "that"):  # “Experts asked by us say that”
        for k in range(j, max(j - FARTHEST, -1), -1):
            if line.is_in(k, "groups"):
                return True
            if line.is_sign(k) or line.is_in(k, "finite"):
                break
    return (low.endswith("s") and not low.endswith(("’s", "ss", "ous"))) or (
        line.tokens[j].is_capital and line.tokens[j].text.isupper()
    )


def _is_pair(line: Line, j: int) -> bool:
    """“Ann Hill and Bob Dale believe”."""
    name = line.ends.get(j + 1)
    if name is None or not line.is_text(name.run_first - 1, "and"):
        return False
    return name.run_first - 1 in line.ends


def _is_group_apart(line: Line, comma: int) -> bool:
    """“The authors, led by Hill, conclude”: a group before what stands between commas."""
    before = next((k for k in range(comma - 1, 0, -1) if line.is_text(k, ",")), 0)
    return before > 0 and comma - before < FARTHEST * 2 and line.is_in(before - 1, "groups")


def _is_of_group(line: Line, j: int) -> bool:
    """“Analysts at Nordbank expect”: a group behind which its place stands."""
    for k in range(j, max(j - FARTHEST, -1), -1):
        if line.is_in(k, "groups") and not line.is_in(k, "determiners"):
            return k < j and (k == 0 or line.is_in(k - 1, "determiners"))
        if line.is_sign(k) or line.is_in(k, "finite") or line.lows[k] in line.words.verbs:
            return False
    return False


def attribution(
    line: Line, i: int, verb: Verb, free: int, found: list[Attribution]
) -> Attribution | None:
    end = i + 1
    if line.lows[i] in {"quoted", "cited"} and line.is_in(end, "as"):
        return None
    while line.is_in(end, "after") and (verb.lemma in GO_ON or not line.is_text(end, "on")):
        end += 1
    if verb.lemma == "put":  # “as Smith put it”
        if not line.is_text(end, "it"):
            return None
        end += 1
    if verb.is_participle:
        return _participle(line, i, end, found)
    if _is_said_by_nobody(line, i) and not verb.is_predicate:
        content = to_the_right(line, i, end, is_attached=False)
        return Attribution(i, end, None, (content,)) if content else None
    if verb.flags == LIGHT:
        content = to_the_right(line, i, end, is_attached=False)
        subject = english.subject_before(line, i) if content else None
        return Attribution(i, end, subject, (content,)) if content and subject else None
    subject = _inverted(line, i, end)
    is_inverted = subject is not None
    is_then = "then" in line.lows[max(i - 2, 0) : i]  # “…, then quickly added that”
    if subject is None and found and (is_then or line.is_in(i - 1, "coordinators")):
        subject = found[-1].subject
    if subject is None:
        subject = english.subject_before(line, i)
    if subject is None:
        return None
    if line.lows[subject.said_first] in {"neither", "none", "nobody", "no"}:
        return None
    is_shared = bool(found) and subject is found[-1].subject
    first = i if is_shared else min(subject.first, i)
    last = max(end, subject.last if is_inverted else end)
    as_at = first - 1
    is_parted = as_at == 0 or line.is_sign(as_at - 1) or line.is_speech(as_at - 1)
    if line.is_in(as_at, "as") and is_parted:
        if verb.lemma in TELLS:  # “As Hill told the inquiry, …”
            near = range(last, min(last + FARTHEST, line.count))
            last = next((k for k in near if line.is_text(k, ",")), last)
        return placed(line, as_at, last, subject, free)
    return around(line, i, (max(first, 0), last), subject, free)


def _is_said_by_nobody(line: Line, i: int) -> bool:
    """“It was also noted that”."""
    j = i - 1
    while line.is_in(j, "adverbs"):
        j -= 1
    return line.is_in(j, "passive") and line.is_text(j - 1, "It", "it")


def _inverted(line: Line, i: int, end: int) -> Subject | None:
    """“…,” said X. The subject stands behind when marked words or a comma stand before."""
    opens = i == 0 and not line.words.verbs[line.lows[i]].is_base  # “Commented Hill: ‘…’”
    if not (opens or line.is_speech(i - 1) or line.is_sign(i - 1)) or line.is_text(i - 1, ")"):
        return None
    if line.words.verbs[line.lows[i]].lemma in TELLS:  # “Hill, who chairs the board, told the BBC”
        return None
    subject = english.subject_after(line, end)
    if subject is None or (subject.kind == NOBODY and not line.is_in(subject.first, "determiners")):
        return None
    last = subject.last
    if subject.kind not in {"name", PRONOUN} and line.is_text(i - 1, ","):
        before = english.subject_before(line, i)
        if before and before.kind != NOBODY:
            return None
    is_over = last >= line.count or line.is_sign(last) or line.is_speech(last)
    if not (
        is_over
        or line.is_in(last, "prepositions")
        or line.is_in(last, "relatives")
        or line.is_in(last, "conjunctions")
        or line.is_in(last, "times")
    ):
        return None
    if subject.kind == NOBODY and not line.is_speech(i - 1):
        return None
    if line.is_text(i - 1, ",") and not line.is_speech(i - 2):
        is_over = last >= line.count or line.is_sign(last)
        return subject if is_over and not line.is_in(last + 1, "that") else None
    return subject


def _participle(line: Line, i: int, end: int, found: list[Attribution]) -> Attribution | None:
    """“…, adding that …”: by the speaker of the sentence."""
    subject: Subject | None = None
    if line.is_in(i - 1, "as"):
        subject = _quoted(line, i - 1)
    elif (
        line.is_text(i - 1, ",")
        or line.is_speech(i - 1)
        or line.is_in(i - 1, "prepositions")
        or line.is_in(i - 1, "coordinators")
    ):
        subject = found[-1].subject if found else english.shared(line, i)
        subject = _newly_named(line, found[-1].cue_last, i) or subject if found else subject
    elif i == 0 or (i == 1 and line.is_in(0, "conjunctions")):
        # “Calling it a gift, she …”, “While conceding that …, she warned”
        subject = english.subject_of_main_clause(line, i)
    elif i > 0 and not line.is_sign(i - 1):
        subject = english.subject_before(line, i)
        if subject and subject.kind not in {GROUP, "name", "noun", "nobody", PRONOUN}:
            subject = None
    if subject is None:
        return None
    content = to_the_right(line, i, end, is_attached=False)
    if content is None:
        return None
    first, last = content
    if i < 2 and first < subject.first < last:  # “Warning that it was late, Hill resigned”
        last = subject.first - 1 if line.is_text(subject.first - 1, ",") else subject.first
    return Attribution(i, end, subject, ((first, last),))


def _newly_named(line: Line, first: int, i: int) -> Subject | None:
    """“…, while Smith hit back, calling …”: of two subjects the nearer one."""
    for name in line.names:
        is_new = first < name.run_first < i and line.lows[name.run_first - 1] in {"while", "but"}
        if is_new and is_person(name) and i - name.last < FARTHEST:
            return by_name(line, name, name.run_first, name.last)
    return None


def _quoted(line: Line, as_at: int) -> Subject | None:
    """“was quoted as saying”, “the paper quoted an official as saying”."""
    for k in range(as_at - 1, max(as_at - 12, 0), -1):
        if line.lows[k] in {"quoted", "cited"}:
            is_passive = line.is_in(k - 1, "passive")
            return (
                english.subject_before(line, k)
                if is_passive
                else english.phrase_ending(line, as_at)
            )
    return None
