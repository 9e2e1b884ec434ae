"""What happened: events, who took part in which capacity, and what they said."""

from events.models.answer import SpeakerAnswer
from events.models.check import Check
from events.models.event import Event, EventText, EventTopic
from events.models.participation import Participation, ParticipationText
from events.models.programme import EventOrganization, Session, SessionText
from events.models.recording import Recording
from events.models.statement import Statement, StatementTopic
from events.models.wording import Wording

__all__ = [
    "Check",
    "Event",
    "EventOrganization",
    "EventText",
    "EventTopic",
    "Participation",
    "ParticipationText",
    "Recording",
    "Session",
    "SessionText",
    "SpeakerAnswer",
    "Statement",
    "StatementTopic",
    "Wording",
]
