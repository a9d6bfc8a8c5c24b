"""What is counted: the cases of a regency in whole months, by the office that has them now, in few queries."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from regions.models import Unit
from regions.terms import codes_above

from ..models import Case, CaseEvent
from ..transitions import Status
from .cells import parted

# When somebody was told what came of it.
ANSWERS = (Status.ANSWERED, Status.DECIDED, Status.CLOSED)
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Group:
    """How many cases have all of this in common; `unit` is the code of the office that has them now."""

    unit: str
    kind: str
    status: str
    outcome: str
    month: datetime.date
    number: int


def latest_year() -> int:
    """The year of the last month that is over."""
    today = timezone.localdate()
    return today.year if today.month > 1 else today.year - 1


def period(year: int, today: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of the months of a year that are over; None while none is.

    Only whole months, and never the one that runs: figures up to a day could be subtracted from those of the day after.
    """
    first = datetime.date(year, 1, 1)
    last = min(datetime.date(year, 12, 31), today.replace(day=1) - ONE_DAY)
    return (first, last) if last > first else None


def received(root: Unit, first: datetime.date, last: datetime.date) -> QuerySet[Case, Case]:
    """The cases of a regency by the day on which they arrived, with `unit_code`."""
    zone = ZoneInfo(root.region.time_zone)
    start = datetime.datetime.combine(first, datetime.time(), zone)
    end = datetime.datetime.combine(last + ONE_DAY, datetime.time(), zone)
    rows = Case.objects.annotate(unit_code=Coalesce("current_unit__code", "origin_unit__code"))
    return rows.filter(root=root, received_at__gte=start, received_at__lt=end).order_by()


def below(rows: QuerySet[Case, Case], code: str) -> QuerySet[Case, Case]:
    """Those that an office or one below it has now."""
    return rows.filter(Q(unit_code=code) | Q(unit_code__startswith=f"{code}.") | Q(unit_code__startswith=f"{code}-"))


def groups_of(rows: QuerySet[Case, Case], root: Unit) -> list[Group]:
    """All that is counted, in one query."""
    month = TruncMonth("received_at", tzinfo=ZoneInfo(root.region.time_zone))
    keys = rows.annotate(month=month).values_list("unit_code", "kind", "status", "outcome", "month")
    return [
        Group(unit, kind, status, outcome, month.date(), number)
        for unit, kind, status, outcome, month, number in keys.annotate(number=Count("pk"))
    ]


def tally(groups: Iterable[Group], name: str) -> Counter[str]:
    """How many by one column."""
    found: Counter[str] = Counter()
    for group in groups:
        found[getattr(group, name)] += group.number
    return found


def line_to(code: str) -> list[str]:
    """The offices from the regency down to this one."""
    return [*codes_above(code), code]


def inside(groups: Iterable[Group], code: str) -> list[Group]:
    """The groups of an office and of those below it."""
    return [group for group in groups if code in line_to(group.unit)]


def by_branch(groups: Iterable[Group], code: str) -> Counter[str]:
    """How many lie with the office itself (its own code) and with each office right below it, all further down included."""
    found: Counter[str] = Counter()
    for group in groups:
        line = line_to(group.unit)
        if code in line:
            found[line[line.index(code) :][:2][-1]] += group.number
    return found


def nearest_told(groups: list[Group], code: str, least: int) -> str:
    """The lowest office on the way to this one whose figures stand for themselves: every office further down is among
    "others" above it, and its own page would let readers subtract it from them."""
    line = line_to(code)
    for above, next_below in pairwise(line):
        branches = by_branch(groups, above)
        told, _rest = parted(branches.items(), least)
        if branches[next_below] and next_below not in dict(told):
            return above
    return code


def answered_in(rows: QuerySet[Case, Case]) -> list[tuple[str, int]]:
    """Kind and whole days from receipt to the first answer, of every case that has one."""
    answers = CaseEvent.objects.filter(case__in=rows.values("pk"), to_status__in=ANSWERS).order_by()
    found = answers.values_list("case", "case__kind", "case__received_at").annotate(first=Min("at"))
    return [(kind, (first - start).days) for _case, kind, start, first in found]
