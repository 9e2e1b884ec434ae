"""The lines of names, of people and of organizations."""

from newsroom.recordadmin import RecordInline
from people.models import OrganizationName, PersonName


class NameInline(RecordInline):
    fields = ["text", "language", "kind", "source"]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj and obj.names.exists() else 1


class PersonNameInline(NameInline):
    model = PersonName


class OrganizationNameInline(NameInline):
    model = OrganizationName
