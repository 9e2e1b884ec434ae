"""Invented reports with their statements marked by hand, as the gold of a reader.

A report is a TOML table of its speakers, a line of three plus signs and the text. In the text
⟦d key⟧words⟦/⟧ marks a statement of the speaker `key`, or of nobody named where no key stands:
d direct, m mixed, i indirect, c collective. A question mark (⟦i? key⟧) says that a reader may find
it or not: a headline, a question, a quotation inside another, a paraphrase that goes on by itself.
⟦x⟧ marks words in quotation marks that nobody stated: a title, a name, irony.

The reports in `held` are for measuring alone: no rule of the reader was made with them in view.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "reports"
LANGUAGES = ("uk", "ru", "en")
KINDS = {"d": "direct", "m": "mixed", "i": "indirect", "c": "collective"}
NAME = "x"
MARK = re.compile(r"⟦(?:(?P<end>/)|(?P<kind>[dmicx])(?P<optional>\?)?(?: (?P<speaker>\w+))?)⟧")


@dataclass
class Marked:
    """A run of characters of the text, and what the hand that marked it says of it."""

    start: int
    end: int
    kind: str
    is_optional: bool
    speaker: str | None


@dataclass
class Report:
    """A report without its marks, what was marked, and who speaks."""

    id: str
    language: str
    text: str
    speakers: dict[str, dict]
    marked: list[Marked] = field(default_factory=list)

    @property
    def statements(self) -> list[Marked]:
        return [one for one in self.marked if one.kind != NAME]

    @property
    def names(self) -> list[Marked]:
        """What stands in quotation marks and is no statement."""
        return [one for one in self.marked if one.kind == NAME]

    def gold(self) -> dict:
        quotes = [self._quote(one) for one in self.statements]
        return {"id": self.id, "lang": self.language, "text": self.text, "quotes": quotes}

    def _quote(self, one: Marked) -> dict:
        speaker = self.speakers[one.speaker] if one.speaker else {}
        return {
            "start": one.start,
            "end": one.end,
            "kind": KINDS[one.kind],
            "scope": "other" if one.is_optional else "quoted" if one.kind in "dm" else "indirect",
            "optional": one.is_optional,
            "speaker_name": speaker.get("name"),
            "speaker_aliases": speaker.get("also", []),
            "speaker_type": _kind_of(speaker),
            "role": speaker.get("role"),
        }


def reports(part: str, language: str) -> list[Report]:
    """The reports of a part, `dev` or `held`, in their order."""
    return [_report(path) for path in sorted((FOLDER / part / language).glob("*.txt"))]


def _kind_of(speaker: dict) -> str | None:
    if not speaker:
        return None
    return "org" if speaker.get("organization") else "person"


def _report(path: Path) -> Report:
    head, _, body = path.read_text(encoding="utf-8").partition("\n+++\n")
    language = path.parent.name
    report = Report(f"{language}/{path.stem}", language, MARK.sub("", body), tomllib.loads(head))
    report.marked = sorted(_marked(body), key=lambda one: (one.start, -one.end))
    return report


def _marked(body: str) -> Iterator[Marked]:
    taken, opened = 0, []
    for mark in MARK.finditer(body):
        here = mark.start() - taken
        taken += len(mark.group())
        if mark["end"]:
            start, begins = opened.pop()
            yield Marked(start, here, begins["kind"], bool(begins["optional"]), begins["speaker"])
        else:
            opened.append((here, mark))
    if opened:
        raise ValueError(f"never ended: {opened[-1][1].group()}")


if __name__ == "__main__":  # python -m tests.reading.reports dev uk: the gold, a line per report
    for each in reports(*sys.argv[1:3]):
        sys.stdout.write(json.dumps(each.gold(), ensure_ascii=False) + "\n")
