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
    ],
)
def test_romanize_follows_the_table_of_the_language(text, language, latin):
    assert romanize(text, language) == latin


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
