"""Two people at the same moment; only PostgreSQL lets them."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from articles.workflow import Refused

HOLD_SECONDS = 0.4
ONLY_WHERE_TWO_WRITE = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def together(*acts) -> list[str]:
    """Runs the acts in threads of their own, a little after each other; gives what was refused."""
    refused = []

    def run(act):
        try:
            act()
        except Refused as error:
            refused.extend(error.messages)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
        time.sleep(HOLD_SECONDS / 4)
    for thread in threads:
        thread.join()
    return refused


def slowly(act, *args, **kwargs):
    """The act in a transaction that stays open for a while afterwards."""

    def run():
        with transaction.atomic():
            act(*args, **kwargs)
            time.sleep(HOLD_SECONDS)

    return run
