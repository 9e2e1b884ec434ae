import pytest

from newsroom.models import LogEntry
from people.doubles import ORGANIZATIONS, PEOPLE, doubles, doubles_of, holdings
from people.models import DifferentPeople, PersonName
from tests.adminforms import add, change
from tests.factories import (
    AffiliationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
)
from tests.pages import read

pytestmark = pytest.mark.django_db
PAGE = "/admin/people/person/doubles/"


def told(kind):
    return [(p.first.slug, p.second.slug, p.reason, p.is_public) for p in doubles(kind)[0]]


def test_records_with_names_that_are_alike_may_be_one():
    for slug, name in [
        ("olha", "Olha Rudenko"),
        ("volha", "Рудэнка Вольга"),
        ("olga", "Ольга Рудненко"),
        ("olha-2", "olha rudenko"),
        ("ihor", "Ihor Rudenko"),
        ("o", "O. Rudenko"),
    ]:
        PersonFactory(slug=slug, name=name, draft=slug == "olha-2")

    assert told(PEOPLE) == [
        ("olha", "volha", "the same name in another spelling", True),
        ("olha", "olga", "nearly the same name", True),
        ("volha", "olga", "nearly the same name", True),
        ("olha", "olha-2", "the same name", False),
        ("volha", "olha-2", "the same name in another spelling", False),
        ("olga", "olha-2", "nearly the same name", False),
    ]


def test_different_patronymics_make_different_people():
    PersonFactory(name="Руденко Ольга Петрівна")
    PersonFactory(name="Ольга Семенівна Руденко")

    assert told(PEOPLE) == []


def test_two_names_of_one_person_are_no_pair():
    olha = PersonFactory(name="Olha Rudenko")
    PersonName.objects.create(person=olha, language="uk", text="Ольга Руденко")

    assert told(PEOPLE) == []


def test_a_mark_parts_a_pair_in_either_order():
    one, other = PersonFactory(name="Olha Rudenko"), PersonFactory(name="Ольга Руденко")

    DifferentPeople.objects.part(other, one, marked_by=UserFactory())
    DifferentPeople.objects.part(one, other, marked_by=UserFactory())

    assert DifferentPeople.objects.count() == 1
    assert (told(PEOPLE), doubles_of(PEOPLE, one), doubles_of(PEOPLE, other)) == ([], [], [])


def test_whoever_has_the_same_name_is_told_of_one():
    one, other = PersonFactory(name="Olha Rudenko"), PersonFactory(name="Ольга Руденко")
    PersonFactory(name="Olha Rudnenko")
    single = PersonFactory(name="Rudenko")
    PersonFactory(name="Руденко")

    assert doubles_of(PEOPLE, one) == [other]
    assert doubles_of(PEOPLE, single) == []


def test_organizations_with_names_that_are_alike_may_be_one():
    for slug, name in [
        ("centre", "Centre for River Studies"),
        ("center", "The Center of River Studies"),
        ("part", "River Studies"),
        ("agency", "Укррічка"),
        ("agency-2", "Ukrrichka"),
    ]:
        OrganizationFactory(slug=slug, name=name)

    reason = "the same name in another spelling"
    assert told(ORGANIZATIONS) == [
        ("centre", "center", reason, True),
        ("agency", "agency-2", reason, True),
    ]


def test_what_a_record_has_is_counted():
    olha, nobody = PersonFactory(), PersonFactory()
    said = ParticipationFactory(person=olha)
    StatementFactory.create_batch(2, participation=said)
    AffiliationFactory(person=olha)

    held = holdings(PEOPLE, [olha, nobody])

    assert [(str(label), number) for label, number in held[olha.pk]] == [
        ("statements", 2),
        ("events", 1),
        ("posts", 1),
        ("spellings", 1),
    ]
    assert [(str(label), number) for label, number in held[nobody.pk]] == [("spellings", 1)]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_doubles_costs(admin_client, django_assert_num_queries, number):
    for n in range(number):
        PersonFactory(slug=f"one-{n}", name=f"Olha Rudenk{'ao'[n % 2]}{n}")
        PersonFactory(slug=f"two-{n}", name=f"Ольга Руденк{'ао'[n % 2]}{n}")
    admin_client.get(PAGE)

    # session, user; names, marks, the public ones, people, their names; five counts; marks again
    with django_assert_num_queries(13):
        admin_client.get(PAGE)


def test_an_editor_marks_two_as_different_and_takes_it_back(admin_client, admin_user):
    one, other = PersonFactory(name="Olha Rudenko"), PersonFactory(name="Ольга Руденко")
    both = {"one": other.pk, "other": one.pk}

    marked = admin_client.post(PAGE, both | {"different": ""}, follow=True)
    mark = DifferentPeople.objects.get()
    taken_back = admin_client.post(PAGE, both | {"same": ""}, follow=True)

    assert (mark.first, mark.second, mark.marked_by) == (one, other, admin_user)
    assert "No two names are alike" in marked.content.decode()
    assert "the same name in another spelling" in taken_back.content.decode().lower()
    assert list(LogEntry.objects.about(one).values_list("note", flat=True)) == [
        "perhaps the same as “Ольга Руденко”, after all",
        "different from “Ольга Руденко”",
    ]


@pytest.mark.parametrize("sent", [{}, {"one": 1}, {"one": "x", "other": "y"}])
def test_a_mark_of_nobody_is_not_found(admin_client, sent):
    assert admin_client.post(PAGE, sent | {"different": ""}).status_code == 404


def test_nobody_is_different_from_themselves(admin_client):
    olha = PersonFactory()

    sent = {"one": olha.pk, "other": olha.pk, "different": ""}

    assert admin_client.post(PAGE, sent).status_code == 404


def test_the_form_tells_of_the_same_name_and_saves(admin_client):
    other = PersonFactory(name="Ольга Руденко")
    name = {"text": "Olha Rudenko", "language": "en", "kind": "preferred"}

    response = add(admin_client, type(other), lines=[("names", name)])

    one = type(other).objects.exclude(pk=other.pk).get()
    address = f"/admin/people/person/{one.pk}/merge/{other.pk}/"
    told = [str(message) for message in admin_client.get(response.url).context["messages"]]
    assert told[0] == (
        "“Olha Rudenko” has the same name as “Ольга Руденко”. Are they one? "
        f'<a href="{address}">Compare</a>'
    )
    page = read(admin_client, f"/admin/people/person/{one.pk}/change/")
    assert [link.get("href") for link in page.find_class("warning-note")[0].iter("a")] == [address]


def test_the_form_is_silent_of_whoever_is_marked_as_different(admin_client):
    one, other = PersonFactory(name="Olha Rudenko"), PersonFactory(name="Ольга Руденко")
    DifferentPeople.objects.part(one, other)

    response = change(admin_client, one)

    assert response.status_code == 302
    assert (
        read(admin_client, f"/admin/people/person/{one.pk}/change/").find_class("warning-note")
        == []
    )


def test_making_public_tells_of_the_same_name(admin_client):
    one = PersonFactory(name="Olha Rudenko", draft=True)
    PersonFactory(name="Ольга Руденко")
    chosen = {"action": "publish_selected", "_selected_action": [one.pk]}

    response = admin_client.post("/admin/people/person/", chosen, follow=True)

    assert "Are they one?" in str(next(iter(response.context["messages"])))
    one.refresh_from_db()
    assert one.is_published
