"""How an office keeps its promises, over whole months (UU 25/2009 art. 23): how many cases, how fast, how often in time."""

from __future__ import annotations

import datetime
import statistics
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regions.models import Unit

from ..models import Case, Clock
from ..routing import root_of, settings_of
from ..terms import WATCHED, Term
from ..transitions import Kind, Status
from .cells import Cell, Median, Share, cell, merged, parted, run_together
from .counting import Group, answered_in, below, by_branch, groups_of, inside, nearest_told, period, received, tally
from .requests import RequestFigures, request_figures

KEPT_SECONDS = 300


@dataclass(frozen=True)
class Performance:
    """The figures of one office, with those below it, over the months of a year that are over.

    `within` is the code of the office whose figures hold these when they are too few to be told apart, `within_name` its
    name; then nothing else is told. Confidential cases are counted like all others: nobody can be found behind a figure.
    """

    year: int
    first: datetime.date
    last: datetime.date | None
    total: Cell
    within: str = ""
    within_name: str = ""
    by_month: tuple[Cell, ...] = ()
    by_kind: tuple[Cell, ...] = ()
    by_unit: tuple[Cell, ...] = ()
    by_status: tuple[Cell, ...] = ()
    in_time: tuple[Share, ...] = ()
    medians: tuple[Median, ...] = ()
    requests: RequestFigures | None = None

    @property
    def is_empty(self) -> bool:
        return self.total.number == 0

    @property
    def kinds(self) -> list[tuple[Cell, int | None]]:
        """Each kind with how many there were and the days until half of them were answered."""
        days = {one.label: one.days for one in self.medians}
        return [(one, days.get(one.label)) for one in self.by_kind]

    @property
    def is_told(self) -> bool:
        """Whether there is anything to read beyond that there is little."""
        return bool(self.total.number)


def kept_performance(unit: Unit, year: int) -> Performance:
    """The figures, reckoned anew every five minutes at the most: they change by the month."""
    key = f"cases:performance:{unit.code}:{year}:{get_language()}"
    found = cache.get(key)
    if found is None:
        found = performance(unit, year)
        cache.set(key, found, KEPT_SECONDS)
    return found


def performance(unit: Unit, year: int, *, now: datetime.datetime | None = None) -> Performance:
    """The figures of an office in a year. At most nine queries, however many cases and offices there are."""
    now = now or timezone.now()
    root = root_of(unit)
    least = settings_of(root).limit("small_cell")
    days = period(year, now.astimezone(ZoneInfo(root.region.time_zone)).date())
    if days is None:
        return Performance(year, datetime.date(year, 1, 1), None, cell(_("Received"), 0, least))
    everything = received(root, *days)
    all_groups = groups_of(everything, root)
    groups = inside(all_groups, unit.code)
    number = sum(group.number for group in groups)
    within = nearest_told(all_groups, unit.code, least)
    if within != unit.code or number < least:
        total = cell(_("Received"), 0, least) if not number else Cell(_("Received"), None, least)
        above = Unit.objects.filter(code=within).exclude(code=unit.code).first()
        return Performance(year, *days, total, *((above.code, above.name) if above else ()))
    rows = below(everything, unit.code)
    kinds, states = tally(groups, "kind"), tally(groups, "status")
    return Performance(
        year,
        *days,
        total=cell(_("Received"), number, least),
        by_month=months(groups, days, least),
        by_kind=merged([(str(Kind(kind).label), number) for kind, number in kinds.items()], least),
        by_unit=branches(all_groups, unit, least),
        by_status=merged([(str(Status(state).label), number) for state, number in states.items()], least),
        in_time=in_time(rows, now, least),
        medians=medians(rows, least),
        requests=request_figures(groups, rows, least),
    )


def months(groups: list[Group], days: tuple[datetime.date, datetime.date], least: int) -> tuple[Cell, ...]:
    """How many arrived in each month; a month with too few together with its neighbours."""
    counts = {days[0].replace(month=month): 0 for month in range(1, days[1].month + 1)}
    for group in groups:
        counts[group.month] = counts.get(group.month, 0) + group.number
    return tuple(
        cell(month_words(first, last), number, least) for first, last, number in run_together(counts.items(), least)
    )


def month_words(first: datetime.date, last: datetime.date) -> str:
    names = [str(MONTHS[one.month]) for one in (first, last)]
    return names[0] if first == last else f"{names[0]}–{names[1]}"


def branches(groups: list[Group], unit: Unit, least: int) -> tuple[Cell, ...]:
    """The office itself and those right below it, each with all below; those that are told by themselves have a code."""
    told, rest = parted(by_branch(groups, unit.code).items(), least)
    names = dict(Unit.objects.filter(code__in=[code for code, _number in told]).values_list("code", "name"))
    cells = [
        Cell(_("%(unit)s itself") % {"unit": unit.name}, number, least)
        if code == unit.code
        else Cell(names.get(code, code), number, least, code)
        for code, number in told
    ]
    return (*cells, cell(_("Others together"), rest, least)) if rest else tuple(cells)


def in_time(rows: QuerySet[Case, Case], now: datetime.datetime, least: int) -> tuple[Share, ...]:
    """Of the terms that have ended or run out, the share that was kept."""
    terms = Clock.objects.filter(case__in=rows.values("pk"), clock__in=sorted(WATCHED - {Term.DATA_SUBJECT_REQUEST}))
    over = terms.filter(is_dropped=False).filter(Q(met_at__isnull=False) | Q(due_at__lte=now, paused_on=None))
    kept = Count("pk", filter=Q(met_at__lt=F("due_at")))
    found = over.order_by("clock").values_list("clock").annotate(number=Count("pk"), kept=kept)
    in_order = sorted(found, key=lambda row: Term.values.index(row[0]))
    return tuple(
        Share(str(Term(name).label), round(100 * good / number) if number >= least else None)
        for name, number, good in in_order
    )


def medians(rows: QuerySet[Case, Case], least: int) -> tuple[Median, ...]:
    """How long it took until the first answer, by kind."""
    days: dict[str, list[int]] = {}
    for kind, number in answered_in(rows):
        days.setdefault(kind, []).append(number)
    return tuple(
        Median(str(Kind(kind).label), round(statistics.median(days[kind])) if len(days[kind]) >= least else None)
        for kind in Kind.values
        if kind in days
    )
