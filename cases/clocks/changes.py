"""The calendar has changed: open clocks move, each case is told once, a breach that is none any more is withdrawn."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from regions.models import Unit

from .. import clock
from ..actors import Actor
from ..chain import Telling, append
from ..engine import keep, locked
from ..models import Case, CaseEvent, Clock
from ..terms import Term
from .calendars import calendar_for, today_of, zone_of
from .moves import computed, drop


def recompute(root: Unit | None, now: datetime.datetime) -> int:
    """Moves the open clocks of a regency (None: of all) to the calendar as it is; how many cases changed.

    Call it after each change to Holiday rows, once the change is saved; `cases_tick` does so too. Idempotent.
    """
    changed = 0
    calendars: dict[int, clock.Calendar] = {}
    terms = Clock.objects.filter(met_at=None).select_related("rule", "case__root__region").order_by("case_id", "pk")
    if root is not None:
        terms = terms.filter(case__root=root)
    stale: dict[int, None] = {}
    for term in terms.iterator(chunk_size=500):
        if term.case.root_id not in calendars:
            calendars[term.case.root_id] = calendar_for(term.case.root)
        if moved(term.case, term, calendars[term.case.root_id], now):
            stale[term.case_id] = None
    for case_id in stale:
        changed += recompute_case(case_id, now)
    return changed


@transaction.atomic
def recompute_case(case_id: int, now: datetime.datetime) -> bool:
    """Moves the clocks of one case in one transaction, with one event for all of them."""
    case = locked(case_id)
    calendar = calendar_for(case.root)
    changes = []
    withdrawn = []
    for term in case.clocks.filter(met_at=None).select_related("rule"):
        due = moved(case, term, calendar, now)
        if due is None:
            continue
        changes.append(change(term, due))
        term.due_on, term.due_at, term.is_provisional = due.on, due.at, due.is_provisional
        if term.breached_at and now < due.at:
            term.breached_at = None
            withdrawn.append(term)
        term.save()
    if not changes:
        return False
    public = CaseEvent.Audience.PUBLIC
    told = Telling(audience=public, payload={"clocks": changes})
    append(case, "clock_recomputed", Actor.system(), told, at=now, from_status=case.status)
    for term in withdrawn:
        withdraw_breach(case, term, now)
    keep(case, now)
    return True


def withdraw_breach(case: Case, term: Clock, now: datetime.datetime) -> None:
    """Nobody was late after all; the way to object that the breach had opened closes with it."""
    if term.clock == Term.INFORMATION_NOTICE and not case.objections.exists():
        drop(case, Term.OBJECTION_WINDOW, now)
    told = Telling(audience=CaseEvent.Audience.PUBLIC, payload={"clock": term.clock, "run": term.run})
    append(case, "breach_withdrawn", Actor.system(), told, at=now, from_status=case.status)


def moved(case: Case, term: Clock, calendar: clock.Calendar, now: datetime.datetime) -> clock.Due | None:
    """Where this clock is due by the calendar, when that differs from what it says."""
    due = computed(case, term, calendar)
    on = clock.recomputed(term.due_on, due.on, today_of(case, now))
    if term.rule.unit != clock.Unit.HOUR and on != due.on:
        due = clock.Due(on, clock.midnight_after(on, zone_of(case)), due.is_provisional)
    is_same = (due.on, due.is_provisional) == (term.due_on, term.is_provisional)
    return None if is_same else due


def change(term: Clock, due: clock.Due) -> dict[str, Any]:
    return {
        "clock": term.clock,
        "run": term.run,
        "was": term.due_on.isoformat(),
        "due_on": due.on.isoformat(),
        "is_provisional": due.is_provisional,
    }
