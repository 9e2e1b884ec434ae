"""The rules of publication as simply as can be: a list of editions, and what may be done to it."""

import datetime as dt
from dataclasses import dataclass, replace

# The stages from which each move within the newsroom leads, and the one to which.
MOVES = {
    "submit": ({"draft"}, "in_review"),
    "take-back": ({"in_review"}, "draft"),
    "return": ({"in_review", "ready"}, "draft"),
    "approve": ({"draft", "in_review"}, "ready"),
    "bin": ({"draft", "in_review", "ready"}, "spiked"),
    "revive": ({"spiked"}, "draft"),
}


class No(Exception):
    """The rules refuse it."""


def demand(*conditions) -> None:
    if not all(conditions):
        raise No


@dataclass(frozen=True)
class Row:
    """An edition."""

    number: int
    start: dt.datetime
    word: str
    quotes: bool
    superseded: dt.datetime | None = None
    withdrawn: dt.datetime | None = None

    def is_withdrawn(self, at) -> bool:
        return self.withdrawn is not None and self.withdrawn <= at

    def is_shown(self, at) -> bool:
        return self.start <= at and not self.is_withdrawn(at)

    def is_live(self, at) -> bool:
        return self.is_shown(at) and not (self.superseded and self.superseded <= at)


class Model:
    """An article with its editions; each act, done now and about the moment `at`, raises No where
    it is refused."""

    def __init__(self, **known):
        self.rows: list[Row] = []
        self.stage, self.word, self.quotes = "draft", "", False
        self.embargo: dt.datetime | None = None
        self.is_down = self.is_statement_withdrawn = False
        vars(self).update(known)

    def copy(self) -> "Model":
        return Model(**vars(self) | {"rows": list(self.rows)})

    def live(self, at) -> list[Row]:
        return [row for row in self.rows if row.is_live(at)]

    def shown(self, at) -> list[Row]:
        return [row for row in self.rows if row.is_shown(at)]

    def waiting(self, at) -> list[Row]:
        return [row for row in self.rows if row.start > at]

    def has_removal(self, at) -> bool:
        return bool(self.rows and self.rows[-1].withdrawn and self.rows[-1].withdrawn > at)

    @property
    def moments(self) -> set[dt.datetime]:
        """All at which what readers see may change."""
        found = [(row.start, row.superseded, row.withdrawn) for row in self.rows]
        return {moment for moments in [*found, (self.embargo,)] for moment in moments if moment}

    def last(self, **changed) -> None:
        self.rows[-1] = replace(self.rows[-1], **changed)

    def act(self, name, now, at, approving):
        """The act of the name; `approving` goes with a publication."""
        if name in MOVES:
            self.move(now, name)
        elif name == "publish":
            self.publish(now, now, approving)
        elif name == "schedule":
            demand(at > now)
            self.publish(now, at, approving)
        else:
            getattr(self, name)(now, at)

    def edit(self, word, quotes):
        self.word, self.quotes = word, quotes
        self.stage = "draft" if self.stage == "ready" else self.stage

    def move(self, now, name):
        origins, target = MOVES[name]
        demand(self.stage in origins)
        demand(name != "bin" or not (self.live(now) or self.waiting(now)))
        demand(name != "return" or not self.waiting(now))
        self.stage = target

    def publish(self, now, at, approving):
        demand(not self.waiting(now))
        demand(self.stage == "ready" or (approving and self.stage != "spiked"))
        demand(self.embargo is None or self.embargo <= at)
        demand(not (self.quotes and self.is_statement_withdrawn))
        removal = None
        if self.rows:
            demand(self.rows[-1].start < at)
            if self.has_removal(now):
                removal = self.rows[-1].withdrawn
                demand(at < removal)
                self.last(withdrawn=None)
            self.last(superseded=at)
        number = len(self.rows) + 1
        self.rows.append(Row(number, at, self.word, self.quotes, withdrawn=removal))
        self.stage, self.is_down = "ready", False

    def unschedule(self, now, at):
        demand(self.waiting(now))
        gone = self.rows.pop()
        if self.rows:
            self.last(superseded=None, withdrawn=self.rows[-1].withdrawn or gone.withdrawn)

    def reschedule(self, now, at):
        demand(self.waiting(now), at > now, self.embargo is None or self.embargo <= at)
        demand(self.rows[-1].withdrawn is None or at < self.rows[-1].withdrawn)
        self.last(start=at)
        if len(self.rows) > 1:
            self.rows[-2] = replace(self.rows[-2], superseded=at)

    def withdraw(self, now, at):
        demand(self.live(now), not self.waiting(now))
        self.last(withdrawn=now)

    def plan_removal(self, now, at):
        demand(self.rows and not self.rows[-1].is_withdrawn(now))
        demand(at > now, at > self.rows[-1].start)
        self.last(withdrawn=at)

    def lift_removal(self, now, at):
        demand(self.has_removal(now))
        self.last(withdrawn=None)

    def take_down(self, now, at):
        demand(not self.is_down)
        self.is_down = True
        self._take_from_readers(now, lambda row: True)

    def take_down_statement(self, now, at):
        demand(not self.is_statement_withdrawn)
        self.is_statement_withdrawn = True
        self._take_from_readers(now, lambda row: row.quotes)

    def _take_from_readers(self, now, holds):
        if self.waiting(now) and holds(self.rows[-1]):
            self.unschedule(now, now)
        self.rows = [
            replace(row, withdrawn=now) if holds(row) and not row.is_withdrawn(now) else row
            for row in self.rows
        ]

    def set_embargo(self, now, at):
        demand(at > now, self.embargo is None or self.embargo <= at)
        demand(all(row.start >= at for row in self.rows))
        self.embargo = at

    def lift_embargo(self, now, at):
        demand(self.embargo and self.embargo > now)
        self.embargo = None
