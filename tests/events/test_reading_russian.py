import pytest

from events.reading.quote import COLLECTIVE, DIRECT, INDIRECT
from tests.events.reading_sentences import roles, said


STATEMENTS = [
    pytest.param(
        "«Уже поздно», — сказала Анна Лебедь.",
        [(DIRECT, "Уже поздно", "Анна Лебедь")],
        id="verb_name",
    ),
    pytest.param(
        "«Уже поздно, — говорит Анна Лебедь. — Пора домой».",
        [(DIRECT, "Уже поздно", "Анна Лебедь"), (DIRECT, "Пора домой", "Анна Лебедь")],
        id="author_within_one_pair_of_marks",
    ),
    pytest.param(
        "— Уже поздно, — пошутил Игорь Ткач. — Пора домой.",
        [(DIRECT, "Уже поздно", "Игорь Ткач"), (DIRECT, "Пора домой.", "Игорь Ткач")],
        id="after_a_dash",
    ),
    pytest.param(
        "«Четыре дня!» — повторил Игорь Ткач дважды.",
        [(DIRECT, "Четыре дня!", "Игорь Ткач")],
        id="an_exclamation",
    ),
    pytest.param(
        "Игорь Ткач заявил: «Мне ответили: „Нет“. И всё».",
        [(DIRECT, "Мне ответили: „Нет“. И всё", "Игорь Ткач")],
        id="marks_within_marks",
    ),
    pytest.param(
        "Социолог Игорь Ткач отметил, что ехать уже поздно.",
        [(INDIRECT, "ехать уже поздно", "Игорь Ткач")],
        id="that",
    ),
    pytest.param(
        "Как рассказал Игорь Ткач, ехать было поздно.",
        [(INDIRECT, "ехать было поздно", "Игорь Ткач")],
        id="as_he_told",
    ),
    pytest.param(
        "Выступила Анна Лебедь. По словам Анны Лебедь, ехать уже поздно.",
        [(INDIRECT, "ехать уже поздно", "Анна Лебедь")],
        id="by_her_words",
    ),
    pytest.param(
        "С Анной Лебедь согласился учитель из Бендер Игорь Ткач: по его словам, ехать поздно.",
        [(INDIRECT, "ехать поздно", "Игорь Ткач")],
        id="he_behind_a_colon",
    ),
    pytest.param(
        "Ехать уже поздно. Об этом заявил лоцман Игорь Ткач.",
        [(INDIRECT, "Ехать уже поздно", "Игорь Ткач")],
        id="stated_behind",
    ),
    pytest.param(
        "Игорь Ткач убеждён, что ехать уже поздно.",
        [(INDIRECT, "ехать уже поздно", "Игорь Ткач")],
        id="is_convinced",
    ),
    pytest.param(
        "В письме, которое зачитал Игорь Ткач, министерство сообщило, что «готово помочь мосту».",
        [(DIRECT, "готово помочь мосту", "министерство")],
        id="a_body_behind_a_clause",
    ),
    pytest.param(
        "Участники отметили, что ехать уже поздно.",
        [(COLLECTIVE, "ехать уже поздно", None)],
        id="a_group",
    ),
    pytest.param(
        "Выступил учитель Игорь Ткач. «Уже поздно», — рассказал педагог.",
        [(DIRECT, "Уже поздно", "Игорь Ткач")],
        id="by_a_word_of_one_family",
    ),
]

NO_STATEMENTS = [
    "Институт «Перевал» провёл круглый стол «Реки без гарантий».",
    "Итоги войдут в сборник «Мост как документ».",
    "Игорь Ткач не сказал, поедет ли он.",
]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_statements_are_found_with_their_speakers(text, expected):
    assert said(text, "ru") == expected


@pytest.mark.parametrize("text", NO_STATEMENTS)
def test_titles_and_silence_are_no_statements(text):
    assert said(text, "ru") == []


def test_capacity_is_given_as_printed():
    text = "Директор издательства «Новая парта» Игорь Ткач сказал, что уже поздно."

    assert roles(text, "ru") == ["Директор издательства «Новая парта»"]
