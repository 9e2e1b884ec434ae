"""The report that the project began with, as the JSON of `import_event` and an article.

Its words are read from the folder named by SEED_REPORT_DIR and stand nowhere in the project.
"""

import json
import os
from html import escape
from pathlib import Path

FOLDER = os.environ.get("SEED_REPORT_DIR", "")
GOLD = Path(FOLDER) / "quotes" / "data" / "seed_gold.json"
HELD_ON, PRINTED_ON = "2021-05-13", "2021-05-22"
OPEN = "2021-05-22T09:00:00+03:00"
# The first words of a capacity that are the post; the rest is the organization.
POSTS = {
    "Andrei Porotnikov": "Head",
    "Konstantin Mashovets": "coordinator",
    "Arseniy Sivitsky": "Director",
    "Leonid Baran": "Director",
    "Vitaliy Shklyarov": "political technologist",
}
COUNTRIES = {"Andrei Porotnikov": "BY", "Leonid Baran": "UA"}
KINDS = {"Konstantin Mashovets": "project", "Leonid Baran": "department"}
ORGANISER = (
    "organiser",
    "analysis_centre",
    "International Center for Countering Russian Propaganda",
)
VENUE = ("venue", "news_agency", "Ukrinform")
GROUP = "The roundtable participants"


def available() -> bool:
    """Whether the report lies on this machine."""
    return bool(FOLDER) and GOLD.exists()


