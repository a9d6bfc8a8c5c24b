"""`manage.py import_regions [FILE]`: loads territories and their offices; without a file the five that we ship."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from regions.importers import SHIPPED, import_file
from regions.region_files import BrokenFileError


class Command(BaseCommand):
    """Loads a JSON or CSV file of territories; run again it changes nothing."""

    help = "Loads regions and their units from JSON or CSV (code,name,level,bps_code,time_zone); no FILE: the shipped ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=None)
        parser.add_argument("--shipped", action="store_true", help="Load the five regencies that come with Pendopo.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"] and options["shipped"]:
            raise CommandError(_("Give a file or --shipped, not both."))
        try:
            report = import_file(options["file"] or SHIPPED, dry_run=options["dry_run"])
        except BrokenFileError as error:
            raise CommandError(
                "\n".join([_("Nothing was changed, because the file is broken:"), *error.problems])
            ) from None
        except OSError as error:
            raise CommandError(_("The file cannot be read: %(error)s") % {"error": error}) from None
        for name, tally in ((_("Regions"), report.regions), (_("Units"), report.units)):
            line = _("%(name)s: %(created)s created, %(changed)s changed, %(unchanged)s unchanged.")
            self.stdout.write(line % {"name": name, **vars(tally)})
        if options["dry_run"]:
            self.stdout.write(_("This was a dry run: nothing was kept."))
