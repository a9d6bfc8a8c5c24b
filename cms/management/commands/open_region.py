"""`manage.py open_region CODE [--with-children]`: opens the section of a unit, ready to be filled."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.stewardship import CannotOpenError, open_region


class Command(BaseCommand):
    """Opens a section with its standard pages; run again it changes nothing."""

    help = "Opens the section of a unit: pages, collection, groups and permissions, in one transaction."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="For example 33.04.15.2008, or 33.04-dinkes for an agency.")
        parser.add_argument("--with-children", action="store_true", help="Open every unit below it too.")
        parser.add_argument("--language", default="id", help="The language of the section; default: id.")
        parser.add_argument(
            "--hostname", default="", help="The domain of a new regency, where one already has the site."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.perf_counter()
        try:
            opened = open_region(
                options["code"],
                with_children=options["with_children"],
                language=options["language"],
                hostname=options["hostname"],
                progress=self.stdout.write,
            )
        except CannotOpenError as error:
            raise CommandError(str(error)) from None
        told = {
            "sections": opened.new_sections,
            "pages": opened.new_pages,
            "seconds": round(time.perf_counter() - began, 1),
        }
        self.stdout.write(_("%(sections)s new sections, %(pages)s new pages, %(seconds)s s.") % told)
