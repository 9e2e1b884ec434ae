"""Ten invented people as newspapers of four languages would print them."""

from itertools import combinations, product

import pytest

from people.likeness import SAME, likeness_of_organizations, likeness_of_people
from people.similar import LIKELY
from people.spelling import Spelling, name_key, read_spelling, sound, tables

PEOPLE = {
    "Andrii Verbivskyi": [
        "Андрій Вербівський",
        "Вербивский Андрей",
        "Andriy Verbivsky",
        "Andrzej Werbiwski",
        "Андрэй Вербіўскі",
        "Andrej Verbivskij",
    ],
    "Kostiantyn Zhadko": [
        "Костянтин Жадько",
        "Константин Жадько",
        "Konstantin Zhadko",
        "Канстанцін Жадзько",
        "Жадько Костянтин Петрович",
    ],
    "Oleksandra Shcherbyna": [
        "Олександра Щербина",
        "Александра Щербина",
        "Aleksandra Szczerbyna",
        "Аляксандра Шчарбіна",
        "Alexandra Schtscherbyna",
    ],
    "Vital Harbachou": [
        "Віталь Гарбачоў",
        "Виталий Горбачев",
        "Віталій Горбачов",
        "Vitaly Gorbachev",
        "Vitali Harbačoŭ",
    ],
    "Yevhen Khyliuk": [
        "Євген Хилюк",
        "Евгений Хилюк",
        "Yevhenii Khylyuk",
        "Evgeny Khiluk",
        "Jewhen Hyluk",
        "Яўген Хілюк",
    ],
    "Mykola Tsymbal": [
        "Микола Цимбал",
        "Николай Цимбал",
        "Nikolai Tsimbal",
        "Мікалай Цымбал",
        "Mykola Cymbal",
        "Цимбал Микола Іванович",
    ],
    "Sviatlana Tsiarentsieva": [
        "Святлана Цярэнцьева",
        "Светлана Терентьева",
        "Світлана Терентьєва",
        "Svetlana Terentyeva",
        "Svitlana Terentieva",
    ],
    "Volodymyr Ohiienko": [
        "Володимир Огієнко",
        "Владимир Огиенко",
        "Vladimir Ogienko",
        "Volodymyr Ohienko",
        "Уладзімір Агіенка",
        "Wolodymyr Ohijenko",
    ],
    "Mariana Solovyova": [
        "Мар'яна Соловйова",
        "Марьяна Соловьёва",
        "Мар’яна Солов’йова",
        "Maryana Soloviova",
        "Mar'iana Solovieva",
    ],
    "Dmytro Yurieiev": [
        "Дмитро Юр'єєв",
        "Дмитрий Юрьев",
        "Dmitry Yuryev",
        "Зміцер Юр'еў",
        "Dzmitry Yurjeu",
    ],
}
SPELLINGS = {name: [name, *others] for name, others in PEOPLE.items()}
# Who is near somebody above, and is somebody else.
OTHERS = [
    "Andrii Verbytskyi",
    "Андрій Вербовий",
    "Kostiantyn Hladko",
    "Олександр Щербина",
    "Віталій Горбач",
    "Євгенія Хилюк",
    "Микола Цимбалюк",
    "Світлана Теренчук",
    "Володимир Огій",
    "Мар'ян Соловйов",
    "Дмитро Юрчук",
    "Жадько Костянтин Семенович",
]
PAIRS = [pair for names in SPELLINGS.values() for pair in combinations(names, 2)]
STRANGERS = [
    pair for one, other in combinations(SPELLINGS.values(), 2) for pair in product(one, other)
] + [
    (name, other)
    for names in SPELLINGS.values()
    for name, other in product(names, OTHERS)
    if "Семенович" not in other or "Петрович" in name
]


def test_spellings_of_one_person_are_likely_and_most_have_one_key():
    apart = [pair for pair in PAIRS if likeness_of_people(*pair) < LIKELY]
    equal = [pair for pair in PAIRS if name_key(pair[0]) == name_key(pair[1])]

    assert apart == []
    assert (len(equal), len(PAIRS)) == (161, 174)


def test_nobody_is_taken_for_another():
    mistaken = [pair for pair in STRANGERS if likeness_of_people(*pair) >= LIKELY]

    assert (mistaken, len(STRANGERS)) == ([], 2547)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ігор Лисенко", "Ігор Лещенко"),
        ("Єгор Левчук", "Ігор Левчук"),
        ("Іван Різник", "Іван Резник"),
        ("Яна Крук", "Анна Крук"),
        ("Роман Іван Петрович Крук", "Роман Іван Семенович Крук"),
    ],
)
def test_what_is_near_has_not_one_key(one, other):
    assert likeness_of_people(one, other) < SAME


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("Рій Ольга Петрівна", Spelling(("ri",), ("alga",), "petrivna")),
        ("О. П. Рій", Spelling(("ri",), (), "", ("a", "p"))),
        ("Yu.Rii", Spelling(("ri",), (), "", ("i",))),
        ("Шушкевич Станислав", Spelling(("šuškevič",), ("stanislav",))),
        (
            "Станислав Станиславович Шушкевич",
            Spelling(("šuškevič",), ("stanislav",), "stanislavavič"),
        ),
        ("Jan Maria Rakowicz", Spelling(("rakavič",), ("ian", "mara"))),
        ("Жадько-Рій Ганна", Spelling(("ri", "žadka"), ("gana",))),
        ("…", Spelling((), ())),
    ],
)
def test_a_name_is_taken_apart(text, spelling):
    assert read_spelling(text) == spelling


@pytest.mark.parametrize("table", ["given_names", "organization_words"])
def test_no_form_belongs_to_two_names(table):
    lines = [{sound(form) for form in line.split()} for line in tables()[table]]

    assert [one & other for one, other in combinations(lines, 2) if one & other] == []


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Centre for River Studies", "centre for river  studies", 100),
        ("Centre for River Studies", "The Center of River Studies", 97),
        ("Укррічка", "Ukrrichka", 97),
        ("Centre for River Studies", "Centre for Rivers Studies", 96),
        ("Centre for River Studies", "River Studies", 75),
        ("Centre for River Studies", "Centre for Sea Defence", 0),
        ("Centre", "Centre for River Studies", 0),
        ("The", "A", 0),
    ],
)
def test_organizations_are_alike(one, other, likeness):
    assert likeness_of_organizations(one, other) == likeness
