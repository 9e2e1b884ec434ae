"""The sentence for an editor that belongs to what the database refused."""

import re

from django.apps import apps
from django.db import IntegrityError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from newsroom.triggers import REGISTRY

GENERAL = _("The database refused this: it contradicts something that is already recorded.")
IN_USE = _("Something else refers to this record, so it cannot be changed or deleted like that.")


def sentence(error: IntegrityError) -> str | Promise:
    """What was wrong, in a sentence for the editor."""
    name = _rule(error)
    if name in REGISTRY:
        return REGISTRY[name].sentence
    for model in apps.get_models():
        for constraint in [*model._meta.total_unique_constraints, *model._meta.constraints]:
            if constraint.name == name or _is_about(model, constraint, name):
                return str(constraint.get_violation_error_message())
    return IN_USE if "foreign key" in str(error).lower() else GENERAL


def _rule(error: IntegrityError) -> str:
    """The name of the constraint or trigger, or on SQLite the columns of a plain UNIQUE."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis and diagnosis.constraint_name:
        return diagnosis.constraint_name
    text = str(error)
    found = re.search(r"constraint failed: (?:index ')?([^']+)", text)
    return found.group(1) if found else text


def _is_about(model, constraint, name: str) -> bool:
    fields = getattr(constraint, "fields", ())
    columns = [f"{model._meta.db_table}.{model._meta.get_field(f).column}" for f in fields]
    return bool(columns) and ", ".join(columns) == name
