"""Writes past every form and model: what the database itself must refuse."""

import pytest
from django.db import IntegrityError, transaction

from newsroom.refusals import sentence


def write(record, **values):
    """Changes columns of a stored record by a bare UPDATE."""
    return lambda: type(record)._base_manager.filter(pk=record.pk).update(**values)


def insert(record):
    """Stores a built record by a bare INSERT."""
    return lambda: type(record)._base_manager.bulk_create([record])


def copy(record, **values):
    """Stores the record once more with some columns changed, by a bare INSERT."""
    record.pk = None
    for name, value in values.items():
        setattr(record, name, value)
    return insert(record)


def assert_refused(rule: str, attempt) -> None:
    """The database refuses the write, and says by which rule."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        attempt()
    told = sentence(caught.value)
    assert str(told) == str(sentence_of(rule)), f"{caught.value!r} → {told}"


def sentence_of(rule: str):
    """The sentence that an editor is shown for a rule."""
    return sentence(IntegrityError(f"CHECK constraint failed: {rule}"))
