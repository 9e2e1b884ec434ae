from django.db import migrations

NAMES = ["reporter", "editor", "publisher", "staff"]


def make_groups(apps, schema_editor):
    """The four groups; their rights come after every `migrate`, from `articles.groups`."""
    Group = apps.get_model("auth", "Group")
    for name in NAMES:
        Group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_editions_do_not_overlap"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
