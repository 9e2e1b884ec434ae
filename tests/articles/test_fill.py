import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from articles.models import Edition, Quotation
from events.models import Event, Statement
from people.models import Person

pytestmark = pytest.mark.django_db


def test_fill_writes_as_many_of_each_as_it_says(capsys):
    call_command("fill", articles=40)

    assert Edition.objects.live().count() == 40
    assert Event.objects.published().count() == 4
    assert Person.objects.published().count() == 5
    assert Statement.objects.public().count() == 80
    assert {q.edition.quotations.count() for q in Quotation.objects.all()} == {2}


def filled(**options):
    """The headlines and texts of a run that is undone afterwards."""
    with transaction.atomic():
        call_command("fill", articles=5, **options)
        content = list(Edition.objects.values_list("headline", "body"))
        transaction.set_rollback(True)
    return content


def test_fill_is_the_same_for_the_same_seed():
    assert filled(seed=3) == filled(seed=3)
    assert set(filled(seed=3)).isdisjoint(filled(seed=4))


def test_fill_refuses_a_seed_that_is_there_already():
    call_command("fill", articles=5, seed=3)

    with pytest.raises(CommandError, match="Seed 3 has been filled already"):
        call_command("fill", articles=5, seed=3)


def test_fill_refuses_nothing_to_write():
    with pytest.raises(CommandError, match="--articles must be 1 or more, not 0"):
        call_command("fill", articles=0)
