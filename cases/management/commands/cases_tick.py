"""manage.py cases_tick: lets time pass for all cases; every five minutes, and harmless when it runs twice or late."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases import notices, tick


class Command(BaseCommand):
    help = "Runs the clocks of all cases and sends what waits in the outbox."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        report = {**tick.tick(now), **{f"notices {state}": count for state, count in notices.send_due(now).items()}}
        done = ", ".join(f"{what}: {count}" for what, count in report.items() if count)
        self.stdout.write(done or "nothing to do")
