"""Every place in a sentence where somebody is said to have said something."""

from dataclasses import dataclass, replace

from . import english, slavic, unnamed
from .contents import CLOSE, Range, clause_end, is_tail, to_the_left, to_the_right
from .lines import Line
from .subjects import GROUP, NAME, NOBODY, NOUN, PRONOUN, Subject
from .text import DASHES, QUOTED
from .words import Verb

PARTICIPLES = {"known", "written", "shown", "sworn", "foreseen", "sung", "begun"}
LIGHT = 7  # tokens after a verb within which its noun stands, its subject between
MOOD = {"may", "might", "could", "should", "must"}
OF_THE_MIND = {
    "think",
    "believe",
    "expect",
    "know",
    "feel",
    "agree",
    "вважає",
    "считает",
    "вважа",
    "счита",
}
GOES_ON = {"went", "goes", "continued", "continues", "wants", "wanted", "like"}


@dataclass(frozen=True)
class Attribution:
    """One cue, whose words it gives, and the tokens of those words in each stretch."""

    cue_first: int
    cue_last: int
    subject: Subject | None
    contents: tuple[Range, ...]
    is_back: bool = False
    is_inferred: bool = False


def attributions(line: Line) -> tuple[list[Attribution], list[Attribution]]:
    """The attributions of a sentence from left to right; what one holds is not searched again.

    And those that tell of speaking but give no words.
    """
    found: list[Attribution] = []
    silent: list[Attribution] = []
    free, i = 0, 0
    back = _back(line)
    if back:
        return [back], []
    while i < line.count:
        made = _at(line, i, free, found)
        if made is None or not made.contents:
            if made and made.subject:
                silent.append(made)
            i += 1
            continue
        found.append(made)
        free = max([made.cue_last, *(last for _, last in made.contents)])
        i = max(i + 1, _next(line, made, i))
    return found, silent


def _next(line: Line, made: Attribution, i: int) -> int:
    """Where the search goes on: after the cue and what follows it, save after a bare source."""
    following = [last for first, last in made.contents if first >= made.cue_first]
    if line.words.phrase_at("source", line.lows, made.cue_first):
        return made.cue_last
    return max([made.cue_last, *following])


def _at(line: Line, i: int, free: int, found: list[Attribution]) -> Attribution | None:
    size = line.words.phrase_at("source", line.lows, i)
    if size:
        return _source(line, i, size, free)
    owned = _owned(line, i)
    if owned:
        return _placed(line, i, owned[0], owned[1], free)
    if line.lows[i] in line.words.verbs:
        return _verb(line, i, free, found)
    if line.words.is_english and line.lows[i] in line.words.stems["nouns"].words:
        return _noun(line, i)
    return None


def _source(line: Line, i: int, size: int, free: int) -> Attribution | None:
    """“According to X, …”, «За словами X, …»."""
    if line.words.is_english:
        subject = english.subject_after(line, i + size)
        if subject is None:
            return None
        last = _after_role(line, subject)
    else:
        subject = slavic.phrase_after(line, i + size)
        if subject is None:
            return None
        last = subject.last
    return _placed(line, i, last, subject, free)


def _after_role(line: Line, subject: Subject) -> int:
    """The end of an English source: its phrase goes on to the comma."""
    last = subject.last
    while last < line.count and last - subject.last < 12:
        token = line.tokens[last]
        if line.is_sign(last) or (token.kind == QUOTED and last not in line.titles):
            break
        last += 1
    return last


def _owned(line: Line, i: int) -> tuple[int, Subject] | None:
    """“In his view”, “in Smith’s words”, «на його думку»."""
    words = line.words
    if words.is_english:
        if line.lows[i] not in words.sets["owned_before"]:
            return None
        for k in range(i + 1, min(i + 7, line.count - 1)):
            low = line.lows[k + 1]
            if low not in words.sets["owned_nouns"]:
                continue
            if k == i + 1 and line.lows[k] in words.possessives:
                gender = words.possessives[line.lows[k]]
                return k + 2, Subject(PRONOUN, i, k + 2, k, k + 1, gender=gender)
            if line.lows[k].endswith(("’s", "s’")):
                subject = english.phrase_ending(line, k + 1)
                return (k + 2, subject) if subject else None
        return None
    if i + 2 >= line.count or line.lows[i + 1] not in words.possessives:
        return None
    bare = [line.lows[i], *line.lows[i + 2 : i + 5]]
    size = words.phrase_at("owned", bare, 0)
    if not size:
        return None
    gender = words.possessives[line.lows[i + 1]]
    return i + 1 + size, Subject(PRONOUN, i, i + 1 + size, i + 1, i + 2, gender=gender)


