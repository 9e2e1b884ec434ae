"""The lists on the first page of the admin."""

from django import template

from articles.admin.boards import boards

register = template.Library()


@register.inclusion_tag("admin/articles/dashboard.html", takes_context=True)
def dashboard(context) -> dict:
    """The lists of whoever is signed in."""
    return {
        "columns": boards(context["request"].user),
        "csrf_token": context.get("csrf_token"),
    }
