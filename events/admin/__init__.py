"""The admin of events, of who took part in them, and of what they said."""

from events.admin import check, event, participation, recording, speakers, statement, wording

__all__ = ["check", "event", "participation", "recording", "speakers", "statement", "wording"]
