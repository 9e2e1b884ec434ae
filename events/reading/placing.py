"""Where what was said lies around a cue: before it, after it, or on both sides."""

from dataclasses import dataclass

from .clauses import Range, after_colon, clause_end, is_tail, to_the_left
from .contents import to_the_right
from .lines import Line
from .subjects import Subject
from .text import DASHES

FARTHEST = 12  # tokens between “he said” and the comma behind
ACCUSATIVE = tuple("у ю ение ание ытие ення ання ття его його её її их".split())
ACCUSATIVE_ADJECTIVES = ("ую", "юю", "эту", "цю", "ту", "всю", "свою", "шу")


@dataclass(frozen=True)
class Attribution:
    """One cue, whose words it gives, and the tokens of those words in each stretch."""

    cue_first: int
    cue_last: int
    subject: Subject | None
    contents: tuple[Range, ...]
    is_back: bool = False
    is_inferred: bool = False


def placed(line: Line, first: int, last: int, subject: Subject, free: int) -> Attribution | None:
    """A source that opens its sentence, closes it, or stands within it."""
    start = first
    if not line.words.is_english:
        free = _after_colon(line, free, first)
    while start > free and not (line.is_sign(start - 1) or line.is_speech(start - 1)):
        if not (line.is_in(start - 1, "adverbs") or line.is_in(start - 1, "coordinators")):
            break
        start -= 1
    linked = line.words.phrase_at("links", line.lows, free) if free < line.count else 0
    opens = line.count_words(free + linked, start) == 0 or line.is_in(start - 1, "that")
    opens = opens or (start < first and line.is_in(start, "coordinators"))
    if opens or line.is_text(start - 1, ":", ";"):
        begin = _after_place(line, first, last)
        while line.is_sign(begin):
            begin += 1
        if line.is_in(begin, "relatives") and line.words.is_english:  # “According to X, who …, …”
            close = next((k for k in range(begin, line.count) if line.is_text(k, ",")), None)
            begin = begin if close is None else close + 1
        end = clause_end(line, begin) if begin < line.count else begin
        whole = _with_marks(line, begin, end)
        return Attribution(first, last, subject, whole) if whole else None
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


def _after_place(line: Line, first: int, last: int) -> int:
    """«Як зазначив Ткач в інтерв’ю „Часу“, …»: the comma behind where it was said."""
    if line.words.is_english or not (line.is_in(first, "as") and line.is_in(last, "prepositions")):
        return last
    limit = min(last + FARTHEST, line.count)
    return next((k for k in range(last, limit) if line.is_text(k, ",")), last)


def _after_colon(line: Line, free: int, first: int) -> int:
    """«Ткач не згоден: закон, на його думку, …»: where the clause with the source begins."""
    colon = next((k for k in range(first - 1, free, -1) if line.is_text(k, ":", ";")), free)
    return colon + 1 if colon > free and line.count_words(colon + 1, first) else free


def _joined(
    line: Line, left: tuple[Range, ...], right: Range, start: int, free: int
) -> tuple[Range, ...]:
    """The two parts that a source or “he said” parts, as one; only the second after “Still,”."""
    if line.count_words(*right) == 0:
        return left
    if left and line.is_speech(left[0][0]):
        return (*left, right) if line.count_words(*right) > 2 else left
    first = free
    is_subject = line.is_in(right[0], "finite")  # “Both, he said, were home”
    while first < start and (line.is_sign(first) or _only_links(line, first)):
        if is_subject and line.is_in(first, "determiners"):
            break
        first += max(line.words.phrase_at("links", line.lows, first), 1)
    if first >= start or _is_relative(line, start):
        shortest = 2 if line.words.is_english else 1
        return (right,) if line.count_words(*right) > shortest else left
    return ((first, right[1]),)