class SeedReport:
    """The report as a record."""

    slug, headline_paragraph, first_paragraph, last_paragraph = "seed-roundtable", 0, 2, -1
    direct, indirect, collective = 7, 9, 1
    people = tuple(POSTS)
    countries = ("Ukraine", "Belarus", "Poland", "Lithuania")
    long_unit, without_organization = "Leonid Baran", "Vitaliy Shklyarov"

    def __init__(self):
        gold = json.loads(GOLD.read_text(encoding="utf-8"))
        self.text = gold["text"]
        self.quotes = [quote for quote in gold["quotes"] if not quote["optional"]]
        self.ids = [f"sseed{number:03}" for number in range(1, len(self.quotes) + 1)]

    @property
    def headline(self) -> str:
        return self.text.split("\n\n")[self.headline_paragraph]

    def words(self, number: int) -> str:
        """The words of statement `number`, as the data file cuts them."""
        quote = self.quotes[number]
        return self.text[quote["start"] : quote["end"]]

    def capacity(self, person: str) -> tuple[str, str]:
        """Post and organization as printed."""
        role = next(q["role"] for q in self.quotes if q["speaker_name"] == person)
        post = POSTS[person]
        organization = role.removeprefix("the ").removeprefix(post).removeprefix(" of ")
        return post, organization.removeprefix("the ").strip()

    def data(self) -> dict:
        """The JSON of `import_event`."""
        return {
            "format": "newsroom-event",
            "version": 1,
            "profile": "record",
            "event": self._event(),
            "people": [self._person(name) for name in POSTS],
            "organizations": [
                *(_organization(slug, kind, name) for slug, kind, name in (ORGANISER, VENUE)),
                *self._organizations(),
            ],
        }

    def body(self) -> str:
        """The article's HTML, each statement marked where it stands."""
        paragraphs, start, html = self.text.split("\n\n"), 0, []
        for paragraph in paragraphs:
            html.append(self._paragraph(start, start + len(paragraph)))
            start += len(paragraph) + 2
        return "".join(html[self.first_paragraph : self.last_paragraph])

    def byline(self) -> str:
        """Who wrote it, as printed in the last line."""
        return self.text.split("\n\n")[self.last_paragraph].strip()

    def _event(self) -> dict:
        return {
            "slug": self.slug,
            "kind": "roundtable",
            "status": "held",
            "starts_on": HELD_ON,
            "venue": VENUE[0],
            "countries": ["UA", "BY", "PL", "LT"],
            "published_at": OPEN,
            "record_from": OPEN,
            "texts": {"en": {"title": self._title()}},
            "organizations": [{"organization": ORGANISER[0], "kind": "organiser"}],
            "participations": [*(self._participation(name) for name in POSTS), self._group()],
            "statements": [self._statement(number) for number in range(len(self.quotes))],
        }

    def _title(self) -> str:
        return self.text.partition("roundtable “")[2].partition("?")[0] + "?"

    def _person(self, name: str) -> dict:
        post, _ = self.capacity(name)
        organization = None if name == self.without_organization else _slug(name, "organization")
        affiliation = {"key": "post", "post": post, "post_language": "en", "seen_on": HELD_ON}
        return {
            "slug": _slug(name),
            "published_at": OPEN,
            "names": [{"text": name, "language": "en", "kind": "preferred"}],
            "affiliations": [{**affiliation, "organization": organization}],
        }

    def _organizations(self) -> list[dict]:
        made = []
        for person in POSTS:
            _, printed = self.capacity(person)
            # “Department … of the Administration of the … Service”: each a part of the next.
            units = printed.split(" of the ") if person == self.long_unit else [printed]
            slugs = [_slug(person, "organization" + "-above" * n) for n in range(len(units))]
            for n, unit in enumerate(units):
                parent = slugs[n + 1] if n + 1 < len(units) else None
                kind = KINDS.get(person, "analysis_centre") if n == 0 else "state_body"
                if unit:
                    made.append({**_organization(slugs[n], kind, unit), "parent": parent})
        return made

    def _participation(self, name: str) -> dict:
        post, organization = self.capacity(name)
        return {
            "key": _slug(name),
            "kind": "person",
            "person": _slug(name),
            "attendance": "spoke",
            "affiliation": "post",
            "country": COUNTRIES.get(name, ""),
            "order": list(POSTS).index(name),
            "printed": {
                "language": "en",
                "name": name,
                "post": post,
                "organization": organization,
            },
        }

    def _group(self) -> dict:
        return {
            "key": "group",
            "kind": "group",
            "attendance": "spoke",
            "order": len(POSTS),
            "printed": {"language": "en", "name": GROUP},
        }

    def _statement(self, number: int) -> dict:
        quote = self.quotes[number]
        speaker = quote["speaker_name"]
        return {
            "id": self.ids[number],
            "participation": _slug(speaker) if speaker else "group",
            "order": number,
            "kind": quote["kind"] if speaker else "collective",
            "said_on": HELD_ON,
            "state": "confirmed",
            "wordings": [
                {
                    "language": "en",
                    "number": 1,
                    "text": self.words(number),
                    "origin": "as_published",
                    "confirmed_at": OPEN,
                }
            ],
        }

    def _paragraph(self, start: int, end: int) -> str:
        html, at = "", start
        for number, quote in enumerate(self.quotes):
            if start <= quote["start"] < end:
                tag = "q" if quote["kind"] == "direct" else "span"
                first, last = self._printed(quote)
                marked = escape(self.text[first:last])
                html += escape(self.text[at:first])
                html += f'<{tag} data-statement="{self.ids[number]}">{marked}</{tag}>'
                at = last
        return f"<p>{html}{escape(self.text[at:end])}</p>"

    def _printed(self, quote: dict) -> tuple[int, int]:
        """Where the words stand with their marks, and the comma before the closing one."""
        first, last = quote["start"], quote["end"]
        if quote["kind"] == "direct":
            first -= 1
            while self.text[last - 1] != "”":
                last += 1
        return first, last


def _slug(name: str, suffix: str = "") -> str:
    return "-".join([*name.lower().split(), *([suffix] if suffix else [])])


def _organization(slug: str, kind: str, name: str) -> dict:
    return {
        "slug": slug,
        "kind": kind,
        "published_at": OPEN,
        "names": [{"text": name, "language": "en", "kind": "preferred"}],
    }
