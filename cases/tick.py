"""What time does to cases: breaches, escalations, windows that close. May run late, twice, or in two places at once."""

from __future__ import annotations

import datetime
import logging
from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from . import clock, clocks, escalation, notices
from .actions import act
from .actions.requests import has_delivery
from .actors import Actor
from .engine import RefusedError, keep, locked
from .models import Case, CaseEvent, Clock
from .terms import WATCHED, Term
from .transitions import NOT_OPEN, Status

logger = logging.getLogger(__name__)

# Reminders come before the due date; over the longest holidays two working days are less than this.
AHEAD = datetime.timedelta(days=30)

# What the system does when a window has closed, and in which statuses; elsewhere the clock simply stops.
CLOSING: dict[str, tuple[str, tuple[Status, ...]]] = {
    Term.AUTO_CLOSE: ("auto_close", (Status.ANSWERED,)),
    Term.REPORTER_REPLY: ("expire_reply", (Status.NEEDS_INFO,)),
    Term.REQUEST_COMPLETENESS: ("lapse", (Status.NEEDS_INFO,)),
    Term.OBJECTION_WINDOW: ("close", (Status.DECIDED, Status.DELIVERED)),
    Term.DISPUTE_WINDOW: ("close", (Status.DECIDED,)),
}


def tick(now: datetime.datetime) -> Counter[str]:
    """Lets time pass up to `now`: how many clocks were broken, levels told, windows closed, cases moved or failed."""
    report: Counter[str] = Counter()
    report["recomputed"] = clocks.recompute(None, now)
    calendars: dict[int, clock.Calendar] = {}
    for case_id in waiting(now, calendars):
        try:
            report.update(advance(case_id, now))
        except Exception:
            # One broken case must not hold up the others; it is tried again with the next run.
            logger.exception("case %s could not be moved on", case_id)
            report["failed"] += 1
    return report


def waiting(now: datetime.datetime, calendars: dict[int, clock.Calendar]) -> list[int]:
    """The cases for which something is to be done; a look without locks."""
    near = Clock.objects.filter(met_at=None, paused_on=None, due_at__lte=now + AHEAD)
    found: dict[int, None] = {}
    levels: dict[int, list] = {}
    for term in near.select_related("rule", "case__root__region").order_by("due_at", "pk").iterator(chunk_size=500):
        case = term.case
        if case.root_id not in calendars:
            calendars[case.root_id], levels[case.root_id] = clocks.calendar_for(case.root), escalation.steps(case)
        if term.clock in WATCHED:
            is_due = (term.is_late(now) and term.breached_at is None) or bool(
                escalation.reached(case, term, levels[case.root_id], calendars[case.root_id], now)
            )
        else:
            is_due = term.is_late(now) and not is_owed(case, term)
        if is_due:
            found[case.pk] = None
    return list(found)


def is_owed(case: Case, term: Clock) -> bool:
    """A request that was granted and not delivered stays open, however long ago the time to object ended."""
    return term.clock == Term.OBJECTION_WINDOW and case.status == Status.DECIDED and has_delivery(case)


@transaction.atomic
def advance(case_id: int, now: datetime.datetime) -> Counter[str]:
    """Does for one case what is due by now."""
    case = locked(case_id)
    report: Counter[str] = Counter()
    before = case.last_seq
    for what in watch(case, now):
        report[what] += 1
    if case.last_seq != before:
        keep(case, now)
    for term in case.clocks.filter(met_at=None, paused_on=None, due_at__lte=now).exclude(clock__in=WATCHED):
        if not is_owed(case, term):
            report[close_window(case_id, term, now)] += 1
    return report


def watch(case: Case, now: datetime.datetime) -> Iterator[str]:
    """Breaches and levels of the clocks that offices have to keep."""
    calendar, levels = clocks.calendar_for(case.root), escalation.steps(case)
    running = case.clocks.filter(met_at=None, paused_on=None, clock__in=WATCHED, due_at__lte=now + AHEAD)
    for term in running.select_related("rule"):
        if term.is_late(now) and (event := clocks.breach(case, term, now)):
            if event.audience != CaseEvent.Audience.INTERNAL:
                notices.enqueue(case, notices.LATE, notices.REPORTER, dedupe=f"{term.pk}:breach", at=now)
            yield "breached"
        for step in escalation.reached(case, term, levels, calendar, now):
            if escalation.raise_to(case, term, step["level"], now):
                yield "escalated"


def close_window(case_id: int, term: Clock, now: datetime.datetime) -> str:
    """Takes the action that belongs to a window; where there is none any more, the clock stops."""
    action, statuses = CLOSING[term.clock]
    case = locked(case_id)
    if case.status in statuses:
        try:
            act(case, action, Actor.system(), {}, now=now)
            return action
        except RefusedError:
            return "refused"
    is_over = case.status in NOT_OPEN or term.clock == Term.OBJECTION_WINDOW
    Clock.objects.filter(pk=term.pk, met_at=None).update(met_at=now, is_dropped=not is_over)
    return "stopped"
