import newsroom.fields
from django.db import migrations
from newsroom.folding import fold

BATCH = 1_000


def fill(apps, schema_editor):
    """Folds the organizations of the rows that are there; a save folds those of others."""
    sources = {"Participation": "printed_organization", "ParticipationText": "organization"}
    for name, source in sources.items():
        model = apps.get_model("events", name)
        rows = []
        for row in model.objects.exclude(**{source: ""}).only("pk", source).iterator(BATCH):
            row.folded_organization = fold(getattr(row, source))
            rows.append(row)
            if len(rows) == BATCH:
                model.objects.bulk_update(rows, ["folded_organization"])
                rows = []
        model.objects.bulk_update(rows, ["folded_organization"])


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0006_what_was_announced'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalparticipation',
            name='folded_organization',
            field=newsroom.fields.FoldedField('printed_organization', blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='participation',
            name='folded_organization',
            field=newsroom.fields.FoldedField('printed_organization', blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='participationtext',
            name='folded_organization',
            field=newsroom.fields.FoldedField('organization', blank=True, default='', editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
