"""The terms that run for a case, by name: which one starts with it, which ones can be broken, which ones only close."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .transitions import Kind


class Term(models.TextChoices):
    """The name of a clock; how long it runs stands in DeadlineRule rows."""

    VERIFICATION = "verification", _("Verification")
    FIRST_FOLLOW_UP = "first_follow_up", _("First follow-up")
    RESOLUTION = "resolution", _("Resolution")
    AUTO_CLOSE = "auto_close", _("Confirmation by the reporter")
    REPORTER_REPLY = "reporter_reply", _("Reply by the reporter")
    OUTER_LIMIT = "outer_limit", _("Outer limit")
    COMPLETENESS_ANSWER = "completeness_answer", _("Answer on completeness")
    INFORMATION_NOTICE = "information_notice", _("Written notice")
    REQUEST_COMPLETENESS = "request_completeness", _("Completing the request")
    OBJECTION_WINDOW = "objection_window", _("Time to object")
    OBJECTION_ANSWER = "objection_answer", _("Answer to the objection")
    DISPUTE_WINDOW = "dispute_window", _("Time to go to the Information Commission")
    DATA_SUBJECT_REQUEST = "data_subject_request", _("Request about personal data")


# The clocks that start on the day of receipt; the answer on completeness only where a regency has put its rule in force.
FIRST: dict[str, tuple[Term, ...]] = {
    Kind.COMPLAINT: (Term.VERIFICATION, Term.COMPLETENESS_ANSWER),
    Kind.ASPIRATION: (Term.VERIFICATION,),
    Kind.INFORMATION_REQUEST: (Term.INFORMATION_NOTICE,),
    Kind.OBJECTION: (Term.OBJECTION_ANSWER,),
}

# When these run out nobody has broken a promise: a window has closed, and the case moves on by itself.
WINDOWS: frozenset[str] = frozenset(
    {
        Term.AUTO_CLOSE,
        Term.REPORTER_REPLY,
        Term.REQUEST_COMPLETENESS,
        Term.OBJECTION_WINDOW,
        Term.DISPUTE_WINDOW,
    }
)

# When these run out an office is late: a breach is recorded and others are told, level by level.
WATCHED: frozenset[str] = frozenset(Term.values) - WINDOWS
