import pytest

from people.models import OrganizationName, Person, PersonName
from people.similar import similar_organizations, similar_people
from tests.factories import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def found(name, **asked):
    return [(c.person.slug, c.score, c.is_same) for c in similar_people(name, **asked)]


@pytest.mark.parametrize(
    ("name", "score", "is_same"),
    [
        pytest.param("Olha Rudenko", 100, True, id="on record"),
        pytest.param("OLHA  RUDENKO", 100, True, id="in other letters"),
        pytest.param("Рудэнка Вольга", 97, True, id="in another language"),
        pytest.param("Ольга Петрівна Руденко", 97, True, id="with a patronymic"),
        pytest.param("Olha Rudneko", 91, False, id="mistyped"),
        pytest.param("В. Руденко", 85, False, id="initial of another form"),
        pytest.param("Руденко", 75, False, id="surname alone"),
    ],
)
def test_a_person_is_found_by_any_spelling(name, score, is_same):
    PersonFactory(slug="olha", name="Olha Rudenko")
    PersonFactory(slug="ihor", name="Ihor Rudyk")

    assert found(name) == [("olha", score, is_same)]


@pytest.mark.parametrize("name", ["Ірина Руденко", "Ольга", "І. Руденко", "Ольга Рубан", "", "…"])
def test_somebody_else_is_not_found(name):
    PersonFactory(name="Olha Rudenko")

    assert found(name) == []
