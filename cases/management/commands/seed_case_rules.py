"""manage.py seed_case_rules: deadline rules, days off and reasons, as a start; a person checks and confirms them."""

from typing import Any

from django.core.management.base import BaseCommand

from cases import seeds


class Command(BaseCommand):
    """A start for a new regency; run again it adds what has become known since."""

    help = "Adds the shipped deadline rules, holidays and reasons that are missing. Changes no row that exists."

    def handle(self, *args: Any, **options: Any) -> None:
        added = seeds.seed()
        for what, count in added.items():
            self.stdout.write(f"{what}: {count} added")
