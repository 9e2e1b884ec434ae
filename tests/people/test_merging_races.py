import threading

import pytest
from django.db import connections

from newsroom.models import LogEntry, Redirect
from people.merging import MergeRefused, merge_people
from people.models import Person
from tests.factories import PersonFactory, StatementFactory
from tests.races import ONLY_WHERE_TWO_WRITE, slowly

pytestmark = ONLY_WHERE_TWO_WRITE
GONE = "One of the two is gone: somebody has just merged it."


def at_once(*acts):
    refused = []

    def run(act):
        try:
            act()
        except MergeRefused as error:
            refused.extend(error.messages)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.mark.parametrize("turned", [False, True])
def test_two_who_merge_the_same_two_merge_them_once(turned):
    one, other = PersonFactory(name="Olha Rii"), PersonFactory(name="Olga Rij")
    statement = StatementFactory(participation__person=other)
    pairs = [Person.objects.in_bulk([one.pk, other.pk]) for _n in range(2)]
    ways = [(one.pk, other.pk), (other.pk, one.pk) if turned else (one.pk, other.pk)]
    acts = [
        slowly(merge_people, pair[keep], pair[gone])
        for pair, (keep, gone) in zip(pairs, ways, strict=True)
    ]

    refused = at_once(*acts)

    kept = Person.objects.get()
    statement.participation.refresh_from_db()
    assert refused == [GONE]
    assert (Redirect.objects.count(), LogEntry.objects.count()) == (1, 1)
    assert statement.participation.person == kept
    assert kept.names.count() == 2
