"""The stored keys of names, brought up to date with the table of spellings."""

from django.db import models

KEYS = ["key", "first_block", "last_block"]
BATCH = 500


def update_keys(model: type[models.Model]) -> int:
    """Stores the keys of all rows of a model of names anew; how many were out of date."""
    fields = [model._meta.get_field(name) for name in KEYS]
    stale = []
    for row in model._default_manager.iterator():
        stored = [getattr(row, name) for name in KEYS]
        if stored != [field.pre_save(row, add=False) for field in fields]:
            stale.append(row)
    model._default_manager.bulk_update(stale, KEYS, batch_size=BATCH)
    return len(stale)
