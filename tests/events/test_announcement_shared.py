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
