"""Writes the bundles that apps begin with: one file for each open section, with everything public in its region."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from api import bundling

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run it every night, after `sync_reconcile`. What has not changed is not written again; one failure stops no other."""

    help = "Write the bundles of all open sections, or of the regions named, and take old ones off the disk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("region", nargs="*", help="Official codes; without any, all.")
        parser.add_argument("--force", action="store_true", help="Write also what has not changed.")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = [one for one in bundling.wanted() if not options["region"] or one[0] in options["region"]]
        if unknown := set(options["region"]) - {code for code, _locale in wanted}:
            raise CommandError(f"No open section in: {', '.join(sorted(unknown))}")
        removed, failed = bundling.sweep(), 0
        for code, locale in wanted:
            try:
                bundle = bundling.build(code, locale, is_forced=options["force"])
            except bundling.TooLargeError:
                self.stdout.write(f"{code} {locale}: too large for one file; apps ask for the regions inside it")
            except (DatabaseError, OSError) as error:
                failed += 1
                logger.exception("The bundle of %s (%s) was not written", code, locale)
                self.stderr.write(f"{code} {locale}: {error}")
            else:
                if bundle:
                    self.stdout.write(
                        f"{code} {locale}: {bundle.items} items, {bundle.bytes} bytes "
                        f"({bundle.text_bytes} unpacked), up to {bundle.seq}"
                    )
        for bundle in bundling.heavy():
            self.stdout.write(
                f"{bundle.region_code} {bundle.locale}: {bundle.text_bytes} bytes of text, more than the "
                f"{bundling.VILLAGE_TEXT} of a village; let old news and documents end"
            )
        self.stdout.write(f"{removed} old file(s) removed")
        if failed:
            raise CommandError(f"{failed} bundle(s) could not be written.", returncode=1)
