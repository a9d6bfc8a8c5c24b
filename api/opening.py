"""What is open now: read from the opening hours of each place, in the time zone of the place."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from regions.hours import is_open_at

from .pagination import Leaf, Order, opened, scope_of, sealed

# So many places are looked at for one page of a list. Hours are kept as editors write them, so no index knows them.
MOST_READ = 500
HOURS, ZONE = "opening_hours", "unit__region__time_zone"


class Hours(NamedTuple):
    """One span of hours on an ISO weekday."""

    day: int
    opens: datetime.time
    closes: datetime.time


def open_leaf(pages: QuerySet, order: Order, values: Mapping[str, Any], columns: tuple[str, ...]) -> Leaf:
    """The requested page of what is open now. One query: after so many closed ones the page ends, and the cursor leads on."""
    scope = scope_of(order, values)
    if values["cursor"]:
        pages = pages.filter(order.after(*opened(values["cursor"], scope)))
    wanted = dict.fromkeys((order.column, order.tie, *columns, HOURS, ZONE))
    rows = list(pages.order_by(*order.terms()).values(*wanted)[: MOST_READ + 1])
    now = timezone.now()
    found: list[dict[str, Any]] = []
    for number, row in enumerate(rows[:MOST_READ], start=1):
        if is_open(row, now):
            found.append(row)
        if len(found) == values["limit"] or number == MOST_READ:
            is_last = number == len(rows)
            return Leaf(found, None if is_last else sealed(row[order.column], row[order.tie], scope))
    return Leaf(found, None)


def is_open(row: Mapping[str, Any], now: datetime.datetime) -> bool:
    """Whether it is open at this moment; where nobody has said when, nobody knows, and it is not told as open."""
    here = now.astimezone(ZoneInfo(row[ZONE] or settings.TIME_ZONE))
    return is_open_at(hours_of(row[HOURS]), here)


def hours_of(stream: Any) -> list[Hours]:
    """The spans as they were written; days that are closed, and rows without both times, say nothing."""
    found = []
    for part in stream.raw_data:
        value = part["value"]
        if value.get("opens") and value.get("closes") and not value.get("is_closed"):
            opens, closes = (datetime.time.fromisoformat(value[name]) for name in ("opens", "closes"))
            found.append(Hours(int(value["day"]), opens, closes))
    return found
