import datetime as dt

import pytest

from events.attribution import Rule
from people.models import PersonName
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    BylineFactory,
    EventFactory,
    EventOrganizationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
    publish,
)
from tests.pages import links, queries, read, texts

pytestmark = pytest.mark.django_db


def test_person_list_follows_the_alphabet_of_the_page(client):
    for slug, name in (("yeva", "Єва"), ("anna", "Анна"), ("zoia", "Зоя")):
        person = PersonFactory(slug=slug)
        PersonName.objects.create(person=person, language="uk", text=name)
    PersonFactory(slug="secret", draft=True)

    assert texts(read(client, "/uk/people/"), ".name") == ["Анна", "Єва", "Зоя"]
    assert texts(read(client, "/people/"), ".name") == ["Anna", "Yeva", "Zoia"]


def test_person_list_says_what_will_stand_there(client):
    assert texts(read(client, "/people/"), ".empty") == ["Speakers and authors will stand here."]


@pytest.mark.parametrize("number", [1, 3])
def test_person_list_costs(client, number):
    for _n in range(number):
        PersonFactory()

    # people, names, plain pages
    assert queries(client, "/people/") == 3


def test_person_detail_sets_each_statement_beside_the_capacity_of_the_day(client):
    ada = PersonFactory(slug="ada")
    for year, post, words in ((2019, "deputy", "It begins."), (2021, "minister", "It ends.")):
        event = EventFactory(starts_on=dt.date(year, 5, 13))
        participation = ParticipationFactory(event=event, person=ada, printed_post=post)
        StatementFactory(participation=participation, words=words)

    page = read(client, "/people/ada/")

    assert [post.split(" 20")[1][:4] for post in texts(page, ".stay")] == ["21 m", "19 d"]
    assert texts(page, ".words") == ["“It ends.”", "“It begins.”"]


def test_person_detail_shows_the_name_in_every_language(client):
    ada = PersonFactory(slug="ada", name="Ada")
    PersonName.objects.create(person=ada, language="uk", text="Ада")
    PersonName.objects.create(person=ada, language="ru", text="Ада")
    PersonName.objects.create(person=ada, language="be", text="Адэля")

    page = read(client, "/people/ada/")

    assert texts(page, "h1") == ["Ada"]
    assert [(li.get("lang"), li.text) for li in page.xpath("//*[@class='names']/li")] == [
        ("uk", "Ада"),
        ("be", "Адэля"),
    ]


@pytest.mark.parametrize("rule", [Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION])
def test_person_detail_tells_nothing_of_an_event_under_a_rule(client, rule):
    ada = PersonFactory(slug="ada")
    event = EventFactory(rule=rule, title="Closed")
    StatementFactory(participation=ParticipationFactory(event=event, person=ada), words="Hush.")

    page = read(client, "/people/ada/")

    assert texts(page, ".words") == []
    assert "Closed" not in page.text_content()


@pytest.mark.parametrize("slug", ["secret", "nobody"])
def test_person_detail_is_not_there_before_it_is_published(client, slug):
    PersonFactory(slug="secret", draft=True)

    read(client, f"/people/{slug}/", status=404)


@pytest.mark.parametrize("number", [1, 3])
def test_person_detail_costs(client, number):
    ada = PersonFactory(slug="ada")
    for _n in range(number):
        AffiliationFactory(person=ada)
        StatementFactory(participation=ParticipationFactory(person=ada))
        article = ArticleFactory()
        BylineFactory(article=article, person=ada)
        publish(article, UserFactory())

    # person, names, texts, links; posts: rows, texts, organizations' names; appearances,
    # printed capacities, event texts, statements, wordings, checks; articles; plain
    # pages
    assert queries(client, "/people/ada/") == 15


def test_organization_list_follows_the_alphabet(client):
    OrganizationFactory(slug="zoo")
    OrganizationFactory(slug="archive")
    OrganizationFactory(slug="secret", draft=True)

    assert texts(read(client, "/organizations/"), ".name") == ["Archive", "Zoo"]


@pytest.mark.parametrize("number", [1, 3])
def test_organization_list_costs(client, number):
    for _n in range(number):
        OrganizationFactory()

    # organizations, names, plain pages
    assert queries(client, "/organizations/") == 3


def test_organization_detail_shows_people_with_a_page_and_public_events(client):
    centre = OrganizationFactory(slug="centre")
    AffiliationFactory(organization=centre, person=PersonFactory(slug="ada"))
    AffiliationFactory(organization=centre, person=PersonFactory(slug="secret", draft=True))
    EventOrganizationFactory(organization=centre, event=EventFactory(slug="open"))
    EventOrganizationFactory(organization=centre, event=EventFactory(slug="hidden", draft=True))
    EventFactory(slug="there", venue=centre)
    EventOrganizationFactory(organization=centre, event=EventFactory(slug="both", venue=centre))

    page = read(client, "/organizations/centre/")

    assert links(page, ".posts") == [
        "/people/ada/",
        "/events/both/",
        "/events/open/",
        "/events/there/",
    ]


def test_organization_detail_is_not_there_before_it_is_published(client):
    OrganizationFactory(slug="secret", draft=True)

    read(client, "/organizations/secret/", status=404)


@pytest.mark.parametrize("number", [1, 3])
def test_organization_detail_costs(client, number):
    centre = OrganizationFactory(slug="centre")
    for _n in range(number):
        AffiliationFactory(organization=centre)
        EventOrganizationFactory(organization=centre)
        EventFactory(venue=centre)

    # organization, names, texts, children; posts: rows, texts, people's names, own names;
    # organised: rows, texts; hosted: rows, texts, venue names; articles; plain pages
    assert queries(client, "/organizations/centre/") == 15
