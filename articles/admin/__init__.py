"""The admin of what we publish."""

from articles.admin import article, edition, intake, section

__all__ = ["article", "edition", "intake", "section"]
