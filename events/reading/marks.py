"""Quotation marks paired: which opens, which closes, and which is only an apostrophe."""

import re
from dataclasses import dataclass

DOUBLE, ANGLE, SINGLE = "double", "angle", "single"
MARK = re.compile("``|''|,,(?=\\w)|<<|>>|[“”„‟«»‹›\"″〃＂‘’‚'`´]")
FAMILIES = {
    **dict.fromkeys(["“", "”", "„", "‟", '"', "″", "〃", "＂", "``", "''"], DOUBLE),
    ",,": DOUBLE,
    **dict.fromkeys(["«", "»", "‹", "›", "<<", ">>"], ANGLE),
    **dict.fromkeys(["‘", "’", "‚", "'", "`", "´"], SINGLE),
}
# ’ may be an apostrophe at the end of a word: “the pilots’ union”.
OPENS_ALWAYS = {"„", "«", "‹", "‚", "‟", "``", ",,", "<<"}
CLOSES_ALWAYS = {"»", "›", ">>"}
SPACE_BEFORE = set(" \t\u00a0\n\r([{–—―-/…\u202f\u2009\u200b")
PUNCTUATION = set(".,!?;:…)]}–—―-/")
DEEPEST = 8


@dataclass(slots=True)
class Marked:
    """What stands between two marks of a paragraph."""

    start: int  # of the opening mark
    inner_start: int
    inner_end: int
    end: int  # after the closing mark
    family: str
    depth: int
    is_closed: bool = True
    is_lost: bool = False  # it was an apostrophe
    is_unopened: bool = False  # a closing mark alone


def marked(text: str, start: int, end: int, *, with_broken: bool = False) -> list[Marked]:
    """The marked passages of a paragraph in the order of their opening marks, inner ones too.

    One that is never closed ends with the paragraph and says so. A closing mark that closes
    nothing is passed over, and so is a single mark left open, save `with_broken`: then the one is
    given as a passage without words, and the other to the end of the paragraph.
    """
    open_ones: list[Marked] = []
    found: list[Marked] = []
    signs = list(MARK.finditer(text, start, end))
    for number, sign in enumerate(signs):
        mark, at, after = sign.group(), sign.start(), sign.end()
        family = FAMILIES[mark]
        families = {one.family for one in open_ones}
        role = _role(text, (start, end), at, mark, families)
        if role == "close" and family == SINGLE and _is_possessive(text, signs, number, end):
            continue
        if role == "open" and len(open_ones) < DEEPEST:
            open_ones.append(Marked(at, after, end, end, family, len(open_ones), is_closed=False))
            found.append(open_ones[-1])
        elif role == "close":
            is_alone = not open_ones and family != SINGLE
            _close(open_ones, family, at, after)
            if is_alone and with_broken:
                found.append(Marked(at, after, after, after, family, 0, is_unopened=True))
    return _settled(text, found, end, with_broken=with_broken)


def _role(text: str, within: tuple[int, int], at: int, mark: str, families: set[str]) -> str:
    """open, close or nothing, by the mark and by what stands around it."""
    family, after = FAMILIES[mark], at + len(mark)
    before = text[at - 1] if at > within[0] else " "
    behind = text[after] if after < within[1] else " "
    is_after_space = before in SPACE_BEFORE or before in "“„«‘\"'‚" or before.isspace()
    is_before_space = behind.isspace() or behind in PUNCTUATION or behind in "”»’\"'“″"
    is_open = family in families
    if family == SINGLE:
        return _role_of_single(mark, before, is_after_space, is_before_space, behind, is_open)
    if mark in OPENS_ALWAYS:
        return "open"
    if mark in CLOSES_ALWAYS:
        return "close"
    if mark == "''":
        return "close" if is_open else "open"
    if mark == "”" and not (is_after_space and not is_before_space and not is_open):
        return "close"
    if mark == "“" and not is_open:
        return "open"
    if is_after_space and not is_before_space:
        return "open"
    if is_before_space and not is_after_space:
        return "close"
    if mark == "“":
        return "open" if is_after_space and not behind.isspace() else "close"
    return "close" if is_open else "open"


def _role_of_single(
    mark: str, before: str, is_after_space: bool, is_before_space: bool, behind: str, is_open: bool
) -> str:
    if mark in "`´":
        return ""
    if mark == "‚":
        return "open" if is_after_space and not is_before_space else ""
    if is_after_space and behind.isalnum() and mark != "’":
        return "open"
    if is_open and not is_after_space and not behind.isalnum():
        return "close"
    return ""


def _is_possessive(text: str, signs: list[re.Match[str]], number: int, end: int) -> bool:
    """Whether a closing ’ is more likely the apostrophe of “the pilots’ union”."""
    at, after = signs[number].span()
    behind = text[after : after + 2]
    if text[at - 1] not in "sSzx" or not (behind[:1] == " " and behind[1:].isalpha()):
        return False
    for sign in signs[number + 1 : number + 6]:
        if sign.group() == "‘":
            return False
        follows = text[sign.end()] if sign.end() < end else " "
        if FAMILIES[sign.group()] == SINGLE and not follows.isalnum():
            return True
    return False


def _close(open_ones: list[Marked], family: str, at: int, after: int) -> None:
    """Closes the innermost open one of the family; single marks left open within it were
    apostrophes. “‘Text,”” is closed although its marks do not match."""
    for depth in range(len(open_ones) - 1, -1, -1):
        if open_ones[depth].family == family:
            one = open_ones[depth]
            one.inner_end, one.end, one.is_closed = at, after, True
            for lost in open_ones[depth + 1 :]:
                lost.is_lost = True
            del open_ones[depth:]
            return
        if open_ones[depth].family != SINGLE and family == SINGLE:
            return
    if family == DOUBLE and len(open_ones) == 1 and open_ones[0].family == SINGLE:
        one = open_ones.pop()
        one.inner_end, one.end, one.is_closed = at, after, True


def _settled(text: str, found: list[Marked], end: int, *, with_broken: bool) -> list[Marked]:
    """Without the single marks that nothing closes; «one «other»» closed by one mark is closed."""
    settled = [
        one
        for one in found
        if not one.is_lost
        and (
            one.is_closed
            or one.family != SINGLE
            or (with_broken and text[one.start] == "‘" and one.depth == 0)
        )
    ]
    for number, one in enumerate(settled):
        if one.is_closed:
            continue
        inner = [i for i in settled[number + 1 :] if i.is_closed and i.family == one.family]
        if not inner:
            continue
        before = text[one.inner_start : inner[0].start].rstrip()
        if one.family == DOUBLE and before.endswith((".", "!", "?")):
            # Another sentence in marks begins: the one before lacks its closing mark.
            one.inner_end = one.end = inner[0].start
            continue
        last = inner[-1]
        if one.family == ANGLE or not text[last.end : end].strip(" .,;:!?…"):
            one.inner_end, one.end, one.is_closed = last.end, last.end, True
    return _with_depths(settled)


def _with_depths(settled: list[Marked]) -> list[Marked]:
    ends: list[int] = []
    for one in settled:
        while ends and ends[-1] <= one.start:
            ends.pop()
        one.depth = len(ends)
        ends.append(one.end)
    return settled
