"""manage.py verify_case_log: proves that nobody has changed, removed, added or reordered what happened to cases."""

import hashlib
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases import triggers
from cases.chain import breaks
from cases.models import Case, CaseEvent
from cases.sealing import canonical


class Command(BaseCommand):
    """Compares every event with the chain; the exit code is 1 when anything does not fit."""

    help = "Checks the chain of events of every case. Prints a digest over all of them; keep it to notice what is lost as a whole."

    def handle(self, *args: Any, **options: Any) -> None:
        cases, events, found = 0, 0, [f"the trigger {name} is missing" for name in triggers.missing()]
        digest = hashlib.sha256()
        for case in Case.objects.order_by("pk").prefetch_related("events").iterator(chunk_size=200):
            cases += 1
            events += len(case.events.all())
            digest.update(canonical([case.pk, case.last_seq, case.last_hash]))
            found += breaks(case)
        strays = CaseEvent.objects.exclude(case__in=Case.objects.all()).count()
        if strays:
            found.append(f"{strays} events belong to no case")
        for problem in found:
            self.stderr.write(problem)
        self.stdout.write(f"cases: {cases}, events: {events}, digest: {digest.hexdigest()}")
        if found:
            raise CommandError(f"{len(found)} breaks found")
