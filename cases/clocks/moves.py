"""Starting, meeting, pausing and extending the clocks of a locked case. Callers hold the lock and save the case."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from .. import clock
from ..actors import Actor
from ..chain import Telling, append
from ..engine import RefusedError
from ..models import Case, CaseEvent, Clock, DeadlineRule
from ..terms import FIRST, WATCHED, Term
from ..transitions import Status
from .calendars import calendar_for, today_of, zone_of


def rule_for(case: Case, name: str) -> DeadlineRule | None:
    """The row for this clock that was in force when the case was received; None when no active row asks for it."""
    rules = rules_for(case, name)
    return rules.get(case.handling_class) or rules.get("")


def rules_for(case: Case, name: str) -> dict[str, DeadlineRule]:
    """The rows for this clock that were in force when the case was received, by class; "" for all classes. One query."""
    received_on = today_of(case, case.received_at)
    rules = DeadlineRule.objects.filter(is_active=True, clock=name, effective_from__lte=received_on)
    rows = rules.exclude(effective_to__lt=received_on).order_by("effective_from")
    return {rule.handling_class: rule for rule in rows if case.kind in rule.kinds}


def running(case: Case, name: str) -> Clock | None:
    """The run of this clock that has not stopped yet."""
    return case.clocks.filter(clock=name, met_at=None).select_related("rule").order_by("-run").first()


def start(case: Case, name: str, at: datetime.datetime, *, base_on: datetime.date | None = None) -> Clock | None:
    """A new run of this clock; None when no rule asks for it. `base_on` is day 0 when it is not the day of `at`."""
    rule = rule_for(case, name)
    if rule is None:
        return None
    base_on = base_on or today_of(case, at)
    due = clock.due(at, rule.term, calendar_for(case.root), zone_of(case), base_on=base_on)
    last = case.clocks.filter(clock=name).order_by("-run").first()
    return Clock.objects.create(
        case=case,
        rule=rule,
        clock=name,
        run=last.run + 1 if last else 1,
        started_at=at,
        base_on=base_on,
        due_on=due.on,
        due_at=due.at,
        is_provisional=due.is_provisional,
    )


def start_first(case: Case, at: datetime.datetime) -> None:
    """The clocks that start with the receipt of a case; intake calls it."""
    for name in FIRST[case.kind]:
        start(case, name, at)


def start_once(case: Case, name: str, at: datetime.datetime) -> Clock | None:
    """A clock that has one run only, however often a case comes back."""
    return None if case.clocks.filter(clock=name).exists() else start(case, name, at)


def meet(case: Case, name: str, at: datetime.datetime) -> Clock | None:
    """Stops a clock because what it waited for has happened; a late one is recorded as broken first."""
    return stop(case, name, at, is_dropped=False)


def meet_verification(case: Case, at: datetime.datetime) -> None:
    """Somebody at the desk has looked at the report and knows what becomes of it."""
    for name in (Term.VERIFICATION, Term.COMPLETENESS_ANSWER):
        meet(case, name, at)


def drop(case: Case, name: str, at: datetime.datetime) -> Clock | None:
    """Stops a clock because nobody waits for it any longer; it counts neither as met nor as missed later."""
    return stop(case, name, at, is_dropped=True)


def stop(case: Case, name: str, at: datetime.datetime, *, is_dropped: bool) -> Clock | None:
    term = running(case, name)
    if term is None:
        return None
    if term.is_late(at) and name in WATCHED:
        breach(case, term, at)
    term.met_at, term.is_dropped, term.paused_on = at, is_dropped, None
    term.save()
    return term


def drop_all(case: Case, at: datetime.datetime) -> None:
    """The case is over: every clock stops, except what outlives it: the right to object, requests about personal data."""
    lasting = (Term.DATA_SUBJECT_REQUEST, Term.OBJECTION_WINDOW)
    for name in case.clocks.filter(met_at=None).exclude(clock__in=lasting).values_list("clock", flat=True):
        drop(case, name, at)


def breach(case: Case, term: Clock, now: datetime.datetime) -> CaseEvent | None:
    """Records once that a clock has run out, as of the moment it did; opens the way to object where the law does."""
    is_first = Clock.objects.filter(pk=term.pk, breached_at=None).update(breached_at=term.due_at)
    if not is_first:
        return None
    term.breached_at = term.due_at
    if term.clock == Term.INFORMATION_NOTICE and running(case, Term.OBJECTION_WINDOW) is None:
        start(case, Term.OBJECTION_WINDOW, term.due_at, base_on=term.due_on)
    payload = {"clock": term.clock, "run": term.run, "due_on": term.due_on.isoformat()}
    telling = Telling(audience=audience_of(case, term), payload=payload)
    return append(case, "clock_breached", Actor.system(), telling, at=now, from_status=case.status)


def audience_of(case: Case, term: Clock) -> str:
    """Who learns of a breach: everybody who may read the case; a watch over another body is the coordinator's own."""
    if case.status == Status.REFERRED_OUT:
        return CaseEvent.Audience.INTERNAL
    is_private = term.clock == Term.DATA_SUBJECT_REQUEST
    return CaseEvent.Audience.REPORTER if is_private else CaseEvent.Audience.PUBLIC


