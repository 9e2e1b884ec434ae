"""What all spellings of a name share, stored, so that one person is found under each of them."""

from django.db import migrations, models

import people.models.name
from people.keys import update_keys

DERIVED = {"blank": True, "default": "", "editable": False}


def fill(apps, schema_editor):
    """Stores the keys of the names that there are."""
    update_keys(apps.get_model("people", "PersonName"))
    update_keys(apps.get_model("people", "OrganizationName"))


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="personname",
            name="key",
            field=people.models.name.NameKeyField("text", **DERIVED),
        ),
        migrations.AddField(
            model_name="personname",
            name="first_block",
            field=people.models.name.FirstBlockField("key", **DERIVED),
        ),
        migrations.AddField(
            model_name="personname",
            name="last_block",
            field=people.models.name.LastBlockField("key", **DERIVED),
        ),
        migrations.AddField(
            model_name="organizationname",
            name="key",
            field=people.models.name.OrganizationKeyField("text", **DERIVED),
        ),
        migrations.AddField(
            model_name="organizationname",
            name="first_block",
            field=people.models.name.FirstBlockField("key", **DERIVED),
        ),
        migrations.AddField(
            model_name="organizationname",
            name="last_block",
            field=people.models.name.LastBlockField("key", **DERIVED),
        ),
        migrations.AddIndex(
            model_name="personname",
            index=models.Index(fields=["key"], name="people_pers_key_974581_idx"),
        ),
        migrations.AddIndex(
            model_name="personname",
            index=models.Index(
                fields=["first_block", "last_block"], name="people_pers_first_b_18fb94_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="personname",
            index=models.Index(fields=["last_block"], name="people_pers_last_bl_e00d4f_idx"),
        ),
        migrations.AddIndex(
            model_name="organizationname",
            index=models.Index(fields=["key"], name="people_orga_key_eaf8ce_idx"),
        ),
        migrations.AddIndex(
            model_name="organizationname",
            index=models.Index(
                fields=["first_block", "last_block"], name="people_orga_first_b_bcc304_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="organizationname",
            index=models.Index(fields=["last_block"], name="people_orga_last_bl_a319d1_idx"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
