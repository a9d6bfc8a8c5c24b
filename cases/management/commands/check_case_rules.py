"""manage.py check_case_rules: what a person still has to check or enter before citizens rely on deadlines and retention."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases import checks


class Command(BaseCommand):
    """A gate before going live: every finding has a code, and the exit code is 1 while one is left."""

    help = "Lists rules that nobody has checked, empty rule sets, missing retention rules and calendars; fails while any is left."

    def handle(self, *args: Any, **options: Any) -> None:
        found = checks.findings(timezone.localdate())
        for finding in found:
            self.stdout.write(f"{finding.code}: {finding.text}")
        if found:
            raise CommandError(f"{len(found)} left to do")
        self.stdout.write("nothing left to do")
