"""Cyrillic in Latin letters, for proposed names and for addresses; never the other way."""

import re
import unicodedata

# Ukrainian: resolution 55 of the Cabinet of Ministers, 27 January 2010. The first form stands at
# the beginning of a word.
UKRAINIAN = dict(
    zip(
        "абвгґдежзиійклмнопрстуфхцчшщьюяєї",
        "a b v h g d e zh z y i i k l m n o p r s t u f kh ts ch sh shch  iu ia ie i".split(" "),
        strict=True,
    )
)
UKRAINIAN_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# Russian: ICAO Doc 9303, the table of the passports, save that the soft sign is left out.
RUSSIAN = UKRAINIAN | {"г": "g", "и": "i", "ы": "y", "э": "e", "ё": "e", "ъ": "ie"}
# Belarusian: the instruction on geographical names of 2007, without its accents.
BELARUSIAN = UKRAINIAN | {"и": "i", "ы": "y", "э": "e", "ё": "io", "ў": "u", "ъ": ""}
TABLES = {
    "uk": (UKRAINIAN | {"ы": "y", "э": "e", "ё": "io", "ў": "u", "ъ": ""}, UKRAINIAN_INITIAL),
    "ru": (RUSSIAN, {}),
    "be": (BELARUSIAN, {"е": "ie", "ё": "io", "ю": "iu", "я": "ia"}),
}
APOSTROPHES = "'’‘ʼ`´"
STRESS = "\u0301"
ZGH = {"зг": "zgh", "Зг": "Zgh", "ЗГ": "ZGH"}


def romanize(text: str, language: str = "uk") -> str:
    """The text with its Cyrillic letters in Latin ones, by the table of the language; without the
    marks of stress."""
    text = unicodedata.normalize("NFC", text).replace(STRESS, "")
    table, initial = TABLES.get(language[:2], TABLES["uk"])
    # Ukrainian зг becomes zgh, so that it is not read as ж (zh).
    if table["г"] == "h":
        for cyrillic, latin in ZGH.items():
            text = text.replace(cyrillic, latin)
    return re.sub(r"[\w'’‘ʼ`´]+", lambda word: _word(word.group(), table, initial), text)


def slugify(text: str, language: str = "uk", length: int = 80) -> str:
    """The text as an address: lower-case ASCII words joined by hyphens, cut at a word; empty when
    nothing of it can be written so."""
    text = unicodedata.normalize("NFKD", romanize(text, language))
    words = re.findall(r"[a-z0-9]+", text.encode("ascii", "ignore").decode().lower())
    slug = "-".join(words)
    return slug if len(slug) <= length else slug[: length + 1].rpartition("-")[0] or slug[:length]


def _word(word: str, table: dict[str, str], initial: dict[str, str]) -> str:
    is_latin = not any(letter.lower() in table for letter in word)
    letters = [letter for letter in word if letter not in APOSTROPHES or is_latin]
    latin = [_letter(c, initial if i == 0 else {}, table) for i, c in enumerate(letters)]
    joined = "".join(latin)
    return joined.upper() if len(letters) > 1 and word.isupper() else joined


def _letter(letter: str, initial: dict[str, str], table: dict[str, str]) -> str:
    low = letter.lower()
    latin = initial.get(low, table.get(low))
    if latin is None:
        return letter
    return latin.capitalize() if letter != low else latin
