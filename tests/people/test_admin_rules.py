"""Each rule about people and organizations, broken through its form."""

import pytest
from django.apps import apps

from newsroom.models import Redirect
from newsroom.triggers import REGISTRY
from people.models import Affiliation, Organization, Person
from tests.adminforms import add, assert_told, change
from tests.factories import AffiliationFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db
ENGLISH = {"text": "Olha", "language": "en", "kind": "preferred"}
VARIANT = ENGLISH | {"kind": "variant"}
DATED = {"post": "director", "post_language": "en"}


def new_person(client, lines=(), **fields):
    return add(client, Person, lines=[("names", ENGLISH), *lines], **fields)


def new_organization(client, lines=(), **fields):
    return add(client, Organization, lines=[("names", ENGLISH), *lines], kind="ngo", **fields)


def new_post(client, **fields):
    return add(client, Affiliation, person=PersonFactory().pk, **DATED | fields)


def taken(path):
    Redirect.objects.create(old_path=path, new_path="/people/another/")
    return path.split("/")[2]


def part_of_its_part(client):
    whole = OrganizationFactory()
    part = OrganizationFactory(parent=whole)
    return change(client, whole, parent=part.pk)


BREAKS = {
    "personname_one_preferred_per_language": lambda c: new_person(
        c, [("names", ENGLISH | {"text": "Olga"})]
    ),
    "personname_once": lambda c: new_person(c, [("names", VARIANT)]),
    "organizationname_one_preferred_per_language": lambda c: new_organization(
        c, [("names", ENGLISH | {"text": "Centre"})]
    ),
    "organizationname_once": lambda c: new_organization(c, [("names", VARIANT)]),
    "people_persontext_one_per_language": lambda c: new_person(
        c, [("texts", {"language": "en", "biography": "a"})] * 2
    ),
    "people_organizationtext_one_per_language": lambda c: new_organization(
        c, [("texts", {"language": "en", "description": "a"})] * 2
    ),
    "person_link_once": lambda c: new_person(
        c, [("links", {"url": "https://example.org/", "title": "a"})] * 2
    ),
    "affiliation_has_post_or_organization": lambda c: new_post(c, post=""),
    "affiliation_ends_after_it_begins": lambda c: new_post(
        c,
        held_from="2021-01-02",
        held_from_precision="day",
        held_until="2021-01-01",
        held_until_precision="day",
    ),
    "affiliation_held_from_with_precision": lambda c: new_post(c, held_from="2021-01-02"),
    "affiliation_held_until_with_precision": lambda c: new_post(c, held_until_precision="day"),
    "people_affiliationtext_one_per_language": lambda c: add(
        c,
        Affiliation,
        lines=[("texts", {"language": "uk", "post": "a"})] * 2,
        person=PersonFactory().pk,
        **DATED,
    ),
    "organization_not_its_own_ancestor": part_of_its_part,
}
UNREACHABLE = {
    "personname_not_empty": "the field is required",
    "organizationname_not_empty": "the field is required",
    "differentpeople_in_order": "the page of doubles puts the two in order",
    "differentpeople_once": "a second mark is the first one again",
    "differentorganizations_in_order": "the page of doubles puts the two in order",
    "differentorganizations_once": "a second mark is the first one again",
    "person_slug_is_free": "the model's clean says it first, at the slug",
    "organization_slug_is_free": "the model's clean says it first, at the slug",
}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_broken_rule_is_told_on_the_form(admin_client, rule):
    assert_told(rule, BREAKS[rule](admin_client))


def test_no_rule_is_forgotten():
    models = apps.get_app_config("people").get_models()
    rules = {c.name for model in models for c in model._meta.constraints}
    rules |= {t.name for t in REGISTRY.values() if t.model.startswith("people.")}

    assert rules == set(BREAKS) | set(UNREACHABLE)


def test_a_rule_is_told_on_the_post_in_the_form_of_the_person(admin_client):
    post = {"post_language": "en"}

    response = new_person(admin_client, [("affiliations", post | {"seen_on": "2021-01-02"})])

    assert_told("affiliation_has_post_or_organization", response)


@pytest.mark.parametrize(("model", "path"), [(Person, "people"), (Organization, "organizations")])
def test_an_old_address_is_refused_as_slug(admin_client, model, path):
    slug = taken(f"/{path}/old/")
    new = new_person if model is Person else new_organization

    response = new(admin_client, slug=slug)

    assert response.status_code == 200
    assert "An earlier address of another record is the same." in response.content.decode()
    assert not model.objects.exists()


def test_what_was_typed_stays_in_a_refused_form(admin_client):
    post = AffiliationFactory()

    response = change(admin_client, post, post="minister", held_from="2021-01-02")

    assert_told("affiliation_held_from_with_precision", response)
    assert 'value="minister"' in response.content.decode()
    post.refresh_from_db()
    assert post.post == "director"
