"""Rules that no CHECK can hold, as triggers on both databases, from one list.

SQLite drops a table's triggers silently whenever a migration remakes the table, and remakes none
that a trigger of another table reads. So there they are taken away before every `migrate`, and the
whole list is installed anew after it; one that failed is run again. The triggers stand on INSERT
and UPDATE, never on DELETE, which would break `flush`; what must not be deleted is protected by
what points at it, or by the lack of a right to delete it.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

REGISTRY: dict[str, "Trigger"] = {}


@dataclass(frozen=True)
class Trigger:
    """A rule: a row of `model` is refused when `refuse_when` holds for it.

    The condition is SQL that both databases understand, about NEW and, on UPDATE, OLD.
    `IS DISTINCT FROM` may be used; `only_on` names the one database that needs the trigger.
    """

    name: str
    model: str
    on: str  # INSERT, UPDATE, or both with a comma
    refuse_when: str
    sentence: str | Promise
    only_on: str = ""

    @property
    def table(self) -> str:
        return apps.get_model(self.model)._meta.db_table

    @property
    def events(self) -> list[str]:
        return [event.strip() for event in self.on.split(",")]

    def create(self, vendor: str) -> list[str]:
        """The statements that make the trigger in the database."""
        return self._postgresql() if vendor == "postgresql" else self._sqlite()

    def _sqlite(self) -> list[str]:
        # Before 3.39 SQLite knows only IS NOT for a comparison that takes NULL for a value.
        condition = self.refuse_when.replace("IS DISTINCT FROM", "IS NOT")
        return [
            f"CREATE TRIGGER {self.name}_{event.lower()} BEFORE {event} ON {self.table} "
            f"FOR EACH ROW WHEN {condition} BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
            for event in self.events
        ]

    def _postgresql(self) -> list[str]:
        # check_violation: so that Django raises IntegrityError, as it does on SQLite.
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF ({self.refuse_when}) THEN RAISE EXCEPTION '{self.name}' USING "
            f"ERRCODE = 'check_violation', CONSTRAINT = '{self.name}'; END IF; RETURN NEW; END $$",
            *(
                f"CREATE TRIGGER {self.name}_{event.lower()} BEFORE {event} ON {self.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {self.name}()"
                for event in self.events
            ),
        ]

    def names(self) -> list[str]:
        return [f"{self.name}_{event.lower()}" for event in self.events]


def register(*triggers: Trigger) -> None:
    """Adds triggers to the list; called by the module `triggers` of each app."""
    REGISTRY.update({trigger.name: trigger for trigger in triggers})


def frozen(columns: list[str]) -> str:
    """The condition that any of the columns changes."""
    return "(" + " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columns) + ")"


def wanted(vendor: str) -> dict[str, Trigger]:
    """The triggers that the database must hold, by their names there."""
    return {
        name: trigger
        for trigger in REGISTRY.values()
        if trigger.only_on in {"", vendor}
        for name in trigger.names()
    }


def installed() -> dict[str, str]:
    """The triggers that the database holds: their names, with their tables."""
    query = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT t.tgname, c.relname FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(query[connection.vendor])
        return dict(cursor.fetchall())


def make_way(**kwargs: Any) -> None:
    """Takes the triggers away where they would stop a migration; before every `migrate`."""
    if connection.vendor == "sqlite":
        remove()


def remove() -> None:
    """Takes all triggers away."""
    with connection.cursor() as cursor:
        for name, table in installed().items():
            suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{suffix}")


def install(**kwargs: Any) -> None:
    """Brings the database's triggers to the list; after every `migrate`."""
    autodiscover_modules("triggers")
    tables = set(connection.introspection.table_names())
    remove()
    with connection.cursor() as cursor:
        for trigger in {t.name: t for t in wanted(connection.vendor).values()}.values():
            for statement in trigger.create(connection.vendor) if trigger.table in tables else []:
                cursor.execute(statement)


def slug_leads_nowhere_else(name: str, model: str, path: str) -> Trigger:
    """The rule that no slug takes an address that leads to another record; `path` is SQL."""
    return Trigger(
        name=name,
        model=model,
        on="INSERT, UPDATE",
        refuse_when=f"EXISTS (SELECT 1 FROM newsroom_redirect r WHERE r.old_path = {path})",
        sentence=_("An earlier address of another record is the same: choose another slug."),
    )


register(
    slug_leads_nowhere_else(
        "topic_slug_is_free", "newsroom.Topic", "'/topics/' || NEW.slug || '/'"
    ),
    Trigger(
        name="log_entry_never_changes",
        model="newsroom.LogEntry",
        on="UPDATE",
        refuse_when=frozen(
            "at user_id action content_type_id object_id label before after note "
            "fingerprint".split()
        ),
        sentence=_("The log is never rewritten."),
    ),
)
