from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

ADD = """ALTER TABLE articles_edition ADD CONSTRAINT edition_no_overlap EXCLUDE USING gist
    (article_id WITH =, tstzrange(live_from, superseded_at) WITH &&)"""
DROP = "ALTER TABLE articles_edition DROP CONSTRAINT edition_no_overlap"


def on_postgresql(statement):
    """A step that only PostgreSQL takes; on SQLite a trigger says the same."""

    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        BtreeGistExtension(),
        migrations.RunPython(on_postgresql(ADD), on_postgresql(DROP)),
    ]
