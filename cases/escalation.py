"""Who is told when a term runs out: level by level, each level once for a clock, whatever the job missed or did twice."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from . import clock, notices
from .actors import Actor
from .chain import Telling, append
from .clocks.calendars import zone_of
from .models import Case, CaseEvent, Clock
from .routing import settings_of
from .transitions import Role, Status

# Sees figures, never rows: the dashboard tells leadership, no message does.
UNTOLD = frozenset({Role.LEADERSHIP})


def steps(case: Case) -> list[dict[str, Any]]:
    """The levels of this regency: offset in working days from the due date, level, roles."""
    return sorted(settings_of(case.root).limit("escalation"), key=lambda step: step["level"])


def moment(term: Clock, offset: int, calendar: clock.Calendar, zone: str) -> datetime.datetime:
    """When a level is reached: the moment of the breach itself, else local midnight of that working day."""
    if offset == 0:
        return term.due_at
    is_off = term.rule.joint_leave_is_off
    if offset > 0:
        day = clock.add(term.due_on, offset, clock.Term(offset, joint_leave_is_off=is_off), calendar)
    else:
        day = term.due_on
        for _ in range(-offset):
            day -= clock.ONE_DAY
            while not calendar.is_working_day(day, is_off):
                day -= clock.ONE_DAY
    return clock.midnight_after(day - clock.ONE_DAY, zone)


def reached(
    case: Case, term: Clock, levels: Iterable[dict[str, Any]], calendar: clock.Calendar, now: datetime.datetime
) -> list[dict[str, Any]]:
    """The levels of a running clock that are reached and not told yet; no reminder once it is too late for one."""
    zone = zone_of(case)
    return [
        step
        for step in levels
        if step["level"] > term.level
        and now >= moment(term, step["offset"], calendar, zone)
        and not (step["offset"] < 0 and now >= term.due_at)
    ]


def raise_to(case: Case, term: Clock, level: int, now: datetime.datetime) -> bool:
    """Tells the roles of a level about a clock of a locked case; False when they were told before."""
    if not Clock.objects.filter(pk=term.pk, level__lt=level).update(level=level):
        return False
    term.level = level
    roles: list[str] = next((step["roles"] for step in steps(case) if step["level"] == level), [])
    is_watch = case.status == Status.REFERRED_OUT
    if is_watch:
        roles = [Role.COORDINATOR]
    is_told = level > 0 and not is_watch
    telling = Telling(
        audience=CaseEvent.Audience.PUBLIC if is_told else CaseEvent.Audience.INTERNAL,
        payload={"clock": term.clock, "run": term.run, "level": level, "roles": [str(role) for role in roles]},
    )
    append(case, "escalated", Actor.system(), telling, at=now, from_status=case.status)
    for role in roles:
        if role not in UNTOLD:
            notices.enqueue(case, notices.LATE, role, dedupe=f"{term.pk}:{level}:{role}", at=now)
    return True
