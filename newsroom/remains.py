"""What goes with a record that is deleted for good: nothing of it is left to be spoken of."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from newsroom.models import Comment, Invitation, Presence, Task

ABOUT_RECORDS: list[type[Model]] = [Comment, Task, Invitation, Presence]


def forget(records: Iterable[Model]) -> None:
    """Deletes what was said about the records, asked and promised; the log stays."""
    for record in records:
        content_type = ContentType.objects.get_for_model(record)
        for model in ABOUT_RECORDS:
            rows = model._default_manager.filter(content_type=content_type, object_id=record.pk)
            rows.delete()
