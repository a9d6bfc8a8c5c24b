"""`manage.py set_up`: what `make run` needs before it serves, in one process, because starting Django is the slow part."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.stewardship import follow_port
from pages.feed.reconciling import reconcile
from pages.models import ContentChange


class Command(BaseCommand):
    """Brings the database up to date and, when it is empty, opens the demonstration."""

    help = "Applies migrations; opens the demonstration in an empty database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)  # SQLite makes its file, not its folder
        call_command("migrate", verbosity=0, interactive=False)
        call_command("demo", if_empty=True)
        follow_port()
        if not ContentChange.objects.exists():
            reconcile()  # content of before the change feed
