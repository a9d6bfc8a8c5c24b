"""When an objection may be sent: by the applicant only, after the decision or the broken term, while the window is open."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from . import clock, clocks
from .clocks.calendars import calendar_for, zone_of
from .engine import locked
from .models import Case, Clock, Objection
from .refusals import ObjectionExistsError, ObjectionNotOpenError, ObjectionWindowClosedError, TrackTokenRequiredError
from .submissions import Submission
from .terms import Term
from .transitions import Kind, Status

OVER = (Status.DECIDED, Status.DELIVERED, Status.CLOSED)


def proved(submission: Submission, parent: Case | None) -> Case:
    """The request, when the sender has proved to be its applicant."""
    if parent is None or parent.kind != Kind.INFORMATION_REQUEST or parent.ref != submission.request_ref:
        raise TrackTokenRequiredError(_("Open the request with its number and secret first."))
    return parent


def attach(case: Case, submission: Submission, now: datetime.datetime) -> None:
    """Adds what an objection has more. Raises NotTakenError when it is too early, too late or there already."""
    assert case.parent_id
    parent = locked(case.parent_id)
    arose_on = open_since(parent, now)
    others = parent.objections.exclude(status=Status.WITHDRAWN).exclude(pk=case.pk)
    if others.filter(objection__ground=submission.ground).exists():
        raise ObjectionExistsError(_("There is an objection on this ground already."))
    Objection.objects.create(case=case, ground=submission.ground, ground_arose_on=arose_on)


def open_since(parent: Case, now: datetime.datetime) -> datetime.date:
    """The base day of the window that is open: the day of the decision, or the last day of the broken term."""
    window = parent.clocks.filter(clock=Term.OBJECTION_WINDOW, is_dropped=False).order_by("-run").first()
    if window:
        if window.is_late(now) or (window.met_at and window.due_at <= now):
            raise ObjectionWindowClosedError(_("The time to object is over."))
        return window.base_on
    term = clocks.running(parent, Term.INFORMATION_NOTICE)
    if term and term.is_late(now):
        return since_breach(parent, term, now)
    if parent.status in OVER:
        raise ObjectionWindowClosedError(_("The time to object is over."))
    raise ObjectionNotOpenError(_("You can object once the request is decided or its term has run out."))


def since_breach(parent: Case, term: Clock, now: datetime.datetime) -> datetime.date:
    """The window after a term that has run out, should the clocks not have noticed yet."""
    rule = clocks.rule_for(parent, Term.OBJECTION_WINDOW)
    if rule:
        due = clock.due(term.due_at, rule.term, calendar_for(parent.root), zone_of(parent), base_on=term.due_on)
        if due.at <= now:
            raise ObjectionWindowClosedError(_("The time to object is over."))
    return term.due_on
