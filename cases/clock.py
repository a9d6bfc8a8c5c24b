"""When an answer is due: working days, pauses and extensions as pure functions over a calendar.

Day 0 is the local day of the start event; day n is the n-th working day after it. A working day is Monday to Friday,
no public holiday, no regional holiday of this regency, and no joint leave (cuti bersama) unless the rule says that
joint leave does not stop the clock. No number of the law stands here: amounts come from DeadlineRule rows.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

ONE_DAY = datetime.timedelta(days=1)


class Unit(StrEnum):
    """What an amount counts."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"


class DayOffKind(StrEnum):
    """Why nobody works on a weekday."""

    PUBLIC_HOLIDAY = "public_holiday"
    JOINT_LEAVE = "joint_leave"
    REGIONAL = "regional"


@dataclass(frozen=True)
class DayOff:
    """One day off as the calendar holds it; `is_sure` once a person has confirmed it against the decree."""

    on: datetime.date
    name: str = ""
    kind: DayOffKind = DayOffKind.PUBLIC_HOLIDAY
    is_sure: bool = True
    decree_no: str = ""


@dataclass(frozen=True)
class Calendar:
    """The days off of one regency, nationwide ones included."""

    days_off: dict[datetime.date, tuple[DayOff, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, days_off: Iterable[DayOff]) -> Calendar:
        """A calendar of these days; several may fall on one date."""
        found: dict[datetime.date, tuple[DayOff, ...]] = {}
        for day in days_off:
            found[day.on] = (*found.get(day.on, ()), day)
        return cls(found)

    def reasons(self, day: datetime.date, joint_leave_is_off: bool = True) -> tuple[DayOff, ...]:
        """The days off on this date that count; empty on an ordinary day, Saturdays and Sundays included."""
        return tuple(
            off for off in self.days_off.get(day, ()) if joint_leave_is_off or off.kind != DayOffKind.JOINT_LEAVE
        )

    def is_working_day(self, day: datetime.date, joint_leave_is_off: bool = True) -> bool:
        return day.isoweekday() <= 5 and not self.reasons(day, joint_leave_is_off)

    def working_days(self, after: datetime.date, joint_leave_is_off: bool = True) -> Iterator[datetime.date]:
        """The working days after a date, without end."""
        day = after
        while True:
            day += ONE_DAY
            if self.is_working_day(day, joint_leave_is_off):
                yield day

    def count_working_days(self, after: datetime.date, until: datetime.date, joint_leave_is_off: bool = True) -> int:
        """How many working days d there are with after < d <= until; never negative."""
        days = max(0, (until - after).days)
        return sum(self.is_working_day(after + ONE_DAY * n, joint_leave_is_off) for n in range(1, days + 1))

    def is_sure(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether every year the span touches has confirmed public holidays and no estimated or unconfirmed row."""
        for year in range(first.year, last.year + 1):
            national = [
                off
                for day, offs in self.days_off.items()
                if day.year == year
                for off in offs
                if off.kind != DayOffKind.REGIONAL
            ]
            if not any(off.kind == DayOffKind.PUBLIC_HOLIDAY for off in national):
                return False
            if not all(off.is_sure for off in national):
                return False
        return True


@dataclass(frozen=True)
class Term:
    """How long something may take: the amount with its unit, and whether joint leave stops the clock."""

    amount: int
    unit: Unit = Unit.WORKING_DAY
    joint_leave_is_off: bool = True


@dataclass(frozen=True)
class Due:
    """The result: the last good day, the first late instant, and whether the calendar may still change."""

    on: datetime.date
    at: datetime.datetime
    is_provisional: bool


def local_day(moment: datetime.datetime, zone: str) -> datetime.date:
    """Day 0 of an event in a zone; at any hour, working day or not."""
    return moment.astimezone(ZoneInfo(zone)).date()


def add(base: datetime.date, amount: int, term: Term, calendar: Calendar) -> datetime.date:
    """The amount-th day after the base; the base itself when the amount is 0."""
    if term.unit == Unit.CALENDAR_DAY:
        return base + ONE_DAY * amount
    day = base
    if amount > 0:
        days = calendar.working_days(base, term.joint_leave_is_off)
        for _ in range(amount):
            day = next(days)
    return day


def due(
    started_at: datetime.datetime,
    term: Term,
    calendar: Calendar,
    zone: str,
    *,
    extended_by: int = 0,
    paused: int = 0,
    base_on: datetime.date | None = None,
) -> Due:
    """When a clock that started then is due.

    `extended_by` and `paused` count in the term's own unit (hours: `paused` in seconds). Late is `now >= due.at`:
    local midnight after the last good day, or for hours the exact moment.
    """
    if term.unit == Unit.HOUR:
        at = started_at + datetime.timedelta(hours=term.amount + extended_by, seconds=paused)
        return Due(local_day(at, zone), at, is_provisional=False)
    base = base_on or local_day(started_at, zone)
    on = add(base, term.amount + extended_by + paused, term, calendar)
    is_provisional = term.unit == Unit.WORKING_DAY and not calendar.is_sure(base, on)
    return Due(on, midnight_after(on, zone), is_provisional)


def midnight_after(day: datetime.date, zone: str) -> datetime.datetime:
    """The first instant of the next local day, in UTC."""
    start = datetime.datetime.combine(day + ONE_DAY, datetime.time(), tzinfo=ZoneInfo(zone))
    return start.astimezone(datetime.UTC)


def paused_between(paused_on: datetime.date, resumed_on: datetime.date, term: Term, calendar: Calendar) -> int:
    """What a pause adds, in the term's own unit of days: working days d with paused_on < d <= resumed_on."""
    if term.unit == Unit.CALENDAR_DAY:
        return max(0, (resumed_on - paused_on).days)
    return calendar.count_working_days(paused_on, resumed_on, term.joint_leave_is_off)


def skipped(base: datetime.date, last: datetime.date, term: Term, calendar: Calendar) -> list[DayOff]:
    """The weekdays off that a due date jumped over, with their names: what a citizen is shown as the calculation."""
    if term.unit != Unit.WORKING_DAY:
        return []
    days = (base + ONE_DAY * n for n in range(1, (last - base).days + 1))
    return [off for day in days if day.isoweekday() <= 5 for off in calendar.reasons(day, term.joint_leave_is_off)[:1]]


def recomputed(old: datetime.date, computed: datetime.date, today: datetime.date) -> datetime.date:
    """The due date after the calendar changed: later as computed; earlier never before today or the old date.

    A citizen may hope for the later date, an officer may have planned with the earlier one; neither is surprised.
    """
    return max(computed, min(old, today))
