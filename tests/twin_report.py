"""The invented twin of the report that the project began with, from the demonstration's files."""

import json
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent / "articles" / "demo"
ARTICLE = DEMO / "articles" / "can-the-danube-route-hold-through-the-winter.en.html"


class TwinReport:
    """The report as a record."""

    slug = "lower-danube-winter-road"
    direct, indirect, collective = 7, 9, 1
    countries = ("Ukraine", "Moldova", "Romania", "Bulgaria")

    def __init__(self):
        self.base = json.loads((DEMO / "base.json").read_text(encoding="utf-8"))
        path = DEMO / "events" / f"{self.slug}.json"
        self.event = json.loads(path.read_text(encoding="utf-8"))
        header, _, self.html = ARTICLE.read_text(encoding="utf-8").partition("\n\n")
        self.header = dict(line.split(": ", 1) for line in header.splitlines())

    @property
    def headline(self) -> str:
        return self.header["Headline"]

    @property
    def ids(self) -> list[str]:
        return [statement["id"] for statement in self.event["event"]["statements"]]

    @property
    def participations(self) -> list[dict]:
        return [p for p in self.event["event"]["participations"] if p.get("person")]

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(p["printed"]["name"] for p in self.participations)

    @property
    def without_organization(self) -> str:
        (alone,) = [p for p in self.participations if not p["printed"].get("organization")]
        return alone["printed"]["name"]

    @property
    def long_unit(self) -> str:
        longest = max(self.participations, key=lambda p: len(p["printed"].get("organization", "")))
        return longest["printed"]["name"]

    def words(self, number: int) -> str:
        """The words of statement `number`."""
        return self.event["event"]["statements"][number]["wordings"][0]["text"]

    def capacity(self, person: str) -> tuple[str, str]:
        """Post and organization as printed."""
        (printed,) = [p["printed"] for p in self.participations if p["printed"]["name"] == person]
        return printed.get("post", ""), printed.get("organization", "")

    def data(self) -> dict:
        """The JSON of `import_event`."""
        ours = ("people", "organizations", "topics")
        rows = {name: [_without_picture(row) for row in self.base[name]] for name in ours}
        return {**self.event, **rows}

    def body(self) -> str:
        """The article's HTML."""
        return self.html

    def byline(self) -> str:
        """Who wrote it, as printed."""
        return self.header["Byline"].split(" | ")[-1]


def _without_picture(row: dict) -> dict:
    return {key: value for key, value in row.items() if key not in {"picture", "logo"}}
