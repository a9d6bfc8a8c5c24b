"""The clocks of a case: started and stopped by actions, paused, extended, recomputed when the calendar changes."""

from .calendars import calendar_for, explain
from .changes import recompute
from .moves import (
    breach,
    drop,
    drop_all,
    extend,
    meet,
    pause,
    reclassify,
    resume,
    rule_for,
    running,
    start,
    start_first,
)

__all__ = [
    "breach",
    "calendar_for",
    "drop",
    "drop_all",
    "explain",
    "extend",
    "meet",
    "pause",
    "reclassify",
    "recompute",
    "resume",
    "rule_for",
    "running",
    "start",
    "start_first",
]
