"""Quotations in live editions that no longer agree with the record."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Dismissal, Quotation
from tests.factories import ArticleFactory, StatementFactory, UserFactory, mark, publish

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def printed(statement, *others, **fields) -> Quotation:
    """The use of a statement in the live edition of an article."""
    body = "".join(f"<p>{mark(one)}</p>" for one in (statement, *others))
    edition = publish(ArticleFactory(body=body, **fields), UserFactory())
    return edition.quotations.get(statement=statement)


def corrected(statement, words="We heard it twice."):
    statement.wordings.current().get().correct(words)
    return statement


def withdrawn(statement):
    statement.refresh_from_db()
    statement.withdraw("The speaker was misheard.")
    return statement


def dismissed(quotation, ago=dt.timedelta(0)):
    return Dismissal.objects.create(
        quotation=quotation,
        reason="A misprint.",
        decided_by=UserFactory(),
        decided_at=timezone.now() - ago,
    )


def undecided() -> list[Quotation]:
    return list(Quotation.objects.outdated().undecided())


@pytest.mark.parametrize("change", [corrected, withdrawn])
def test_a_quotation_waits_for_a_decision_once_its_record_changes(change):
    quotation = printed(StatementFactory())
    printed(StatementFactory())
    before = undecided()

    change(quotation.statement)

    assert before == []
    assert undecided() == [quotation]


def test_a_decision_answers_it():
    quotation = printed(StatementFactory())
    corrected(quotation.statement)

    dismissed(quotation)

    assert undecided() == []
    assert list(Quotation.objects.outdated()) == [quotation]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(withdrawn, id="withdrawn"),
        pytest.param(lambda s: corrected(s, "We heard it thrice."), id="corrected again"),
    ],
)
def test_a_later_change_of_the_record_asks_again(change):
    quotation = printed(StatementFactory())
    corrected(quotation.statement)
    dismissed(quotation)

    change(quotation.statement)

    assert undecided() == [quotation]
