import pytest

from events.reading.quote import COLLECTIVE, DIRECT, INDIRECT
from tests.events.reading_sentences import said

MAYOR = "Ігор Мазур"
STATEMENTS = [
    pytest.param(
        "uk",
        "Ігор Мазур каже, дорогу відкриють у травні.",
        [(INDIRECT, "дорогу відкриють у травні", MAYOR)],
        id="says_without_that",
    ),
    pytest.param(
        "uk",
        "Дорогу відкриють у травні, – про це на нараді розповів Ігор Мазур.",
        [(INDIRECT, "Дорогу відкриють у травні", MAYOR)],
        id="told_behind_a_dash",
    ),
    pytest.param(
        "ru",
        "Дорогу откроют в мае – в этом уверен Игорь Мазур.",
        [(INDIRECT, "Дорогу откроют в мае", "Игорь Мазур")],
        id="sure_behind_a_dash",
    ),
    pytest.param(
        "ru",
        "Дорогу откроют в мае. Об этом на брифинге рассказал Игорь Мазур.",
        [(INDIRECT, "Дорогу откроют в мае", "Игорь Мазур")],
        id="told_at_a_briefing",
    ),
    pytest.param(
        "uk",
        "Дива не варто чекати, попереджає Ігор Мазур: реформа забере роки.",
        [(INDIRECT, "Дива не варто чекати", MAYOR), (INDIRECT, "реформа забере роки", MAYOR)],
        id="before_a_colon_and_after",
    ),
    pytest.param(
        "ru",
        "Говорить о «возвращении моря», полагает Игорь Мазур, рано.",
        [("mixed", "Говорить о «возвращении моря», полагает Игорь Мазур, рано", "Игорь Мазур")],
        id="marked_words_before_the_author",
    ),
    pytest.param(
        "uk",
        "Ігор Мазур не сумнівається, що дорогу відкриють.",
        [(INDIRECT, "дорогу відкриють", MAYOR)],
        id="does_not_doubt",
    ),
    pytest.param(
        "uk",
        "На думку членів комісії, дорогу відкриють.",
        [(COLLECTIVE, "дорогу відкриють", None)],
        id="many_by_their_ending",
    ),
    pytest.param(
        "ru",
        "Участники встречи единодушны: дорогу откроют.",
        [(COLLECTIVE, "дорогу откроют", None)],
        id="of_one_mind",
    ),
    pytest.param(
        "uk",
        "«А де гроші?» – запитали із зали. «У банку», – відповів Ігор Мазур.",
        [(DIRECT, "А де гроші?", None), (DIRECT, "У банку", MAYOR)],
        id="asked_by_nobody_in_particular",
    ),
    pytest.param(
        "uk",
        "«Гроші є», – цитує депутата Ігоря Мазура видання «Час».",
        [(DIRECT, "Гроші є", MAYOR)],
        id="repeated_by_a_paper",
    ),
    pytest.param(
        "uk",
        "Дорогу до села відкриють, повідомляє «Час» із посиланням на Ігоря Мазура.",
        [(INDIRECT, "Дорогу до села відкриють", MAYOR)],
        id="with_reference",
    ),
    pytest.param(
        "ru",
        "«Деньги есть», — рассказал «Вестям» Игорь Мазур.",
        [(DIRECT, "Деньги есть", "Игорь Мазур")],
        id="told_a_paper",
    ),
    pytest.param(
        "ru",
        "Как рассказал «Вестям» Игорь Мазур, деньги есть.",
        [(INDIRECT, "деньги есть", "Игорь Мазур")],
        id="as_he_told_a_paper",
    ),
    pytest.param(
        "ru",
        "— Вот это разговор! — оживляется Игорь Мазур.",
        [(DIRECT, "Вот это разговор!", "Игорь Мазур")],
        id="acts_after_an_exclamation",
    ),
    pytest.param(
        "uk",
        "У висновку ради, зокрема, зазначено, що дорогу відкриють.",
        [(INDIRECT, "дорогу відкриють", "рада")],
        id="an_aside_before_the_verb",
    ),
    pytest.param(
        "uk",
        "За даними Newsline, банкрутом може стати фірма «Південь». У компанії кажуть, що гроші є.",
        [
            (INDIRECT, "банкрутом може стати фірма «Південь»", "Newsline"),
            (INDIRECT, "гроші є", "Південь"),
        ],
        id="the_company_that_was_named",
    ),
    pytest.param(
        "ru",
        "Компания «Берег» молчала. «Деньги есть», — сказали в пресс-службе перевозчика.",
        [(DIRECT, "Деньги есть", "Компания «Берег»")],
        id="the_press_service_of_whom",
    ),
    pytest.param(
        "uk",
        "Міністр каже, що гроші є, а депутат Ігор Мазур засумнівався: «Звідки?»",
        [(INDIRECT, "гроші є", None), (DIRECT, "Звідки?", MAYOR)],
        id="another_speaker_with_a_post",
    ),
    pytest.param(
        "uk",
        "«Водоканал» запевняє, що труби нові. КП «Міст» також запевняє, що труби нові.",
        [
            (INDIRECT, "труби нові", "Водоканал"),
            (INDIRECT, "труби нові", "КП «Міст»"),
        ],
        id="a_body_that_marks_name",
    ),
    pytest.param(
        "ru",
        "«Трубы старые», — читаем в акте комиссии.",
        [(DIRECT, "Трубы старые", "комиссия")],
        id="read_in_a_paper",
    ),
    pytest.param(
        "ru",
        "Как рассказал Игорь Мазур в интервью «Вестям», деньги есть.",
        [(INDIRECT, "деньги есть", "Игорь Мазур")],
        id="told_in_an_interview",
    ),
    pytest.param(
        "uk",
        "Виступила Ганна Лис. Її вердикт: без домкратів споруда впаде.",
        [(INDIRECT, "без домкратів споруда впаде", "Ганна Лис")],
        id="a_verdict_before_a_colon",
    ),
    pytest.param(
        "uk",
        "У мережі підкреслюють, що гроші є.",
        [(INDIRECT, "гроші є", None)],
        id="people_of_a_place_that_is_no_known_body",
    ),
    pytest.param(
        "ru",
        "В Управлении по делам беженцев говорят, что деньги есть.",
        [(INDIRECT, "деньги есть", "Управление по делам беженцев")],
        id="a_group_within_the_name_of_a_body",
    ),
    pytest.param(
        "ru",
        "Повар Мария Игнатьевна не выдержала:\n\n— А вы попробуйте накормить триста человек!",
        [(DIRECT, "А вы попробуйте накормить триста человек!", "Мария Игнатьевна")],
        id="a_dash_behind_a_colon",
    ),
    pytest.param(
        "ru",
        "«Деньги есть», — рассказала она «Южному вестнику».",
        [(DIRECT, "Деньги есть", None)],
        id="she_told_a_paper",
    ),
    pytest.param(
        "ru",
        "На ТЭЦ-3 заявляют, что деньги есть.",
        [(INDIRECT, "деньги есть", "ТЭЦ-3")],
        id="at_a_station",
    ),
    pytest.param(
        "uk",
        "Виступив Олег Рак. На слова Рака відповів інженер Ігор Мазур: «Гроші є».",
        [(DIRECT, "Гроші є", MAYOR)],
        id="who_answers_somebody",
    ),
    pytest.param(
        "uk",
        "Студентка з Гомеля Ганна каже, що гроші є.",
        [(INDIRECT, "гроші є", "Ганна")],
        id="a_place_before_a_given_name",
    ),
    pytest.param(
        "uk",
        "– Архів є, – сказав Ігор Мазур.\n\n– Нема, – кинула Зоя Лан.\n\n– Є.\n\n– Покажіть!",
        [
            (DIRECT, "Архів є", MAYOR),
            (DIRECT, "Нема", "Зоя Лан"),
            (DIRECT, "Є.", MAYOR),
            (DIRECT, "Покажіть!", "Зоя Лан"),
        ],
        id="two_who_take_turns",
    ),
    pytest.param(
        "uk",
        "Виступив експерт Лев Тис. За його словами, гроші є.",
        [(INDIRECT, "гроші є", "Лев Тис")],
        id="a_surname_like_an_abbreviation",
    ),
    pytest.param(
        "ru",
        "Как сообщили на кафедре экологии, деньги есть.",
        [(INDIRECT, "деньги есть", "кафедра экологии")],
        id="at_a_chair",
    ),
    pytest.param(
        "uk",
        "Як припускають у селі, техніку вивозять ночами.",
        [(INDIRECT, "техніку вивозять ночами", None)],
        id="people_of_a_place",
    ),
    pytest.param(
        "uk",
        "Джерела в уряді стверджують, що гроші є.",
        [(INDIRECT, "гроші є", None)],
        id="sources_in_a_body",
    ),
    pytest.param(
        "uk",
        "КИЇВ, 4 червня – За словами Ігоря Мазура, гроші є.",
        [(INDIRECT, "гроші є", MAYOR)],
        id="a_dateline",
    ),
    pytest.param(
        "uk",
        "– Не розуміємо, – чесно зізнаємося ми.",
        [(DIRECT, "Не розуміємо", None)],
        id="we_say",
    ),
    pytest.param(
        "ru",
        "— А кто исполнит? — Игорь Мазур смотрит в зал.",
        [(DIRECT, "А кто исполнит?", "Игорь Мазур")],
        id="a_name_behind_a_question",
    ),
    pytest.param(
        "ru",
        "Игорь Мазур, врач, ждал нас.\n\n**Ошиблись?**\n\nОшибся. Бывает.\n\n"
        "**Устали?**\n\nНет.\n\n**Ждёте?**\n\nЖду. Весны.",
        [
            (DIRECT, "Ошибся. Бывает.", "Игорь Мазур"),
            (DIRECT, "Нет.", "Игорь Мазур"),
            (DIRECT, "Жду. Весны.", "Игорь Мазур"),
        ],
        id="answers_to_bold_questions",
    ),
    pytest.param(
        "uk",
        "«Листи лежали на горищі.\n\nНіхто не питав.\n\nТепер їх читають», – сказав Ігор Мазур.",
        [
            (
                DIRECT,
                "Листи лежали на горищі.\n\nНіхто не питав.\n\nТепер їх читають",
                MAYOR,
            )
        ],
        id="a_paragraph_without_marks",
    ),
    pytest.param(
        "ru",
        "Игорь Мазур, инженер:\n\n«Деньги есть. Их хватит».",
        [(DIRECT, "Деньги есть. Их хватит", "Игорь Мазур")],
        id="named_in_the_paragraph_before",
    ),
    pytest.param(
        "ru",
        "«Деньги есть. Их хватит».\n\nИгорь Мазур, врач\n\n«Денег нет. Совсем».\n\nАнна Лис, врач",
        [
            (DIRECT, "Деньги есть. Их хватит", "Игорь Мазур"),
            (DIRECT, "Денег нет. Совсем", "Анна Лис"),
        ],
        id="signed_below",
    ),
]
NO_STATEMENTS = [
    ("uk", "Ігор Мазур заперечив, нібито місто нічого не робить."),
    ("uk", "Ігор Мазур спростував інформацію про те, що дорогу закриють."),
    ("ru", "Игорь Мазур отверг утверждения о том, что дорогу закроют."),
    ("ru", "Если бы мэр сказал: «Дорогу откроют», ему бы не поверили."),
    ("uk", "Йдеться про те, що дорогу відкриють."),
    ("uk", "Ігор Мазур заявив про «карусель»."),
    ("ru", "Музей называют «русским Лувром»."),
    ("ru", "На баннере написано: «Закрыто навсегда»."),
    ("uk", "Ігор Мазур попросив не називати його прізвища, бо боїться."),
]


@pytest.mark.parametrize(("language", "text", "expected"), STATEMENTS)
def test_statements_are_found_with_their_speakers(language, text, expected):
    assert said(text, language) == expected


@pytest.mark.parametrize(("language", "text"), NO_STATEMENTS)
def test_what_nobody_states_is_no_statement(language, text):
    assert said(text, language) == []
