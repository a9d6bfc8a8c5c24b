"""`manage.py demo`: opens a sample regency to look at and to try, in an empty installation."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.demo.opening import open_demo
from cms.demo.people import Account
from pages.models import SectionPage


class Command(BaseCommand):
    """Fills an installation without sections; refuses where one stands, because it could be real."""

    help = "Opens the sample portal of Kabupaten Banjarnegara with invented content, cases and accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing, without complaint, where a section stands."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if SectionPage.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError(_("Sections are open already: the sample portal is only for an empty installation."))
        began = time.perf_counter()
        accounts = open_demo(self.tell)
        self.tell(_("Ready in %(seconds)d s.") % {"seconds": time.perf_counter() - began})
        self.stdout.write(box(accounts))

    def tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def box(accounts: list[Account]) -> str:
    """The accounts in a frame: the only time that their passwords are shown."""
    rows = [[a.username, a.password or _("(unchanged)"), a.purpose] for a in accounts]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        _("Log in at %(address)s") % {"address": f"{settings.BASE_URL}/admin/"},
        _("Note the passwords now: they are not shown again."),
        "",
        *("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows),
    ]
    width = max(map(len, lines))
    edge = "═" * (width + 4)
    return "\n".join([f"╔{edge}╗", *(f"║  {line.ljust(width)}  ║" for line in lines), f"╚{edge}╝"])
