"""What every template may need."""

from django.conf import settings


def site(request):
    """The name and address of the site, and its languages."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_languages": settings.LANGUAGES,
    }
