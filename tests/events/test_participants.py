from pathlib import Path

import pytest

from events.reading.eventwords import event_words
from events.reading.lists import items_of
from events.reading.participants import read_participant

FOLDER = Path(__file__).parent / "announced_people"


def people() -> list[tuple[str, str]]:
    """Each line of the tables with its language: what is printed, name, role, organization."""
    files = sorted(FOLDER.glob("*.txt"))
    return [
        (file.stem, line)
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize(("language", "line"), people())
def test_line_of_a_list_is_one_person_with_role_and_organization(language, line):
    printed, name, role, organization = line.split("|")
    words = event_words(language)

    person = read_participant(printed, words)

    assert (person.name, person.role, person.organization) == (
        name,
        role or None,
        organization or None,
    )
    assert items_of(printed, words) == [printed]
