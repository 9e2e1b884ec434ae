import pytest

from articles.models import Byline
from events.models import Participation
from newsroom.models import LogEntry, Redirect
from people.merging import MergeRefused, merge_organizations, merge_people
from people.models import Affiliation, Organization, Person, PersonLink, PersonName, PersonText
from tests.adminforms import errors
from tests.factories import (
    AffiliationFactory,
    BylineFactory,
    EventFactory,
    EventOrganizationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return PersonFactory(slug="olha", name="Olha Rii"), PersonFactory(slug="olga", name="Olga Rij")


def test_merging_leads_all_that_speaks_of_the_other_to_the_kept_one(pair):
    keep, other = pair
    post = AffiliationFactory(person=other)
    ParticipationFactory(person=other, affiliation=post)
    StatementFactory(participation__person=other)
    BylineFactory(person=other)

    merge_people(keep, other)

    assert list(Person.objects.all()) == [keep]
    assert {a.person for a in Affiliation.objects.all()} == {keep}
    assert [p.person for p in Participation.objects.all()] == [keep, keep]
    assert {b.person for b in Byline.objects.all()} == {keep}


def test_merging_keeps_every_spelling_once(pair):
    keep, other = pair
    PersonName.objects.create(person=other, language="uk", text="Ольга Рій")
    PersonName.objects.create(person=other, language="en", text="Olha Rii", kind="variant")

    merge_people(keep, other)

    assert set(keep.names.values_list("language", "text", "kind")) == {
        ("en", "Olha Rii", "preferred"),
        ("en", "Olga Rij", "variant"),
        ("uk", "Ольга Рій", "preferred"),
    }


def test_merging_leads_old_addresses_on(pair):
    keep, other = pair
    other.slug = "olga-rij"
    other.save()

    merge_people(keep, other)

    assert dict(Redirect.objects.values_list("old_path", "new_path")) == {
        "/people/olga/": "/people/olha/",
        "/people/olga-rij/": "/people/olha/",
    }


def test_merging_is_logged_with_what_could_not_be_kept(pair):
    keep, other = pair
    for person in pair:
        PersonText.objects.create(person=person, language="en", biography=f"Of {person.slug}.")
        PersonLink.objects.create(person=person, url="https://example.org/", title="Page")
    user, gone = UserFactory(), other.pk

    merge_people(keep, other, by=user)

    entry = LogEntry.objects.get()
    assert (entry.user, entry.record, entry.action) == (user, keep, "merged")
    assert entry.note == "Olga Rij (olga)"
    assert entry.detail == {
        "merged": gone,
        "dropped": ["link: https://example.org/", "biography: Of olga."],
    }


def test_merging_fills_what_only_the_other_knew():
    keep = OrganizationFactory(website="", published_at=None)
    other = OrganizationFactory(website="https://example.org/", country="UA")

    merge_organizations(keep, other)

    keep.refresh_from_db()
    assert (keep.website, keep.country.code) == ("https://example.org/", "UA")
    assert keep.is_published


def test_merging_refuses_two_who_met(pair):
    keep, other = pair
    first, second = EventFactory(title="First"), EventFactory(title="Second")
    for event in (first, second):
        ParticipationFactory(person=keep, event=event)
        ParticipationFactory(person=other, event=event)

    with pytest.raises(MergeRefused) as refused:
        merge_people(keep, other)

    assert refused.value.messages == [
        "They cannot become one.",
        *(
            f"{event}: This person takes part in the event already. Take one of the two out "
            "there, and merge again."
            for event in (first, second)
        ),
    ]
    assert set(Person.objects.all()) == {keep, other}
    assert not Redirect.objects.exists()
    assert other.names.get().kind == "preferred"


def test_merging_refuses_one_and_the_same(pair):
    with pytest.raises(MergeRefused):
        merge_people(pair[0], pair[0])


def test_merging_keeps_the_versions_of_both(pair):
    keep, other = pair
    participation = ParticipationFactory(person=other)

    merge_people(keep, other)

    people = participation.history.order_by("history_id").values_list("person_id", flat=True)
    assert list(people) == [other.pk, keep.pk]


def test_merging_a_whole_into_its_part_leaves_no_circle():
    whole = OrganizationFactory(parent=OrganizationFactory())
    part = OrganizationFactory(parent=whole)
    sibling = OrganizationFactory(parent=whole)

    merge_organizations(part, whole)

    part.refresh_from_db()
    sibling.refresh_from_db()
    assert part.parent == Organization.objects.exclude(pk__in=[part.pk, sibling.pk]).get()
    assert sibling.parent == part


def test_merging_organizations_moves_their_part_in_events():
    keep, other = OrganizationFactory.create_batch(2)
    row = EventOrganizationFactory(organization=other)

    merge_organizations(keep, other)

    row.refresh_from_db()
    assert row.organization == keep


def test_the_action_asks_which_one_is_kept(admin_client, pair):
    keep, other = pair
    chosen = {"action": "merge_selected", "_selected_action": [keep.pk, other.pk]}

    asked = admin_client.post("/admin/people/person/", chosen, follow=True)
    answered = admin_client.post(asked.redirect_chain[-1][0], {"keep": other.pk}, follow=True)

    assert "Which one is kept?" in asked.content.decode()
    assert list(Person.objects.all()) == [other]
    assert answered.redirect_chain == [(f"/admin/people/person/{other.pk}/change/", 302)]


def test_a_refused_merge_says_why_on_its_page(admin_client, pair):
    event = ParticipationFactory(person=pair[0]).event
    ParticipationFactory(person=pair[1], event=event)
    address = f"/admin/people/person/{pair[0].pk}/merge/{pair[1].pk}/"

    response = admin_client.post(address, {"keep": pair[0].pk})

    assert response.status_code == 200
    assert "They cannot become one." in response.content.decode()
    assert errors(response) == []
