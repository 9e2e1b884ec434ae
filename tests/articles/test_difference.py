"""What changed between two texts: no more is marked than was changed, and no word is lost."""

import datetime as dt
import time
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.difference import Paragraph, Part, difference, paragraphs
from articles.models import Edition
from articles.publishing import Note, take_down, withdraw
from newsroom.passages import Passage
from tests.factories import ArticleFactory, UserFactory, publish, schedule
from tests.pages import links, read, texts

HOUR = dt.timedelta(hours=1)

WORDS = st.sampled_from(["ice", "river", "winter.", "Winter", "closed!", "a", "the,", "¡no"])
LINE = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
TEXT = st.lists(LINE, max_size=7).map("\n".join)


def marked(older: str, newer: str) -> list[str]:
    """The paragraphs of the difference, with what was taken out and put in between brackets."""
    return [_told(paragraph.passages) for paragraph in paragraphs(older, newer)]


def _told(passages: list[Passage]) -> str:
    signs = {"same": "{}", "put_in": "+[{}]", "taken_out": "-[{}]"}
    return "".join(
        (" " if passage.is_spaced else "") + signs[passage.change].format(passage.text)
        for passage in passages
    ).strip()


def words(kicker="", headline="One", standfirst="", body="<p>Text.</p>"):
    return SimpleNamespace(kicker=kicker, headline=headline, standfirst=standfirst, body=body)


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        pytest.param("A b. C d.", "A b. C d.", ["A b. C d."], id="nothing"),
        pytest.param(
            "It rained and we left.", "It rained, and we left.",
            ["It rained+[,] and we left."], id="a comma",
        ),
        pytest.param(
            "The ice held. It was cold.", "The ice held. It was warm.",
            ["The ice held. It was -[cold] +[warm]."], id="a word",
        ),
        pytest.param(
            "Ice on the river.", "Yesterday ice on the river.",
            ["-[Ice] +[Yesterday ice] on the river."], id="a first word",
        ),
        pytest.param(
            "The road was closed, as of May, to cars.", "The road will be closed, or so, to cars.",
            ["The road -[was] +[will be] closed, -[as of May] +[or so], to cars."],
            id="runs of words",
        ),
        pytest.param(
            "Who asked for it is not known here.", "Who wanted it to be is hardly known here.",
            ["Who -[asked for it is not] +[wanted it to be is hardly] known here."],
            id="a short word that stayed between two that changed",
        ),
        pytest.param(
            "The ice held. Nobody came.", "The ice held. A ferry left at noon.",
            ["The ice held. -[Nobody came.] +[A ferry left at noon.]"], id="another sentence",
        ),
        pytest.param(
            "The ice held. Nobody came.\nThe end.", "The ice held.\nThe end.",
            ["The ice held. -[Nobody came.]", "The end."], id="a sentence less",
        ),
        pytest.param(
            "First.\nSecond line.\nThird.", "First.\nThird.",
            ["First.", "-[Second line.]", "Third."], id="a paragraph less",
        ),
        pytest.param(
            "The road is closed.\nThe river froze.",
            "Nobody knew.\nThe road was closed.\nThe river froze.",
            ["+[Nobody knew.]", "The road -[is] +[was] closed.", "The river froze."],
            id="a paragraph more before one that changed",
        ),
        pytest.param(
            "The ice held. Nobody came.", "The ice held.\nNobody came.",
            ["The ice held. +[¶]", "Nobody came."], id="a paragraph parted",
        ),
        pytest.param(
            "The ice held.\nNobody came.", "The ice held. Nobody came.",
            ["The ice held. -[¶] Nobody came."], id="two paragraphs joined",
        ),
        pytest.param("One", "Two", ["-[One] +[Two]"], id="a headline"),
        pytest.param("", "New.\nTwo.", ["+[New.]", "+[Two.]"], id="all is new"),
        pytest.param("“Лід,” сказала Ґалаґан.", "«Лід», сказала Ґалаґан.",
            ["-[“Лід,”] +[«Лід»,] сказала Ґалаґан."], id="other marks"),
    ],
)  # fmt: skip
def test_no_more_is_marked_than_was_changed(older, newer, expected):
    assert marked(older, newer) == expected


@given(older=TEXT, newer=TEXT)
def test_both_texts_can_be_read_off_the_difference(older, newer):
    found = paragraphs(older, newer)

    assert _read("older", found) == older.replace("\n", " ").split()
    assert _read("newer", found) == newer.replace("\n", " ").split()


def _read(side: str, found: list[Paragraph]) -> list[str]:
    return " ".join(_plain(getattr(paragraph, side)) for paragraph in found).split()


def _plain(passages: list[Passage]) -> str:
    stayed = [passage for passage in passages if passage.text != "¶"]
    return "".join(
        (" " if passage.is_spaced else "") + passage.text.replace("¶", "") for passage in stayed
    )


def test_a_difference_has_the_parts_that_there_are():
    older = words(body="<p>Text.</p>")
    newer = words(kicker="Winter", standfirst="In short.", body="<p>Other.</p>")

    assert [(part.name, part.is_changed) for part in difference(older, newer)] == [
        ("kicker", True),
        ("headline", False),
        ("standfirst", True),
        ("text", True),
    ]


