"""The head of a report: its headline, its dates, its byline and the event that it tells of."""

from collections.abc import Sequence
from dataclasses import dataclass

from .quote import Quote


@dataclass(frozen=True)
class Head:
    """What the text says of itself and of its event."""

    headline: str = ""


def read_head(text: str, language: str, quotes: Sequence[Quote] = ()) -> Head:
    """The head of the text; a field is empty where the text says nothing."""
    return Head(headline=text.strip().partition("\n")[0].strip())
