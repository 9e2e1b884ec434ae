"""What the editor of an article is told of the record."""

import pytest
from django.urls import reverse

from articles.pickers import find_pictures, find_statements, marks, quoted
from articles.quoting import is_verbatim
from events.attribution import Rule
from events.models import Statement
from people.models import PersonName
from tests.factories import (
    CheckFactory,
    EventFactory,
    ParticipationFactory,
    PersonFactory,
    PictureFactory,
    StatementFactory,
    UserFactory,
    WordingFactory,
    mark,
)

pytestmark = pytest.mark.django_db


def words(found) -> list[str]:
    return [line["words"] for line in found]


def say(event, text, order=0, **details):
    return StatementFactory(
        participation=ParticipationFactory(event=event), words=text, order=order, **details
    )


def test_without_words_the_statements_of_the_events_come_in_their_order():
    event = EventFactory()
    say(event, "Second.", order=2)
    say(event, "First.", order=1)
    say(EventFactory(), "Elsewhere.")

    assert words(find_statements("", "en", [event.pk])) == ["First.", "Second."]


def test_without_words_and_events_the_latest_come():
    say(EventFactory(), "Here.")

    assert words(find_statements("", "en", [])) == ["Here."]


def test_those_of_the_events_stand_before_all_others():
    event = EventFactory()
    say(EventFactory(), "The river is cold.")
    say(event, "Cold is the river, they say.")

    assert words(find_statements("river cold", "en", [event.pk])) == [
        "Cold is the river, they say.",
        "The river is cold.",
    ]


def test_the_statement_that_shares_most_words_comes_first_even_when_misquoted():
    event = EventFactory()
    say(event, "The river was never a road.", order=1)
    say(event, "The first task is to know the water above the bend.", order=2)

    found = find_statements("first task was to know the waters above bends", "en", [event.pk])

    assert words(found)[0] == "The first task is to know the water above the bend."


@pytest.mark.parametrize(
    "query", ["ГАЙДАЙЧУК", "haidaichuk", "гайдайчук ріка", "рíка".replace("i", "і")]
)
def test_words_and_every_spelling_of_the_speaker_are_found(query):
    person = PersonFactory(name="Severyn Haidaichuk")
    PersonName.objects.create(person=person, language="uk", text="Северин Гайдайчук")
    speaker = ParticipationFactory(person=person, printed_name="S. Haidaichuk")
    StatementFactory(participation=speaker, words="Ріка – не дорога.", language="uk")

    assert words(find_statements(query, "uk", [])) == ["Ріка – не дорога."]
    assert words(find_statements(query, "uk", [speaker.event_id])) == ["Ріка – не дорога."]


def test_a_withdrawn_statement_is_not_offered():
    StatementFactory(withdrawn=True)

    assert find_statements("", "en", []) == []


def test_a_line_says_what_an_editor_should_know():
    speaker = ParticipationFactory(
        event=EventFactory(rule=Rule.POST_ONLY, title="Winter"), printed_name="Olha"
    )
    said = StatementFactory(participation=speaker, draft=True)

    [line] = find_statements("", "uk", [])

    assert line | {"url": ""} == {
        "id": said.public_id,
        "tag": "q",
        "kind": "direct quotation",
        "words": "We heard it.",
        "language": "en",
        "printed": "«We heard it.»",
        "speaker": "Olha",
        "capacity": "director, Centre",
        "event": "Winter",
        "said_on": "13 May 2021",
        "checked": False,
        "notes": ["draft", "no words in the language of the article", "post only"],
        "url": "",
    }


def test_the_words_of_the_language_are_offered():
    said = StatementFactory(words="We heard it.")
    WordingFactory(statement=said, language="uk", text="Ми це чули.", origin="human_translation")
    CheckFactory(wording=said.wording)

    [line] = find_statements("", "uk", [])

    assert (line["words"], line["language"], line["notes"]) == ("Ми це чули.", "uk", [])
    assert line["checked"] is True


@pytest.mark.parametrize(
    ("kind", "tag", "printed"),
    [
        ("direct", "q", "“We heard it.”"),
        ("mixed", "q", "“We heard it.”"),
        ("indirect", "span", "We heard it."),
        ("collective", "span", "We heard it."),
    ],
)
def test_the_kind_decides_how_words_are_marked_and_inserted(kind, tag, printed):
    StatementFactory(kind=Statement.Kind(kind))

    [line] = find_statements("", "en", [])

    assert (line["tag"], line["printed"]) == (tag, printed)


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("We heard it.", "en", "“We heard it.”"),
        ("The “Open Gauge” is ours.", "en", "“The ‘Open Gauge’ is ours.”"),
        ("Проєкт «Рейка» наш.", "uk", "«Проєкт „Рейка“ наш.»"),
        ("Проект «Рейка» наш.", "ru", "«Проект „Рейка“ наш.»"),
    ],
)
def test_words_are_set_in_the_marks_of_the_language_and_stay_verbatim(text, language, printed):
    assert quoted(text, language) == printed
    assert is_verbatim(printed, text)


@pytest.mark.parametrize("count", [1, 3])
def test_the_picker_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    event = EventFactory()
    for _ in range(count):
        say(event, "We heard it.")

    # own ones and the others: statements, wordings, checks, translated capacities, titles, names
    with django_assert_num_queries(7):
        find_statements("heard", "en", [event.pk])


def test_marks_tell_whether_words_hold():
    said = StatementFactory(words="The river is polite.")

    [line] = marks(f"<p>{mark(said, 'The river is rude.')} {mark(said)}</p>", "en")

    assert line["id"] == said.public_id
    assert line["faults"] == [
        f"Not the recorded words of {said.public_id}: printed “rude”, recorded “polite”"
    ]
    assert line["passages"] == [
        {
            "words": "“The river is rude.”",
            "verbatim": False,
            "difference": [("rude", "polite")],
        },
        {"words": "“The river is polite.”", "verbatim": True, "difference": []},
    ]


def test_a_mark_of_no_statement_is_told():
    assert marks('<p><q data-statement="szzzzzzz">“Hm”</q></p>', "en") == [
        {
            "id": "szzzzzzz",
            "missing": True,
            "faults": ["There is no statement szzzzzzz: mark the words anew."],
            "passages": [],
        }
    ]


def test_pictures_are_found_by_what_is_on_them():
    picture = PictureFactory()
    text = picture.text or picture.texts.create(language="en", alt="A gauge on the quay")
    text.alt = "A gauge on the Quay"
    text.save()

    assert [line["id"] for line in find_pictures("QUAY gauge", "en")] == [str(picture.pk)]
    assert find_pictures("ship", "en") == []


@pytest.mark.parametrize("name", ["statements", "marks", "pictures"])
def test_the_record_is_told_to_those_who_may_write_alone(client, name):
    client.force_login(UserFactory(is_staff=True))

    assert client.post(reverse(f"admin:articles_article_{name}")).status_code == 403
