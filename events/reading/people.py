"""Everybody whom a text names: one entry for all the forms of a name."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from newsroom.romanization import romanize

from .bodies import nominative_body
from .inflection import straightened, with_printed_surname
from .lines import Line
from .names import (
    BODY,
    CAPITALS,
    PERSON,
    UNKNOWN,
    Name,
    given_gender,
    given_nominative,
    inflected_nominative,
    mans_name,
)
from .quote import Known
from .roles import joined, role_after, role_before, role_told
from .slavic_names import initials, is_patronymic, is_polite_form, is_surname_first, surname_last
from .spelling import agree, bare, key_of, parts_of, same_word
from .subjects import whole_body
from .words import BOTH, Words

NEAR = 6  # words between a verb and the name behind it
MARKS = '«»„“”"'
WOMANS_OTHER_CASES = (
    "овой",
    "евой",
    "ёвой",
    "иной",
    "ской",
    "цкой",
    "ової",
    "евої",
    "ської",
    "цької",
    "овою",
    "ською",
)
KEY = 3  # letters of a name that every case of it keeps
FARTHEST_SPELLING = 2
LONG_SURNAME = 7
WOMEN = "mother wife daughter sister aunt grandmother widow actress landlady".split()
MEN = "father husband son brother uncle grandfather widower landlord".split()
MODERATES = ("moderated", "moderator", "модеру", "модерир", "модератор")
MODERATOR = "moderator host chair модератор модераторка ведучий ведуча ведущий ведущая"
MOST_ALIKE = 60  # people whose names begin alike: more are found by the first of them
MOST_FORMS = 60  # of one name
MOST_PEOPLE = 400  # among whom a misprint is looked for
FEMININE = ("ська", "цька", "ова", "ева", "єва", "ина", "іна", "ая", "skaya", "ska", "ova", "eva")
MASCULINE = (
    "ський",
    "цький",
    "ов",
    "ев",
    "єв",
    "ий",
    "ій",
    "ин",
    "skyi",
    "sky",
    "ov",
    "ev",
    "skiy",
)


@dataclass
class Person:
    """One human being or one body, as the text names it."""

    name: str
    parts: list[str]  # folded
    is_body: bool = False
    gender: str = ""
    role: str = ""
    roles: list[str] = field(default_factory=list)  # other ones, printed with the name elsewhere
    known: Known | None = None
    is_sure: bool = False
    is_named_fully: bool = False
    first_seen: int = 0
    forms: list[str] = field(default_factory=list)
    spoke: int = 0
    told_role: str = ""  # “Hill is a lawyer”: the post where none stands beside the name
    part: str = ""  # what they did at the event: “moderator”
    title: str = ""  # “professor”, which stands before the name and is no post

    @property
    def surname(self) -> str:
        return self.parts[-1] if self.parts else ""


class People:
    """The people of a text, found by any form of their names."""

    def __init__(self, words: Words, known: Sequence[Known]) -> None:
        self.words = words
        self.all: list[Person] = []
        self.by_stem: dict[str, list[Person]] = {}
        self.memo: dict[str, list[Person]] = {}
        self.known: dict[str, Known] = {}
        self.printed: set[str] = set()  # the words with a capital
        for one in known:
            self._add_known(one)

    def _add_known(self, known: Known) -> None:
        role = ", ".join(part for part in (known.role, known.organization) if part)
        spelled = [known.name, *known.other_names]
        person = Person(known.name, parts_of(known.name), known=known, is_sure=True, role="")
        person.is_named_fully = len(person.parts) > 1
        person.forms = spelled
        person.gender = self._gender(person.parts)
        self.all.append(person)
        for name in spelled:
            for part in parts_of(name):
                self._index(part, person)
            for part in parts_of(romanize(name, self.words.language)):
                self._index(part, person)
        self.known[known.name] = known
        person.first_seen = -1
        del role

    def _index(self, part: str, person: Person) -> None:
        listed = self.by_stem.setdefault(part[:KEY], [])
        if person not in listed:
            listed.append(person)

    def settle(self) -> None:
        """Gives those beside whose names no post stands the one that a sentence tells."""
        for person in self.all:
            person.role = person.role or person.told_role

    def capacities(self) -> dict[str, list[str]]:
        """The other posts that the text prints with names, by those who bear them."""
        return {nominative(one, self.words): one.roles for one in self.all if one.roles}

    def surnames(self) -> set[str]:
        """The beginnings of the surnames of all who are named fully."""
        named = (p for p in self.all if not p.is_body and (p.is_sure or p.is_named_fully))
        return {person.surname[:CAPITALS] for person in named}

    def meet(self, line: Line) -> None:
        """Takes in the full names of a sentence, with the posts beside them."""
        self.printed.update(token.low for token in line.tokens if token.is_capital)
        for name in line.names:
            if name.kind == PERSON or self._is_first_name(line, name):
                self._meet_person(line, name)
            elif name.kind == UNKNOWN and speaks(line, name):
                self._meet_surname(line.text(name.first, name.last))
            elif name.kind == BODY:
                first, last = whole_body(line, name)
                is_over = any(n.kind == PERSON and name.last <= n.first < last for n in line.names)
                if is_over or not line.words.is_english:
                    first, last = name.first, name.last
                if last - first > 1:
                    self._meet_body(line.text(first, last), line.tokens[first].start)

    def _meet_surname(self, text: str) -> None:
        """“Dell Marlow came late. … Marlow said”: a name that speaks by its last word is a human
        being’s."""
        found = self.find(text)
        if len(found) == 1 and len(found[0].parts) > 1 and parts_of(text) == found[0].parts[-1:]:
            found[0].is_sure = found[0].is_sure or not found[0].is_body

    def _is_first_name(self, line: Line, name: Name) -> bool:
        """“His wife, Carol,”: a given name alone, with what its bearer is."""
        if name.kind != UNKNOWN or name.last - name.first > 1:
            return False
        low = line.lows[name.first]
        if not line.words.is_english and given_nominative(low, line.words) != low:
            return False
        is_given = bool(given_gender(low, line.words))
        return is_given and bool(role_before(line, name)[0])

    def _meet_person(self, line: Line, name: Name) -> None:
        text = self._ordered(line.text(name.first, name.last))
        parts = parts_of(text)
        if not parts:
            return
        found = self._same(parts) or self._politely(parts) if len(parts) > 1 else self.find(text)
        if self.words.is_english and len(parts) == 1 and given_gender(parts[0], self.words):
            # “a son, Luther”: nobody whose second name is Luther
            found = [p for p in found if parts[0] in (p.parts[0], p.surname)]
        person = found[0] if found else self._by_first_name(parts)
        if person is None:
            person = Person(text, parts, first_seen=line.tokens[name.first].start)
            self.all.append(person)
            for part in parts:
                self._index(part, person)
            self.memo.clear()
        person.is_named_fully = person.is_named_fully or len(parts) > 1
        if person.first_seen < 0:
            person.first_seen = line.tokens[name.first].start
        person.is_sure = person.is_sure or name.is_sure
        person.is_sure = person.is_sure or (len(parts) > 1 and speaks(line, name))
        if name.run_first < name.first and not person.title:
            person.title = line.text(name.run_first, name.first).lower()
        person.gender = person.gender or name.gender or self._gender(parts)
        person.gender = person.gender or self._gender_by_verb(line, name)
        is_polite = is_patronymic(parts[-1]) and not same_word(parts[0], person.parts[0])
        if len(parts) > len(person.parts) and not person.known and not is_polite:
            person.name, person.parts = text, parts
            for part in parts:
                self._index(part, person)
        is_new = len(person.forms) < MOST_FORMS and text not in person.forms
        if is_new and same_word(parts[-1], person.surname):
            person.forms.append(text)
        if any(low.startswith(MODERATES) for low in line.lows) and _is_only_person(line):
            person.part = MODERATOR
        if not person.role:
            before, _ = role_before(line, name)
            after, _ = role_after(line, name)
            person.role = joined(before, after)
            if not person.told_role:
                person.told_role = role_told(line, name)
            person.is_sure = person.is_sure or bool(person.role) or _has_clause(line, name)
            person.gender = person.gender or self._gender_of_post(person.role)

    def _ordered(self, text: str) -> str:
        """The name with its surname last: «Марта Олегівна Гук» for «Гук Марта Олегівна»."""
        words = bare(text).split()
        if self.words.is_english:
            return bare(text)
        given = [bool(given_gender(word.lower(), self.words)) for word in words]
        is_first = is_surname_first(words, given)
        return surname_last(words) if is_first else bare(text)

    def _by_first_name(self, parts: list[str]) -> Person | None:
        """“His daughter, Joanne,” who is called Joanne Pickett later."""
        if not self.words.is_english or len(parts) == 1:
            return None
        near = self.by_stem.get(parts[0][:KEY], ())
        return next((p for p in near if p.parts == parts[:1] and p.role and not p.is_body), None)

    def _meet_body(self, text: str, start: int) -> None:
        parts = parts_of(bare(text))
        if not parts or self._same(parts):
            return
        body = Person(bare(text), parts, is_body=True, first_seen=start, forms=[text])
        self.all.append(body)
        for part in parts:
            self._index(part, body)
        self.memo.clear()

    def _same(self, parts: list[str]) -> list[Person]:
        """Those who bear the same full name, in whatever case or script."""
        found = []
        for person in self.by_stem.get(parts[-1][:KEY], ()):
            spellings = (
                [parts_of(form) for form in person.forms] if person.known else [person.parts]
            )
            spellings = spellings or [person.parts]
            if any(agree(parts, spelling) for spelling in spellings):
                found.append(person)
        return found or self._alike(parts)

    def _politely(self, parts: list[str]) -> list[Person]:
        """The one whom «Ганна Степанівна» means, where the text names her with her surname."""
        if self.words.is_english:
            return []
        near = self.by_stem.get(parts[0][:KEY], ())[:MOST_ALIKE] if len(parts) > 1 else ()
        named = [p for p in near if len(p.parts) > 1 and same_word(p.parts[0], parts[0])]
        short = [p for p in self.all[:MOST_PEOPLE] if initials(p.name)] if not named else []
        people = [p for p in named or short if not p.is_body and is_polite_form(parts, p.name)]
        return people if len(people) == 1 else []

    def _alike(self, parts: list[str]) -> list[Person]:
        """Participants whose name is the same in another script or spelling."""
        if not self.known:
            return []
        key = key_of(" ".join(parts), self.words)
        return [
            person
            for person in self.all
            if person.known
            and any(
                DamerauLevenshtein.distance(
                    key, key_of(form, self.words), score_cutoff=FARTHEST_SPELLING
                )
                <= FARTHEST_SPELLING
                for form in person.forms
            )
        ]

    def find(self, text: str) -> list[Person]:
        """Those whom a name may mean: by the whole name, else by a surname, else by a part."""
        text = self._ordered(text)
        if text not in self.memo:
            self.memo[text] = self._find(parts_of(text))
        return self.memo[text]

    def _find(self, parts: list[str]) -> list[Person]:
        if not parts:
            return []
        if len(parts) > 1:
            found = self._same(parts) or self._politely(parts)
            if found:
                return found
        last = parts[-1]
        near = [p for p in self.by_stem.get(last[:KEY], ()) if len(p.parts) > 1 or p.known]
        by_surname = [p for p in near if same_word(last, p.surname) and not p.is_body]
        if by_surname and (len(parts) == 1 or not _contradicts(parts, by_surname)):
            return by_surname
        if len(parts) > 1:
            return [p for p in near if p.is_body and set(parts) <= set(p.parts)]
        return (
            [p for p in near if any(same_word(last, part) for part in p.parts) and not p.is_body]
            or [p for p in near if p.is_body and last in p.parts and len(p.parts) < 4]
            or [p for p in self.by_stem.get(last[:KEY], ()) if same_word(last, p.surname)]
            or self._alike(parts)
            or self._by_key(last)
            or self._misspelt(last)
        )

    def _by_key(self, last: str) -> list[Person]:
        """Participants whose surname is the same in another script."""
        if not self.known:
            return []
        key = key_of(last, self.words)
        return [
            person
            for person in self.all
            if person.known
            and any(key == key_of(form.split()[-1], self.words) for form in person.forms)
        ]

    def _misspelt(self, last: str) -> list[Person]:
        """Those whose long surname differs in a letter or two: printed once wrongly."""
        if len(last) < LONG_SURNAME:
            return []
        return [
            person
            for person in self.all[:MOST_PEOPLE]
            if len(person.parts) > 1
            and not person.is_body
            and person.surname[:1] == last[:1]
            and len(person.surname) >= LONG_SURNAME
            and DamerauLevenshtein.distance(last, person.surname, score_cutoff=FARTHEST_SPELLING)
            <= FARTHEST_SPELLING
        ]

    def add_unknown(self, text: str, start: int, *, is_body: bool) -> Person:
        """An entry for a name that the text gives only so."""
        person = Person(
            bare(text), parts_of(bare(text)), is_body=is_body, first_seen=start, forms=[text]
        )
        person.gender = self._gender(person.parts)
        self.all.append(person)
        for part in person.parts:
            self._index(part, person)
        self.memo.clear()
        return person

    def _gender_by_verb(self, line: Line, name: Name) -> str:
        """What a verb of the past right behind the name shows: «Гутерра закликав»."""
        low = line.lows[name.last] if name.last < line.count else ""
        if not low.isalpha():
            low = self._verb_before(line, name)
        if self.words.is_english or line.tokens[name.last - 1].low.endswith(("у", "ом", "ові")):
            return ""
        if low.endswith(("ла", "лася", "лась")):
            return "f"
        return "m" if low.endswith(("вав", "вся", "див", "зив", "вал", "лся", "зал", "вил")) else ""

    def _verb_before(self, line: Line, name: Name) -> str:
        """«Перевірити взявся колега Лі Чен»: the verb of an inverted sentence; or nothing."""
        for i in range(name.run_first - 1, max(name.run_first - NEAR, -1), -1):
            if not line.tokens[i].is_word or line.is_in(i, "prepositions"):
                return ""
            if line.lows[i].endswith(("вся", "лася", "лась", "лся")):
                return line.lows[i]
        return ""

    def _gender_of_post(self, role: str) -> str:
        """f where the noun of the post is a woman's: «директорка школи»."""
        heads = self.words.stems["heads"]
        noun = next((word for word in role.lower().split() if word in heads), "")
        if self.words.is_english:
            noun = noun.strip(",.")
            is_woman = noun.endswith("woman") or noun in WOMEN
            return "f" if is_woman else "m" if noun.endswith("man") or noun in MEN else ""
        return "f" if is_womans(noun) else ""

    def _gender(self, parts: Iterable[str]) -> str:
        parts = list(parts)
        if not parts:
            return ""
        by_given = given_gender(parts[0], self.words) if len(parts) > 1 else ""
        if by_given:
            return "" if by_given == BOTH else by_given
        if parts[-1].endswith(FEMININE):
            return "f"
        return "m" if parts[-1].endswith(MASCULINE) else ""


