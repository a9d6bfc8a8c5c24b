"""One figure at a time, and no figure behind which so few people stand that somebody could be recognised."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Cell:
    """One figure; no number when so few stand behind it that somebody could be recognised (`least` is the limit).

    `code` is the office whose own figures may be read, too; empty for every other figure.
    """

    label: str
    number: int | None
    least: int
    code: str = ""

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


def cell(label: str, number: int, least: int) -> Cell:
    return Cell(label, number if number == 0 or number >= least else None, least)


def parted(counts: Iterable[tuple[str, int]], least: int) -> tuple[list[tuple[str, int]], int]:
    """The groups that can be told, the largest first, and how many stand in all others together.

    Small groups are put together until nobody can tell them apart, not even by subtracting from the total: where they are
    still too few, the smallest of the others joins them.
    """
    held = [(key, number) for key, number in counts if number]
    big = sorted((one for one in held if one[1] >= least), key=lambda one: (-one[1], one[0]))
    small = sum(number for _key, number in held if number < least)
    while 0 < small < least and big:
        small += big.pop()[1]
    return big, small


def merged(counts: Iterable[tuple[str, int]], least: int) -> tuple[Cell, ...]:
    """The groups as figures, small ones put together."""
    big, small = parted(counts, least)
    cells = [Cell(label, number, least) for label, number in big]
    return (*cells, cell(_("Others together"), small, least)) if small else tuple(cells)


def run_together(
    counts: Iterable[tuple[datetime.date, int]], least: int
) -> list[tuple[datetime.date, datetime.date, int]]:
    """Months in their order as (first, last, number); where one alone would be too few it is told with its neighbours,
    and months in which nothing came in are told together."""
    runs: list[tuple[datetime.date, datetime.date, int]] = []
    for month, number in sorted(counts):
        if runs and (0 < runs[-1][2] < least or runs[-1][2] == number == 0):
            runs[-1] = (runs[-1][0], month, runs[-1][2] + number)
        else:
            runs.append((month, month, number))
    while len(runs) > 1 and 0 < runs[-1][2] < least:
        last = runs.pop()
        runs[-1] = (runs[-1][0], last[1], runs[-1][2] + last[2])
    return runs
