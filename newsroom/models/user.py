from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody who works here; never a speaker or an author as such."""

    language = models.CharField(
        _("language of the admin"),
        max_length=2,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Empty: the language of the browser."),
    )
    wants_notices = models.BooleanField(
        _("notices by e-mail"),
        default=True,
        help_text=_("When something waits for you, or was returned to you."),
    )


def called(user: User | None) -> str:
    """How somebody who works here is called by the others."""
    return (user.get_full_name() or user.get_username()) if user else gettext("Somebody")
