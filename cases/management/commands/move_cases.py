"""manage.py move_cases: an office was merged into another, or has a new code; its open cases go along, none is orphaned."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases import handover, routing
from regions.models import Unit


class Command(BaseCommand):
    """Moves what is open; what is over stays where it was decided. Run again it moves nothing twice."""

    help = "Moves the open cases of one office to another, which has taken its place, and writes it into their history."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", help="code of the office that was")
        parser.add_argument("new", help="code of the office that has taken its place")
        parser.add_argument("--by", metavar="USERNAME", help="who has decided it; without it the system is named")

    def handle(self, *args: Any, **options: Any) -> None:
        old, new = (self.unit(options[name]) for name in ("old", "new"))
        if old == new or routing.root_of(old) != routing.root_of(new):
            raise CommandError("the two offices are one, or of two regencies")
        user = None
        if name := options["by"]:
            user = get_user_model().objects.filter(username=name).first()
            if user is None:
                raise CommandError(f"there is nobody called {name}")
        self.stdout.write(f"moved: {handover.remap(old, new, user)}")

    def unit(self, code: str) -> Unit:
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise CommandError(f"there is no office {code}")
        return unit
