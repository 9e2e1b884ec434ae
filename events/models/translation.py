"""How a translation of words stands to its original, which may have been corrected since."""

from datetime import datetime
from typing import Any


class Translation:
    """Confirmed words with those of which they are, or may be, a translation.

    `translated_from` names these; where nobody said it, the originals of the statement may be.
    """

    def __init__(self, wording: Any):
        self.wording = wording
        words = wording.statement.wordings.all()
        self.words = [one for one in words if one.confirmed_at and one != wording]
        self.source = next((one for one in words if one.pk == wording.translated_from_id), None)

    @property
    def since(self) -> datetime:
        """Up to when the corrections of the original are known to be in it."""
        made = self.source and self.source.confirmed_at
        return self.wording.agreed_at or made or self.wording.confirmed_at

    @property
    def newer(self) -> Any:
        """What stands now in the place of its original since that was corrected; None of nothing.

        Equals `WordingQuerySet.older_than_original`.
        """
        if not any(one.replaced_at for one in self.words):
            return None
        found = [
            one for one in self._of_original() if one.is_current and one.confirmed_at > self.since
        ]
        return max(found, key=lambda one: one.confirmed_at, default=None)

    @property
    def older(self) -> Any:
        """What stood there before: the words that this is known to agree with."""
        language = self.newer and self.newer.language
        known = [one for one in self.words if one.language == language]
        known = [one for one in known if one.confirmed_at <= self.since]
        return max(known, key=lambda one: one.number, default=self.source)

    def _of_original(self) -> list[Any]:
        """Corrected words that this may have to follow."""
        if source := self.source:
            later = [one for one in self.words if one.number > source.number]
            return [one for one in later if one.language == source.language]
        return [one for one in self.words if one.number > 1 and one.origin in one.ORIGINALS]
