"""The clocks of a case: started and stopped by actions, paused, extended, recomputed when the calendar changes."""

from .calendars import calendar_for, explain
from .changes import recompute
from .moves import (
    breach,
    drop,
    drop_all,
    extend,
    meet,
    meet_verification,
    pause,
    reclassify,
    resume,
    rule_for,
    rules_for,
    running,
    start,
    start_first,
    start_once,
)

__all__ = [
    "breach",
    "calendar_for",
    "drop",
    "drop_all",
    "explain",
    "extend",
    "meet",
    "meet_verification",
    "pause",
    "reclassify",
    "recompute",
    "resume",
    "rule_for",
    "rules_for",
    "running",
    "start",
    "start_first",
    "start_once",
]
