"""The capacity in which somebody speaks: proposed from the dated posts, and held against them."""

import calendar
from datetime import date

from django.utils.translation import gettext as _

from newsroom.folding import fold
from newsroom.texts import pick
from people.models import Affiliation, Person


def printed(affiliation: Affiliation, language: str) -> tuple[str, str]:
    """Post and organization as they would be printed in the language; each may be empty."""
    post = pick([affiliation, *affiliation.texts.all()], language).post
    organization = affiliation.organization
    name = organization.name_in(language) if organization else None
    return post, name.text if name else ""


def held_by(person: Person, day: date | None) -> Affiliation | None:
    """The post to propose for a day: the latest one whose term does not exclude it."""
    posts = person.affiliations.for_list()
    return next((post for post in posts if day is None or covers(post, day)), None)


def covers(affiliation: Affiliation, day: date) -> bool:
    """Whether the post may have been held on the day; an unknown end of a term excludes nothing."""
    begins, ends = affiliation.held_from, affiliation.held_until
    if begins and _first_day(begins, affiliation.held_from_precision) > day:
        return False
    return not (ends and _last_day(ends, affiliation.held_until_precision) < day)


def _first_day(known: date, precision: str) -> date:
    if precision == "year":
        return known.replace(month=1, day=1)
    return known.replace(day=1) if precision == "month" else known


def _last_day(known: date, precision: str) -> date:
    if precision == "year":
        return known.replace(month=12, day=31)
    last = calendar.monthrange(known.year, known.month)[1]
    return known.replace(day=last) if precision == "month" else known


def disagreements(participation) -> list[str]:
    """Where the printed capacity and the dated post differ, as sentences for the editor."""
    affiliation = participation.affiliation
    if affiliation is None:
        return []
    post, organization = printed(affiliation, participation.printed_language)
    pairs = [(participation.printed_post, post), (participation.printed_organization, organization)]
    found = [
        _("Printed “%(printed)s”, on record “%(held)s”.") % {"printed": shown or "–", "held": held}
        for shown, held in pairs
        if held and fold(shown) != fold(held)
    ]
    if not covers(affiliation, participation.event.starts_on):
        found.append(_("The post was not held on the day of the event."))
    return found
