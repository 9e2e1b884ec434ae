"""The record of a whole event as a file, for tests of reading it."""

import functools
import json

import pytest
from django.db import transaction

from events.transfer.faults import Refused
from events.transfer.reader import read_event
from events.transfer.writer import record
from tests.events.whole_event import whole_event


@functools.cache
def whole_record() -> str:
    """The record of a whole event, taken once: it is rolled back, its file stays."""
    with transaction.atomic():
        text = json.dumps(record(whole_event()))
        transaction.set_rollback(True)
    return text


def as_file(event):
    return json.loads(json.dumps(record(event)))


def lines_of(data):
    with pytest.raises(Refused) as refusal:
        read_event(data)
    return refusal.value.lines
