"""Who spoke, wrote and organised: people, organizations, their names and their posts."""

from people.models.affiliation import Affiliation, AffiliationText
from people.models.name import OrganizationName, PersonName
from people.models.organization import Organization, OrganizationText
from people.models.person import Person, PersonLink, PersonText

__all__ = [
    "Affiliation",
    "AffiliationText",
    "Organization",
    "OrganizationName",
    "OrganizationText",
    "Person",
    "PersonLink",
    "PersonName",
    "PersonText",
]
