import io
import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from events import cards
from events.attribution import Rule
from events.models import Statement
from tests.factories import ParticipationFactory, StatementFactory, WordingFactory
from tests.pages import queries, read, texts

PLAIN = cards.Card(
    words="The river rose in one night.",
    opening="“",
    closing="”",
    speaker="Liubomyr Berehovyi",
    capacity="director, Centre",
    event="Water",
    date="13 May 2021",
    site="Newsroom",
)


def drawn(**values) -> bytes:
    return cards.draw(card(**values))


def card(**values) -> cards.Card:
    return cards.Card(**{**PLAIN.__dict__, **values})


def chunks(png: bytes) -> list[bytes]:
    """The names of the chunks of a PNG (ISO 15948, 5.3)."""
    found, at = [], 8
    while at < len(png):
        [length] = struct.unpack(">I", png[at : at + 4])
        found.append(png[at + 4 : at + 8])
        at += 12 + length
    return found


def ink(png: bytes, box=None):
    """The box of what is not paper."""
    image = Image.open(io.BytesIO(png)).convert("RGB").crop(box or (0, 0, *cards.SIZE))
    paper = Image.new("RGB", image.size, cards.COLOURS[cards.PAPER])
    return ImageChops.difference(image, paper).getbbox()


def test_card_is_a_png_of_the_usual_size_without_metadata():
    png = drawn()

    assert Image.open(io.BytesIO(png)).size == (1200, 630)
    assert set(chunks(png)) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
    assert b"Berehovyi" not in png


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"words": "No."}, id="short"),
        pytest.param({"words": "Слово й діло, ґанок, їжа. " * 60}, id="long"),
        pytest.param({"words": "Ы" * 3000}, id="one word"),
        pytest.param({"words": "W" * 90, "speaker": "W" * 400, "event": "W " * 400}, id="wide"),
        pytest.param({"capacity": "міністр " * 60, "site": "Центр " * 60}, id="labels"),
        pytest.param({"words": "漢字 שלום 🙂 \u0301\u200f\ufeff"}, id="other scripts"),
    ],
)
def test_nothing_is_drawn_over_the_margins(values):
    left, top, right, bottom = ink(drawn(**values))

    assert (left, top) == (80, 62)
    assert right <= 1200 - 60
    assert bottom <= 630 - 25


def test_words_are_set_as_large_as_they_fit():
    sizes = [cards.set_words(card(words="Річка " * n))[0].size for n in (1, 9, 18, 40, 100)]

    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (cards.SIZES[0], cards.SIZES[-1])


def test_long_words_end_at_a_word_with_an_ellipsis():
    _face, lines = cards.set_words(card(words="alpha beta gamma delta " * 60))

    assert lines[-1].endswith("…”")
    assert lines[-1].removesuffix("…”").split()[-1] in {"alpha", "beta", "gamma", "delta"}
    assert lines[0].startswith("“alpha beta")


def test_all_words_are_there_where_they_fit():
    words = "Мы слышали лёд — «Запад», ґвалт, West-2021 & all."

    _face, lines = cards.set_words(card(words=words))

    assert " ".join(lines) == f"“{words}”"


def test_a_word_wider_than_the_card_is_broken():
    _face, lines = cards.set_words(card(words="непротивоконституционный" * 4))

    assert len(lines) > 1
    assert "".join(lines) == f"“{'непротивоконституционный' * 4}”"


@given(words=st.text(max_size=900))
@settings(max_examples=40)
def test_any_words_are_set_within_the_card(words):
    face, lines = cards.set_words(card(words=words))

    assert len(lines) * face.size * cards.LEADING <= cards.BOTTOM - cards.TOP
    assert all(face.width(line) <= 1200 - 2 * 80 - 34 for line in lines)


def test_card_is_drawn_fast():
    values = {"words": "Ми зміцнили кордон, і це видно навіть із супутника. " * 6}
    drawn(**values)

    started = time.process_time()
    for _n in range(5):
        drawn(**values)

    assert (time.process_time() - started) / 5 < 0.08


# Its address


@pytest.fixture
def said(db):
    statement = StatementFactory(public_id="s7k2f9qd", words="We heard it.")
    WordingFactory(statement=statement, language="uk", text="Ми це чули.")
    return statement


def told(statement, **values) -> cards.Card:
    return cards.card_of(Statement.objects.for_list().get(pk=statement.pk))


def test_card_is_served_as_a_picture(client, said):
    response = client.get("/statements/s7k2f9qd/card.png")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=2"
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)


def test_card_speaks_the_language_of_the_page(client, said):
    pictures = {client.get(f"{p}/statements/s7k2f9qd/card.png").content for p in ("", "/uk", "/ru")}

    assert len(pictures) == 3


def test_card_is_asked_for_again_only_when_it_changed(client, said):
    etag = client.get("/statements/s7k2f9qd/card.png").headers["ETag"]

    again = client.get("/statements/s7k2f9qd/card.png", headers={"If-None-Match": etag})
    head = client.head("/statements/s7k2f9qd/card.png")

    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content) == (200, b"")


def test_card_is_kept_until_something_on_it_changes(client, said, monkeypatch):
    first = cards.picture(told(said))
    monkeypatch.setattr(cards, "draw", lambda card: b"anew")

    kept = cards.picture(told(said))
    said.wordings.get(language="en").correct("We heard ice.")
    changed = cards.picture(told(said))

    assert kept == first
    assert changed == b"anew"


def test_card_says_what_the_page_says(said):
    assert told(said) == cards.Card(
        words="We heard it.",
        opening="“",
        closing="”",
        speaker=said.participation.printed_name,
        capacity="director, Centre",
        event=said.event.text.title,
        date="13\xa0May 2021",
        site="Newsroom",
    )


@pytest.mark.parametrize(
    ("rule", "speaker"),
    [(Rule.POST_ONLY, "Director, Centre"), (Rule.NOT_FOR_ATTRIBUTION, "A participant")],
)
@pytest.mark.django_db
def test_card_tells_no_more_of_the_speaker_than_the_rule_allows(rule, speaker):
    who = ParticipationFactory(event__rule=rule, printed_name="Ada Lys")
    ParticipationFactory(event=who.event)  # of the same post, which so tells nobody
    card = told(StatementFactory(participation=who, kind="indirect", words="It was feared."))

    assert (card.speaker, card.capacity) == (speaker, "")
    assert (card.opening, card.closing) == ("", "")
    assert "Lys" not in str(card)


@pytest.mark.parametrize("prefix", ["", "/uk", "/ru"])
@pytest.mark.django_db
def test_card_of_a_withdrawn_statement_is_gone(client, prefix):
    statement = StatementFactory(withdrawn=True)

    page = read(client, f"{prefix}/statements/{statement.public_id}/card.png", status=410)

    assert texts(page, ".standfirst") == ["The speaker was misheard."]


@pytest.mark.parametrize(
    "hidden", [{"draft": True}, {"participation__event__rule": Rule.NOT_FOR_ATTRIBUTION}]
)
@pytest.mark.django_db
def test_there_is_no_card_of_what_is_not_public(client, hidden):
    statement = StatementFactory(**hidden)

    read(client, f"/statements/{statement.public_id}/card.png", status=404)


def test_card_costs(client, said):
    # statement, wordings, checks, printed capacities, event texts
    assert queries(client, "/statements/s7k2f9qd/card.png") == 5
