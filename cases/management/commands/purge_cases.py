"""manage.py purge_cases: erases closed cases whose time is over (UU 27/2022), and reports what was erased, never what was in it."""

import csv
from dataclasses import asdict, fields
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases import attachments, retention
from cases.models import Case
from cases.references import parsed_reference


class Command(BaseCommand):
    """Erases by the rules of retention; --dry-run only tells, and says what is held and why."""

    help = "Erases what the retention rules say, once a night. Cases on hold or in dispute stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be erased, and what is held")
        parser.add_argument(
            "--report", metavar="FILE", help="add the lines of the destruction report (CSV) to this file"
        )
        parser.add_argument(
            "--case",
            metavar="NUMBER",
            help="erase this one now, whatever its rule: a granted request to erase personal data",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["dry_run"]:
            return self.foretell(now)
        done = self.one(options["case"], now) if options["case"] else retention.purge_due(now)
        if not options["case"]:
            retention.schedule(now)
            swept = attachments.sweep(now)
            if swept:
                self.stdout.write(f"files that belonged to nothing: {swept}")
        if options["report"]:
            self.write(options["report"], done)
        for line in done:
            self.stdout.write(f"{line.ref}: {line.part}, {line.files} files, {line.events} events")
        self.stdout.write(f"erased: {len(done)}")

    def foretell(self, now: Any) -> None:
        due = list(retention.due(now))
        for one in due:
            self.stdout.write(
                f"{one.case.ref}: {one.part}, due {one.due_on}{', held: ' + one.held if one.held else ''}"
            )
        held = sum(bool(one.held) for one in due)
        self.stdout.write(f"to erase: {len(due) - held}, held: {held}")

    def one(self, number: str, now: Any) -> list[retention.Purged]:
        case = Case.objects.filter(ref=parsed_reference(number) or number).first()
        if case is None:
            raise CommandError("there is no such case")
        if case.status not in retention.ENDED:
            raise CommandError("the case is still open")
        if held := retention.why_held(case, is_asked=True):
            raise CommandError(f"the case is held: {held}")
        report = retention.purge(case.pk, retention.CONTENT, now, is_asked=True)
        return [report] if report else []

    def write(self, path: str, done: list[retention.Purged]) -> None:
        with open(path, "a", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, ["erased_at", *(one.name for one in fields(retention.Purged))])
            if not file.tell():
                writer.writeheader()
            writer.writerows(
                {"erased_at": timezone.now().isoformat(timespec="seconds"), **asdict(line)} for line in done
            )
