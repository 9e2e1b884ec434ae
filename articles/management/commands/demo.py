import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.demo.loader import GROUPS, load

# Known to everybody, so only where nobody but this machine can sign in.
LOCAL_PASSWORD = "newsroom-demo"  # noqa: S105
LOCAL_HOSTS = {"127.0.0.1", "localhost", "::1"}


class Command(BaseCommand):
    """Loads the demonstration newsroom."""

    help = (
        "Loads fictional people, events and articles in three languages, and a user for each "
        "group. Safe to run again: what is there is left alone."
    )

    def handle(self, **options):
        is_local = urlsplit(settings.SITE_URL).hostname in LOCAL_HOSTS
        password = LOCAL_PASSWORD if is_local else secrets.token_urlsafe(12)
        written = load(password)
        counts = ", ".join(f"{number} {name}" for name, number in written.items() if number)
        self.stdout.write(
            f"Loaded {counts}."
            if counts
            else "The demonstration is there already; nothing changed."
        )
        if written["users"] or is_local:
            self._print_logins(password)

    def _print_logins(self, password: str) -> None:
        self.stdout.write(
            f"Sign in at {settings.SITE_URL}/admin/ as {', '.join(GROUPS)} or admin, "
            f"password {password} (unless somebody changed it). For demonstration only."
        )
