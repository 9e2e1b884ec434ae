import pytest

from newsroom.folding import fold, sort_key
from newsroom.romanization import romanize, slugify


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ёлка", "елка"),
        ("Їжак і ґава", "їжак і ґава"),
        ("Мар’яна", "маряна"),
        ("Марʼяна", "маряна"),
        ("MÜLLER-Łoś", "muller łos"),
        ("  два   слова!  ", "два слова"),
        ("Йосип", "йосип"),
        ("", ""),
    ],
)
def test_fold_makes_texts_comparable(text, folded):
    assert fold(text) == folded


def test_sort_key_follows_the_alphabet():
    alphabet = ["Adam", "Zoe", "Авдій", "Гнат", "Ґалаґан", "Дана", "Ева", "Єва", "Зоя", "Иван"]
    alphabet += ["Іван", "Їжак", "Йосип", "Яна"]

    assert sorted(alphabet, key=sort_key, reverse=True) == alphabet[::-1]


@pytest.mark.parametrize(
    ("text", "language", "latin"),
    [
        ("Згурський", "uk", "Zghurskyi"),
        ("Юрій Єнакієве", "uk", "Yurii Yenakiieve"),
        ("Мар’їне", "uk", "Marine"),
        ("Хрещатик", "uk", "Khreshchatyk"),
        ("ЩОГЛА", "uk", "SHCHOHLA"),
        ("Алексей Гущин", "ru", "Aleksei Gushchin"),
        ("Объезд", "ru", "Obieezd"),
        ("Шклярэўскі", "be", "Shkliareuski"),
        ("plain text", "uk", "plain text"),
        ("ЗГУРСЬКИЙ", "uk", "ZGHURSKYI"),
        ("Є. Ю. Нечуй-Яременко", "uk", "Ye. Yu. Nechui-Yaremenko"),
        ("Шевче\u0301нко", "uk", "Shevchenko"),
        ("Стри\u0438\u0306", "uk", "Stryi"),
        ("O’Brien", "uk", "O’Brien"),
        ("Соловьёв Юрий", "ru", "Solovev Iurii"),
        ("Подъячев Эмма", "ru", "Podieiachev Emma"),
        ("Пётр Ціханоўскі", "be", "Piotr Tsikhanouski"),
    ],
)
def test_romanize_follows_the_table_of_the_language(text, language, latin):
    assert romanize(text, language) == latin


# The examples that resolution 55 of 27 January 2010 gives beside its table, letter by letter.
EXAMPLES = """
Алушта Alushta Андрій Andrii Борщагівка Borshchahivka Борисенко Borysenko Вінниця Vinnytsia
Володимир Volodymyr Гадяч Hadiach Богдан Bohdan Згурський Zghurskyi Ґалаґан Galagan Ґорґани Gorgany
Донецьк Donetsk Дмитро Dmytro Рівне Rivne Олег Oleh Есмань Esman Єнакієве Yenakiieve
Гаєвич Haievych Короп'є Koropie Житомир Zhytomyr Жанна Zhanna Жежелів Zhezheliv
Закарпаття Zakarpattia Казимирчук Kazymyrchuk Медвин Medvyn Михайленко Mykhailenko
Іванків Ivankiv Іващенко Ivashchenko Їжакевич Yizhakevych Кадиївка Kadyivka Мар'їне Marine
Йосипівка Yosypivka Стрий Stryi Олексій Oleksii Київ Kyiv Коваленко Kovalenko Лебедин Lebedyn
Леонід Leonid Миколаїв Mykolaiv Маринич Marynych Ніжин Nizhyn Наталія Nataliia Одеса Odesa
Онищенко Onyshchenko Полтава Poltava Петро Petro Решетилівка Reshetylivka Рибчинський Rybchynskyi
Суми Sumy Соломія Solomiia Тернопіль Ternopil Троць Trots Ужгород Uzhhorod Уляна Uliana
Фастів Fastiv Філіпчук Filipchuk Харків Kharkiv Христина Khrystyna Біла Bila Церква Tserkva
Стеценко Stetsenko Чернівці Chernivtsi Шевченко Shevchenko Шостка Shostka Кишеньки Kyshenky
Щербухи Shcherbukhy Гоща Hoshcha Гаращенко Harashchenko Юрій Yurii Корюківка Koriukivka
Яготин Yahotyn Ярошенко Yaroshenko Костянтин Kostiantyn Знам'янка Znamianka Феодосія Feodosiia
Згорани Zghorany Розгон Rozghon
"""


def test_romanize_follows_the_examples_of_the_resolution():
    words = EXAMPLES.split()

    assert [romanize(word) for word in words[::2]] == words[1::2]


@pytest.mark.parametrize("text", ["Kyiv", "Olha Rudenko", "Zghurskyi", "Ščerbina", "Ἑλλάς"])
def test_nothing_is_ever_written_in_cyrillic(text):
    assert romanize(text) == text


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("Чи є вихід? Порт – «Південний»", "uk", "chy-ye-vykhid-port-pivdennyi"),
        ("Café № 5", "en", "cafe-no-5"),
        ("日本", "en", ""),
        (
            "слово " * 30,
            "uk",
            "slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo",
        ),
    ],
)
def test_slugify_makes_an_address_that_can_be_typed(text, language, slug):
    assert slugify(text, language) == slug
