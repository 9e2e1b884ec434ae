import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.highlights import directive, selector
from tests import seed_report
from tests.factories import ArticleFactory, StatementFactory, UserFactory, mark, publish
from tests.pages import links, queries, read

LONG = "The river rose in one night and nobody had been told of it"


def test_first_and_last_four_words_are_enough():
    assert directive("He said “", LONG, "” again.") == (
        "text=The%20river%20rose%20in,been%20told%20of%20it"
    )


def test_few_words_are_given_whole():
    assert directive("He said “", "The river rose in one night", "”.") == (
        "text=The%20river%20rose%20in%20one%20night"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("West-2021 & after, all", "text=West%2D2021%20%26%20after%2C%20all"),
        ("Річка міліє", "text=%D0%A0%D1%96%D1%87%D0%BA%D0%B0%20%D0%BC%D1%96%D0%BB%D1%96%D1%94"),
        ("“What?” he asked.", "text=What%3F%E2%80%9D%20he%20asked"),
        ("a#b/c:d=e;f%g+h", "text=a%23b%2Fc%3Ad%3De%3Bf%25g%2Bh"),
    ],
)
def test_signs_that_mean_something_are_encoded(words, expected):
    assert directive("", words, "") == expected


def test_more_words_are_given_where_the_first_four_stand_elsewhere_before():
    before = "The river rose in spring, said the papers.\n"

    assert directive(before, LONG, "") == (
        "text=The%20river%20rose%20in%20one,been%20told%20of%20it"
    )


def test_more_words_are_given_where_the_last_four_end_another_part():
    words = "The river rose in May, nobody had been told of it, and nobody has been told of it"

    assert directive("", words, "") == ("text=The%20river%20rose%20in,has%20been%20told%20of%20it")


def test_case_and_accents_do_not_tell_words_apart():
    before = "THE RIVÉR ROSE IN spring.\n"

    assert "The%20river%20rose%20in%20one," in directive(before, LONG, "")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("A collapse.\nIt was a “", "”, he said.", "text=a%20%E2%80%9C-,collapse"),
        ("A collapse.\n“", "” was coming.", "text=collapse,-%E2%80%9D%20was"),
        ("No prelapse.\nA ", ".", "text=collapse"),
        ("Collapses.\n“", "”.", "text=collapse"),
    ],
)
def test_a_word_that_stands_elsewhere_is_given_with_what_is_beside_it(before, after, expected):
    assert directive(before, "collapse", after) == expected


@pytest.mark.parametrize("words", ["", "…", "“ — ”"])
def test_without_a_word_nothing_is_highlighted(words):
    assert directive("Text.", words, "") == ""


def test_selector_holds_the_words_and_what_is_beside_them():
    assert selector("He said “", "it rose", "” again.") == {
        "type": "TextQuoteSelector",
        "exact": "it rose",
        "prefix": "He said “",
        "suffix": "” again.",
    }


def test_selector_takes_more_of_the_text_where_the_words_stand_twice():
    beside = "so many words that nothing tells the places apart "
    before, after = f"First {beside}it rose, {beside}. Then {beside}", f", {beside}"

    found = selector(before, "it rose", after)

    joined = found["prefix"] + found["exact"] + found["suffix"]
    assert (before + "it rose" + after).count(joined) == 1
    assert len(found["prefix"]) > 32


TEXTS = st.text(alphabet="abcé -,.\n“”", max_size=40)


@given(before=TEXTS, words=TEXTS, after=TEXTS)
def test_ends_are_found_in_the_text_at_the_words(before, words, after):
    told = directive(before, words, after)

    terms = [unquote(term) for term in re.split(r"-,|,-|,", told.removeprefix("text="))]
    assert all(term in before + words + after for term in terms)
    assert re.search(r"[\s“”é]", told) is None


@given(before=TEXTS, words=TEXTS, after=TEXTS)
def test_selector_is_found_in_the_text_once(before, words, after):
    found = selector(before, words, after)

    joined = found["prefix"] + words + found["suffix"]
    assert joined in before + words + after
    assert (before + words + after).count(joined) == 1 or joined == before + words + after


@pytest.mark.django_db
def test_statement_leads_to_its_words_in_the_article(client):
    statement = StatementFactory(public_id="s7k2f9qd", words=LONG)
    other = StatementFactory(public_id="s2345678", words="Another thing.")
    body = f"<p>First: {mark(other)}.</p><p>Then he said: {mark(statement)}, twice.</p>"
    article = ArticleFactory(slug="flood", headline="The river rose in May", body=body)
    publish(article, UserFactory())

    found = links(read(client, statement.get_absolute_url()), ".posts")

    assert found == [
        "/articles/flood/#q-s7k2f9qd",
        "/articles/flood/#q-s7k2f9qd:~:text=The%20river%20rose%20in%20one,been%20told%20of%20it",
    ]


@pytest.mark.django_db
def test_each_part_of_a_broken_quotation_is_shown(client):
    statement = StatementFactory(public_id="s7k2f9qd", words="It rose. Nobody knew.")
    body = f"<p>{mark(statement, 'It rose,')} he said. {mark(statement, 'Nobody knew.')}</p>"
    publish(ArticleFactory(slug="flood", body=body), UserFactory())

    found = links(read(client, statement.get_absolute_url()), ".posts")

    assert found[1] == "/articles/flood/#q-s7k2f9qd:~:text=It%20rose&text=Nobody%20knew"


@pytest.mark.django_db
def test_article_in_another_language_is_led_to_under_its_own_prefix(client):
    statement = StatementFactory(words="Річка.", language="uk")
    publish(ArticleFactory(slug="richka", language="uk", body=mark(statement)), UserFactory())

    found = links(read(client, statement.get_absolute_url()), ".posts")

    assert found[1].startswith(f"/uk/articles/richka/#q-{statement.public_id}:~:text=%D0")


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_highlights_cost_no_query(client, number):
    statement = StatementFactory()
    for _n in range(number):
        publish(ArticleFactory(body=f"<p>{mark(statement)}</p>"), UserFactory())

    # as without: statement, joined records, wordings, checks, printed capacities, event texts,
    # topics; replies; articles; plain pages
    assert queries(client, statement.get_absolute_url()) == 10


@pytest.mark.skipif(not seed_report.available(), reason="SEED_REPORT_DIR names no report")
def test_each_direct_quotation_of_the_seed_is_addressed_by_its_ends():
    report = seed_report.SeedReport()
    places = [(q["start"], q["end"]) for q in report.quotes if q["kind"] == "direct"]

    told = [
        directive(report.text[:start], report.text[start:end], report.text[end:])
        for start, end in places
    ]

    assert len(set(told)) == len(places) == 7
    assert {len(re.findall(r"%20|,", one)) for one in told} == {7}
