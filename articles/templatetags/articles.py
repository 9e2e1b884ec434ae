"""What the frame of every page says of the articles."""

from django import template
from django.utils.translation import get_language

from articles.models import Edition

register = template.Library()


@register.simple_tag
def plain_pages() -> list[Edition]:
    """The plain pages in the language of the page: about, contacts, policies."""
    pages = Edition.objects.live().plain().in_language(get_language()).select_related("article")
    return list(
        pages.only(
            "headline", "language", "article__slug", "article__language", "article__kind"
        ).order_by("id")
    )
