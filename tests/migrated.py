"""The database as the migrations leave it, kept from run to run: two hundred migrations cost each process twenty seconds.

Known by everything that the migrations of all apps say, so that a changed one makes it anew. SQLite only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

# Branches, and checkouts that share a cache.
KEPT = 3


def place(config: Any) -> Path | None:
    """Where the database of these migrations is, or would be, kept; nowhere without pytest's cache."""
    if connection.vendor != "sqlite" or not getattr(config, "cache", None):
        return None
    return config.cache.mkdir("migrated") / f"{fingerprint()}.sqlite3"


def fingerprint() -> str:
    digest = hashlib.sha256()
    for config in apps.get_app_configs():
        module, _is_explicit = MigrationLoader.migrations_module(config.label)
        spec = importlib.util.find_spec(module) if module else None
        for folder in (spec.submodule_search_locations or []) if spec else []:
            for path in sorted(Path(folder).glob("*.py")):
                digest.update(f"{module}.{path.stem}".encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def stands() -> bool:
    """Whether the tests have their database from an earlier run."""
    return connection.vendor == "sqlite" and Path(connection.creation._get_test_db_name()).exists()


def lay_out(kept: Path | None) -> bool:
    """Puts the kept database where the tests expect theirs; says whether there is one now."""
    if kept is None or not kept.exists():
        return False
    name = connection.creation._get_test_db_name()
    for leftover in (f"{name}-wal", f"{name}-shm"):
        Path(leftover).unlink(missing_ok=True)
    shutil.copyfile(kept, name)
    kept.touch()
    return True


def keep(kept: Path | None) -> None:
    """Keeps what the migrations have just made; workers that do so at once make the same."""
    if kept is None or kept.exists():
        return
    draft = kept.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    copy = sqlite3.connect(draft)
    connection.connection.backup(copy)
    copy.execute("PRAGMA journal_mode=DELETE")
    copy.close()
    draft.replace(kept)
    for old in sorted(kept.parent.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