def _placed(line: Line, first: int, last: int, subject: Subject, free: int) -> Attribution | None:
    """A source that opens its sentence, closes it, or stands within it."""
    start = first
    while start > free and not (line.is_sign(start - 1) or line.is_speech(start - 1)):
        if not (line.is_in(start - 1, "adverbs") or line.is_in(start - 1, "coordinators")):
            break
        start -= 1
    linked = line.words.phrase_at("links", line.lows, free) if free < line.count else 0
    opens = line.count_words(free + linked, start) == 0 or line.is_in(start - 1, "that")
    opens = opens or (start < first and line.is_in(start, "coordinators"))
    if opens or line.is_text(start - 1, ":", ";"):
        begin = last
        while line.is_sign(begin):
            begin += 1
        end = clause_end(line, begin) if begin < line.count else begin
        contents = _with_marks(line, begin, end)
        return Attribution(first, last, subject, contents) if contents else None
    if line.is_in(last + 1, "relatives") and line.is_text(last, ","):
        last_right = False
    else:
        last_right = line.is_text(last, ",") and not is_tail(line, last)
    contents: tuple[Range, ...] = ()
    if line.is_speech(start - 1) or (line.is_text(start - 1, ",") and line.is_speech(start - 2)):
        k = start - 1 if line.is_speech(start - 1) else start - 2
        contents = (_widened(line, k, free),)
    else:
        left = to_the_left(line, start, free)
        contents = (left,) if left else ()
    if last_right:
        end = clause_end(line, last + 1)
        contents = _joined(line, contents, (last + 1, end), start, free)
    return Attribution(first, last, subject, contents) if contents else None


def _joined(
    line: Line, left: tuple[Range, ...], right: Range, start: int, free: int
) -> tuple[Range, ...]:
    """The two parts that a source or “he said” parts, as one; only the second after “Still,”."""
    if line.count_words(*right) == 0:
        return left
    if left and line.is_speech(left[0][0]):
        return (*left, right) if line.count_words(*right) > 2 else left
    first = free
    while first < start and (line.is_sign(first) or _only_links(line, first)):
        first += max(line.words.phrase_at("links", line.lows, first), 1)
    if first >= start or _is_relative(line, start):
        return (right,) if line.count_words(*right) > 2 else left
    return ((first, right[1]),)


def _only_links(line: Line, i: int) -> bool:
    """Whether the word only joins a sentence to the one before."""
    return (
        line.words.phrase_at("links", line.lows, i) > 0
        or line.is_in(i, "adverbs")
        or line.is_in(i, "coordinators")
        or (
            line.is_in(i, "openers")
            and not line.is_in(i, "determiners")
            and not line.is_in(i, "prepositions")
            and line.lows[i] not in line.words.pronouns
        )
    )


def _is_relative(line: Line, start: int) -> bool:
    """“…, which, according to X, …”: only what follows is X’s."""
    return line.is_in(start - 2, "relatives")


def _with_marks(line: Line, first: int, last: int) -> tuple[Range, ...]:
    if last <= first:
        return ()
    if line.is_speech(first) and (last == first + 1 or line.piece(first).is_whole):
        return ((first, first + 1),)
    if line.count_words(first, last) < 2:
        return ()
    return ((first, last),)


def _verb(line: Line, i: int, free: int, found: list[Attribution]) -> Attribution | None:
    verb = line.words.verbs[line.lows[i]]
    if line.tokens[i].is_capital and any(t.is_word for t in line.tokens[:i][-2:]):
        return None
    if line.words.is_english:
        if not _is_english_cue(line, i, verb, has_earlier=bool(found)):
            return None
        return _english_verb(line, i, verb, free, found)
    is_negated = _is_negated(line, i)
    if verb.has("negated") != is_negated and verb.lemma not in OF_THE_MIND:
        return None
    if verb.has("light") and not _has_light_noun(line, i):
        return None
    return _slavic_verb(line, i, verb, free, found)


def _has_light_noun(line: Line, i: int) -> bool:
    """«звернула увагу», «дійшли висновку»: alone the verb does not tell of speaking."""
    return any(line.is_in(k, "light_nouns") for k in (*range(i - 2, i), *range(i + 1, i + LIGHT)))


