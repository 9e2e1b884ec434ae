"""The people and organizations that a text prints."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from newsroom.models import LogEntry
from people.models import Affiliation, Organization, Person
from people.recording import NEW, Recorder
from tests.factories import OrganizationFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 12)


@pytest.fixture
def recorder():
    return recording("en")


def recording(language):
    return Recorder(language, UserFactory(), "from a letter")


def names(record):
    return [(name.text, name.language, name.kind) for name in record.names.all()]


def logged():
    entries = LogEntry.objects.order_by("pk")
    return [(e.content_type.model, e.action, e.label, e.note) for e in entries]


@pytest.mark.parametrize("word", ["person", "organization"])
def test_a_new_record_has_its_name_and_is_not_public(recorder, word):
    record = getattr(recorder, word)("Olha Rii")

    assert (record.slug, record.published_at) == ("olha-rii", None)
    assert names(record) == [("Olha Rii", "en", "preferred")]
    assert logged() == [(word, "added", "Olha Rii", "from a letter")]
    assert LogEntry.objects.get().user == recorder.user


def test_a_new_person_in_cyrillic_gets_a_latin_name():
    person = recording("uk").person("Юрій Згурський")

    assert names(person) == [
        ("Юрій Згурський", "uk", "preferred"),
        ("Yurii Zghurskyi", "uk-Latn", "transliteration"),
    ]


def test_a_new_organization_is_of_the_kind_that_its_name_tells(recorder):
    assert recorder.organization("Danube Pilot Service").kind == "state_body"


def test_no_name_is_no_organization(recorder):
    assert recorder.organization("") is None
    assert not Organization.objects.exists()


@pytest.mark.parametrize("word", ["person", "organization"])
def test_names_without_letters_get_addresses_of_their_own(recorder, word):
    slugs = [getattr(recorder, word)(name, NEW).slug for name in ("…", "東京", "京都")]

    assert slugs == [word, f"{word}-2", f"{word}-3"]


@pytest.mark.parametrize("printed", ["olha  rii", "Ольга Рій"])
def test_the_only_person_of_a_name_in_any_spelling_is_found(printed):
    known = PersonFactory(name="Olha Rii")

    assert recording("uk").person(printed) == known


def test_the_only_organization_of_a_name_in_any_spelling_is_found(recorder):
    known = OrganizationFactory(name="Brid Center")

    assert recorder.organization("The Brid Centre") == known


@pytest.mark.parametrize(
    ("word", "factory"), [("person", PersonFactory), ("organization", OrganizationFactory)]
)
def test_of_namesakes_none_is_taken_unchosen(recorder, word, factory):
    known = [factory(name="Olha Rii"), factory(name="Olha Rii")]

    found = getattr(recorder, word)("Olha Rii")

    assert found not in known
    assert getattr(recorder, word)("Olha Rii", known[1].pk) == known[1]
    assert getattr(recorder, word)("Olha Rii") == found


def test_a_new_one_that_was_chosen_is_another_and_one_in_all_the_text(recorder):
    namesake = PersonFactory(name="Olha Rii")

    first, again = recorder.person("Olha Rii", NEW), recorder.person("OLHA RII", NEW)

    assert first == again != namesake


def test_a_known_spelling_changes_nothing(recorder):
    known = PersonFactory(name="Olha Rii")

    recorder.person("OLHA RII", known.pk)

    assert names(known) == [("Olha Rii", "en", "preferred")]
    assert logged() == []


@pytest.mark.parametrize(
    ("word", "factory", "language", "kind"),
    [
        ("person", PersonFactory, "en", "as_printed"),
        ("person", PersonFactory, "uk", "preferred"),
        ("organization", OrganizationFactory, "en", "as_printed"),
        ("organization", OrganizationFactory, "uk", "as_printed"),
    ],
)
def test_a_chosen_record_gains_the_spelling(word, factory, language, kind):
    known = factory(name="Rii")

    getattr(recording(language), word)("Обрій", known.pk)

    assert names(known) == [("Rii", "en", "preferred"), ("Обрій", language, kind)]
    assert [entry[:2] for entry in logged()] == [(word, "changed")]


def test_a_post_is_recorded_once_with_the_day_on_which_it_was_seen(recorder):
    person, body = PersonFactory(), OrganizationFactory()

    first = recorder.affiliation(person, body, "Director", DAY)
    again = recorder.affiliation(person, body, "director", dt.date(2026, 4, 1))

    assert (first.post, first.post_language, first.seen_on) == ("Director", "en", DAY)
    assert again == first
    assert [entry[:2] for entry in logged()] == [("affiliation", "added")]


@pytest.mark.parametrize(
    ("has_body", "post", "count"), [(True, "", 1), (False, "ferryman", 1), (False, "", 0)]
)
def test_a_post_stands_alone_and_so_does_an_organization(recorder, has_body, post, count):
    body = OrganizationFactory() if has_body else None

    found = recorder.affiliation(PersonFactory(), body, post, DAY)

    assert Affiliation.objects.count() == count == (found is not None)


def test_a_record_that_is_gone_is_told(recorder):
    with pytest.raises(ValidationError) as caught:
        recorder.organization("Brid Centre", 4711)

    assert caught.value.messages == [
        "The record that was chosen is gone: choose again (organization)."
    ]


def test_a_refusal_names_the_record(recorder):
    long = "Ferryman " * 40

    with pytest.raises(ValidationError) as name:
        recorder.person(long, NEW)
    with pytest.raises(ValidationError) as post:
        recorder.affiliation(PersonFactory(), None, long, DAY)

    assert [caught.value.messages for caught in (name, post)] == [
        [f"{what} “{long}”: Ensure this value has at most 300 characters (it has 360)."]
        for what in ("name", "post")
    ]


def test_a_record_without_a_name_is_refused_by_the_printed_one(recorder):
    person = Person(slug=PersonFactory().slug)

    with pytest.raises(ValidationError) as caught:
        recorder.save(person, "Olha Rii")

    assert [told.partition(":")[0] for told in caught.value.messages] == ["person “Olha Rii”"]