def _is_only_person(line: Line) -> bool:
    return sum(name.kind == PERSON for name in line.names) == 1


def _has_clause(line: Line, name: Name) -> bool:
    """“Jane Doe, whose daughters …”: only a person goes on so."""
    return line.is_text(name.last, ",") and (
        name.last + 1 < line.count and line.lows[name.last + 1] in {"who", "whose"}
    )


def speaks(line: Line, name: Name) -> bool:
    """“Kgomotso Mabuza said”, “said Kgomotso Mabuza”: beside a verb of speech."""
    if not line.words.is_english:
        return False
    beside = [line.lows[i] for i in (name.run_first - 1, name.last) if 0 <= i < line.count]
    verbs = [line.words.verbs[low] for low in beside if low in line.words.verbs]
    return any(not verb.is_base and verb.has("plain") for verb in verbs)


def _contradicts(parts: list[str], people: list[Person]) -> bool:
    return all(p.is_named_fully and not agree(parts, p.parts) for p in people)


def nominative(person: Person, words: Words, printed: Collection[str] = ()) -> str:
    """The name as its bearer would say it, where a form of the text or the list shows it.

    Of several nominatives that a surname may have, the one among the printed words.
    """
    if person.known:
        return person.known.name
    if words.is_english or not person.forms:
        return person.name
    if person.is_body:
        is_marked = person.name[0] in MARKS
        return nominative_body(person.name.strip(MARKS if is_marked else ""), words.language)
    full = [form for form in person.forms if len(form.split()) == len(person.name.split())]
    named = [f for f in full or person.forms if _given_of(person, _first(f), words) == _first(f)]
    if named:
        # «Нігяр» is the same in every case: the surname decides.
        return min(named, key=lambda form: form.endswith(WOMANS_OTHER_CASES))
    given = _given_of(person, _first(person.name), words)
    if not given and initials(person.name):
        return with_printed_surname(person.name, person.gender, words.language, printed)
    if not given or not person.is_named_fully:
        return person.name
    return straightened(person.name, given, person.gender, words.language, printed)


def is_womans(noun: str) -> bool:
    """«експертка», «речниця»; not «аналітика», which is «аналітик» in the genitive."""
    is_mans = noun.endswith(("ика", "іка", "їка", "ака", "яка", "ука", "юка", "ека", "ока"))
    return noun.endswith(("ка", "иця", "иня", "ица")) and not is_mans


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0].lower().replace("ʼ", "’")


def _given_of(person: Person, low: str, words: Words) -> str:
    """The given name in the nominative: Олександра is Олександр where a man is named."""
    if person.gender == "m" and words.given.get(low) == "f":
        return mans_name(low, words) or low
    post = person.role.split(maxsplit=1)[0].lower() if person.role else ""
    if low.endswith(("у", "ю")) and post.endswith(("у", "ю", "ові", "еві", "єві")):
        return inflected_nominative(low, words) or low  # «директору Петру Лису»
    return given_nominative(low, words)
