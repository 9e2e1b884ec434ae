import datetime as dt

import pytest
from lxml.html import fromstring

from articles.models import Byline
from events.models import Participation, Statement
from newsroom.models import Comment, LogEntry, Redirect, Task
from people.merging import MergeRefused, merge_organizations, merge_people
from people.models import (
    Affiliation,
    DifferentPeople,
    Organization,
    Person,
    PersonLink,
    PersonName,
    PersonText,
)
from tests.adminforms import change, errors
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    BylineFactory,
    CommentFactory,
    EventFactory,
    EventOrganizationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    SessionFactory,
    StatementFactory,
    TaskFactory,
    UserFactory,
    publish,
)
from tests.pages import links, read, texts

pytestmark = pytest.mark.django_db
MOMENT = dt.datetime(2021, 5, 1, 12, tzinfo=dt.UTC)


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
    events = EventFactory(title="First"), EventFactory(title="<Second>")
    rows = [[ParticipationFactory(person=p, event=e) for p in (other, keep)] for e in events]

    with pytest.raises(MergeRefused) as refused:
        merge_people(keep, other)

    first, *told = refused.value.messages
    assert first == "They cannot become one."
    for sentence, event, (lost, kept) in zip(told, events, rows, strict=True):
        found = fromstring(sentence)
        assert found.text_content() == (
            f"{event}: This person takes part in the event already. Take one of them out there. If "
            "each has confirmed statements, choose for one of them the session in which these were "
            f"made. Then merge again: {lost}, {other.slug}, {kept}, {keep.slug}"
        )
        assert found.xpath(".//a/@href") == [
            f"/admin/events/participation/{one.pk}/change/" for one in (lost, kept)
        ]
    assert set(Person.objects.all()) == {keep, other}
    assert not Redirect.objects.exists()
    assert other.names.get().kind == "preferred"


def test_two_who_spoke_at_one_event_are_merged_once_a_session_parts_them(admin_client, pair):
    event = EventFactory()
    rows = [ParticipationFactory(person=person, event=event) for person in pair]
    said = [StatementFactory(participation=one) for one in rows]
    with pytest.raises(MergeRefused):
        merge_people(*pair)

    session = SessionFactory(event=event)
    assert change(admin_client, rows[1], session=session.pk).status_code == 302
    merge_people(*pair)

    assert {one.person for one in Participation.objects.all()} == {pair[0]}
    assert [s.participation for s in Statement.objects.order_by("id")] == rows
    assert [s.pk for s in Statement.objects.order_by("id")] == [s.pk for s in said]


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


def test_merging_refuses_two_who_are_marked_as_different(pair):
    DifferentPeople.objects.part(*pair, marked_at=MOMENT)

    with pytest.raises(MergeRefused) as refused:
        merge_people(*pair)

    assert refused.value.messages == [
        "On 1 May 2021 they were marked as different. Take the mark back first."
    ]
    assert set(Person.objects.all()) == set(pair)


def test_whoever_is_different_from_the_other_is_different_from_the_kept_one(pair):
    keep, other = pair
    third, fourth, user = PersonFactory(), PersonFactory(), UserFactory()
    for one, another in ((other, third), (fourth, other), (keep, fourth)):
        DifferentPeople.objects.part(one, another, marked_by=user)

    merge_people(keep, other)

    marks = DifferentPeople.objects.order_by("second").values_list("first", "second", "marked_by")
    assert list(marks) == [(keep.pk, third.pk, user.pk), (keep.pk, fourth.pk, user.pk)]


def test_a_frozen_byline_keeps_its_words_and_leads_to_the_kept_one(client, pair):
    keep, other = pair
    article = ArticleFactory(slug="tide")
    BylineFactory(article=article, person=other, text="Olga Rij, in Kyiv")
    BylineFactory(article=article, person=other, text="", order=1)
    publish(article, UserFactory())

    merge_people(keep, other)

    page = read(client, "/articles/tide/")
    assert texts(page, ".byline") == ["Olga Rij, in Kyiv", "Olha Rii"]
    assert links(page, ".byline") == ["/people/olha/", "/people/olha/"]
    assert links(read(client, "/people/olha/"), ".posts") == ["/articles/tide/"]


@pytest.mark.parametrize("prefix", ["", "/uk", "/ru"])
def test_every_address_of_a_chain_leads_on_in_every_language(client, pair, prefix):
    keep, other = pair
    last = PersonFactory(slug="volha")

    merge_people(keep, other)
    merge_people(last, keep)

    for slug in ("olha", "olga"):
        response = client.get(f"{prefix}/people/{slug}/")
        assert (response.status_code, response.url) == (301, f"{prefix}/people/volha/")


def test_merging_takes_comments_along_and_leaves_nothing_behind(pair):
    keep, other = pair
    comment = CommentFactory(record=other)
    TaskFactory(record=other)
    gone = other.pk

    merge_people(keep, other)

    assert list(Comment.objects.about(keep)) == [comment]
    assert not Task.objects.filter(object_id=gone).exists()


def test_one_who_is_gone_is_not_merged_again(pair):
    keep, other = pair
    stale = Person.objects.get(pk=other.pk)
    merge_people(keep, other)

    for one, another in ((stale, keep), (keep, stale)):
        with pytest.raises(MergeRefused) as refused:
            merge_people(one, another)
        assert refused.value.messages == ["One of the two is gone: somebody has just merged it."]


def test_the_history_of_the_kept_one_tells_of_all_before(admin_client, pair):
    keep, other = pair
    last = PersonFactory(slug="volha", name="Volha Rii")
    other.slug = "olga-rij"
    other.save()
    LogEntry.objects.write(None, other, LogEntry.Action.CHANGED, note="an old note")
    merge_people(keep, other)
    merge_people(last, keep)

    response = admin_client.get(f"/admin/people/person/{last.pk}/history/")

    former = [
        (name, [text for entry, text in entries], len(versions))
        for name, entries, versions in response.context["former"]
    ]
    assert former == [
        ("Olha Rii (olha)", ["Olga Rij (olga-rij)"], 2),
        ("Olga Rij (olga-rij)", ["an old note"], 3),
    ]
    assert response.content.decode().count("Restore") == 0


def test_the_page_says_what_each_has_before_it_asks(admin_client, pair):
    ParticipationFactory(person=pair[0])
    mark = {"one": pair[1].pk, "other": pair[0].pk, "different": ""}
    address = f"/admin/people/person/{pair[0].pk}/merge/{pair[1].pk}/"

    asked = read(admin_client, address)
    admin_client.post("/admin/people/person/doubles/", mark)
    marked = read(admin_client, address)

    assert "events: 1 · spellings: 1" in asked.text_content()
    assert "They are different" in asked.text_content()
    assert "they were marked as different" in marked.text_content()
    assert "They are different" not in marked.text_content()
