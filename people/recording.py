"""The people and organizations that a text prints: found on record, else made."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from newsroom.addresses import propose_slug
from newsroom.folding import fold
from newsroom.models import LogEntry, User
from people.kinds import likely_kind
from people.latin import proposed_latin_name
from people.models import Affiliation, Organization, OrganizationName, Person, PersonName
from people.models.name import Name
from people.similar import Candidate, similar_organizations, similar_people

NEW = "new"  # in place of the key of a record: a new one was chosen
Choice = int | str | None


class Recorder:
    """Finds and makes the records of one text in one language, for a user.

    The note says in the log where they come from. Each word raises ValidationError, in sentences
    with the record's name. What is made is not public.
    """

    def __init__(self, language: str, user: User, note: str):
        self.language, self.user, self.note = language, user, note
        self._made: dict[tuple[type[models.Model], str], Any] = {}

    def save(self, record: models.Model, name: str = "") -> None:
        """Stores a record that its own rules accept; `name` is for one that has no names yet."""
        try:
            record.full_clean()
        except ValidationError as error:
            what = f"{record._meta.verbose_name} “{name or record}”"
            raise ValidationError([f"{what}: {told}" for told in error.messages]) from error
        record.save()

    def keep(self, record: models.Model, name: str = "") -> None:
        """Stores a new record, and notes it in the log."""
        self.save(record, name)
        self.log(record, LogEntry.Action.ADDED)

    def log(self, record: models.Model, action: str) -> None:
        LogEntry.objects.write(self.user, record, action, note=self.note)

    def chosen(self, model: type[models.Model], key: Choice) -> Any:
        """The record with the key that was chosen; None where there is no key."""
        if not isinstance(key, int):
            return None
        found = model._default_manager.filter(pk=key).first()
        if found is None:
            told = _("The record that was chosen is gone: choose again (%(what)s).")
            raise ValidationError(told % {"what": model._meta.verbose_name})
        return found

    def person(self, name: str, choice: Choice = None) -> Person:
        """The person who was chosen; without a choice the only one of that name in any spelling;
        else a new one, the same each time the text prints the name."""
        return self._named(Person(), similar_people, name, choice)

    def organization(self, name: str, choice: Choice = None) -> Organization | None:
        """The organization, found as a person is, by its name in the nominative; None for none."""
        body = Organization(kind=likely_kind(name))
        return self._named(body, similar_organizations, name, choice) if name else None

    def affiliation(
        self, person: Person, organization: Organization | None, post: str, seen_on: date
    ) -> Affiliation | None:
        """The post that is printed with a name; one without an organization is real."""
        if not (post or organization):
            return None
        same = person.affiliations.filter(organization=organization, folded=fold(post)).first()
        if same:
            return same
        affiliation = Affiliation(
            person=person,
            organization=organization,
            post=post,
            post_language=self.language,
            seen_on=seen_on,
        )
        self.keep(affiliation, post or str(organization))
        return affiliation

    def _named(
        self, new: Any, similar: Callable[..., list[Candidate]], name: str, choice: Choice
    ) -> Any:
        key = type(new), fold(name)
        known = self.chosen(type(new), choice) or self._made.get(key)
        if known is None and choice != NEW:
            known = next((one.record for one in similar(name, limit=1) if one.is_same), None)
        if known is None:
            unnamed = new._meta.model_name
            new.slug = propose_slug(new, name, self.language) or propose_slug(new, unnamed)
            self.save(new, name)
            self._made[key] = new
        record = known or new
        if not record.names.filter(folded=fold(name)).exists():
            self._add_name(record, name)
            self.log(record, LogEntry.Action.CHANGED if known else LogEntry.Action.ADDED)
        return record

    def _add_name(self, record: Any, name: str) -> None:
        preferred = record.names.filter(kind=Name.Kind.PREFERRED)
        if isinstance(record, Person):
            preferred = preferred.filter(language=self.language)
        # An organization on record keeps its name: the printed one may stand in another case.
        kind = Name.Kind.AS_PRINTED if preferred.exists() else Name.Kind.PREFERRED
        spelling = {"text": name, "language": self.language, "kind": kind}
        if isinstance(record, Person):
            self.save(PersonName(person=record, **spelling))
            if latin := proposed_latin_name(record):
                self.save(latin)
        else:
            self.save(OrganizationName(organization=record, **spelling))
