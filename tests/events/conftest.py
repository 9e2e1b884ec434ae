"""What the tests of speakers share."""

import pytest

from tests.factories import (
    ParticipationFactory,
    SpeakerLinkFactory,
    StatementFactory,
    UserFactory,
)


@pytest.fixture
def statement():
    """What Olha said."""
    who = ParticipationFactory(printed_name="Olha Rii", event__title="Ice and roads")
    return StatementFactory(participation=who, words="The ice will hold.")


@pytest.fixture
def link(statement):
    """The link for all that Olha said at the event."""
    inviter = UserFactory(email="clerk@example.org", username="clerk")
    return SpeakerLinkFactory(record=statement.participation, invited_by=inviter)
