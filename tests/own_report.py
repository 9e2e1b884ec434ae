"""A short report of our own in three languages, with what a careful reader finds in it."""

from dataclasses import dataclass

from articles.models import Intake
from tests.factories import IntakeFactory

ENGLISH = """Who keeps the ferry at Stara Brama?

14.03.2026

The ferry at Stara Brama crossed the river nine times a day until the ice came. On 12 March the \
Brid Centre held the roundtable “One boat, two banks” in the Port Club, with guests from Ukraine \
and Moldova.

Olha Rii, director of the Institute of Small Rivers, noted that nobody had counted the passengers \
since 2019.

“The boat is older than its captain. And it is the captain who pays,” said Olha Rii, “for every \
repair.”

“We do not ask for a bridge,” the ferryman Danylo Hrab answered. “We ask for a second engine.”

The participants agreed that the crossing must stay open through the winter.

Iryna Bilyk, Brid Centre"""
UKRAINIAN = """Хто втримає пором у Старій Брамі?

14.03.2026

Пором у Старій Брамі перетинав річку дев’ять разів на день, доки не став лід. 12 березня центр \
«Брід» провів круглий стіл «Один човен, два береги» у Портовому клубі, з гостями з України та \
Молдови.

Директорка Інституту малих річок Ольга Рій зазначила, що пасажирів ніхто не рахував від 2019 року.

«Човен старший за свого капітана. І платить сам капітан, — сказала Ольга Рій, — за кожен ремонт».

— Ми не просимо моста. Ми просимо другий двигун, — відповів поромник Данило Граб.

Учасники погодилися, що переправа має працювати всю зиму.

Ірина Білик, центр «Брід»"""
RUSSIAN = """Кто удержит паром в Старой Браме?

14.03.2026

Паром в Старой Браме пересекал реку девять раз в день, пока не встал лёд. 12 марта центр «Брод» \
провёл круглый стол «Одна лодка, два берега» в Портовом клубе, с гостями из Украины и Молдовы.

Директор Института малых рек Ольга Рий отметила, что пассажиров никто не считал с 2019 года.

«Лодка старше своего капитана. И платит сам капитан, — сказала Ольга Рий, — за каждый ремонт».

— Мы не просим моста. Мы просим второй двигатель, — ответил паромщик Данило Граб.

Участники согласились, что переправа должна работать всю зиму.

Ирина Билык, центр «Брод»"""


@dataclass(frozen=True)
class OwnReport:
    """The report in one language; a statement is its kind, speaker and passages."""

    language: str
    text: str
    title: str
    people: list[tuple[str, str, str, str]]
    said: list[tuple[str, str, list[str]]]
    byline: tuple[str, str]
    venue: str
    organiser: str
    # How the article prints what was said.
    printed: list[str]

    @property
    def headline(self) -> str:
        return self.text.partition("\n")[0]

    def proposal(self) -> dict:
        """The lines that a reader finds."""
        last = self.text.rindex("\n") + 1
        printed_on = self.text.index("14.03.2026")
        left_out = [[0, len(self.headline)], [printed_on, printed_on + 10], [last, len(self.text)]]
        name, organization = self.byline
        return {
            "head": {
                "key": "head",
                "headline": self.headline,
                "printed_on": "2026-03-14",
                "byline": self.text[last:],
                "byline_name": name,
                "byline_organization": organization,
            },
            "event": {
                "key": "event",
                "title": self.title,
                "kind": "roundtable",
                "starts_on": "2026-03-12",
                "venue": self.venue,
                "organisers": [self.organiser],
                "countries": ["UA", "MD"],
            },
            "people": [
                {
                    "key": f"p{number}",
                    "kind": kind,
                    "name": who,
                    "post": post,
                    "organization": organization,
                }
                for number, (kind, who, post, organization) in enumerate(self.people, start=1)
            ],
            "statements": [
                {
                    "key": f"s{number}",
                    "kind": kind,
                    "certainty": "explicit",
                    "speaker": speaker,
                    "cue": "",
                    "passages": [self._span(words) for words in passages],
                }
                for number, (kind, speaker, passages) in enumerate(self.said, start=1)
            ],
            "left_out": left_out,
            "oddities": [],
        }

    def _span(self, words: str) -> list[int]:
        start = self.text.index(words)
        return [start, start + len(words)]

    def intake(self, **fields) -> Intake:
        """The report, handed in and read."""
        return IntakeFactory(
            text=self.text,
            language=self.language,
            name=self.headline,
            proposal=self.proposal(),
            **fields,
        )


OWN = {
    "en": OwnReport(
        "en",
        ENGLISH,
        "One boat, two banks",
        [
            ("person", "Olha Rii", "director", "Institute of Small Rivers"),
            ("person", "Danylo Hrab", "ferryman", ""),
            ("group", "The participants", "", ""),
        ],
        [
            ("indirect", "p1", ["nobody had counted the passengers since 2019"]),
            (
                "direct",
                "p1",
                [
                    "The boat is older than its captain. And it is the captain who pays",
                    "for every repair",
                ],
            ),
            ("direct", "p2", ["We do not ask for a bridge", "We ask for a second engine"]),
            ("collective", "p3", ["the crossing must stay open through the winter"]),
        ],
        ("Iryna Bilyk", "Brid Centre"),
        "Port Club",
        "Brid Centre",
        [
            "“The boat is older than its captain. And it is the captain who pays,”",
            "“for every repair.”",
            "“We do not ask for a bridge,”",
            "“We ask for a second engine.”",
        ],
    ),
    "uk": OwnReport(
        "uk",
        UKRAINIAN,
        "Один човен, два береги",
        [
            ("person", "Ольга Рій", "директорка", "Інститут малих річок"),
            ("person", "Данило Граб", "поромник", ""),
            ("group", "Учасники", "", ""),
        ],
        [
            ("indirect", "p1", ["пасажирів ніхто не рахував від 2019 року"]),
            (
                "direct",
                "p1",
                ["Човен старший за свого капітана. І платить сам капітан", "за кожен ремонт"],
            ),
            ("direct", "p2", ["Ми не просимо моста. Ми просимо другий двигун"]),
            ("collective", "p3", ["переправа має працювати всю зиму"]),
        ],
        ("Ірина Білик", "центр «Брід»"),
        "Портовий клуб",
        "центр «Брід»",
        [
            "«Човен старший за свого капітана. І платить сам капітан",
            "за кожен ремонт»",
            "Ми не просимо моста. Ми просимо другий двигун",
        ],
    ),
    "ru": OwnReport(
        "ru",
        RUSSIAN,
        "Одна лодка, два берега",
        [
            ("person", "Ольга Рий", "директор", "Институт малых рек"),
            ("person", "Данило Граб", "паромщик", ""),
            ("group", "Участники", "", ""),
        ],
        [
            ("indirect", "p1", ["пассажиров никто не считал с 2019 года"]),
            (
                "direct",
                "p1",
                ["Лодка старше своего капитана. И платит сам капитан", "за каждый ремонт"],
            ),
            ("direct", "p2", ["Мы не просим моста. Мы просим второй двигатель"]),
            ("collective", "p3", ["переправа должна работать всю зиму"]),
        ],
        ("Ирина Билык", "центр «Брод»"),
        "Портовый клуб",
        "центр «Брод»",
        [
            "«Лодка старше своего капитана. И платит сам капитан",
            "за каждый ремонт»",
            "Мы не просим моста. Мы просим второй двигатель",
        ],
    ),
}
