"""The Latin name that is proposed for somebody who has none yet; never a Cyrillic one."""

from typing import Any

from newsroom.romanization import romanize
from people.models import Person, PersonName
from people.models.name import CYRILLIC

# By which table a name is romanised, for its source.
TABLES = {
    "uk": "resolution 55 of the Cabinet of Ministers of Ukraine, 2010",
    "be": "Belarusian instruction on geographical names, 2007",
    "ru": "ICAO Doc 9303",
}


def proposed_latin_name(person: Person) -> PersonName | None:
    """The transliteration of the preferred Cyrillic name, not saved yet; None where a name in other
    letters is on record already, or none in Cyrillic.

    A Ukrainian name is taken before a Belarusian and a Russian one: each names somebody else.
    """
    names: list[Any] = list(PersonName.objects.filter(person=person))
    known = {name.language: name for name in reversed(names) if name.language in CYRILLIC}
    known |= {n.language: n for n in names if n.language in known and n.kind == n.Kind.PREFERRED}
    if len(names) > sum(name.language in CYRILLIC for name in names):
        return None
    for language, source in TABLES.items():
        if language in known:
            return PersonName(
                person=person,
                text=romanize(known[language].text, language),
                language=f"{language}-Latn",
                kind=PersonName.Kind.TRANSLITERATION,
                source=source,
            )
    return None
