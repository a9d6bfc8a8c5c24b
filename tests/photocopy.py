"""What a fixture plants, written again for each test: the rows as they stood in the tables, without factories and signals."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from cases import triggers

# The rows of a table by primary key, each as the database gives it, in the order of `columns`.
Rows = dict[Any, tuple[Any, ...]]
Snapshot = dict[type[Model], Rows]


@dataclass(frozen=True)
class Photocopy:
    """One planting: what was made, and how the tables looked before and after."""

    plant: Callable[[], Any]
    thing: Any
    before: Snapshot
    after: Snapshot

    @classmethod
    def of(cls, plant: Callable[[], Any], on: Callable[[], Any] | None = None) -> Photocopy:
        """Plants in a database as the migrations left it (or where `on` was planted before), and takes it away again."""
        assert not connection.in_atomic_block, "a copy that begins with what another fixture left fits nowhere else"
        with transaction.atomic():
            if on:
                on()
            before = snapshot()
            found = cls(plant, plant(), before, snapshot())
            transaction.set_rollback(True)
        return found

    def again(self) -> Any:
        """The same in the database of this test; planted in the usual way where something else stands in its place."""
        try:
            with transaction.atomic():
                rewrite(self.before, self.after)
        except IntegrityError:
            return self.plant()
        return copy.deepcopy(self.thing)


def snapshot() -> Snapshot:
    """Every row of every table of ours."""
    models = apps.get_models(include_auto_created=True)
    return {model: rows_of(model) for model in models if model._meta.can_migrate(connection)}


def restore(kept: Snapshot) -> None:
    """Undoes what was committed since; the history of cases too, which would refuse that."""
    now = snapshot()
    if now != kept:
        with triggers.lifted(), transaction.atomic():
            rewrite(now, kept)


def rewrite(old: Snapshot, new: Snapshot) -> None:
    """Turns the rows of one moment into those of another; foreign keys are checked when the transaction ends."""
    with connection.cursor() as cursor:
        for model, rows in old.items():
            if gone := [[key] for key, row in rows.items() if new[model].get(key) != row]:
                cursor.executemany(f"DELETE FROM {named(model)} WHERE {key_of(model)} = %s", gone)
        for model, rows in new.items():
            if made := [row for key, row in rows.items() if old[model].get(key) != row]:
                places = ", ".join(["%s"] * len(made[0]))
                names = ", ".join(columns(model))
                cursor.executemany(f"INSERT INTO {named(model)} ({names}) VALUES ({places})", made)


def rows_of(model: type[Model]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key_of(model)}, {', '.join(columns(model))} FROM {named(model)}")
        return {row[0]: tuple(row[1:]) for row in cursor.fetchall()}


def named(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def columns(model: type[Model]) -> list[str]:
    return [connection.ops.quote_name(one.column) for one in model._meta.local_concrete_fields]


def key_of(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.pk.column)
