"""The nominative of a Ukrainian or Russian full name that a text gives only in another case."""

from collections.abc import Collection, Iterator

# Endings of a surname in the other cases, the longer ones first, and of its nominative.
SURNAMES = {
    ("uk", "m"): """
        енком енко, енкові енко, енка енко, енку енко, йка йко, йку йко, йком йко, шка шко, ському
        ський, цькому цький, ського ський, цького цький, ським ський, цьким цький, овому овий, евому
        евий, ового овий, евого евий, овим овий, ьком ько, ькові ько, ька ько, овичем ович, евичем
        евич, ьому ій, ього ій, ьим ій, нім ній, ому ий, ого ий, им ий, ові, еві, єві й, ецем ець,
        ецю ець, еця ець, цем ець, цю ець, ця ець, лем ль, ля ль, лю ль, ся сь, сю сь, сем сь, зя
        зь, дя дь, тя ть, ня нь, рем р, ря р, рю р, ном н, єм й, ая ай, ія ій, ея ей, оя ой, уя уй,
        аю ай, ію ій, ею я, ою а, ом, ем, и а, ві ва, бі ба, пі па, мі ма, жі жа, чі ча, ші ша, щі
        ща, ці ка, зі га, сі ха, і я, і а, а, у
    """,
    ("uk", "f"): """
        ською ська, ської ська, ській ська, ську ська, цькою цька, цької цька, цькій цька, цьку
        цька, ньої ня, ньою ня, ній ня, ню ня, овою ова, ової ова, овій ова, ову ова, евої ева, евою
        ева, єву єва, єву єва, іною іна, иною ина, ої а, ій а, ою а, ею я, и а, і а, у а, ю я
    """,
    ("ru", "m"): """
        скому ский, цкому цкий, ского ский, цкого цкий, ским ский, цким цкий, овым ов, евым ев, ёвым
        ёв, иным ин, ыным ын, овом ов, евом ев, ова ов, ева ев, ёва ёв, ина ин, ына ын, ову ов, еву
        ев, ину ин, енко енко, него ний, нему ний, ому ый, ого ый, ого ой, ого ий, ому ой, ому ий,
        ым ый, ым ой, им ий, ецом ец, ецем ец, ецу ец, еца ец, цом ец, цем ец, цу ец, ца ец, лем ль,
        ся сь, сю сь, сем сь, зя зь, дя дь, тя ть, ня нь, ля ль, лю ль, рем рь, ря рь, рю рь, ая ай,
        ия ий, ея ей, оя ой, аю ай, ею ей, ию ий, ем ь, ой а, ей я, ом, ы а, и а, е а, а, у
    """,
    ("ru", "f"): """
        ской ская, скую ская, цкой цкая, цкую цкая, овой ова, евой ева, ёвой ёва, иной ина, ыной
        ына, ову ова, еву ева, ину ина, ой а, ей я, ую ая, ы а, и а, е а, у а, ю я
    """,
}
# Surnames of women that have these ends are the same in every case.
UNCHANGED = "бвгґджзклмнпрстфхцчшщьоэ"


# Where the given name stands in the genitive, so does the surname, or it is never inflected: Русу.
GIVEN_GENITIVE = {"m": ("а", "я"), "f": ("и", "ы", "ї")}
GENITIVES = {
    "m": ("а", "я", "ого", "его", "и", "ы", "і"),
    "f": ("и", "ы", "і", "ї", "ої", "ой", "ей", "ої"),
}


def _endings(text: str) -> list[tuple[str, str]]:
    pairs = [pair.strip().partition(" ") for pair in text.replace("\n", " ").split(",")]
    return [(ending, nominative.strip()) for ending, _, nominative in pairs]


ENDINGS = {key: _endings(text) for key, text in SURNAMES.items()}


def straightened(
    name: str, given: str, gender: str, language: str, printed: Collection[str] = ()
) -> str:
    """The name with its given name in the nominative `given`, and its surname put beside it.

    Of several nominatives that the surname may have, the one among the printed words.
    """
    first, *rest = name.split()
    genitive = GENITIVES[gender] if first.lower().endswith(GIVEN_GENITIVE.get(gender, ())) else ()
    surnames = (
        part
        if genitive and not part.lower().endswith(genitive)
        else _surname(part, gender, language, printed)
        for part in rest
    )
    return " ".join([_as_printed(given, first), *surnames])


def _as_printed(low: str, printed: str) -> str:
    return low if printed.islower() else "-".join(part.capitalize() for part in low.split("-"))


def with_printed_surname(name: str, gender: str, language: str, printed: Collection[str]) -> str:
    """«А. Ткача» with the surname in the nominative, where the text has that too."""
    *before, surname = name.split()
    found = [
        each
        for one in gender or "mf"
        for each in _nominatives(surname, one, language)
        if each.lower() in printed
    ]
    return " ".join([*before, *found[:1]]) if found else name


def _surname(word: str, gender: str, language: str, printed: Collection[str]) -> str:
    if gender == "f" and word[-1].lower() in UNCHANGED:
        return word
    found = list(_nominatives(word, gender, language))
    return next((each for each in found if each.lower() in printed), (found or [word])[0])


def _nominatives(word: str, gender: str, language: str) -> Iterator[str]:
    """What the surname may be in the nominative, the likeliest first."""
    low = word.lower()
    for ending, nominative in ENDINGS.get((language, gender), ()):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            yield word[: len(word) - len(ending)] + nominative
