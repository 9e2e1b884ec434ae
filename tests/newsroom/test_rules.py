import datetime as dt

import pytest
from django.contrib.auth.models import Group

from newsroom.models import LogEntry, Presence, Redirect, Task, TopicText
from tests.factories import (
    MOMENT,
    CommentFactory,
    InvitationFactory,
    PictureFactory,
    TaskFactory,
    TopicFactory,
    UserFactory,
)
from tests.rules import assert_refused, copy, insert, write

pytestmark = pytest.mark.django_db


def log_entry():
    return LogEntry.objects.write(UserFactory(), TopicFactory(), LogEntry.Action.ADDED)


def redirect(**paths):
    return insert(Redirect(**{"old_path": "/topics/a/", "new_path": "/topics/b/", **paths}))


def topic_on_an_old_address():
    Redirect.objects.create(old_path="/topics/ice/", new_path="/topics/winter/")
    return write(TopicFactory(), slug="ice")


def presence():
    return Presence.objects.create(user=UserFactory(), record=TopicFactory())


BREAKS = {
    "comment_has_text": lambda: write(CommentFactory(), text=""),
    "comment_resolved_by_somebody": lambda: write(CommentFactory(), resolved_at=MOMENT),
    "invitation_names_somebody": lambda: write(InvitationFactory(), invited=""),
    "invitation_expires_later": lambda: write(InvitationFactory(), expires_at=MOMENT),
    "presence_once_per_record": lambda: copy(presence()),
    "task_for_person_or_group": lambda: write(TaskFactory(), person=None),
    "task_open_once_per_kind": lambda: copy(TaskFactory()),
    "task_done_by_somebody": lambda: write(TaskFactory(), done_at=MOMENT, outcome="done"),
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


@pytest.mark.parametrize(
    ("rule", "attempt"),
    [
        pytest.param(
            "task_for_person_or_group",
            lambda: write(TaskFactory(), group=Group.objects.get(name="editor")),
            id="asked of a person and of a group",
        ),
        pytest.param(
            "task_done_by_somebody",
            lambda: write(TaskFactory(), done_by=UserFactory(), done_at=MOMENT),
            id="done with no result",
        ),
        pytest.param(
            "task_done_by_somebody",
            lambda: write(TaskFactory(), outcome="done"),
            id="a result before it is done",
        ),
        pytest.param(
            "comment_resolved_by_somebody",
            lambda: write(CommentFactory(), resolved_by=UserFactory()),
            id="resolved by somebody at no moment",
        ),
    ],
)
def test_a_rule_holds_from_its_other_side(rule, attempt):
    assert_refused(rule, attempt())


def test_what_is_done_may_be_asked_again():
    task = TaskFactory()
    task.finish(task.person, "done")

    insert(TaskFactory.build(record=task.record, person=task.person, asked_by=task.asked_by))()

    assert list(Task.objects.open().about(task.record).values_list("kind")) == [("review",)]
