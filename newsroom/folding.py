"""Text made comparable: for search that forgives, and for the order of an alphabet."""

import re
import unicodedata

from django.db.models import Q

MOST_WORDS = 12
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´ʹʺ"))
# Letters that Unicode composes from a base and an accent, but that are letters of their own.
OWN_LETTERS = str.maketrans({"й": "\ue000", "ї": "\ue001", "ў": "\ue002"})
OWN_LETTERS_BACK = str.maketrans({"\ue000": "й", "\ue001": "ї", "\ue002": "ў"})
UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
# The Russian and Belarusian letters that Ukrainian lacks, each after its neighbour.
ALPHABET = UKRAINIAN.replace("е", "её").replace("у", "уў").replace("щ", "щъы").replace("ю", "эю")
RANKS = {letter: f"{rank:02d}" for rank, letter in enumerate(ALPHABET)}


def fold(text: str) -> str:
    """The text in lower case without accents, apostrophes and punctuation, words parted by one
    space.

    `ё` equals `е`, and й, ї, ў stay letters of their own. The stored folded columns and the
    words that somebody searches for both pass through here, since SQLite folds ASCII alone.
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(APOSTROPHES)
    text = text.replace("ё", "е").translate(OWN_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", text.translate(OWN_LETTERS_BACK)))


def holds(words: str, column: str = "folded") -> Q:
    """The condition that a folded column holds every one of the words, whole or as a part of a
    longer one; of many words the first dozen counts."""
    wanted = fold(words).split()[:MOST_WORDS]
    return Q(*(Q(**{f"{column}__contains": word}) for word in wanted))


def sort_key(text: str) -> str:
    """A key whose byte order is the order of the alphabet: Latin before Cyrillic, ґ after г,
    є after е, і and ї after и.

    Byte order alone would put Є and І before А and Ґ after Я.
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(APOSTROPHES)
    folded = " ".join(re.findall(r"\w+", folded))
    return "".join(
        f"~{RANKS[letter]}" if letter in RANKS else letter
        for letter in "".join(_base(letter) for letter in folded)
    )


def _base(letter: str) -> str:
    if letter in RANKS:
        return letter
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
