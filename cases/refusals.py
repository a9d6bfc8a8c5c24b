"""Why a submission was not stored; nothing of it was, and the citizen keeps the text."""


class NotTakenError(Exception):
    """The submission was not stored; `code` is the problem code of the API, the message is for the citizen."""

    code = "validation_failed"


class IdempotencyConflictError(NotTakenError):
    """Something else was stored under this id before; that stays untouched."""

    code = "idempotency_conflict"


class InFlightError(NotTakenError):
    """The same submission is being stored right now; ask again in a moment."""

    code = "in_flight"


class UnavailableError(NotTakenError):
    """The database is busy; nothing was stored."""

    code = "unavailable"


class TrackTokenRequiredError(NotTakenError):
    """An objection can be sent only by who holds the secret of the request, or over the counter."""

    code = "track_token_required"


class ObjectionNotOpenError(NotTakenError):
    """The request was not answered yet and nobody is late."""

    code = "objection_not_open"


class ObjectionWindowClosedError(NotTakenError):
    """The time to object is over."""

    code = "objection_window_closed"


class ObjectionExistsError(NotTakenError):
    """There is an objection on this ground already."""

    code = "objection_exists"


class FileTakenError(NotTakenError):
    """A file is announced under the id of a file that is here already."""

    code = "validation_failed"
    field = "attachments"
