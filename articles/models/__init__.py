"""What we publish: working copies, the editions that readers see, and what they quote."""

from articles.models.article import Article, ArticleTopic, Byline, Credit, Section, SectionText
from articles.models.edition import (
    Correction,
    Edition,
    EditionByline,
    EditionEvent,
    EditionTopic,
    Quotation,
)

__all__ = [
    "Article",
    "ArticleTopic",
    "Byline",
    "Correction",
    "Credit",
    "Edition",
    "EditionByline",
    "EditionEvent",
    "EditionTopic",
    "Quotation",
    "Section",
    "SectionText",
]
