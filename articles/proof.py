"""The proof meter of an article: how far the words that it quotes are backed."""

from articles.models import Article
from articles.references import References
from events.proof import Proof, prove


def of_text(article: Article) -> Proof:
    """The proof of the words that the working copy quotes from the record."""
    references = References(article)
    return prove(
        (passage, statement, references.wording(use, statement))
        for use in references.uses
        if (statement := references.statements.get(use.statement_id))
        for passage in use.quoted
    )
