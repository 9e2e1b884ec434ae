"""What an article prints of the record, and whether it may."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from articles import prose
from articles.models import Article
from articles.quoting import difference, is_verbatim
from events.attribution import Rule
from events.models import Event, Statement, Wording

# The first newspapers are of 1605; a clock near the beginning of time fails.
FIRST_YEAR = 1605
QUOTED = {Statement.Kind.DIRECT, Statement.Kind.MIXED}


class References:
    """The statements that an article marks, as the record has them now."""

    def __init__(self, article: Article):
        self.article = article
        self.uses = prose.uses(article.body)
        ids = [use.statement_id for use in self.uses]
        found = Statement.objects.filter(public_id__in=ids).for_list()
        self.statements = {statement.public_id: statement for statement in found}

    @classmethod
    def locked(cls, article: Article) -> "References":
        """The same, while a withdrawal of any of them waits till this transaction is done."""
        ids = [use.statement_id for use in prose.uses(article.body)]
        rows = Statement.objects.select_for_update(of=("self",)).filter(public_id__in=ids)
        list(rows.order_by("pk").values_list("pk"))
        return cls(article)

    @property
    def events(self) -> list[Event]:
        """The events at which the marked statements were made, each once."""
        return list({s.event.pk: s.event for s in self.statements.values()}.values())

    def wording(self, use: prose.Use, statement: Statement) -> Wording | None:
        """The wording that a use prints: of the article's language, or for a paraphrase any."""
        wording = statement.wording_in(self.article.language)
        if wording is None or (use.quoted and wording.language != self.article.language):
            return None
        if wording.language != self.article.language and statement.original:
            return statement.original
        return wording

    def printed(self) -> Iterator[tuple[prose.Use, Statement, Wording]]:
        """Each use with its statement and wording, as far as there are such."""
        for use in self.uses:
            statement = self.statements.get(use.statement_id)
            if statement and (wording := self.wording(use, statement)):
                yield use, statement, wording

    def told(self, at: datetime) -> Iterator[tuple[str, str]]:
        """What stands against printing the words at the moment `at`: a sentence each, and the id
        of the statement that it is about."""
        yield from ((told, "") for told in self._own_faults())
        yield from ((told, "") for told in prose.faults(self.article.body))
        yield from self._of_marks()
        yield from closed(self.statements.values(), at)

    def _own_faults(self) -> Iterator[str]:
        if not self.article.slug:
            yield _("The article has no address: give it a slug.")
        printed_on = self.article.first_printed_on
        if printed_on and printed_on.year < FIRST_YEAR:
            yield _("It cannot have been first printed in the year %(year)d.") % {
                "year": printed_on.year
            }
        if not prose.plain_text(self.article.body).strip():
            yield _("The article has no text.")
        if self.article.stage == Article.Stage.SPIKED:
            yield _("The article is in the bin: take it out first.")

    def word_faults(self) -> list[str]:
        """Where marked words are not the recorded ones."""
        return [told for told, _statement in self._of_marks()]

    def _of_marks(self) -> Iterator[tuple[str, str]]:
        for use in self.uses:
            statement = self.statements.get(use.statement_id)
            if statement is None:
                told = _("“%(words)s” is marked as statement %(id)s, which does not exist.")
                words = {"words": prose.shortened(use.passages[0]), "id": use.statement_id}
                yield told % words, use.statement_id
            else:
                for told in quotation_faults(use, statement, self.wording(use, statement)):
                    yield told, use.statement_id


def closed(statements: Iterable[Statement], at: datetime) -> Iterator[tuple[str, str]]:
    """The statements that readers may not see at the moment `at`: why, and the id of each."""
    statements = list(statements)
    ids = [s.pk for s in statements]
    public = set(Statement.objects.public(at).filter(pk__in=ids).values_list("pk", flat=True))
    for statement in statements:
        if statement.pk not in public:
            yield reason_closed(statement, at), statement.public_id


def quotation_faults(use: prose.Use, statement: Statement, wording: Wording | None) -> list[str]:
    """Where the printed words leave the recorded ones, in sentences for the editor."""
    if use.quoted and statement.kind not in QUOTED:
        return [
            _("“%(words)s” is printed as a quotation, but %(id)s is recorded as a paraphrase.")
            % {"words": prose.shortened(use.quoted[0]), "id": statement.public_id}
        ]
    if wording is None:
        return [
            _("Statement %(id)s has no confirmed words in this language.")
            % {"id": statement.public_id}
        ]
    return [
        _("Not the recorded words of %(id)s: %(difference)s")
        % {"id": statement.public_id, "difference": _told(passage, wording.text)}
        for passage in use.quoted
        if not is_verbatim(passage, wording.text)
    ]


def reason_closed(statement: Statement, at: datetime) -> str:
    """Why readers may not see a statement at a moment."""
    event = statement.event
    reasons = {
        "withdrawn": _("Statement %(id)s is withdrawn: take it out of the text."),
        "merged": _("Statement %(id)s is now one with %(kept)s: mark the words with that one."),
        "draft": _("Statement %(id)s is a draft: confirm it first."),
        "unpublished": _(
            "Statement %(id)s: its event “%(event)s” is not public at that moment; make it public "
            "with this publication, or on its own page."
        ),
        "closed": _(
            "Statement %(id)s: the statements of “%(event)s” are not public at that moment; open "
            "them with this publication, or publish later."
        ),
        "rule": _("Statement %(id)s may not be printed: %(rule)s"),
    }
    return reasons[_obstacle(statement, event, at)] % {
        "id": statement.public_id,
        "kept": statement.standing.public_id,
        "event": event,
        "rule": Rule(statement.effective_rule).sentence,
    }


def _obstacle(statement: Statement, event: Event, at: datetime) -> str:
    if statement.state == Statement.State.WITHDRAWN:
        return "withdrawn"
    if statement.state == Statement.State.MERGED:
        return "merged"
    if statement.state == Statement.State.DRAFT:
        return "draft"
    if event.published_at is None or event.published_at > at:
        return "unpublished"
    if event.record_from is None or event.record_from > at:
        return "closed"
    return "rule"


def _told(passage: str, wording: str) -> str:
    """The differences as “printed” — “recorded”."""
    pairs = difference(passage, wording)
    if not pairs:
        return f"“{passage[:120]}” – “{wording[:120]}”"
    return "; ".join(
        _("printed “%(printed)s”, recorded “%(recorded)s”")
        % {"printed": printed or "–", "recorded": recorded or "–"}
        for printed, recorded in pairs[:3]
    )
