import pytest
from django.utils.translation import override

from people.latin import proposed_latin_name
from people.models import Person, PersonName
from tests.adminforms import add, change
from tests.factories import PersonFactory
from tests.pages import read

pytestmark = pytest.mark.django_db
UKRAINIAN = {"text": "Ольга Згурська", "language": "uk", "kind": "preferred"}


def named(*names, slug="olha"):
    """A person with names of (kind, language, text)."""
    person = PersonFactory(slug=slug, name="")
    for kind, language, text in names:
        PersonName.objects.create(person=person, kind=kind, language=language, text=text)
    return person


CYRILLIC = ("preferred", "uk", "Ольга Згурська")
LATIN = ("transliteration", "uk-Latn", "Olha Zghurska")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            [CYRILLIC, LATIN],
            {"en": "Olha Zghurska", "uk": "Ольга Згурська", "ru": "Ольга Згурська"},
        ),
        (
            [LATIN, CYRILLIC, ("preferred", "en", "Olga Z.")],
            {"en": "Olga Z.", "uk": "Ольга Згурська", "ru": "Ольга Згурська"},
        ),
        (
            [CYRILLIC, ("preferred", "ru", "Згурская"), ("preferred", "pl", "Zgurska")],
            {"en": "Zgurska", "uk": "Ольга Згурська", "ru": "Згурская"},
        ),
        (
            [("preferred", "pl", "Zgurska"), LATIN],
            {"en": "Olha Zghurska", "uk": "Zgurska", "ru": "Zgurska"},
        ),
        ([("variant", "be", "Вольга")], {"en": "Вольга", "uk": "Вольга", "ru": "Вольга"}),
        ([], {"en": "olha", "uk": "olha", "ru": "olha"}),
    ],
)
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_name_of_a_page_is_in_letters_that_its_readers_read(names, expected, language):
    person = named(*names)

    with override(language):
        assert str(person) == expected[language]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_order_of_the_alphabet_is_that_of_the_names_shown(language):
    named(CYRILLIC, LATIN, slug="one")
    named(("preferred", "en", "Aaron"), ("preferred", "uk", "Яків"), LATIN, slug="two")
    named(("preferred", "ru", "Анна"), ("preferred", "pl", "Zofia"), slug="three")
    named(("preferred", "be", "Янка"), ("transliteration", "be-Latn", "Ianka"), slug="four")

    with override(language):
        found = list(Person.objects.alphabetical())
        assert [p.sort_key for p in found] == [p.name.sort_key for p in found]


@pytest.mark.parametrize(
    ("names", "proposed"),
    [
        ([CYRILLIC], ("Olha Zghurska", "uk-Latn")),
        ([("preferred", "ru", "Соловьёв Юрий")], ("Solovev Iurii", "ru-Latn")),
        ([("preferred", "ru", "Ольга Згурская"), CYRILLIC], ("Olha Zghurska", "uk-Latn")),
        ([("variant", "uk", "О. Згурська"), CYRILLIC], ("Olha Zghurska", "uk-Latn")),
        ([("preferred", "be", "Пётр")], ("Piotr", "be-Latn")),
        ([CYRILLIC, LATIN], None),
        ([CYRILLIC, ("variant", "pl", "Olga Zgurska")], None),
        ([("preferred", "en", "Olha Zghurska")], None),
        ([], None),
    ],
)
def test_a_latin_name_is_proposed_of_a_cyrillic_one_and_never_the_other_way(names, proposed):
    name = proposed_latin_name(named(*names))

    assert (name and (name.text, name.language)) == proposed


def test_the_form_adds_the_latin_name_which_may_be_refused(admin_client):
    response = add(admin_client, Person, lines=[("names", UKRAINIAN)])
    person = Person.objects.get()
    told = [str(m) for m in admin_client.get(response.url).context["messages"]]
    name = person.names.get(kind="transliteration")
    refused = {"names-1-DELETE": "on"}

    change(admin_client, person, **refused)
    change(admin_client, person, published_at_0="2021-05-01", published_at_1="12:00")

    assert told[0] == "“Olha Zghurska” was added as the Latin name. Change it, or take it out."
    assert (name.text, name.language, name.source) == (
        "Olha Zghurska",
        "uk-Latn",
        "resolution 55 of the Cabinet of Ministers of Ukraine, 2010",
    )
    assert person.slug == "olha-zghurska"
    assert list(person.names.values_list("text", flat=True)) == ["Ольга Згурська"]


def test_the_form_adds_no_name_to_a_latin_one(admin_client):
    latin = {"text": "Olha Zghurska", "language": "en", "kind": "preferred"}

    add(admin_client, Person, lines=[("names", latin)])

    assert list(PersonName.objects.values_list("text", flat=True)) == ["Olha Zghurska"]


def test_readers_see_all_public_names_in_their_languages(client):
    named(
        LATIN,
        ("variant", "pl", "Olga Zgurska"),
        ("misspelling", "en", "Olga Z"),
        ("former", "uk", "Ольга Рій"),
        ("as_printed", "uk", "О. Згурська"),
        CYRILLIC,
    )

    page = read(client, "/people/olha/")

    (heading,) = page.iter("h1")
    shown = [(li.get("lang"), li.text) for li in page.find_class("names")[0]]
    assert (heading.get("lang"), heading.text) == ("uk-Latn", "Olha Zghurska")
    assert shown == [("uk", "Ольга Згурська"), ("pl", "Olga Zgurska")]
