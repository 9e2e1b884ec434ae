import datetime as dt

import pytest
from django.utils.translation import override

from newsroom.languages import versions
from newsroom.templatetags import newsroom as tags

DAY = dt.date(2021, 5, 13)
MOMENT = dt.datetime(2021, 5, 13, 11, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "13\u00a0May 2021"),
        ("uk", "13\u00a0травня 2021\u00a0року"),
        ("ru", "13\u00a0мая 2021\u00a0года"),
    ],
)
def test_in_words_writes_a_date_in_the_language_of_the_page(language, expected):
    with override(language):
        assert tags.in_words(DAY) == expected


def test_in_words_is_empty_of_nothing():
    assert tags.in_words(None) == ""


def test_moment_in_words_is_in_the_time_of_the_newsroom():
    assert tags.moment_in_words(MOMENT) == "13\u00a0May 2021, 14:05"


@pytest.mark.parametrize(
    ("precision", "expected"),
    [("day", "13\u00a0May 2021"), ("month", "May 2021"), ("year", "2021")],
)
def test_precisely_says_no_more_than_is_known(precision, expected):
    assert tags.precisely(DAY, precision) == expected


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("day", "13\u00a0травня 2021\u00a0року"),
        ("month", "травня 2021\u00a0року"),
        ("year", "2021\u00a0року"),
    ],
)
def test_precisely_after_sets_the_case_that_follows_since(precision, expected):
    with override("uk"):
        assert tags.precisely_after(DAY, precision) == expected


@pytest.mark.parametrize(
    ("row", "expected"), [("uk", ' lang="uk"'), ("en", ""), ("", ""), (None, "")]
)
def test_lang_marks_only_what_is_not_in_the_language_of_the_page(row, expected):
    assert tags.lang(row) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "“No”"), ("uk", "«No»"), ("ru", "«No»"), ("pl", "„No”"), ("de", "„No“")],
)
def test_quoted_sets_the_marks_of_the_language(language, expected):
    assert tags.quoted("No", language) == expected


def test_quoted_escapes_what_is_no_html():
    assert tags.quoted("<b>", "en") == "“&lt;b&gt;”"


def test_typeset_binds_short_words_and_dashes():
    assert tags.typeset("Хто і за що – питання", "uk") == "Хто і\u00a0за\u00a0що\u00a0– питання"


def test_typeset_leaves_english_words_free():
    assert tags.typeset("I am in it", "en") == "I am in it"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Андрій Поротніков", "АП"), ("Ada", "A"), ("", ""), ("The “North” group", "TG")],
)
def test_initials_are_the_first_two(name, expected):
    assert tags.initials(name) == expected


def test_lines_leave_out_what_is_empty():
    assert tags.lines("One?\n\n Two? \n") == ["One?", "Two?"]


def test_language_name_reads_in_the_language_of_the_page():
    with override("uk"):
        assert tags.language_name("en") == "англійська"


def test_versions_are_the_same_address_in_each_language():
    with override("uk"):
        found = [(v.language, v.path, v.is_current) for v in versions("/uk/people/ada/")]

    assert found == [
        ("en", "/people/ada/", False),
        ("uk", "/uk/people/ada/", True),
        ("ru", "/ru/people/ada/", False),
    ]


def test_versions_of_an_article_are_its_translations():
    found = versions("/articles/one/", {"uk": "/uk/articles/odyn/", "en": "/articles/one/"})

    assert [v.path for v in found] == ["/articles/one/", "/uk/articles/odyn/"]
