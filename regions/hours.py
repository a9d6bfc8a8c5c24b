"""Is the counter open now, and when does that change: computed from rows of weekday, opening and closing time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

# Today, the seven days that follow, and yesterday for a span that runs over midnight.
DAYS = range(-1, 8)
# The form has no 24.00: a closing time of 23.59 means the end of the day.
LAST_MINUTE, MIDNIGHT = datetime.time(23, 59), datetime.time.max


class Span(Protocol):
    """One span of hours on an ISO weekday (Monday is 1), local time; closing at or before opening means the next day."""

    day: int
    opens: datetime.time
    closes: datetime.time


@dataclass(frozen=True)
class OpeningState:
    """Whether it is open at a moment, and the next moment at which that changes (aware, local; None: never)."""

    is_open: bool
    changes_at: datetime.datetime | None

    @property
    def closes_at(self) -> datetime.datetime | None:
        return self.changes_at if self.is_open else None

    @property
    def opens_at(self) -> datetime.datetime | None:
        return None if self.is_open else self.changes_at


def opening_state(spans: Iterable[Span], zone: ZoneInfo, now: datetime.datetime) -> OpeningState | None:
    """The state at an aware moment; None when there are no spans, because then nobody knows."""
    rows = list(spans)
    if not rows:
        return None
    here = now.astimezone(zone)
    for starts, ends in joined(moments(rows, here.date(), zone)):
        if starts <= here < ends:
            return OpeningState(True, None if ends - here > datetime.timedelta(days=7) else ends)
        if starts > here:
            return OpeningState(False, starts)
    return OpeningState(False, None)


def is_open_at(spans: Iterable[Span], here: datetime.datetime) -> bool:
    """Whether one of the spans holds this local moment: the short question, for long lists."""
    today, time = here.isoweekday(), here.time()
    yesterday = 7 if today == 1 else today - 1
    for span in spans:
        is_over_midnight = span.closes <= span.opens
        last = MIDNIGHT if is_over_midnight or span.closes >= LAST_MINUTE else span.closes
        if span.day == today and span.opens <= time < last:
            return True
        if span.day == yesterday and is_over_midnight and time < span.closes:
            return True
    return False


def moments(
    spans: list[Span], today: datetime.date, zone: ZoneInfo
) -> list[tuple[datetime.datetime, datetime.datetime]]:
    """Every span around this day as a pair of aware moments, earliest first."""
    pairs = []
    for offset in DAYS:
        day = today + datetime.timedelta(days=offset)
        for span in spans:
            if span.day == day.isoweekday():
                last = day if span.closes > span.opens else day + datetime.timedelta(days=1)
                opens = datetime.datetime.combine(day, span.opens, zone)
                pairs.append((opens, datetime.datetime.combine(last, span.closes, zone)))
    return sorted(pairs)


def joined(
    pairs: list[tuple[datetime.datetime, datetime.datetime]],
) -> list[tuple[datetime.datetime, datetime.datetime]]:
    """Spans that touch or overlap made one: open until midnight and open from midnight is simply open.

    A closing time of 23.59 counts as midnight, because the form has no 24.00.
    """
    whole: list[tuple[datetime.datetime, datetime.datetime]] = []
    for starts, ends in pairs:
        if whole and starts - whole[-1][1] <= datetime.timedelta(minutes=1):
            whole[-1] = (whole[-1][0], max(whole[-1][1], ends))
        else:
            whole.append((starts, ends))
    return whole
