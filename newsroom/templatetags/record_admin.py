"""What the pages of the admin need beyond Django's own tags."""

from django import template

from newsroom.models import LogEntry

register = template.Library()
SHOWN = 10


@register.simple_tag
def recent_actions(user):
    """What the user did last, newest first."""
    entries = LogEntry.objects.filter(user=user)
    return entries.select_related("content_type")[:SHOWN]
