"""The pages of people and organizations."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from newsroom.paging import page
from people.models import Organization, Person


def person_list(request):
    people = Person.objects.published().alphabetical().for_list()
    context = {"people": page(request, people, "sort_key", "id", size=120)}
    return render(request, "people/person_list.html", context)


def person_detail(request, slug):
    person = get_object_or_404(Person.objects.published().for_page(), slug=slug)
    appearances = person.participations.named().present().with_words()
    context = {
        "person": person,
        "appearances": page(request, appearances, "-event__starts_on", "-id"),
        "editions": _each_once(person.coverage.live(), 5),
    }
    return render(request, "people/person_detail.html", context)


def organization_list(request):
    organizations = Organization.objects.published().alphabetical().for_list()
    context = {"organizations": page(request, organizations, "sort_key", "id", size=120)}
    return render(request, "people/organization_list.html", context)


def organization_detail(request, slug):
    organization = get_object_or_404(Organization.objects.published().for_page(), slug=slug)
    context = {
        "organization": organization,
        "affiliations": organization.affiliations.published().for_list()[:50],
        "organised": organization.event_rows.published().newest().for_list()[:10],
        "hosted": organization.hosted_events.published()
        .not_organised_by(organization)
        .newest()
        .for_list()[:10],
        "editions": _each_once(organization.coverage.live(), 10),
    }
    return render(request, "people/organization_detail.html", context)


def _each_once(editions, number):
    """The latest ones; who has two credits in one of them stands there once."""
    rows = editions.in_language(get_language()).newest("bylines").for_links()
    return list(dict.fromkeys(rows[: 2 * number]))[:number]
