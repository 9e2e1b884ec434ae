from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from people.keys import update_keys
from people.models import OrganizationName, PersonName


class Command(BaseCommand):
    help = "Brings the stored keys of names up to date after a change of people/spellings.toml."

    def handle(self, *args, **options):
        changed = update_keys(PersonName) + update_keys(OrganizationName)
        told = ngettext("%(number)d name changed.", "%(number)d names changed.", changed)
        self.stdout.write(told % {"number": changed})
