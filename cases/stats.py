"""Figures of a period that everybody may read: how many, how fast, how well; small groups are never told apart."""

from __future__ import annotations

import datetime
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from regions.models import Unit

from .models import Case, CaseEvent, Clock
from .routing import root_of, settings_of
from .terms import WATCHED, Term
from .transitions import Kind, Status

# When somebody was told what came of it.
ANSWERS = (Status.ANSWERED, Status.DECIDED, Status.CLOSED)


@dataclass(frozen=True)
class Cell:
    """One figure; no number when so few stand behind it that somebody could be recognised (`least` is the limit)."""

    label: str
    number: int | None
    least: int

    @property
    def text(self) -> str:
        return _("fewer than %(least)s") % {"least": self.least} if self.number is None else str(self.number)


@dataclass(frozen=True)
class Share:
    """How many of the terms that ended were kept, in percent; none of too few."""

    label: str
    percent: int | None


@dataclass(frozen=True)
class Median:
    """Days from receipt to answer: half were faster; none of too few."""

    label: str
    days: int | None


@dataclass(frozen=True)
class Performance:
    """The figures of one office, with those below it, over whole months."""

    first: datetime.date
    last: datetime.date
    total: Cell
    by_kind: tuple[Cell, ...]
    by_unit: tuple[Cell, ...]
    by_status: tuple[Cell, ...]
    in_time: tuple[Share, ...]
    medians: tuple[Median, ...]

    @property
    def is_empty(self) -> bool:
        return self.total.number == 0


def cell(label: str, number: int, least: int) -> Cell:
    return Cell(label, number if number == 0 or number >= least else None, least)


def merged(counts: Iterable[tuple[str, int]], least: int) -> tuple[Cell, ...]:
    """The groups, small ones put together until nobody can tell them apart, not even by subtracting from the total."""
    big = sorted(((label, number) for label, number in counts if number >= least), key=lambda one: (-one[1], one[0]))
    small = sum(number for _label, number in counts if number < least)
    while 0 < small < least and big:
        small += big.pop()[1]
    cells = [Cell(label, number, least) for label, number in big]
    return (*cells, cell(_("Others together"), small, least)) if small else tuple(cells)


def period(year: int, month: int | None = None) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a year or of one of its months: freely chosen days could be subtracted."""
    first = datetime.date(year, month or 1, 1)
    after = datetime.date(year + (month in (None, 12)), 1 if month in (None, 12) else month + 1, 1)  # type: ignore[operator]
    return first, after - datetime.timedelta(days=1)


def received(unit: Unit, first: datetime.date, last: datetime.date) -> QuerySet[Case]:
    """The cases of an office and of those below it, whoever has them now, by the day on which they arrived."""
    zone = ZoneInfo(root_of(unit).region.time_zone)
    start = datetime.datetime.combine(first, datetime.time(), zone)
    end = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time(), zone)
    rows = Case.objects.annotate(unit_code=Coalesce("current_unit__code", "origin_unit__code"))
    code = unit.code
    inside = Q(unit_code=code) | Q(unit_code__startswith=f"{code}.") | Q(unit_code__startswith=f"{code}-")
    return rows.filter(inside, received_at__gte=start, received_at__lt=end)


def performance(
    unit: Unit, year: int, month: int | None = None, *, now: datetime.datetime | None = None
) -> Performance:
    """The figures of an office. At most nine queries, however many cases there are."""
    now = now or timezone.now()
    first, last = period(year, month)
    rows = received(unit, first, last).order_by()
    least = settings_of(root_of(unit)).limit("small_cell")
    kinds = Counter(dict(rows.values_list("kind").annotate(number=Count("pk"))))
    states = rows.values_list("status").annotate(number=Count("pk"))
    units = rows.annotate(unit_name=Coalesce("current_unit__name", "origin_unit__name"))
    names = units.values_list("unit_code", "unit_name").annotate(number=Count("pk"))
    return Performance(
        first=first,
        last=last,
        total=cell(_("Received"), kinds.total(), least),
        by_kind=merged([(str(Kind(kind).label), number) for kind, number in kinds.items()], least),
        by_unit=merged([(name, number) for _code, name, number in names], least),
        by_status=merged([(str(Status(state).label), number) for state, number in states], least),
        in_time=in_time(rows, now, least),
        medians=medians(rows, least),
    )


def in_time(rows: QuerySet[Case], now: datetime.datetime, least: int) -> tuple[Share, ...]:
    """Of the terms that have ended or run out, the share that was kept."""
    terms = Clock.objects.filter(case__in=rows.values("pk"), clock__in=sorted(WATCHED - {Term.DATA_SUBJECT_REQUEST}))
    over = terms.filter(is_dropped=False).filter(Q(met_at__isnull=False) | Q(due_at__lte=now, paused_on=None))
    kept = Count("pk", filter=Q(met_at__lt=F("due_at")))
    found = over.order_by("clock").values_list("clock").annotate(number=Count("pk"), kept=kept)
    return tuple(
        Share(str(Term(name).label), round(100 * good / number) if number >= least else None)
        for name, number, good in found
    )


def answer_days(rows: QuerySet[Case]) -> list[tuple[str, int]]:
    """Kind and whole days from receipt to the first answer, of every case that has one."""
    answers = CaseEvent.objects.filter(case__in=rows.values("pk"), to_status__in=ANSWERS).order_by()
    found = answers.values_list("case", "case__kind", "case__received_at").annotate(first=Min("at"))
    return [(kind, (first - start).days) for _case, kind, start, first in found]


def medians(rows: QuerySet[Case], least: int) -> tuple[Median, ...]:
    days: dict[str, list[int]] = {}
    for kind, number in answer_days(rows):
        days.setdefault(kind, []).append(number)
    return tuple(
        Median(str(Kind(kind).label), round(statistics.median(days[kind])) if len(days[kind]) >= least else None)
        for kind in Kind.values
        if kind in days
    )
