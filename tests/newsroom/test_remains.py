"""What was said about a record goes with it; the log stays."""

import pytest
from django.utils import timezone

from articles.models import Article
from events.models import Event, Statement
from newsroom.models import Comment, Invitation, LogEntry, Presence, Task
from tests.adminforms import address, sign_in
from tests.factories import (
    CommentFactory,
    EventFactory,
    InvitationFactory,
    ParticipationFactory,
    StatementFactory,
    TaskFactory,
    UserFactory,
    standing_at,
)

pytestmark = pytest.mark.django_db
RECORDS = {
    Article: lambda: standing_at("spiked"),
    Event: EventFactory,
    Statement: lambda: StatementFactory(draft=True, words=""),
}


def spoken_of(record):
    """The record, with all that can be said about it."""
    CommentFactory(record=record)
    TaskFactory(record=record)
    InvitationFactory(record=record)
    Presence.objects.create(record=record, user=UserFactory(), last_seen=timezone.now())
    return record


def left() -> dict[str, int]:
    return {
        model._meta.model_name: model.objects.count()
        for model in (Comment, Task, Invitation, Presence)
    }


def left_of(*numbers) -> dict[str, int]:
    return dict(zip(("comment", "task", "invitation", "presence"), numbers, strict=True))


@pytest.mark.parametrize("model", RECORDS)
def test_what_was_said_about_a_record_goes_with_it(client, model):
    pk = spoken_of(RECORDS[model]()).pk
    before = LogEntry.objects.count()

    sign_in(client, "editor").post(address(model, "delete", pk), {"post": "yes"})

    assert not model.objects.filter(pk=pk).exists()
    assert left() == left_of(0, 0, 0, 0)
    assert LogEntry.objects.count() == before + 1


@pytest.mark.parametrize("model", RECORDS)
def test_a_list_that_deletes_takes_it_along_too(client, model):
    records = [spoken_of(RECORDS[model]()) for _ in range(2)]
    chosen = {"_selected_action": [record.pk for record in records], "post": "yes"}
    query = "?stage=spiked" if model is Article else ""

    url = address(model, "changelist") + query
    sign_in(client, "editor").post(url, chosen | {"action": "delete_selected"})

    assert model.objects.count() == 0
    assert left() == left_of(0, 0, 0, 0)


def test_what_is_said_about_others_stays(client):
    event, other = spoken_of(EventFactory()), spoken_of(EventFactory())

    sign_in(client, "editor").post(address(Event, "delete", event.pk), {"post": "yes"})

    assert left() == left_of(1, 1, 1, 1)
    assert Comment.objects.get().record == other


def test_what_is_said_about_a_record_that_is_not_deleted_stays(client):
    event = spoken_of(ParticipationFactory().event)

    sign_in(client, "editor").post(address(Event, "delete", event.pk), {"post": "yes"})

    assert Event.objects.get() == event
    assert left() == left_of(1, 1, 1, 1)
