"""Keeps the history of cases append-only inside the database: no row goes, nothing but the words can be erased.

The guards stand in the database itself, so that neither a slip of ours nor a hand-written UPDATE changes what happened
or when. They are put up after every migration (SQLite forgets the triggers of a table that it rebuilds).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .models import CaseEvent

TABLE = CaseEvent._meta.db_table
NAMES = (f"{TABLE}_no_update", f"{TABLE}_no_delete")
FUNCTION = f"{TABLE}_append_only"
# Words may be erased, never changed: column and what it is when it is erased, in each dialect.
ERASED = {
    "public_text": {"sqlite": "''", "postgresql": "''"},
    "reporter_text": {"sqlite": "''", "postgresql": "''"},
    "internal_text": {"sqlite": "''", "postgresql": "''"},
    "payload": {"sqlite": "'{}'", "postgresql": "'{}'::jsonb"},
    "salt": {"sqlite": "x''", "postgresql": "''::bytea"},
}
REFUSAL = "events of cases are append-only"


def columns() -> list[str]:
    return [str(field.column) for field in CaseEvent._meta.concrete_fields]


def allowed(vendor: str) -> str:
    """SQL: everything stays as it is, and words stay or are erased."""
    same = {"sqlite": "NEW.{0} IS OLD.{0}", "postgresql": "NEW.{0} IS NOT DISTINCT FROM OLD.{0}"}[vendor]
    rules = []
    for column in columns():
        rule = same.format(f'"{column}"')
        if column in ERASED:
            rule = f'({rule} OR NEW."{column}" = {ERASED[column][vendor]})'
        rules.append(rule)
    return " AND ".join(rules)


def statements(vendor: str) -> list[str]:
    """What puts the guards up."""
    update, delete = NAMES
    if vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        return [
            f'CREATE TRIGGER "{update}" BEFORE UPDATE ON "{TABLE}" WHEN NOT ({allowed(vendor)}) {refuse}',
            f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{TABLE}" {refuse}',
        ]
    return [
        f'CREATE OR REPLACE FUNCTION "{FUNCTION}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF TG_OP = 'UPDATE' THEN IF {allowed(vendor)} THEN RETURN NEW; END IF; END IF; "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
        f'CREATE TRIGGER "{update}" BEFORE UPDATE OR DELETE ON "{TABLE}" FOR EACH ROW EXECUTE FUNCTION "{FUNCTION}"()',
        f'CREATE TRIGGER "{delete}" BEFORE TRUNCATE ON "{TABLE}" FOR EACH STATEMENT EXECUTE FUNCTION "{FUNCTION}"()',
    ]


def is_known(connection: BaseDatabaseWrapper) -> bool:
    """Whether the table is there, on a database that we can guard."""
    return connection.vendor in ("sqlite", "postgresql") and TABLE in connection.introspection.table_names()


def standing(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the guards that stand, and work."""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    else:
        query = (
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE relname = %s AND NOT tgisinternal AND tgenabled IN ('O', 'A')"
        )
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        return {name for (name,) in cursor.fetchall()}


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The guards that do not stand; nothing where there is no table yet."""
    connection = connections[using]
    return sorted(set(NAMES) - standing(connection)) if is_known(connection) else []


def install(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Puts the guards up anew; called after every migration."""
    connection = connections[using]
    if is_known(connection):
        take_down(connection)
        with connection.cursor() as cursor:
            for statement in statements(connection.vendor):
                cursor.execute(statement)


def take_down(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and connection.in_atomic_block:
            # Checks that wait for the end of the transaction would keep the table from being changed.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for name in NAMES:
            if connection.vendor == "sqlite":
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
            else:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{TABLE}"')


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Takes the guards down for a while. Only for tests, which empty tables and play the one who tampers."""
    connection = connections[using]
    if not is_known(connection):
        yield
        return
    with transaction.atomic(using=using):
        take_down(connection)
    try:
        yield
    finally:
        install(using)