def pause(case: Case, at: datetime.datetime) -> None:
    """Stops counting on every clock that may wait; one that is late stays late."""
    for term in case.clocks.filter(met_at=None, paused_on=None, rule__is_pausable=True).select_related("rule"):
        if term.is_late(at) and term.clock in WATCHED:
            breach(case, term, at)
        term.paused_on = today_of(case, at)
        term.save()


def resume(case: Case, at: datetime.datetime) -> None:
    """Counts on, with the days of the pause added."""
    calendar = None
    for term in case.clocks.filter(met_at=None, paused_on__isnull=False).select_related("rule"):
        calendar = calendar or calendar_for(case.root)
        paused_on = term.paused_on or today_of(case, at)
        term.paused_amount += clock.paused_between(paused_on, today_of(case, at), term.rule.term, calendar)
        term.paused_on = None
        lengthen(case, term, calendar)


def extend(case: Case, name: str, amount: int | None, reason: str, at: datetime.datetime) -> Clock:
    """Gives a clock more time as its rule allows: in time, with a reason, not while it is paused. Raises RefusedError."""
    term = running(case, name)
    if term is None or term.paused_on or term.is_late(at) or not reason.strip():
        raise RefusedError(_("The term can no longer be extended."), "extension_refused")
    rule = term.rule
    amount = amount or rule.extension_amount or 0
    if term.extension_count >= rule.extension_max or not 0 < amount <= (rule.extension_amount or 0):
        raise RefusedError(_("The rule does not allow this extension."), "extension_refused")
    term.extended_by += amount
    term.extension_count += 1
    term.extension_reason = reason
    lengthen(case, term, calendar_for(case.root))
    return term


def reclassify(case: Case, at: datetime.datetime) -> Clock | None:
    """The class of the case has changed: the resolution clock goes on, by the rule of the new class."""
    term, rule = running(case, Term.RESOLUTION), rule_for(case, Term.RESOLUTION)
    if term is None or rule is None or term.rule_id == rule.pk:
        return term
    if term.is_late(at):
        breach(case, term, at)
    term.rule = rule
    due = computed(case, term, calendar_for(case.root))
    term.due_on, term.due_at, term.is_provisional = due.on, due.at, due.is_provisional
    term.save()
    return term


def computed(case: Case, term: Clock, calendar: clock.Calendar) -> clock.Due:
    """When a clock is due by the calendar as it is now."""
    return clock.due(
        term.started_at,
        term.rule.term,
        calendar,
        zone_of(case),
        extended_by=term.extended_by,
        paused=term.paused_amount,
        base_on=term.base_on,
    )


def lengthen(case: Case, term: Clock, calendar: clock.Calendar) -> None:
    """Takes the later due date; more time never makes an earlier one, even where the calendar has changed since."""
    due = computed(case, term, calendar)
    if due.on >= term.due_on:
        term.due_on, term.due_at, term.is_provisional = due.on, due.at, due.is_provisional
    term.save()