def _is_circumstance(line: Line, first: int, last: int) -> bool:
    """“At the same time, he warned …”: no clause, only when or where."""
    is_open = line.lows[first].endswith("ing") or line.lows[first] == "asked"
    if not line.words.is_english or not (is_open or line.is_in(first, "prepositions")):
        return False
    if line.lows[first] in {"to", "asked"}:  # “To the question whether …, he answered”
        return True
    return not any(
        line.is_in(i, "finite") or line.lows[i].endswith("ed") for i in range(first + 1, last)
    )


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
            and not line.is_in(i, "pronouns_object")
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


def around(
    line: Line, verb: int, cluster: Range, subject: Subject | None, free: int
) -> Attribution | None:
    """The words before and after a verb with its subject that are what was said."""
    first, last = cluster
    form = line.words.verbs[line.lows[verb]]
    left = _quotation_before(line, first, free)
    contents: list[Range] = []
    if form.has("naming") and not line.words.is_english and line.is_speech(verb + 1):
        thing = _thing_before(line, verb, subject)
        if thing < verb:
            return Attribution(verb, verb + 1, subject, ((thing, verb + 2),))
    if left is not None:
        contents.append(_widened(line, left, free))
    right = to_the_right(line, verb, last, is_attached=left is not None)
    if right is not None:
        contents.append(_with_beginning(line, right, cluster, free) if left is None else right)
        if not line.words.is_english and line.is_text(right[1], ":"):
            contents += _explained(line, right)
    is_left = right and left is None and subject is not None and subject.first > verb
    if right and is_left and _is_before_colon(line, right, cluster, free):
        before = to_the_left(line, first, free)
        contents = [before, *contents] if before else contents
    is_behind = line.words.is_english or subject is None or subject.first >= verb
    if not contents and is_behind and not form.has("quotation") | form.has("naming"):
        contents = _postposed(line, first, last, free)
    return Attribution(verb, last if last > verb else verb + 1, subject, tuple(contents))


def _is_before_colon(line: Line, right: Range, cluster: Range, free: int) -> bool:
    """«Дива не буде, попереджає Мазур: реформа забере роки»: two statements of one speaker."""
    first, last = cluster
    is_parted = line.is_text(first - 1, ",") and line.is_text(last, ":") and right[0] == last + 1
    linked = line.words.phrase_at("links", line.lows, free) if free < line.count else 0
    words = range(free + linked, first - 1)
    is_clause = not any(line.is_in(k, "relatives") or line.is_speech(k) for k in words)
    opens = ("prepositions", "conjunctions", "whether", "relatives")
    is_clause = is_clause and not any(line.is_in(free, key) for key in opens)
    return not line.words.is_english and is_parted and is_clause


def _thing_before(line: Line, verb: int, subject: Subject | None) -> int:
    """«В центре ситуацию называют „сложной“»: where the thing begins that is named."""
    floor = subject.said_last if subject and subject.first < verb else 0
    if not (verb > floor and line.lows[verb - 1].endswith(ACCUSATIVE)):
        return verb
    thing = verb - 1
    while thing > floor and line.lows[thing - 1].endswith(ACCUSATIVE_ADJECTIVES):
        thing -= 1
    return thing


def _explained(line: Line, said: Range) -> list[Range]:
    """«… посетовал, что спектакль затянут: „…“», «называет идею „мифом“: …»: two statements."""
    if said[1] - said[0] == 1 and line.piece(said[0]).is_whole:
        return []
    second = after_colon(line, said[1] + 1) if said[1] + 1 < line.count else None
    return [second] if second else []


def _with_beginning(line: Line, right: Range, cluster: Range, free: int) -> Range:
    """“The party, he argues, ‘is in meltdown’”: the clause began before the author spoke."""
    first, last = cluster
    last = _after_circumstance(line, last)
    is_parted = line.is_text(first - 1, ",") and line.is_text(last, ",") and right[0] == last + 1
    if not (is_parted and line.is_speech(right[0])):
        return right
    while free < first and (line.is_sign(free) or _only_links(line, free)):
        if line.is_in(free, "determiners"):  # “All of it, he said, …”
            break
        free += 1
    is_clause = free < first - 1 and not _is_circumstance(line, free, first - 1)
    return (free, right[1]) if is_clause and not line.piece(right[0]).begins_capital else right


