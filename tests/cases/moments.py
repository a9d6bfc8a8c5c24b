"""Days of 2026 in words, moments in Jakarta, and what a case says of itself."""

import datetime
from zoneinfo import ZoneInfo

from cases.actors import Actor

WIB = ZoneInfo("Asia/Jakarta")
CITIZEN = Actor.reporter()


def day(text, year=2026):
    """`"8 Apr"` as a date."""
    number, month = text.split()
    return datetime.date(
        year, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"].index(month) + 1, int(number)
    )


def at(text, hour=10, minute=0, second=0):
    """A moment in Jakarta."""
    return datetime.datetime.combine(day(text), datetime.time(hour, minute, second), tzinfo=WIB)


def one(case, name):
    return case.clocks.filter(clock=name).latest("run")


def types(case):
    return list(case.events.order_by("seq").values_list("type", flat=True))
