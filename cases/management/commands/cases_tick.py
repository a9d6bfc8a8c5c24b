"""manage.py cases_tick: lets time pass for all cases; every five minutes, and harmless when it runs twice or late."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases import attachments, notices, resuming, retention, tick

logger = logging.getLogger(__name__)


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


class Command(BaseCommand):
    """Does each job on its own: where one fails, the others are done, and the exit code is 1."""

    help = "Runs the clocks of all cases and sends what waits in the outbox. For the scheduler, every five minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for name, job in JOBS:
            try:
                done = {what: count for what, count in job(timezone.now()).items() if count}
            except Exception:
                logger.exception("cases_tick: %s failed", name)
                failed.append(name)
                continue
            report = ", ".join(f"{what} {count}" for what, count in done.items())
            self.stdout.write(f"{name}: {report or 'nothing to do'}")
        if failed:
            raise CommandError(f"failed: {', '.join(failed)}")
