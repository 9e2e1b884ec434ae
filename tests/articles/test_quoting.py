import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting import difference, is_verbatim

WORDING = (
    "The ice went out early this year — and with it the season. We’ll open the locks in March, "
    "not in April; the “old” rule is a habit, no law..."
)


@pytest.mark.parametrize(
    "passage",
    [
        pytest.param(WORDING, id="whole"),
        pytest.param("“The ice went out early this year”", id="run"),
        pytest.param("the ice went out", id="first letter in another case"),
        pytest.param("We'll open the locks in March,", id="straight apostrophe, comma at the end"),
        pytest.param("early this year - and with it", id="hyphen for a dash"),
        pytest.param("the «old» rule is a habit", id="other inner marks"),
        pytest.param("The ice [...] and with it the season", id="gap"),
        pytest.param("The ice … We’ll open the locks", id="gap as three dots"),
        pytest.param("with it the [winter] season", id="insertion"),
        pytest.param("no law...", id="dots of the wording itself"),
        pytest.param("The  ice\u00a0went out", id="other spaces"),
    ],
)
def test_is_verbatim_accepts_what_the_rules_allow(passage):
    assert is_verbatim(passage, WORDING)


@pytest.mark.parametrize(
    "passage",
    [
        pytest.param("The ice went out late this year", id="another word"),
        pytest.param("The ice out early", id="a word left out without a sign"),
        pytest.param("The ice went out earl", id="half a word"),
        pytest.param("we’ll Open the locks", id="case in the middle"),
        pytest.param("The ice went out early this year. And with it", id="another stop inside"),
        pytest.param("the season [...] The ice", id="order turned round"),
        pytest.param("", id="nothing"),
        pytest.param("“…”", id="only marks"),
        pytest.param("[...]", id="only a gap"),
    ],
)
def test_is_verbatim_refuses_everything_else(passage):
    assert not is_verbatim(passage, WORDING)


def test_is_verbatim_keeps_ukrainian_apostrophes_and_hyphens():
    wording = "П’ять років – і жодного рішення щодо порту «Південний-2»"

    assert is_verbatim("«п'ять років — і жодного»", wording)
    assert not is_verbatim("пять років", wording)


def test_difference_says_what_is_printed_and_what_is_recorded():
    assert difference("The ice went out late this year", WORDING) == [("late", "early")]
    assert difference("The ice went out", WORDING) == []
    assert difference("Nothing of that kind", "Wholly other") == [("Nothing of that kind", "")]


words = st.lists(st.sampled_from("порт we ice-cream п’ять NATO 2021 об".split()), min_size=1)


@given(words, st.data())
def test_any_run_of_words_is_verbatim(said, data):
    start = data.draw(st.integers(0, len(said) - 1))
    end = data.draw(st.integers(start + 1, len(said)))

    assert is_verbatim("“" + " ".join(said[start:end]) + ",”", " ".join(said))


@given(words, st.data())
def test_any_word_put_in_is_noticed(said, data):
    at = data.draw(st.integers(0, len(said)))
    changed = [*said[:at], "зайве", *said[at:]]

    assert not is_verbatim(" ".join(changed), " ".join(said))


@given(st.text(), st.text())
def test_is_verbatim_never_fails(passage, wording):
    assert is_verbatim(passage, wording) in {True, False}
    assert isinstance(difference(passage, wording), list)
