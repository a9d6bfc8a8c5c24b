"""With a background worker cases are driven without a scheduler: each round plans the next, and none is planned twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks import default_task_backend

from cases import driving
from tests import migrated

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def test_without_a_worker_nothing_is_planned(desk) -> None:
    assert not default_task_backend.supports_defer
    assert not driving.plan_next(timezone.now())


def run(folder: Path, *command: str) -> str:
    """A command of an installation of its own, with a worker's queue."""
    given = {"BACKGROUND_WORKER": "True", "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=kept | given, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


COUNT = """
from cases.driving import begin, drive, queue
from django.utils import timezone
rows = queue().objects.filter(task_path=drive.module_path)
if {now}:
    begin()  # as each further migrate does
    rows.filter(status="READY").update(run_after=timezone.now())
print(sorted(rows.values_list("status", flat=True)))
"""


def test_the_worker_goes_round_and_plans_the_next_round_once(tmp_path, pytestconfig) -> None:
    kept = migrated.place(pytestconfig)
    if kept and kept.exists():  # all but the worker's own tables stand already
        shutil.copyfile(kept, tmp_path / "pendopo.sqlite3")
    run(tmp_path, "migrate", "--verbosity", "0")
    assert run(tmp_path, "shell", "--no-imports", "-c", COUNT.format(now=True)).strip() == "['READY']"
    run(tmp_path, "db_worker", "--batch")
    assert run(tmp_path, "shell", "--no-imports", "-c", COUNT.format(now=False)).strip() == "['READY', 'SUCCESSFUL']"
