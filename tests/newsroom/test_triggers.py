import pytest
from django.db import connection

from events.models import Statement
from newsroom import triggers


@pytest.mark.django_db(transaction=True)
def test_a_migration_remakes_a_table_that_triggers_of_others_read():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite remakes tables")
    held = triggers.installed()

    triggers.make_way()
    with connection.schema_editor() as editor:
        editor._remake_table(Statement)
    triggers.install()

    assert held
    assert triggers.installed() == held
