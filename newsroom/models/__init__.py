"""The ground floor: who works here, pictures, topics, old addresses, and the log."""

from newsroom.models.log import LogEntry
from newsroom.models.picture import Picture, PictureText
from newsroom.models.redirect import Redirect
from newsroom.models.topic import Topic, TopicText
from newsroom.models.user import User

__all__ = ["LogEntry", "Picture", "PictureText", "Redirect", "Topic", "TopicText", "User"]
