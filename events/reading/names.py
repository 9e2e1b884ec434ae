"""Names in a sentence: where they begin and end, and whether of a person or of a body."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

from .slavic_names import FULL, is_initial, is_surname_first
from .text import QUOTED, Token
from .words import BOTH, Words

PERSON, BODY, UNKNOWN, POST = "person", "body", "unknown", "post"
RANKED = {"chief", "deputy", "vice", "executive"}
LONGEST_RANK = 3  # letters of an acronym before a name
LONGEST_NAME, LONGEST_RUN = 5, 14
ACRONYM = range(2, 7)
PLACE_AND_NAME = 3  # capitals
CAPITALS = 4  # letters by which a word is known again in another case
OF_BODIES = """
ий ій ый ова ева єва на ня ька ча ша ая яя не ьке ве че ое ее ої ого ою им ому ой ым ном ском
""".split()
# Beginnings of «Мінфін», «Генштаб», «Роспотребнадзор».
SHORT_BODIES = tuple(
    """
мін мин нац цент держ гос ген роспотреб росприрод росте росста росави роско росре россель европ
европар єврок єврос еврок еврос обл гор міськ рай верх водок кремл моз мон кабм след мажилис
маслихат акимат хокимият
""".split()
)
LEARNED = {"dr", "prof", "professor", "doctor"}  # “Dr Baker” is no post
TOLD = {"said", "says", "added", "asked", "noted", "commented", "replied", "wrote", "explained"}
FROM = {"з", "із", "зі", "из", "с", "со", "у", "в", "во", "при", "на"}
NEAR = 5
KIN = """
дружина дружини дружину дружиною жена жены жену женой мати матір матері мать матери син сина сын
сына донька доньки дочка дочки дочь дочери сестра сестри сестры брат брата вдова вдови вдовы батько
батька отец отца чоловік чоловіка муж мужа бабуся бабусі бабушка бабушки дід дідусь дед дедушка
онук онука онучка внук внука внучка внучки тітка тетя тётя дядько дядя мама тато папа теща тёща
теща свекруха свекровь зять невістка невестка племінник племінниця племянник племянница
""".split()
ADJECTIVES = ("ський", "ська", "цький", "цька", "ний", "на", "ський", "ский", "ская", "ный", "ная")
WOMANS = ("ова", "ева", "єва", "ёва", "ина", "іна", "їна", "ына", "ька", "ая", "вна", "чна")


@dataclass(slots=True)
class Name:
    """A name as it stands in a sentence, by the places of its tokens; titles are outside it."""

    first: int
    last: int  # after its last token
    kind: str
    run_first: int  # where the capitals begin, with titles and the body before the name
    gender: str = ""
    is_sure: bool = False  # a given name or a title shows a person


def names_in(tokens: list[Token], words: Words) -> list[Name]:
    """The names of a sentence from left to right."""
    found = []
    i, count = 0, len(tokens)
    while i < count:
        if not _may_start(tokens, i, words):
            i += 1
            continue
        end = _run_end(tokens, i, words)
        if _is_of_kin(tokens, i, end, words):
            owner = i + 1 if tokens[i].low in KIN else i
            found.append(_name(tokens, owner, end - 1, words))
            gender = words.given[tokens[end - 1].low]
            found.append(Name(end - 1, end, PERSON, end - 1, _certain(gender), is_sure=True))
        else:
            found.append(_name(tokens, i, end, words))
        i = end
    return [name for name in found if name]


def _may_start(tokens: list[Token], i: int, words: Words) -> bool:
    token = tokens[i]
    if not token.is_capital or token.kind == QUOTED:
        return False
    low = token.low
    if low in words.sets["never"] and low not in words.sets["titles"]:
        return False
    # “Concluding, Jane Doe …”, and not “Fleming, a lawyer, …”.
    is_link = words.is_english and low.endswith(("ing", "ly")) and _begins_sentence(tokens, i)
    if is_link and _is_before_comma(tokens, i) and _is_capital(tokens, i + 2):
        return False
    is_told = words.is_english and low in TOLD and _begins_sentence(tokens, i)
    if is_told and _is_capital(tokens, i + 1):  # “Said Jane Doe: ‘…’”
        return False
    if low not in words.sets["openers"]:
        return True
    if not _begins_sentence(tokens, i):
        return low not in words.sets["determiners"]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return low in words.sets["titles"] and bool(following and following.is_capital)


def _is_before_comma(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].text == ","


def _is_capital(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].is_capital


def _begins_sentence(tokens: list[Token], i: int) -> bool:
    return all(not token.is_word for token in tokens[max(i - 3, 0) : i])


def opens_sentence(tokens: list[Token], name: Name) -> bool:
    """Whether nothing but signs stands before the run of a name."""
    return not any(token.kind == QUOTED or token.is_word for token in tokens[: name.run_first])


def without_opener(
    tokens: list[Token], name: Name, words: Words, capitals: set[str]
) -> Name | None:
    """The name without a first word that only its place gives a capital: «Уночі Іваненко …».

    `capitals` are the beginnings of the words that have a capital elsewhere in the text.
    """
    low = tokens[name.run_first].low
    following = tokens[name.last] if name.last < len(tokens) else None
    is_described = following and not following.is_capital and following.low in words.stems["heads"]
    if name.last - name.run_first == 1 and is_described and low.endswith(ADJECTIVES):
        return None  # «Російський представник»
    is_known = low[:CAPITALS] in capitals or given_gender(low, words)
    if name.run_first != name.first or is_known or name.kind == BODY:
        return name
    behind = [token.text for token in tokens[name.first + 1 : name.last]]
    is_short = is_initial(tokens[name.first].text) or (behind and all(map(is_initial, behind)))
    is_described = _is_before_comma(tokens, name.last - 1)
    if is_short or (is_described and _is_reversed(tokens, name.first, name.last, words)):
        return name  # «В. Ткач», «Ткач В. І.», «Гук Марта Олегівна, завідувачка»
    if name.last - name.first == 1:
        return None
    rest = name.first + 1
    while rest < name.last - 1 and tokens[rest].text.isupper() and tokens[rest].text[-1] != ".":
        rest += 1  # «Держсекретар США Енн …»
    kind = UNKNOWN if name.last - rest == 1 else name.kind
    return Name(rest, name.last, kind, rest, given_gender(tokens[rest].low, words))


def as_body(tokens: list[Token], name: Name, words: Words) -> Name:
    """«Головне управління», «Рахункова палата»: one capital, and the noun of a body behind it."""
    if _is_latin(tokens, name) and tokens[name.first - 1].low in words.stems["small_bodies"]:
        return Name(name.first, name.last, BODY, name.run_first)  # «фонду Nordic Seed»
    if name.kind != UNKNOWN or name.last - name.run_first > 1:
        return name
    if _is_short_body(tokens[name.first].low, words) or tokens[name.first].text.isascii():
        return Name(name.first, name.last, BODY, name.run_first)
    if not tokens[name.first].low.endswith(tuple(OF_BODIES)):
        return name
    for last in range(name.last, min(name.last + 2, len(tokens))):
        if tokens[last].is_capital or not tokens[last].is_word:
            return name
        if tokens[last].low in words.sets["prepositions"]:
            return name
        if tokens[last].low in words.stems["small_bodies"]:
            return Name(name.first, last + 1, BODY, name.run_first)
    return name


def _is_latin(tokens: list[Token], name: Name) -> bool:
    words = tokens[name.first : name.last]
    return name.first > 0 and all(token.text.isascii() for token in words)


def _is_short_body(low: str, words: Words) -> bool:
    """«Минсельхоз», «Нацбанк»: one word that is a body by itself."""
    return low.startswith(SHORT_BODIES) and low in words.stems["small_bodies"]


def without_place(tokens: list[Token], name: Name, words: Words) -> Name:
    """«посол Албанії Ферит Годжа»: of three capitals behind a post the first is its place."""
    first = name.run_first
    if _is_of_place(tokens, name, words):
        return Name(first + 1, name.last, PERSON, first, name.gender, is_sure=True)
    is_three = name.last - name.first == PLACE_AND_NAME and name.first == first
    if not (is_three and first) or name.kind != PERSON or name.is_sure:
        return name
    is_post = tokens[first - 1].low in words.stems["heads"]
    if tokens[first - 1].low in FROM:  # «кураторка виставки з Праги Ержі Ковач»
        posts = tokens[max(first - NEAR, 0) : first - 1]
        if any(token.low in words.stems["heads"] for token in posts):
            return Name(first + 1, name.last, PERSON, first, name.gender, is_sure=True)
    return (
        name
        if not is_post
        else Name(name.first + 1, name.last, PERSON, name.run_first, name.gender)
    )


def _is_of_place(tokens: list[Token], name: Name, words: Words) -> bool:
    """«студентка з Гомеля Ганна»: a place, and a given name alone."""
    first = name.run_first
    if name.last - first != PLACE_AND_NAME - 1 or first < 2 or tokens[first - 1].low not in FROM:
        return False
    is_given = words.given.get(tokens[name.last - 1].low) and not given_gender(
        tokens[first].low, words
    )
    return bool(is_given) and tokens[first - 2].low in words.stems["heads"]


def without_english_place(tokens: list[Token], name: Name, words: Words) -> Name:
    """“Mayor of Port Ellery Hiroko Adeyemi”: the last two of the capitals are the name."""
    first, size = name.run_first, name.last - name.run_first
    is_long = name.kind == PERSON and not name.is_sure and name.first == first
    if not is_long or size < PLACE_AND_NAME or first < 2 or tokens[first - 1].low != "of":
        return name
    if tokens[first - 2].low not in words.stems["heads"]:
        return name
    return Name(name.last - 2, name.last, PERSON, first, name.gender, is_sure=True)


def as_english_body(tokens: list[Token], name: Name) -> Name:
    """“the Hellenic Grid Operator”, “at Three Rivers”: no human being stands so."""
    first = name.run_first
    is_open = name.kind == PERSON and not name.is_sure and name.first == first > 0
    if not is_open or name.last - name.first == 1:
        return name
    is_body = tokens[first - 1].low in {"the", "at"} and not tokens[name.last - 1].low.endswith("s")
    is_owner = tokens[first - 1].low == "the" and tokens[name.last - 1].low.endswith("s’")
    return replace(name, kind=BODY) if is_body or is_owner else name


def _run_end(tokens: list[Token], start: int, words: Words) -> int:
    end, count = start + 1, min(len(tokens), start + LONGEST_RUN)
    while end < count:
        if tokens[end - 1].low.endswith(("’s", "s’")) and words.is_english:
            break
        token = tokens[end]
        is_joined = tokens[end - 1].text == "." or _is_abbreviated(tokens, end)
        if (
            (token.is_capital and token.low not in words.sets["never"])
            or is_joined
            or _is_particle(tokens, end, words)
            or (token.low in words.sets["suffixes"] and token.is_word)
        ):
            end += 1
        else:
            break
    return end


def _is_abbreviated(tokens: list[Token], end: int) -> bool:
    """Whether a stop belongs to “Sen.” or “Jr.” before another capital."""
    if tokens[end].text != "." or tokens[end - 1].end != tokens[end].start:
        return False
    before = tokens[end - 1].low
    return end + 1 < len(tokens) and tokens[end + 1].is_capital and len(before) <= 4


def _is_particle(tokens: list[Token], end: int, words: Words) -> bool:
    """Whether the word is the “van” of a name: another capital follows soon."""
    if tokens[end].low not in words.sets["name_particles"]:
        return False
    for token in tokens[end + 1 : end + 3]:
        if token.is_capital:
            return True
        if token.low not in words.sets["name_particles"]:
            return False
    return False


def _name(tokens: list[Token], start: int, end: int, words: Words) -> Name | None:
    """The person within a run of capitals, or the run itself as the name of something else."""
    last = end
    while last > start + 1 and tokens[last - 1].text == ".":
        last -= 1
    first, is_titled, gender = start, False, ""
    for k in range(last - 1, start - 1, -1):
        low = tokens[k].low
        if low in words.sets["titles"] and k < last - 1:
            first, is_titled = k + 1, True
            gender = words.title_genders.get(low, "")
            break
        if _is_body_word(tokens[k], words):
            first = k + 1
            break
    while first < last and tokens[first].text == ".":
        first += 1
    while (
        first < last - 1
        and len(tokens[first].text) <= LONGEST_RANK
        and tokens[first].text.isupper()
        and not tokens[first].text.endswith(".")
    ):
        first += 1  # “MP Jane Doe”
    is_long = last - first >= PLACE_AND_NAME and words.is_english
    if is_long and tokens[first].low in words.stems["heads"].words:
        first += 0 if tokens[first].low in words.given else 1  # “Student Li Wei”
    given = _given_at(tokens, start, last, words)
    if given is not None and (first <= given or first >= last):
        full = given - 1, given - 1 + FULL
        is_full = full[0] >= start and full[1] == last
        first = full[0] if is_full and _is_reversed(tokens, *full, words) else given
    if first >= last:
        return Name(start, last, BODY, start)
    low = tokens[last - 1].low
    is_post = first > start and low in words.stems["heads"].words and not gender
    if last - first == 1 and is_post and tokens[first - 1].low not in LEARNED:
        return Name(start, last, POST, start)  # “Deputy Head”
    is_title = given is None and not is_titled and low in words.sets["titles"]
    is_rank = first > start and tokens[first - 1].low in RANKED and words.is_english
    is_title = is_title or (is_rank and given is None and low in words.sets["titles"])
    if last - first > 1 and is_title:
        return Name(start, last, POST, start)  # “Chief Medical Officer”
    return _person(tokens, start, first, last, words, gender=gender, is_titled=is_titled)


def is_party(text: str) -> bool:
    """Whether a word is the party and the state of an American politician: “D-Ohio”."""
    return text[:2] in {"D-", "R-", "I-"} and text[2:3].isupper()


def _person(
    tokens: list[Token],
    start: int,
    first: int,
    last: int,
    words: Words,
    *,
    gender: str,
    is_titled: bool,
) -> Name | None:
    text = tokens[first].text
    size = last - first
    is_reversed = size > 1 and _is_reversed(tokens, first, last, words)
    by_given = given_gender(tokens[first + is_reversed].low, words)
    if size == 1 and not is_titled and text.isupper() and len(text) in ACRONYM:
        is_post = words.is_english and tokens[first].low in words.stems["heads"].words
        return Name(start, last, POST if is_post else BODY, start)
    low = tokens[first].low
    if size == 1 and (low in words.sets["titles"] or low in words.sets["never"]):
        return None
    if words.is_english and size == 1 and is_party(text):
        return None
    if size == 1 and low in words.stems["heads"] and _begins_sentence(tokens, start):
        return None
    is_post = size == 1 and words.is_english and low in words.stems["heads"].words
    if is_post and last < len(tokens) and tokens[last].low in {"of", "for"}:
        return None  # “…, Head of the Centre Jane Doe”
    if size > LONGEST_NAME:
        return Name(start, last, BODY, start)
    if size > 1 and not words.is_english:
        surname = first if is_reversed else last - 1
        by_given = _agreed(tokens[first + is_reversed].low, tokens[surname].low, by_given, words)
    is_short = size > 1 and text.endswith(".") and is_initial(text)
    is_sure = bool(by_given and size > 1) or is_titled or is_short or is_reversed
    is_apart = start > 0 and tokens[start - 1].text in {",", "("} and words.is_english
    if is_apart and size > 1 and not is_sure and tokens[last - 1].low in words.stems["heads"].words:
        return Name(start, last, POST, start)  # “Jane Doe, Health Economist, …”
    kind = PERSON if is_sure or size > 1 else UNKNOWN
    return Name(first, last, kind, start, gender or _certain(by_given), is_sure)


def _is_reversed(tokens: list[Token], first: int, last: int, words: Words) -> bool:
    """«Гук Марта Олегівна», «Ткач І. І.»: the surname first; not «Мер Марта Олегівна»."""
    if words.is_english or tokens[first].low in words.stems["heads"]:
        return False
    low = [token.low for token in tokens[first:last]]
    given = [bool(given_gender(each, words)) for each in low]
    return is_surname_first([token.text for token in tokens[first:last]], given)


def _certain(gender: str) -> str:
    return "" if gender == BOTH else gender


def _agreed(given: str, surname: str, gender: str, words: Words) -> str:
    """Богдана Пасічника is a man in the genitive, Богдана Пасічник a woman."""
    is_genitive = surname.endswith(("а", "я", "ого")) and not surname.endswith(WOMANS)
    return "m" if gender == "f" and is_genitive and mans_name(given, words) else gender


def mans_name(genitive: str, words: Words) -> str:
    """The man’s name whose genitive is a woman’s name too: Богдана; empty where there is none."""
    if not genitive.endswith(("а", "я")):
        return ""
    names = [genitive[:-1] + ending for ending in ("", "о", "й", "ь")]
    known = [name for name in names if words.given.get(name) == "m"]
    own = [name for name in known if name in words.own_given]
    return max(own or known, key=lambda name: _is_own(name, words), default="")


def _is_body_word(token: Token, words: Words) -> bool:
    if token.text == "." or not token.is_word:
        return False
    if words.is_english:
        return token.low in words.stems["bodies"].words or (
            token.low.endswith("s") and token.low[:-1] in words.stems["bodies"].words
        )
    return token.low in words.stems["bodies"] and not given_gender(token.low, words)


def _is_of_kin(tokens: list[Token], start: int, last: int, words: Words) -> bool:
    """«дружина Петра Ілліча Марія»: the last of the capitals is the name."""
    if last - start < 2 or words.is_english or tokens[last - 1].low not in words.given:
        return False
    kin = start if tokens[start].low in KIN else start - 1
    if kin < 0 or tokens[kin].low not in KIN or last - kin < PLACE_AND_NAME:
        return False
    owner = tokens[kin + 1].low
    return owner not in words.given or bool(mans_name(owner, words))


def _given_at(tokens: list[Token], start: int, last: int, words: Words) -> int | None:
    """Where a given name stands in the run with more of the name behind it."""
    found = None
    for k in range(start, last - 1):
        if given_gender(tokens[k].low, words) and tokens[k + 1].low not in words.sets["titles"]:
            if _is_body_word(tokens[k + 1], words):
                continue
            if found is None:
                found = k
            elif not words.is_english and (k - found > 1 or _is_owner(tokens, found, k, words)):
                return k  # «університету імені Івана Франка Марта Козак»
    return found


def _is_owner(tokens: list[Token], first: int, second: int, words: Words) -> bool:
    """«подруга Світлани Марія Бойко»: a name in another case before one in the nominative."""
    owner = tokens[first].low
    return given_nominative(owner, words) != owner and tokens[second].low in words.given


def given_gender(low: str, words: Words) -> str:
    """m or f when the word is a given name in any case, else nothing."""
    found = words.given.get(low)
    if not found and "-" in low and not words.is_english:
        return given_gender(low.partition("-")[0], words)  # «Анна-Марія», «Турсун-ака»
    if found or words.is_english:
        return found or words.given.get(_plain(low).partition("-")[0], "")
    memo = words.inflected_given
    if low not in memo:
        memo[low] = _inflected(low, words)
    return memo[low][0]


def _plain(low: str) -> str:
    """The word without accents: the lists have none."""
    if low.isascii():
        return low
    return "".join(sign for sign in normalize("NFKD", low) if not combining(sign))


def given_nominative(low: str, words: Words) -> str:
    """The nominative of a given name in another case; empty when it is none."""
    if low in words.given:
        return low
    if "-" in low and not words.is_english:
        first, _, second = low.partition("-")
        both = given_nominative(first, words), given_nominative(second, words) or second
        return "-".join(both) if both[0] else ""
    return "" if words.is_english or not given_gender(low, words) else words.inflected_given[low][1]


def inflected_nominative(low: str, words: Words) -> str:
    """The given name of which the word is another case; empty when it is of none."""
    return _inflected(low, words)[1]


# Endings of the other cases, and those of the nominative that they stand for.
CASES = {
    "m": {
        "а у ові ом ем ем ом е ові": ("", "о"),
        "я ю єві еві ем єм єм ем ї ю": ("й", "ь", "я", ""),
        "ия ию ієм ієм ії ія ію ієві ием ии": ("ий", "ій"),
        "и і ою у о е ы ой ей ы": ("а",),
        "і ї ею єю ю и ей": ("я",),
        "ра ру ром ром ре рові": ("ер", "ро"),
        "ла лу лом лові": ("ел", "ло"),
        "ва ву вом вові ьва ьву ьвом": ("ів", "ев", "ов", "ль"),
    },
    "f": {
        "и і ою у о ы е ой": ("а",),
        "ї ю єю є і ею и ей е": ("я",),
        "ії ію ією ии ию ией іє": ("ія", "ия"),
        "ові і’ю": ("ов",),
        "зі дзі ці сі": ("га", "ка", "ха"),
        "ви вью": ("вь", "в"),
    },
}


def _inflected(low: str, words: Words) -> tuple[str, str]:
    """Gender and nominative; Павла is Павел in Russian, Павло in Ukrainian."""
    found = list(_nominatives(low, words))
    own = [each for each in found if each[1] in words.own_given]
    return max(own or found, key=lambda each: _is_own(each[1], words), default=("", ""))


def _is_own(name: str, words: Words) -> bool:
    return name.endswith("о") == (words.language == "uk")


def _nominatives(low: str, words: Words) -> Iterator[tuple[str, str]]:
    for gender in "mf":
        for endings, nominatives in CASES[gender].items():
            for ending in endings.split():
                stem = low.removesuffix(ending)
                if stem == low or len(stem) < 2:
                    continue
                for nominative in nominatives:
                    if words.given.get(stem + nominative) == gender:
                        yield gender, stem + nominative
