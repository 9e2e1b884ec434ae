"""The word lists of a language, read once per process from `words/<language>/*.toml`."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from newsroom.romanization import romanize

FOLDER = Path(__file__).parent / "words"
LONGEST_ENDING = 5  # letters that may follow a stem
PAST = {"uk": {"в": "m", "ла": "f", "ло": "n", "ли": "p"}}
PAST["ru"] = {"л": "m", "ла": "f", "ло": "n", "ли": "p"}
BOTH = "b"  # the gender of a given name that women and men bear
REFLEXIVE = ("ся", "сь")
FLAGS = tuple("asking naming opinion quotation action light negated either denial".split())


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb of speech and what may follow it."""

    lemma: str
    gender: str = ""  # m, f, n, p (plural), where the form shows it
    is_participle: bool = False
    is_predicate: bool = False
    is_base: bool = False
    is_impersonal: bool = False
    flags: frozenset[str] = frozenset()

    def has(self, flag: str) -> bool:
        return flag in self.flags


# What follows a stem makes another word of it: «еколог» and «екологія».
ANOTHER = re.compile(
    r"[иі][яїиюєеч]|(?:ь?ств|цтв|ницт|иц?тет)|ь?с?ьк|ск|ат|енк[оау]|й?н(?:[иы][йм]|а|е|і|о)|из"
)


# «гастроентеролог», «мовознавиця»: whoever knows something, and not «монолог».
LEARNED = re.compile(
    r"\w{3,}(?:олог|хімік|химик|фізик|физик|іатр|иатр|знав[еи]?ц|вед)(?=(?:\w{0,4})$)"
)
NOT_LEARNED = ("монолог", "некролог", "пролог", "нелог", "психолого", "швед", "медвед", "олога")


def _learned(low: str) -> str:
    found = LEARNED.match(low)
    return found.group() if found and not low.startswith(NOT_LEARNED) else ""


# «у спілці» is of «спілка», «у книзі» of «книга».
ALTERNATING = {"ці": "к", "зі": "г", "сі": "х"}


# First parts of compounds: «судмедексперт» is an «експерт».
COMPOUNDS = """
судмед віце вице екс экс держ гос прес пресс теле радіо радио кібер кибер спец ген нейро психо євро
евро медіа медиа бізнес бизнес етно этно фото відео видео кіно кино веб агро еко эко біо био гідро
гидро гео астро аеро аэро обл обер мульти соц політ полит держ зам юр
""".split()


class Stems:
    """Words given by their beginnings, or in English by the whole word and its plural.

    Words after an equals sign are meant as they stand, and are forms of the first of them.
    """

    def __init__(
        self, words: list[str], *, is_exact: bool, is_noun: bool = False, is_people: bool = False
    ) -> None:
        self.words, self.is_exact, self.is_noun = frozenset(words), is_exact, is_noun
        self.is_people = is_people  # «геохімік» is one though the list has him not
        forms = [word[1:].split("/") for word in words if word.startswith("=")]
        self.forms = {form: listed[0] for listed in forms for form in listed}
        self.found: dict[str, str] = {}

    def find(self, low: str) -> str:
        """The listed word or stem that fits, the longest one; empty when none does."""
        found = self.found.get(low)
        if found is None:
            found = self._exact(low) if self.is_exact else self._stem(low)
            if len(self.found) < 50_000:
                self.found[low] = found
        return found

    def __contains__(self, low: str) -> bool:
        return bool(self.find(low))

    def _exact(self, low: str) -> str:
        parts = low.partition("-of-")[0], low.rpartition("-")[2]  # “mother-of-three”, “co-author”
        for form in (low, low.removesuffix("’s"), low.removesuffix("s"), *parts):
            if form in self.words:
                return form
        return ""

    def _stem(self, low: str) -> str:
        return self._listed(low) or (_learned(low) if self.is_people else "")

    def _listed(self, low: str) -> str:
        other = low[:-2] + ALTERNATING[low[-2:]] + "а" if low[-2:] in ALTERNATING else low
        first = next((part for part in COMPOUNDS if low.startswith(part)), "")
        for form in (low, low.rpartition("-")[2], other, low[len(first) :], low.replace("ё", "е")):
            if form in self.forms:
                return self.forms[form]
            for length in range(len(form), max(len(form) - LONGEST_ENDING, 1) - 1, -1):
                stem = form[:length]
                if stem in self.words and (length > 2 or length == len(form)):
                    is_another = self.is_noun and ANOTHER.match(form, length)
                    return "" if is_another else stem
        return ""


