"""The page of one statement and the addresses of its words."""

import datetime as dt
import re
from itertools import zip_longest

import pytest
from django.conf import settings

from events.attribution import Rule
from events.models import Statement
from tests.factories import (
    MOMENT,
    CheckFactory,
    OrganizationFactory,
    PersonFactory,
    RecordingFactory,
    StatementFactory,
    WordingFactory,
)
from tests.pages import links, queries, read, texts

pytestmark = pytest.mark.django_db
JUNE = dt.datetime(2021, 6, 1, 9, tzinfo=dt.UTC)


def corrected(**values):
    """A statement whose first words were corrected on 1 June 2021."""
    statement = StatementFactory(public_id="s7k2f9qd", words="We heard the ice.", **values)
    statement.wordings.get().correct("We heard the rice.", at=JUNE)
    return statement


def plain(texts):
    return [text.replace("\xa0", " ") for text in texts]


# The page


def test_original_stands_beside_its_translation(client):
    statement = StatementFactory(words="Ми це чули.", language="uk")
    statement.wordings.update(replaced_at=MOMENT)
    original = WordingFactory(
        statement=statement, language="uk", number=2, text="Ми чули.", origin="as_spoken"
    )
    WordingFactory(
        statement=statement, origin="human_translation", translated_from=original, text="We heard."
    )
    WordingFactory(statement=statement, language="ru", text="Мы слышали.")

    page = read(client, statement.get_absolute_url())
    ukrainian = read(client, f"/uk{statement.get_absolute_url()}")

    assert texts(page, ".beside") == ["“We heard.” Original, Ukrainian«Ми чули.»"]
    assert page.xpath("//blockquote/@lang") == ["uk", "ru"]
    assert texts(page, "blockquote") == ["“We heard.”", "«Ми чули.»", "«Мы слышали.»"]
    assert texts(ukrainian, ".beside") == []
    assert texts(ukrainian, "blockquote") == ["«Ми чули.»", "“We heard.”", "«Мы слышали.»"]
    assert ukrainian.xpath("//blockquote/@lang") == ["en", "ru"]


def test_page_tells_what_it_replies_to_and_what_replies_to_it(client):
    first = StatementFactory(words="It floods.")
    second = StatementFactory(words="It does not.", reply_to=first)
    StatementFactory(words="A draft.", reply_to=first, draft=True)

    assert texts(read(client, first.get_absolute_url()), ".words") == ["“It does not.”"]
    assert texts(read(client, second.get_absolute_url()), ".words") == ["“It floods.”"]


def test_page_does_not_tell_of_a_statement_that_is_not_public(client):
    hidden = StatementFactory(words="It floods.", participation__event__record_from=None)
    reply = StatementFactory(words="It does not.", reply_to=hidden)

    page = read(client, reply.get_absolute_url())

    assert "It floods." not in page.text_content()
    assert texts(page, ".words") == []


def test_words_name_their_own_address(client):
    statement = StatementFactory()

    page = read(client, statement.get_absolute_url())

    assert page.xpath("//blockquote/@cite") == [statement.get_absolute_url()]
    assert page.xpath("//blockquote/@data-statement") == [statement.public_id]


def test_page_has_one_canonical_address_and_its_versions(client):
    statement = StatementFactory(public_id="s7k2f9qd")

    page = read(client, f"/uk{statement.get_absolute_url()}?utm=1")

    assert page.xpath("//link[@rel='canonical']/@href") == [
        "http://testserver/uk/statements/s7k2f9qd/"
    ]
    assert page.xpath("//link[@hreflang]/@href") == [
        "http://testserver/statements/s7k2f9qd/",
        "http://testserver/statements/s7k2f9qd/",
        "http://testserver/uk/statements/s7k2f9qd/",
        "http://testserver/ru/statements/s7k2f9qd/",
    ]


# Earlier words


def test_page_lists_earlier_wordings_with_what_was_put_right(client):
    page = read(client, corrected().get_absolute_url())

    [earlier] = page.xpath("//ul[contains(@class, 'earlier')]/li")
    assert plain(texts(page, ".earlier")) == [
        "We heard the ice rice. Wording 1, English, from 13 May 2021 to 1 June 2021"
    ]
    assert [e.text for e in earlier.iter("del", "ins")] == ["ice", "rice"]
    assert links(page, ".earlier") == ["/statements/s7k2f9qd/wordings/en-1/"]
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith("/statements/s7k2f9qd/")


