import pytest

from events import proof
from events.models import Check, Statement
from events.proof import Proof, count, prove
from tests.factories import CheckFactory, EventFactory, StatementFactory, WordingFactory

pytestmark = pytest.mark.django_db
NOT_RECORDED = {"recording": None, "start_ms": None, "end_ms": None}


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("“The ice went out.”", 4),
        ("П’ять років – і жодного", 4),
        ("We’ll open [the locks] in mid-March …", 4),
        ("…", 0),
        ("", 0),
    ],
)
def test_count_leaves_out_what_was_put_in(passage, words):
    assert count(passage) == words


def test_each_share_is_counted_in_words():
    event = EventFactory()
    heard = StatementFactory(participation__event=event, words="One two three.")
    CheckFactory(wording=heard.wording, outcome=Check.Outcome.MINOR)
    noted = StatementFactory(
        participation__event=event, words="Four five.", certainty=Statement.Certainty.INFERRED
    )
    CheckFactory(wording=noted.wording, method=Check.Method.NOTES, **NOT_RECORDED)
    missed = StatementFactory(participation__event=event, words="Six.")
    CheckFactory(wording=missed.wording, outcome=Check.Outcome.NOT_FOUND)
    spoken = StatementFactory(
        participation__event=event, words="", certainty=Statement.Certainty.CONTINUED, draft=True
    )
    WordingFactory(statement=spoken, text="Сім вісім.", language="uk", origin="as_spoken")
    spoken.state = Statement.State.CONFIRMED
    spoken.save()
    StatementFactory(participation__event=event, words="Not exact.", kind="indirect")
    StatementFactory(participation__event=event, words="A draft.", draft=True)
    StatementFactory(words="Elsewhere.")

    assert proof.of_event(event) == Proof(words=8, checked=5, heard=3, original=2, explicit=4)


def test_corrected_words_are_backed_by_nothing():
    statement = StatementFactory(words="One two three.")
    CheckFactory(wording=statement.wording)
    statement.wording.correct("One two four.")

    assert proof.of_event(statement.event) == Proof(3, checked=0, heard=0, original=0, explicit=3)


def test_all_is_a_hundred_per_cent_and_nearly_all_is_not():
    statement = StatementFactory(words="word " * 200)
    other = StatementFactory(words="word", certainty=Statement.Certainty.INFERRED)

    shares = prove(
        [("word " * 200, statement, statement.wording), ("word", other, other.wording)]
    ).shares

    assert [share.percent for share in shares] == [0, 0, 0, 99]
    assert [share.percent for share in prove([("word", statement, None)]).shares] == [0, 0, 0, 100]


def test_an_event_without_exact_words_has_nothing_to_prove():
    assert proof.of_event(EventFactory()).words == 0
    assert [share.percent for share in proof.of_event(EventFactory()).shares] == [0, 0, 0, 0]
