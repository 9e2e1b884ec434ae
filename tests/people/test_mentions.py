import pytest

from people.mentions import Mention, Reading


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Ivan  HOROBETS spoke.", ["Ivan Horobets"]),
        ("Про це сказав «Іван Іваненко».", ["Іван Іваненко"]),
        ("Семёнов Пётр", ["Семенов Петр"]),
    ],
)
def test_a_whole_name_is_certain(text, names):
    assert Reading(text).mention(names) == Mention(names[0], is_certain=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("На думку Іваненка, ріка стала.", "Іван Іваненко"),
        ("Іваненку дали слово.", "Іваненко Іван Петрович"),
        ("Про це сказано Вербовій.", "Галина Вербова"),
        ("Полозка не почули.", "Артем Полозок"),
        ("These are Horobets’s words.", "Ivan Horobets"),
        ("So says Ciornei.", "Dumitru Ciornei"),
    ],
)
def test_a_surname_in_any_case_may_be_the_name(text, name):
    assert Reading(text).mention([name]) == Mention(name, is_certain=False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ми говорили з Іваном Іваненком.", "Іван Іваненко"),
        ("Слово Остапа Крука.", "Остап Крук"),
        ("Горобцю Івану дали слово.", "Іван Горобець"),
        ("Ольгою Іллівною Коваль", "Коваль Ольга Іллівна"),
        ("Наталії Рій не було.", "Наталія Рій"),
        ("Ользі Скрипці відповіли.", "Ольга Скрипка"),
        ("В выступлении Сергея Толстого", "Сергей Толстой"),
        ("Юрієм Бойком", "Юрій Бойко"),
        ("Аду Рій", "Ада Рій"),
        ("Ivan Horobets’s words", "Ivan Horobets"),
        ("Horobets, Ivan", "Ivan Horobets"),
    ],
)
def test_a_whole_name_in_any_case_and_order_is_certain(text, name):
    assert Reading(text).mention([name]) == Mention(name, is_certain=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Віктора Петренка", "Вікторія Петренко"),
        ("Olha Horobets", "Oleh Horobets"),
        ("Марк Круль", "Марта Крук"),
    ],
)
def test_a_like_name_is_not_certain(text, name):
    assert Reading(text).mention([name]) == Mention(name, is_certain=False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Володимир Великий", "Володимир Крук"),
        ("Крук сів на дах.", "Остап Крук"),
        ("Маємо кругле коло.", "Марта Крук"),
        ("Город стоїть під горою.", "Іван Горобець"),
        ("", "Ivan Horobets"),
        ("Ivan Horobets", "…"),
    ],
)
def test_other_words_are_nobody(text, name):
    assert Reading(text).mention([name]) is None


def test_the_spelling_that_stands_there_is_told():
    names = ["Ivan Ivanenko", "Іван Іваненко", "Иван Иваненко"]

    assert Reading("Сказал Иван Иваненко.").mention(names) == Mention("Иван Иваненко", True)
