"""Reading people, organizations and topics: known ones are found by slug and never changed."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from events.transfer import format as shapes
from events.transfer.faults import BAD
from events.transfer.rows import Rows, each, of_file
from newsroom.models import Topic, TopicText, User
from people.models import (
    Affiliation,
    AffiliationText,
    Organization,
    OrganizationName,
    OrganizationText,
    Person,
    PersonLink,
    PersonName,
    PersonText,
)


class Known:
    """The records of a model by slug: those of the database and those just written."""

    def __init__(self, model: type[models.Model]):
        self.model = model
        self.rows: dict[Any, Any] = {}

    def get(self, slug: Any) -> Any:
        """The record; BAD where it was refused, None where there is none."""
        if slug is not BAD and slug not in self.rows:
            self.rows[slug] = self.model._default_manager.filter(slug=slug).first()
        return self.rows.get(slug)


class Named:
    """Everyone and everything that a file names, by slug; the unknown ones are written first."""

    def __init__(self, data: dict[str, Any], rows: Rows):
        self.data, self.rows = data, rows
        self.topics, self.organizations, self.people = (
            Known(model) for model in (Topic, Organization, Person)
        )
        self.posts: dict[str, dict[str, Any]] = {}
        self.users: dict[str, Any] = {}

    def write(self) -> None:
        """Writes what is not on record yet."""
        self._write_topics()
        self._write_organizations()
        for path, row in each(self.data["people"], "people"):
            self._write_person(path, row)

    def topic(self, path: str, slug: str | None) -> Any:
        """The topic of a slug."""
        missing = _("There is no topic “%s”, neither in the file nor on record.")
        return self.rows.find(path, self.topics.get, slug, missing)

    def organization(self, path: str, slug: str | None) -> Any:
        """The organization of a slug."""
        missing = _("There is no organization “%s”, neither in the file nor on record.")
        return self.rows.find(path, self.organizations.get, slug, missing)

    def person(self, path: str, slug: str | None) -> Any:
        """The person of a slug."""
        missing = _("There is no person “%s”, neither in the file nor on record.")
        return self.rows.find(path, self.people.get, slug, missing)

    def post(self, path: str, person: str | None, key: str | None) -> Any:
        """The post that has this key among those of the person."""
        if person is BAD or (person is None and key is not None):
            return BAD if person is BAD else self.rows.faults.add(path, _("A post needs a person."))
        missing = _("The file gives this person no post with the key “%s”.")
        post = self.rows.find(path, self.posts.get(person or "", {}).get, key, missing)
        if isinstance(post, str):
            return self.rows.faults.add(path, post)
        return post

    def user(self, path: str, name: Any) -> Any:
        """The user of a name; an unknown one is written, without a password and inactive."""
        if name is None:
            return None
        if name is BAD or name in self.users:
            return self.users.get(name, BAD)
        user = User.objects.filter(username=name).first()
        if user is None:
            user = User(username=name, is_active=False)
            user.set_unusable_password()
            user = self.rows.write(path, user, keys={"username": "checked_by"})
        self.users[name] = user
        return user

    def _write_topics(self) -> None:
        for path, row in each(self.data["topics"], "topics"):
            if self.topics.get(row["slug"]) is None:
                topic = self.rows.add(path, Topic, of_file(row, shapes.TOPIC_FIELDS))
                self.rows.add_texts(path, TopicText, "topic", topic, row["texts"])
                self.topics.rows[row["slug"]] = topic

    def _write_organizations(self) -> None:
        """The whole before its parts; those that are parts of each other in a circle come last."""
        waiting = [
            (path, row)
            for path, row in each(self.data["organizations"], "organizations")
            if self.organizations.get(row["slug"]) is None
        ]
        while waiting:
            slugs = {row["slug"] for path, row in waiting}
            ready = [item for item in waiting if item[1]["parent"] not in slugs]
            for path, row in ready or waiting:
                self._write_organization(path, row, in_circle=not ready)
            waiting = [item for item in waiting if item not in ready] if ready else []

    def _write_organization(self, path: str, row: dict[str, Any], *, in_circle: bool) -> None:
        values = of_file(row, shapes.ORGANIZATION_FIELDS)
        place = f"{path}.parent"
        if in_circle:
            fault = _("An organization cannot be a part of itself, also not through others.")
            values["parent"] = self.rows.faults.add(place, fault)
        else:
            values["parent"] = self.organization(place, row["parent"])
        organization = self.rows.add(path, Organization, values)
        self._write_names(path, OrganizationName, {"organization": organization}, row["names"])
        self.rows.add_texts(path, OrganizationText, "organization", organization, row["texts"])
        self.organizations.rows[row["slug"]] = organization

    def _write_names(self, path: str, model, owner: dict[str, Any], names: Any) -> None:
        for place, name in each(names, f"{path}.names"):
            self.rows.add(place, model, {**owner, **name})

    def _write_person(self, path: str, row: dict[str, Any]) -> None:
        slug = row["slug"]
        if known := self.people.get(slug):
            self.posts[slug] = self._posts_on_record(path, known, row)
            return
        person = self.rows.add(path, Person, of_file(row, shapes.PERSON_FIELDS))
        self.people.rows[slug] = person
        self._write_names(path, PersonName, {"person": person}, row["names"])
        self.rows.add_texts(path, PersonText, "person", person, row["texts"])
        for place, link in each(row["links"], f"{path}.links"):
            self.rows.add(place, PersonLink, {"person": person, **link})
        self.posts[slug] = {
            post["key"]: self._write_post(place, person, post)
            for place, post in each(row["affiliations"], f"{path}.affiliations")
        }

    def _write_post(self, path: str, person: Any, row: dict[str, Any]) -> Any:
        values = of_file(row, shapes.AFFILIATION_FIELDS)
        values["person"] = person
        values["organization"] = self.organization(f"{path}.organization", row["organization"])
        post = self.rows.add(path, Affiliation, values)
        self.rows.add_texts(path, AffiliationText, "affiliation", post, row["texts"])
        return post

    def _posts_on_record(self, path: str, person: Person, row: dict[str, Any]) -> dict[str, Any]:
        """The person's recorded posts by the file's keys; a sentence for one that is not there."""
        recorded = {
            _fields(
                vars(post) | {"organization": post.organization and post.organization.slug}
            ): post
            for post in person.affiliations.select_related("organization")
        }
        missing = _("“%s” is on record without this post, and is not changed: add the post first.")
        return {
            post["key"]: recorded.get(_fields(post), missing % person)
            for place, post in each(row["affiliations"], path)
        }


def _fields(values: dict[str, Any]) -> tuple:
    return tuple(values[name] for name in ["organization", *shapes.AFFILIATION_FIELDS])