@dataclass
class Words:
    """Everything that reading asks of a language."""

    language: str
    verbs: dict[str, Verb]
    sets: dict[str, frozenset[str]]
    phrases: dict[str, dict[str, list[tuple[str, ...]]]]
    pronouns: dict[str, str]
    possessives: dict[str, str]
    stems: dict[str, Stems]
    families: dict[str, frozenset[int]] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    own_given: frozenset[str] = frozenset()  # those of this language alone
    title_genders: dict[str, str] = field(default_factory=dict)
    # What was found out about given names in other cases: gender and nominative.
    inflected_given: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_english(self) -> bool:
        return self.language == "en"

    def phrase_at(self, kind: str, lows: list[str], at: int) -> int:
        """How many words the longest phrase of the kind takes that begins at a place; or 0."""
        best = 0
        for phrase in self.phrases[kind].get(lows[at], ()) if at < len(lows) else ():
            size = len(phrase)
            if size > best and tuple(lows[at : at + size]) == phrase:
                best = size
        return best


@cache
def words_of(language: str) -> Words:
    """The words of en, uk or ru; of English for any other."""
    language = language if (FOLDER / language).is_dir() else "en"
    data: dict[str, Any] = {}
    for name in ("speech", "people", "given"):
        path = FOLDER / language / f"{name}.toml"
        data[name] = tomllib.loads(path.read_text(encoding="utf-8").replace("ʼ", "’"))
    return _compiled(language, data)


