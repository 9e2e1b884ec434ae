"""Names of people in a line: where one begins, and where one ends."""

import re
import unicodedata
from dataclasses import dataclass

from .cases import given_of_genitive
from .eventwords import EventWords
from .words import words_of

TOKEN = re.compile(
    r"(?:(?:Дж|Дз|Ch|Kh|Sh|Th|Yu|Ya|Zh|[^\W\d_])\.(?:-[^\W\d_]\.)?)"
    r"|[^\W\d_](?:[\w’'ʼ`‑-]*\w|’|')?"
)
PARTICLES = {
    "van",
    "von",
    "de",
    "der",
    "den",
    "del",
    "della",
    "di",
    "da",
    "du",
    "la",
    "le",
    "bin",
    "al",
    "el",
    "ter",
}
PARTICLES |= {"фон", "ван", "де", "дер", "бін", "бин", "аль", "огли", "оглы"}
MOST_PARTS = 4
PATRONYMIC = re.compile(
    r"\w{2,}(?:(?P<man>[оеєьй]вич[ау]?|лліч|ьмич|укич)|(?P<woman>[оеєіїя]вн[аиіы]|[иі]н?ичн[аиіы]))"
)
LONGEST_SURNAME_BODY = 6  # letters of House, Chamber and other surnames
ACRONYM = 5  # letters; longer ones in capitals are surnames


@dataclass(frozen=True)
class Found:
    """A name in a line; `is_sure` where a given name or an initial shows that it is one."""

    start: int
    end: int
    text: str
    is_sure: bool


@dataclass(frozen=True)
class _Part:
    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        return re.sub("['ʼ`’]", "’", self.text.lower())

    @property
    def is_initial(self) -> bool:
        return self.text.endswith(".")

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper() and (not self.text.isupper() or self.is_name_in_capitals)

    @property
    def is_name_in_capitals(self) -> bool:
        return len(self.text) > ACRONYM or self.is_initial or "-" in self.text or len(self.text) > 1


def is_given(word: str, words: EventWords) -> bool:
    """Whether a word is a given name, in the nominative or the genitive."""
    low = re.sub("['ʼ`’]", "’", word.lower())
    known = words_of(words.language).given
    plain = low if low in known or words.language != "en" else _plain(low)
    is_known = plain in known or plain.partition("-")[0] in known
    return is_known or bool(given_of_genitive(low, words))


def _plain(word: str) -> str:
    """A word of Latin letters without accents: José as Jose."""
    split = unicodedata.normalize("NFD", word)
    return "".join(c for c in split if not unicodedata.combining(c)).replace("ł", "l")


def name_at(text: str, at: int, words: EventWords) -> Found | None:
    """The name that begins at a place, where one does."""
    return _first(_run(text, at), words)


def name_before(text: str, words: EventWords) -> Found | None:
    """The name with which a text ends, where it does."""
    stripped = text.rstrip()
    # A name has few words: what stands far before its end is no part of it.
    begin = max(0, len(stripped) - 90)
    parts = [_Part(m.start(), m.end(), m.group()) for m in TOKEN.finditer(stripped, begin)]
    run: list[_Part] = []
    for part in reversed(parts):
        if part.end != (run[0].start if run else len(stripped)):
            gap = stripped[part.end : run[0].start] if run else "x"
            if gap != " " and not (part.is_initial and gap == ""):
                break
        if not part.is_capital and not (run and part.low in PARTICLES):
            break
        run.insert(0, part)
    while run and not run[0].is_capital:
        run.pop(0)
    return _last(run, words)


def _run(text: str, at: int) -> list[_Part]:
    """The capitals that follow each other from a place on, with the particles between."""
    run: list[_Part] = []
    while match := TOKEN.match(text, at):
        part = _Part(match.start(), match.end(), match.group())
        if not part.is_capital and not (run and part.low in PARTICLES):
            break
        if len(run) > 1 and _is_postnominal(part, run):
            break
        run.append(part)
        at = match.end()
        at += 1 if text[at : at + 1] == " " else 0
        if at == match.end() and not part.is_initial:
            break
    while run and not run[-1].is_capital:
        run.pop()
    return run


def _is_postnominal(part: _Part, run: list[_Part]) -> bool:
    """Whether a part is the MEP of “Ann Hill MEP”."""
    is_short = part.text.isupper() and 1 < len(part.text) < ACRONYM and not part.is_initial
    return is_short and not any(one.text.isupper() and not one.is_initial for one in run)


def _first(run: list[_Part], words: EventWords) -> Found | None:
    """The name with which a run of capitals begins: all of it, unless it is too long for one."""
    whole = run if len(run) <= MOST_PARTS + 1 else run[:3]
    if len(whole) < 2:
        return None
    if _is_body(whole, words) or _begins_with_post(whole, words):
        return None
    is_known = any(part.is_initial or is_given(part.text, words) for part in whole[:2])
    if is_known or (len(whole) == 3 and _surname_first(whole, words)):
        return _found(whole, is_sure=True)
    is_short = len(run) <= MOST_PARTS - 1
    return _found(whole, is_sure=False) if is_short and _is_plausible(whole, words) else None


