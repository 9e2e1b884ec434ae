"""Whether a file brings in anew who is on record already under another slug."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from events.transfer.faults import BAD
from events.transfer.rows import each
from people.likeness import SAME
from people.models import Organization, Person
from people.similar import similar_organizations, similar_people

SEARCHES: dict[str, tuple] = {
    "people": (Person, similar_people),
    "organizations": (Organization, similar_organizations),
}


def same_names(parsed: dict[str, Any]) -> list[str]:
    """A notice for each person and organization that the record lacks under the slug of the file,
    and has under another one by the same name, in whatever spelling."""
    told = _(
        "%(path)s: “%(name)s” has the same name as “%(record)s” (%(slug)s), who is on record: see "
        "the possible doubles."
    )
    return [
        told % {"path": path, "name": name, "record": record, "slug": record.slug}
        for part, (model, similar) in SEARCHES.items()
        for path, row in each(parsed[part], part)
        if row["slug"] is not BAD and not model.objects.filter(slug=row["slug"]).exists()
        for record, name in _namesakes(similar, each(row["names"], ""))
    ]


def _namesakes(similar, names: Iterable) -> list[tuple[Any, str]]:
    texts = [name["text"] for _path, name in names if isinstance(name["text"], str)]
    found = {c.record: text for text in texts for c in similar(text) if c.score >= SAME}
    return list(found.items())
