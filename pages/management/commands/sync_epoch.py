"""After a restore from a backup: begins a new run of numbers, because apps may be ahead of what was restored."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pages.feed.numbering import state
from pages.feed.reconciling import begin_epoch


class Command(BaseCommand):
    """Without --new it only says which epoch holds."""

    help = "Show the epoch of the change feed, or begin a new one after a restore (--new)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--new", action="store_true", help="Begin a new epoch: every app makes a full pass.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(begin_epoch() if options["new"] else state().epoch)