def test_a_kicker_that_stayed_is_no_part():
    same = words(kicker="Winter")

    assert [part.name for part in difference(same, same)] == ["headline", "text"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param([], ["folded 9"], id="nothing"),
        pytest.param([0], ["1", "1", "folded 7"], id="the first"),
        pytest.param([8], ["folded 7", "1", "1"], id="the last"),
        pytest.param([4], ["folded 3", "1", "1", "1", "folded 3"], id="in the middle"),
        pytest.param([2, 6], ["2", "1", "3", "1", "2"], id="few between"),
    ],
)
def test_long_runs_of_unchanged_paragraphs_are_folded(changed, expected):
    lines = [f"Paragraph {n} of the text." for n in range(9)]
    newer = [f"{line} More." if n in changed else line for n, line in enumerate(lines)]

    part = Part("text", paragraphs("\n".join(lines), "\n".join(newer)))

    assert [
        f"{'folded ' if stretch.is_folded else ''}{len(stretch.paragraphs)}"
        for stretch in part.stretches
    ] == expected


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        pytest.param("A. " * 30_000, "A. " * 29_999, id="the same sentence"),
        pytest.param("x " * 50_000, "x " * 49_999 + "y", id="the same word"),
        pytest.param("p\n" * 20_000, "p\n" * 19_999, id="the same paragraph"),
    ],
)
def test_a_hostile_text_is_compared_soon(older, newer):
    begin = time.monotonic()

    found = paragraphs(older, newer)

    assert found != []
    assert time.monotonic() - begin < 10


def published(**details):
    """Two editions of an article: another word, and a note for the readers."""
    article = ArticleFactory(slug="one", body="<p>It was cold.</p>", **details)
    first = publish(article, UserFactory(), at=timezone.now() - 2 * HOUR)
    article.body = "<p>It was warm.</p>"
    article.save()
    note = Note("correction", "It was warm.")
    second = publish(
        article, UserFactory(), at=timezone.now() - HOUR, change="material", correction=note
    )
    return first, second


PAGE = "/articles/one/editions/1-2/"


@pytest.mark.django_db
def test_the_page_shows_what_changed_with_the_note(client):
    _first, second = published()

    page = read(client, PAGE)

    assert texts(page, "del") == ["Taken out", "cold"]
    assert texts(page, "ins") == ["Put in", "warm"]
    day = second.live_from.astimezone(timezone.get_default_timezone())
    assert texts(page, ".difference-note") == [f"Correction, {day:%-d %B %Y}. It was warm."]


@pytest.mark.django_db
def test_the_page_tells_every_note_between_the_editions(client):
    _first, second = published()
    article = second.article
    article.body = "<p>It was hot.</p>"
    article.save()
    publish(article, UserFactory(), change="minor", correction=Note("update", "It is hot."))

    notes = texts(read(client, "/articles/one/editions/1-3/"), ".difference-note")

    assert [note.split(". ")[1] for note in notes] == ["It was warm.", "It is hot."]


@pytest.mark.django_db
def test_the_page_says_that_the_words_stayed(client):
    _first, second = published()
    article = second.article
    article.section = None
    article.save()
    publish(article, UserFactory(), change="minor")

    assert texts(read(client, "/articles/one/editions/2-3/"), ".difference-note") == [
        "The words are the same in both. What changed stands around them: a picture, a link, a "
        "topic or a byline."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("numbers", "leads_to"), [("2-1", PAGE), ("2-2", "/articles/one/editions/2/")]
)
def test_editions_out_of_order_are_led_to_their_order(client, numbers, leads_to):
    published()

    response = client.get(f"/articles/one/editions/{numbers}/")

    assert (response.status_code, response.url) == (302, leads_to)


@pytest.mark.django_db
@pytest.mark.parametrize("numbers", ["1-7", "0-1", f"1-{10**30}", f"{10**30}-{10**31}"])
def test_editions_that_never_were_are_not_compared(client, numbers):
    published()

    read(client, f"/articles/one/editions/{numbers}/", status=404)


@pytest.mark.django_db
@pytest.mark.parametrize("act", [withdraw, take_down])
def test_a_withdrawn_edition_is_not_compared_and_says_why(client, act):
    _first, second = published()
    act(second.article, UserFactory(), "It was not true.")

    page = read(client, PAGE, status=410)

    assert texts(page, ".standfirst") == ["It was not true."]
    assert "warm" not in page.text_content()


@pytest.mark.django_db
def test_an_edition_that_waits_is_not_compared(client):
    _first, second = published()
    article = second.article
    article.headline = "Later"
    article.save()
    schedule(article, UserFactory(), timezone.now() + HOUR, change="minor")

    read(client, "/articles/one/editions/2-3/", status=404)


@pytest.mark.django_db
def test_a_correction_leads_to_its_difference(client):
    published()

    assert links(read(client, "/articles/one/"), ".article-notice") == [PAGE]
    assert PAGE in links(read(client, "/articles/one/editions/"), ".split-list")


@pytest.mark.django_db
def test_a_correction_of_what_is_withdrawn_leads_to_no_difference(client):
    first, _second = published()
    Edition.objects.filter(pk=first.pk).update(
        withdrawn_at=timezone.now(), withdrawn_reason="It was not true."
    )

    assert links(read(client, "/articles/one/"), ".article-notice") == []


@pytest.mark.django_db
def test_a_difference_is_told_in_words_and_never_runs(client):
    article = ArticleFactory(slug="one", headline="<script>a()</script>")
    publish(article, UserFactory(), at=timezone.now() - HOUR)
    article.headline = "<img src=x onerror=b()>"
    article.save()
    publish(article, UserFactory(), change="minor")

    page = read(client, PAGE)

    assert texts(page, "del") == ["Taken out", "<script>a()</script>"]
    assert texts(page, "ins") == ["Put in", "<img src=x onerror=b()>"]
