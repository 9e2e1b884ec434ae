"""Where a report leaves it open who spoke, and in which capacity."""

import pytest

from events.reading.quote import Known
from events.reading.report import read_report

HEAD = {
    "en": (
        "Pumps\n\nIvan Moroz, director of the Institute of Reservoirs, said that the pumps were "
        "old.\n\n“We were warned,” said Oksana Moroz, head of the Valley Water Board.\n\n"
    ),
    "uk": (
        "Помпи\n\nДиректор Інституту водосховищ Іван Мороз сказав, що помпи старі.\n\n«Нас "
        "попереджали», — сказала голова Ради водопостачання долини Оксана Мороз.\n\n"
    ),
    "ru": (
        "Насосы\n\nДиректор Института водохранилищ Иван Мороз сказал, что насосы старые.\n\n«Нас "
        "предупреждали», — сказала глава Совета водоснабжения долины Оксана Мороз.\n\n"
    ),
}
IVAN = {"en": "Ivan Moroz", "uk": "Іван Мороз", "ru": "Иван Мороз"}
OKSANA = {"en": "Oksana Moroz", "uk": "Оксана Мороз", "ru": "Оксана Мороз"}


def read(language: str, sentence: str, participants=()):
    return read_report(HEAD[language] + sentence, language, participants)


def doubted(report) -> list[tuple[str, list[str]]]:
    """Who may have said each doubtful quotation behind the first two."""
    assert all(number > 1 for number in report.doubts)
    return [(doubt.code, [one.name for one in doubt.among]) for doubt in report.doubts.values()]


def test_of_two_of_one_surname_the_text_leaves_it_open():
    report = read("en", "“A warning is a rumour,” Moroz added. “It always was.”")

    assert doubted(report) == [("ambiguous", [IVAN["en"], OKSANA["en"]])] * 2
    assert {doubt.printed for doubt in report.doubts.values()} == {"Moroz"}


def test_he_behind_a_doubtful_surname_is_as_doubtful_and_a_whole_name_is_not():
    he = read("en", "“A warning is a rumour,” Moroz added.\n\n“It always was one,” he said.")
    whole = read("en", "“It is a rumour,” Moroz added.\n\n“It always was one,” said Ivan Moroz.")

    assert [code for code, _names in doubted(he)] == ["ambiguous"] * 2
    assert [code for code, _names in doubted(whole)] == ["ambiguous"]


@pytest.mark.parametrize(
    ("language", "sentence", "speaker"),
    [
        ("uk", "«Попередження — це чутка», — додав Мороз.", IVAN),
        ("uk", "«Попередження — це чутка», — додала Мороз.", OKSANA),
        ("ru", "«Предупреждение — это слух», — добавил Мороз.", IVAN),
        ("ru", "Мороз добавила, что предупреждение — это слух.", OKSANA),
        ("en", "“A warning is a rumour,” said the director Moroz.", IVAN),
    ],
)
def test_a_verb_or_a_post_tells_which_of_two_is_meant(language, sentence, speaker):
    report = read(language, sentence)

    assert report.quotes[-1].speaker_name == speaker[language]
    assert report.doubts == {}


def test_a_participant_of_that_surname_whom_the_text_does_not_name_may_be_meant():
    text = "Pumps\n\n“We were warned,” said Oksana Moroz.\n\n“It is a rumour,” Moroz added."

    report = read_report(text, "en", [Known("Ivan Moroz", id=7), Known("Oksana Moroz", id=8)])

    assert {one.id for one in report.doubts[1].among} == {7, 8}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "“Open the sluices,” both Ivan Moroz and Oksana Moroz said."),
        ("en", "“Open the sluices,” said Ivan Moroz, the director, and Oksana Moroz."),
        ("en", "Ivan Moroz and Oksana Moroz said that the sluices must be opened."),
        ("en", "“Open the sluices,” both experts said."),
        ("uk", "«Відкрийте шлюзи», — сказали Іван Мороз і Оксана Мороз."),
        ("uk", "Директор Іван Мороз та голова Ради Оксана Мороз наголосили, що час іде."),
        ("uk", "«Відкрийте шлюзи», — наголосили обоє."),
        ("ru", "«Откройте шлюзы», — сказали Иван Мороз и Оксана Мороз."),
        ("ru", "«Откройте шлюзы», — заявили оба эксперта."),
    ],
)
def test_what_two_say_together_says_so(language, sentence):
    report = read(language, sentence)

    assert doubted(report) == [("both", [IVAN[language], OKSANA[language]])]
    (oddity,) = [one for one in report.warnings if one.code == "both"]
    assert oddity.values["second"] == OKSANA[language]
    assert IVAN[language] in oddity.sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Ivan Moroz said that the dam was old, and Oksana Moroz added that it leaked."),
        ("en", "“We thank Ivan Moroz and the town,” Oksana Moroz said."),
        ("en", "Ivan Moroz, director of research and development, told Oksana Moroz so."),
        ("uk", "Іван Мороз сказав, що гребля стара, і Оксана Мороз додала, що вона тече."),
        ("uk", "Після виступу Івана Мороза і гостей Оксана Мороз сказала, що час іде."),
        ("ru", "Поблагодарив Ивана Мороза и гостей, Оксана Мороз сказала, что время идёт."),
    ],
)
def test_two_who_say_two_things_are_no_row(language, sentence):
    assert read(language, sentence).doubts == {}


@pytest.mark.parametrize(
    ("language", "sentence", "other"),
    [
        (
            "en",
            "Ivan Moroz, chairman of the Association of River Towns, said that towns would follow.",
            "chairman of the Association of River Towns",
        ),
        (
            "uk",
            "Голова Асоціації річкових міст Іван Мороз сказав, що міста підуть слідом.",
            "Голова Асоціації річкових міст",
        ),
        (
            "ru",
            "Председатель Ассоциации речных городов Иван Мороз сказал, что города пойдут следом.",
            "Председатель Ассоциации речных городов",
        ),
    ],
)
def test_another_capacity_of_a_speaker_is_kept_and_said(language, sentence, other):
    report = read(language, sentence)

    assert report.capacities == {IVAN[language]: [other]}
    assert [one.values["words"] for one in report.warnings if one.code == "capacities"] == [other]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ivan Moroz, director of the institute, said that the pumps were old.",
        "The engineer Ivan Moroz said that the pumps were old.",
        "Ivan Moroz of the IR said that the pumps were old.",
    ],
)
def test_a_shorter_word_for_the_same_post_is_no_other_capacity(sentence):
    assert read("en", sentence).capacities == {}
