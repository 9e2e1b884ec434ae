import json
from urllib.parse import quote

import pytest
from lxml import etree, html

from events.attribution import Rule
from tests.factories import (
    MOMENT,
    CheckFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
    WordingFactory,
)
from tests.pages import links, queries, read, texts

pytestmark = pytest.mark.django_db
PAGE = "http://testserver/statements/s7k2f9qd/"


@pytest.fixture
def said():
    who = ParticipationFactory(
        event__title="Water & war",
        person=PersonFactory(slug="berehovyi"),
        printed_name="Liubomyr Berehovyi",
    )
    statement = StatementFactory(public_id="s7k2f9qd", participation=who, words="We <b>heard</b>.")
    WordingFactory(statement=statement, language="uk", text="Ми це чули.")
    return statement


def ask(client, url=PAGE, status=200, **query):
    response = client.get("/oembed", {"url": url, **query})
    assert response.status_code == status, response.content
    return response


def told(client, url=PAGE, **query):
    return ask(client, url, **query).json()


def test_answer_is_a_rich_embed_of_version_1(client, said):
    answer = told(client)

    assert {name: answer[name] for name in answer if name not in {"html", "height"}} == {
        "version": "1.0",
        "type": "rich",
        "title": "Liubomyr Berehovyi: We <b>heard</b>.",
        "author_name": "Liubomyr Berehovyi",
        "author_url": "http://testserver/people/berehovyi/",
        "provider_name": "Newsroom",
        "provider_url": "http://testserver/",
        "cache_age": 60,
        "width": 600,
    }
    assert answer["height"] == 320


def test_html_is_a_link_and_a_frame_without_script(client, said):
    link, frame = html.fragments_fromstring(told(client)["html"])

    assert (link.tag, link.get("lang"), link.find("a").get("href")) == ("blockquote", "en", PAGE)
    assert (frame.tag, frame.get("src"), frame.get("title")) == (
        "iframe",
        f"{PAGE}embed/",
        "A statement, Newsroom",
    )
    assert "allow-scripts" not in frame.get("sandbox")


def test_answer_is_in_the_language_of_the_page_that_is_asked_for(client, said):
    answer = told(client, "http://testserver/uk/statements/s7k2f9qd/")

    assert answer["title"] == "Liubomyr Berehovyi: Ми це чули."
    assert answer["author_url"] == "http://testserver/uk/people/berehovyi/"
    assert 'src="http://testserver/uk/statements/s7k2f9qd/embed/"' in answer["html"]
    assert 'lang="uk"' in answer["html"]


def test_answer_in_xml_says_the_same(client, said):
    as_json = told(client)

    response = ask(client, format="xml")

    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    root = etree.fromstring(response.content)
    assert root.tag == "oembed"
    assert {e.tag: e.text for e in root} == {name: str(value) for name, value in as_json.items()}


def test_json_is_the_default(client, said):
    response = ask(client, format="json")

    assert response.headers["Content-Type"] == "application/json"
    assert response.content == ask(client).content
    assert json.loads(response.content)["version"] == "1.0"


@pytest.mark.parametrize("form", ["yaml", "", "JSON"])
def test_other_formats_are_not_implemented(client, said, form):
    ask(client, format=form, status=501)


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        ({"maxwidth": "200"}, (200, None)),
        ({"maxwidth": "5000"}, (600, None)),
        ({"maxheight": "90"}, (600, 90)),
        ({"maxwidth": "1", "maxheight": "1"}, (1, 1)),
    ],
)
def test_frame_keeps_within_the_room_that_there_is(client, said, room, expected):
    answer = told(client, **room)

    assert answer["width"] == expected[0]
    assert expected[1] in {None, answer["height"]}
    assert f'width="{answer["width"]}" height="{answer["height"]}"' in answer["html"]


@pytest.mark.parametrize("wrong", ["0", "-5", "abc", "1.5", "9" * 40, "٣", "1e3"])
def test_room_that_is_no_number_is_refused(client, said, wrong):
    ask(client, maxwidth=wrong, status=400)
    ask(client, maxheight=wrong, status=400)


def test_what_others_store_tells_neither_who_spoke_nor_how_long(client, said):
    short = told(client)
    said.wordings.get(language="en").correct("word " * 120)
    long = told(client, cache="1")

    assert short["html"] == long["html"]
    assert "Berehovyi" not in short["html"]
    assert "heard" not in short["html"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/statements/s7k2f9qd/",
        "s7k2f9qd",
        "http://testserver/statements/s2345678/",
        "http://testserver/statements/",
        "http://testserver/statements/s7k2f9qd",
        "http://testserver/statements/s7k2f9qd/embed/",
        "http://testserver/statements/s7k2f9qd/card.png",
        "http://testserver/events/water/",
        "http://testserver/admin/",
        "http://testserver",
        "http://example.org/statements/s7k2f9qd/",
        "http://testserver@example.org/statements/s7k2f9qd/",
        "http://testserver:81/statements/s7k2f9qd/",
        "ftp://testserver/statements/s7k2f9qd/",
        "javascript:alert(1)",
        "http://[::1/statements/s7k2f9qd/",
        "http://testserver/statements/s7k2f9qd/%ff",
        "http://testserver/xx/statements/s7k2f9qd/",
        "http://testserver/statements/" + "s" * 5000 + "/",
    ],
)
def test_other_addresses_are_not_found(client, said, url):
    ask(client, url, status=404)


