"""The admin of people, organizations and posts."""

from people.admin.affiliation import AffiliationAdmin
from people.admin.organization import OrganizationAdmin
from people.admin.person import PersonAdmin

__all__ = ["AffiliationAdmin", "OrganizationAdmin", "PersonAdmin"]
