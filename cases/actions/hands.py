"""In whose hands a case is: giving it to a unit and taking it back (disposisi)."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from regions.models import Unit

from .. import clocks, routing
from ..engine import InvalidError
from ..models import Assignment, Case, Wording
from ..terms import Term


def held(case: Case) -> Assignment | None:
    """The disposition that is open now."""
    return case.assignments.filter(ended_at=None).first()


def check(case: Case, unit: Unit, *, by_coordinator: bool) -> None:
    """InvalidError on the unit field when the case may not go there."""
    try:
        routing.check_target(case, unit, by_coordinator=by_coordinator)
    except routing.BlockedError as blocked:
        raise InvalidError({"unit": [str(blocked)]}) from None


def give(case: Case, unit: Unit, data: dict[str, Any], at: datetime.datetime) -> None:
    """Puts a case into the hands of a unit."""
    before = release(case, at)
    Assignment.objects.create(
        case=case,
        from_unit=before.to_unit if before else case.root,
        to_unit=unit,
        instruction=data.get("instruction", ""),
        due_on=data.get("due_on"),
        assigned_at=at,
    )
    case.current_unit = unit


def wait_for_follow_up(case: Case, at: datetime.datetime) -> None:
    """The days for the first follow-up start anew with each unit that gets the case."""
    clocks.drop(case, Term.FIRST_FOLLOW_UP, at)
    clocks.start(case, Term.FIRST_FOLLOW_UP, at)


def accept(case: Case, at: datetime.datetime) -> None:
    case.assignments.filter(ended_at=None).update(accepted_at=at)


def release(case: Case, at: datetime.datetime, reason: Wording | None = None) -> Assignment | None:
    """Ends the open disposition; with a reason it was returned."""
    assignment = held(case)
    if assignment:
        assignment.ended_at = at
        if reason:
            assignment.returned_at, assignment.return_reason = at, reason
        assignment.save()
    return assignment


def take_in_again(case: Case, at: datetime.datetime) -> None:
    """Back at the coordinator's: nobody's case until somebody has verified it again."""
    case.current_unit = case.root if case.about_unit_id is None else routing.propose(case)[0]
    clocks.drop(case, Term.FIRST_FOLLOW_UP, at)
    clocks.start(case, Term.VERIFICATION, at)


def check_due(case: Case, data: dict[str, Any]) -> None:
    """Whoever passes a case on may not give more time than was given."""
    own = held(case)
    if own and own.due_on and data.get("due_on") and data["due_on"] > own.due_on:
        raise InvalidError({"due_on": [_("Not later than the day that was set for your unit.")]})
