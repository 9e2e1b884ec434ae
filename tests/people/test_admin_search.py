import pytest

from people.models import OrganizationName, PersonName
from tests.factories import (
    AffiliationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db
SPELLINGS = ["rudenko ol", "Ольга Руденко", "Рудэнка Вольга", "О. Руденко", "Rudneko Olha", "Рудэн"]


@pytest.fixture
def olha():
    PersonFactory(name="Ihor Rudyk")
    return PersonFactory(slug="olha", name="Olha Rudenko")


def listed(client, model, term):
    found = client.get(f"/admin/{model}/", {"q": term}).context["cl"].queryset
    return list(map(str, found))


@pytest.mark.parametrize("term", SPELLINGS)
def test_a_person_is_listed_under_any_spelling(admin_client, olha, term):
    assert listed(admin_client, "people/person", term) == ["Olha Rudenko"]


@pytest.mark.parametrize("term", ["Ірина Руденко", "Ру", "…"])
def test_nobody_is_listed_under_another_name(admin_client, olha, term):
    assert listed(admin_client, "people/person", term) == []


@pytest.mark.parametrize("term", SPELLINGS)
def test_a_field_offers_the_person_under_any_spelling(admin_client, olha, term):
    asked = {"app_label": "people", "model_name": "affiliation", "field_name": "person"}

    offered = admin_client.get("/admin/autocomplete/", {"term": term, **asked}).json()

    assert [line["text"] for line in offered["results"]] == ["Olha Rudenko"]


@pytest.mark.parametrize("term", SPELLINGS)
def test_what_somebody_said_is_listed_under_any_spelling(admin_client, olha, term):
    StatementFactory(participation=ParticipationFactory(person=olha, printed_name="Рудэнка"))
    AffiliationFactory(person=olha)
    other = ParticipationFactory(person=PersonFactory(name="Ihor Rudyk"))
    StatementFactory(participation=other)

    for model in ("events/statement", "events/participation", "people/affiliation"):
        assert len(listed(admin_client, model, term)) == 1


def test_an_organization_is_listed_under_any_spelling(admin_client):
    centre = OrganizationFactory(name="Centre for River Studies")
    OrganizationName.objects.create(organization=centre, language="uk", text="Укррічка")
    AffiliationFactory(organization=centre)

    for term in ("Center of river studies", "Ukrrichka", "Укрричка"):
        assert listed(admin_client, "people/organization", term) == ["Centre for River Studies"]
        assert len(listed(admin_client, "people/affiliation", term)) == 1


def test_a_former_name_finds_the_person(admin_client, olha):
    PersonName.objects.create(person=olha, language="uk", text="Ольга Жадько", kind="former")

    assert listed(admin_client, "people/person", "Olga Zhadko") == ["Olha Rudenko"]
