"""Time zones, by their names in the IANA database."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def validate_time_zone(name: str) -> None:
    """Refuses a name that no clock knows."""
    if name not in available_timezones():
        raise ValidationError(
            _("There is no time zone “%(name)s”; write one such as Europe/Kyiv."),
            params={"name": name},
        )
