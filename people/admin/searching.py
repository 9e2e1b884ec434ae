"""Search in the admin that finds people and organizations under any spelling."""

from django.db.models import Q

from people.similar import similar_organizations, similar_people
from people.spelling import sound

MANY = 20
SHORTEST_PART = 3  # letters of a word that is not typed to its end


class SpellingSearchMixin:
    """Finds what leads to a person or an organization also by another spelling of the name.

    The paths lead from the model: empty where it is the person itself, `participation__person`.
    """

    path_to_person: str | None = None
    path_to_organization: str | None = None

    def matching(self, word):
        found, heard = super().matching(word), sound(word)
        for path in (self.path_to_person, self.path_to_organization):
            if path is not None and len(heard) >= SHORTEST_PART:
                found |= Q(**{_joined(path, "names__key__contains"): heard})
        return found

    def also_found(self, search_term):
        found = super().also_found(search_term)
        searches = [
            (self.path_to_person, similar_people),
            (self.path_to_organization, similar_organizations),
        ]
        for path, similar in searches:
            if path is not None:
                pks = [candidate.record.pk for candidate in similar(search_term, limit=MANY)]
                found |= Q(**{_joined(path, "pk__in"): pks})
        return found


def _joined(path: str, lookup: str) -> str:
    return f"{path}__{lookup}" if path else lookup
