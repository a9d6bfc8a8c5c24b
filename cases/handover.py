"""Open cases when offices change: a unit is merged or renamed into another, or a desa takes over its own section."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from regions.models import Unit

from . import engine, routing
from .actions import hands
from .actors import Actor
from .chain import Telling, append
from .models import Case, CaseEvent
from .transitions import Role


def remap(old: Unit, new: Unit, user: Any, now: datetime.datetime | None = None) -> int:
    """Moves every open case from one unit to another, which has taken its place; how many moved.

    A case about the new unit does not follow: the conflict rule finds it another home.
    """
    moved = 0
    for case_id in list(Case.objects.open().filter(current_unit=old).values_list("pk", flat=True)):
        moved += remap_case(case_id, old, new, user, now or timezone.now())
    return moved


@transaction.atomic
def remap_case(case_id: int, old: Unit, new: Unit, user: Any, now: datetime.datetime) -> bool:
    case = engine.locked(case_id)
    if case.current_unit_id != old.pk or not case.is_open:
        return False
    target = routing.propose(case)[0] if routing.is_in_conflict(new, case.about_unit) else new
    if hands.held(case):
        hands.give(case, target, {}, now)
        hands.accept(case, now)
    case.current_unit = target
    told = Telling(audience=CaseEvent.Audience.PUBLIC, payload={"was": old.code, "unit": target.code})
    append(case, "unit_remapped", mover(user, case), told, at=now, from_status=case.status)
    engine.keep(case, now)
    return True


def hand_over(unit: Unit, user: Any, now: datetime.datetime | None = None) -> int:
    """Writes on every open case of a unit who keeps its section from now on; called after each such change. How many."""
    now = now or timezone.now()
    cases = list(Case.objects.open().filter(current_unit=unit))
    told = Telling(audience=CaseEvent.Audience.INTERNAL, payload={"stewardship": unit.stewardship})
    for case in cases:
        engine.note(case.pk, "handed_over", mover(user, case), told, now=now)
    return len(cases)


def mover(user: Any, case: Case) -> Actor:
    """Who moved it; a change that was made without anybody logged in is the system's."""
    if user is None:
        return Actor.system()
    return Actor.officer(user, frozenset({Role.COORDINATOR}), case.root)
