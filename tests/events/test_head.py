import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.reading.bodies import nominative_body
from events.reading.capacities import split_role
from events.reading.cases import nominative
from events.reading.eventwords import event_words
from events.reading.head import Byline, Speaker, read_head
from events.reading.quote import Quote
from events.reading.report import read_report

SEED_REPORT = Path(os.environ.get("SEED_REPORT_DIR", ".")) / "seeds" / "roundtable-report.txt"
LEAD = (
    "Experts from Ukraine, Romania and Moldova met at the roundtable “Ice on the lower river: "
    "whose bill? The meeting, which was held at the news agency Estuary on 3 February, was "
    "organised by the Brid Centre for Public Dialogue together with the Estuary Policy Institute."
)
REPORT = f"""Who clears the ice from the lower river?

14.02.2022 Comments off By Editor
Who clears the ice from the lower river?

{LEAD}

Head of the Pilot Watch project Taras Yakir said that nobody keeps a count.

“We count the ships and not the days,” said Taras Yakir.

During the roundtable “Ice on the lower river: whose bill?” nobody disagreed.

Maria Stan, Estuary Policy Institute
"""


def oddities(head, text: str) -> list[tuple[str, str]]:
    return [(one.code, text[one.text_start : one.text_end]) for one in head.oddities]


def test_head_of_a_report_is_read_whole():
    spoken = Quote(0, 1, "direct", "Taras Yakir", role="Head of the Pilot Watch project")

    head = read_head(REPORT, "en", [spoken, Quote(2, 3, "collective", "participants")])

    assert head.headline == "Who clears the ice from the lower river?"
    assert head.printed_on == dt.date(2022, 2, 14)
    assert head.byline == Byline(
        "Maria Stan, Estuary Policy Institute", "Maria Stan", "Estuary Policy Institute"
    )
    assert (head.kind, head.title) == ("roundtable", "Ice on the lower river: whose bill?")
    assert (head.starts_on, head.is_year_inferred) == (dt.date(2022, 2, 3), True)
    assert head.organizers == ["Brid Centre for Public Dialogue", "Estuary Policy Institute"]
    assert head.venue == "news agency Estuary"
    assert head.countries == ["UA", "RO", "MD"]
    assert head.participants == [
        Speaker("Taras Yakir", spoken.role, "Head", "Pilot Watch project", "")
    ]
    assert head.noise == ["Comments off", "By Editor"]


def test_a_marked_headline_is_taken_wherever_it_stands():
    lines = ["Home", "News", "14.02.2022", "Who clears", "the ice?", "Maria Stan", LEAD, "Home"]
    text = "\n\n".join(lines)

    head = read_head(text, "en", headline="Who clears the ice?")

    assert (head.headline, head.printed_on) == ("Who clears the ice?", dt.date(2022, 2, 14))
    assert head.byline == Byline("Maria Stan", "Maria Stan")
    assert [text[start:end] for start, end in head.own_lines] == lines[:6]
    assert head.noise == ["Home", "News"]


def test_a_headline_that_is_not_in_the_text_is_not_taken():
    assert read_head(REPORT, "en", headline="Another").headline == REPORT.partition("\n")[0]


def test_head_says_what_is_odd_and_where():
    head = read_head(REPORT, "en")

    assert oddities(head, REPORT) == [
        ("noise", "Comments off"),
        ("noise", "By Editor"),
        ("doubled_headline", "Who clears the ice from the lower river?"),
        ("unbalanced_title", "“Ice on the lower river: whose bill?"),
        ("year_inferred", "3 February"),
    ]
    assert all(one.sentence for one in head.oddities)


@pytest.mark.parametrize(
    ("line", "beside"),
    [
        ("Lysychyn, 20 November 2021, 14:30", None),
        ("20.11.2021 | Lysychyn | By Editor", None),
        ("Special for Brid Centre. Lysychyn, 20 November 2021", ["Special for Brid Centre"]),
        ("Exclusive, Lysychyn, 20 November 2021. By Maria Stan", ["Lysychyn"]),
        ("20 листопада 2021 року, Лисичин. Фото автора", ["Фото автора"]),
        ("Лисичин, 20 ноября 2021 г. – специально, для «Брода»", ["специально", "для «Брода»"]),
    ],
)  # fmt: skip
def test_words_beside_place_and_day_are_said_and_stay_in_the_text(line, beside):
    text = f"Whose ice?\n\n{line}\n\n{LEAD}"

    head = read_head(text, "en")

    assert (head.printed_on, head.starts_on) == (dt.date(2021, 11, 20), dt.date(2021, 2, 3))
    said = [words for code, words in oddities(head, text) if code == "beside_date"]
    assert said == (beside or [])
    left_out = ["Whose ice?"] if beside else ["Whose ice?", line]
    assert [text[start:end] for start, end in head.own_lines] == left_out


