"""Who spoke, wrote and organised: people, organizations, their names and their posts."""

from people.models.affiliation import Affiliation, AffiliationText
from people.models.different import DifferentOrganizations, DifferentPeople
from people.models.name import OrganizationName, PersonName
from people.models.organization import Organization, OrganizationText
from people.models.person import Person, PersonLink, PersonText

__all__ = [
    "Affiliation",
    "AffiliationText",
    "DifferentOrganizations",
    "DifferentPeople",
    "Organization",
    "OrganizationName",
    "OrganizationText",
    "Person",
    "PersonLink",
    "PersonName",
    "PersonText",
]
