"""How well a report is read: spans, speakers and posts, in per cent.

Spans are compared by paragraph, without the signs at their ends; one is found when a span of the
reader shares four fifths of it. What a report marks as free to find counts neither way.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from events.reading.quote import COLLECTIVE, INDIRECT, Quote
from events.reading.report import read_report
from newsroom.folding import fold
from tests.reading.reports import LANGUAGES, Report, reports

SHARED = 0.8
MET = 0.5  # of a span that is free to find: enough for no fault
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
Span = tuple[int, int]


class Measure(NamedTuple):
    """The shares of one language; of the last one the number."""

    quoted: float
    indirect: float
    speaker: float
    role: float
    names: int  # in quotation marks, proposed as statements


def measure(texts: Iterable[Report]) -> Measure:
    """F1 of the quoted and of the indirect statements; how many of the found ones are right."""
    count: Counter[str] = Counter()
    for report in texts:
        found = read_report(report.text, report.language).quotes
        for scope in ("quoted", "indirect"):
            _count(count, report, found, scope)
        count["names"] += len(_proposed_names(report, found))
    return Measure(
        *(_f1(count, scope) for scope in ("quoted", "indirect")),
        speaker=_share(count, "speaker"),
        role=_share(count, "role"),
        names=count["names"],
    )


def _proposed_names(report: Report, found: list[Quote]) -> list[str]:
    """The names that were given out as a statement by themselves."""
    given = {span for each in found for span in _spans(report.text, each.start, each.end)}
    names = [(one.start, one.end) for one in report.names]
    marked = {span for start, end in names for span in _spans(report.text, start, end)}
    return [report.text[start:end] for start, end in sorted(given & marked)]


def _f1(count: Counter[str], scope: str) -> float:
    found, wanted, given = (count[f"{scope} {key}"] for key in ("found", "wanted", "given"))
    return 200 * found / (wanted + given) if found else 0.0


def _share(count: Counter[str], what: str) -> float:
    return 100 * count[f"{what} right"] / max(count[what], 1)


def _count(count: Counter[str], report: Report, found: list[Quote], scope: str) -> None:
    gold = report.gold()["quotes"]
    wanted = {
        span: each for each in gold for span in _spans(report.text, each["start"], each["end"])
    }
    free = [span for span, each in wanted.items() if each["scope"] != scope]
    wanted = {span: each for span, each in wanted.items() if each["scope"] == scope}
    given = {span: each for each in found for span in _spans(report.text, each.start, each.end)}
    pairs = list(_pairs(wanted, given))
    met = {span for _, span in pairs}
    false = [
        span
        for span, each in given.items()
        if span not in met
        and (each.kind in (INDIRECT, COLLECTIVE)) == (scope == "indirect")
        and not any(_shared(span, one) >= MET or _within(span, one) for one in free)
    ]
    count[f"{scope} found"] += len(pairs)
    count[f"{scope} wanted"] += len(wanted)
    count[f"{scope} given"] += len(pairs) + len(false)
    for one, other in pairs:
        _compare(count, wanted[one], given[other])


def _compare(count: Counter[str], gold: dict, found: Quote) -> None:
    if gold["speaker_name"]:
        count["speaker"] += 1
        count["speaker right"] += _is_same(gold, found.speaker_name or "")
    if gold["role"]:
        count["role"] += 1
        count["role right"] += fold(gold["role"]) == fold(found.role or "")


def _is_same(gold: dict, name: str) -> bool:
    names = [gold["speaker_name"], *gold["speaker_aliases"]]
    if gold["speaker_type"] == "org":
        return any(set(fold(one).split()) & set(fold(name).split()) for one in names)
    return any(fold(one).split()[-1] in fold(name).split() for one in names)


def _spans(text: str, start: int, end: int) -> Iterator[Span]:
    """The span cut at line breaks, without what stands at its edges."""
    for line in re.finditer(r"[^\n]+", text[start:end]):
        bare = EDGES.sub("", line.group())
        if bare:
            begin = start + line.start() + line.group().index(bare)
            yield begin, begin + len(bare)


def _pairs(wanted: Iterable[Span], given: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Which spans are the same, one to one, the most alike first."""
    alike = sorted(
        ((-_shared(one, other), one, other) for one in wanted for other in given),
    )
    taken: set[Span] = set()
    used: set[Span] = set()
    for unlike, one, other in alike:
        if -unlike >= SHARED and one not in taken and other not in used:
            taken.add(one)
            used.add(other)
            yield one, other


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _shared(one: Span, other: Span) -> float:
    both = _overlap(one, other)
    return both / (max(one[1], other[1]) - min(one[0], other[0])) if both else 0.0


def _within(one: Span, other: Span) -> bool:
    return _overlap(one, other) >= SHARED * (one[1] - one[0])


if __name__ == "__main__":  # python -m tests.reading.measure held: a line per language
    for language in LANGUAGES:
        reached = measure(reports(sys.argv[1], language))
        sys.stdout.write(f"{language} {reached}\n")
