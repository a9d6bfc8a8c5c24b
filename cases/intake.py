"""The one door through which a case comes in: the page, the counter, the API and Open311 all call `submit`."""

from __future__ import annotations

import datetime
from typing import Any

from .models import Case, Channel
from .receipts import Receipt, receipt_of
from .submissions import Submission

__all__ = ["IdempotencyConflict", "InFlight", "NotTaken", "Receipt", "receipt_of", "submit"]


class NotTaken(Exception):
    """The submission was not stored; `code` is the problem code of the API, the message is for the citizen."""

    code = "validation_failed"


class IdempotencyConflict(NotTaken):
    """Something else was stored under this id before; that stays untouched."""

    code = "idempotency_conflict"


class InFlight(NotTaken):
    """The same submission is being stored right now; ask again in a moment."""

    code = "in_flight"


class Unavailable(NotTaken):
    """The database is busy; nothing was stored."""

    code = "unavailable"


class TrackTokenRequired(NotTaken):
    """An objection can be sent only by who holds the secret of the request, or over the counter."""

    code = "track_token_required"


class ObjectionNotOpen(NotTaken):
    """The request was not answered yet and nobody is late."""

    code = "objection_not_open"


class ObjectionWindowClosed(NotTaken):
    """The time to object is over."""

    code = "objection_window_closed"


class ObjectionExists(NotTaken):
    """There is an objection on this ground already."""

    code = "objection_exists"


def submit(
    submission: Submission,
    *,
    channel: Channel | str,
    entered_by: Any = None,
    parent: Case | None = None,
    now: datetime.datetime | None = None,
) -> Receipt:
    """Stores a submission once and gives its receipt, again and again. Raises NotTaken, and then nothing was stored.

    `parent` is the request that an objection is about, once the sender has proved to be its applicant (the case of a
    tracking token, or the case that a counter officer has found).
    """
    raise NotImplementedError