def _is_negated(line: Line, i: int) -> bool:
    return line.is_in(i - 1, "negations") or (
        line.is_in(i - 1, "adverbs") and line.is_in(i - 2, "negations")
    )


def _is_english_cue(line: Line, i: int, verb: Verb, *, has_earlier: bool) -> bool:
    """Whether the word is a verb here, and tells that something was said."""
    j = i - 1
    while j >= 0 and (line.is_in(j, "adverbs") or line.lows[j].endswith("ly")):
        j -= 1
    before = line.lows[j] if j >= 0 else ""
    if line.is_in(j, "determiners") and before not in {"that", "this", "all", "both", "each"}:
        return False
    if _is_noun_form(line, i, j):
        return False
    if before in line.words.possessives and before != "her":
        return False
    if verb.is_participle:
        if before in line.words.sets["passive"]:  # “is recalling”
            return verb.lemma in {"say", "warn", "argue", "urge", "claim", "call", "ask"}
        return before not in line.words.sets["prepositions"] or before in {"by", "in", "as", "with"}
    if before in line.words.sets["passive"] and not verb.is_base:
        return line.lows[i] in {"quoted", "cited"} and line.is_in(i + 1, "as")
    if before == "to":
        return j > 0 and (line.lows[j - 1] in {"on"} and line.lows[j - 2] in GOES_ON)
    if before in line.words.sets["prepositions"]:
        return False
    if before in MOOD or (before in line.words.sets["negations"] and verb.lemma not in OF_THE_MIND):
        return False
    if verb.is_base and line.lows[i] not in {"said", "told"}:
        return _is_plural_before(line, j, verb.lemma, has_earlier=has_earlier)
    return True


def _is_noun_form(line: Line, i: int, j: int) -> bool:
    """“Smith’s claims”, “prompted calls”, “well known”: no finite verb."""
    low, before = line.lows[i], line.lows[j] if j >= 0 else ""
    if low in PARTICIPLES:
        return before not in {"has", "have", "had", "having", "’ve", "’d"}
    if low.endswith("s"):
        return before.endswith(("’s", "s’", "ed")) or before in line.words.sets["prepositions"]
    return before.endswith(("’s", "s’")) and line.words.verbs[low].is_base


def _is_plural_before(line: Line, j: int, lemma: str, *, has_earlier: bool) -> bool:
    """A base form is a verb only after a plural, an auxiliary or a pronoun."""
    if j < 0:
        return False
    low = line.lows[j]
    if low in line.words.pronouns or low in line.words.sets["auxiliaries"]:
        return True
    if low in {"who", "which"} or low in line.words.sets["groups"]:
        return True
    if line.is_text(j, ",", ")"):
        return lemma in {"say", "believe", "think", "argue", "claim", "warn"}
    if line.is_in(j, "coordinators"):
        return has_earlier
    return (low.endswith("s") and not low.endswith(("’s", "ss"))) or line.tokens[j].is_capital


def _english_verb(
    line: Line, i: int, verb: Verb, free: int, found: list[Attribution]
) -> Attribution | None:
    end = i + 1
    if line.lows[i] in {"quoted", "cited"} and line.is_in(end, "as"):
        return None
    while line.is_in(end, "after") and end - i < 3:
        end += 1
    if verb.is_participle:
        return _participle(line, i, end, found)
    subject = _inverted(line, i, end)
    is_inverted = subject is not None
    if subject is None and found and line.is_in(i - 1, "coordinators"):
        subject = found[-1].subject
    if subject is None:
        subject = english.subject_before(line, i)
    if subject is None:
        return None
    is_shared = bool(found) and subject is found[-1].subject
    first = i if is_shared else min(subject.first, i)
    last = max(end, subject.last if is_inverted else end)
    return _around(line, i, (max(first, 0), last), subject, free)


def _inverted(line: Line, i: int, end: int) -> Subject | None:
    """“…,” said X. The subject stands behind when marked words or a comma stand before."""
    if not (line.is_speech(i - 1) or line.is_sign(i - 1)) or line.is_text(i - 1, ")"):
        return None
    subject = english.subject_after(line, end)
    if subject is None or (subject.kind == NOBODY and not line.is_in(subject.first, "determiners")):
        return None
    last = subject.last
    if subject.kind not in {"name", PRONOUN} and line.is_text(i - 1, ","):
        before = english.subject_before(line, i)
        if before and before.kind == "name" and before.first > 0:
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
    if line.is_text(i - 1, ",") and not line.is_speech(i - 2):
        is_over = last >= line.count or line.is_sign(last)
        return subject if is_over and not line.is_in(last + 1, "that") else None
    return subject