def _is_body(parts: list[_Part], words: EventWords) -> bool:
    """Whether capitals with a given name among them name a body: “San Rafael Hospital”."""
    first, last = parts[0], parts[-1]
    if words.is_one("capacities", "bodies", first.text) and not is_given(first.text, words):
        return True
    if words.language != "en":
        return False
    is_end = words.is_one("capacities", "bodies", last.text)
    if len(parts) < 3:
        return (
            is_end and len(last.text) > LONGEST_SURNAME_BODY
        )  # “Amber Foundation”, not “Ann House”
    is_short = first.is_initial and parts[1].is_initial  # “U.S. Army Europe”
    return is_end or (is_short and words.is_one("capacities", "bodies", parts[2].text))


def _begins_with_post(parts: list[_Part], words: EventWords) -> bool:
    """“Author Clara Novak” begins with what she is."""
    first, second = parts[0].text, parts[1].text
    is_post = len(parts) > 2 and words.is_one("capacities", "posts", first)
    return is_post and is_given(second, words) and not is_given(first, words)


def _has_body_word(parts: list[_Part], words: EventWords) -> bool:
    return any(words.is_one("capacities", "bodies", part.text) for part in parts)


def _last(run: list[_Part], words: EventWords) -> Found | None:
    """The name with which a run of capitals ends, which may begin with a body: it goes back to the
    nearest given name or initials, otherwise it is two words."""
    if parts := _surname_first(run, words):
        return _found(parts, is_sure=True)
    tries = [run[-size:] for size in range(2, min(len(run), MOST_PARTS + 1) + 1)]
    with_initial = None
    for parts in tries:
        if is_given(parts[0].text, words):
            return _found(parts, is_sure=True)
        if parts[0].is_initial and not _has_body_word(parts, words):
            with_initial = parts
    if with_initial:
        return _found(with_initial, is_sure=True)
    if tries and _is_plausible(tries[0], words):
        is_known = words.language != "en" and is_given(tries[0][-1].text, words)
        return _found(tries[0], is_sure=is_known)
    return None


def _surname_first(run: list[_Part], words: EventWords) -> list[_Part]:
    """«Гай Олена Іванівна» at the end of a run: a surname before a given name and a patronymic;
    empty where there is none."""
    if len(run) < 3 or words.language == "en":
        return []
    surname, given, patronymic = run[-3:]
    match = PATRONYMIC.fullmatch(patronymic.low)
    gender = words_of(words.language).given.get(given.low)
    is_other = not match or gender == ("m" if match["woman"] else "f")
    is_short = surname.text.isupper() and len(surname.text) <= ACRONYM
    is_body = is_short or words.is_one("capacities", "bodies", surname.text)
    is_name = is_given(surname.text, words) or surname.is_initial or surname.low[-1] in "ую"
    return [] if is_other or is_body or is_name else run[-3:]


def _is_plausible(parts: list[_Part], words: EventWords) -> bool:
    """Whether capitals that hold no known given name may be a person's."""
    if any(p.text.isupper() and len(p.text) <= ACRONYM for p in parts[:1]):
        return False
    if all(p.text.isupper() for p in parts):
        return False
    known = (("capacities", "bodies"), ("capacities", "posts"), ("places", "nouns"))
    for part in parts:
        if any(words.is_one(section, key, part.text) for section, key in known):
            return False
        if country_code(part.text, words):
            return False
    return True


def country_code(text: str, words: EventWords) -> str:
    """The ISO code of a country that a text names and nothing else; empty where it names none."""
    stripped = text.strip(" .,;()")
    match = words.build("country", lambda: _countries(words)).fullmatch(stripped)
    return (match and match.lastgroup) or ""


def is_town(text: str, words: EventWords) -> bool:
    """Whether a text names a listed town and nothing else."""
    return any(words.is_one("towns", zone, text) for zone in words.keys("towns"))


def _countries(words: EventWords) -> str:
    codes = words.keys("countries")
    return "|".join(f"(?P<{code}>{words.source('countries', code)})" for code in codes)


def _found(parts: list[_Part], *, is_sure: bool) -> Found:
    text = " ".join(part.text for part in parts)
    return Found(parts[0].start, parts[-1].end, _in_usual_letters(text), is_sure)


def _in_usual_letters(name: str) -> str:
    """Олена ПЕТРЕНКО as Олена Петренко."""
    return " ".join(
        "-".join(piece.capitalize() for piece in word.split("-"))
        if word.isupper() and len(word) > 2 and not word.endswith(".")
        else word
        for word in name.split(" ")
    )
