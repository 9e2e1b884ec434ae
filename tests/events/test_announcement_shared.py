import pytest

from events.reading.announcement import read_announcement


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            "Speakers: Ann Hill and Eve Moss, senior foresters at Elm Institute; Jan Lis, mayor",
            [
                ("Ann Hill", "senior forester", "Elm Institute"),
                ("Eve Moss", "senior forester", "Elm Institute"),
                ("Jan Lis", "mayor", None),
            ],
            id="behind two names",
        ),
        pytest.param(
            "Учасники: ректор Іван Гай, а також наукові співробітниці Інституту садівництва "
            "Олена Лис та Дарина Гук",
            [
                ("Іван Гай", "ректор", None),
                ("Олена Лис", "наукова співробітниця", "Інституту садівництва"),
                ("Дарина Гук", "наукова співробітниця", "Інституту садівництва"),
            ],
            id="before two names",
        ),
        pytest.param(
            "Спикеры: старшие аналитики Центра рек Анна Лис, Павел Гай и Олег Мох",
            [
                ("Анна Лис", "старший аналитик", "Центра рек"),
                ("Павел Гай", "старший аналитик", "Центра рек"),
                ("Олег Мох", "старший аналитик", "Центра рек"),
            ],
            id="before three names",
        ),
        pytest.param(
            "Спикеры: аналитик Центра рек Анна Лис и Павел Гай",
            [("Анна Лис", "аналитик", "Центра рек"), ("Павел Гай", None, None)],
            id="of one alone",
        ),
    ],
)
def test_post_in_the_plural_is_everybodys(said, expected):
    people = read_announcement(said).participants

    assert [(one.name, one.role, one.organization) for one in people] == expected


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (
            "Elm Centre invites you to a public discussion of the new tram line, which will be "
            "held on 5 May 2024 at 10:00.",
            "public discussion of the new tram line",
        ),
        (
            "Мерія запрошує на громадське обговорення нової лінії. Воно відбудеться 5 травня",
            "громадське обговорення нової лінії",
        ),
        ("Центр приглашает на встречу по проблемам рек 5 мая 2024 года", None),
        ("Центр приглашает на встречу на тему рек и озёр 5 мая 2024 года", "рек и озёр"),
        ("The ministry invites the media to a briefing on 5 May 2024.", None),
    ],
)
def test_title_is_what_a_sentence_invites_to(said, title):
    assert read_announcement(said).title == title
