"""What an organization is likely to be, as its name tells."""

import tomllib
from functools import cache
from pathlib import Path

from newsroom.folding import fold
from people.models import Organization

TABLE = Path(__file__).with_name("kinds.toml")


@cache
def telling_words() -> dict[str, str]:
    """The words of kinds.toml, folded, each with its kind."""
    table = tomllib.loads(TABLE.read_text())
    return {fold(words): kind for kind, lines in table.items() for words in lines}


def likely_kind(name: str) -> str:
    """The kind that the first telling words of a name stand for, of several there the longest."""
    folded = f" {fold(name)} "
    found = [
        (folded.index(f" {words} "), -len(words), kind)
        for words, kind in telling_words().items()
        if f" {words} " in folded
    ]
    return min(found)[2] if found else Organization.Kind.OTHER
