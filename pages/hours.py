"""Opening hours as people say them: Monday–Thursday 08.00–15.00."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.dates import WEEKDAYS


class HoursLine(NamedTuple):
    """A run of weekdays with the same hours; no spans means closed."""

    days: str
    spans: str
    notes: str


def span(opens: datetime.time, closes: datetime.time) -> str:
    return f"{opens:%H.%M}–{closes:%H.%M}"


def lines(rows: Iterable[Any]) -> list[HoursLine]:
    """The week in as few lines as it needs. Rows have day (1 is Monday), opens, closes and note."""
    by_day: dict[int, list[Any]] = {}
    for row in rows:
        by_day.setdefault(int(row.day), []).append(row)
    week = [(day, *spans_of(by_day.get(day, []))) for day in range(1, 8)] if by_day else []
    return [
        HoursLine(days_between(run[0][0], run[-1][0]), *same)
        for same, run in ((same, list(days)) for same, days in groupby(week, key=lambda entry: entry[1:]))
    ]


def spans_of(rows: list[Any]) -> tuple[str, str]:
    """The hours of one day and their notes, each as one text."""
    spans = [span(row.opens, row.closes) for row in rows if row.opens and row.closes]
    return ", ".join(spans), ", ".join(row.note for row in rows if row.note)


def days_between(first: int, last: int) -> str:
    names = [str(WEEKDAYS[first - 1]), str(WEEKDAYS[last - 1])]
    if first == last:
        return names[0]
    return (", " if last == first + 1 else "–").join(names)
