import pytest
from django.core.management import call_command

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


def test_a_namesake_leaves_the_choice_to_an_editor():
    PersonFactory(slug="one", name="Olha Rudenko")
    PersonFactory(slug="two", name="Ольга Руденко")

    assert found("Olha Rudenko") == [("one", 100, False), ("two", 97, False)]


def test_the_likeliest_spelling_of_a_person_counts():
    olha = PersonFactory(slug="olha", name="Olha Rudenko")
    PersonName.objects.create(person=olha, language="en", text="O. Rudenko", kind="as_printed")

    assert found("O. Rudenko") == [("olha", 100, True)]


def test_the_search_may_be_among_some_alone():
    olha = PersonFactory(slug="olha", name="Olha Rudenko")
    PersonFactory(slug="oleh", name="Oleh Rudenko")

    assert found("Руденко", among=[olha]) == [("olha", 75, False)]
    assert found("Руденко", among=Person.objects.filter(slug="oleh")) == [("oleh", 75, False)]
    assert found("Руденко", among=[]) == []
    assert len(found("Руденко", limit=1)) == 1


@pytest.mark.parametrize("name", ["Zelinskyi Ihor", "Selinskyj Ihor", "Ihor Elinskyi"])
def test_a_wrong_first_letter_hides_nobody(name):
    PersonFactory(slug="ihor", name="Ihor Zelinskyi")

    assert [slug for slug, score, is_same in found(name)] == ["ihor"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_costs(django_assert_num_queries, number):
    for n in range(number):
        PersonFactory(name=f"Olha Rudenko{'iak' * n}")

    # names in the blocks of the surname, people, their names
    with django_assert_num_queries(3):
        assert str(similar_people("Ольга Руденко")[0].person) == "Olha Rudenko"


def test_an_organization_is_found_by_any_spelling():
    centre = OrganizationFactory(name="Centre for River Studies")
    OrganizationName.objects.create(organization=centre, language="uk", text="Центр вивчення річок")
    OrganizationFactory(name="Centre for Sea Studies")

    def told(name):
        return [(c.organization, c.score, c.is_same) for c in similar_organizations(name)]

    assert told("The Center of River Studies") == [(centre, 97, True)]
    assert told("Центр изучения рек") == []
    assert told("Центр «Вивчення річок»") == [(centre, 100, True)]


def test_the_stored_keys_follow_the_table(capsys):
    name = PersonFactory(name="Olha Rudenko").names.get()
    PersonName.objects.filter(pk=name.pk).update(key="", first_block="x")

    call_command("update_name_keys")

    name.refresh_from_db()
    assert (name.key, name.first_block, name.last_block) == ("rudenka alga", "rtn", "lk")
    assert capsys.readouterr().out == "1 name changed.\n"
