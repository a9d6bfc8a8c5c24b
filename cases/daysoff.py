"""Changing the calendar: a day off is declared, confirmed or removed by a person, and every open clock follows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from .clocks import recompute
from .models import Holiday


def keep(day: Holiday, now: datetime.datetime | None = None) -> Holiday:
    """Saves a new or changed day off and moves the clocks; IntegrityError when the day stands there already."""
    day.save()
    recompute(day.scope, now or timezone.now())
    return day


def remove(days: Iterable[Holiday], now: datetime.datetime | None = None) -> None:
    """Takes days off out of the calendar and moves the clocks."""
    scopes = {day.scope for day in days}
    Holiday.objects.filter(pk__in=[day.pk for day in days]).delete()
    follow(scopes, now)


def confirm(days: Iterable[Holiday], user: Any, decree_no: str = "", now: datetime.datetime | None = None) -> int:
    """A person has compared these days with the decree; due dates that rest on them stop being provisional.

    Tells in how many cases a due date changed.
    """
    now = now or timezone.now()
    scopes = set()
    for day in days:
        day.is_estimated, day.confirmed_by, day.confirmed_at = False, user, now
        day.decree_no = decree_no or day.decree_no
        day.save()
        scopes.add(day.scope)
    return follow(scopes, now)


def confirm_year(year: int, user: Any, decree_no: str = "", now: datetime.datetime | None = None) -> int:
    """Confirms all nationwide days off of a year."""
    return confirm(Holiday.objects.filter(scope=None, date__year=year), user, decree_no, now)


def follow(scopes: set[Any], now: datetime.datetime | None) -> int:
    now = now or timezone.now()
    return sum(recompute(scope, now) for scope in ({None} if None in scopes else scopes))
