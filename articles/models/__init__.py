"""What we publish: working copies, the editions that readers see, and what they quote."""

from articles.models.article import Article, ArticleTopic, Byline, Credit, Section, SectionText
from articles.models.coverage import EditionByline, EditionEvent, EditionTopic
from articles.models.dismissal import Dismissal, Waiver
from articles.models.edition import Edition
from articles.models.intake import Intake
from articles.models.quotation import Correction, Quotation

__all__ = [
    "Article",
    "ArticleTopic",
    "Byline",
    "Correction",
    "Credit",
    "Dismissal",
    "Edition",
    "EditionByline",
    "EditionEvent",
    "EditionTopic",
    "Intake",
    "Quotation",
    "Section",
    "SectionText",
    "Waiver",
]
