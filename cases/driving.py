"""What drives cases: one round lets time pass, sends what waits, looks into files, forgets what is over.

A scheduler asks for a round every five minutes (manage.py cases_tick); where a background worker runs, each round plans the
next one, and no scheduler is needed. Both at once, twice, or hours late do no harm.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone
from django_tasks import default_task_backend, task

from . import attachments, notices, resuming, retention, tick

logger = logging.getLogger(__name__)

EVERY = datetime.timedelta(minutes=5)
KEPT = datetime.timedelta(days=1)
QUEUE: str = "django_tasks_database.DBTaskResult"


def look_after_files(now: datetime.datetime) -> dict[str, int]:
    """Files that nobody has ended or looked into yet; what is to be erased waits for the night (purge_cases)."""
    return {
        "ended": resuming.finish_pending(),
        "looked into": attachments.process_pending(),
        "parts thrown away": resuming.drop_expired(now),
    }


def forget(now: datetime.datetime) -> dict[str, int]:
    """Persons and words whose time is over; without a rule that a person has filled in, nothing."""
    return {"erased": len(retention.purge_due(now))}


# What is done, in this order; each by itself, so that a job which fails leaves the others alone.
JOBS: tuple[tuple[str, Callable[[datetime.datetime], Mapping[str, int]]], ...] = (
    ("clocks", tick.tick),
    ("notices", notices.send_due),
    ("files", look_after_files),
    ("retention", forget),
)


def go_round() -> tuple[dict[str, dict[str, int]], list[str]]:
    """Does every job once: what each has done, and the names of those that failed."""
    done: dict[str, dict[str, int]] = {}
    failed = []
    for name, job in JOBS:
        try:
            done[name] = {what: count for what, count in job(timezone.now()).items() if count}
        except Exception:
            logger.exception("cases: %s failed", name)
            failed.append(name)
    return done, failed


@task()
def drive() -> None:
    """One round by the background worker; the next one is planned first, so that no failure ends the chain."""
    now = timezone.now()
    plan_next(now)
    throw_away_results(now)
    go_round()


def plan_next(now: datetime.datetime) -> bool:
    """Plans a round in five minutes, unless one is planned or nobody works in the background; whether it did."""
    if not default_task_backend.supports_defer or is_planned():
        return False
    drive.using(run_after=now + EVERY).enqueue()
    return True


def begin(**kwargs: Any) -> None:
    """The first round, once the tables stand: whoever turns the worker on migrates first."""
    if has_queue() and queue()._meta.db_table in connection.introspection.table_names():
        plan_next(timezone.now())


def queue() -> Any:
    """The table of the worker, which is there only where one is turned on."""
    return apps.get_model(QUEUE)


def is_planned() -> bool:
    """Whether a round waits in the queue."""
    return has_queue() and rounds().filter(status="READY").exists()


def throw_away_results(now: datetime.datetime) -> None:
    """Results of rounds that are over go after a day: the worker itself keeps them for ever."""
    if has_queue():
        rounds().filter(finished_at__lt=now - KEPT).delete()


def has_queue() -> bool:
    return apps.is_installed("django_tasks_db")


def rounds() -> Any:
    return queue().objects.filter(task_path=drive.module_path)