def _after_circumstance(line: Line, last: int) -> int:
    """The comma after “he said in a telephone interview,” and “she told the court,”."""
    if not line.words.is_english or line.is_sign(last):
        return last
    for k in range(last, min(last + FARTHEST, line.count)):
        if line.is_text(k, ","):
            return k
        if line.is_sign(k) or line.is_speech(k) or line.is_in(k, "that"):
            return last
        if line.lows[k] in line.words.verbs and not line.words.verbs[line.lows[k]].is_base:
            return last
    return last


def _is_authors(line: Line, left: Range, said: int, comma: int) -> bool:
    """“The tax will stay, he said on Monday, bowing to …”: the author goes on."""
    if line.is_in(comma + 1, "asides"):
        return True
    if said == comma or line.is_in(left[0], "conjunctions") or line.is_in(comma + 1, "finite"):
        return False
    is_whole = any(line.is_in(i, "finite") for i in range(left[0] + 1, left[1]))
    return is_whole and not line.is_in(comma + 1, "coordinators")


def _is_whole(line: Line, first: int, last: int) -> bool:
    """Whether the words are a clause of their own: a subject, and a finite verb soon."""
    return any(line.is_in(i, "finite") for i in range(first + 1, min(last, first + FARTHEST)))


def _is_another_act(line: Line, i: int) -> bool:
    verb = line.words.verbs.get(line.lows[i]) if i < line.count else None
    return verb is not None and verb.is_participle


def _quotation_before(line: Line, first: int, free: int) -> int | None:
    k = first - 1
    while k >= free and (
        (line.is_sign(k) and not line.is_text(k, ":", ";", ")")) or line.is_in(k, "adverbs")
    ):
        k -= 1
    return k if k >= free and line.is_speech(k) and not _is_fragment(line, k, free) else None


def _is_fragment(line: Line, i: int, free: int) -> bool:
    """«Говорити про „повернення“, вважає він, зарано»: a word of the clause, no quotation."""
    if line.words.is_english or line.piece(i).begins_capital or not line.is_text(i + 1, ","):
        return False
    return line.count_words(free, i) > 1 and not line.piece(i).ends_comma


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
        return [left] if left and not _is_circumstance(line, *left) else []
    if line.words.is_english and line.is_text(last, ";"):  # “It is late, he said; it is dark”
        left = to_the_left(line, first, free)
        rest = (last + 1, clause_end(line, last + 1)) if last + 1 < line.count else (last, last)
        return [part for part in (left, rest) if part and line.count_words(*part) > 2]
    said = last
    last = _after_circumstance(line, last)
    is_parted = line.is_text(last, ",") or line.tokens[last].text in DASHES
    if not is_parted:
        return []
    left = to_the_left(line, first, free)
    if left is None and said < last and line.is_in(last + 1, "coordinators"):
        return []
    if left and line.words.is_english and _is_authors(line, left, said, last):
        return [] if _is_circumstance(line, *left) else [left]
    begin = last
    while line.is_sign(begin):
        begin += 1
    if left and line.words.is_english and _is_another_act(line, begin):
        return [left]  # “It is late, he said, adding that …”
    end = clause_end(line, begin) if begin < line.count else begin
    is_second = line.words.is_english and line.is_text(begin, "and", "but")
    if left and is_second and _is_whole(line, begin + 1, end):
        return [left, (begin + 1, end)]  # “It is late, he said, and it is dark”
    if line.is_in(begin, "relatives"):
        return [left] if left else []
    return list(_joined(line, (left,) if left else (), (begin, end), first, free))
