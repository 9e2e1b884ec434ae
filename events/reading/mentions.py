"""Where a text names somebody, and how much its sentence is about them."""

from dataclasses import dataclass

from .people import Person

MEMORY = 40  # mentions that are remembered
SPEAKER, OPENING, MENTIONED, TIED = 3.0, 2.5, 1.2, 0.4
POSSESSOR = 0.9


@dataclass
class Mention:
    """One place where a text names a person, or where a person speaks."""

    person: Person
    sentence: int
    paragraph: int
    at: int
    weight: float
