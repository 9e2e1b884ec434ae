"""The ground floor: who works here, what they ask and tell each other, pictures, topics, old
addresses, and the log."""

from newsroom.models.comment import Comment
from newsroom.models.invitation import Invitation
from newsroom.models.log import LogEntry
from newsroom.models.picture import Picture, PictureText
from newsroom.models.presence import Presence
from newsroom.models.redirect import Redirect
from newsroom.models.task import Task
from newsroom.models.topic import Topic, TopicText
from newsroom.models.user import User, called

__all__ = [
    "Comment",
    "Invitation",
    "LogEntry",
    "Picture",
    "PictureText",
    "Presence",
    "Redirect",
    "Task",
    "Topic",
    "TopicText",
    "User",
    "called",
]
