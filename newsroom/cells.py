"""What stands in one cell of a list in the admin."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def cell(first: object, *below: object) -> SafeString:
    """The first in its own right; what else there is, small below it, parted by dots."""
    told = " · ".join(str(part) for part in below if part)
    if not told:
        return format_html("{}", first)
    return format_html('{}<small class="below">{}</small>', first, told)
