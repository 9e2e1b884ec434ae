"""The capacity in which somebody speaks: proposed from the dated posts, and held against them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from newsroom.folding import fold
from newsroom.templatetags.newsroom import in_words, precisely, precisely_after
from newsroom.texts import pick
from people.likeness import likeness_of_organizations
from people.models import Affiliation, Organization, Person

# What a participation is to be loaded with, for `disagreements`.
POSTS = [
    "event",
    "person__affiliations__texts",
    "person__affiliations__organization__names",
    "person__affiliations__organization__parent__names",
    "person__affiliations__organization__parent__parent__names",
]


def printed(affiliation: Affiliation, language: str) -> tuple[str, str]:
    """Post and organization as they would be printed in the language; each may be empty."""
    post = pick([affiliation, *affiliation.texts.all()], language).post
    organization = affiliation.organization
    name = organization.name_in(language) if organization else None
    return post, name.text if name else ""


def held_by(person: Person, day: date | None) -> Affiliation | None:
    """The post to propose for a day: the latest one whose term does not exclude it."""
    posts = person.affiliations.for_list()
    return next((post for post in posts if day is None or post.covers(day)), None)


def disagreements(participation: Any) -> list[str]:
    """Where the printed capacity and the dated posts differ, as sentences for the editor.

    Advice and no more: what was printed stays as printed. A capacity in a language in which the
    record has no words is held against the names of the organization alone. Asks nothing more of a
    participation that was loaded with POSTS.
    """
    if participation.person is None:
        return []
    posts = list(participation.person.affiliations.all())
    chosen = [post for post in posts if post.pk == participation.affiliation_id]
    if chosen:
        return [*_differing(participation, chosen[0], posts), *_not_held(participation, chosen[0])]
    return list(_of_unchosen(participation, posts))


def _differing(participation: Any, post: Affiliation, posts: list[Affiliation]) -> Iterator[str]:
    """What is printed otherwise than on record, and the post that is perhaps meant."""
    found = _differences(participation, post)
    yield from found
    day = participation.event.starts_on
    others = [p for p in posts if p != post and p.covers(day) and _is_meant(participation, p)]
    if found and others:
        yield _("It agrees with “%(post)s”: choose that post.") % {"post": others[0]}


def _not_held(participation: Any, post: Affiliation) -> Iterator[str]:
    day = participation.event.starts_on
    if not post.covers(day):
        told = _("“%(post)s” is on record %(term)s; the event was on %(day)s.")
        yield told % {"post": post, "term": _term(post), "day": in_words(day)}


def _of_unchosen(participation: Any, posts: list[Affiliation]) -> Iterator[str]:
    """Where no post was chosen: the one that is meant was not held, or only others were."""
    day = participation.event.starts_on
    meant = [post for post in posts if _is_meant(participation, post)]
    if meant and not any(post.covers(day) for post in meant):
        yield from _not_held(participation, meant[0])
    held = [post for post in posts if post.held_from and post.covers(day)]
    printed = [participation.printed_post, participation.printed_organization]
    if any(printed) and held and not meant and all(_differences(participation, p) for p in held):
        told = _("Printed “%(printed)s”, on record for that day “%(held)s”.")
        yield told % {
            "printed": ", ".join(filter(None, printed)),
            "held": _("”, “").join(map(str, held)),
        }


def _differences(participation: Any, post: Affiliation) -> list[str]:
    told = _("Printed “%(printed)s”, on record “%(held)s”.")
    printed = participation.printed_post, participation.printed_organization
    held = _held(post, participation.printed_language)
    return [
        told % {"printed": shown or "–", "held": known}
        for shown, known, agrees in zip(printed, held, _agrees(participation, post), strict=True)
        if known and not agrees
    ]


def _is_meant(participation: Any, post: Affiliation) -> bool:
    return any(_agrees(participation, post)) and not _differences(participation, post)


def _agrees(participation: Any, post: Affiliation) -> tuple[bool, bool]:
    """Whether the printed post is that on record in some language; and whether the printed
    organization is the one on record, or one that it is a part of, under any of its names."""
    rows: list[Any] = [post, *post.texts.all()]
    names = [n.text for one in _with_wholes(post.organization) for n in one.names.all()]
    organization = participation.printed_organization
    return (
        bool(participation.printed_post)
        and fold(participation.printed_post) in {fold(row.post) for row in rows},
        any(likeness_of_organizations(organization, name) for name in names if organization),
    )


def _held(post: Affiliation, language: str) -> tuple[str, str]:
    """Post and organization on record in the language, each empty where it has no words there."""
    rows: list[Any] = [post, *post.texts.all()]
    texts = [row.post for row in rows if row.language == language]
    names = post.organization.names.all() if post.organization else []
    named = [name.text for name in names if name.language == language]
    return next(iter(texts), ""), next(iter(named), "")


def _with_wholes(organization: Organization | None) -> Iterator[Organization]:
    while organization:
        yield organization
        organization = organization.parent


def _term(post: Affiliation) -> str:
    """From when until when a post was held, as far as it is known."""
    begins, ends = post.held_from, post.held_until
    if begins and ends:
        known = (
            precisely(begins, post.held_from_precision),
            precisely(ends, post.held_until_precision),
        )
        return " – ".join(known)
    if begins:
        return _("since %(day)s") % {"day": precisely_after(begins, post.held_from_precision)}
    return _("until %(day)s") % {"day": precisely_after(ends, post.held_until_precision)}
