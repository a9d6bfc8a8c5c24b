"""manage.py cases_tick: lets time pass for all cases; every five minutes, and harmless when it runs twice or late."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import driving


class Command(BaseCommand):
    """Does each job on its own: where one fails, the others are done, and the exit code is 1."""

    help = "Runs the clocks of all cases and sends what waits in the outbox. For the scheduler, every five minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        done, failed = driving.go_round()
        for name, counts in done.items():
            report = ", ".join(f"{what} {count}" for what, count in counts.items())
            self.stdout.write(f"{name}: {report or 'nothing to do'}")
        if failed:
            raise CommandError(f"failed: {', '.join(failed)}")
