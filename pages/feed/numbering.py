"""Gives committed changes their numbers, one step at a time, so that the order of numbers is the order of commits.

A number given inside the writing transaction would come into sight later than higher ones: an app that has read past it
would never see it. So numbers are given afterwards, to committed rows only, by one process at a time (api.md §10.3).
"""

from __future__ import annotations

import logging
from typing import Any

from django.apps import apps
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import F

from ..freshness import raise_number
from .writing import OBJECT, changes, pending

logger = logging.getLogger("pages.feed")

MOST = 5000
PATIENCE_SECONDS = 2


def state() -> Any:
    """Epoch, highest number, and below which number tombstones are gone. One query."""
    rows = apps.get_model("pages", "SyncState").objects
    return rows.filter(pk=1).first() or rows.get_or_create(pk=1)[0]


def number() -> int:
    """Numbers what is committed and has no number; how many. OperationalError when others are at it for too long."""
    given = 0
    while pending().exists():
        step = number_some()
        given += step
        if step < MOST:  # what is left is held by a transaction that is still open
            break
    if given:
        raise_number()  # kept answers still show the objects without their numbers
    return given


def number_some() -> int:
    """One serial step. Deletes come before upserts: who moved is gone from the old place before it is in the new one."""
    with patience(), transaction.atomic():
        hurry()
        rows = apps.get_model("pages", "SyncState").objects
        # This is the lock: a row on PostgreSQL, the only writer on SQLite.
        if not rows.filter(pk=1).update(last_seq=F("last_seq")):
            rows.get_or_create(pk=1)
            rows.filter(pk=1).update(last_seq=F("last_seq"))
        last = rows.values_list("last_seq", flat=True).get(pk=1)
        waiting = pending().order_by("op", *OBJECT)
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        keys = [row.pk for row in waiting.only("pk")[:MOST]]
        if keys:
            write_numbers(keys, last)
            rows.filter(pk=1).update(last_seq=last + len(keys))
    return len(keys)


def write_numbers(keys: list[int], last: int) -> None:
    table = connection.ops.quote_name(changes().model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET seq = %s WHERE id = %s", [(last + n, key) for n, key in enumerate(keys, start=1)]
        )


class patience:  # noqa: N801 – used like a function
    """Nobody waits longer than two seconds for the others: SQLite is told on its connection, outside of a transaction."""

    def __enter__(self) -> None:
        self.is_set = connection.vendor == "sqlite" and not connection.in_atomic_block
        if self.is_set:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout")
                self.before = cursor.fetchone()[0]
                cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}")

    def __exit__(self, *problem: object) -> None:
        if self.is_set:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {self.before}")


def hurry() -> None:
    """… and PostgreSQL inside it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'")


def number_after_commit() -> None:
    """Registers the numbering of what this transaction writes; once for each transaction is enough."""
    if any(entry[1] is number_quietly for entry in connection.run_on_commit[-20:]):
        return
    transaction.on_commit(number_quietly)


def number_quietly() -> None:
    """A writer is done when its content is safe: if others are numbering for long, the next reader does the rest."""
    try:
        number()
    except (OperationalError, DatabaseError):
        logger.warning("Changes wait for their numbers; the next reader gives them.", exc_info=True)
