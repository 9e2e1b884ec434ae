import pytest

from tests.reading.measure import measure
from tests.reading.reports import reports

# Per cent, a few points below what the reader reaches: F1 of quoted and of indirect statements,
# the share of right speakers and of posts as printed.
FLOORS = {"uk": (96, 95, 93, 92), "ru": (93, 95, 93, 92), "en": (97, 95, 96, 78)}


@pytest.mark.parametrize("language", FLOORS)
def test_reading_does_not_fall_below_what_it_reached(language):
    reached = measure(reports("dev", language))

    assert [a >= b for a, b in zip(reached, FLOORS[language], strict=False)] == [True] * 4, reached


@pytest.mark.parametrize("language", FLOORS)
def test_hardly_any_name_or_irony_in_marks_is_proposed_as_a_statement(language):
    reached = measure(reports("dev", language))

    assert reached.names <= 1