@pytest.mark.parametrize(
    "url", [f"{PAGE}?utm_source=x", f"{PAGE}#q", PAGE.replace("http:", "https:")]
)
def test_what_says_nothing_in_an_address_is_passed_over(client, said, url):
    assert told(client, url)["author_name"] == "Liubomyr Berehovyi"


@pytest.mark.parametrize(
    "hidden",
    [
        {"draft": True},
        {"participation__event__record_from": None},
        {"participation__event__draft": True},
        {"participation__event__rule": Rule.NOT_FOR_ATTRIBUTION},
    ],
)
def test_statement_that_is_not_public_may_not_be_embedded(client, hidden):
    statement = StatementFactory(words="Secret.", **hidden)

    response = ask(client, f"http://testserver{statement.get_absolute_url()}", status=401)

    assert response.content == b""


def test_withdrawn_statement_says_so_and_not_what_it_was(client):
    StatementFactory(public_id="s7k2f9qd", withdrawn=True, words="Never said.")

    answer = told(client)

    assert answer["title"] == "This statement was withdrawn"
    assert "author_name" not in answer
    assert "Never said" not in json.dumps(answer)


@pytest.mark.parametrize("rule", [Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION])
def test_under_a_rule_others_are_given_neither_author_nor_words(client, rule):
    who = ParticipationFactory(event__rule=rule, printed_name="Ada Lys")
    ParticipationFactory(event=who.event)  # of the same post, which so tells nobody
    statement = StatementFactory(kind="indirect", participation=who, words="Ice melts.")

    answer = told(client, f"http://testserver{statement.get_absolute_url()}")

    assert answer["title"] == "A statement, Newsroom"
    assert not {"author_name", "author_url"} & answer.keys()
    kept = json.dumps(answer)
    assert [word for word in ("Lys", "director", "Ice") if word in kept] == []


def test_xml_holds_no_sign_that_xml_does_not_know(client, said):
    said.wordings.get(language="en").correct("A\x0bB\x1f \ufffe]]> & <c>")

    root = etree.fromstring(ask(client, format="xml").content)

    assert root.findtext("title") == "Liubomyr Berehovyi: A B ]]> & <c>"


def test_page_offers_both_formats(client, said):
    page = read(client, "/uk/statements/s7k2f9qd/")

    offers = page.xpath("//link[contains(@type, '+oembed')]")
    assert [offer.get("type") for offer in offers] == [
        "application/json+oembed",
        "text/xml+oembed",
    ]
    url = quote("http://testserver/uk/statements/s7k2f9qd/", safe="")
    assert [offer.get("href") for offer in offers] == [
        f"http://testserver/uk/oembed?url={url}&format=json",
        f"http://testserver/uk/oembed?url={url}&format=xml",
    ]
    assert client.get(offers[1].get("href")).status_code == 200


def test_answer_costs(client, said):
    # statement, wordings, checks, printed capacities, event texts
    assert queries(client, f"/oembed?url={quote(PAGE, safe='')}") == 5


# The frame


def test_frame_shows_words_speaker_and_where_they_are_on_record(client, said):
    CheckFactory(wording=said.wordings.get(language="en"))

    page = read(client, "/statements/s7k2f9qd/embed/")

    assert texts(page, ".words") == ["“We <b>heard</b>.”"]
    assert texts(page, ".said-by")[0].startswith("Liubomyr Berehovyi, director, Centre")
    assert texts(page, ".embed-foot") == [
        "Newsroom · The record of these words · checked against the recording"
    ]
    assert links(page, ".embed-foot") == ["/statements/s7k2f9qd/"]
    assert page.xpath("//link[@rel='canonical']/@href") == [PAGE]


def test_frame_may_be_shown_by_others_and_runs_nothing(client, said):
    response = client.get("/statements/s7k2f9qd/embed/")

    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "X-Frame-Options" not in response.headers
    assert b"<script" not in response.content


def test_frame_asks_nothing_of_other_hosts(client, said):
    page = read(client, "/statements/s7k2f9qd/embed/")

    asked = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //*/@src")
    assert all(address.startswith("/static/") for address in asked)


@pytest.mark.parametrize(
    "path", ["/statements/s7k2f9qd/", "/statements/s7k2f9qd/wordings/en-1/", "/", "/statements/"]
)
def test_no_other_page_may_be_framed(client, said, path):
    response = client.get(path)

    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("prefix", ["", "/uk", "/ru"])
def test_frame_of_a_withdrawn_statement_tells_the_reason(client, prefix):
    StatementFactory(public_id="s7k2f9qd", withdrawn=True, words="Never said.")

    response = client.get(f"{prefix}/statements/s7k2f9qd/embed/")

    assert response.status_code == 410
    assert "The speaker was misheard." in response.content.decode()
    assert "Never said" not in response.content.decode()
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]


def test_frame_tells_of_a_withdrawal_as_soon_as_every_page(client, said):
    client.get("/statements/s7k2f9qd/embed/")
    said.withdraw("It was misheard.", MOMENT)

    response = client.get("/statements/s7k2f9qd/embed/?anew")

    assert response.status_code == 410


def test_frame_names_nobody_under_a_rule(client):
    statement = StatementFactory(
        kind="indirect",
        participation__event__rule=Rule.NOT_FOR_ATTRIBUTION,
        participation__printed_name="Ada Lys",
    )

    page = read(client, f"{statement.get_absolute_url()}embed/")

    assert "Lys" not in page.text_content()
    assert texts(page, ".said-by")[0].startswith("A participant")


def test_frame_costs(client, said):
    # statement, wordings, checks, printed capacities, event texts
    assert queries(client, "/statements/s7k2f9qd/embed/") == 5
