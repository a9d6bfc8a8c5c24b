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
from .terms import Term
from .transitions import Role, Status

# Who stands for the handler and for the head of the unit while a case, or a term of it, is not with a unit.
AT_DESK: dict[str, Role] = {Role.HANDLER: Role.VERIFIER, Role.UNIT_HEAD: Role.COORDINATOR}
STANDS_FOR: dict[str, dict[str, Role]] = {
    Term.VERIFICATION: AT_DESK,
    Term.COMPLETENESS_ANSWER: AT_DESK,
    Term.INFORMATION_NOTICE: {Role.HANDLER: Role.PPID_EXECUTIVE, Role.UNIT_HEAD: Role.PPID_MAIN},
    Term.OBJECTION_ANSWER: {Role.HANDLER: Role.PPID_SUPERIOR, Role.UNIT_HEAD: Role.PPID_SUPERIOR},
    Term.DATA_SUBJECT_REQUEST: {Role.HANDLER: Role.RECORDS_OFFICER, Role.UNIT_HEAD: Role.COORDINATOR},
}
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


def roles_of(case: Case, term: Clock, level: int) -> list[str]:
    """Who is told at a level, by the part that they have in this term."""
    named: list[str] = next((step["roles"] for step in steps(case) if step["level"] == level), [])
    stand_ins = STANDS_FOR.get(term.clock, {} if case.status in notices.WITH_HANDLER else AT_DESK)
    return [str(stand_ins.get(role, role)) for role in named]


def raise_to(case: Case, term: Clock, level: int, now: datetime.datetime) -> bool:
    """Tells the roles of a level about a clock of a locked case; False when they were told before."""
    if not Clock.objects.filter(pk=term.pk, level__lt=level).update(level=level):
        return False
    term.level = level
    is_watch = case.status == Status.REFERRED_OUT
    roles = [str(Role.COORDINATOR)] if is_watch else roles_of(case, term, level)
    is_told = level > 0 and not is_watch
    telling = Telling(
        audience=CaseEvent.Audience.PUBLIC if is_told else CaseEvent.Audience.INTERNAL,
        payload={"clock": term.clock, "run": term.run, "level": level, "roles": roles},
    )
    append(case, "escalated", Actor.system(), telling, at=now, from_status=case.status)
    for role in roles:
        if role not in UNTOLD:
            notices.enqueue(case, notices.LATE, role, dedupe=f"{term.pk}:{level}:{role}", at=now)
    return True