def _compiled(language: str, data: dict[str, Any]) -> Words:
    speech, people = data["speech"], data["people"]
    is_exact = language == "en"
    sets = {key: _words(value) for key, value in speech["particles"].items()}
    sets["abbreviations"] = _words(speech["abbreviations"]["words"])
    sets["capital_abbreviations"] = _words(speech["abbreviations"]["capitals"])
    sets["as"] = _words(speech["phrases"]["as_verbs"])
    for key in ("light_nouns", "back_verbs"):
        sets[key] = _words(speech["phrases"].get(key, ""))
    sets["owned_before"] = _listed(speech["phrases"].get("owned_before", ""))
    sets["owned_nouns"] = _listed(speech["phrases"]["owned"])
    sets["groups"] = _words(people["roles"]["groups"])
    sets["role_titles"] = _words(people["titles"]["roles"])
    sets["titles"] = _words(" ".join(str(people["titles"][key]) for key in ("any", "m", "f")))
    sets["openers"], sets["never"] = (
        _words(people["names"]["openers"]),
        _words(people["names"]["never"]),
    )
    sets["name_particles"] = _words(people["names"]["particles"])
    sets["suffixes"] = _words(people["names"]["suffixes"])
    sets["states"] = _words(people["names"].get("states", ""))
    sets["parties"] = _words(people["roles"].get("parties", ""))
    sets["spokes"] = _words(people["roles"]["spokes"])
    sets["generic"] = _words(people["bodies"]["generic"])
    for key in ("carriers", "inscribed", "mottoes"):
        sets[key] = _words(speech["marks"].get(key, ""))
    sets["headings"] = _words(speech["marks"].get("headings", ""))
    if not is_exact:
        sets["openers"] |= sets["adverbs"] | sets["pronouns_object"]
    for key in ("occupations", "somebody", "hearsay", "determiners", "copulas", "finite"):
        sets.setdefault(key, frozenset())
    for key in ("passive", "after", "by_which", "parties", "accords", "ages", "callsigns"):
        sets.setdefault(key, frozenset())
    stems = {
        "heads": Stems(
            people["roles"]["heads"].split(),
            is_exact=is_exact,
            is_noun=True,
            is_people=not is_exact,
        ),
        "general": Stems(people["roles"]["general"].split(), is_exact=is_exact, is_noun=True),
        "bodies": Stems(people["bodies"]["words"].split(), is_exact=is_exact),
        "small_bodies": Stems(people["bodies"]["small"].split(), is_exact=is_exact, is_noun=True),
        "title_nouns": Stems(
            speech["marks"]["title_nouns"].split()
            + ([] if is_exact else people["bodies"]["small"].split()),
            is_exact=is_exact,
        ),
        "title_heads": Stems(speech["marks"]["title_heads"].split(), is_exact=is_exact),
        "nouns": Stems(speech["phrases"]["nouns"].split(), is_exact=is_exact),
        "papers": Stems(speech["phrases"].get("papers", "").split(), is_exact=is_exact),
    }
    return Words(
        language=language,
        verbs=_english_verbs(speech) if language == "en" else _slavic_verbs(language, speech),
        sets=sets,
        phrases={
            key: _phrases(speech["phrases"].get(key, ""))
            for key in ("source", "owned", "own", "back", "back_openers", "links")
        },
        pronouns=speech["pronouns"],
        possessives=speech["possessives"],
        stems=stems,
        families=_families(people["roles"]["families"], stems["heads"], is_exact=is_exact),
        given=_given(),
        own_given=frozenset(name for key in "mf" for name in data["given"][key].split()),
        title_genders={t: g for g in "mf" for t in _words(people["titles"][g])},
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _listed(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


def _phrases(text: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _listed(text):
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    return found


def _families(text: str, heads: Stems, *, is_exact: bool) -> dict[str, frozenset[int]]:
    """For every word of a family the numbers of its families."""
    numbers: dict[str, set[int]] = {}
    for number, line in enumerate(text.strip().splitlines()):
        for word in line.split(","):
            numbers.setdefault(heads.find(word.strip()) or word.strip(), set()).add(number)
    return {word: frozenset(found) for word, found in numbers.items()}


@cache
def _given() -> dict[str, str]:
    """The given names of all languages with their genders; of one for both, the first listed."""
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*/given.toml")):
        names = tomllib.loads(path.read_text(encoding="utf-8").replace("ʼ", "’"))
        for key in ("m", "f", "both"):
            for name in names.get(key, "").split():
                gender = key if key != "both" else BOTH
                found.setdefault(name, gender)
                if not name.isascii():  # as English reports print it: «Олег» is Oleh
                    latin = romanize(name, path.parent.name).lower()
                    found.setdefault(re.sub("[ʼ’]", "", latin), gender)
    return found


def _english_verbs(speech: dict[str, Any]) -> dict[str, Verb]:
    lists = {key: _words(text) for key, text in speech["verbs"].items()}
    predicates = lists.pop("predicates")
    that = frozenset({"that"})
    found: dict[str, Verb] = {}
    for lemma in sorted(frozenset().union(*lists.values())):
        flags = frozenset(key for key, words in lists.items() if lemma in words)
        irregular = speech["irregular"].get(lemma, "").split()
        forms = irregular or _english_forms(lemma)
        found.setdefault(lemma, Verb(lemma, is_base=True, flags=flags))
        for form in forms:
            found[form] = Verb(lemma, is_participle=form.endswith("ing"), flags=flags)
    for form in predicates:
        found[form] = Verb(form, is_predicate=True, flags=that)
    return found


def _english_forms(lemma: str) -> list[str]:
    if lemma.endswith("e"):
        return [lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    s = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return [lemma + s, lemma + "ed", lemma + "ing"]


def _slavic_verbs(language: str, speech: dict[str, Any]) -> dict[str, Verb]:
    lists = speech["verbs"]
    forms: dict[str, Verb] = {}
    for key in ("past", "reflexive"):
        for stem in lists[key].split():
            for ending, gender in PAST[language].items():
                for tail in REFLEXIVE if key == "reflexive" else ("",):
                    forms[stem + ending + tail] = Verb(stem, gender)
    for form in lists["irregular"].split():
        forms[form] = Verb(form, _gender_of_past(language, form))
    for form in " ".join((lists["light"], lists["negated"])).split():
        forms.setdefault(form, Verb(form, _gender_of_past(language, form)))
    forms |= {form: Verb(form, _number_of_present(form)) for form in lists["present"].split()}
    forms |= {form: Verb(form, is_participle=True) for form in lists["gerunds"].split()}
    for form in lists["predicates"].split():
        gender = {"а": "f", "і": "p", "ы": "p", "о": "n", "е": "n"}.get(form[-1], "m")
        forms[form] = Verb(form, gender, is_predicate=True)
    forms |= {form: Verb(form, is_impersonal=True) for form in lists["impersonal"].split()}
    flags = {key: _words(lists[key]) for key in FLAGS}
    return {
        form: Verb(
            verb.lemma,
            verb.gender,
            verb.is_participle,
            verb.is_predicate,
            is_impersonal=verb.is_impersonal,
            flags=frozenset(key for key, listed in flags.items() if form in listed),
        )
        for form, verb in forms.items()
    }


def _number_of_present(form: str) -> str:
    """p where the form of the present is a plural: «кажуть», «говорят»."""
    bare = form.removesuffix("ся").removesuffix("сь")
    return "p" if bare.endswith(("уть", "ють", "ать", "ять", "ут", "ют", "ат", "ят")) else ""


def _gender_of_past(language: str, form: str) -> str:
    bare = form
    for tail in REFLEXIVE:
        bare = bare.removesuffix(tail)
    if bare.endswith(("є", "ю", "ить", "ает", "яет", "ует", "дит", "ет", "ёт")):
        return ""
    endings = {"ла": "f", "ло": "n", "ли": "p"}
    return endings.get(bare[-2:], _number_of_present(form) or "m")