def _participle(line: Line, i: int, end: int, found: list[Attribution]) -> Attribution | None:
    """“…, adding that …”: by the speaker of the sentence."""
    subject: Subject | None = None
    if (
        line.lows[i] == "saying"
        and line.is_in(i - 1, "as")
        and line.lows[i - 2] in {"quoted", "cited"}
    ):
        subject = english.subject_before(line, i - 2)
    elif (
        line.is_text(i - 1, ",")
        or line.is_in(i - 1, "prepositions")
        or line.is_in(i - 1, "coordinators")
    ):
        if found:
            subject = found[-1].subject
        else:
            subject = english._shared(line, i)
    elif i > 0 and not line.is_sign(i - 1):
        subject = english.subject_before(line, i)
        if subject and subject.kind not in {GROUP, "name", "noun", "nobody", PRONOUN}:
            subject = None
    if subject is None:
        return None
    content = to_the_right(line, i, end, is_attached=False)
    if content is None:
        return None
    return Attribution(i, end, subject, (content,))


def _around(
    line: Line, verb: int, cluster: Range, subject: Subject | None, free: int
) -> Attribution | None:
    """The words before and after a verb with its subject that are what was said."""
    first, last = cluster
    form = line.words.verbs[line.lows[verb]]
    left = _quotation_before(line, first, free)
    contents: list[Range] = []
    if left is not None:
        contents.append(_widened(line, left, free))
    right = to_the_right(line, verb, last, is_attached=left is not None)
    if right is not None:
        contents.append(right)
    is_behind = line.words.is_english or subject is None or subject.first > verb
    if not contents and is_behind and not form.has("quotation") | form.has("naming"):
        contents = _postposed(line, first, last, free)
    return Attribution(verb, last if last > verb else verb + 1, subject, tuple(contents))


def _quotation_before(line: Line, first: int, free: int) -> int | None:
    k = first - 1
    while k >= free and (
        line.is_sign(k) and not line.is_text(k, ":", ";", ")") or line.is_in(k, "adverbs")
    ):
        k -= 1
    return k if k >= free and line.is_speech(k) else None


def _widened(line: Line, at: int, free: int) -> Range:
    """The marked words with the beginning of their clause: “We need to ‘make sure …’,” she said."""
    piece = line.piece(at)
    count = line.count_words(free, at)
    if count < 2 or at == 0 or line.is_text(at - 1, ":", "–", "—", "-", "--"):
        return at, at + 1
    if line.is_text(at - 1, ",", ".", "…") and piece.begins_capital:
        return at, at + 1
    first = free
    while first < at and line.is_sign(first):
        first += 1
    return first, at + 1


def _postposed(line: Line, first: int, last: int, free: int) -> list[Range]:
    """“…, he said.” and “…, he said, …”."""
    is_after_dash = first > 0 and line.tokens[first - 1].text in DASHES
    if not (line.is_text(first - 1, ",") or is_after_dash):
        return []
    if not line.words.is_english and line.is_in(last, "prepositions"):
        end = next((k for k in range(last, line.count) if line.is_sign(k)), last)
        last = end if line.is_text(end, ",") else last
    if is_tail(line, last):
        left = to_the_left(line, first, free)
        return [left] if left else []
    is_parted = line.is_text(last, ",") or line.tokens[last].text in DASHES
    if not is_parted:
        return []
    left = to_the_left(line, first, free)
    begin = last
    while line.is_sign(begin):
        begin += 1
    end = clause_end(line, begin) if begin < line.count else begin
    if line.is_in(begin, "relatives"):
        return [left] if left else []
    return list(_joined(line, (left,) if left else (), (begin, end), first, free))


def _noun(line: Line, i: int) -> Attribution | None:
    """“his claim that …”, “a warning by Smith that …”."""
    if not line.is_in(i + 1, "that"):
        return None
    subject = None
    k = i - 1
    while k > i - 4 and k >= 0:
        if line.lows[k] in line.words.possessives:
            subject = Subject(
                PRONOUN, k, k + 1, k, k + 1, gender=line.words.possessives[line.lows[k]]
            )
            break
        if line.lows[k].endswith(("’s", "s’")):
            subject = english.phrase_ending(line, k + 1)
            break
        k -= 1
    if subject is None:
        return None
    end = clause_end(line, i + 2)
    if line.count_words(i + 2, end) < 3:
        return None
    return Attribution(i, i + 1, subject, ((i + 2, end),))


