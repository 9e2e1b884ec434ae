import tomllib

import pytest

from newsroom.folding import fold
from people.kinds import TABLE, likely_kind
from people.models import Organization


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Центр «Обрій»", "analysis_centre"),
        ("Институт малых рек", "analysis_centre"),
        ("Vistula Institute for River Policy", "analysis_centre"),
        ("Дністровське інформаційне агентство", "news_agency"),
        ("Dniester News Agency", "news_agency"),
        ("Міністерство освіти і науки", "state_body"),
        ("Комітет із питань річок", "state_body"),
        ("Danube Pilot Service", "state_body"),
        ("Galati Maritime University", "university"),
        ("Радіо «Лиман»", "media"),
        ("ГРОМАДСЬКА ОРГАНІЗАЦІЯ «Малі річки»", "ngo"),
        pytest.param("Центр річок при Міністерстві довкілля", "analysis_centre", id="first word"),
        pytest.param("Кафедра історії, університет", "department", id="first of two"),
        pytest.param("Комітет виборців Лиману", "ngo", id="longer words"),
        pytest.param("Прес-центр порту", "other", id="words that mislead"),
        pytest.param("Центральний вокзал", "other", id="part of a word"),
        ("Port Club", "other"),
        ("…", "other"),
        ("", "other"),
    ],
)
def test_a_name_tells_what_an_organization_is_likely_to_be(name, kind):
    assert likely_kind(name) == kind


def test_the_table_knows_the_kinds_and_has_no_words_twice():
    table = tomllib.loads(TABLE.read_text())
    words = [fold(line) for lines in table.values() for line in lines]

    assert table.keys() <= set(Organization.Kind.values)
    assert sorted(words) == sorted(set(words))