@pytest.mark.parametrize(
    "line",
    [
        "Lysychyn met the ice on 20 November 2021 without a boat",
        "Roundtable, 20 November 2021, Port Club",
        "Lysychyn, 20 November 2021. The ice came.",
    ],
)
def test_a_line_that_tells_of_a_day_is_no_dateline(line):
    text = f"Whose ice?\n\n{line}\n\n{LEAD}"

    head = read_head(text, "en")

    assert head.printed_on is None
    assert [text[start:end] for start, end in head.own_lines] == ["Whose ice?"]


@pytest.mark.parametrize(
    ("line", "organization"),
    [
        ("Марія Стан, газета «Лиман»", "газета «Лиман»"),
        ("Марія Стан, «Лід не тане»", None),
        ("Марія Стан, директорка «Лиману», сказала «ні»", None),
    ],
)
def test_an_author_of_a_paper_in_marks_is_no_quotation(line, organization):
    head = read_head(f"Чий лід?\n\nЛід прийшов і пішов.\n\n{line}", "uk")

    assert (head.byline and head.byline.organization) == organization


def test_head_says_which_lines_are_no_prose():
    head = read_head(REPORT, "en")

    lines = [REPORT[start:end] for start, end in head.own_lines]
    headline = "Who clears the ice from the lower river?"
    assert lines == [
        headline,
        "14.02.2022 Comments off By Editor",
        headline,
        "Maria Stan, Estuary Policy Institute",
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "uk",
            "Хто чистить лід?\n\n17.02.2022\n\nПро це говорили на круглому столі «Лід на річці», "
            "який провів в Ізмаїлі 3 лютого Центр «Лиман».\n\nАвтор: Марія Гай",
            ("Лід на річці", dt.date(2022, 2, 3), ["Центр «Лиман»"], "Марія Гай"),
        ),
        (
            "ru",
            "Кто чистит лёд?\n\nИзмаил, 17 февраля 2022\n\nКруглый стол «Лёд на реке», который "
            "провёл Институт лимана, состоялся 3 февраля.\n\nАвтор: Мария Гай",
            ("Лёд на реке", dt.date(2022, 2, 3), ["Институт лимана"], "Мария Гай"),
        ),
    ],
)
def test_head_is_read_in_other_languages(language, text, expected):
    head = read_head(text, language)

    assert (head.title, head.starts_on, head.organizers, head.byline.person) == expected


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
@given(text=st.text())
def test_any_text_has_a_head_within_it(language, text):
    head = read_head(text, language)

    spans = [*head.own_lines, *((one.text_start, one.text_end) for one in head.oddities)]
    assert all(0 <= start <= end <= len(text) for start, end in spans)


@pytest.mark.skipif(not SEED_REPORT.exists(), reason="the seed report is not here")
def test_seed_report_has_its_head():
    text = SEED_REPORT.read_text(encoding="utf-8")

    head = read_report(text).event

    paragraphs = [line for line in text.splitlines() if line.strip()]
    assert head.headline == paragraphs[0] == paragraphs[2]
    assert head.printed_on == dt.date(2021, 5, 22)
    assert (head.starts_on, head.is_year_inferred) == (dt.date(2021, 5, 13), True)
    assert head.byline.printed == paragraphs[24]
    assert head.organizers == [head.byline.organization]
    assert head.kind == "roundtable"
    assert head.title in paragraphs[15]
    assert head.venue.endswith("Ukrinform")
    assert head.countries == ["UA", "BY", "PL", "LT"]
    posts = [(person.post, bool(person.organization)) for person in head.participants]
    assert [(post.split()[0].lower(), has_body) for post, has_body in posts] == [
        ("head", True),
        ("coordinator", True),
        ("director", True),
        ("director", True),
        ("political", False),
    ]
    assert [one.code for one in head.oddities] == [
        "noise",
        "noise",
        "doubled_headline",
        "unbalanced_title",
        "year_inferred",
    ]


