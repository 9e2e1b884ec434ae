"""The label of an entry of the log, made comparable, so that it is found in any case."""

from django.db import migrations

import newsroom.fields
from newsroom.folding import fold


def fill(apps, schema_editor):
    """Folds the labels of the entries that there are; the log itself stays as it is."""
    entries = apps.get_model("newsroom", "LogEntry").objects
    for pk, label in entries.values_list("pk", "label").iterator():
        entries.filter(pk=pk).update(folded=fold(label))


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0002_tasks_comments_presence_invitations")]

    operations = [
        migrations.AddField(
            model_name="logentry",
            name="folded",
            field=newsroom.fields.FoldedField("label", blank=True, default="", editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
