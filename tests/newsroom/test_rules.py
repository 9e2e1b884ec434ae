import datetime as dt

import pytest

from newsroom.models import LogEntry, Redirect, TopicText
from tests.factories import PictureFactory, TopicFactory, UserFactory
from tests.rules import assert_refused, copy, insert, write

pytestmark = pytest.mark.django_db


def log_entry():
    return LogEntry.objects.write(UserFactory(), TopicFactory(), LogEntry.Action.ADDED)


def redirect(**paths):
    return insert(Redirect(**{"old_path": "/topics/a/", "new_path": "/topics/b/", **paths}))


def topic_on_an_old_address():
    Redirect.objects.create(old_path="/topics/ice/", new_path="/topics/winter/")
    return write(TopicFactory(), slug="ice")


BREAKS = {
    "picture_has_credit": lambda: write(PictureFactory(), credit=""),
    "newsroom_picturetext_one_per_language": lambda: copy(PictureFactory().texts.get()),
    "newsroom_topictext_one_per_language": lambda: insert(
        TopicText(topic=TopicFactory(), language="en", name="Again")
    ),
    "redirect_leads_elsewhere": lambda: redirect(new_path="/topics/a/"),
    "redirect_paths_start_with_slash": lambda: redirect(new_path="https://evil.example/"),
    "redirect_stays_on_this_site": lambda: redirect(new_path="//evil.example/"),
    "topic_slug_is_free": topic_on_an_old_address,
    "log_entry_never_changes": lambda: write(
        log_entry(), at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    ),
}


@pytest.mark.parametrize("rule", BREAKS)
def test_the_database_refuses(rule):
    assert_refused(rule, BREAKS[rule]())
