"""The calendar by which a regency counts, and how a due date came about."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q

from regions.models import Unit

from .. import clock
from ..models import Case, Clock, Holiday


def calendar_for(root: Unit) -> clock.Calendar:
    """The days off of a regency, nationwide ones included. One query; keep it while you need it."""
    return clock.Calendar.of(day.day_off for day in Holiday.objects.filter(Q(scope=None) | Q(scope=root)))


def zone_of(case: Case) -> str:
    """The time zone in which the days of a case begin: that of its regency."""
    return case.root.region.time_zone


def today_of(case: Case, at: datetime.datetime) -> datetime.date:
    return clock.local_day(at, zone_of(case))


@dataclass(frozen=True)
class Step:
    """One row of a calculation: what it is, the day or the amount, and the name that explains it."""

    what: str
    on: datetime.date | None = None
    amount: int | None = None
    unit: str = ""
    name: str = ""
    decree_no: str = ""
    is_sure: bool = True


def explain(term: Clock, calendar: clock.Calendar | None = None) -> list[Step]:
    """How a due date was calculated: "base", "amount", each "skipped" day, "paused", "extended", "due"."""
    rule = term.rule
    calendar = calendar or calendar_for(term.case.root)
    skipped = clock.skipped(term.base_on, term.due_on, rule.term, calendar)
    steps = [
        Step("base", on=term.base_on),
        Step("amount", amount=rule.amount, unit=rule.unit, name=rule.legal_basis if rule.is_checked else ""),
        *(Step("skipped", on=day.on, name=day.name, decree_no=day.decree_no, is_sure=day.is_sure) for day in skipped),
    ]
    if term.paused_amount:
        steps.append(Step("paused", amount=term.paused_amount, unit=rule.unit))
    if term.extended_by:
        steps.append(Step("extended", amount=term.extended_by, unit=rule.unit, name=term.extension_reason))
    return [*steps, Step("due", on=term.due_on, is_sure=not term.is_provisional)]
