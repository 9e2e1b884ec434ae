import pytest

from newsroom.models import Redirect
from people.models import (
    AffiliationText,
    DifferentOrganizations,
    DifferentPeople,
    OrganizationText,
    PersonLink,
    PersonName,
    PersonText,
)
from tests.factories import DAY, AffiliationFactory, OrganizationFactory, PersonFactory
from tests.rules import assert_refused, copy, insert, write

pytestmark = pytest.mark.django_db


def name_of(owner):
    return owner.names.get()


def on_an_old_address(factory, path):
    Redirect.objects.create(old_path=path, new_path=path + "new/")
    return write(factory(), slug=path.split("/")[2])


def grandchild_as_parent():
    top = OrganizationFactory()
    below = OrganizationFactory(parent=OrganizationFactory(parent=top))
    return write(top, parent=below)


def text(model, owner, **words):
    (field,) = owner
    values = {**owner, "language": "en", **words}
    return copy(model.objects.create(**values), **{field: owner[field]})


def marked(model, factory):
    return model.objects.create(first=factory(), second=factory())


BREAKS = {
    "personname_not_empty": lambda: write(name_of(PersonFactory()), text=""),
    "personname_one_preferred_per_language": lambda: copy(
        name_of(PersonFactory()), text="Another Name"
    ),
    "personname_once": lambda: copy(name_of(PersonFactory()), kind=PersonName.Kind.VARIANT),
    "organizationname_not_empty": lambda: write(name_of(OrganizationFactory()), text=""),
    "organizationname_one_preferred_per_language": lambda: copy(
        name_of(OrganizationFactory()), text="Another Name"
    ),
    "organizationname_once": lambda: copy(name_of(OrganizationFactory()), kind="variant"),
    "person_link_once": lambda: copy(
        PersonLink.objects.create(person=PersonFactory(), url="https://example.org/", title="x")
    ),
    "people_persontext_one_per_language": lambda: text(
        PersonText, {"person": PersonFactory()}, biography="x"
    ),
    "people_organizationtext_one_per_language": lambda: text(
        OrganizationText, {"organization": OrganizationFactory()}, description="x"
    ),
    "people_affiliationtext_one_per_language": lambda: text(
        AffiliationText, {"affiliation": AffiliationFactory()}, post="x"
    ),
    "affiliation_has_post_or_organization": lambda: write(
        AffiliationFactory(organization=None), post=""
    ),
    "affiliation_ends_after_it_begins": lambda: write(
        AffiliationFactory(held_from=DAY, held_from_precision="day"),
        held_until=DAY.replace(year=2020),
        held_until_precision="day",
    ),
    "affiliation_held_from_with_precision": lambda: write(AffiliationFactory(), held_from=DAY),
    "affiliation_held_until_with_precision": lambda: write(
        AffiliationFactory(), held_until_precision="year"
    ),
    "organization_not_its_own_ancestor": grandchild_as_parent,
    "differentpeople_in_order": lambda: insert(
        DifferentPeople(second=PersonFactory(), first=PersonFactory())
    ),
    "differentpeople_once": lambda: copy(marked(DifferentPeople, PersonFactory)),
    "differentorganizations_in_order": lambda: insert(
        DifferentOrganizations(second=OrganizationFactory(), first=OrganizationFactory())
    ),
    "differentorganizations_once": lambda: copy(
        marked(DifferentOrganizations, OrganizationFactory)
    ),
    "person_slug_is_free": lambda: on_an_old_address(PersonFactory, "/people/ada/"),
    "organization_slug_is_free": lambda: on_an_old_address(
        OrganizationFactory, "/organizations/acme/"
    ),
}


@pytest.mark.parametrize("rule", BREAKS)
def test_the_database_refuses(rule):
    assert_refused(rule, BREAKS[rule]())


def test_a_post_without_an_organization_is_real():
    assert str(AffiliationFactory(post="political technologist", organization=None)) == (
        "political technologist"
    )
