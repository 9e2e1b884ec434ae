import pytest

from events.reading.quote import COLLECTIVE, DIRECT, INDIRECT
from tests.events.reading_sentences import roles, said


STATEMENTS = [
    pytest.param(
        "«Уже пізно», – сказала Ганна Луценко.",
        [(DIRECT, "Уже пізно", "Ганна Луценко")],
        id="verb_name",
    ),
    pytest.param(
        "«Уже пізно», – додав йому координатор проєкту «Міст» Ігор Ткач.",
        [(DIRECT, "Уже пізно", "Ігор Ткач")],
        id="post_before_the_name",
    ),
    pytest.param(
        "«Уже пізно, – сказав Ігор Ткач. – Час додому».",
        [(DIRECT, "Уже пізно", "Ігор Ткач"), (DIRECT, "Час додому", "Ігор Ткач")],
        id="author_within_one_pair_of_marks",
    ),
    pytest.param(
        "– Мене питають: «Хто нас забере?» – розповів Ігор Ткач. – І я не знаю.",
        [
            (DIRECT, "Мене питають: «Хто нас забере?»", "Ігор Ткач"),
            (DIRECT, "І я не знаю.", "Ігор Ткач"),
        ],
        id="after_a_dash",
    ),
    pytest.param(
        "«„Довше“ – це скільки?» – запитав Ігор Ткач.",
        [(DIRECT, "„Довше“ – це скільки?", "Ігор Ткач")],
        id="marks_within_marks",
    ),
    pytest.param(
        "Ігор Ткач відповів коротко: «Ні».", [(DIRECT, "Ні", "Ігор Ткач")], id="after_a_colon"
    ),
    pytest.param(
        "«Наш об'єкт – «Маяк». Він старий», – сказав Ігор Ткач.",
        [(DIRECT, "Наш об'єкт – «Маяк». Він старий", "Ігор Ткач")],
        id="apostrophes_close_nothing",
    ),
    pytest.param(
        "Ігор Ткач зазначив, що вже пізно їхати.",
        [(INDIRECT, "вже пізно їхати", "Ігор Ткач")],
        id="that",
    ),
    pytest.param(
        "Як зазначив Ігор Ткач, вже пізно їхати.",
        [(INDIRECT, "вже пізно їхати", "Ігор Ткач")],
        id="as_he_noted",
    ),
    pytest.param(
        "Виступив Ігор Ткач. За словами Ігоря Ткача, вже пізно їхати.",
        [(INDIRECT, "вже пізно їхати", "Ігор Ткач")],
        id="by_his_words",
    ),
    pytest.param(
        "Виступила Ганна Луценко. На її думку, вже пізно їхати.",
        [(INDIRECT, "вже пізно їхати", "Ганна Луценко")],
        id="in_her_view",
    ),
    pytest.param(
        "Їхати вже пізно. Про це заявив лоцман Ігор Ткач.",
        [(INDIRECT, "Їхати вже пізно", "Ігор Ткач")],
        id="stated_behind",
    ),
    pytest.param(
        "Ігор Ткач переконаний, що їхати вже пізно.",
        [(INDIRECT, "їхати вже пізно", "Ігор Ткач")],
        id="is_convinced",
    ),
    pytest.param(
        "Йому заперечив лоцман Ігор Ткач: він вважає, що їхати не пізно.",
        [(INDIRECT, "їхати не пізно", "Ігор Ткач")],
        id="he_behind_a_colon",
    ),
    pytest.param(
        "Міністерство доріг повідомило, що грошей на міст немає.",
        [(INDIRECT, "грошей на міст немає", "Міністерство доріг")],
        id="a_body",
    ),
    pytest.param(
        "Учасники зазначили, що їхати вже пізно.",
        [(COLLECTIVE, "їхати вже пізно", None)],
        id="a_group",
    ),
    pytest.param(
        "Ганна Луценко – директорка музею. «Уже пізно», – сказала директорка.",
        [(DIRECT, "Уже пізно", "Ганна Луценко")],
        id="by_post",
    ),
]

NO_STATEMENTS = [
    "Центр «Обрій» провів круглий стіл «Річки без гарантій».",
    "Ганні Луценко подарували книжку «Люди моря».",
    "Це так звана «сіра зона».",
    "Ігор Ткач не сказав, чи поїде.",
]

CAPACITIES = [
    ("Директорка Центру річок Ганна Луценко сказала, що вже пізно.", "Директорка Центру річок"),
    ("Координатор проєкту «Міст» Ігор Ткач сказав, що вже пізно.", "Координатор проєкту «Міст»"),
    (
        "Модератор зустрічі, соціолог Ігор Ткач сказав, що вже пізно.",
        "Модератор зустрічі, соціолог",
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_statements_are_found_with_their_speakers(text, expected):
    assert said(text, "uk") == expected


@pytest.mark.parametrize("text", NO_STATEMENTS)
def test_titles_and_silence_are_no_statements(text):
    assert said(text, "uk") == []


@pytest.mark.parametrize(("text", "capacity"), CAPACITIES)
def test_capacity_is_given_as_printed(text, capacity):
    assert roles(text, "uk") == [capacity]