def test_replaced_words_stay_at_their_address_and_say_what_replaced_them(client):
    corrected()

    page = read(client, "/statements/s7k2f9qd/wordings/en-1/")

    assert texts(page, "blockquote") == ["“We heard the ice.”"]
    assert plain(texts(page, ".notice")) == [
        "These words stood from 13 May 2021 to 1 June 2021. They have been corrected since. "
        "The words that replaced them"
    ]
    assert links(page, ".notice") == ["/statements/s7k2f9qd/wordings/en-2/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "/wordings/en-1/" in texts(page, ".cite")[0]


def test_words_that_stand_say_since_when(client):
    corrected()

    page = read(client, "/uk/statements/s7k2f9qd/wordings/en-2/")

    assert texts(page, "blockquote") == ["“We heard the rice.”"]
    assert links(page, ".notice") == []
    assert page.xpath("//blockquote/@lang") == ["en"]


def test_draft_is_at_no_address(client):
    statement = StatementFactory(public_id="s7k2f9qd")
    WordingFactory(statement=statement, language="uk", draft=True)

    read(client, "/statements/s7k2f9qd/wordings/uk-1/", status=404)


@pytest.mark.parametrize(
    "version", ["en-3", "en-0", "de-1", "en", "en-", "-1", "en-x", "en-" + "9" * 30, "en--1"]
)
def test_other_words_are_at_no_address(client, version):
    corrected()

    read(client, f"/statements/s7k2f9qd/wordings/{version}/", status=404)


@pytest.mark.parametrize("rule", [Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION])
def test_words_corrected_under_a_rule_are_no_longer_told(client, rule):
    statement = corrected(kind=Statement.Kind.INDIRECT, participation__event__rule=rule)

    page = read(client, statement.get_absolute_url())

    assert texts(page, ".earlier") == []
    assert "We heard the ice" not in page.text_content()
    read(client, "/statements/s7k2f9qd/wordings/en-1/", status=404)
    read(client, "/statements/s7k2f9qd/wordings/en-2/")


@pytest.mark.parametrize("prefix", ["", "/uk", "/ru"])
def test_wordings_of_a_withdrawn_statement_are_gone(client, prefix):
    StatementFactory(public_id="s7k2f9qd", withdrawn=True, words="Never said.")

    page = read(client, f"{prefix}/statements/s7k2f9qd/wordings/en-1/", status=410)

    assert texts(page, ".standfirst") == ["The speaker was misheard."]
    assert "Never said" not in page.text_content()


@pytest.mark.parametrize("number", [1, 3])
def test_wording_costs(client, number):
    statement = StatementFactory(participation__event__venue=OrganizationFactory())
    wording = statement.wordings.get()
    for n in range(number):
        CheckFactory(wording=wording, recording=RecordingFactory(event=statement.event))
        wording = wording.correct(f"Words {n}.")
    WordingFactory(
        statement=statement,
        language="uk",
        origin="human_translation",
        translated_from=wording,
        translator=PersonFactory(),
    )

    # statement, wordings, checks with recordings, printed capacities, event texts, venue names,
    # translators with their names; plain pages
    assert queries(client, f"/statements/{statement.public_id}/wordings/en-1/") == 9


def test_documented_addresses_answer_with_the_documented_types(client):
    statement = StatementFactory()
    text = (settings.BASE_DIR / "docs/formats/statement.md").read_text()
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| `")]
    documented = [
        (address, kind)
        for _left, addresses, _what, kinds, _right in rows
        for address, kind in zip_longest(
            re.findall("`(.+?)`", addresses), re.findall("`(.+?)`", kinds), fillvalue="text/html"
        )
    ]

    answered = [
        (address, _type_of(client, statement, address.replace("LANGUAGE-NUMBER", "en-1")))
        for address, _kind in documented
    ]

    assert answered == documented
    assert len(documented) == 7


def _type_of(client, statement, address):
    response = client.get(statement.get_absolute_url() + address)
    assert response.status_code == 200
    return response.headers["Content-Type"].removesuffix("; charset=utf-8")
