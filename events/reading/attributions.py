"""Every place in a sentence where somebody is said to have said something."""

from . import english, english_verbs, slavic, slavic_verbs, unnamed
from .clauses import CLOSE, clause, clause_end, to_the_left
from .lines import Line
from .names import BODY, UNKNOWN
from .placing import Attribution, placed
from .subjects import GROUP, NAME, NOBODY, PRONOUN, Subject, by_name
from .text import DASHES, QUOTED

__all__ = ["Attribution", "attributions"]

OF_THE_MIND = {"believe", "think", "feel", "hope", "fear", "expect", "know"}
VERDICTS = tuple(
    """
    вердикт висновок вывод прогноз порад совет відповідь ответ пояснення объяснени аргумент позиці
    позици думка мнение діагноз диагноз оцінка оценка рецепт вирок приговор
    """.split()
)
NOTICED = ("заметил", "помітил", "помітив", "замечал")  # «это заметил»: nothing was said


def attributions(line: Line) -> tuple[list[Attribution], list[Attribution]]:
    """The attributions of a sentence from left to right; what one holds is not searched again.

    And those that tell of speaking but give no words.
    """
    found: list[Attribution] = []
    silent: list[Attribution] = []
    free = i = english.dateline(line) if line.words.is_english else slavic.dateline(line)
    back = _back(line)
    if back:
        return [back], []
    while i < line.count:
        made = _at(line, i, free, found) or _over_all(line, i, found)
        if made is None or not made.contents:
            if made and made.subject:
                silent.append(made)
            i += 1
            continue
        if found and made.contents[0][0] <= found[0].cue_first:
            found.clear()
        found.append(made)
        free = max([made.cue_last, *(last for _, last in made.contents)])
        i = max(i + 1, _next(line, made, i))
    return found, silent


def _over_all(line: Line, i: int, found: list[Attribution]) -> Attribution | None:
    """“Most people believe it is late, according to a poll.”: the poll says it all."""
    size = line.words.phrase_at("source", line.lows, i)
    if not size or len(found) != 1 or found[0].subject is None:
        return None
    verb = line.words.verbs.get(line.lows[found[0].cue_first])
    is_of_mind = line.words.is_english and verb is not None and verb.lemma in OF_THE_MIND
    kind = found[0].subject.kind
    is_said = kind not in {GROUP, NOBODY, NAME} or _is_somebody(line, found[0].subject)
    if is_said and not is_of_mind:
        return None
    made = _source(line, i, size, 0)
    return made if made and made.contents and made.contents[0][0] <= found[0].cue_first else None


def _is_somebody(line: Line, subject: Subject) -> bool:
    return subject.name is not None and (
        subject.name.kind != UNKNOWN or not line.lows[subject.name.last - 1].endswith("s")
    )


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
    told = _told_before(line, i, free)
    if told:
        return told
    owned = _owned(line, i) or _in_the_eyes_of(line, i)
    if owned:
        return placed(line, i, owned[0], owned[1], free)
    made = None if line.words.is_english else _verdict(line, i)
    if made:
        return made
    if line.lows[i] in line.words.verbs:
        made = _verb(line, i, free, found)
        if made:
            return made
    is_noun = line.lows[i] in line.words.stems["nouns"].words or line.is_in(i, "accords")
    if line.words.is_english and is_noun:
        return _noun(line, i)
    return None


def _source(line: Line, i: int, size: int, free: int) -> Attribution | None:
    """“According to X, …”, «За словами X, …»."""
    if line.words.is_english:
        subject = english.subject_after(line, i + size) or _him(line, i + size)
        if subject is None:
            return None
        last = _after_role(line, subject)
    else:
        subject = slavic.phrase_after(line, i + size)
        if subject is None:
            return None
        last = subject.last
    return placed(line, i, last, subject, free)


def _him(line: Line, i: int) -> Subject | None:
    """“According to him, …”."""
    gender = {"him": "m", "her": "f", "them": "p"}.get(line.lows[i] if i < line.count else "")
    if not gender or not line.is_text(i + 1, ","):
        return None
    return Subject(PRONOUN, i, i + 1, i, i + 1, gender=gender)


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
    size = words.phrase_at("own", line.lows, i)
    if size:
        before = slavic.shared(line, i) if i else None
        return i + size, before or Subject(PRONOUN, i, i + size, i, i + size)
    if i + 2 >= line.count or line.lows[i + 1] not in words.possessives:
        return None
    bare = [line.lows[i], *line.lows[i + 2 : i + 5]]
    size = words.phrase_at("owned", bare, 0)
    if not size:
        return None
    gender = words.possessives[line.lows[i + 1]]
    return i + 1 + size, Subject(PRONOUN, i, i + 1 + size, i + 1, i + 2, gender=gender)


def _in_the_eyes_of(line: Line, i: int) -> tuple[int, Subject] | None:
    """“To Smith, the lock is old.”: whoever is named so opens the sentence."""
    if line.tokens[i].text != "To" or not line.words.is_english:
        return None
    name = next((n for n in line.names if n.run_first == i + 1), None)
    if name is None or name.kind == BODY or not line.is_text(name.last, ","):
        return None
    return name.last, by_name(line, name, i, name.last)


def _verdict(line: Line, i: int) -> Attribution | None:
    """«Її вердикт: …», «Прогноз Ткача: …»: a noun of speech before a colon."""
    if not line.lows[i].startswith(VERDICTS) or line.tokens[i].is_capital == (i > 0):
        return None
    colon = next((k for k in range(i + 1, min(i + CLOSE, line.count)) if line.is_text(k, ":")), 0)
    content = clause(line, colon + 1) if colon else None
    if content is None:
        return None
    if i == 1 and line.lows[0] in line.words.possessives and colon == i + 1:
        gender = line.words.possessives[line.lows[0]]
        subject: Subject | None = Subject(PRONOUN, 0, colon, 0, 1, gender=gender)
    else:
        subject = slavic.in_window(line, i + 1, colon, is_any_case=True) if i == 0 else None
    return Attribution(i, colon, subject, (content,)) if subject else None