def _back(line: Line) -> Attribution | None:
    """“This was stated by X.”, «Про це заявив X.»: the words before are X’s."""
    for i in range(min(line.count, 24)):
        size = line.words.phrase_at("back", line.lows, i) or _points_back(line, i)
        if not size or (i and not _opens(line, i)):
            continue
        if line.words.is_english:
            subject = english.subject_after(line, i + size)
        else:
            verb = i + size - 1
            subject = slavic.subject_after(line, verb + 1) or slavic.subject_before(line, verb)
            subject = unnamed.agent(line, verb) or subject
        if subject is None or subject.kind in {GROUP, NOBODY}:
            return None
        return Attribution(i, i + size, subject, (), is_back=True)
    return None


def _points_back(line: Line, i: int) -> int:
    """How many words «про це … повідомив» takes; 0 where it is none."""
    size = line.words.phrase_at("back_openers", line.lows, i)
    if not size or i > 1:
        return 0
    for k in range(i + size, min(i + size + CLOSE, line.count)):
        if line.is_sign(k) or line.is_speech(k):
            return 0
        if line.lows[k] in line.words.verbs or line.is_in(k, "back_verbs"):
            follows = line.is_text(k + 1, ",") and line.is_in(k + 2, "that")
            return 0 if follows or line.is_text(k + 1, ":") else k + 1 - i
    return 0


def _opens(line: Line, i: int) -> bool:
    """Whether only circumstances stand before: “During the round table ‘…’ this was stated by”."""
    return not any(low in line.words.verbs for low in line.lows[:i])


def _slavic_verb(
    line: Line, i: int, verb: Verb, free: int, found: list[Attribution]
) -> Attribution | None:
    if verb.is_participle:
        return _gerund(line, i, found)
    as_at = i - 1 if line.is_in(i - 1, "as") else None
    if as_at is None and line.is_in(i - 2, "as"):
        as_at = i - 2
    follows_marks = line.is_sign(i - 1) and (
        line.tokens[i - 1].text in DASHES or line.is_text(i - 1, ",")
    )
    if as_at is not None and line.lows[i] in {"кажуть", "говорят"}:
        return None
    before = slavic.subject_before(line, i)
    after = None
    if before is None or follows_marks or as_at is not None:
        after = slavic.subject_after(line, i + 1)
    subject = after or before
    is_beside = after is not None and after.first == i + 1 and follows_marks
    is_beside = is_beside and (
        after.kind in {NAME, PRONOUN} or before is None or before.kind != NAME
    )
    if before and before.last >= i and before.kind != NOBODY and not _quoted_before(line, i):
        before = None if is_beside else before
    if before and before.last >= i and before.kind != NOBODY and not _quoted_before(line, i):
        subject = before if not (after and as_at is not None) else after
    if verb.is_impersonal:
        subject = unnamed.agent(line, i)
        after = subject if subject and subject.first > i else None
        before = None if after else subject
    elif verb.gender == "p" and (subject is None or subject.kind in {NOUN, NOBODY}):
        place = unnamed.place_after(line, i) or unnamed.place_before(line, i)
        if place:
            subject, before, after = place, place, None
    if subject is None and not verb.is_impersonal:
        subject = before = unnamed.unnamed(line, i, verb)
        if subject is None:
            return None
    if subject and subject.kind == NAME and not subject.gender and verb.gender in {"m", "f"}:
        agreed = replace(subject, gender=verb.gender)
        after, subject = (agreed if after is subject else after), agreed
        before = agreed if after is not agreed else before
    last = max(i + 1, subject.last) if subject and subject is after else i + 1
    first = min(i, subject.first) if subject and subject is before else i
    if as_at is not None and (
        as_at == 0 or line.is_sign(as_at - 1) or line.is_in(as_at - 1, "coordinators")
    ):
        if subject is None:
            return None
        return _placed(line, as_at, last, subject, free)
    return _around(line, i, (first, last), subject, free)


def _quoted_before(line: Line, i: int) -> bool:
    k = i - 1
    while k >= 0 and line.is_sign(k):
        k -= 1
    return line.is_speech(k) and k < i - 0


def _gerund(line: Line, i: int, found: list[Attribution]) -> Attribution | None:
    """«…, додавши, що …»."""
    subject = found[-1].subject if found else slavic._shared(line, i)
    if subject is None:
        return None
    content = to_the_right(line, i, i + 1, is_attached=False)
    return Attribution(i, i + 1, subject, (content,)) if content else None
