"""Notices to reporters and officers: written with the event that causes them, sent by `cases_tick`, never telling."""

from __future__ import annotations

import datetime

from regions.models import Unit

from .models import Case, CaseEvent

REPORTER = "reporter"


def enqueue(
    case: Case, kind: str, role: str, *, dedupe: str, unit: Unit | None = None, at: datetime.datetime | None = None
) -> None:
    """Adds a notice to one role (of a unit) or to the reporter, once for each `dedupe`; call it in the transaction."""
    raise NotImplementedError


def announce(case: Case, event: CaseEvent) -> None:
    """Everybody who should hear of this event; intake calls it for `submit`, actions do it themselves."""
    raise NotImplementedError


def send_due(now: datetime.datetime) -> dict[str, int]:
    """Sends what is due; safe to run twice at once. How many were sent, failed and given up."""
    raise NotImplementedError