def _verb(line: Line, i: int, free: int, found: list[Attribution]) -> Attribution | None:
    verb = line.words.verbs[line.lows[i]]
    if line.tokens[i].is_capital and any(t.is_word for t in line.tokens[:i][-2:]):
        return None
    if line.words.is_english:
        if not english_verbs.is_cue(line, i, verb, has_earlier=bool(found)):
            return None
        return english_verbs.attribution(line, i, verb, free, found)
    if not slavic_verbs.is_cue(line, i, verb):
        return None
    return slavic_verbs.attribution(line, i, verb, free, found)


def _noun(line: Line, i: int) -> Attribution | None:
    """“his claim that …”, “a warning by Smith that …”."""
    if line.is_in(i, "accords"):
        return _accord(line, i)
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
        if line.is_in(k, "copulas") and line.is_text(k + 1, "of"):  # “is of the opinion that”
            subject = english.subject_before(line, k)
            break
        k -= 1
    if subject is None:
        return None
    end = clause_end(line, i + 2)
    if line.count_words(i + 2, end) < 3:
        return None
    return Attribution(i, i + 1, subject, ((i + 2, end),))


def _accord(line: Line, i: int) -> Attribution | None:
    """“There was broad agreement, however, that …”, “The consensus was that …”."""
    start = next((k for k in range(max(i - CLOSE, 0), i) if line.lows[k] == "there"), None)
    that = i + 1
    if line.is_text(that, ","):
        that = next((k + 1 for k in range(that + 1, that + 4) if line.is_text(k, ",")), that)
    elif line.is_in(that, "copulas"):
        start, that = i, that + 1
    is_told = start is not None and line.is_in(that, "that")
    if not is_told:
        return None
    end = clause_end(line, that + 1)
    if line.count_words(that + 1, end) < 3:
        return None
    subject = Subject(GROUP, i, i + 1, i, i + 1, head=line.lows[i])
    return Attribution(i, that, subject, ((that + 1, end),))


def _told_this(line: Line) -> Attribution | None:
    """“The president stated this at a briefing.”: the words before are the president’s."""
    for i in range(1, min(line.count - 1, 24)):
        if line.lows[i] not in {"stated", "said", "announced", "noted", "told", "emphasized"}:
            continue
        this = i + 2 if line.is_text(i + 1, "about") else i + 1
        is_object = line.is_text(this, "this", "so") and (
            this + 1 >= line.count or line.is_sign(this + 1) or line.is_in(this + 1, "prepositions")
        )
        subject = english.subject_before(line, i) if is_object else None
        if subject and subject.kind not in {GROUP, NOBODY} and not _has_speech(line):
            return Attribution(i, this + 1, subject, (), is_back=True)
    return None


def _has_speech(line: Line) -> bool:
    return any(line.is_speech(i) for i in range(line.count))


def _back(line: Line) -> Attribution | None:
    """“This was stated by X.”, «Про це заявив X.»: the words before are X’s."""
    if line.words.is_english and (told := _told_this(line)):
        return told
    for i in range(min(line.count, 24)):
        size = line.words.phrase_at("back", line.lows, i) or _points_back(line, i)
        if not size or (i and not _opens(line, i)):
            continue
        if not line.words.is_english and i > 1 and line.tokens[i - 1].text in DASHES:
            continue
        if line.words.is_english:
            subject = english.subject_after(line, i + size)
        else:
            verb = i + size - 1
            subject = (
                slavic.subject_after(line, verb + 1)
                or unnamed.agent(line, verb)
                or slavic.subject_before(line, verb)
            )
        if subject is None or subject.kind in {GROUP, NOBODY}:
            return None
        return Attribution(i, i + size, subject, (), is_back=True)
    return None


def _told_before(line: Line, i: int, free: int) -> Attribution | None:
    """«Міст відкриють, – про це заявив Ткач»."""
    if line.words.is_english or i < free + 2 or line.tokens[i - 1].text not in DASHES | {","}:
        return None
    size = line.words.phrase_at("back", line.lows, i) or _points_back(line, i, farthest=i)
    left = to_the_left(line, i, free) if size else None
    if left is None or any(line.is_speech(k) for k in range(*left)):
        return None
    subject = slavic.subject_after(line, i + size)
    return Attribution(i, i + size, subject, (left,)) if subject else None


def _points_back(line: Line, i: int, farthest: int = 1) -> int:
    """How many words «про це … повідомив» takes; 0 where it is none."""
    size = line.words.phrase_at("back_openers", line.lows, i)
    if not size or i > farthest:
        return 0
    for k in range(i + size, min(i + size + CLOSE, line.count)):
        if line.is_sign(k) or line.is_speech(k):
            return 0
        if line.lows[k].startswith(NOTICED):
            return 0
        if line.lows[k] in line.words.verbs or line.is_in(k, "back_verbs"):
            follows = line.is_text(k + 1, ",") and line.is_in(k + 2, "that")
            return 0 if follows or line.is_text(k + 1, ":") else k + 1 - i
    return 0


def _opens(line: Line, i: int) -> bool:
    """Whether only circumstances stand before: “During the round table ‘…’ this was stated by”."""
    return not any(low in line.words.verbs for low in line.lows[:i])
