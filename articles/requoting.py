"""The quotations of a text in another language: the record's words, not a second translation."""

from articles import prose
from articles.models import Article
from articles.pickers import quoted
from articles.quoting import is_whole
from articles.references import References
from events.models import Statement


def requoted(article: Article, language: str) -> str:
    """The body, with each quotation that prints the whole of a statement in the confirmed words of
    the other language, where there are such; part of a statement is left to the translator."""
    references = References(article)
    whole = {
        statement.public_id: (wording.text, told)
        for _use, statement, wording in references.printed()
        if (told := _words_in(statement, language))
    }

    def word(statement_id: str, passage: str) -> str | None:
        recorded, told = whole.get(statement_id, ("", ""))
        return quoted(told, language) if is_whole(passage, recorded) else None

    return prose.reworded(article.body, word) if whole else article.body


def _words_in(statement: Statement, language: str) -> str:
    """The words that stand in exactly this language, in one line; empty where there are none."""
    if statement.state != Statement.State.CONFIRMED:
        return ""
    found = [w.text for w in statement.current_wordings if w.language == language]
    return " ".join(found[0].split()) if found else ""
