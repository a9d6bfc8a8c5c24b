"""Proves every night that apps were told of everything that changed, and repairs what was forgotten."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pages.feed.reconciling import reconcile


class Command(BaseCommand):
    """Exit code 1 when something was forgotten, so that whoever watches the nightly jobs hears of it."""

    help = "Compare the change feed with what is public, repair it, and throw old tombstones away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only compare: change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        report = reconcile(is_repairing=not options["check"])
        self.stdout.write(
            f"{report.seen} public objects; forgotten: {report.wrong} "
            f"({report.missing} new, {report.changed} changed, {report.gone} gone); tombstones purged: {report.purged}"
        )
        if report.wrong and not report.is_first:
            verb = "were forgotten" if options["check"] else "had been forgotten and are told now"
            raise CommandError(f"{report.wrong} change(s) {verb}.", returncode=1)
