"""Dates as people of the newsroom read and type them."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import override

JUNE = dt.date(2026, 6, 5)


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
@pytest.mark.parametrize("typed", ["2026-06-05", "05.06.2026"])
def test_a_typed_date_is_the_same_day_in_each_language(language, typed):
    with override(language):
        assert forms.DateField().clean(typed) == JUNE


def test_english_puts_the_day_first():
    at = dt.datetime(2026, 6, 5, 15, 30)  # noqa: DTZ001  shown as it is
    with override("en"):
        assert forms.DateField().clean("05/06/2026") == JUNE
        assert date_format(at, "DATETIME_FORMAT") == "5 June 2026, 15:30"
        assert date_format(JUNE, "SHORT_DATE_FORMAT") == "5 Jun 2026"
        with pytest.raises(ValidationError):
            forms.DateField().clean("06/15/2026")
