"""`manage.py keep_roles`: roles that began or ended with the day gain or lose what their holders may do."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.roles import keep_groups, sync_everybody
from pages.models import SectionPage
from regions.models import Unit


class Command(BaseCommand):
    """Run it every night, soon after midnight, and after an update: groups then get the rights that this version gives."""

    help = "Give and take groups by the roles that hold today; mend the rights of the groups themselves."

    def handle(self, *args: Any, **options: Any) -> None:
        units = Unit.objects.filter(pk__in=SectionPage.objects.values("unit"))
        for unit in units:
            keep_groups(unit)
        self.stdout.write(f"{len(units)} offices, {sync_everybody()} people")
