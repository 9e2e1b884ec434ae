"""The admin of what we publish."""

from articles.admin import article, edition, section

__all__ = ["article", "edition", "section"]
