"""Quotations in live editions that no longer agree with the record."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Dismissal, Quotation
from articles.outdated import dismiss, outdated
from articles.workflow import Refused
from newsroom.models import LogEntry
from tests.factories import (
    ArticleFactory,
    StatementFactory,
    UserFactory,
    WordingFactory,
    mark,
    publish,
)

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


def test_a_new_edition_without_the_words_answers_it():
    statement = StatementFactory()
    quotation = printed(statement)
    article = quotation.edition.article
    withdrawn(statement)
    article.refresh_from_db()
    article.body = "<p>Text.</p>"
    article.save()

    publish(article, UserFactory(), change="material")

    assert undecided() == []


def test_a_new_edition_with_the_corrected_words_answers_it():
    statement = StatementFactory()
    article = printed(statement).edition.article
    corrected(statement, "We heard it twice.")
    article.refresh_from_db()
    article.body = f"<p>{mark(statement, 'We heard it twice.')}</p>"
    article.save()

    publish(article, UserFactory(), change="minor")

    assert undecided() == []


def test_beside_what_is_printed_stands_what_the_record_says():
    statement = StatementFactory(words="The river is polite.")
    WordingFactory(statement=statement, language="uk", text="Ріка чемна.")
    quotation = printed(statement)
    statement.wordings.get(language="en").correct("The river is rude.")

    [one] = outdated(quotation.edition.article)

    assert (one.quotation, one.wording.text, one.is_withdrawn) == (
        quotation, "The river is rude.", False
    )  # fmt: skip
    assert list(one.passages) == [("“The river is polite.”", [("polite", "rude")])]
    assert (str(one.speaker), one.is_undecided, one.decision) == (
        str(statement.participation.person), True, None
    )  # fmt: skip


def test_what_was_decided_stands_last():
    first, second = StatementFactory(), StatementFactory()
    quotation = printed(first, second)
    corrected(first)
    withdrawn(second)
    dismissed(quotation)

    found = outdated(quotation.edition.article)

    assert [(one.statement, one.is_withdrawn, one.is_undecided) for one in found] == [
        (second, True, True),
        (first, False, False),
    ]


def test_other_articles_have_their_own():
    statement = StatementFactory()
    one, other = printed(statement), printed(statement)
    withdrawn(statement)

    assert [found.quotation for found in outdated(one.edition.article)] == [one]
    assert undecided() == [one, other]


def test_a_decision_is_kept_with_its_reason_and_logged():
    quotation, by = printed(StatementFactory()), UserFactory()
    corrected(quotation.statement)

    dismissal = dismiss(quotation, by, "The sense is the same.")

    assert (dismissal.quotation, dismissal.decided_by, dismissal.reason) == (
        quotation, by, "The sense is the same."
    )  # fmt: skip
    entry = LogEntry.objects.about(quotation.edition.article).first()
    assert (entry.action, entry.user, entry.note, entry.detail) == (
        "dismissed",
        by,
        "The sense is the same.",
        {"statement": quotation.statement.public_id, "edition": 1},
    )
    assert undecided() == []


def test_a_second_decision_after_a_second_change_takes_the_place_of_the_first():
    quotation = printed(StatementFactory())
    corrected(quotation.statement)
    dismissed(quotation, ago=HOUR)
    withdrawn(quotation.statement)

    dismiss(quotation, UserFactory(), "The note below tells readers.")

    assert undecided() == []
    assert [one.reason for one in Dismissal.objects.all()] == ["The note below tells readers."]


def decided_by_olha(quotation):
    corrected(quotation.statement)
    dismiss(quotation, UserFactory(username="olha"), "The sense is the same.")


def replaced(quotation):
    corrected(quotation.statement)
    article = quotation.edition.article
    article.refresh_from_db()
    article.body = "<p>Text.</p>"
    article.save()
    publish(article, UserFactory(), change="minor")


@pytest.mark.parametrize(
    ("happened", "reason", "told"),
    [
        pytest.param(
            decided_by_olha,
            "A misprint.",
            "olha has decided already that it stays: The sense is the same.",
            id="decided",
        ),
        pytest.param(
            replaced,
            "A misprint.",
            "Readers no longer see that edition: nothing is left to decide.",
            id="replaced",
        ),
        pytest.param(
            lambda quotation: None,
            "A misprint.",
            "The quotation agrees with the record.",
            id="not outdated",
        ),
        pytest.param(
            lambda quotation: corrected(quotation.statement),
            " ",
            "Give the reason.",
            id="no reason",
        ),
    ],
)
def test_a_decision_is_refused_in_a_sentence(happened, reason, told):
    quotation = printed(StatementFactory())
    happened(quotation)
    before = list(Dismissal.objects.values())

    with pytest.raises(Refused) as refused:
        dismiss(quotation, UserFactory(), reason)

    assert refused.value.messages == [told]
    assert list(Dismissal.objects.values()) == before