@pytest.mark.parametrize(
    ("language", "role", "expected"),
    [
        ("en", "political technologist", ("political technologist", "")),
        ("en", "a senior analyst at the Ice Institute", ("senior analyst", "Ice Institute")),
        ("en", "head of Ice Media", ("head", "Ice Media")),
        ("en", "Deputy Minister of Fisheries", ("Deputy Minister of Fisheries", "")),
        ("en", "Ice Centre expert", ("expert", "Ice Centre")),
        (
            "en",
            "Head of the Department of Dredging of the Port Authority",
            ("Head", "Department of Dredging of the Port Authority"),
        ),
        (
            "en",
            "coordinator of the project “Open Port”, captain of the reserve",
            ("coordinator, captain of the reserve", "project “Open Port”"),
        ),
        (
            "en",
            "economist, Ministry of Health, Family and Sport",
            ("economist", "Ministry of Health, Family and Sport"),
        ),
        ("uk", "політтехнолог", ("політтехнолог", "")),
        ("uk", "директорка Центру морської політики", ("директорка", "Центру морської політики")),
        ("uk", "координатор проєкту «Відкритий порт»", ("координатор", "проєкту «Відкритий порт»")),
        (
            "uk",
            "заступник міністра енергетики України",
            ("заступник міністра енергетики України", ""),
        ),
        (
            "uk",
            "експерт Українського інституту криги, полковник запасу",
            ("експерт, полковник запасу", "Українського інституту криги"),
        ),
        (
            "uk",
            "професор кафедри гідрології Лиманського університету",
            ("професор", "кафедри гідрології Лиманського університету"),
        ),
        ("ru", "учитель из Бельц", ("учитель из Бельц", "")),
        ("ru", "глава правления Фонда «Полка»", ("глава правления", "Фонда «Полка»")),
        ("ru", "директор издательства «Новая парта»", ("директор", "издательства «Новая парта»")),
    ],
)
def test_role_is_split_into_post_and_organization(language, role, expected):
    assert split_role(role, language) == expected


@pytest.mark.parametrize(
    ("language", "printed", "expected"),
    [
        ("uk", "Українського інституту криги", "Український інститут криги"),
        ("uk", "Центром морської політики", "Центр морської політики"),
        ("uk", "громадською організацією «Лід»", "громадська організація «Лід»"),
        ("ru", "Фонда общественной дипломатии", "Фонд общественной дипломатии"),
        ("uk", "НАН України", "НАН України"),
        ("en", "Ice Institute", "Ice Institute"),
    ],
)
def test_organization_is_put_into_the_nominative_where_that_is_safe(language, printed, expected):
    assert nominative_body(printed, language) == expected


@pytest.mark.parametrize(
    ("language", "printed", "expected"),
    [
        ("uk", "Олени Сивицької", "Олена Сивицька"),
        ("uk", "Івана Петренка", "Іван Петренко"),
        ("uk", "Олександра Коваленко", "Олександра Коваленко"),
        ("ru", "Виктора Лужанского", "Виктор Лужанский"),
        ("ru", "Марии Чебан", "Мария Чебан"),
    ],
)
def test_name_in_the_genitive_is_put_into_the_nominative(language, printed, expected):
    assert nominative(printed, event_words(language)) == expected


@pytest.mark.parametrize(
    ("line", "person", "organization"),
    [
        ("Ольга Коваль, 20 жовтня 2026 року", "Ольга Коваль", ""),
        ("Ольга Коваль", "Ольга Коваль", ""),
    ],
)
def test_the_author_below_the_headline_is_read(line, person, organization):
    text = f"Лід стоїть\n\n{line}\n\nРіка замерзла.\n\nПороми чекають.\n\nУсі чекають."

    head = read_head(text, "uk")

    assert (head.headline, head.byline) == (
        "Лід стоїть", Byline(head.byline.printed, person, organization)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "sentence", "organizers", "place"),
    [
        (
            "en",
            "On 12 October 2026 the Institute for River Policy held a public discussion in Rybna.",
            ["Institute for River Policy"],
            "Rybna",
        ),
        (
            "uk",
            "12 жовтня 2026 року в Одесі відбувся круглий стіл «Вода», організований Інститутом"
            " річкової політики та фондом «Дельта».",
            ["Інститут річкової політики", "фонд «Дельта»"],
            "Одеса",
        ),
        (
            "ru",
            "12 октября 2026 года в Алматы состоялась конференция «Вода», организованная"
            " Институтом рек и фондом «Дельта».",
            ["Институт рек", "фонд «Дельта»"],
            "Алматы",
        ),
    ],
)
def test_organizers_and_town_of_one_sentence_are_read(language, sentence, organizers, place):
    head = read_head(f"Water\n\n{sentence}", language)

    assert (head.organizers, head.venue) == (organizers, place)


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("За словами експерта Центру Ріки Андрія Пічного, води не вистачить.", "експерт"),
        ("За словами директорки Інституту льоду Олени Гай, лід тане.", "директорка"),
        ("«Води нема», — сказала екологиня Ірина Липова.", "екологиня"),
        ("По словам председателя Союза рыбаков Ивана Щукина, рыбы меньше.", "председатель"),
    ],
)
def test_post_is_put_into_the_nominative_with_its_name(text, post):
    language = "ru" if text.startswith("По") else "uk"

    assert [one.post for one in read_report(text, language).event.participants] == [post]


def test_a_dateline_with_a_sentence_behind_it_is_no_byline():
    text = (
        "Roads that wait\n\nKYIV, 12 November 2026. At a round table “Roads that wait” held in "
        "Kyiv on 12 November by the Brid Centre, experts spoke of river roads."
    )

    head = read_head(text, "en")

    assert (head.byline, head.organizers) == (None, ["Brid Centre"])
    assert str(head.starts_on) == "2026-11-12"
