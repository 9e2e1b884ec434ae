"""Any edit of quoted words is caught, what the rules allow passes, and marks outlive every door."""

import string

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import html

from articles import prose
from articles.models import Article
from articles.quoting import difference, is_verbatim, is_whole

LETTERS = string.ascii_lowercase + "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёыэъ"
word = st.text(LETTERS, min_size=2, max_size=9)
# Words that differ, so that an edit cannot make another true run of the wording.
wording = st.lists(word, min_size=4, max_size=25, unique=True)
GAPS = ["[...]", "[…]", "…", "...", "[....]"]
# Between two words a space; sometimes a stop, which belongs to the words.
STOPS = ["", ",", ";", ":", ".", "?", " –"]


@st.composite
def said(draw):
    """The words of a statement with stops between them: its tokens, in pairs of word and stop."""
    words = draw(wording)
    stops = draw(st.lists(st.sampled_from(STOPS), min_size=len(words), max_size=len(words)))
    return list(zip(words, [*stops[:-1], "."], strict=True))


def text(pairs) -> str:
    return " ".join(word + stop for word, stop in pairs)


@given(said(), st.data())
def test_any_other_word_is_caught(pairs, data):
    at = data.draw(st.integers(0, len(pairs) - 1))
    other = data.draw(word)
    assume(other not in {w for w, _stop in pairs})
    changed = [*pairs[:at], (other, pairs[at][1]), *pairs[at + 1 :]]

    assert not is_verbatim(text(changed), text(pairs))
    assert any(other in printed for printed, _recorded in difference(text(changed), text(pairs)))


@given(said(), st.data())
def test_any_other_letter_is_caught(pairs, data):
    at = data.draw(st.integers(0, len(pairs) - 1))
    own = pairs[at][0]
    place, letter = data.draw(st.integers(0, len(own) - 1)), data.draw(st.sampled_from(LETTERS))
    other = own[:place] + letter + own[place + 1 :]
    assume(other not in {w for w, _stop in pairs})
    changed = [*pairs[:at], (other, pairs[at][1]), *pairs[at + 1 :]]

    assert not is_verbatim(text(changed), text(pairs))


@given(said(), st.data())
def test_a_word_left_out_inside_is_caught(pairs, data):
    at = data.draw(st.integers(1, len(pairs) - 2))

    assert not is_verbatim(text(pairs[:at] + pairs[at + 1 :]), text(pairs))


@given(said(), st.data())
def test_two_words_that_changed_places_are_caught(pairs, data):
    at = data.draw(st.integers(0, len(pairs) - 2))
    (first, stop), (second, after) = pairs[at], pairs[at + 1]
    changed = [*pairs[:at], (second, stop), (first, after), *pairs[at + 2 :]]

    assert not is_verbatim(text(changed), text(pairs))


@given(said(), st.data())
def test_another_stop_inside_is_caught(pairs, data):
    at = data.draw(st.integers(0, len(pairs) - 2))
    stop = data.draw(st.sampled_from([one for one in STOPS if one != pairs[at][1]]))
    changed = [*pairs[:at], (pairs[at][0], stop), *pairs[at + 1 :]]

    assert not is_verbatim(text(changed), text(pairs))


@given(said(), st.data())
def test_a_capital_inside_is_caught(pairs, data):
    at = data.draw(st.integers(1, len(pairs) - 1))
    own, stop = pairs[at]
    assume(own.capitalize() != own)
    changed = [*pairs[:at], (own.capitalize(), stop), *pairs[at + 1 :]]

    assert not is_verbatim(text(changed), text(pairs))


@given(said(), st.data())
def test_what_is_left_out_and_put_in_with_signs_passes(pairs, data):
    """Any words may give way to a gap, and any may be put in between brackets."""
    kept = data.draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs)))
    assume(any(kept))
    pieces, is_open = [], False
    for (own, stop), is_kept in zip(pairs, kept, strict=True):
        if not is_kept:
            is_open = True
            continue
        if is_open:
            pieces.append(data.draw(st.sampled_from(GAPS)))
        is_open = False
        if data.draw(st.booleans()):
            pieces.append(f"[{data.draw(word)}]")
        pieces.append(own + stop)

    assert is_verbatim(" ".join(pieces), text(pairs))


@given(said(), st.sampled_from(["“{}”", "«{}»", "„{}“", '"{}"', "‘{}’", "{}"]), st.data())
def test_typography_and_the_first_capital_are_no_edits(pairs, marks, data):
    start = data.draw(st.integers(0, len(pairs) - 1))
    end = data.draw(st.integers(start + 1, len(pairs)))
    words = text(pairs[start:end])
    dash, space = (
        data.draw(st.sampled_from("–—‒―-")),
        data.draw(st.sampled_from([" ", "  ", "\u00a0"])),
    )
    printed = marks.format(words[0].upper() + words[1:]).replace("–", dash).replace(" ", space)
    assume(words[0].upper().casefold() == words[0])

    assert is_verbatim(printed, text(pairs))


@given(said())
def test_the_whole_is_a_run_and_knows_it(pairs):
    assert is_whole(text(pairs), text(pairs))
    assert not is_whole(text(pairs[1:]), text(pairs))


@st.composite
def bodies(draw):
    """A body of paragraphs with marks, some over bold or slanted words, and what stands between."""
    paragraphs, marks = [], []
    for number in range(draw(st.integers(1, 4))):
        pieces = []
        for kind in draw(st.lists(st.sampled_from(["plain", "q", "span"]), min_size=1, max_size=4)):
            words = draw(st.lists(word, min_size=1, max_size=4))
            dressed = [draw(st.sampled_from(DRESS)).format(one) for one in words]
            if kind == "plain":
                pieces.append(" ".join(dressed))
                continue
            public_id = f"s{draw(st.sampled_from('bcd'))}222222"
            opening, closing = (
                draw(st.sampled_from(["“”", "«»", "„“"])) if kind == "q" else ("", "")
            )
            inside = f"{opening}{' '.join(dressed)}{closing}"
            pieces.append(f'<{kind} data-statement="{public_id}">{inside}</{kind}>')
            marks.append((kind, public_id, f"{opening}{' '.join(words)}{closing}"))
        paragraphs.append(f"<p>{number} {' '.join(pieces)}</p>")
    return "".join(paragraphs), marks


DRESS = ["{}", "<strong>{}</strong>", "<em>{}</em>", '<a href="https://example.org/">{}</a>']


def marked(body: str) -> list[tuple[str, str, str]]:
    """The marks of a body in their order: tag, statement, words."""
    tree = html.fragment_fromstring(body, create_parent="div")
    found = tree.xpath(".//q[@data-statement] | .//span[@data-statement]")
    return [(m.tag, m.get("data-statement"), " ".join(m.text_content().split())) for m in found]


@settings(deadline=None)
@given(bodies())
def test_marks_outlive_the_cleaning_and_the_publication(made):
    body, marks = made

    cleaned = Article._meta.get_field("body").clean(body, None)
    finished = prose.finish(cleaned, "en")

    assert marked(cleaned) == marks
    assert marked(finished) == marks
    assert prose.finish(cleaned, "en") == finished


@settings(deadline=None)
@given(bodies(), st.sampled_from(["onclick", "style", "data-evil", "id"]))
def test_dress_of_other_programs_goes_and_the_marks_stay(made, attribute):
    body, marks = made
    pasted = body.replace("<p>", f'<p {attribute}="x"><script>1</script><o:p></o:p>')

    cleaned = Article._meta.get_field("body").clean(pasted, None)

    assert marked(cleaned) == marks
    assert attribute not in cleaned
    assert "script" not in cleaned
