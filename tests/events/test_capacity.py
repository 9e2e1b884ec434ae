import datetime as dt

import pytest

from events import capacity
from events.models import Participation
from people.models import AffiliationText, OrganizationName
from tests.factories import (
    AffiliationFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 5, 13)


@pytest.fixture
def olha():
    return PersonFactory(name="Olha Rudenko")


@pytest.fixture
def post(olha):
    """Director in English and Ukrainian of a department of a service, from 2019 to June 2021."""
    service = OrganizationFactory(name="River Guard Service")
    OrganizationName.objects.create(organization=service, language="uk", text="Річкова служба")
    post = AffiliationFactory(
        person=olha,
        organization=OrganizationFactory(name="Department of Locks", parent=service),
        post="Director",
        post_language="en",
        held_from=dt.date(2019, 3, 1),
        held_from_precision="year",
        held_until=dt.date(2021, 6, 10),
        held_until_precision="month",
    )
    AffiliationText.objects.create(affiliation=post, language="uk", post="директорка")
    return post


def told(person, affiliation=None, day=DAY, language="en", **printed):
    """What is told of a capacity: `post` and `organization` as printed."""
    said = ParticipationFactory(
        event__starts_on=day,
        person=person,
        affiliation=affiliation,
        printed_language=language,
        printed_post=printed.get("post", ""),
        printed_organization=printed.get("organization", ""),
    )
    return capacity.disagreements(Participation.objects.get(pk=said.pk))


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", {"post": "director", "organization": "The Department of Locks"}),
        ("en", {"post": "директорка", "organization": "Річкова служба"}),
        ("uk", {"post": "Директорка", "organization": "Річкова Служба"}),
        ("en", {"post": "Director", "organization": "Department of Locks, River Guard Service"}),
        ("ru", {"post": "директор", "organization": "Речная служба"}),
    ],
)
def test_what_agrees_in_some_language_is_not_told(olha, post, language, printed):
    assert told(olha, post, language=language, **printed) == []


@pytest.mark.parametrize(
    ("language", "printed", "sentences"),
    [
        (
            "en",
            {"post": "expert", "organization": "Department of Locks"},
            ["Printed “expert”, on record “Director”."],
        ),
        (
            "uk",
            {"post": "експертка", "organization": "Центр"},
            ["Printed “експертка”, on record “директорка”."],
        ),
        (
            "en",
            {"post": "Director", "organization": "Department of Dams"},
            ["Printed “Department of Dams”, on record “Department of Locks”."],
        ),
        (
            "en",
            {"organization": "Department of Locks"},
            ["Printed “–”, on record “Director”."],
        ),
    ],
)
def test_what_differs_from_the_post_is_told(olha, post, language, printed, sentences):
    assert told(olha, post, language=language, **printed) == sentences


@pytest.mark.parametrize("day", [dt.date(2019, 1, 1), dt.date(2021, 6, 30)])
def test_a_post_covers_all_days_that_its_precision_allows(olha, post, day):
    assert told(olha, post, day, post="Director", organization="Department of Locks") == []


@pytest.mark.parametrize("chosen", [True, False])
@pytest.mark.parametrize(
    ("day", "words"), [((2018, 12, 31), "31 December 2018"), ((2021, 7, 1), "1 July 2021")]
)
def test_a_post_that_was_not_held_is_told_whether_it_was_chosen_or_not(
    olha, post, chosen, day, words
):
    printed = {"post": "Director", "organization": "Department of Locks"}

    sentences = told(olha, post if chosen else None, dt.date(*day), **printed)

    assert [sentence.replace("\u00a0", " ") for sentence in sentences] == [
        f"“Director, Department of Locks” is on record 2019 – June 2021; the event was on {words}."
    ]


def test_a_term_that_is_known_by_half_is_told_so(olha):
    post = AffiliationFactory(
        person=olha, post="Director", held_until=DAY.replace(year=2020), held_until_precision="day"
    )

    sentences = told(olha, post, post="Director", organization=str(post.organization))

    assert "is on record until 13 May 2020; the event" in sentences[0].replace("\u00a0", " ")


def test_the_post_that_is_meant_is_told(olha, post):
    other = AffiliationFactory(person=olha, post="lecturer", organization=None)

    assert told(olha, post, post="Lecturer") == [
        "Printed “Lecturer”, on record “Director”.",
        "Printed “–”, on record “Department of Locks”.",
        "It agrees with “lecturer”: choose that post.",
    ]
    assert told(olha, other, post="Lecturer") == []
    assert told(olha, post="Lecturer") == []


def test_a_capacity_that_is_no_post_of_the_day_is_told(olha, post):
    assert told(olha, post="adviser", organization="Sea Centre") == [
        "Printed “adviser, Sea Centre”, on record for that day “Director, Department of Locks”."
    ]
    assert told(olha, day=dt.date(2022, 1, 1), post="adviser", organization="Sea Centre") == []
    assert told(olha, language="ru", post="советник", organization="Морской центр") == []
    assert told(olha) == []


def test_an_undated_post_forbids_no_other_capacity(olha):
    AffiliationFactory(person=olha, post="director", organization=None)

    assert told(olha, post="adviser") == []


def test_a_group_holds_no_post():
    group = ParticipationFactory(kind="group", person=None, printed_name="the participants")

    assert capacity.disagreements(group) == []


@pytest.mark.parametrize("number", [1, 3])
def test_loaded_participations_ask_nothing_more(django_assert_num_queries, number):
    event = EventFactory()
    for _n in range(number):
        whole = OrganizationFactory(parent=OrganizationFactory())
        person = PersonFactory()
        post = AffiliationFactory(person=person, organization=OrganizationFactory(parent=whole))
        ParticipationFactory(event=event, person=person, affiliation=post)
    loaded = list(event.participations.select_related("person").prefetch_related(*capacity.POSTS))

    with django_assert_num_queries(0):
        assert [bool(capacity.disagreements(one)) for one in loaded] == [True] * number


@pytest.mark.parametrize(
    ("begins", "precision", "shown"),
    [
        ("2021-06-30", "day", "“Director, Department of Locks” was held at the same time."),
        ("2021-07-01", "day", ""),
        ("2021-12-31", "year", "“Director, Department of Locks” was held at the same time."),
    ],
)
def test_the_form_of_a_post_tells_what_overlaps(admin_client, olha, post, begins, precision, shown):
    other = AffiliationFactory(
        person=olha, organization=None, held_from=begins, held_from_precision=precision
    )
    addresses = f"people/affiliation/{other.pk}", f"people/person/{olha.pk}"

    for address in addresses:
        page = admin_client.get(f"/admin/{address}/change/").content.decode()
        assert ("was held at the same time" in page) is bool(shown)
        assert shown in page
