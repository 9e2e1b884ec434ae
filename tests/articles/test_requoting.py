"""Quotations of a text in another language, in the record's own words."""

import pytest

from articles.requoting import requoted
from tests.factories import ArticleFactory, StatementFactory, WordingFactory, mark

pytestmark = pytest.mark.django_db
ENGLISH, UKRAINIAN = "The river is “polite”, mostly.", "Ріка «чемна», здебільшого."
TOLD = "«Ріка „чемна“, здебільшого.»"


def said(**fields):
    """A statement with confirmed words in two languages."""
    statement = StatementFactory(words=ENGLISH, **fields)
    WordingFactory(statement=statement, language="uk", text=UKRAINIAN)
    return statement


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(f"“{ENGLISH}”", TOLD, id="whole"),
        pytest.param("“the river is ‘polite’, mostly,”", TOLD, id="ends"),
        pytest.param("“The river is <b>‘polite’</b>, mostly.”", TOLD, id="bold"),
        pytest.param("“The river is ‘polite’”", "“The river is ‘polite’”", id="part"),
        pytest.param("“The river is rude.”", "“The river is rude.”", id="other words"),
    ],
)
def test_the_whole_of_a_statement_is_given_in_the_recorded_words(printed, expected):
    statement = said()
    around = f'<p>He said: <q data-statement="{statement.public_id}">{{}}</q>, and left.<br>So.</p>'
    article = ArticleFactory(body=around.format(printed))

    assert requoted(article, "uk") == around.format(expected)


def test_english_has_its_own_marks():
    statement = said()
    body = f'<p><q data-statement="{statement.public_id}">«{UKRAINIAN}»</q></p>'
    article = ArticleFactory(language="uk", body=body)

    assert requoted(article, "en") == (
        f'<p><q data-statement="{statement.public_id}">“{ENGLISH}”</q></p>'.replace(
            "“polite”", "‘polite’"
        )
    )


def test_each_passage_stands_for_itself():
    one, other = said(), said()
    body = f"<p>{mark(one)} {mark(other, 'The river')} {mark(one)}</p>"

    assert requoted(ArticleFactory(body=body), "uk") == (
        f'<p><q data-statement="{one.public_id}">{TOLD}</q> {mark(other, "The river")} '
        f'<q data-statement="{one.public_id}">{TOLD}</q></p>'
    )


def draft_words(statement):
    WordingFactory(statement=statement, language="ru", text="Река.", draft=True)
    return "ru"


def withdrawn(statement):
    statement.withdraw("The speaker was misheard.")
    return "uk"


@pytest.mark.parametrize(
    "language_of",
    [
        pytest.param(lambda statement: "ru", id="no words"),
        pytest.param(draft_words, id="a draft"),
        pytest.param(withdrawn, id="withdrawn"),
    ],
)
def test_without_confirmed_words_the_text_stays(language_of):
    statement = said()
    article = ArticleFactory(body=f"<p>{mark(statement)}</p>")

    assert requoted(article, language_of(statement)) == article.body


def test_a_paraphrase_is_left_to_the_translator():
    statement = said(kind="indirect")
    article = ArticleFactory(body=f"<p>{mark(statement, tag='span')}</p>")

    assert requoted(article, "uk") == article.body
